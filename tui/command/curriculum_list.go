package command

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/check"
	"binome/storage/progress"
)

type curriculumListOptions struct{ JSON, Stale bool }

func newCurriculumListCmd(f *Factory) *cobra.Command {
	o := &curriculumListOptions{}
	cmd := f.command("curriculum-list", "list", takes{})
	cmd.RunE = f.running(func(*cobra.Command, []string) error {
		return f.curriculumList(o)
	})
	cmd.Flags().BoolVar(&o.JSON, "json", false, "cli.flag.json")
	cmd.Flags().BoolVar(&o.Stale, "stale", false, "cli.flag.stale")
	return cmd
}

func (f *Factory) curriculumList(o *curriculumListOptions) error {
	f.tellMissing() // its own lessons are missing, too
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	var moved []progress.Line
	if o.Stale {
		moved = f.moved()
	}
	if o.JSON {
		return f.writeJSON(f.curriculumJSON(cur, o.Stale, moved))
	}
	pr := f.printer()
	count := 0
	for _, m := range cur.Modules {
		named := false
		for _, l := range m.Lessons {
			if o.Stale && !cur.Stale(l, f.Now()) {
				continue
			}
			if !named {
				pr.heading(m.Called(f.words.Lang))
				named = true
			}
			count++
			pr.item(f.lessonLine(l, o.Stale))
		}
	}
	switch {
	case count > 0:
	case o.Stale:
		pr.para(f.T("cli.list.fresh"))
	default:
		pr.para(f.T("cli.list.none"))
	}
	if o.Stale {
		f.listFacts(pr, cur)
		f.listDrifts(pr, cur)
	}
	if len(moved) > 0 {
		pr.heading(f.T("cli.list.moved"))
		for _, m := range moved {
			pr.item(m.Lesson + "  " + f.words.ShortDate(m.At, f.Now()) + "  " + m.Text)
		}
	}
	f.listProblems(pr, cur)
	return pr.end()
}

func (f *Factory) typo(s string) string { return f.words.Typo(s) }

// lessonLine is a lesson's name, its length, its title, and where it is from when that
// isn't plain.
func (f *Factory) lessonLine(l *curriculum.Lesson, dated bool) string {
	line := l.ID + "  " + f.N("today.minutes", l.Minutes) + "  "
	head, err := l.Head(f.words.Lang)
	if err != nil {
		return line + f.problemOf(err).what
	}
	line += f.catalogues.For(head.Lang).Typo(head.Title)
	var more []string
	if head.Lang != f.words.Lang {
		more = append(more, f.T("outline.in", "Language", f.words.LanguageName(head.Lang)))
	}
	if l.Layer != "" {
		more = append(more, f.T("cli.list.from", "Layer", l.Layer))
	}
	switch {
	case dated && l.Reviewed.IsZero():
		more = append(more, f.T("cli.list.never"))
	case dated:
		more = append(more, f.T("cli.list.reviewed", "Date", f.words.Date(l.Reviewed)))
	}
	if len(more) > 0 {
		line += " (" + strings.Join(more, ", ") + ")"
	}
	return line
}

func (f *Factory) listProblems(pr *printer, cur *curriculum.Curriculum) {
	if len(cur.Problems) == 0 && len(f.said) == 0 {
		return
	}
	pr.heading(f.T("cli.list.problems"))
	for _, p := range cur.Problems {
		pr.item(inLayer(p.Layer, p.Pos) + ": " + check.In(f.words.Lang, p.Text))
	}
	for _, err := range f.said {
		pr.item(err.Error())
	}
}

// listDrifts prints the copies whose built-in lesson has moved.
func (f *Factory) listDrifts(pr *printer, cur *curriculum.Curriculum) {
	drifts := cur.Drifts(curriculum.Builtin())
	if len(drifts) == 0 {
		return
	}
	pr.heading(f.T("cli.list.copies"))
	for _, d := range drifts {
		pr.item(check.In(f.words.Lang, d.Problem().Text))
		if !d.Gone {
			pr.line("    binome curriculum diff " + d.Lesson.ID)
		}
	}
}

// moved are the remarks to the author in all pairs' journals: what was said of which
// lesson, and not by whom.
func (f *Factory) moved() []progress.Line {
	var all []progress.Line
	for _, id := range f.pairIDs() {
		state, err := f.folder.Read(id)
		if err != nil {
			continue // doctor tells
		}
		for _, l := range progress.Fold(nil, state.Entries).Moved {
			all = append(all, progress.Line{At: l.At, Lesson: l.Lesson, Text: l.Text})
		}
	}
	return all
}

type jsonCurriculum struct {
	Format    int           `json:"format"`
	Framework string        `json:"framework"`
	Version   string        `json:"framework_version"`
	Languages []string      `json:"languages"`
	Modules   []jsonModule  `json:"modules"`
	Route     []jsonStage   `json:"route"`
	Routes    []jsonRoute   `json:"routes"`
	Facts     []jsonFact    `json:"facts"`
	Copies    []jsonCopy    `json:"copies,omitempty"` // whose built-in lesson has moved, with --stale
	Moved     []jsonMoved   `json:"moved,omitempty"`
	Problems  []jsonProblem `json:"problems"`
}

type jsonCopy struct {
	Lesson  string   `json:"lesson"`
	Layer   string   `json:"layer"`
	Gone    bool     `json:"gone"` // there is no such built-in lesson any more
	Was     string   `json:"copied_edition"`
	Now     string   `json:"edition"`
	Changed []string `json:"changed"` // files
}

type jsonModule struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Layer   string       `json:"layer"`
	Lessons []jsonLesson `json:"lessons"`
}

type jsonLesson struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Language  string   `json:"language"` // of the title
	Languages []string `json:"languages"`
	Minutes   int      `json:"minutes"`
	DigComp   []string `json:"digcomp"`
	Needs     []string `json:"needs"`
	Edition   int      `json:"edition"`
	Reviewed  string   `json:"reviewed"` // "2026-11-22", "" when nobody said
	Stale     bool     `json:"stale"`
	Layer     string   `json:"layer"` // "" for the built-in one
	Facts     []string `json:"facts"` // ids
}

type jsonRoute struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Sessions []jsonStage `json:"sessions"`
}

type jsonStage struct {
	Minutes int      `json:"minutes"`
	Launch  bool     `json:"launch"`
	Lessons []string `json:"lessons"`
}

type jsonMoved struct {
	Lesson string `json:"lesson"`
	Text   string `json:"text"`
	At     string `json:"at"`
}

type jsonProblem struct {
	Layer  string `json:"layer"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Lesson string `json:"lesson,omitempty"`
	Code   string `json:"code"`
	Text   string `json:"text"`
	Fix    string `json:"fix,omitempty"`
}

func (f *Factory) curriculumJSON(cur *curriculum.Curriculum, onlyStale bool, moved []progress.Line) jsonCurriculum {
	out := jsonCurriculum{
		Format: 1, Framework: cur.Framework, Version: cur.FrameworkVersion, Languages: append([]string{}, cur.Languages...),
		Modules: []jsonModule{}, Route: []jsonStage{}, Routes: []jsonRoute{}, Problems: []jsonProblem{},
	}
	for _, m := range cur.Modules {
		jm := jsonModule{ID: m.ID, Title: m.Title(f.words.Lang), Layer: m.Layer, Lessons: []jsonLesson{}}
		for _, l := range m.Lessons {
			if !onlyStale || cur.Stale(l, f.Now()) {
				jm.Lessons = append(jm.Lessons, f.lessonJSON(cur, l))
			}
		}
		if len(jm.Lessons) > 0 {
			out.Modules = append(out.Modules, jm)
		}
	}
	for _, r := range cur.Routes() {
		stages := []jsonStage{}
		for _, s := range r.Sessions {
			stages = append(stages, jsonStage{s.Minutes, s.Launch, append([]string{}, s.Lessons...)})
		}
		title := r.Title(f.words.Lang)
		if r.ID == curriculum.Core {
			title, out.Route = f.words.T("route.core"), stages
		}
		out.Routes = append(out.Routes, jsonRoute{r.ID, title, stages})
	}
	out.Facts = f.factsJSON(cur, onlyStale)
	if onlyStale {
		for _, d := range cur.Drifts(curriculum.Builtin()) {
			out.Copies = append(out.Copies, jsonCopy{d.Lesson.ID, d.Lesson.Layer, d.Gone, d.Was, d.Now, append([]string{}, d.Files...)})
		}
	}
	for _, m := range moved {
		out.Moved = append(out.Moved, jsonMoved{m.Lesson, m.Text, stamp(m.At)})
	}
	for _, p := range cur.Problems {
		out.Problems = append(out.Problems, jsonProblem{p.Layer, p.Pos.File, p.Pos.Line, p.Pos.Col, p.Lesson, p.Code, p.Text, p.Fix})
	}
	return out
}

func (f *Factory) lessonJSON(cur *curriculum.Curriculum, l *curriculum.Lesson) jsonLesson {
	j := jsonLesson{
		ID: l.ID, Languages: l.Languages(), Minutes: l.Minutes, DigComp: append([]string{}, l.DigComp...),
		Needs: append([]string{}, l.Needs...), Edition: l.Edition, Stale: cur.Stale(l, f.Now()), Layer: l.Layer,
		Facts: []string{},
	}
	for _, fact := range cur.RestsOn(l) {
		j.Facts = append(j.Facts, fact.ID)
	}
	if head, err := l.Head(f.words.Lang); err == nil {
		j.Title, j.Language = head.Title, head.Lang
	}
	if !l.Reviewed.IsZero() {
		j.Reviewed = l.Reviewed.Format(time.DateOnly)
	}
	return j
}
