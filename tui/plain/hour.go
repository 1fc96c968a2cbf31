package plain

import (
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// An hour is the session the two are in: its agenda as laid out when it began, and how
// far they are. Only the session entry is kept; after a break the rest is laid out anew
// from the journal.
type hour struct {
	session string
	began   time.Time
	minutes int
	parts   []hourPart
	inHand  int
}

type hourPart struct {
	progress.Part
	done bool
}

func newHour(session string, began time.Time, minutes int, a progress.Agenda) *hour {
	h := &hour{session: session, began: began, minutes: minutes, inHand: a.InHand}
	for _, p := range a.Parts {
		h.parts = append(h.parts, hourPart{Part: p})
	}
	return h
}

// now is the part they are at; nil when all is done.
func (h *hour) now() *hourPart {
	for i := range h.parts {
		if !h.parts[i].done {
			return &h.parts[i]
		}
	}
	return nil
}

// finish marks the first part of that kind that isn't done yet.
func (h *hour) finish(k progress.PartKind) {
	for i := range h.parts {
		if p := &h.parts[i]; p.Kind == k && !p.done {
			p.done = true
			return
		}
	}
}

func (w *walk) layout() progress.Agenda {
	return w.prog.Agenda(w.Now(), w.Settings.Minutes, w.Settings.Rhythm, "")
}

// begin starts a session.
func (w *walk) begin() {
	a, began := w.layout(), w.Now()
	id := ""
	if kept, _ := w.save(storage.Entry{Kind: storage.KindSession, Minutes: w.Settings.Minutes}); kept != nil {
		id = kept[0].ID
	}
	w.hour = newHour(id, began, w.Settings.Minutes, a)
}

// resume lays out the rest of a session that goes on; nil when none does.
func (w *walk) resume() *hour {
	now := w.Now()
	s := w.prog.OpenSession(now)
	if s == nil {
		return nil
	}
	left := s.Minutes - int(now.Sub(s.At).Minutes())
	minutes := max(left, 15)
	if left >= 45 { // an hour begun a moment ago is still an hour
		minutes = s.Minutes
	}
	return newHour(s.ID, s.At, s.Minutes, w.prog.Agenda(now, minutes, w.Settings.Rhythm, s.ID))
}

// ensure makes sure a session is on: a lesson opened from the outline is one, too.
func (w *walk) ensure() {
	if w.hour == nil {
		w.begin()
	}
}

// A flow is how a part of the hour ended.
type flow int

const (
	flowDone  flow = iota
	flowToday      // back to where we are; the part waits
)

// goOn walks the parts from the one they are at.
func (w *walk) goOn() error {
	for w.hour != nil {
		p := w.hour.now()
		if p == nil {
			w.hour = nil
			return nil
		}
		f, err := w.part(p.Part)
		if err != nil || f == flowToday {
			return err
		}
		p.done = true
	}
	return nil
}

// part walks one part of the agenda.
func (w *walk) part(p progress.Part) (flow, error) {
	switch p.Kind {
	case progress.PartLaunch:
		return w.launch()
	case progress.PartRecap:
		return w.recap()
	case progress.PartRecall:
		return w.recall(p.Cards)
	case progress.PartSince:
		return w.since()
	case progress.PartCheck:
		return w.check()
	case progress.PartLesson:
		return w.lesson(p.Lesson, p.From)
	case progress.PartReturn:
		return w.inReturn()
	case progress.PartClose:
		return w.closing()
	}
	return flowDone, nil
}

// today says where they are and what comes next, and does one thing.
func (w *walk) today() error {
	w.at = progress.Place{}
	w.retell()
	w.fold()
	w.title(w.T("plain.today", "Date", w.words.Date(w.Now()), "Mentor", w.mentor(), "Mentee", w.mentee()))
	if w.hour != nil && w.hour.now() != nil {
		return w.running()
	}
	w.hour = nil
	return w.before()
}

// before: nothing has begun yet.
func (w *walk) before() error {
	done, all := w.prog.RouteDone()
	w.say(w.T("plain.so_far", "Sessions", w.N("today.sessions", len(w.prog.Held(""))), "Route", w.N("today.route", done, "All", all)))
	w.sayNext()
	for _, q := range w.prog.OpenPromises("") {
		w.say(w.T("recap.promise", "Name", w.person(q.Who), "Text", q.Text))
	}
	a := w.layout()
	if a.Restart {
		w.say(w.T("plain.restart"))
	}
	w.title(w.N("plain.agenda", a.Minutes))
	for _, p := range a.Parts {
		w.point("- ", w.partLine(p))
	}
	if a.InHand > 0 {
		w.point("- ", w.N("plain.in_hand", a.InHand))
	}
	lengths := progress.Lengths()
	ans, err := w.ask(func() question {
		q := question{enter: w.T("plain.begin"), numbers: lengths[:], pick: w.T("plain.minutes"), letters: []letter{{"o", w.T("plain.key_o")}, {"d", w.T("plain.key_d")}, {"e", w.T("plain.key_e")}}}
		if n := w.prog.Next(); n.Why == progress.WhyResume {
			q.enter = w.T("plain.resume", "Step", w.step(n.Step))
		}
		return q
	})
	switch {
	case err != nil || ans.again:
		return err
	case ans.n > 0:
		w.Settings.Minutes = ans.n
		w.keep()
		return nil
	case ans.letter == "o":
		return w.fromOutline()
	case ans.letter == "d":
		return w.postpone()
	case ans.letter == "e":
		return w.own()
	}
	w.begin()
	return w.goOn()
}

// running: the hour has begun.
func (w *walk) running() error {
	gone := max(0, int(w.Now().Sub(w.hour.began).Minutes()))
	w.say(w.N("plain.gone", gone, "Of", w.N("date.minutes", w.hour.minutes)))
	now := w.hour.now()
	for i := range w.hour.parts {
		p := &w.hour.parts[i]
		key := "plain.part_to_come"
		switch {
		case p.done:
			key = "plain.part_done"
		case p == now:
			key = "plain.part_now"
		}
		w.point("- ", w.T(key, "Part", w.partLine(p.Part)))
	}
	ans, err := w.ask(func() question {
		return question{enter: w.T("plain.go_on", "Part", w.T("agenda."+string(now.Kind))), letters: []letter{{"o", w.T("plain.key_o")}, {"c", w.T("plain.key_c")}}}
	})
	switch {
	case err != nil || ans.again:
		return err
	case ans.letter == "o":
		return w.fromOutline()
	case ans.letter == "c":
		for p := w.hour.now(); p != nil && p.Kind != progress.PartClose; p = w.hour.now() {
			p.done = true
		}
	}
	return w.goOn()
}

func (w *walk) sayNext() {
	now := w.Now()
	t, _, ok := progress.ParseDate(w.prog.NextDate, now.Location())
	y, m, d := now.Date()
	switch {
	case !ok && len(w.prog.Held("")) > 0:
		w.say(w.T("today.no-date"))
	case !ok:
	case t.Before(time.Date(y, m, d, 0, 0, 0, 0, now.Location())):
		w.say(w.T("today.was", "Date", w.words.Date(t)))
	case t.Before(time.Date(y, m, d+1, 0, 0, 0, 0, now.Location())):
		w.say(w.T("today.is-today"))
	default:
		w.say(w.T("today.next", "Date", w.words.Date(t)))
	}
}

// partLine is one line of the agenda.
func (w *walk) partLine(p progress.Part) string {
	what := w.T("agenda." + string(p.Kind))
	switch p.Kind {
	case progress.PartRecall:
		what = w.N("today.recall", len(p.Cards), "Name", what)
	case progress.PartLesson:
		what = w.T("today.lesson", "Name", what, "Title", w.lessonTitle(p.Lesson.ID))
		if p.From.Index() > 0 {
			what += " " + w.T("today.from", "From", w.step(p.From))
		}
		if !p.Whole() {
			what += " " + w.T("today.to", "To", w.step(p.To))
		}
	}
	return w.T("plain.part", "Part", what, "Minutes", w.N("date.minutes", p.Minutes))
}

// The words for people, steps, rungs and lessons.

func (w *walk) mentor() string { return first(w.prog.Mentor.Name) }
func (w *walk) mentee() string { return first(w.prog.Mentee.Name) }

func (w *walk) person(role string) string {
	if role == progress.Mentor {
		return w.mentor()
	}
	return w.mentee()
}

// learner is whose hands are on the keyboard: the module that gives back turns the roles.
func (w *walk) learner(l *curriculum.Lesson) string {
	if l.Module != nil && l.Module.Swapped {
		return progress.Mentor
	}
	return progress.Mentee
}

func (w *walk) step(s curriculum.StepID) string { return w.T("steps." + string(s)) }
func (w *walk) rung(r progress.Rung) string     { return w.T("rungs." + string(r)) }

// lessonTitle in the language spoken now; the bare name of a lesson that is gone.
func (w *walk) lessonTitle(id string) string {
	l, ok := w.Cur.Lesson(id)
	if !ok {
		return id
	}
	head, err := l.Head(w.lang())
	if err != nil {
		return id
	}
	return w.typo(head.Lang, head.Title)
}

// bare is a line of Markdown without its marks, for what becomes somebody's own words.
func bare(md string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "*", "", "`", "").Replace(md))
}
