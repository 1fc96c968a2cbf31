package programme

import (
	"cmp"
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

// A row is what is kept of one pair while the others are read: it must be small.
type row struct {
	code, file         string
	status             progress.Status
	made, since        Day
	stalledSince, next Day
	planned, postponed int32
	inARow, gifts      int32
	spent, reserved    int32
	routeDone, routeOf int32
	days               []Day    // of the sessions held
	learned            []value  // by cell
	modules            []module // by place
}

// A value is what a pair has in one cell: a rung's level, or two answers.
type value struct {
	cell uint16
	v    uint8
}

type module struct {
	place        uint16
	finished, of uint16
}

// cells are what can be learned: lessons, then questions of confidence. Their places are
// this run's; files know them by name.
type cells struct {
	cur      *curriculum.Curriculum
	names    []string
	place    map[string]uint16
	modules  map[string]uint16
	lessons  int // the first of names
	areas    [][]string
	moduleOf []string // ids by place
}

// asked are the questions of confidence: who, topic.
var asked = [...][2]string{
	{progress.Mentee, "alone-tomorrow"}, {progress.Mentee, "looking-back"},
	{progress.Mentor, "contradict"}, {progress.Mentor, "dont-know"}, {progress.Mentor, "no-jargon"},
}

func newCells(c *curriculum.Curriculum) *cells {
	k := &cells{cur: c, place: map[string]uint16{}, modules: map[string]uint16{}}
	add := func(name string) {
		k.place[name] = uint16(len(k.names))
		k.names = append(k.names, name)
	}
	if c != nil {
		for _, m := range c.Modules {
			k.modules[m.ID] = uint16(len(k.moduleOf))
			k.moduleOf = append(k.moduleOf, m.ID)
			for _, l := range m.Lessons {
				add(l.ID)
				var areas []string
				for _, id := range l.DigComp {
					if a, _, _ := strings.Cut(id, "."); !slices.Contains(areas, a) {
						areas = append(areas, a)
					}
				}
				k.areas = append(k.areas, areas)
			}
		}
	}
	k.lessons = len(k.names)
	for _, q := range asked {
		add(question(q[0], q[1]))
	}
	return k
}

// question is a cell's name; no lesson's has a blank.
func question(who, topic string) string { return who + " " + topic }

// rowOf keeps what the report needs of a contribution. Lessons and modules that the
// curriculum doesn't have are counted in strange, and nothing of their names is kept.
func (k *cells) rowOf(c *progress.Contribution, file string) (r row, strange int) {
	r = row{
		code: strings.Clone(c.Code), file: file, status: c.Status, made: dayOf(c.Made), since: dayOf(c.Since),
		stalledSince: dayOf(c.StalledSince), next: dayOf(c.Next),
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
	r.learned = make([]value, 0, len(c.Lessons)+len(c.Confidence))
	for _, l := range c.Lessons {
		if p, ok := k.place[l.Lesson]; ok && int(p) < k.lessons {
			r.learned = append(r.learned, value{p, uint8(l.Rung.Level())})
		} else {
			strange++
		}
	}
	r.learned = append(r.learned, k.answers(c.Confidence)...)
	slices.SortFunc(r.learned, func(a, b value) int { return cmp.Compare(a.cell, b.cell) })
	return r, strange
}

// answers are the first and the last answer to each question asked more than once. What
// the mentee says looking back goes before the last answer to the question it is about.
func (k *cells) answers(all []progress.ConfidenceCount) (out []value) {
	var last, back *progress.ConfidenceCount
	for i := range all {
		c := &all[i]
		p, ok := k.place[question(c.Who, c.Topic)]
		if !ok || int(p) < k.lessons {
			continue
		}
		switch {
		case c.Topic == "looking-back":
			back = c
			continue
		case c.Topic == "alone-tomorrow":
			last = c
		}
		if c.Times > 1 {
			out = append(out, value{p, pack(c.Before, c.After)})
		}
	}
	if last != nil && back != nil {
		out = append(out, value{k.place[question(back.Who, back.Topic)], pack(back.After, last.After)})
	}
	return out
}

// pack puts two answers from 0 to 10 into one value; unpack undoes it.
func pack(before, after int) uint8 { return uint8(before*11 + after) }

func unpack(v uint8) (before, after int) { return int(v) / 11, int(v) % 11 }
