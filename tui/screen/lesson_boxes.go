package screen

import (
	"slices"
	"strconv"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// ticked is how many of a step's boxes are, of those that the hour asks for.
func (s *Lesson) ticked(env *Env, step curriculum.StepID) (n, of int) {
	text, err := s.lesson.Text(env.Lang())
	if err != nil {
		return 0, 0
	}
	for _, it := range text.Step(step).Items {
		switch {
		case it.Later:
		case env.Prog.Lessons[s.lesson.ID].Ticked(progress.Box{Edition: s.lesson.Edition, Step: step, Item: it.N}):
			n++
			fallthrough
		default:
			of++
		}
	}
	return n, of
}

// parts are what the mentee may see: prose, call-outs, boxes.
func (s *Lesson) parts(env *Env, p *page.Page, step *curriculum.Step) {
	if s.look == curriculum.Remember && s.question > 0 {
		return
	}
	from := 0
	for i, b := range step.Blocks {
		if b.Kind == block.Box && b.N >= 1 && b.N <= len(step.Items) {
			p.Lesson(step.Blocks[from:i])
			s.box(env, p, step.Items[b.N-1])
			from = i + 1
		}
	}
	p.Lesson(step.Blocks[from:])
	if day, ok := env.Cur.AsOf(s.lesson, s.look); ok {
		p.Quiet(env.T("lesson.as-of", "Month", env.Words.Month(day)))
	}
}

// box is one item: to be ticked in the hour's lesson, only to be read in another. One that
// is kept for later is not asked for in the hour: the close proposes it as a promise.
func (s *Lesson) box(env *Env, p *page.Page, it curriculum.Item) {
	b := page.Block{Kind: page.Box, Spans: it.Spans, Number: it.N}
	switch {
	case it.Later:
		b.Right = env.T("lesson.later")
	case s.walked(env):
		b.ID = "box:" + strconv.Itoa(it.N)
	}
	if tick, ok := s.tick(env, it.N); ok {
		b.State = page.Done
		if unsaved(env, tick.IDs) {
			b.State, b.Right = page.Unsaved, env.T("save.not-saved")
		}
	} else if p.Row == "" {
		p.Row = b.ID
	}
	p.Add(b)
}

// unsaved reports whether one of these is not on the disk, though that was tried: the
// newest entries are.
func unsaved(env *Env, ids []string) bool {
	if env.State == nil {
		return false
	}
	for i, left := len(env.State.Entries)-1, env.State.Unsaved; i >= 0 && left > 0; i-- {
		if e := &env.State.Entries[i]; e.Mark == storage.Unsaved {
			if slices.Contains(ids, e.ID) {
				return true
			}
			left--
		}
	}
	return false
}

func (s *Lesson) tick(env *Env, n int) (progress.Tick, bool) {
	st := env.Prog.Lessons[s.lesson.ID]
	if st == nil {
		return progress.Tick{}, false
	}
	t, ok := st.Ticks[progress.Box{Edition: s.lesson.Edition, Step: s.look, Item: n}]
	return t, ok
}
