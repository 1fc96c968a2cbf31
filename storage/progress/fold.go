package progress

import (
	"maps"
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
		awaited:  map[string]bool{},
		places:   map[string]placeAt{},
		came:     map[Place]string{},
		seen:     map[string]time.Time{},
	}
	all := renamed(c, sorted(entries))
	f.p.Identity = storage.Identity(all)
	f.retract(all)
	f.take(all)
	f.finish(all)
	f.p.retracted = f.retracted
	return f.done()
}

// take folds entries, those of each pass in their order.
func (f *folder) take(all []storage.Entry) {
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
	f.pauses(all)
}

// pauses adds up, in the order of time, for how long nothing tells that the two were together.
func (f *folder) pauses(all []storage.Entry) {
	id, at, was := "", -1, time.Time{}
	keep := func() {
		if at >= 0 {
			f.seen[id] = was
		}
	}
	for i := range all {
		e := &all[i]
		if e.Session == "" || f.retracted[e.ID] {
			continue
		}
		if e.Session != id { // mostly, one session's entries follow each other
			keep()
			id, at = e.Session, -1
			if n, ok := f.sessions[id]; ok {
				at, was = n, f.p.Sessions[n].At
				if seen, ok := f.seen[id]; ok {
					was = seen
				}
			}
		}
		if at < 0 {
			continue
		}
		gap := e.At.Sub(was)
		if gap > quiet {
			f.p.Sessions[at].Away += gap
		}
		if gap > 0 {
			was = e.At
		}
	}
	keep()
}

// done returns the finished Progress; the folder keeps the state from which [Progress.With]
// goes on.
func (f *folder) done() *Progress {
	p := f.p
	p.fold, p.turn = f, f.turn
	p.replayed = sync.OnceValue(p.replay)
	f.p = nil
	return p
}

// With is what Fold makes of the same entries and these, which have come since, without
// going through the old ones. nil when that can't be told without them: something is taken
// back, comes before what is there, or was spoken of before it came. p stays as it was, and
// can be gone on from once.
func (p *Progress) With(more ...storage.Entry) *Progress {
	f := p.fold
	if f == nil || f.turn != p.turn {
		return nil
	}
	more = renamed(p.cur, sorted(more))
	f.turn++
	f.p = p.own()
	f.take(more)
	for i := range more {
		e := &more[i]
		if e.Kind == storage.KindRetract || e.Kind == storage.KindPair || f.awaited[e.ID] || inOrder(&f.last, e) > 0 {
			return nil
		}
	}
	f.finish(more)
	return f.done()
}

// own is a copy whose parts that an entry may change are its own. What is only added to at
// its end is shared: whoever reads p doesn't look behind its end.
func (p *Progress) own() *Progress {
	q := *p
	q.Charter, q.Consent = maps.Clone(p.Charter), maps.Clone(p.Consent)
	q.Sessions, q.Promises = slices.Clone(p.Sessions), slices.Clone(p.Promises)
	q.Reviews = maps.Clone(p.Reviews)
	q.Lessons = maps.Clone(p.Lessons)
	return &q
}

// lessonOf is a lesson that may be changed; made when nothing happened in it yet.
func (f *folder) lessonOf(id string, at time.Time) *Lesson {
	l := f.p.Lessons[id]
	switch {
	case l == nil:
		l = &Lesson{
			ID: id, First: at,
			Begun: map[curriculum.StepID]time.Time{},
			Done:  map[curriculum.StepID]time.Time{},
			Ticks: map[Box]Tick{},
		}
	case f.turn == 0: // the first fold's own
		return l
	default:
		own := *l
		own.Begun, own.Done, own.Ticks, own.Took = maps.Clone(l.Begun), maps.Clone(l.Done), maps.Clone(l.Ticks), maps.Clone(l.Took)
		l = &own
	}
	f.p.Lessons[id] = l
	return l
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
	of := f.awaited
	for i := range all {
		if e := &all[i]; e.Kind == storage.KindRetract {
			of[e.Of] = true
		}
	}
	f.retracted = map[string]bool{}
	for i := range all {
		if e := &all[i]; of[e.ID] {
			f.retracted[e.ID] = e.Kind != storage.KindRetract && e.Kind != storage.KindPair
		}
	}
}

// folder carries what the fold needs and the Progress doesn't.
type folder struct {
	p         *Progress // while it folds
	turn      int       // how many times it has gone on
	last      storage.Entry
	retracted map[string]bool
	awaited   map[string]bool // ids that were spoken of: taken back, or not there yet
	sessions  map[string]int
	promises  map[string]int
	paired    bool
	places    map[string]placeAt   // the last in each lesson
	moves     int                  // places they were at
	came      map[Place]string     // the session in which they came to a step
	seen      map[string]time.Time // the last entry in each session
}

type placeAt struct {
	Place
	at time.Time
	n  int // in the order they came
}

// moved notes where they are.
func (f *folder) moved(lesson string, step curriculum.StepID, at time.Time) {
	f.moves++
	f.places[lesson] = placeAt{Place{lesson, step}, at, f.moves}
}

func line(e *storage.Entry) Line {
	return Line{
		ID: e.ID, At: e.At, By: e.By, Who: e.Who, Session: e.Session,
		Lesson: e.Lesson, Step: e.Step, Text: e.Text,
	}
}

func (f *folder) touchSession(e *storage.Entry) {
	if e.Session == "" {
		return
	}
	i, ok := f.sessions[e.Session]
	if !ok {
		f.awaited[e.Session] = true
		return
	}
	s := &f.p.Sessions[i]
	if e.At.After(s.Last) {
		s.Last = e.At
	}
	// That a step was come to is noted by the coach itself.
	s.Did = s.Did || e.Kind != storage.KindSession && e.Kind != storage.KindRetract && (e.Kind != storage.KindStep || e.State != Begun)
}

// finish works out what depends on the whole: the place, the next date, what can be undone.
func (f *folder) finish(all []storage.Entry) {
	p := f.p
	latest := placeAt{}
	for lesson, pl := range f.places {
		if pl.n > latest.n && !p.Lessons[lesson].Finished() {
			latest = pl
		}
	}
	p.Place, p.PlaceAt = latest.Place, latest.at
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
	// A date is used up by a session that began after it was fixed; a quarter of an hour that
	// they put in before its day leaves it standing.
	for _, s := range p.Sessions {
		t, _, ok := ParseDate(p.NextDate, s.At.Location())
		if s.At.After(dated) && !s.Closed && s.Did && (!ok || !Extra(s.Minutes) || DaysBetween(s.At, t.In(s.At.Location())) <= 0) {
			p.NextDate = ""
		}
	}
	if len(all) > 0 {
		f.last = all[len(all)-1]
	}
	found := false
	for i := len(all) - 1; i >= 0; i-- {
		e := &all[i]
		if p.Newest.Before(e.At) {
			p.Newest = e.At
		}
		if !found && undoable(e.Kind) && !byItself(e) && !f.retracted[e.ID] {
			undo := *e
			p.Undo, found = &undo, true
		}
	}
}
