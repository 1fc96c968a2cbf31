package progress

import (
	"slices"
	"time"

	"binome/curriculum"
)

// CharterLesson is the working agreement: part of the launch, never suggested as a lesson.
const CharterLesson = "pair/charter"

// CharterAgreed reports whether both agreed to the charter.
func (p *Progress) CharterAgreed() bool {
	_, a := p.Charter[Mentor]
	_, b := p.Charter[Mentee]
	return a && b
}

// Why a lesson comes next.
type Why string

// The reasons, from the strongest.
const (
	WhyChosen Why = "chosen" // taken up today, whatever was planned
	WhyResume Why = "resume" // begun and left
	WhyNeeded Why = "needed" // a lesson that comes next needs it
	WhyGoal   Why = "goal"   // the pair put it on its route
	WhyRoute  Why = "route"  // their route
	WhyOrder  Why = "order"  // the route is done: the curriculum's own order
	WhyAllIn  Why = "all"    // everything is done
)

// NextLesson is what to take up: a lesson, where to begin in it, and why.
type NextLesson struct {
	Lesson *curriculum.Lesson // nil when everything is done
	Step   curriculum.StepID
	Why    Why
	For    string // WhyNeeded: the lesson that needs it
}

// Next is the lesson to take up: the one they left, else the first of what the pair
// chose (goals), their route and the curriculum's order that isn't finished, with
// what it needs before it. except are lessons not to suggest (already on the agenda).
func (p *Progress) Next(except ...string) NextLesson {
	if p.cur == nil {
		return NextLesson{Why: WhyAllIn}
	}
	if l, ok := p.cur.Lesson(p.prefer); ok && !slices.Contains(except, l.ID) {
		return NextLesson{Lesson: l, Step: p.Lessons[l.ID].Resume(), Why: WhyChosen}
	}
	if p.Place.Lesson != CharterLesson && !slices.Contains(except, p.Place.Lesson) {
		if l, ok := p.cur.Lesson(p.Place.Lesson); ok {
			return NextLesson{Lesson: l, Step: p.Place.Step, Why: WhyResume}
		}
	}
	for _, c := range p.candidates() {
		l, ok := p.cur.Lesson(c.Lesson)
		if !ok || p.Lessons[c.Lesson].Finished() || slices.Contains(except, c.Lesson) {
			continue
		}
		need := p.needOf(l, except, map[string]bool{})
		if need != nil && need != l {
			return NextLesson{Lesson: need, Step: p.Lessons[need.ID].Resume(), Why: WhyNeeded, For: l.ID}
		}
		return NextLesson{Lesson: l, Step: p.Lessons[l.ID].Resume(), Why: c.why}
	}
	return NextLesson{Why: WhyAllIn}
}

// Taking is the same progress with a lesson that comes first, whatever was planned; "" for
// none.
func (p *Progress) Taking(lesson string) *Progress {
	q := *p
	q.prefer = lesson
	return &q
}

type candidate struct {
	Lesson string
	why    Why
}

// candidates are all lessons in the order they'd be suggested. The first session of
// the route comes first (it is what the launch leads to), the last session's closing
// lesson after the goals.
func (p *Progress) candidates() []candidate {
	var out []candidate
	add := func(id string, why Why) {
		if id != CharterLesson {
			out = append(out, candidate{id, why})
		}
	}
	route := p.Route()
	for _, s := range route[:min(1, len(route))] {
		for _, id := range s.Lessons {
			add(id, WhyRoute)
		}
	}
	for _, g := range p.Goals {
		if g.Lesson != "" {
			add(g.Lesson, WhyGoal)
		}
	}
	for _, s := range route {
		for _, id := range s.Lessons {
			add(id, WhyRoute)
		}
	}
	for _, m := range p.cur.Modules {
		for _, l := range m.Lessons {
			add(l.ID, WhyOrder)
		}
	}
	return out
}

// needOf is the first unfinished lesson that l needs, deepest first; l itself when it
// needs nothing more. Needs nobody can load, circles, and needs that are set aside are
// passed over: a missing lesson must not bar the way.
func (p *Progress) needOf(l *curriculum.Lesson, except []string, seen map[string]bool) *curriculum.Lesson {
	seen[l.ID] = true
	for _, id := range l.Needs {
		n, ok := p.cur.Lesson(id)
		if !ok || seen[id] || id == CharterLesson || p.Lessons[id].Finished() || slices.Contains(except, id) {
			continue
		}
		return p.needOf(n, except, seen)
	}
	return l
}

// Route are the sessions of the route that they chose; of the core route where they chose
// none, or one that is gone.
func (p *Progress) Route() []curriculum.Session {
	if p.cur == nil {
		return nil
	}
	if r := p.cur.RouteOf(p.RouteID); r != nil {
		return r.Sessions
	}
	return nil
}

// RouteDone counts the sessions of their route whose lessons are all finished.
func (p *Progress) RouteDone() (done, all int) {
	return p.routeDone(p.behind)
}

// behind reports whether a lesson of the route is: the agreement may be made without its
// lesson.
func (p *Progress) behind(lesson string) bool {
	if lesson == CharterLesson {
		return p.CharterAgreed()
	}
	return p.Lessons[lesson].Finished()
}

// AtEnd reports whether they have come to the end: all of the route is done, or six
// sessions are behind them.
func (p *Progress) AtEnd() bool {
	done, all := p.RouteDone()
	return all > 0 && done == all || len(p.Held("")) >= settledSessions
}

func (p *Progress) routeDone(finished func(lesson string) bool) (done, all int) {
	route := p.Route()
	for _, s := range route {
		if !slices.ContainsFunc(s.Lessons, func(id string) bool { return !finished(id) }) {
			done++
		}
	}
	return done, len(route)
}

// finishedBy reports whether a lesson was finished by then.
func (p *Progress) finishedBy(lesson string, until time.Time) bool {
	by := func(t time.Time) bool { return !t.IsZero() && !t.After(until) }
	if lesson == CharterLesson {
		return by(p.Charter[Mentor].At) && by(p.Charter[Mentee].At)
	}
	l := p.Lessons[lesson]
	return l != nil && by(l.FinishedAt)
}

// A ModuleState is where the pair is in one module.
type ModuleState struct {
	Module   *curriculum.Module
	Begun    int // lessons touched and not finished
	Finished int
	Of       int
	Rungs    []Rung // of each lesson, in order; NoRung where none
}

// Module tells where the pair is in a module.
func (p *Progress) Module(m *curriculum.Module) ModuleState {
	s := ModuleState{Module: m, Of: len(m.Lessons)}
	for _, l := range m.Lessons {
		st := p.Lessons[l.ID]
		switch {
		case st.Finished() || l.ID == CharterLesson && p.CharterAgreed():
			s.Finished++
		case st != nil:
			s.Begun++
		}
		s.Rungs = append(s.Rungs, st.Rung())
	}
	return s
}

// OpenPromises are those nobody has said yet how they went, for that session.
func (p *Progress) OpenPromises(session string) []Promise {
	var out []Promise
	for _, q := range p.Promises {
		// A promise made in this very session is for the next one.
		if q.Open(session) && (session == "" || q.Session != session) {
			out = append(out, q)
		}
	}
	return out
}

// OpenSession is the newest session when it isn't closed and something happened in it
// within the last six hours: the meeting still goes on. Else nil.
func (p *Progress) OpenSession(now time.Time) *Session {
	if len(p.Sessions) == 0 {
		return nil
	}
	s := &p.Sessions[len(p.Sessions)-1]
	if s.Closed || now.Sub(s.Last) > 6*time.Hour || s.Last.Sub(now) > 6*time.Hour {
		return nil
	}
	return s
}

// Held are the sessions in which something was done, the one named left out.
func (p *Progress) Held(except string) []Session {
	var out []Session
	for _, s := range p.Sessions {
		if s.ID != except && s.Held() {
			out = append(out, s)
		}
	}
	return out
}
