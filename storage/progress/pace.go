package progress

import (
	"slices"
	"time"

	"binome/curriculum"
	"binome/storage"
)

// noPace is how short a step is that was passed over rather than held.
const noPace = 30 * time.Second

// A Pace is how long one step of a lesson took so many pairs, beside what it is planned to
// take. Minutes; Spent is the middle one.
type Pace struct {
	Lesson  string            `json:"lesson"`
	Step    curriculum.StepID `json:"step" values:"discover,together,alone,talk,remember"`
	Pairs   int               `json:"pairs"`
	Planned int               `json:"minutes_planned"`
	Spent   float64           `json:"minutes_spent" is:"the middle one"`
}

// Over reports whether it took more than a tenth longer than planned.
func (p Pace) Over() bool { return p.Spent > 1.1*float64(p.Planned) }

// Times are how long steps took, one of each pair that held them.
type Times map[Place][]time.Duration

// Add takes a pair's.
func (t Times) Add(p *Progress) {
	for id, l := range p.Lessons {
		for step, took := range l.Took {
			place := Place{id, step}
			t[place] = append(t[place], took)
		}
	}
}

// Paces are those of the curriculum's lessons that so many pairs held at least, in its order.
func (t Times) Paces(c *curriculum.Curriculum, least int) []Pace {
	all := []Pace{}
	if c == nil {
		return all
	}
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			for _, step := range curriculum.StepIDs() {
				if took := t[Place{l.ID, step}]; len(took) > 0 && len(took) >= least {
					all = append(all, Pace{l.ID, step, len(took), curriculum.StepMinutes(l.Minutes, step), middle(took)})
				}
			}
		}
	}
	return all
}

// middle is the median, to the half minute.
func middle(took []time.Duration) float64 {
	took = slices.Sorted(slices.Values(took))
	n := len(took)
	return float64(((took[(n-1)/2] + took[n/2]) / 2).Round(30*time.Second)) / float64(time.Minute)
}

// took notes how long a step was held that is done now: from when they came to it, in the
// same session, and no longer than was set aside for that. What is done later once more
// doesn't count.
func (f *folder) took(l *Lesson, step curriculum.StepID, e *storage.Entry) {
	began, begun := l.Begun[step]
	_, done := l.Done[step]
	i, met := f.sessions[e.Session]
	if step.Index() < 0 || !begun || done || !met || f.came[Place{l.ID, step}] != e.Session {
		return
	}
	most := f.p.Sessions[i].Minutes
	if most <= 0 {
		most = storage.DefaultMinutes
	}
	if d := e.At.Sub(began); d >= noPace && d <= time.Duration(most)*time.Minute {
		if l.Took == nil {
			l.Took = map[curriculum.StepID]time.Duration{}
		}
		l.Took[step] = d
	}
}
