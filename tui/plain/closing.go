package plain

import (
	"strconv"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
)

// closing ends the hour: the rung, the promise, how sure one is (in sessions one, three
// and six), the next date. Each can be left out.
func (w *walk) closing() (flow, error) {
	w.title(w.T("agenda.close"))
	if l, ok := w.Cur.Lesson(w.prog.ToJudge(w.hour.session)); ok {
		if err := w.askRung(l); err != nil {
			return flowDone, err
		}
		if err := w.askPromise(l); err != nil {
			return flowDone, err
		}
	}
	if n := w.prog.Number(w.hour.session); progress.AskConfidence(n) && !w.askedSure() {
		topics := []string{"alone-tomorrow"}
		if n == 6 {
			topics = append(topics, "looking-back")
		}
		for _, topic := range topics {
			if err := w.askSure(topic); err != nil {
				return flowDone, err
			}
		}
	}
	day, err := w.askDay()
	if err != nil {
		return flowDone, err
	}
	w.save(storage.Entry{Kind: storage.KindClose, Next: day})
	w.calendar(day)
	w.title(w.T("close.title"))
	w.sayNext()
	if progress.AskConfidence(w.prog.Number(w.hour.session)) && w.owner == progress.Mentor {
		w.say(w.T("plain.own_waiting", "Name", w.mentor()))
	}
	err = w.offerNotes()
	w.say(w.T("close.thanks", "Mentor", w.mentor(), "Mentee", w.mentee()))
	w.hour = nil
	return flowDone, err
}

func (w *walk) askRung(l *curriculum.Lesson) error {
	rungs := w.prog.RungsOffered(l.ID, w.Now())
	a, err := w.askUntil(func() question {
		return question{enter: w.T("plain.leave_out"), picks: len(rungs), pick: w.T("plain.choose")}
	}, func() {
		w.title(w.T("plain.about", "Title", w.lessonTitle(l.ID)))
		w.say(w.T("rung.title", "Name", w.person(w.learner(l))))
		for i, r := range rungs {
			w.point(strconv.Itoa(i+1)+". ", w.T("plain.choice", "What", w.rung(r), "Means", w.T("rungs.means."+string(r))))
		}
	})
	if err != nil || a.n == 0 {
		return err
	}
	task := ""
	if text, err := l.Text(w.lang()); err == nil {
		task = w.unmarked(text.Lang, text.Task)
	}
	return w.agreeRung(l.ID, rungs[a.n-1], task)
}

// agreeRung asks for the line of evidence and keeps the rung.
func (w *walk) agreeRung(lesson string, r progress.Rung, start string) error {
	text, _, err := w.typed(w.T("rung.evidence"), start)
	if err != nil {
		return err
	}
	e := storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: string(r), Evidence: text}
	if _, ok := w.save(e); ok {
		w.say(w.T("plain.rung_kept", "Rung", w.rung(r)))
	}
	return nil
}

// askPromise offers the lesson's if-then plan as the learner's promise.
func (w *walk) askPromise(l *curriculum.Lesson) error {
	start := ""
	if text, err := l.Text(w.lang()); err == nil {
		start = block.Words(text.NextStep)
	}
	who := w.learner(l)
	text, ok, err := w.typed(w.T("promise.title", "Name", w.person(who)), start)
	if err != nil || !ok {
		return err
	}
	if _, ok := w.save(storage.Entry{Kind: storage.KindPromise, Who: who, Text: text, Lesson: l.ID}); ok {
		w.say(w.T("promise.kept"))
	}
	return nil
}

func (w *walk) askedSure() bool {
	for _, c := range w.prog.Confidence {
		if c.Session == w.hour.session && c.Session != "" {
			return true
		}
	}
	return false
}

func (w *walk) askSure(topic string) error {
	a, err := w.askUntil(func() question {
		return question{enter: w.T("plain.leave_out"), numbers: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, pick: w.T("plain.choose")}
	}, func() {
		key := "confidence.tomorrow"
		if topic == "looking-back" {
			key = "confidence.before"
		}
		w.title(w.T(key, "Name", w.mentee()))
		w.say(w.T("confidence.scale"))
	})
	if err != nil || a.enter {
		return err
	}
	w.save(storage.Entry{Kind: storage.KindConfidence, Who: progress.Mentee, Topic: topic, Value: a.n})
	return nil
}

// askDay offers days for the next session; "" is to be fixed.
func (w *walk) askDay() (string, error) {
	days := progress.NextDays(w.Now(), w.Settings.Rhythm)
	for {
		w.title(w.T("date.title"))
		for i, d := range days {
			w.point(strconv.Itoa(i+1)+". ", w.words.Date(d))
		}
		other, open := len(days)+1, len(days)+2
		w.point(strconv.Itoa(other)+". ", w.T("date.another"))
		w.point(strconv.Itoa(open)+". ", w.T("date.open"))
		a, err := w.ask(func() question {
			return question{enter: w.words.Date(days[0]), picks: open, pick: w.T("plain.choose")}
		})
		switch {
		case err != nil:
			return "", err
		case a.again:
			continue
		case a.enter:
			return days[0].Format(time.DateOnly), nil
		case a.n == open:
			return "", nil
		case a.n < other:
			return days[a.n-1].Format(time.DateOnly), nil
		}
		day, ok, err := w.askDate()
		if err != nil || ok {
			return day, err
		}
	}
}

// askDate reads a day, until it is one that is to come.
func (w *walk) askDate() (string, bool, error) {
	for {
		text, ok, err := w.typed(w.T("plain.type_date", "Date", w.words.Date(progress.NextDays(w.Now(), w.Settings.Rhythm)[0])), "")
		if err != nil || !ok {
			return "", false, err
		}
		t, ok := readDay(text, w.Now(), w.words)
		switch {
		case !ok:
			w.say(w.T("plain.no_date_that", "Text", cut(text)))
		case !t.After(w.Now()):
			w.say(w.T("plain.past_date", "Date", w.words.Date(t)))
		default:
			return t.Format(time.DateOnly), true, nil
		}
	}
}

// postpone moves the next date, or fixes one.
func (w *walk) postpone() error {
	day, err := w.askDay()
	if err != nil || day == "" {
		return err
	}
	w.save(storage.Entry{Kind: storage.KindPostpone, Next: day})
	w.calendar(day)
	return nil
}

// calendar writes the file for the calendar and says where it is.
func (w *walk) calendar(day string) {
	if day == "" || w.Calendar == nil {
		return
	}
	path, err := w.Calendar(w.j.ID, day)
	if err != nil {
		w.say(w.T("close.no-calendar", "Why", err.Error()))
		return
	}
	w.say(w.T("close.calendar", "Path", path))
}
