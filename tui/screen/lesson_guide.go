package screen

import (
	"binome/curriculum"
	"binome/tui/page"
)

// guideState is whether the mentor's guide is open: by the view, or as asked.
type guideState int

const (
	guideByView guideState = iota
	guideOpen
	guideFolded
)

func (s *Lesson) guideThere(env *Env, step *curriculum.Step) bool {
	return env.View != ViewMentee && (len(step.Guide) > 0 || len(env.Asides) > 0)
}

func (s *Lesson) guideShown(env *Env) bool {
	switch s.guide {
	case guideOpen:
		return true
	case guideFolded:
		return false
	}
	return env.View == ViewMentor
}

// side is the mentor's: the questions for later, the guide, and a quiet line when the
// lesson was last read against the facts long ago.
func (s *Lesson) side(env *Env, step *curriculum.Step) []page.Block {
	out := asides(env)
	if len(step.Guide) == 0 {
		return out
	}
	title := "lesson.guide"
	if env.InRoom { // there, to lead is something else
		title = "lesson.guide-room"
	}
	out = append(out, page.Block{Kind: page.Guide, Label: env.T(title, "Name", s.leader(env)), Blocks: step.Guide})
	months := 12
	if s.lesson.Module != nil && s.lesson.Module.Fast {
		months = 6
	}
	if r := s.lesson.Reviewed; !r.IsZero() && env.Now().After(r.AddDate(0, months, 0)) {
		out = append(out, page.Block{Kind: page.Para, Tone: page.Quiet, Text: env.T("lesson.stale", "Date", env.Words.Date(r))})
	}
	return out
}
