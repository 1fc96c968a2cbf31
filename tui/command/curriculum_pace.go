package command

import (
	"math"

	"binome/curriculum"
	"binome/storage/progress"
)

// tookHere prints how long this folder's pairs took over the steps of a lesson, beside its
// plan; nothing when none has walked it. Nobody is named.
func (s *sheet) tookHere(cur *curriculum.Curriculum, l *curriculum.Lesson) {
	times := s.f.timesHere(cur)
	var heard bool
	for _, p := range times.Paces(cur, 1) {
		if p.Lesson != l.ID {
			continue
		}
		if !heard {
			s.heading(s.f.T("cli.show.took"))
			heard = true
		}
		said, digits := "cli.show.took-step", 0
		if p.Spent != math.Trunc(p.Spent) {
			digits = 1
		}
		if p.Over() {
			said = "cli.show.took-over"
		}
		s.item(s.f.T(said, "Step", s.f.T("steps."+string(p.Step)), "Planned", s.f.N("date.minutes", p.Planned),
			"Spent", s.f.words.Number(p.Spent, digits), "Pairs", s.f.N("cli.show.pairs", p.Pairs)))
	}
}

// timesHere are those of all pairs whose journals can be read here.
func (f *Factory) timesHere(cur *curriculum.Curriculum) progress.Times {
	times := progress.Times{}
	if f.noPlace != "" || !exists(f.dataDir()) {
		return times
	}
	folder, err := f.Folder()
	if err != nil {
		return times // a lesson can be read without
	}
	ids, err := folder.PairIDs()
	if err != nil {
		return times
	}
	for _, id := range ids {
		if state, err := folder.Read(id); err == nil {
			times.Add(progress.Fold(cur, state.Entries))
		}
	}
	return times
}
