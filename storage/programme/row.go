package programme

import (
	"math"
	"slices"
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage/progress"
)

// A Day is days since 1970; none is noDay.
type Day int32

const noDay Day = -1 << 31

func dayOf(s string) Day {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= 1970 {
		return Day(t.Unix() / (24 * 60 * 60))
	}
	return noDay
}

func (d Day) String() string {
	if d == noDay {
		return ""
	}
	return d.time().Format(time.DateOnly)
}

// MarshalText writes it as contributions do.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads it back; what is no day is none.
func (d *Day) UnmarshalText(b []byte) error {
	*d = dayOf(string(b))
	return nil
}

func (d Day) time() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// A row is one pair's figures, kept in memory while the other files are read: it must be small.
type row struct {
	code, mark, file   string
	status             progress.Status
	made, since        Day
	stalledSince, next Day
	planned, postponed int32
	inARow, gifts      int32
	spent, reserved    int32
	routeDone, routeOf int32
	days               []Day    // of the sessions held
	modules            []module // by place
	steps              []held   // of a journal
}

type module struct {
	place        uint16
	finished, of uint16
}

// A held is how long the pair took over one step of a lesson.
type held struct {
	lesson  uint16 // by place
	step    uint8
	seconds uint16
}

// A ballot is the answers of one, by the questions' places.
type ballot struct {
	id, file string
	answers  []answer
}

type answer struct {
	question uint16
	choice   uint8
}

// A withdrawn is what a pair has taken back.
type withdrawn struct {
	code, mark, ballot string
	day                Day
}

// places are this run's short names for modules and for questions.
type places struct {
	cur       *curriculum.Curriculum
	modules   map[string]uint16
	moduleOf  []string // ids by place
	lessons   map[string]uint16
	lessonOf  []string // ids by place
	questions map[string]uint16
	names     []string // of questions, by place
}

func newPlaces(c *curriculum.Curriculum) *places {
	k := &places{cur: c, modules: map[string]uint16{}, lessons: map[string]uint16{}, questions: map[string]uint16{}}
	if c != nil {
		for _, m := range c.Modules {
			k.modules[m.ID] = uint16(len(k.moduleOf))
			k.moduleOf = append(k.moduleOf, m.ID)
			for _, l := range m.Lessons {
				k.lessons[l.ID] = uint16(len(k.lessonOf))
				k.lessonOf = append(k.lessonOf, l.ID)
			}
		}
	}
	for _, q := range progress.Questions(c) {
		k.questions[q.Name] = uint16(len(k.names))
		k.names = append(k.names, q.Name)
	}
	return k
}

// rowOf keeps what the report needs of a contribution; of modules that the curriculum
// doesn't have nothing is kept.
func (k *places) rowOf(c *progress.Contribution, now time.Time, file string) row {
	status, since := c.Status(now)
	r := row{
		code: strings.Clone(c.Code), mark: strings.Clone(c.Mark), file: file, status: status, made: dayOf(c.Made), since: dayOf(c.Since),
		stalledSince: dayOf(since), next: dayOf(c.Next),
		planned: int32(c.Planned), postponed: int32(c.Postponed), inARow: int32(c.InARow), gifts: int32(c.Gifts),
		spent: int32(c.Spent), reserved: int32(c.Reserved), routeDone: int32(c.RouteDone), routeOf: int32(c.RouteOf),
	}
	r.days = make([]Day, 0, len(c.Days))
	for _, d := range c.Days {
		r.days = append(r.days, dayOf(d))
	}
	slices.Sort(r.days)
	r.modules = make([]module, 0, len(c.Modules))
	for _, m := range c.Modules {
		if p, ok := k.modules[m.Module]; ok {
			r.modules = append(r.modules, module{p, uint16(m.Finished), uint16(m.Of)})
		}
	}
	return r
}

// stepsOf keeps how long a pair took over the steps of lessons that the curriculum here has.
func (k *places) stepsOf(p *progress.Progress) (steps []held) {
	for id, l := range p.Lessons {
		at, ok := k.lessons[id]
		if !ok {
			continue
		}
		for step, took := range l.Took {
			steps = append(steps, held{at, uint8(step.Index()), uint16(min(took/time.Second, math.MaxUint16))})
		}
	}
	return steps
}

// ballotOf keeps the answers to questions that the curriculum here has; strange is how
// many others there are.
func (k *places) ballotOf(b *progress.Ballot, file string) (kept ballot, strange int) {
	kept = ballot{id: strings.Clone(b.ID), file: file, answers: make([]answer, 0, len(b.Answers))}
	for name, choice := range b.Answers {
		if q, ok := k.questions[name]; ok {
			kept.answers = append(kept.answers, answer{q, uint8(choice)})
		} else {
			strange++
		}
	}
	return kept, strange
}
