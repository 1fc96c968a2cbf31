package progress

import (
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
	f := &folder{
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
	of := make([]*kind, len(all))
	for i := range all {
		if of[i] = kinds[all[i].Kind]; of[i] == nil {
			of[i] = &kind{fold: func(f *folder, _ *storage.Entry) { f.p.Unknown++ }}
		}
	}
	for pass := early; pass <= late; pass++ {
		for i := range all {
			if e := &all[i]; of[i].pass == pass && !f.retracted[e.ID] {
				f.touchSession(e)
				of[i].fold(f, e)
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

func line(e *storage.Entry) Line {
	return Line{
		ID: e.ID, At: e.At, By: e.By, Who: e.Who, Session: e.Session,
		Lesson: e.Lesson, Step: e.Step, Text: e.Text, Mark: e.Mark,
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
