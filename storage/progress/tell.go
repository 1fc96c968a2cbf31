package progress

import (
	"cmp"
	"strconv"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
	"binome/storage"
)

// A Teller says what an entry records, in one line of its words' language: what was kept,
// and what can be taken back.
type Teller struct {
	Progress   *Progress // may be nil: then nobody is named
	Curriculum *curriculum.Curriculum
	Words      *phrases.Printer
	Zone       *time.Location
}

// Tell is "The tick at 10:30: Open your page."
func (t Teller) Tell(e storage.Entry) string {
	key := "entry." + string(e.Kind)
	what := t.what(e)
	switch {
	case e.Kind == storage.KindStep:
		key += "-" + e.State
	case what == "" && (e.Kind == storage.KindClose || e.Kind == storage.KindPostpone):
		key += "-open"
	}
	title, step := "", ""
	if e.Lesson != "" {
		title = t.title(e.Lesson)
	}
	if asked := t.question(e.Question); e.Kind == storage.KindRecall && asked != "" {
		key, title = key+"-of", asked
	}
	if e.Step != "" {
		step = t.Words.T("steps." + e.Step)
	}
	return t.Words.T(key, "What", what, "Title", title, "Step", step,
		"Who", t.first(e.Who, Mentee), "By", t.first(e.By, Mentor), "At", t.Words.Clock(e.At))
}

func (t Teller) what(e storage.Entry) string {
	if tell := kinds[e.Kind].tell; tell != nil {
		return tell(t, e)
	}
	return e.Text
}

// date is "" where none was agreed on.
func (t Teller) date(e storage.Entry) string {
	at, whole, ok := ParseDate(e.Next, t.Zone)
	if !ok {
		return ""
	}
	return t.Words.Moment(at, whole)
}

func (t Teller) rung(e storage.Entry) string {
	if e.Rung == "" {
		return t.Words.T("rungs.none")
	}
	return t.Words.T("rungs." + e.Rung)
}

// route is a route's title; the bare id of one that is gone.
func (t Teller) route(e storage.Entry) string {
	r := t.Curriculum.RouteOf(e.Route)
	switch {
	case r == nil || r.ID != e.Route:
		return e.Route
	case r.ID == curriculum.Core:
		return t.Words.T("route.core")
	}
	return phrases.Typo(t.Words.Lang, r.Title(t.Words.Lang))
}

func (t Teller) title(id string) string { return t.Curriculum.Called(id, t.Words.Lang) }

// box is the words of a box that was ticked; its number when the lesson has changed since.
func (t Teller) box(e storage.Entry) string {
	if l, ok := t.Curriculum.Lesson(e.Lesson); ok && l.Edition == e.Edition {
		if text, err := l.Text(t.Words.Lang); err == nil {
			if s := text.Step(curriculum.StepID(e.Step)); s != nil && e.Item >= 1 && e.Item <= len(s.Items) {
				return block.Words(s.Items[e.Item-1].Spans)
			}
		}
	}
	return strconv.Itoa(e.Item)
}

// question is what a question asks; "" when it is gone.
func (t Teller) question(name string) string {
	if q := t.Curriculum.Question(name, t.Words.Lang); q != nil {
		return block.Words(q.Spans)
	}
	return ""
}

// first is the first name of whoever has that role, else of whoever has the other.
func (t Teller) first(role, or string) string {
	return cmp.Or(t.Progress.First(role), t.Progress.First(or))
}
