package progress

import (
	"cmp"
	"slices"
	"time"

	"binome/curriculum"
	"binome/storage"
)

// A kind is what becomes of the entries of one kind. Its fields are in storage/kinds.go.
type kind struct {
	fold func(*folder, *storage.Entry)
	pass int
	undo bool                               // can be taken back; the others have ways of their own to be changed
	tell func(Teller, storage.Entry) string // what is said of one; nil: its text
}

// The passes of the fold, because two clocks may differ: an outcome can be dated before its
// promise, and a tick before the session it belongs to.
const (
	early = iota - 1
	_     // nearly all
	late
)

var kinds = map[storage.Kind]*kind{
	storage.KindPair:       {fold: (*folder).pair},
	storage.KindName:       {fold: (*folder).name, undo: true},
	storage.KindCharter:    {fold: (*folder).charter, undo: true},
	storage.KindConsent:    {fold: func(f *folder, e *storage.Entry) { f.p.Consent[Consent{cmp.Or(e.To, ToProgramme), e.Who}] = e.Given }},
	storage.KindSession:    {fold: (*folder).session, pass: early},
	storage.KindClose:      {fold: (*folder).close, pass: late, undo: true, tell: Teller.date},
	storage.KindPostpone:   {fold: (*folder).postpone, undo: true, tell: Teller.date},
	storage.KindStep:       {fold: (*folder).step, undo: true},
	storage.KindTick:       {fold: (*folder).tick, undo: true, tell: Teller.box},
	storage.KindRung:       {fold: (*folder).rung, undo: true, tell: Teller.rung},
	storage.KindConfidence: {fold: func(f *folder, e *storage.Entry) { f.p.Confidence = append(f.p.Confidence, value(e)) }, undo: true},
	storage.KindOpinion:    {fold: func(f *folder, e *storage.Entry) { f.p.Opinions = append(f.p.Opinions, value(e)) }, undo: true},
	storage.KindRecall: {fold: (*folder).recall, undo: true, tell: func(t Teller, e storage.Entry) string {
		return t.Words.T("ratings." + e.Rating)
	}},
	storage.KindNote:    {fold: func(f *folder, e *storage.Entry) { f.p.Notes = append(f.p.Notes, line(e)) }, undo: true},
	storage.KindWord:    {fold: func(f *folder, e *storage.Entry) { f.p.Words = append(f.p.Words, line(e)) }, undo: true},
	storage.KindGoal:    {fold: func(f *folder, e *storage.Entry) { f.p.Goals = append(f.p.Goals, line(e)) }, undo: true},
	storage.KindRoute:   {fold: func(f *folder, e *storage.Entry) { f.p.RouteID = e.Route }, undo: true, tell: Teller.route},
	storage.KindGift:    {fold: func(f *folder, e *storage.Entry) { f.p.Gifts = append(f.p.Gifts, line(e)) }, undo: true},
	storage.KindMoved:   {fold: func(f *folder, e *storage.Entry) { f.p.Moved = append(f.p.Moved, line(e)) }, undo: true},
	storage.KindPromise: {fold: (*folder).promise, undo: true},
	storage.KindOutcome: {fold: (*folder).outcome, pass: late, undo: true, tell: func(t Teller, e storage.Entry) string {
		return t.Words.T("outcomes." + e.Outcome)
	}},
	storage.KindRetract: {fold: func(*folder, *storage.Entry) {}}, // looked for before all passes
}

func value(e *storage.Entry) Confidence {
	return Confidence{At: e.At, Who: e.Who, Topic: e.Topic, Value: e.Value, Lesson: e.Lesson, Session: e.Session}
}

func (f *folder) pair(e *storage.Entry) {
	if f.paired { // the first says who they are; a second is a merge of two beginnings
		return
	}
	p := f.p
	f.paired = true
	p.Mentor = Person{e.Mentor, e.MentorLanguage}
	p.Mentee = Person{e.Mentee, e.MenteeLanguage}
	p.Code, p.Since, p.Root = e.Code, e.At, storage.Root(e.ID)
}

func (f *folder) name(e *storage.Entry) {
	who := &f.p.Mentor
	if e.Who == Mentee {
		who = &f.p.Mentee
	}
	who.Name = cmp.Or(e.Name, who.Name)
	who.Language = cmp.Or(e.Language, who.Language)
}

func (f *folder) charter(e *storage.Entry) {
	a := Agreement{Hash: e.Hash, At: e.At}
	switch e.By {
	case Mentor, Mentee:
		f.p.Charter[e.By] = a
	default:
		f.p.Charter[Mentor], f.p.Charter[Mentee] = a, a
	}
}

func (f *folder) session(e *storage.Entry) {
	f.sessions[e.ID] = len(f.p.Sessions)
	f.p.Sessions = append(f.p.Sessions, Session{ID: e.ID, At: e.At, Last: e.At, Minutes: e.Minutes})
}

func (f *folder) close(e *storage.Entry) {
	if i, ok := f.sessions[e.Session]; ok {
		s := &f.p.Sessions[i]
		s.Closed, s.CloseAt, s.Next, s.Note = true, e.At, e.Next, e.Text
	}
}

func (f *folder) postpone(e *storage.Entry) {
	f.p.Postponements = append(f.p.Postponements, Postponement{At: e.At, Next: e.Next})
}

func (f *folder) promise(e *storage.Entry) {
	f.promises[e.ID] = len(f.p.Promises)
	f.p.Promises = append(f.p.Promises, Promise{Line: line(e)})
}

func (f *folder) outcome(e *storage.Entry) {
	if i, ok := f.promises[e.Of]; ok {
		q := &f.p.Promises[i]
		q.Outcome, q.OutcomeAt, q.OutcomeText = e.Outcome, e.At, e.Text
	} else {
		f.awaited[e.Of] = true
	}
}

func (f *folder) recall(e *storage.Entry) {
	f.p.Reviews[e.Question] = append(f.p.Reviews[e.Question], Review{At: e.At, Rating: e.Rating, Session: e.Session})
}

// lesson is what happened in the entry's lesson, of which this is the newest.
func (f *folder) lesson(e *storage.Entry) *Lesson {
	l := f.lessonOf(e.Lesson, e.At)
	l.Last = e.At
	if e.Session != "" && !slices.Contains(l.Sessions, e.Session) {
		l.Sessions = append(l.Sessions, e.Session)
		if i, ok := f.sessions[e.Session]; ok {
			f.p.Sessions[i].Lessons = append(f.p.Sessions[i].Lessons, e.Lesson)
		}
	}
	return l
}

// finished: the first time counts.
func (l *Lesson) finished(at time.Time) {
	if l.FinishedAt.IsZero() {
		l.FinishedAt = at
	}
}

func (f *folder) step(e *storage.Entry) {
	l, step := f.lesson(e), curriculum.StepID(e.Step)
	next := step
	switch {
	case e.State != Walked:
		l.Begun[step], f.came[Place{l.ID, step}] = e.At, e.Session
	case step == curriculum.Remember:
		l.finished(e.At)
		fallthrough
	default:
		f.took(l, step, e)
		l.Done[step] = e.At
		ids := curriculum.StepIDs()
		if i := step.Index(); i >= 0 && i < len(ids)-1 {
			next = ids[i+1]
		}
	}
	f.moved(e.Lesson, next, e.At)
}

func (f *folder) tick(e *storage.Entry) {
	l, step := f.lesson(e), curriculum.StepID(e.Step)
	b := Box{e.Edition, step, e.Item}
	t := l.Ticks[b]
	t.IDs, t.At = append(t.IDs, e.ID), e.At
	l.Ticks[b] = t
	f.moved(e.Lesson, step, e.At)
}

func (f *folder) rung(e *storage.Entry) {
	l := f.lesson(e)
	l.finished(e.At)
	l.Rungs = append(l.Rungs, RungAt{ID: e.ID, Rung: Rung(e.Rung), At: e.At, Session: e.Session, Evidence: e.Evidence})
}
