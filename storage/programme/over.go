package programme

import (
	"slices"
	"time"

	"binome/curriculum"
	"binome/storage/progress"
)

// fewestPairs is of how many pairs at least something is told that isn't told by pair: a
// step's time, a module, totals.
const fewestPairs = 5

// over are the steps that took longer than planned.
func (k *places) over(rows []row) []progress.Pace {
	times, ids := progress.Times{}, curriculum.StepIDs()
	for i := range rows {
		for _, s := range rows[i].steps {
			place := progress.Place{Lesson: k.lessonOf[s.lesson], Step: ids[s.step]}
			times[place] = append(times[place], time.Duration(s.seconds)*time.Second)
		}
	}
	return slices.DeleteFunc(times.Paces(k.cur, fewestPairs), func(p progress.Pace) bool { return !p.Over() })
}
