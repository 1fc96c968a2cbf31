package progress_test

import (
	"slices"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// met adds a session in which something was done, of one minute.
func (b *book) met() string {
	s := b.session(60)
	b.add(storage.Entry{Kind: storage.KindGift, Session: s, Text: "négocier"})
	return s
}

// Each number of the fold on both sides of where it turns.
func TestBoundaries(t *testing.T) {
	c := builtin(t)
	day := 24 * time.Hour

	done := newBook()
	s := done.session(60)
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			done.walk(s, l.ID)
		}
	}
	p := done.fold(c)
	last := done.entries[len(done.entries)-1].At
	for days, want := range map[time.Duration]int{29: 0, 30: 30, 31: 30, 89: 30, 90: 90, 91: 90} {
		if got := p.AfterCare(last.Add(days*day), ""); got != want {
			t.Errorf("%d days after the route: check %d, want %d", days, got, want)
		}
	}
	if got := p.AfterCare(last.Add(30*day-time.Second), ""); got != 0 {
		t.Errorf("a second before the thirtieth day: %d", got)
	}

	b := newBook()
	b.met()
	last = b.entries[len(b.entries)-1].At
	p = b.fold(c)
	for after, want := range map[time.Duration]bool{28 * day: false, 28*day + time.Second: true} {
		if got := p.Gap(last.Add(after), 14, ""); got != want {
			t.Errorf("a gap after %v at a rhythm of 14 days: %v", after, got)
		}
	}
	for after, want := range map[time.Duration]bool{-6*time.Hour - 1: false, -6 * time.Hour: true, 0: true, 6 * time.Hour: true, 6*time.Hour + 1: false} {
		if got := p.OpenSession(last.Add(after)) != nil; got != want {
			t.Errorf("still in the session %v after its last entry: %v", after, got)
		}
	}

	b.add(storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "unaided"})
	last = b.entries[len(b.entries)-1].At
	p = b.fold(c)
	for after, want := range map[time.Duration]int{7*day - time.Second: 0, 7 * day: 1} {
		if got := len(p.AgainDue(last.Add(after))); got != want {
			t.Errorf("%v after a rung: %d lessons to agree on again", after, got)
		}
	}

	for n, want := range []bool{false, true, false, true, false, false, true, false} {
		if progress.AskConfidence(n) != want {
			t.Errorf("session %d asks how sure they are: %v", n, !want)
		}
	}
	b = newBook()
	for n := 1; n <= 7; n++ {
		if got := b.fold(c).AtEnd(); got != (n > 6) {
			t.Errorf("the end after %d sessions: %v", n-1, got)
		}
		id := b.met()
		if got := b.fold(c).Number(id); got != n {
			t.Errorf("session %d is number %d", n, got)
		}
	}
	if progress.Other(progress.Mentor) != progress.Mentee || progress.Other(progress.Mentee) != progress.Mentor {
		t.Error("the other one is the other one")
	}
}

// The first pair entry says who they are, the later close when they meet.
func TestFirstPairLaterClose(t *testing.T) {
	b := newBook()
	s := b.met()
	b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2026-12-04", Text: "un"})
	b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2026-12-11", Text: "deux"})
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "A", Mentee: "B", Code: "x"})
	b.add(storage.Entry{Kind: storage.KindName, Who: "mentee", Name: "Philippe D."})
	b.add(storage.Entry{Kind: storage.KindName, Who: "mentor", Language: "en"})
	p := b.fold(builtin(t))
	if p.Mentor != (progress.Person{Name: "Inès Martin", Language: "en"}) || p.Mentee != (progress.Person{Name: "Philippe D.", Language: "fr"}) || p.Code != "" {
		t.Errorf("%+v %+v %q", p.Mentor, p.Mentee, p.Code)
	}
	if p.NextDate != "2026-12-11" || p.Session(s).Note != "deux" {
		t.Errorf("%q, %+v", p.NextDate, p.Session(s))
	}
}

// What one press kept is taken back together, what a person did first.
func TestLastDone(t *testing.T) {
	b := newBook()
	s := b.session(60)
	at := b.at
	step := func(step, state string, at time.Time) string {
		return b.add(storage.Entry{Kind: storage.KindStep, Session: s, Lesson: photo, Step: step, State: state, Edition: 1, At: at})
	}
	early := step("discover", "begun", time.Time{})
	ids := []string{step("discover", "done", at.Add(time.Hour)), step("together", "begun", at.Add(time.Hour))}
	p := b.fold(builtin(t))
	var got []string
	for _, e := range p.LastDone(b.entries) {
		got = append(got, e.ID)
	}
	if !slices.Equal(got, ids) {
		t.Errorf("taken back %v, want %v", got, ids)
	}
	if all := p.Undoable(b.entries); len(all) != 3 || all[0].ID != ids[0] || all[2].ID != early {
		t.Errorf("%+v", all)
	}
	if p.Undoable(b.entries[2:3]) != nil {
		t.Error("that a step was come to is nothing to take back")
	}
	b.add(storage.Entry{Kind: storage.KindRetract, Of: ids[0]})
	if got := b.fold(builtin(t)).LastDone(b.entries); len(got) != 0 {
		t.Errorf("once taken back: %+v", got)
	}
}

// Back from the close the hour stands as it did, also in the window of whoever follows.
func TestBackFromClose(t *testing.T) {
	b := newBook()
	p := b.fold(builtin(t))
	a := p.Agenda(start, 60, 14, "")
	h, follower := progress.NewHour("s", start, a), progress.NewHour("s", start, a)
	h.Finish(progress.PartLaunch, true, start.Add(2*time.Minute))
	follower.CatchUp(h.PartsLeft())
	at := h.Now().Kind
	if h.LeftPart() != nil {
		t.Error("they have left nothing")
	}
	h.ToClose(start.Add(9 * time.Minute))
	follower.CatchUp(h.PartsLeft())
	if h.LeftPart() == nil || h.LeftPart().Kind != at || follower.Now().Kind != progress.PartClose {
		t.Fatalf("left %+v; the follower is at %+v", h.LeftPart(), follower.Now())
	}
	h.BackFromClose()
	follower.CatchUp(h.PartsLeft())
	left, of := h.PartLeft(start.Add(10 * time.Minute))
	if h.Now().Kind != at || follower.Now().Kind != at || of-left != 8 {
		t.Errorf("at %+v, %d of %d left; the follower is at %+v", h.Now(), left, of, follower.Now())
	}
	if follower.CatchUp(h.PartsLeft()); follower.PartsLeft() != h.PartsLeft() {
		t.Errorf("%d parts left, and %d", follower.PartsLeft(), h.PartsLeft())
	}
	h.ToClose(start.Add(11 * time.Minute))
	h.Finish(progress.PartClose, false, start.Add(12*time.Minute))
	if h.LeftPart() != nil {
		t.Error("from a closed session there is no way back")
	}
}

// Where the hour has run late, in return is three minutes and not left out; else ten.
func TestReturnShrinks(t *testing.T) {
	b := newBook()
	p := b.fold(builtin(t))
	for late, want := range map[int]int{40: 10, 44: 10, 46: 3, 58: 3, 70: 3} {
		h := progress.NewHour("s", start, p.Agenda(start, 60, 14, ""))
		now := start.Add(time.Duration(late) * time.Minute)
		h.Finish(progress.PartLaunch, false, now)
		h.Finish(progress.PartLesson, false, now)
		left, of := h.PartLeft(now)
		if h.Now().Kind != progress.PartReturn || left != want || of != want || h.Short(now) != (want == 3) {
			t.Errorf("%d minutes in: %d of %d at %s, short: %v", late, left, of, h.Now().Kind, h.Short(now))
		}
	}
}

// From anywhere to the close: what lay before it was left out.
func TestToClose(t *testing.T) {
	b := newBook()
	p := b.fold(builtin(t))
	h := progress.NewHour("s", start, p.Agenda(start, 60, 14, ""))
	h.ToClose(start.Add(time.Minute))
	now := h.Now()
	if now == nil || now.Kind != progress.PartClose {
		t.Fatalf("%+v", now)
	}
	for _, q := range h.Parts {
		if before := q.Kind != progress.PartClose; q.Done != before || q.Skipped != before {
			t.Errorf("%+v", q)
		}
	}
	h.Finish(progress.PartClose, false, start)
	h.ToClose(start.Add(time.Hour)) // and once there is nothing left it goes nowhere
	if h.Now() != nil {
		t.Errorf("%+v", h.Now())
	}
}

// TestAskedInThisSession: what was asked in a session isn't asked again in it, however late it
// ends; in another it is.
func TestAskedInThisSession(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.walk("", photo)
	b.days(30)
	first := b.session(60)
	due := b.fold(c).Due(b.at, 1, first)
	if len(due) != 1 {
		t.Fatalf("%d are due", len(due))
	}
	b.add(storage.Entry{Kind: storage.KindRecall, Session: first, Question: due[0].Question, Rating: "forgotten"})
	b.days(300)
	asks := func(session string) bool {
		return slices.ContainsFunc(b.fold(c).Due(b.at, 1000, session), func(card progress.Card) bool { return card.Question == due[0].Question })
	}
	if asks(first) || !asks(b.session(60)) || !asks("") {
		t.Errorf("in the session it was asked in %v, in another %v", asks(first), asks("another"))
	}
}
