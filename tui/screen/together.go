package screen

import (
	"slices"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/live/room"
)

// Two terminals in one lesson: which screens both can be at, how one goes to where the
// other is, and what only the one who leads may press.

// A Placed screen is one that both terminals can be at. The others (the outline, the
// notes, help …) are each one's own to look at, over where the two are.
type Placed interface {
	Screen
	At() room.Place
}

// At implements Placed.
func (s *Lesson) At() room.Place {
	return room.Place{Screen: "lesson", Lesson: s.lesson.ID, Step: string(s.look), Question: s.question}
}

// At implements Placed.
func (*Today) At() room.Place { return room.Place{Screen: "today"} }

// At implements Placed: the card goes by its own name, for what is due is reckoned anew
// once one has been answered.
func (s *Recall) At() room.Place {
	p := room.Place{Screen: "recall", Question: s.at, Step: "asked"}
	if s.shown {
		p.Step = "shown"
	}
	if s.at < len(s.cards) {
		p.Lesson = s.cards[s.at].Question
	}
	return p
}

// At implements Placed: the promise goes by its entry, for the same reason.
func (s *Since) At() room.Place {
	p := room.Place{Screen: "since", Question: s.at}
	if s.at < len(s.promises) {
		p.Step = s.promises[s.at].ID
	}
	return p
}

// At implements Placed.
func (*Recap) At() room.Place { return room.Place{Screen: "recap"} }

// At implements Placed.
func (s *AfterCare) At() room.Place {
	p := room.Place{Screen: "aftercare", Question: s.at}
	if s.at < len(s.lessons) {
		p.Lesson = s.lessons[s.at].ID
	}
	return p
}

// At implements Placed.
func (s *Launch) At() room.Place {
	return room.Place{Screen: "launch", Step: string(s.stage), Question: int(s.yes)}
}

// At implements Placed.
func (*InReturn) At() room.Place { return room.Place{Screen: "return"} }

// At implements Placed.
func (s *Closing) At() room.Place {
	p := room.Place{Screen: "closing", Step: string(s.stages[s.at]), Question: s.at}
	if s.lesson != nil {
		p.Lesson = s.lesson.ID
	}
	return p
}

// Goto is the screen at a place where the other one is. here is the placed screen of
// now: in the same lesson it is that one, so that what was opened in it stays open. ok is
// false when there is no such place here (another curriculum).
func Goto(env *Env, here Screen, at room.Place) (Screen, bool) {
	switch at.Screen {
	case "today":
		return &Today{}, true
	case "lesson":
		return gotoLesson(env, here, at)
	case "recall":
		return gotoRecall(env, at), true
	case "since":
		return gotoSince(env, at), true
	case "recap":
		return &Recap{}, true
	case "aftercare":
		s := NewAfterCare(env)
		i := slices.IndexFunc(s.lessons, func(l *progress.Lesson) bool { return l.ID == at.Lesson })
		if i < 0 && env.Prog.Lessons[at.Lesson] != nil { // agreed on meanwhile: not due any more
			s.lessons, i = []*progress.Lesson{env.Prog.Lessons[at.Lesson]}, 0
		}
		s.at = max(0, i)
		return s, true
	case "launch":
		if slices.Contains(launchStages(env), launchStage(at.Step)) {
			return &Launch{stage: launchStage(at.Step), yes: progress.Yes(at.Question)}, true
		}
	case "return":
		return &InReturn{}, true
	case "closing":
		return gotoClosing(env, at), true
	}
	return nil, false
}

func gotoLesson(env *Env, here Screen, at room.Place) (Screen, bool) {
	l, ok := env.Cur.Lesson(at.Lesson)
	step := curriculum.StepID(at.Step)
	if !ok || step.Index() < 0 {
		return nil, false
	}
	s, same := here.(*Lesson)
	if !same || s.lesson.ID != l.ID {
		s = NewLesson(l, step)
	}
	if s.look != step || s.question != at.Question {
		s.look, s.question, s.quiz = step, at.Question, quiz{}
	}
	s.at = step
	if r := env.Prog.Lessons[l.ID]; r != nil && r.Resume().Index() > step.Index() {
		s.at = r.Resume()
	}
	env.Hour.Arrive(progress.Place{Lesson: l.ID, Step: step}, env.Now())
	return s, true
}

func gotoRecall(env *Env, at room.Place) Screen {
	s := &Recall{cards: []progress.Card{{Question: at.Lesson}}, quiz: quiz{shown: at.Step == "shown"}}
	if env.Hour == nil {
		return s
	}
	for _, p := range env.Hour.Parts {
		for i, c := range p.Cards {
			if c.Question == at.Lesson {
				s.cards, s.at = p.Cards, i
			}
		}
	}
	return s
}

func gotoSince(env *Env, at room.Place) Screen {
	s := NewSince(env)
	i := slices.IndexFunc(s.promises, func(p progress.Promise) bool { return p.ID == at.Step })
	if i >= 0 {
		s.at = i
		return s
	}
	for _, p := range env.Prog.Promises { // spoken of meanwhile
		if p.ID == at.Step {
			s.promises, s.at = []progress.Promise{p}, 0
		}
	}
	return s
}

// gotoClosing keeps the stages that are to come, so that the lead can change hands.
func gotoClosing(env *Env, at room.Place) Screen {
	s := NewClosing(env)
	want := closingStage(at.Step)
	if l, ok := env.Cur.Lesson(at.Lesson); ok && s.lesson == nil {
		s.lesson = l
	}
	if s.lesson == nil && want == closeRung {
		want = closeDate
	}
	if i := slices.Index(s.stages, want); i >= 0 {
		s.at = i
		return s
	}
	all := []closingStage{closeRung, closePromise, closeSure, closeBefore, closeDate, closeEnd}
	i := slices.Index(all, want)
	rest := []closingStage{want}
	for _, st := range s.stages {
		if slices.Index(all, st) > i {
			rest = append(rest, st)
		}
	}
	if i < 0 {
		rest = s.stages
	}
	s.stages, s.at = rest, 0
	return s
}

// MayPress reports whether somebody who doesn't lead may press that: what takes the two
// further is the leader's. One who looks elsewhere may look on.
func MayPress(env *Env, s Screen, id string, away bool) bool {
	if _, placed := s.(Placed); !placed {
		return true
	}
	if l, lesson := s.(*Lesson); lesson && l.walked(env) {
		switch id {
		case "finish", "part", "jump", "take":
			return false
		case "on", "question":
			return away
		}
		return true
	}
	switch id {
	case "outline", "notes", "note", "ideas", "merge", "restore", "back", "prepare", "end", "message", "leave":
		return true
	}
	_, lesson := s.(*Lesson)
	return lesson && id != "take"
}

// PlaceWord is a place in a word or two, for "Inès is at …".
func PlaceWord(env *Env, at room.Place) string {
	switch at.Screen {
	case "lesson":
		return stepWord(env, at.Step)
	case "", "today":
		return env.T("menu.today")
	case "launch":
		return env.T("launch.where")
	case "aftercare":
		return env.T("agenda.check")
	case "closing":
		return env.T("agenda.close")
	}
	return env.T("agenda." + at.Screen) // recall, since, recap, return
}
