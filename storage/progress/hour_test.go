package progress_test

import (
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// drawHour writes an hour as it stands: "recall + · since > · lesson x": + is done, - was left
// out, > is where they are.
func drawHour(h *progress.Hour) string {
	if h == nil {
		return "no hour"
	}
	var out []string
	for i := range h.Parts {
		p := &h.Parts[i]
		s := string(p.Kind)
		if p.Lesson != nil {
			_, name, _ := strings.Cut(p.Lesson.ID, "/")
			s += " " + name
		}
		switch {
		case p.Skipped:
			s += " -"
		case p.Done:
			s += " +"
		case h.Now() == p:
			s += " >"
		}
		out = append(out, s)
	}
	return strings.Join(out, " · ")
}

// A line of a story: what is kept, and how the hour stands that is picked up after it.
type told struct {
	entry storage.Entry
	want  string
}

// tell adds each entry to the session and picks the hour up in another window.
func tellHour(t *testing.T, b *book, session string, story []told) {
	t.Helper()
	c := builtin(t)
	for i, line := range story {
		if line.entry.Kind != "" {
			line.entry.Session = session
			b.add(line.entry)
		}
		p := b.fold(c)
		if got := drawHour(progress.ResumeHour(p, b.entries, b.at, 14)); got != line.want {
			t.Errorf("%d, %s:\n got %s\nwant %s", i, line.entry.Kind, got, line.want)
		}
	}
}

func done(lesson, step string) storage.Entry {
	return storage.Entry{Kind: storage.KindStep, Lesson: lesson, Step: step, State: "done", Edition: 1}
}

// TestResumeHour: in another window, or after the program was closed, the hour stands where
// the journal shows them.
func TestResumeHour(t *testing.T) {
	b := newBook()
	if h := progress.ResumeHour(b.fold(builtin(t)), b.entries, b.at, 14); h != nil {
		t.Errorf("without a session: %s", drawHour(h))
	}
	s := b.session(60)
	tellHour(t, b, s, []told{
		{storage.Entry{}, "launch > · lesson headline-photo · return · close"},
		{done(progress.CharterLesson, "discover"), "launch > · lesson headline-photo · return · close"},
		{storage.Entry{Kind: storage.KindCharter, By: "mentor", Hash: "0123456789ab"}, "launch > · lesson headline-photo · return · close"},
		{storage.Entry{Kind: storage.KindCharter, By: "mentee", Hash: "0123456789ab"}, "launch + · lesson headline-photo > · return · close"},
		{done(photo, "discover"), "launch + · lesson headline-photo > · return · close"},
		{done(photo, "talk"), "launch + · lesson headline-photo > · return · close"},
		{done(photo, "remember"), "launch + · lesson headline-photo + · return > · close"},
		{storage.Entry{Kind: storage.KindGift, Text: "négocier"}, "launch + · lesson headline-photo + · return + · close >"},
		{storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "ask"}, "launch + · lesson headline-photo + · return + · close >"},
		{storage.Entry{Kind: storage.KindPromise, Who: "mentor", Text: "listen"}, "launch + · lesson headline-photo + · return + · close >"},
		{storage.Entry{Kind: storage.KindClose}, "no hour"},
	})
	promises := []string{b.entries[len(b.entries)-3].ID, b.entries[len(b.entries)-2].ID}
	b.days(14)
	due := b.fold(builtin(t)).Due(b.at, 3, "")
	if len(due) != 3 {
		t.Fatalf("%d questions are due", len(due))
	}
	asked := func(i int) storage.Entry {
		return storage.Entry{Kind: storage.KindRecall, Question: due[i].Question, Rating: "alone"}
	}
	const page = "company-voice/company-page"
	s = b.session(60)
	tellHour(t, b, s, []told{
		{storage.Entry{}, "recall > · since · lesson company-page · return · close"},
		{asked(0), "recall > · since · lesson company-page · return · close"},
		{asked(1), "recall > · since · lesson company-page · return · close"},
		{asked(2), "recall + · since > · lesson company-page · return · close"},
		{storage.Entry{Kind: storage.KindOutcome, Of: promises[0], Outcome: "done"}, "recall + · since > · lesson company-page · return · close"},
		{storage.Entry{Kind: storage.KindOutcome, Of: promises[1], Outcome: "not-yet"}, "recall + · since + · lesson company-page > · return · close"},
		{done("build/boards", "discover"), "recall + · since + · lesson boards > · return · close"}, // they took another
		{done("build/boards", "remember"), "recall + · since + · lesson boards + · return > · close"},
		{storage.Entry{Kind: storage.KindConfidence, Who: "mentee", Topic: "alone-tomorrow", Value: 4}, "recall + · since + · lesson boards + · return - · close >"},
	})

	// One question asked and then the lesson: what lay between was left out.
	b = newBook()
	b.agree()
	first := b.session(60)
	b.walk(first, photo)
	b.add(storage.Entry{Kind: storage.KindPromise, Session: first, Who: "mentee", Text: "ask"})
	b.add(storage.Entry{Kind: storage.KindClose, Session: first})
	b.days(14)
	s = b.session(60)
	tellHour(t, b, s, []told{
		{done(page, "discover"), "recall - · since - · lesson company-page > · return · close"},
		{storage.Entry{Kind: storage.KindConfidence, Who: "mentee", Topic: "alone-tomorrow", Value: 4}, "recall - · since - · lesson company-page - · return - · close >"},
	})
}

// TestResumeAfterCare: once the route is done, an upper rung agreed on today shows that the
// check was begun; one agreed on in another session, or a lower one, doesn't.
func TestResumeAfterCare(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.agree()
	first := b.session(60)
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			b.walk(first, l.ID)
		}
	}
	b.add(storage.Entry{Kind: storage.KindRung, Session: first, Lesson: photo, Rung: "again"})
	b.add(storage.Entry{Kind: storage.KindClose, Session: first})
	b.days(31)
	p := b.fold(c)
	a := p.Agenda(b.at, 60, 14, "")
	if got := drawAgenda(a); got != "recall 3q 5 · check 10 · return 10 · close 5 · in hand 30 · (restart)" {
		t.Errorf("%s", got)
	}
	s := b.session(60)
	tellHour(t, b, s, []told{
		{storage.Entry{}, "recall > · check · return · close"},
		{storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "unaided"}, "recall > · check · return · close"},
		{storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "again"}, "recall - · check > · return · close"},
	})
}

// TestResumeAmidOthers: what another session's entries, written meanwhile, tell is not this
// hour's; the order of what lay before stays.
func TestResumeAmidOthers(t *testing.T) {
	b := newBook()
	b.agree()
	s := b.session(60)
	b.add(storage.Entry{Kind: storage.KindNote, Session: s, Text: "a"})
	b.walk("", photo) // recorded away from the coach
	b.add(storage.Entry{Kind: storage.KindNote, Session: s, Text: "b"})
	h := progress.ResumeHour(b.fold(builtin(t)), b.entries, b.at, 14)
	if got := drawHour(h); got != "lesson company-page > · return · close" {
		t.Errorf("%s", got)
	}
}

// TestHourClock: the minutes left are whole ones, without the pauses; a part's run from when
// they came to it.
func TestHourClock(t *testing.T) {
	b := newBook()
	s := b.session(60)
	b.add(storage.Entry{Kind: storage.KindNote, Session: s, Text: "a"})
	began, last := b.at.Add(-2*time.Minute), b.at.Add(-time.Minute)
	for after, want := range map[time.Duration]int{
		0: 59, 44 * time.Minute: 15, 45 * time.Minute: 14, // they are together
		45*time.Minute + time.Second: 59, 90 * time.Minute: 59, // they were away
	} {
		h := progress.ResumeHour(b.fold(nil), b.entries, last.Add(after), 14)
		if got := h.Left(last.Add(after)); got != want {
			t.Errorf("%v after the last entry %d minutes are left, want %d", after, got, want)
		}
	}

	h := progress.NewHour(s, began, progress.Agenda{Minutes: 60})
	p := b.fold(nil)
	p.Sessions[0].Away = 20 * time.Minute
	h.Paused(p)
	if got := h.Left(began.Add(50 * time.Minute)); got != 30 {
		t.Errorf("after a pause of twenty %d minutes are left", got)
	}
	p.Sessions[0].Away = 10 * time.Minute // a window that knows less
	h.Paused(p)
	if got := h.Left(began.Add(50 * time.Minute)); got != 30 {
		t.Errorf("the pause shrank: %d", got)
	}
	h.Session = "another"
	h.Paused(p)
	if left, of := h.PartLeft(began); left != 0 || of != 0 || h.PartsLeft() != 0 || h.Now() != nil {
		t.Errorf("an hour without parts: %d of %d", left, of)
	}

	h = progress.NewHour(s, began, b.fold(builtin(t)).Agenda(began, 60, 14, ""))
	if left, of := h.PartLeft(began.Add(4*time.Minute + 59*time.Second)); left != 21 || of != 25 {
		t.Errorf("%d of %d minutes", left, of)
	}
	h.ToClose(began.Add(20 * time.Minute))
	if left, of := h.PartLeft(began.Add(21 * time.Minute)); left != 4 || of != 5 {
		t.Errorf("of the close %d of %d minutes", left, of)
	}

	// In return is three minutes where fewer than ten are left before the close.
	for at, short := range map[time.Duration]bool{45: false, 46: true} {
		if h.Short(began.Add(at*time.Minute)) != short {
			t.Errorf("short at %d minutes: %v", at, !short)
		}
	}
	if progress.Gone(began, began.Add(-time.Hour)) != 0 || progress.Gone(began, began.Add(119*time.Second)) != 1 {
		t.Error("whole minutes, and never less than none")
	}

	step, other := progress.Place{Lesson: photo, Step: "talk"}, progress.Place{Lesson: photo, Step: "alone"}
	h.Arrive(step, began)
	h.Arrive(other, began.Add(time.Minute))
	h.Arrive(step, began.Add(time.Hour)) // the first time counts
	if at, ok := h.StepBegan(step); !ok || !at.Equal(began) {
		t.Errorf("came to it at %v", at)
	}
	if _, ok := h.StepBegan(progress.Place{Lesson: photo, Step: "discover"}); ok {
		t.Error("they never came there")
	}
}

// TestTake: a lesson taken up instead stands where the planned one did; where none was, before
// in return, and else before the close.
func TestTake(t *testing.T) {
	c := builtin(t)
	boards, _ := c.Lesson("build/boards")
	plan := func(kinds ...progress.PartKind) *progress.Hour {
		a := progress.Agenda{Minutes: 60}
		l, _ := c.Lesson(photo)
		for _, k := range kinds {
			p := progress.Part{Kind: k, Minutes: 10}
			if k == progress.PartLesson {
				p.Lesson = l
			}
			a.Parts = append(a.Parts, p)
		}
		return progress.NewHour("s", start, a)
	}
	for _, tt := range []struct {
		h    *progress.Hour
		want string
	}{
		{plan("launch", "lesson", "return", "close"), "launch > · lesson boards · return · close"},
		{plan("launch", "return", "close"), "launch > · lesson boards · return · close"},
		{plan("launch", "close"), "launch > · lesson boards · close"},
		{plan("launch"), "launch > · lesson boards"},
	} {
		tt.h.Take(boards, "alone")
		if got := drawHour(tt.h); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
		for _, p := range tt.h.Parts {
			if p.Kind == progress.PartLesson && (p.Minutes != 15 || !p.Whole() || p.From != "alone" || p.Why != progress.WhyChosen) {
				t.Errorf("%+v", p)
			}
		}
	}
	h := plan("lesson", "close")
	h.Finish(progress.PartLesson, false, start)
	h.Take(boards, "discover")
	if got := drawHour(h); got != "lesson headline-photo + · lesson boards > · close" || h.Parts[1].Minutes != 25 {
		t.Errorf("after the planned one: %s, %d minutes", got, h.Parts[1].Minutes)
	}
	if !h.Walks("build/boards") || h.Walks(photo) || h.Walks(progress.CharterLesson) {
		t.Error("they are at the boards")
	}
	if h = plan("launch", "lesson"); !h.Walks(progress.CharterLesson) || h.Walks(photo) {
		t.Error("they are at the agreement")
	}
	if h = plan("close"); h.Walks(photo) || h.Walks(progress.CharterLesson) {
		t.Error("they are at the close")
	}
	h = plan("launch", "lesson", "close")
	h.ToClose(start)
	if h.Take(boards, "discover"); h.LeftPart() != nil {
		t.Error("once another lesson was taken up there is nothing to go back to")
	}
}

// TestNoHour: what is asked of no hour has an answer.
func TestNoHour(t *testing.T) {
	var h *progress.Hour
	h.Finish(progress.PartClose, false, start)
	h.Paused(nil)
	h.Arrive(progress.Place{}, start)
	if _, ok := h.StepBegan(progress.Place{}); ok || h.Now() != nil || h.PartsLeft() != 0 || h.LeftPart() != nil || h.Short(start) || h.Walks(photo) {
		t.Error("there is no hour")
	}
	if left, of := h.PartLeft(start); left != 0 || of != 0 {
		t.Errorf("%d of %d", left, of)
	}
}

// TestTitle: a lesson's name in words, the bare name of one that is gone.
func TestTitle(t *testing.T) {
	c := builtin(t)
	l, _ := c.Lesson(photo)
	head, err := l.Head("fr")
	if err != nil {
		t.Fatal(err)
	}
	if in, title := c.Title(photo, "fr"); title != head.Title || in != "fr" {
		t.Errorf("%q in %q", title, in)
	}
	if in, title := c.Title("gone/away", "fr"); title != "gone/away" || in != "fr" {
		t.Errorf("%q in %q", title, in)
	}
	if got := progress.Bare(" **Ouvrez** *votre* `page` "); got != "Ouvrez votre page" {
		t.Errorf("%q", got)
	}
}

// TestRecapTold: five lines at most, and which of them give way.
func TestRecapTold(t *testing.T) {
	b := newBook()
	if r := b.fold(nil).Recap(""); !r.At.IsZero() || r.Gift != "" || r.Promises != nil {
		t.Errorf("before they met: %+v", r)
	}
	first := b.session(60)
	b.add(done(photo, "talk"))
	b.add(storage.Entry{Kind: storage.KindGift, Session: first, Text: "un"})
	at := b.at
	s := b.session(60)
	for _, lesson := range []string{progress.CharterLesson, photo, "build/boards", "build/calendars"} {
		e := done(lesson, "discover")
		e.Session = s
		b.add(e)
	}
	for range 4 {
		b.add(storage.Entry{Kind: storage.KindPromise, Session: s, Who: "mentee", Text: "ask"})
	}
	r := b.fold(nil).Recap("")
	if !r.At.Equal(at) || strings.Join(r.Lessons, " ") != photo+" build/boards" || r.Gift != "un" || len(r.Promises) != 1 {
		t.Errorf("%v %v %q %d", r.At, r.Lessons, r.Gift, len(r.Promises))
	}
	if r := b.fold(nil).Recap(s); r.Gift != "un" || len(r.Lessons) != 0 || len(r.Promises) != 0 {
		t.Errorf("the present one doesn't count: %v %q %d", r.Lessons, r.Gift, len(r.Promises))
	}
	b.add(storage.Entry{Kind: storage.KindRetract, Of: b.entries[3].ID})
	if r := b.fold(nil).Recap(""); r.Gift != "" || len(r.Promises) != 2 {
		t.Errorf("without a gift: %q %d", r.Gift, len(r.Promises))
	}
}
