package notes

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"binome/curriculum"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
)

// home is the namespace of our identifiers in a learning platform: a name that can
// belong to nobody (RFC 2606), so that it is never taken for an address.
const home = "https://binome.invalid/"

func (r Request) writeLMS(b *bytes.Buffer) error {
	switch {
	case r.Format == "gift": // the lessons' own questions: nothing of the pair
		return r.writeGIFT(b)
	case !r.Progress.Agreed(progress.ToPlatform):
		return ErrNoConsent
	}
	switch r.Format {
	case "csv":
		return r.completionCSV(b)
	}
	return document.WriteJSON(b, r.statements())
}

// The parts of an xAPI statement that are used (xAPI 1.0.3, Data). A statement holds
// only what will never change, because a record store that knows an id refuses another
// statement under it; what may change (a title, a competence) is in an activity's
// definition, which the specification lets change.
type statement struct {
	ID        string     `json:"id"`
	Actor     agent      `json:"actor"`
	Verb      verb       `json:"verb"`
	Object    activity   `json:"object"`
	Result    *result    `json:"result,omitempty"`
	Context   xapiAround `json:"context"`
	Timestamp string     `json:"timestamp"`
}

type agent struct {
	ObjectType string  `json:"objectType"`
	Account    account `json:"account"`
}

type account struct {
	HomePage string `json:"homePage"`
	Name     string `json:"name"`
}

type verb struct {
	ID      string            `json:"id"`
	Display map[string]string `json:"display"`
}

type activity struct {
	ObjectType string     `json:"objectType"`
	ID         string     `json:"id"`
	Definition definition `json:"definition"`
}

type definition struct {
	Type       string            `json:"type"`
	Name       map[string]string `json:"name"`
	Extensions map[string]any    `json:"extensions,omitempty"`
}

type result struct {
	Completion *bool          `json:"completion,omitempty"`
	Duration   string         `json:"duration,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

type xapiAround struct {
	Instructor agent            `json:"instructor"`
	Platform   string           `json:"platform"`
	Activities map[string][]ref `json:"contextActivities,omitempty"`
}

type ref struct {
	ID string `json:"id"`
}

// adl begins the verbs and the types of activity: ADL's own vocabulary.
const adl = "http://adlnet.gov/expapi/"

// A stated is a verb, with the name of the phrase under which both agree to it.
type stated struct {
	name, says string
	display    map[string]string
}

var (
	attended   = stated{"attended", "platform-sessions", map[string]string{"en": "attended", "fr": "a participé à"}}
	completed  = stated{"completed", "platform-modules", map[string]string{"en": "completed", "fr": "a terminé"}}
	progressed = stated{"progressed", "platform-rungs", map[string]string{"en": "progressed", "fr": "a progressé dans"}}
)

// statements are attended for each session held, completed for each module finished and
// progressed for each rung, in order of time.
func (r Request) statements() []statement {
	out := []statement{}
	p := r.Progress
	for _, s := range p.Held("") {
		if !s.Over(r.Now) {
			continue // it may still go on, and its length with it
		}
		k := r.statement(attended, "session", s.ID, s.At)
		k.Object = activity{"Activity", home + "sessions/" + r.uuid("session", s.ID), definition{Type: adl + "activities/meeting", Name: sessionNames()}}
		k.Result = &result{Duration: fmt.Sprintf("PT%dM", s.Spent())}
		out = append(out, k)
	}
	for _, id := range r.inCurriculumOrder() {
		for _, g := range p.Lessons[id].Rungs {
			if g.Rung.Level() == 0 {
				continue
			}
			k := r.statement(progressed, "rung", g.ID, g.At)
			k.Object = r.lessonActivity(id)
			k.Result = &result{Extensions: map[string]any{home + "rung": map[string]any{
				"rung": string(g.Rung), "level": g.Rung.Level(), "scale": "DigComp 2.2, autonomy",
			}}}
			if s := p.Session(g.Session); s != nil {
				k.Context.Activities = map[string][]ref{"grouping": {{home + "sessions/" + r.uuid("session", s.ID)}}}
			}
			out = append(out, k)
		}
	}
	for _, d := range r.modulesDone() {
		k := r.statement(completed, "module "+d.module.ID, d.at.UTC().Format(time.RFC3339), d.at)
		k.Object = activity{"Activity", home + "modules/" + d.module.ID, definition{Type: adl + "activities/module", Name: titles(d.module.Titles)}}
		yes := true
		k.Result = &result{Completion: &yes}
		out = append(out, k)
	}
	slices.SortStableFunc(out, func(a, b statement) int {
		ta, _ := time.Parse(time.RFC3339, a.Timestamp)
		tb, _ := time.Parse(time.RFC3339, b.Timestamp)
		return ta.Compare(tb)
	})
	return out
}

// statement has an id of its own for each account: given later, one doesn't change what a
// store holds already.
func (r Request) statement(v stated, kind, of string, at time.Time) statement {
	return statement{
		ID:    r.uuid("xapi", r.account(progress.Mentee), r.account(progress.Mentor), kind, of),
		Actor: r.agent(progress.Mentee), Verb: verb{adl + "verbs/" + v.name, v.display},
		Context:   xapiAround{Instructor: r.agent(progress.Mentor), Platform: "Binome"},
		Timestamp: at.Format(time.RFC3339),
	}
}

// agent is one of the pair by an account of the platform.
func (r Request) agent(role string) agent {
	return agent{"Agent", account{home + "pairs", r.account(role)}}
}

// account is the one that was given for them, or else a number that nobody can lead back.
func (r Request) account(role string) string {
	if a := r.Accounts[role]; a != "" {
		return a
	}
	return r.uuid("account", role)
}

// uuid is of this pair and this purpose, and tells neither: a pair's id is its names.
func (r Request) uuid(parts ...string) string {
	return uuid(append([]string{cmp.Or(r.Progress.Root.Pseudonym("lms"), r.PairID)}, parts...)...)
}

func sessionNames() map[string]string {
	return map[string]string{"en": "Reverse mentoring session", "fr": "Séance de mentorat inversé"}
}

func (r Request) lessonActivity(id string) activity {
	a := activity{"Activity", home + "lessons/" + id, definition{Type: adl + "activities/lesson", Name: map[string]string{}}}
	l, ok := r.lesson(id)
	if !ok {
		a.Definition.Name["und"] = clean.Line(id)
		return a
	}
	for _, lang := range l.Languages() {
		if head, err := l.Head(lang); err == nil {
			a.Definition.Name[lang] = clean.Line(head.Title)
		}
	}
	var ids []string
	for _, c := range l.DigComp {
		ids = append(ids, clean.Line(c))
	}
	if ids != nil {
		a.Definition.Extensions = map[string]any{home + "competences": map[string]any{
			"framework": clean.Line(r.Curriculum.Framework), "version": clean.Line(r.Curriculum.FrameworkVersion), "ids": ids,
		}}
	}
	return a
}

// titles are a module's, cleaned; a language map must not be empty.
func titles(m map[string]string) map[string]string {
	out := map[string]string{}
	for _, lang := range slices.Sorted(maps.Keys(m)) {
		out[lang] = clean.Line(m[lang])
	}
	return out
}

type moduleDone struct {
	module    *curriculum.Module
	begun, at time.Time
}

// modulesDone are the modules whose every lesson is finished, and when the last was.
func (r Request) modulesDone() []moduleDone {
	if r.Curriculum == nil {
		return nil
	}
	var out []moduleDone
	for _, m := range r.Curriculum.Modules {
		s := r.Progress.Module(m)
		if s.Of == 0 || s.Finished < s.Of {
			continue
		}
		d := moduleDone{module: m}
		for _, l := range m.Lessons {
			begun, at := r.finished(l.ID)
			if d.begun.IsZero() || begun.Before(d.begun) {
				d.begun = begun
			}
			if at.After(d.at) {
				d.at = at
			}
		}
		out = append(out, d)
	}
	return out
}

// finished is when a lesson was begun and finished: walked to its end, a rung agreed
// on, or, of the charter, both agreed.
func (r Request) finished(id string) (begun, at time.Time) {
	if l := r.Progress.Lessons[id]; l.Finished() {
		at, ok := l.Done[curriculum.Remember]
		for _, g := range l.Rungs {
			if !ok || g.At.Before(at) {
				at, ok = g.At, true
			}
		}
		return l.First, at
	}
	for _, a := range r.Progress.Charter {
		if a.At.After(at) {
			at = a.At
		}
	}
	return at, at
}

// completionCSV has the columns of Moodle's tool_import_completion: a course is a
// module, by its short name.
func (r Request) completionCSV(b *bytes.Buffer) error {
	rows := [][]string{{"username", "course", "timecompleted", "timestarted"}}
	for _, d := range r.modulesDone() {
		rows = append(rows, []string{r.account(progress.Mentee), "binome-" + d.module.ID, d.at.Format(time.DateOnly), d.begun.Format(time.DateOnly)})
	}
	return document.WriteCSV(b, rows, "")
}
