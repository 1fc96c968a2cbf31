package screen

import (
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
)

// Press implements Screen.
func (s *Lesson) Press(env *Env, id string) {
	text, err := s.lesson.Text(env.Lang())
	if err != nil || id == "back" {
		env.Host.Back()
		return
	}
	if s.press(id) {
		if s.walked(env) && s.question < len(text.Questions) {
			didSay(env, &text.Questions[s.question], s.said)
		}
		return
	}
	if cover(env, id) {
		return
	}
	if n, ok := strings.CutPrefix(id, "box:"); ok {
		if i, err := strconv.Atoi(n); err == nil && s.walked(env) && i >= 1 && i <= len(text.Step(s.look).Items) && !text.Step(s.look).Items[i-1].Later {
			s.toggle(env, i)
		}
		return
	}
	if strings.HasPrefix(id, "way:") {
		id = s.way(text.Step(s.look), id)
	}
	if card, ok := strings.CutPrefix(id, "card:"); ok {
		if s.card = card; text.Step(s.look).Card(card) == nil { // the end, or what is gone
			s.card = ""
		}
		return
	}
	if step, ok := strings.CutPrefix(id, "step:"); ok {
		s.see(curriculum.StepID(step))
		return
	}
	if other, ok := strings.CutPrefix(id, "draft:"); ok {
		if l, ok := env.Cur.Lesson(other); ok {
			env.Host.Replace(NewLesson(l, ""))
		}
		return
	}
	if other, ok := strings.CutPrefix(id, "see:"); ok {
		openLesson(env, other, "")
		return
	}
	switch id {
	case "picture":
		s.showPicture(env)
	case "on":
		s.askOn(env)
	case "part":
		s.keepDone(env)
		partDone(env, progress.PartLesson, false)
	case "jump":
		s.askJump(env)
	case "here":
		s.see(s.at)
	case "take":
		s.take(env)
	case "question":
		s.question, s.quiz = s.question+1, quiz{}
	case "question-before":
		s.question, s.quiz = s.question-1, quiz{}
	case "finish":
		s.finish(env)
	case "aid":
		openAid(env, text, text.Step(s.look))
	case "files":
		openPractice(env, s.files(env))
	case "guide":
		if s.guideShown(env) {
			s.guide = guideFolded
		} else {
			s.guide = guideOpen
		}
	}
}

func (s *Lesson) toggle(env *Env, n int) {
	if t, ok := s.tick(env, n); ok {
		if text, err := s.lesson.Text(env.Lang()); err == nil {
			env.Host.Did(env.T("undo.did-untick", "What", block.Words(text.Step(s.look).Items[n-1].Spans)))
		}
		var undo []storage.Entry
		for _, id := range t.IDs {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: id})
		}
		save(env, undo...)
		return
	}
	save(env, storage.Entry{
		Kind: storage.KindTick, Lesson: s.lesson.ID, Step: string(s.look), Item: n, Edition: s.lesson.Edition,
	})
}

// see puts another step on the page and completes nothing.
func (s *Lesson) see(step curriculum.StepID) {
	if step.Index() < 0 || step == s.look {
		return
	}
	s.look, s.question, s.quiz, s.card = step, 0, quiz{}, ""
}

// askOn asks before a step with boxes is left and none of them is ticked: enter that has
// shown the end of a text is soon pressed once more.
func (s *Lesson) askOn(env *Env) {
	if env.Follows || !s.untouched(env, s.at) {
		s.on(env)
		return
	}
	next := curriculum.StepIDs()[s.at.Index()+1]
	env.Host.Go(&Ask{
		Title: env.T("lesson.unticked"), Text: env.T("lesson.unticked-what", "Step", stepWord(env, string(s.at)), "Next", stepWord(env, string(next))),
		Yes: env.T("lesson.unticked-yes"), No: env.T("lesson.unticked-no"),
		Do: func(env *Env) { s.leave(env, next) },
	})
}

// untouched reports whether a step has boxes to tick in the hour, and none of them is.
func (s *Lesson) untouched(env *Env, step curriculum.StepID) bool {
	n, of := s.ticked(env, step)
	return n == 0 && of > 0
}

// on completes the step they are at and goes to the next.
func (s *Lesson) on(env *Env) {
	ids := curriculum.StepIDs()
	next := ids[min(s.at.Index()+1, len(ids)-1)]
	if env.Follows { // looking ahead; what is done is the leader's to say
		s.see(next)
		return
	}
	var kept []storage.Entry
	if !s.done(env, s.at) {
		kept = append(kept, s.entry(s.at, progress.Walked))
	}
	if !s.noted(env, next) {
		kept = append(kept, s.entry(next, progress.Begun))
	}
	s.arrive(env, next)
	save(env, kept...)
}

func (s *Lesson) arrive(env *Env, step curriculum.StepID) {
	env.Host.Did(env.T("undo.did-go", "What", stepWord(env, string(step))))
	s.at, s.look, s.question, s.quiz, s.card = step, step, 0, quiz{}, ""
	env.Hour.Arrive(progress.Place{Lesson: s.lesson.ID, Step: step}, env.Now())
}

func (s *Lesson) keepDone(env *Env) {
	if !s.done(env, s.at) && !s.untouched(env, s.at) {
		save(env, s.entry(s.at, progress.Walked))
	}
}

// askJump names what would be left out before they go on from a step that they have only
// looked at.
func (s *Lesson) askJump(env *Env) {
	to := s.look
	var skipped []string
	ids := curriculum.StepIDs()
	for _, id := range ids[s.at.Index():to.Index()] {
		if !s.done(env, id) {
			skipped = append(skipped, stepWord(env, string(id)))
		}
	}
	env.Host.Go(&Ask{
		Title: env.T("lesson.jump-title", "Step", stepWord(env, string(to))),
		Text:  env.T("lesson.jump-skips", "Steps", strings.Join(skipped, ", ")),
		Yes:   env.T("lesson.jump-yes"), No: env.T("keys.back"),
		Do: func(env *Env) { s.leave(env, to) },
	})
}

// leave goes to a step without completing the one they are at.
func (s *Lesson) leave(env *Env, to curriculum.StepID) {
	s.arrive(env, to)
	if !s.noted(env, to) {
		save(env, s.entry(to, progress.Begun))
	}
}

// take makes the lesson that was only looked at the one they do: now, when an hour is on,
// else in the session that Today begins.
func (s *Lesson) take(env *Env) {
	if env.Hour.Now() == nil {
		didChoose(env, lessonTitle(env, s.lesson.ID))
		env.Taken = s.lesson.ID
		env.Host.Home()
		env.Host.Say(env.T("lesson.taken", "Title", lessonTitle(env, s.lesson.ID)))
		return
	}
	from := env.Prog.Lessons[s.lesson.ID].Resume()
	env.Host.Go(&Ask{
		Title: env.T("lesson.take-now"), Text: env.T("lesson.take-now-what", "Title", lessonTitle(env, s.lesson.ID)),
		Yes: env.T("lesson.take-now"), No: env.T("keys.back"),
		Do: func(env *Env) {
			didChoose(env, lessonTitle(env, s.lesson.ID))
			env.closing = nil
			env.Hour.Take(s.lesson, from)
			for p := env.Hour.Now(); p != nil && p.Kind != progress.PartLesson; p = env.Hour.Now() {
				env.Hour.Finish(p.Kind, true, env.Now())
			}
			GoOn(env)
		},
	})
}

// finish ends the lesson: the charter is agreed to, another lesson's hour goes on.
func (s *Lesson) finish(env *Env) {
	s.keepDone(env)
	if s.lesson.ID == progress.CharterLesson {
		env.Host.Replace(&Launch{stage: launchAgree})
		return
	}
	partDone(env, progress.PartLesson, false)
}

// openLesson goes to look at a lesson, at a step or where they left it; to the hour's own
// where they are in it.
func openLesson(env *Env, id string, at curriculum.StepID) {
	l, ok := env.Cur.Lesson(id)
	if !ok {
		return
	}
	s := NewLesson(l, env.Prog.Lessons[id].Resume())
	if at.Index() >= 0 {
		s.look = at
	}
	env.Host.Go(s)
}
