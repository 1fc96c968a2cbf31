package progress

import "time"

// A Stop is a session of the route as it stands with this pair.
type Stop struct {
	Lessons  []string
	State    StopState
	At       time.Time // when the last of its lessons was finished
	Rung     Rung      // the best reached in one of them
	Evidence string    // what showed the last rung
}

// A StopState says where a stop is seen from.
type StopState uint8

// The states of a stop: at most one is here, the first that isn't behind.
const (
	StopBehind StopState = iota
	StopHere
	StopAhead
)

// Stops are those of their route, in its order.
func (p *Progress) Stops() (all []Stop) {
	here := false
	for _, s := range p.Route() {
		stop := Stop{Lessons: s.Lessons, Rung: NoRung}
		for _, id := range s.Lessons {
			l := p.Lessons[id]
			if !p.behind(id) {
				stop.State = StopAhead
				continue
			}
			if l == nil { // the agreement, made without its lesson
				continue
			}
			if l.FinishedAt.After(stop.At) {
				stop.At = l.FinishedAt
			}
			for _, r := range l.Rungs {
				if r.Rung.Level() >= stop.Rung.Level() {
					stop.Rung = r.Rung
				}
				if r.Evidence != "" && r.Rung == l.Rung() {
					stop.Evidence = r.Evidence
				}
			}
		}
		if stop.State == StopAhead && !here {
			stop.State, here = StopHere, true
		}
		all = append(all, stop)
	}
	return all
}
