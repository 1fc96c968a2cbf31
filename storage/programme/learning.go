package programme

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Why what was learned is withheld as a whole.
const (
	NoRegister  = "no-register"  // none was given
	BadRegister = "bad-register" // it can't be read, locked or written
)

// Learning is what pairs learned, for groups of five or more: each figure with the pairs
// in it and the day it was first shown. The lists are in the curriculum's order.
type Learning struct {
	Least      int                `json:"least"`
	Withheld   string             `json:"withheld"` // "", "no-register", "bad-register"
	Areas      []AreaFigure       `json:"areas"`
	Lessons    []LessonFigure     `json:"lessons"`
	Confidence []ConfidenceFigure `json:"confidence"`
	Hidden     int                `json:"hidden"` // lessons and questions with too few pairs, or too little that is new
}

// An AreaFigure is the rungs in one area of the framework: of the lessons shown, each
// with all its areas.
type AreaFigure struct {
	Area    string `json:"area"`
	Lessons int    `json:"lessons"` // of these
	Rungs   [5]int `json:"rungs"`   // highest of each pair in each lesson, lowest first
	AsOf    string `json:"as_of"`   // of the oldest figure in it
}

// A LessonFigure is the rungs in one lesson.
type LessonFigure struct {
	Lesson string `json:"lesson"`
	Pairs  int    `json:"pairs"`
	Rungs  [5]int `json:"rungs"`
	Again  int    `json:"again"` // of the pairs, those who did it again unaided or passed it on
	AsOf   string `json:"as_of"`
}

// A ConfidenceFigure is the mean of the first and of the last answer to one question.
type ConfidenceFigure struct {
	Who    string  `json:"who"`
	Topic  string  `json:"topic"`
	Pairs  int     `json:"pairs"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	AsOf   string  `json:"as_of"`
}

// learning shows what may be shown, and remembers it first. withheld says why nothing is.
func learning(ctx context.Context, r Request, k *cells, rows []row) (l Learning, withheld string) {
	l = Learning{Least: Least, Areas: []AreaFigure{}, Lessons: []LessonFigure{}, Confidence: []ConfidenceFigure{}}
	if r.Register == "" {
		return l, NoRegister
	}
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	lock := flock.New(r.Register+".lock", flock.SetPermissions(0o600))
	if ok, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil || !ok {
		return l, BadRegister
	}
	defer lock.Unlock() // the file stays: others may wait for it
	reg, err := readRegister(r.Register)
	if err != nil {
		return l, BadRegister
	}
	sums, hidden := reg.show(k, rows, dayOf(r.Now.Format(time.DateOnly)))
	if err := reg.save(r.Register); err != nil {
		return l, BadRegister
	}
	k.figures(&l, sums)
	l.Hidden = hidden
	return l, ""
}

// A sum is what is shown in one cell: how many pairs have each value.
type sum struct {
	pairs int
	of    map[uint8]int
	day   Day // of the oldest figure
}

// tally is what the rows hold in one cell, against what was shown.
type tally struct {
	cell    int
	pairs   int
	fresh   int            // pairs with a value never shown of them
	there   map[int]int    // by figure: how many of its pairs are here
	overlap map[[2]int]int // pairs that two figures share
	publish bool
	chosen  []int
}

// show decides cell by cell what is shown of these pairs (Groups of five, above), and
// marks it as shown. It returns the sums by the cells' places, nil where nothing is, and
// in how many cells there would be something.
func (r *register) show(k *cells, rows []row, today Day) (sums []*sum, hidden int) {
	tallies := make([]tally, len(k.names))
	at := make([]int, 0, len(k.names)) // place in k by cell of the register
	for i, name := range k.names {
		tallies[i] = tally{cell: r.cell(name), there: map[int]int{}, overlap: map[[2]int]int{}}
		for len(at) <= tallies[i].cell {
			at = append(at, -1)
		}
		at[tallies[i].cell] = i
	}
	for i := range rows {
		r.tally(&rows[i], tallies, at)
	}
	sums = make([]*sum, len(k.names))
	for i := range tallies {
		t := &tallies[i]
		if r.decide(t, today); t.pairs > 0 && t.chosen == nil {
			hidden++
		}
		for n, f := range t.chosen {
			if n == 0 {
				sums[i] = &sum{of: map[uint8]int{}, day: r.figures[t.cell][f].day}
			}
			sums[i].day = min(sums[i].day, r.figures[t.cell][f].day)
		}
	}
	for i := range rows {
		r.add(&rows[i], tallies, at, sums)
	}
	return sums, hidden
}

// tally counts one pair.
func (r *register) tally(p *row, tallies []tally, at []int) {
	known := r.of(p.code)
	for _, e := range known {
		if e.cell >= len(at) || at[e.cell] < 0 {
			continue
		}
		t := &tallies[at[e.cell]]
		for i, a := range e.in {
			t.there[a.figure]++
			for _, b := range e.in[:i] {
				t.overlap[[2]int{b.figure, a.figure}]++
			}
		}
	}
	for _, v := range p.learned {
		t := &tallies[v.cell]
		t.pairs++
		if i := find(known, t.cell); i < 0 || !slices.Contains(known[i].shown, v.v) {
			t.fresh++
		}
	}
}

func find(list []entry, cell int) int {
	return slices.IndexFunc(list, func(e entry) bool { return e.cell == cell })
}

// decide is the rule: a new figure with five fresh values, or else older ones whose pairs
// are all here, no pair twice.
func (r *register) decide(t *tally, today Day) {
	if t.fresh >= Least {
		t.publish = true
		t.chosen = []int{len(r.figures[t.cell])}
		r.figures[t.cell] = append(r.figures[t.cell], figure{today, t.pairs})
		return
	}
	var whole []int
	for f, n := range t.there {
		if n == r.figures[t.cell][f].pairs {
			whole = append(whole, f)
		}
	}
	size := func(f int) int { return r.figures[t.cell][f].pairs }
	most := 0
	for _, f := range whole {
		most = max(most, size(f))
	}
	// The newest of those that have at least half the pairs of the largest; others
	// after them, if they have other pairs.
	rank := func(f int) int {
		if 2*size(f) >= most {
			return most + f
		}
		return size(f)
	}
	slices.SortFunc(whole, func(a, b int) int { return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(b, a)) })
	for _, f := range whole {
		if !slices.ContainsFunc(t.chosen, func(g int) bool { return t.overlap[[2]int{min(f, g), max(f, g)}] > 0 }) {
			t.chosen = append(t.chosen, f)
		}
	}
}

// add puts one pair into the sums, and into its line what is shown of it now.
func (r *register) add(p *row, tallies []tally, at []int, sums []*sum) {
	known := r.of(p.code)
	for _, e := range known {
		if e.cell >= len(at) || at[e.cell] < 0 || tallies[at[e.cell]].publish {
			continue
		}
		for _, a := range e.in {
			if s := at[e.cell]; slices.Contains(tallies[s].chosen, a.figure) {
				sums[s].pairs++
				sums[s].of[a.v]++
			}
		}
	}
	changed := false
	for _, v := range p.learned {
		t := &tallies[v.cell]
		if !t.publish {
			continue
		}
		changed = true
		sums[v.cell].pairs++
		sums[v.cell].of[v.v]++
		i := find(known, t.cell)
		if i < 0 {
			known, i = append(known, entry{cell: t.cell}), len(known)
		}
		e := &known[i]
		if !slices.Contains(e.shown, v.v) {
			e.shown = append(e.shown, v.v)
		}
		e.in = append(e.in, in{t.chosen[0], v.v})
		e.in = e.in[max(0, len(e.in)-keptFigures):]
	}
	if changed {
		r.fresh[p.code] = known
	}
}

// figures are the sums as they are told.
func (k *cells) figures(l *Learning, sums []*sum) {
	areas := map[string]*AreaFigure{}
	for i, s := range sums {
		if s == nil {
			continue
		}
		if i >= k.lessons {
			l.Confidence = append(l.Confidence, k.confidence(i, s))
			continue
		}
		f := LessonFigure{Lesson: k.names[i], Pairs: s.pairs, AsOf: s.day.String()}
		for v, n := range s.of {
			if v >= 1 && v <= 5 {
				f.Rungs[v-1] += n
			}
		}
		f.Again = f.Rungs[3] + f.Rungs[4]
		l.Lessons = append(l.Lessons, f)
		for _, a := range k.areas[i] {
			if areas[a] == nil {
				areas[a] = &AreaFigure{Area: a, AsOf: f.AsOf}
			}
			areas[a].Lessons++
			areas[a].AsOf = min(areas[a].AsOf, f.AsOf)
			for j, n := range f.Rungs {
				areas[a].Rungs[j] += n
			}
		}
	}
	for _, a := range areas {
		l.Areas = append(l.Areas, *a)
	}
	slices.SortFunc(l.Areas, func(a, b AreaFigure) int { return cmp.Compare(a.Area, b.Area) })
}

func (k *cells) confidence(cell int, s *sum) ConfidenceFigure {
	who, topic, _ := strings.Cut(k.names[cell], " ")
	f := ConfidenceFigure{Who: who, Topic: topic, Pairs: s.pairs, AsOf: s.day.String()}
	for v, n := range s.of {
		before, after := unpack(v)
		f.Before += float64(before * n)
		f.After += float64(after * n)
	}
	mean := func(v float64) float64 { return math.Round(v/float64(s.pairs)*10) / 10 }
	f.Before, f.After = mean(f.Before), mean(f.After)
	return f
}
