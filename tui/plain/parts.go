package plain

import (
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
)

// The parts of the hour that are short: the launch, recall, promises, in return.

// launch is the working agreement, which can be put off.
func (w *walk) launch() (flow, error) {
	l, ok := w.Cur.Lesson(progress.CharterLesson)
	if !ok {
		return flowDone, nil
	}
	for {
		w.title(w.T("agenda.launch"))
		w.say(w.T("plain.launch_what", "Mentor", w.mentor(), "Mentee", w.mentee()))
		a, err := w.ask(func() question {
			return question{enter: w.T("plain.launch_begin"), picks: 1, pick: w.T("plain.put_off"), letters: []letter{{"t", w.T("plain.key_t")}}}
		})
		switch {
		case err != nil:
			return flowDone, err
		case a.again:
			continue
		case a.letter == "t":
			return flowToday, nil
		case a.n == 1:
			return flowDone, nil
		}
		for _, role := range []string{progress.Mentor, progress.Mentee} {
			if err := w.briefing(role); err != nil {
				return flowDone, err
			}
		}
		return w.lesson(l, w.prog.Lessons[l.ID].Resume())
	}
}

// briefing is the minute for each role: what helps, what spoils it.
func (w *walk) briefing(role string) error {
	_, err := w.askUntil(func() question { return question{enter: w.T("plain.on")} }, func() {
		w.title(w.T("briefing.title", "Name", w.person(role)))
		w.say(w.T("briefing.aloud", "Name", w.person(role)))
		for _, part := range []string{"helps", "spoils"} {
			w.title(w.T("briefing." + part))
			for _, n := range []string{"1", "2", "3"} {
				w.point("- ", w.T("briefing."+role+"-"+part+"-"+n, "Mentor", w.mentor(), "Mentee", w.mentee()))
			}
		}
	})
	return err
}

// agree asks each of the two, against the hash of the text.
func (w *walk) agree(l *curriculum.Lesson) (flow, error) {
	text, err := l.Text(w.prog.Mentee.Language)
	if err != nil {
		return flowDone, nil
	}
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		if a, ok := w.prog.Charter[role]; ok && a.Hash == text.Sum() {
			continue
		}
		a, err := w.askUntil(func() question {
			return question{enter: w.T("plain.i_agree"), picks: 1, pick: w.T("plain.put_off")}
		}, func() { w.title(w.T("plain.do_you_agree", "Name", w.person(role))) })
		if err != nil {
			return flowDone, err
		}
		if a.n == 1 {
			w.say(w.T("plain.charter_later"))
			return flowDone, nil
		}
		w.save(storage.Entry{Kind: storage.KindCharter, By: role, Hash: text.Sum()})
	}
	w.say(w.T("plain.charter_agreed"))
	return flowDone, nil
}

// askUntil says something and asks, again when the language has changed.
func (w *walk) askUntil(q func() question, say func()) (answer, error) {
	for {
		say()
		a, err := w.ask(q)
		if err != nil || !a.again {
			return a, err
		}
	}
}

// recall asks the questions that are due; the mentor marks how it went. No score.
func (w *walk) recall(cards []progress.Card) (flow, error) {
	w.title(w.T("plain.recall", "Name", w.mentee()))
	skip := func() []letter { return []letter{{"s", w.T("plain.key_s")}, {"t", w.T("plain.key_t")}} }
	for i := 0; i < len(cards); {
		text, q := w.question(cards[i].Question)
		if q == nil { // the lesson went away between two openings
			i++
			continue
		}
		a, err := w.aloud(text, q, i+1, len(cards), skip)
		switch {
		case err != nil:
			return flowDone, err
		case a.again:
			continue
		case a.letter == "s":
			return flowDone, nil
		case a.letter == "t":
			return flowToday, nil
		}
		w.feedback(q)
		ratings := []string{"alone", "with-help", "forgotten"}
		a, err = w.askUntil(func() question { return question{picks: 3, pick: w.T("plain.choose")} }, func() {
			w.title(w.T("recall.mark", "Name", w.mentor()))
			for n, r := range ratings {
				w.point(strconv.Itoa(n+1)+". ", w.T("ratings."+r))
			}
		})
		if err != nil {
			return flowDone, err
		}
		w.save(storage.Entry{Kind: storage.KindRecall, Question: cards[i].Question, Rating: ratings[a.n-1]})
		i++
	}
	return flowDone, nil
}

// aloud says a question with its options and waits while it is answered.
func (w *walk) aloud(text *curriculum.Text, q *curriculum.Question, n, of int, letters func() []letter) (answer, error) {
	w.title(w.T("plain.question", "N", n, "Of", of, "Text", w.inline(q.Spans)))
	w.blocks(q.Blocks)
	options := w.shuffled(q)
	for i, o := range options {
		w.point(string(rune('A'+i))+". ", w.inline(o.Spans))
		w.blocks(o.Blocks)
	}
	w.point(string(rune('A'+len(options)))+". ", w.T("recall.dont-know"))
	for {
		a, err := w.ask(func() question {
			return question{enter: w.T("plain.show_answers"), letters: letters()}
		})
		if err != nil || a.letter != "g" {
			return a, err
		}
		w.guide(text.Step(w.at.Step))
	}
}

// feedback says what each option would lead to.
func (w *walk) feedback(q *curriculum.Question) {
	w.out.gap()
	for i, o := range w.shuffled(q) {
		key := "plain.option"
		if o.Right {
			key = "plain.option_right"
		}
		w.point(string(rune('A'+i))+". ", w.T(key, "Text", block.Plain(o.Feedback, w.phrases())))
	}
	w.point(string(rune('A'+len(q.Options)))+". ", w.T("recall.dont-know-why"))
	w.blocks(q.After)
}

// shuffled is the options in an order of their own: the same all through a session,
// another the next time.
func (w *walk) shuffled(q *curriculum.Question) []curriculum.Option {
	salt := q.ID
	if w.hour != nil {
		salt = w.hour.session + q.ID
	}
	return progress.Shuffled(q.Options, salt)
}

// question finds a question by its full name; nil when it is gone.
func (w *walk) question(name string) (*curriculum.Text, *curriculum.Question) {
	lesson, id, _ := strings.Cut(name, "#")
	l, ok := w.Cur.Lesson(lesson)
	if !ok {
		return nil, nil
	}
	text, err := l.Text(w.lang())
	if err != nil {
		return nil, nil
	}
	return text, text.Question(id)
}

// since goes through the promises: one number each.
func (w *walk) since() (flow, error) {
	outcomes := []string{"done", "adapted", "not-yet"}
	for _, p := range w.prog.OpenPromises(w.hour.session) {
		a, err := w.askUntil(func() question {
			return question{picks: 3, pick: w.T("plain.choose"), letters: []letter{{"s", w.T("plain.key_s")}, {"t", w.T("plain.key_t")}}}
		}, func() {
			w.title(w.T("plain.since", "Name", w.person(p.Who), "Text", p.Text))
			for i, o := range outcomes {
				w.point(strconv.Itoa(i+1)+". ", w.T("plain.choice", "What", w.T("outcomes."+o), "Means", w.T("outcomes.why."+o)))
			}
		})
		switch {
		case err != nil:
			return flowDone, err
		case a.letter == "s":
			return flowDone, nil
		case a.letter == "t":
			return flowToday, nil
		}
		w.save(storage.Entry{Kind: storage.KindOutcome, Of: p.ID, Outcome: outcomes[a.n-1]})
	}
	return flowDone, nil
}

// recap picks up the thread after a long gap, in five lines at most.
func (w *walk) recap() (flow, error) {
	a, err := w.askUntil(func() question {
		return question{enter: w.T("plain.on"), letters: []letter{{"t", w.T("plain.key_t")}}}
	}, func() {
		w.title(w.T("recap.title"))
		for _, line := range w.recapLines() {
			w.point("- ", line)
		}
	})
	if a.letter == "t" {
		return flowToday, err
	}
	return flowDone, err
}

// recapLines say where they were: the last session, its lessons, what the mentor
// learned, what was promised. Five at most.
func (w *walk) recapLines() []string {
	held := w.prog.Held(w.hour.session)
	if len(held) == 0 {
		return []string{w.T("recap.nothing")}
	}
	last := held[len(held)-1]
	out := []string{w.T("recap.last", "Date", w.words.Date(last.At))}
	for _, id := range last.Lessons {
		switch r := w.prog.Lessons[id].Rung(); {
		case id == progress.CharterLesson || len(out) > 2:
		case r != progress.NoRung:
			out = append(out, w.T("recap.rung", "Title", w.lessonTitle(id), "Rung", w.rung(r)))
		default:
			out = append(out, w.T("recap.lesson", "Title", w.lessonTitle(id)))
		}
	}
	if n := len(w.prog.Gifts); n > 0 {
		out = append(out, w.T("recap.gift", "Name", w.mentor(), "Text", w.prog.Gifts[n-1].Text))
	}
	for _, p := range w.prog.OpenPromises(w.hour.session) {
		if len(out) < 5 {
			out = append(out, w.T("recap.promise", "Name", w.person(p.Who), "Text", p.Text))
		}
	}
	return out
}

// check asks, some time after the route, what is still done alone.
func (w *walk) check() (flow, error) {
	due := w.prog.AgainDue(w.Now())
	rungs := []progress.Rung{progress.Again, progress.PassedOn}
	for _, st := range due[:min(3, len(due))] {
		a, err := w.askUntil(func() question {
			return question{enter: w.T("plain.check_no"), picks: 2, pick: w.T("plain.choose"), letters: []letter{{"t", w.T("plain.key_t")}}}
		}, func() {
			w.title(w.T("aftercare.ask", "Name", w.mentee(), "Title", w.lessonTitle(st.ID)))
			for i, r := range rungs {
				w.point(strconv.Itoa(i+1)+". ", w.T("plain.choice", "What", w.rung(r), "Means", w.T("rungs.means."+string(r))))
			}
		})
		switch {
		case err != nil:
			return flowDone, err
		case a.letter == "t":
			return flowToday, nil
		case a.n > 0:
			if err := w.agreeRung(st.ID, rungs[a.n-1], ""); err != nil {
				return flowDone, err
			}
		}
	}
	return flowDone, nil
}

// inReturn is the time in which the mentee teaches; one line of it is written.
func (w *walk) inReturn() (flow, error) {
	say := func() {
		w.title(w.T("return.title", "Mentor", w.mentor(), "Mentee", w.mentee()))
		w.say(w.T("return.what", "Mentor", w.mentor(), "Mentee", w.mentee()))
	}
	for {
		a, err := w.askUntil(func() question {
			return question{enter: w.T("plain.return_write"), letters: []letter{{"i", w.T("plain.key_i")}, {"s", w.T("plain.key_s")}, {"t", w.T("plain.key_t")}}}
		}, say)
		switch {
		case err != nil:
			return flowDone, err
		case a.letter == "s":
			return flowDone, nil
		case a.letter == "t":
			return flowToday, nil
		case a.letter == "i":
			say = w.ideas
			continue
		}
		text, ok, err := w.typed(w.T("return.line", "Name", w.mentor()), "")
		if err != nil || !ok {
			return flowDone, err
		}
		w.save(storage.Entry{Kind: storage.KindGift, Text: text})
		return flowDone, nil
	}
}

// ideas are what the senior could teach: the lessons that turn the roles.
func (w *walk) ideas() {
	w.title(w.T("return.ideas"))
	for _, m := range w.Cur.Modules {
		if !m.Swapped {
			continue
		}
		for _, l := range m.Lessons {
			if !w.prog.Lessons[l.ID].Finished() {
				w.point("- ", w.lessonTitle(l.ID))
			}
		}
	}
	for _, n := range []string{"1", "2", "3"} {
		w.point("- ", w.T("return.idea-"+n))
	}
}
