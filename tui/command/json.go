package command

import (
	"encoding/json"
	"time"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// writeJSON writes one value for programs, indented for people who look.
func (f *Factory) writeJSON(v any) error {
	e := json.NewEncoder(f.Out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// stamp is a time as JSON has it; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

type jsonPairInfo struct {
	ID     string `json:"id"`
	Mentor string `json:"mentor"`
	Mentee string `json:"mentee"`
	Next   string `json:"next"`
	LastAt string `json:"last_at"`
	Error  string `json:"error,omitempty"` // in English; the names are then empty
}

func pairInfoJSON(p progress.PairInfo) jsonPairInfo {
	out := jsonPairInfo{ID: p.ID, Mentor: p.Mentor, Mentee: p.Mentee, Next: p.Next, LastAt: stamp(p.LastAt)}
	if p.Err != nil {
		out.Error = p.Err.Error()
	}
	return out
}

type jsonPerson struct {
	Name     string `json:"name"`
	Language string `json:"language"`
}

type jsonPlace struct {
	Lesson string `json:"lesson"`
	Step   string `json:"step"`
}

type jsonSession struct {
	ID      string   `json:"id"`
	At      string   `json:"at"`
	Minutes int      `json:"minutes"`
	Closed  bool     `json:"closed"`
	Next    string   `json:"next"`
	Note    string   `json:"note,omitempty"`
	Lessons []string `json:"lessons"`
}

type jsonRung struct {
	Rung     string `json:"rung"`
	At       string `json:"at"`
	Evidence string `json:"evidence,omitempty"`
}

type jsonProgress struct {
	ID       string     `json:"id"`
	Title    string     `json:"title"`
	Done     []string   `json:"done"` // steps, in order
	Ticks    int        `json:"ticks"`
	Finished bool       `json:"finished"`
	Rung     string     `json:"rung"`
	Rungs    []jsonRung `json:"rungs"`
}

type jsonPromise struct {
	Who     string `json:"who"`
	Text    string `json:"text"`
	At      string `json:"at"`
	Lesson  string `json:"lesson,omitempty"`
	Outcome string `json:"outcome"`
}

type jsonLine struct {
	Text   string `json:"text"`
	At     string `json:"at"`
	By     string `json:"by,omitempty"`
	Lesson string `json:"lesson,omitempty"`
	Step   string `json:"step,omitempty"`
}

type jsonTrouble struct {
	Path   string `json:"path"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Code   string `json:"code"`
	Text   string `json:"text"` // in English
}

type jsonPair struct {
	Format   int            `json:"format"`
	ID       string         `json:"id"`
	Mentor   jsonPerson     `json:"mentor"`
	Mentee   jsonPerson     `json:"mentee"`
	Code     string         `json:"code,omitempty"`
	Since    string         `json:"since"`
	Next     string         `json:"next"`
	Place    *jsonPlace     `json:"place"`
	Sessions []jsonSession  `json:"sessions"`
	Lessons  []jsonProgress `json:"lessons"` // touched, in the curriculum's order, then others
	Promises []jsonPromise  `json:"promises"`
	Notes    []jsonLine     `json:"notes"`
	Words    []jsonLine     `json:"words"`
	Gifts    []jsonLine     `json:"gifts"`
	Goals    []jsonLine     `json:"goals"`
	Moved    []jsonLine     `json:"moved"`
	Troubles []jsonTrouble  `json:"troubles"`
}

func linesJSON(lines []progress.Line) []jsonLine {
	list := []jsonLine{}
	for _, l := range lines {
		list = append(list, jsonLine{Text: l.Text, At: stamp(l.At), By: l.By, Lesson: l.Lesson, Step: l.Step})
	}
	return list
}

func pairJSON(id string, p *progress.Progress, lessons []*progress.Lesson, titles []string, troubles []storage.Trouble) jsonPair {
	out := jsonPair{
		Format: 1, ID: id, Code: p.Code, Since: stamp(p.Since), Next: p.NextDate,
		Mentor: jsonPerson{p.Mentor.Name, p.Mentor.Language}, Mentee: jsonPerson{p.Mentee.Name, p.Mentee.Language},
		Sessions: []jsonSession{}, Lessons: []jsonProgress{}, Promises: []jsonPromise{}, Troubles: []jsonTrouble{},
		Notes: linesJSON(p.Notes), Words: linesJSON(p.Words), Gifts: linesJSON(p.Gifts), Goals: linesJSON(p.Goals), Moved: linesJSON(p.Moved),
	}
	if p.Place.Lesson != "" {
		out.Place = &jsonPlace{p.Place.Lesson, string(p.Place.Step)}
	}
	for _, s := range p.Sessions {
		out.Sessions = append(out.Sessions, jsonSession{s.ID, stamp(s.At), s.Minutes, s.Closed, s.Next, s.Note, append([]string{}, s.Lessons...)})
	}
	for i, l := range lessons {
		j := jsonProgress{ID: l.ID, Title: titles[i], Done: []string{}, Ticks: len(l.Ticks), Finished: l.Finished(), Rung: string(l.Rung()), Rungs: []jsonRung{}}
		for _, s := range curriculum.StepIDs() {
			if _, ok := l.Done[s]; ok {
				j.Done = append(j.Done, string(s))
			}
		}
		for _, r := range l.Rungs {
			j.Rungs = append(j.Rungs, jsonRung{string(r.Rung), stamp(r.At), r.Evidence})
		}
		out.Lessons = append(out.Lessons, j)
	}
	for _, q := range p.Promises {
		out.Promises = append(out.Promises, jsonPromise{q.Who, q.Text, stamp(q.At), q.Lesson, q.Outcome})
	}
	for _, t := range troubles {
		out.Troubles = append(out.Troubles, jsonTrouble{t.Path, t.Line, t.Col, t.Code, t.Text})
	}
	return out
}
