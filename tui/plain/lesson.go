package plain

import (
	"slices"
	"strconv"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
)

// lesson walks one lesson from a step on. Looking back completes nothing; enter does.
func (w *walk) lesson(l *curriculum.Lesson, from curriculum.StepID) (flow, error) {
	w.ensure()
	ids := curriculum.StepIDs()
	i := max(from.Index(), 0)
	w.keepSteps(l, w.begun(l, ids[i]))
	for {
		w.at = progress.Place{Lesson: l.ID, Step: ids[i]}
		text, err := l.Text(w.lang())
		if err != nil {
			w.say(w.T("errors.lesson_unreadable", "Why", err.Error()))
			return flowDone, nil
		}
		m, err := w.atStep(l, text, text.Step(ids[i]))
		if err != nil {
			return flowDone, err
		}
		switch m {
		case moveToday:
			return flowToday, nil
		case moveBack:
			if i == 0 {
				w.say(w.T("plain.first_step"))
			}
			i = max(i-1, 0)
		case moveOutline:
			if f, err := w.otherLesson(); err != nil || f == flowToday {
				return f, err
			}
		case moveOn:
			if i == len(ids)-1 {
				w.keepSteps(l, w.done(l, ids[i]))
				return w.finished(l)
			}
			w.keepSteps(l, w.done(l, ids[i]), w.begun(l, ids[i+1]))
			i++
		}
	}
}

// A move is where to go from a step.
type move int

const (
	moveStay move = iota // say the step again
	moveOn
	moveBack
	moveToday
	moveOutline
)

// begun and done are the entries for a step, nil when they are kept already.
func (w *walk) begun(l *curriculum.Lesson, s curriculum.StepID) *storage.Entry {
	if st := w.prog.Lessons[l.ID]; st != nil {
		_, begun := st.Begun[s]
		if _, done := st.Done[s]; begun || done {
			return nil
		}
	}
	return stepEntry(l, s, "begun")
}

func (w *walk) done(l *curriculum.Lesson, s curriculum.StepID) *storage.Entry {
	if st := w.prog.Lessons[l.ID]; st != nil {
		if _, done := st.Done[s]; done {
			return nil
		}
	}
	return stepEntry(l, s, "done")
}

func stepEntry(l *curriculum.Lesson, s curriculum.StepID, state string) *storage.Entry {
	return &storage.Entry{Kind: storage.KindStep, Lesson: l.ID, Step: string(s), State: state, Edition: l.Edition}
}

func (w *walk) keepSteps(l *curriculum.Lesson, entries ...*storage.Entry) {
	var some []storage.Entry
	for _, e := range entries {
		if e != nil {
			some = append(some, *e)
		}
	}
	if len(some) > 0 {
		w.save(some...)
	}
}

// finished: the charter is agreed to at its end.
func (w *walk) finished(l *curriculum.Lesson) (flow, error) {
	w.at = progress.Place{}
	if l.ID == progress.CharterLesson {
		return w.agree(l)
	}
	w.say(w.T("plain.lesson_done", "Title", w.lessonTitle(l.ID)))
	return flowDone, nil
}

// atStep says a step and takes what is typed until they go somewhere else.
func (w *walk) atStep(l *curriculum.Lesson, text *curriculum.Text, step *curriculum.Step) (move, error) {
	w.announce(l, text, step)
	w.parts(step)
	if step.ID == curriculum.Remember {
		return w.remember(l, text)
	}
	for {
		a, err := w.ask(func() question {
			next := curriculum.StepIDs()[step.ID.Index()+1]
			return question{
				enter: w.T("plain.next_step", "Step", w.step(next)),
				picks: len(step.Items), pick: w.T("plain.tick"), letters: w.stepLetters(step),
			}
		})
		switch {
		case err != nil:
			return moveStay, err
		case a.n > 0:
			w.toggle(l, step, a.n)
		case a.letter == "g":
			w.guide(step)
		default:
			return moveOf(a), nil
		}
	}
}

func moveOf(a answer) move {
	switch {
	case a.enter:
		return moveOn
	case a.letter == "b":
		return moveBack
	case a.letter == "t":
		return moveToday
	case a.letter == "o":
		return moveOutline
	}
	return moveStay
}

func (w *walk) stepLetters(step *curriculum.Step) []letter {
	ls := []letter{{"b", w.T("plain.key_b")}, {"o", w.T("plain.key_o")}, {"t", w.T("plain.key_t")}}
	if len(step.Guide) > 0 && w.Settings.View != ViewMentee {
		ls = append([]letter{{"g", w.T("plain.key_g")}}, ls...)
	}
	return ls
}

// announce says where they are, and at the beginning what must lie ready.
func (w *walk) announce(l *curriculum.Lesson, text *curriculum.Text, step *curriculum.Step) {
	w.retell()
	if step.ID == curriculum.Discover {
		w.title(w.T("plain.lesson", "Title", w.typo(text.Lang, text.Title), "Minutes", w.N("date.minutes", l.Minutes)))
		if text.Task != "" {
			w.say(w.T("plain.task", "Text", w.unmarked(text.Lang, text.Task)))
		}
		if text.Bring != "" {
			w.say(w.T("plain.bring", "Text", w.unmarked(text.Lang, text.Bring)))
		}
	}
	w.title(w.T("plain.step", "N", step.ID.Index()+1, "Step", w.step(step.ID), "Minutes", w.N("date.minutes", curriculum.StepMinutes(l.Minutes, step.ID))))
	if step.ID.HandsOn() {
		w.say(w.T("lesson.hands", "Name", w.person(w.learner(l))))
	}
	if w.Settings.View == ViewMentor && len(step.Guide) > 0 {
		w.guide(step)
	}
}

// parts says what the mentee may hear: prose, call-outs, boxes with their numbers.
func (w *walk) parts(step *curriculum.Step) {
	box := false
	for i := range step.Blocks {
		b := &step.Blocks[i]
		if b.Kind != block.Box || !box {
			w.out.gap()
		}
		if box = b.Kind == block.Box; box {
			w.box(step.Items[b.N-1])
			continue
		}
		w.blocks(step.Blocks[i : i+1])
	}
}

func (w *walk) guide(step *curriculum.Step) {
	w.title(w.T("plain.guide", "Name", w.mentor()))
	w.blocks(step.Guide)
}

// box says one item and whether it is ticked.
func (w *walk) box(it curriculum.Item) {
	key := "plain.box"
	if w.ticked(it.N) != nil {
		key = "plain.box_done"
	}
	w.point(strconv.Itoa(it.N)+". ", w.T(key, "Text", w.inline(it.Spans)))
}

// ticked are the entries that tick a box of the step they are at.
func (w *walk) ticked(n int) []string {
	st := w.prog.Lessons[w.at.Lesson]
	l, ok := w.Cur.Lesson(w.at.Lesson)
	if st == nil || !ok {
		return nil
	}
	return st.Ticks[progress.Box{Edition: l.Edition, Step: w.at.Step, Item: n}].IDs
}

// toggle ticks a box, or takes back every tick of it, and says how it is now.
func (w *walk) toggle(l *curriculum.Lesson, step *curriculum.Step, n int) {
	item := step.Items[n-1]
	var entries []storage.Entry
	for _, id := range w.ticked(item.N) {
		entries = append(entries, storage.Entry{Kind: storage.KindRetract, Of: id})
	}
	if entries == nil {
		entries = []storage.Entry{{Kind: storage.KindTick, Lesson: l.ID, Step: string(step.ID), Item: item.N, Edition: l.Edition}}
	}
	if kept, _ := w.save(entries...); kept != nil {
		w.box(item)
	}
}

// remember asks the questions and ends with the if-then plan.
func (w *walk) remember(l *curriculum.Lesson, text *curriculum.Text) (move, error) {
	letters := func() []letter { return w.stepLetters(text.Step(curriculum.Remember)) }
	for i := range text.Questions {
		q := &text.Questions[i]
		a, err := w.aloud(text, q, i+1, len(text.Questions), letters)
		if err != nil || !a.enter {
			return moveOf(a), err
		}
		w.feedback(q)
	}
	if len(text.NextStep) > 0 {
		w.title(w.T("plain.plan"))
		w.blocks([]block.Block{{Spans: text.NextStep}})
	}
	a, err := w.ask(func() question {
		end := w.T("plain.finish")
		if l.ID == progress.CharterLesson {
			end = w.T("plain.to_agree")
		}
		return question{enter: end, letters: letters()}
	})
	if a.letter == "g" {
		w.guide(text.Step(curriculum.Remember))
	}
	return moveOf(a), err
}

// outline lists the lessons by number; nil when none is chosen.
func (w *walk) outline() (*curriculum.Lesson, error) {
	for {
		w.title(w.T("outline.title"))
		var all []*curriculum.Lesson
		for _, m := range w.Cur.Modules {
			w.title(w.typo(w.lang(), m.Title(w.lang())))
			for _, l := range m.Lessons {
				all = append(all, l)
				w.point(strconv.Itoa(len(all))+". ", w.lessonLine(l))
			}
		}
		a, err := w.ask(func() question {
			return question{enter: w.T("plain.no_lesson"), picks: len(all), pick: w.T("plain.open_lesson"), letters: []letter{{"r", w.T("plain.key_r")}}}
		})
		switch {
		case err != nil || a.enter:
			return nil, err
		case a.letter == "r":
			if err := w.route(all); err != nil {
				return nil, err
			}
		case a.n > 0:
			return all[a.n-1], nil
		}
	}
}

// route puts a lesson among what the two chose, or takes it off again.
func (w *walk) route(all []*curriculum.Lesson) error {
	w.title(w.T("plain.which_lesson"))
	a, err := w.ask(func() question {
		return question{enter: w.T("plain.no_lesson"), picks: len(all), pick: w.T("plain.route")}
	})
	if err != nil || a.n == 0 {
		return err
	}
	l := all[a.n-1]
	var off []storage.Entry
	for _, g := range w.prog.Goals {
		if g.Lesson == l.ID {
			off = append(off, storage.Entry{Kind: storage.KindRetract, Of: g.ID})
		}
	}
	said := "plain.route_off"
	if len(off) == 0 {
		said, off = "plain.route_on", []storage.Entry{{Kind: storage.KindGoal, Lesson: l.ID, Text: w.lessonTitle(l.ID)}}
	}
	if _, ok := w.save(off...); ok {
		w.say(w.T(said, "Title", w.lessonTitle(l.ID)))
	}
	w.fold()
	return nil
}

// lessonLine is a lesson's title, its minutes and how far they are in it.
func (w *walk) lessonLine(l *curriculum.Lesson) string {
	line := w.T("plain.part", "Part", w.lessonTitle(l.ID), "Minutes", w.N("date.minutes", l.Minutes))
	if slices.ContainsFunc(w.prog.Goals, func(g progress.Line) bool { return g.Lesson == l.ID }) {
		line = w.T("plain.lesson_state", "Lesson", line, "State", w.T("outline.on-route"))
	}
	st := w.prog.Lessons[l.ID]
	switch {
	case st.Rung() != progress.NoRung:
		return w.T("plain.lesson_state", "Lesson", line, "State", w.rung(st.Rung()))
	case st.Finished():
		return w.T("plain.lesson_state", "Lesson", line, "State", w.T("outline.walked"))
	case st != nil:
		return w.T("plain.lesson_state", "Lesson", line, "State", w.T("outline.begun", "Step", w.step(st.Resume())))
	}
	return line
}

// otherLesson lets them choose a lesson and walks it.
func (w *walk) otherLesson() (flow, error) {
	l, err := w.outline()
	if err != nil || l == nil {
		return flowDone, err
	}
	return w.lesson(l, w.prog.Lessons[l.ID].Resume())
}

// fromOutline is otherLesson from Today: the lesson takes the place of the agenda's.
func (w *walk) fromOutline() error {
	l, err := w.outline()
	if err != nil || l == nil {
		return err
	}
	f, err := w.lesson(l, w.prog.Lessons[l.ID].Resume())
	if err != nil || f == flowToday {
		return err
	}
	k := progress.PartLesson
	if l.ID == progress.CharterLesson {
		k = progress.PartLaunch
	}
	w.hour.finish(k)
	return w.goOn()
}
