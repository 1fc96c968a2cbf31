package programme

import (
	"maps"
	"math"
	"slices"
	"strings"

	"binome/storage/progress"
)

// Learning is what the ballots say together. The lists are in the curriculum's order, and
// hold what is known well enough: see Widest.
type Learning struct {
	Ballots  int           `json:"ballots"`
	Part     bool          `json:"part" is:"nothing is told, for only some pairs were chosen"`
	All      *Mean         `json:"all,omitempty" is:"the rungs of the lessons below"`
	Unaided  *Mean         `json:"unaided,omitempty" is:"of them, the share at unaided or higher"`
	Areas    []AreaFigure  `json:"areas"`
	Lessons  []AskedFigure `json:"lessons"`
	Sure     []AskedFigure `json:"sure" is:"of the mentee, 0 to 10"`
	Opinions []AskedFigure `json:"opinions" is:"of either, 0 to 10"`
	Hidden   int           `json:"hidden" is:"questions that are not known well enough"`
}

// A Mean is an estimate: the mean of those who have an answer, how many they are, and the
// margin within which the mean is, nineteen times in twenty, for these very pairs.
type Mean struct {
	Answers float64 `json:"answers" is:"about how many have an answer"`
	Mean    float64 `json:"mean"`
	Margin  float64 `json:"margin" is:"the mean is within it nineteen times in twenty"`
}

// An AskedFigure is one question's: of a lesson, from rung 1 to rung 5.
type AskedFigure struct {
	Question string `json:"question"`
	Mean
}

// An AreaFigure is the lessons told of in one area of the framework together, each in all
// its areas.
type AreaFigure struct {
	Area    string `json:"area"`
	Lessons int    `json:"lessons"`
	Mean
}

// Widest is the widest margin of a mean that is told, in rungs (or two points of ten). It
// takes half a dozen ballots at least.
const Widest = 0.8

// A tally counts the choices of one question, over the ballots that ask it.
type tally [progress.Choices]int

func (t tally) ballots() (n int) {
	for _, c := range t {
		n += c
	}
	return n
}

// estimate takes the dice out: about how many of the ballots have each answer in truth.
func (t tally) estimate() (truth [progress.Choices]float64) {
	n := float64(t.ballots())
	for v, c := range t {
		truth[v] = (float64(c) - n*(1-progress.True)/progress.Choices) / progress.True
	}
	return truth
}

// meanOf is the mean of a score over the answers to some questions, "none" left out; nil
// when it isn't known to within the widest margin. The margin is 1.96 times the deviation
// that the throws give: what the pairs said is taken as it is, not as a sample.
func meanOf(tallies []tally, score [progress.Choices]float64, widest float64) *Mean {
	var answers, sum float64
	for _, t := range tallies {
		for v, n := range t.estimate() {
			if v > 0 {
				answers, sum = answers+n, sum+n*score[v]
			}
		}
	}
	if answers < 1 {
		return nil
	}
	mean := sum / answers
	// The error of the mean is that of the sum of h, over the answers.
	var h [progress.Choices]float64
	var dice, dice2 float64
	for v := 1; v < progress.Choices; v++ {
		h[v] = score[v] - mean
		dice += h[v] / progress.Choices
		dice2 += h[v] * h[v] / progress.Choices
	}
	variance := 0.0
	for _, t := range tallies {
		truth := t.estimate()
		all := 0.0
		for v := range truth { // what the dice brought below nothing is nothing
			truth[v] = max(0, truth[v])
			all += truth[v]
		}
		for v, n := range truth {
			mean := progress.True*h[v] + (1-progress.True)*dice
			square := progress.True*h[v]*h[v] + (1-progress.True)*dice2
			variance += float64(t.ballots()) * n / max(all, 1) * (square - mean*mean)
		}
	}
	margin := 1.96 * math.Sqrt(variance) / progress.True / answers
	if margin > widest {
		return nil
	}
	hundredth := func(v float64) float64 { return math.Round(v*100) / 100 }
	return &Mean{Answers: math.Round(answers), Mean: hundredth(mean), Margin: max(0.01, hundredth(margin))}
}

// The scores of an answer: as a rung, as 0 to 10, and as unaided or not.
var (
	asRung  = [progress.Choices]float64{1: 1, 2, 3, 4, 5}
	asTen   = [progress.Choices]float64{1: 0, 2.5, 5, 7.5, 10}
	unaided = [progress.Choices]float64{3: 1, 4: 1, 5: 1}
)

// learning adds the ballots up, for the whole programme: of a part nobody knows which are its.
func (k *places) learning(ballots []ballot, whole bool) Learning {
	l := Learning{Ballots: len(ballots), Areas: []AreaFigure{}, Lessons: []AskedFigure{}, Sure: []AskedFigure{}, Opinions: []AskedFigure{}}
	if !whole {
		l.Part = true
		return l
	}
	tallies := make([]tally, len(k.names))
	for _, b := range ballots {
		for _, a := range b.answers {
			tallies[a.question][a.choice]++
		}
	}
	var lessons []tally // those told of, and no other: the dice of the rest would drown them
	areas := map[string][]tally{}
	add := func(list *[]AskedFigure, i int, score [progress.Choices]float64, widest float64) {
		if m := meanOf(tallies[i:i+1], score, widest); m != nil {
			*list = append(*list, AskedFigure{k.names[i], *m})
		} else if tallies[i].ballots() > 0 {
			l.Hidden++
		}
	}
	for i, name := range k.names {
		switch topic, _, _ := strings.Cut(name, " "); topic {
		case progress.Worth, progress.Recommend:
			add(&l.Opinions, i, asTen, 2.5*Widest)
			continue
		case progress.Tomorrow, progress.LookingBack:
			add(&l.Sure, i, asTen, 2.5*Widest)
			continue
		}
		told := len(l.Lessons)
		if add(&l.Lessons, i, asRung, Widest); len(l.Lessons) == told {
			continue
		}
		lessons = append(lessons, tallies[i])
		for _, a := range k.areas(name) {
			areas[a] = append(areas[a], tallies[i])
		}
	}
	l.All, l.Unaided = meanOf(lessons, asRung, Widest), meanOf(lessons, unaided, Widest/5)
	for _, a := range slices.Sorted(maps.Keys(areas)) {
		if m := meanOf(areas[a], asRung, Widest); m != nil {
			l.Areas = append(l.Areas, AreaFigure{a, len(areas[a]), *m})
		}
	}
	return l
}

// areas of the framework that a lesson is in: "2" of 2.5.
func (k *places) areas(lesson string) (areas []string) {
	l, ok := k.cur.Lesson(lesson)
	if !ok {
		return nil
	}
	for _, id := range l.DigComp {
		if a, _, _ := strings.Cut(id, "."); !slices.Contains(areas, a) {
			areas = append(areas, a)
		}
	}
	return areas
}
