package progress

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"binome/curriculum"
	"binome/storage"
)

// Fold reads the entries, in whatever order they come. c may be nil: then nothing that
// needs a curriculum (Next, Due, Agenda) can be asked.
func Fold(c *curriculum.Curriculum, entries []storage.Entry) *Progress {
	f := folder{
		p: &Progress{
			Charter: map[string]Agreement{},
			Consent: map[Consent]bool{},
			Lessons: map[string]*Lesson{},
			Reviews: map[string][]Review{},
			cur:     c,
		},
		sessions: map[string]int{},
		promises: map[string]int{},
		came:     map[Place]string{},
	}
	all := renamed(c, sorted(entries))
	f.p.Identity = storage.Identity(all)
	f.retract(all)
	// Three passes, because two clocks may differ: an outcome can be dated before its
	// promise, and a tick before the session it belongs to.
	for pass := range 3 {
		for i := range all {
			if e := &all[i]; passOf(e.Kind) == pass && !f.retracted[e.ID] {
				f.entry(e)
			}
		}
	}
	f.finish(all)
	f.p.retracted = f.retracted
	f.p.replayed = sync.OnceValue(f.p.replay)
	return f.p
}

// renamed puts lessons' names of today in the place of those they had when an entry was
// written: what was done under an old name counts under the new one. The entries are the
// journal's; they are copied before one is changed.
func renamed(c *curriculum.Curriculum, all []storage.Entry) []storage.Entry {
	if c == nil {
		return all
	}
	own := false
	for i := range all {
		lesson, question := c.Canonical(all[i].Lesson), all[i].Question
		if of, id, ok := strings.Cut(question, "#"); ok {
			question = c.Canonical(of) + "#" + id
		}
		if lesson == all[i].Lesson && question == all[i].Question {
			continue
		}
		if !own {
			all, own = slices.Clone(all), true
		}
		all[i].Lesson, all[i].Question = lesson, question
	}
	return all
}

// retract finds what was undone: a retract can't be retracted, and nobody can undo who
// the pair is.
func (f *folder) retract(all []storage.Entry) {
	of := map[string]bool{}
	for i := range all {
		if e := &all[i]; e.Kind == storage.KindRetract {
			of[e.Of] = true
		}
	}
	f.retracted = map[string]bool{}
	for i := range all {
		if e := &all[i]; len(of) > 0 && of[e.ID] {
			f.retracted[e.ID] = e.Kind != storage.KindRetract && e.Kind != storage.KindPair
		}
	}
}

func passOf(k storage.Kind) int {
	switch k {
	case storage.KindSession:
		return 0
	case storage.KindOutcome, storage.KindClose:
		return 2
	}
	return 1
}

// folder carries what the fold needs and the Progress doesn't.
type folder struct {
	p         *Progress
	retracted map[string]bool
	sessions  map[string]int
	promises  map[string]int
	paired    bool
	places    []placeAt
	came      map[Place]string // the session in which they came to a step
}

type placeAt struct {
	Place
	at time.Time
}

func (f *folder) entry(e *storage.Entry) {
	p := f.p
	f.touchSession(e)
	switch e.Kind {
	case storage.KindPair, storage.KindName, storage.KindCharter, storage.KindConsent:
		f.people(e)
	case storage.KindSession, storage.KindClose, storage.KindPostpone:
		f.meeting(e)
	case storage.KindStep, storage.KindTick, storage.KindRung:
		f.lesson(e)
	case storage.KindRecall:
		p.Reviews[e.Question] = append(p.Reviews[e.Question], Review{At: e.At, Rating: e.Rating, Session: e.Session})
	case storage.KindConfidence:
		p.Confidence = append(p.Confidence, Confidence{At: e.At, Who: e.Who, Topic: e.Topic, Value: e.Value, Session: e.Session})
	case storage.KindOpinion:
		p.Opinions = append(p.Opinions, Confidence{At: e.At, Who: e.Who, Topic: e.Topic, Value: e.Value, Session: e.Session})
	case storage.KindNote:
		p.Notes = append(p.Notes, line(e))
	case storage.KindWord:
		p.Words = append(p.Words, line(e))
	case storage.KindGoal:
		p.Goals = append(p.Goals, line(e))
	case storage.KindGift:
		p.Gifts = append(p.Gifts, line(e))
	case storage.KindMoved:
		p.Moved = append(p.Moved, line(e))
	case storage.KindPromise:
		f.promises[e.ID] = len(p.Promises)
		p.Promises = append(p.Promises, Promise{Line: line(e)})
	case storage.KindOutcome:
		if i, ok := f.promises[e.Of]; ok {
			q := &p.Promises[i]
			q.Outcome, q.OutcomeAt, q.OutcomeText = e.Outcome, e.At, e.Text
		}
	case storage.KindRetract:
	default:
		p.Unknown++
	}
}

func line(e *storage.Entry) Line {
	return Line{
		ID: e.ID, At: e.At, By: e.By, Who: e.Who, Session: e.Session,
		Lesson: e.Lesson, Step: e.Step, Text: e.Text, Mark: e.Mark,
	}
}

func (f *folder) people(e *storage.Entry) {
	p := f.p
	switch e.Kind {
	case storage.KindPair:
		if f.paired { // the first says who they are; a second is a merge of two beginnings
			return
		}
		f.paired = true
		p.Mentor = Person{e.Mentor, e.MentorLanguage}
		p.Mentee = Person{e.Mentee, e.MenteeLanguage}
		p.Code, p.Since, p.Root = e.Code, e.At, storage.Root(e.ID)
	case storage.KindName:
		who := &p.Mentor
		if e.Who == Mentee {
			who = &p.Mentee
		}
		if e.Name != "" {
			who.Name = e.Name
		}
		if e.Language != "" {
			who.Language = e.Language
		}
	case storage.KindCharter:
		a := Agreement{Hash: e.Hash, At: e.At, Mark: e.Mark}
		switch e.By {
		case Mentor, Mentee:
			p.Charter[e.By] = a
		default:
			p.Charter[Mentor], p.Charter[Mentee] = a, a
		}
	case storage.KindConsent:
		p.Consent[Consent{cmp.Or(e.To, ToProgramme), e.Who}] = e.Given
	}
}

func (f *folder) touchSession(e *storage.Entry) {
	if e.Session == "" {
		return
	}
	i, ok := f.sessions[e.Session]
	if !ok {
		return
	}
	s := &f.p.Sessions[i]
	if e.At.After(s.Last) {
		s.Last = e.At
	}
	// That a step was come to is noted by the coach itself.
	s.Did = s.Did || e.Kind != storage.KindSession && e.Kind != storage.KindRetract && (e.Kind != storage.KindStep || e.State != "begun")
}

func (f *folder) meeting(e *storage.Entry) {
	p := f.p
	switch e.Kind {
	case storage.KindSession:
		f.sessions[e.ID] = len(p.Sessions)
		p.Sessions = append(p.Sessions, Session{ID: e.ID, At: e.At, Last: e.At, Minutes: e.Minutes})
	case storage.KindClose:
		if i, ok := f.sessions[e.Session]; ok {
			s := &p.Sessions[i]
			s.Closed, s.CloseAt, s.Next, s.Note = true, e.At, e.Next, e.Text
		}
	case storage.KindPostpone:
		p.Postponements = append(p.Postponements, Postponement{At: e.At, Next: e.Next})
	}
}

func (f *folder) lesson(e *storage.Entry) {
	l := f.p.Lessons[e.Lesson]
	if l == nil {
		l = &Lesson{
			ID: e.Lesson, First: e.At,
			Begun: map[curriculum.StepID]time.Time{},
			Done:  map[curriculum.StepID]time.Time{},
			Ticks: map[Box]Tick{},
		}
		f.p.Lessons[e.Lesson] = l
	}
	l.Last = e.At
	if e.Session != "" && !slices.Contains(l.Sessions, e.Session) {
		l.Sessions = append(l.Sessions, e.Session)
		if i, ok := f.sessions[e.Session]; ok {
			f.p.Sessions[i].Lessons = append(f.p.Sessions[i].Lessons, e.Lesson)
		}
	}
	step := curriculum.StepID(e.Step)
	if e.Kind == storage.KindRung || e.Kind == storage.KindStep && e.State == "done" && step == curriculum.Remember {
		if l.FinishedAt.IsZero() {
			l.FinishedAt = e.At
		}
	}
	switch e.Kind {
	case storage.KindStep:
		into := l.Begun
		if e.State == "done" {
			f.took(l, step, e)
			into = l.Done
			if i := step.Index(); i >= 0 && i < 4 {
				step = curriculum.StepIDs()[i+1]
			}
		}
		if e.State == "begun" {
			f.came[Place{e.Lesson, step}] = e.Session
		}
		into[curriculum.StepID(e.Step)] = e.At
		f.places = append(f.places, placeAt{Place{e.Lesson, step}, e.At})
	case storage.KindTick:
		b := Box{e.Edition, step, e.Item}
		t := l.Ticks[b]
		t.IDs, t.At = append(t.IDs, e.ID), e.At
		t.Mark = max(t.Mark, e.Mark)
		l.Ticks[b] = t
		f.places = append(f.places, placeAt{Place{e.Lesson, step}, e.At})
	case storage.KindRung:
		l.Rungs = append(l.Rungs, RungAt{ID: e.ID, Rung: Rung(e.Rung), At: e.At, Session: e.Session, Evidence: e.Evidence, Mark: e.Mark})
	}
}

// finish works out what depends on the whole: the place, the next date, what can be undone.
func (f *folder) finish(all []storage.Entry) {
	p := f.p
	for i := len(f.places) - 1; i >= 0; i-- {
		if pl := f.places[i]; !p.Lessons[pl.Lesson].Finished() {
			p.Place, p.PlaceAt = pl.Place, pl.at
			break
		}
	}
	var dated time.Time
	for _, s := range p.Sessions {
		if s.Closed && !s.CloseAt.Before(dated) {
			dated, p.NextDate = s.CloseAt, s.Next
		}
	}
	for _, q := range p.Postponements {
		if !q.At.Before(dated) {
			dated, p.NextDate = q.At, q.Next
		}
	}
	// A date is used up by a session that began after it was fixed.
	for _, s := range p.Sessions {
		if s.At.After(dated) && !s.Closed && s.Did {
			p.NextDate = ""
		}
	}
	for i := len(all) - 1; i >= 0; i-- {
		e := &all[i]
		if p.Newest.Before(e.At) {
			p.Newest = e.At
		}
		if p.Undo == nil && undoable(e.Kind) && !byItself(e) && !f.retracted[e.ID] {
			undo := *e
			p.Undo = &undo
		}
	}
}

// undoable: who the pair is, that a session took place and a consent have ways of
// their own to be changed.
func undoable(k storage.Kind) bool {
	switch k {
	case storage.KindCharter, storage.KindGoal, storage.KindClose, storage.KindPostpone,
		storage.KindStep, storage.KindTick, storage.KindRung, storage.KindConfidence, storage.KindOpinion,
		storage.KindRecall, storage.KindNote, storage.KindWord, storage.KindPromise,
		storage.KindOutcome, storage.KindGift, storage.KindMoved, storage.KindName:
		return true
	}
	return false
}
