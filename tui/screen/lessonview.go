package screen

import (
	"strings"

	"charm.land/lipgloss/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage/progress"
	"binome/tui/widget"
)

// strip is the five steps on a line: behind, here, ahead; each can be clicked to look.
func (s *Lesson) strip(env *Env, b *Body, w int) {
	st := env.Prog.Lessons[s.lesson.ID]
	var cells []string
	x := 0
	var spots []Spot
	for _, id := range curriculum.StepIDs() {
		word := stepWord(env, string(id))
		_, done := stepTime(st, id, true)
		cell := env.Theme.Todo.Render(env.Theme.Sign.Todo + " " + word)
		switch {
		case id == s.step:
			cell = env.Theme.Current.Render(env.Theme.Sign.Current + " " + word)
		case done:
			cell = env.Theme.Done.Render(env.Theme.Sign.Done + " " + word)
		}
		cw := widget.Width(cell)
		spots = append(spots, Spot{ID: "step:" + string(id), Line: len(b.Lines), Height: 1, X: x, W: cw})
		cells = append(cells, cell)
		x += cw + 3
	}
	line := strings.Join(cells, "   ")
	if widget.Width(line) > w {
		b.Add(env.Theme.Current.Render(env.T("lesson.step-of", "N", s.step.Index()+1, "Step", stepWord(env, string(s.step)))))
		return
	}
	b.Spots = append(b.Spots, spots...)
	b.Add(line)
}

// guideLines is the mentor's side, with a bar down its left and its name above.
func (s *Lesson) guideLines(env *Env, b *Body, w int, step *curriculum.Step) {
	bar := env.Theme.GuideBar.Render(env.Theme.Sign.Guide) + " "
	title := env.T("lesson.guide", "Name", leader(env, s.lesson))
	if env.InRoom { // there, to lead is something else
		title = env.T("lesson.guide-room", "Name", leader(env, s.lesson))
	}
	b.Add(bar + env.Theme.GuideTitle.Render(title))
	for _, l := range env.Blocks(step.Guide, measure(w)-2) {
		b.Add(bar + l)
	}
	for _, l := range widget.Wrap(s.age(env), measure(w)-2) {
		if l != "" {
			b.Add(bar + env.Theme.Dim.Render(l))
		}
	}
	b.Blank()
}

// side is the pane beside the step: the mentor's, when it is open. Folded there is none:
// a line of it beside one of the step's would have to be sent anew at each key that
// scrolls.
func (s *Lesson) side(env *Env, step *curriculum.Step, open bool) *Body {
	b := &Body{}
	b.asides(env, env.SideWidth)
	if open {
		s.guideLines(env, b, env.SideWidth, step)
	}
	return b
}

// pace is minutes planned and gone: calm, and no alarm when they are over.
func (s *Lesson) pace(env *Env) string {
	planned := curriculum.StepMinutes(s.lesson.Minutes, s.step)
	if env.Hour == nil {
		return env.T("pace.planned", "Planned", planned)
	}
	began, ok := env.Hour.StepBegan(s.Place())
	if !ok {
		return env.T("pace.planned", "Planned", planned)
	}
	gone := max(0, int(env.Now().Sub(began).Minutes()))
	return env.T("pace.gone", "Planned", planned, "Gone", gone)
}

// links are the lessons this step points to, to be followed and come back from.
func (s *Lesson) links(env *Env, b *Body, w int, step *curriculum.Step) {
	seen := map[string]bool{s.lesson.ID: true}
	for _, id := range block.Destinations(step.Blocks) {
		if _, ok := env.Cur.Lesson(id); !ok || seen[id] {
			continue
		}
		if len(seen) == 1 {
			b.heading(env, w, env.T("lesson.see"))
		}
		seen[id] = true
		b.choice(env, w, "see:"+id, lessonTitle(env, id), "")
	}
}

// age is a quiet line for the mentor when a lesson was last read against the facts long
// ago: a year, six months where facts change fast.
func (s *Lesson) age(env *Env) string {
	months := 12
	if s.lesson.Module != nil && s.lesson.Module.Fast {
		months = 6
	}
	if s.lesson.Reviewed.IsZero() || !env.Now().After(s.lesson.Reviewed.AddDate(0, months, 0)) {
		return ""
	}
	return env.T("lesson.stale", "Date", env.Words.Date(s.lesson.Reviewed))
}

// remember draws the question they are at, or the plan after the last.
func (s *Lesson) remember(env *Env, b *Body, w int, text *curriculum.Text) {
	b.Blank()
	if s.question < len(text.Questions) {
		drawQuestion(env, b, w, &text.Questions[s.question], s.question+1, len(text.Questions), s.shown, session(env)+s.lesson.ID)
		return
	}
	if len(text.NextStep) == 0 {
		b.para(env, w, env.T("lesson.all-done"))
		return
	}
	b.heading(env, w, env.T("lesson.plan"))
	b.Add(env.Blocks([]block.Block{{Spans: text.NextStep}}, w)...)
}

func (s *Lesson) buttons(env *Env, text *curriculum.Text) []Button {
	enter := env.T("key.enter")
	if s.step != curriculum.Remember {
		next := curriculum.StepIDs()[s.step.Index()+1]
		return []Button{{ID: "on", Label: env.T("lesson.on", "Step", stepWord(env, string(next))), Key: enter}}
	}
	switch {
	case s.question < len(text.Questions) && !s.shown:
		return []Button{{ID: "show", Label: env.T("recall.show"), Key: enter}}
	case s.question < len(text.Questions)-1:
		return []Button{{ID: "question", Label: env.T("recall.next"), Key: enter}}
	case s.question < len(text.Questions):
		return []Button{{ID: "question", Label: env.T("lesson.to-plan"), Key: enter}}
	}
	if s.lesson.ID == progress.CharterLesson {
		return []Button{{ID: "finish", Label: env.T("charter.go"), Key: enter}}
	}
	return []Button{{ID: "finish", Label: env.T("lesson.finish"), Key: enter}}
}

func (s *Lesson) hints(env *Env, step *curriculum.Step) []Hint {
	var hs []Hint
	if len(step.Items) > 0 {
		hs = append(hs, Hint{env.T("key.space"), env.T("keys.short-tick")})
	}
	hs = append(hs, Hint{"←→", env.T("keys.short-look")})
	if env.View != ViewMentee && len(step.Guide) > 0 {
		hs = append(hs, Hint{"g", env.T("keys.short-guide")})
	}
	return append(hs, Hint{"n", env.T("keys.short-note")})
}

func (s *Lesson) broken(env *Env, w int, err error) Page {
	p := Page{Where: env.T("lesson.broken")}
	p.Body.title(env, w, env.T("lesson.broken"))
	p.Body.Blank()
	p.Body.para(env, w, err.Error())
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
	return p
}

// boxLines hangs an item's text under itself, behind the cursor's sign and the box.
func boxLines(env *Env, w int, cursor, box string, style lipgloss.Style, text string) []string {
	first := cursor + box + " "
	return widget.WrapHang(widget.Paint(style, text), w, first, strings.Repeat(" ", widget.Width(first)))
}
