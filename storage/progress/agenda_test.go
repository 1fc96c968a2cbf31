package progress_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// drawAgenda writes an agenda as one reads it: "launch 10 · lesson headline-photo 25 …".
func drawAgenda(a progress.Agenda) string {
	var out []string
	for _, p := range a.Parts {
		s := string(p.Kind)
		if p.Lesson != nil {
			s += " " + p.Lesson.ID
			if p.From != curriculum.Discover {
				s += " from " + string(p.From)
			}
			if !p.Whole() {
				s += " to " + string(p.To)
			}
		}
		if len(p.Cards) > 0 {
			s += fmt.Sprintf(" %dq", len(p.Cards))
		}
		out = append(out, fmt.Sprintf("%s %d", s, p.Minutes))
	}
	if a.InHand > 0 {
		out = append(out, fmt.Sprintf("in hand %d", a.InHand))
	}
	if a.Restart {
		out = append(out, "(restart)")
	}
	return strings.Join(out, " · ")
}

func TestAgenda(t *testing.T) {
	c := builtin(t)
	first := func(b *book) {
		s := b.session(60)
		b.agree()
		b.walk(s, photo)
		b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "unaided", Evidence: "online"})
		b.add(storage.Entry{Kind: storage.KindGift, Session: s, Text: "why a decision waits"})
		b.add(storage.Entry{Kind: storage.KindPromise, Session: s, Who: "mentee", Text: "ask one client"})
		b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2026-12-06"})
	}
	half := func(b *book) {
		s := b.session(60)
		b.agree()
		for _, st := range []string{"discover", "together"} {
			b.add(storage.Entry{Kind: storage.KindStep, Session: s, Lesson: photo, Step: st, State: "done", Edition: 1})
		}
		b.add(storage.Entry{Kind: storage.KindClose, Session: s})
	}
	for _, tt := range []struct {
		name    string
		before  func(*book)
		days    int
		minutes int
		want    string
	}{
		{"first hour", nil, 0, 60, "launch 8 · lesson presence/headline-photo 25 · return 10 · close 5 · in hand 12"},
		{"first half-hour", nil, 0, 30, "launch 8 · lesson presence/headline-photo to together 10 · return 3 · close 5 · in hand 4"},
		{"first quarter", nil, 0, 15, "lesson presence/headline-photo to together 10 · close 3 · in hand 2"},
		{"first hour and a half", nil, 0, 90, "launch 8 · lesson presence/headline-photo 25 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 17"},
		{"second hour", first, 14, 60, "recall 3q 5 · since 5 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 10"},
		{"second half-hour", first, 14, 30, "since 3 · lesson company-voice/company-page to talk 22 · close 5"},
		{"second quarter", first, 14, 15, "since 3 · lesson company-voice/company-page to together 9 · close 3"},
		{"the next day", first, 1, 60, "since 5 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 15"},
		{"half a lesson, an hour", half, 7, 60, "lesson presence/headline-photo from alone 15 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 5"},
		{"half a lesson, a quarter", half, 7, 15, "lesson presence/headline-photo from alone to talk 12 · close 3"},
		{"half a lesson, half an hour", half, 7, 30, "lesson presence/headline-photo from alone 15 · return 10 · close 5"},
		{"after three weeks", first, 21, 60, "recall 3q 5 · since 5 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 10"},
		{"after ten weeks", first, 70, 60, "recall 3q 5 · since 5 · lesson company-voice/company-page 25 · return 10 · close 5 · in hand 10 · (restart)"},
		{"after ten weeks, a quarter", first, 70, 15, "recap 2 · since 3 · lesson company-voice/company-page to together 7 · close 3 · (restart)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			if tt.before != nil {
				tt.before(b)
			}
			b.days(tt.days)
			got := drawAgenda(b.fold(c).Agenda(b.at, tt.minutes, 14, ""))
			if got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestAgendaAddsUp: whatever the journal, the minutes are those the two have.
func TestAgendaAddsUp(t *testing.T) {
	c := builtin(t)
	rapid.Check(t, func(t *rapid.T) {
		p := progress.Fold(c, drawJournal(t))
		minutes := rapid.IntRange(10, 120).Draw(t, "minutes")
		now := start.Add(time.Duration(rapid.IntRange(0, 2000).Draw(t, "now")) * time.Hour)
		a := p.Agenda(now, minutes, 14, "")
		sum := a.InHand
		seen := map[string]bool{}
		for _, part := range a.Parts {
			sum += part.Minutes
			if part.Minutes <= 0 {
				t.Fatalf("a part of %d minutes in %s", part.Minutes, drawAgenda(a))
			}
			if part.Lesson != nil {
				if seen[part.Lesson.ID] {
					t.Fatalf("a lesson twice: %s", drawAgenda(a))
				}
				seen[part.Lesson.ID] = true
				if minutes >= 15 && minutes < 30 && part.From.Index() <= curriculum.Alone.Index() && part.To.Index() < curriculum.Together.Index() {
					t.Fatalf("nothing is done by hand in %s", drawAgenda(a))
				}
			}
		}
		if len(p.OpenPromises("")) > 0 && !slices.ContainsFunc(a.Parts, func(q progress.Part) bool { return q.Kind == progress.PartSince }) {
			t.Fatalf("nobody asks what became of the promises: %s", drawAgenda(a))
		}
		if sum != minutes || a.InHand < 0 {
			t.Fatalf("%s makes %d, not %d", drawAgenda(a), sum, minutes)
		}
		if last := a.Parts[len(a.Parts)-1].Kind; last != progress.PartClose {
			t.Fatalf("it ends with %s", last)
		}
	})
}

// TestAgendaInSession: what was done in the session isn't offered again in it.
func TestAgendaInSession(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.agree()
	s := b.session(60)
	b.walk(s, photo)
	b.add(storage.Entry{Kind: storage.KindGift, Session: s, Text: "a line"})
	got := drawAgenda(b.fold(c).Agenda(b.at, 60, 14, s))
	if want := "close 5 · in hand 55"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestNextLesson(t *testing.T) {
	c := builtin(t)
	for _, tt := range []struct {
		name   string
		before func(*book)
		want   string
		why    progress.Why
	}{
		{"nothing yet", func(*book) {}, photo, progress.WhyRoute},
		{"left in the middle", func(b *book) {
			b.add(storage.Entry{Kind: storage.KindStep, Lesson: "build/boards", Step: "discover", State: "done", Edition: 1})
		}, "build/boards", progress.WhyResume},
		{"a goal after the first", func(b *book) {
			b.walk("", photo)
			b.add(storage.Entry{Kind: storage.KindGoal, Lesson: "build/calendars", Text: "calendars"})
		}, "build/calendars", progress.WhyGoal},
		{"a goal that needs another", func(b *book) {
			b.walk("", photo)
			b.add(storage.Entry{Kind: storage.KindGoal, Lesson: "security/second-lock", Text: "second lock"})
		}, "security/vault", progress.WhyNeeded},
		{"a goal that no curriculum has", func(b *book) {
			b.walk("", photo)
			b.add(storage.Entry{Kind: storage.KindGoal, Lesson: "gone/away", Text: "gone"})
		}, "company-voice/company-page", progress.WhyRoute},
		{"the route is done", func(b *book) {
			for _, s := range c.Route {
				for _, l := range s.Lessons {
					b.walk("", l)
				}
			}
		}, "pair/goals", progress.WhyOrder},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			tt.before(b)
			got := b.fold(c).Next()
			if got.Lesson == nil || got.Lesson.ID != tt.want || got.Why != tt.why {
				t.Errorf("next is %+v, want %s because of %s", got, tt.want, tt.why)
			}
		})
	}
	t.Run("all done", func(t *testing.T) {
		b := newBook()
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				b.walk("", l.ID)
			}
		}
		if got := b.fold(c).Next(); got.Lesson != nil || got.Why != progress.WhyAllIn {
			t.Errorf("next is %+v", got)
		}
	})
}

// TestNeedsNeverBar: whatever is needed, a lesson is offered while one is open, and
// never one that is finished.
func TestNeedsNeverBar(t *testing.T) {
	c := builtin(t)
	var all []string
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			all = append(all, l.ID)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		b := newBook()
		done := map[string]bool{progress.CharterLesson: true}
		for _, id := range rapid.SliceOf(rapid.SampledFrom(all)).Draw(t, "done") {
			b.walk("", id)
			done[id] = true
		}
		n := b.fold(c).Next()
		if n.Lesson == nil {
			for _, id := range all {
				if !done[id] {
					t.Fatalf("nothing is offered, but %s is open", id)
				}
			}
			return
		}
		if done[n.Lesson.ID] {
			t.Fatalf("%s is offered, but it is finished", n.Lesson.ID)
		}
	})
}

func TestRecall(t *testing.T) {
	c := builtin(t)
	rapid.Check(t, func(t *rapid.T) {
		b := newBook()
		for _, id := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{
			photo, "talk-meet/right-channel", "security/vault", "codes/tone",
		}), rapid.ID[string]).Draw(t, "walked") {
			b.walk("", id)
		}
		for range 6 {
			b.days(rapid.IntRange(0, 40).Draw(t, "days"))
			s := b.session(60)
			asked := map[string]bool{}
			for range 2 { // two visits to recall in one session
				p := b.fold(c)
				due := p.Due(b.at, progress.RecallMost, s)
				if len(due) > progress.RecallMost {
					t.Fatalf("%d questions", len(due))
				}
				perLesson := map[string]int{}
				for _, card := range due {
					if asked[card.Question] {
						t.Fatalf("%s is asked twice in a session", card.Question)
					}
					if card.Due.After(b.at) {
						t.Fatalf("%s is not due before %s", card.Question, card.Due)
					}
					perLesson[card.Lesson]++
					asked[card.Question] = true
					b.add(storage.Entry{Kind: storage.KindRecall, Session: s, Question: card.Question,
						Rating: rapid.SampledFrom([]string{"alone", "with-help", "forgotten"}).Draw(t, "rating")})
				}
				checkSpread(t, p, b.at, s, due, perLesson)
			}
		}
	})
}

// checkSpread: no two of one lesson while another lesson that has one due goes without.
func checkSpread(t *rapid.T, p *progress.Progress, now time.Time, session string, due []progress.Card, per map[string]int) {
	for _, card := range p.Due(now, 1000, session) {
		for lesson, n := range per {
			if n > 1 && per[card.Lesson] == 0 && lesson != card.Lesson {
				t.Fatalf("%d questions of %s while %s waits (%v)", n, lesson, card.Lesson, due)
			}
		}
	}
}

// TestForgottenComesBackSooner than with help, and that sooner than alone.
func TestForgottenComesBackSooner(t *testing.T) {
	c := builtin(t)
	due := func(rating string, days int) time.Time {
		b := newBook()
		b.walk("", photo)
		b.days(days)
		b.add(storage.Entry{Kind: storage.KindRecall, Question: photo + "#rumour", Rating: rating})
		for _, card := range b.fold(c).Cards(b.at) {
			if card.Question == photo+"#rumour" {
				return card.Due
			}
		}
		t.Fatal("the question is gone")
		return time.Time{}
	}
	for _, days := range []int{0, 3, 14, 90} {
		f, h, a := due("forgotten", days), due("with-help", days), due("alone", days)
		if !f.Before(h) && !f.Before(a) || a.Before(h) || h.Before(f) {
			t.Errorf("after %d days: forgotten %s, with help %s, alone %s", days, f, h, a)
		}
	}
}

// TestReviewsOutOfOrder: a review dated before the lesson, or twice at once, must not
// underflow the scheduler's unsigned days.
func TestReviewsOutOfOrder(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.days(10)
	b.walk("", photo)
	for _, at := range []time.Time{start.AddDate(-3, 0, 0), start, start, start.AddDate(1, 0, 0)} {
		b.add(storage.Entry{Kind: storage.KindRecall, Question: photo + "#rumour", Rating: "alone", At: at})
	}
	for _, card := range b.fold(c).Cards(start.AddDate(0, 0, 11)) {
		if card.Due.After(start.AddDate(20, 0, 0)) || card.Due.Before(start) {
			t.Errorf("%s is due on %s", card.Question, card.Due)
		}
		if card.Retrievability < 0 || card.Retrievability > 1 {
			t.Errorf("%s has a chance of %v", card.Question, card.Retrievability)
		}
	}
}

func BenchmarkAgenda(b *testing.B) {
	c := builtin(b)
	k := newBook()
	for range 6 {
		s := k.session(60)
		k.walk(s, photo)
		k.days(14)
	}
	p := k.fold(c)
	for b.Loop() {
		p.Agenda(k.at, 60, 14, "")
	}
}

func BenchmarkFold1300(b *testing.B) {
	k := newBook()
	for len(k.entries) < 1300 {
		s := k.session(60)
		k.walk(s, photo)
		for i := range 60 {
			k.add(storage.Entry{Kind: storage.KindTick, Session: s, Lesson: photo, Step: "alone", Item: 1 + i%6, Edition: 1})
		}
		k.days(14)
	}
	b.ReportAllocs()
	for b.Loop() {
		k.fold(nil)
	}
}

// TestDueByTheDay: what is due on a day is due all day, in the zone of whoever asks: answered
// with help on 9 March at 15:55, it was not due a week later at 15:00.
func TestDueByTheDay(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.walk("", photo)
	b.days(10)
	b.add(storage.Entry{Kind: storage.KindRecall, Question: photo + "#rumour", Rating: "with-help"})
	p := b.fold(c)
	due := func(at time.Time) (when time.Time, asked bool) {
		for _, card := range p.Due(at, 1000, "") {
			if card.Question == photo+"#rumour" {
				return card.Due, true
			}
		}
		return time.Time{}, false
	}
	when, asked := due(b.at.AddDate(1, 0, 0))
	if !asked {
		t.Fatal("it is never asked again")
	}
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("", 3600), time.FixedZone("", -9*3600)} {
		here := when.In(zone)
		morning := time.Date(here.Year(), here.Month(), here.Day(), 0, 0, 0, 0, zone)
		if _, asked := due(morning); !asked {
			t.Errorf("due at %s, and not in the morning", here)
		}
		if _, asked := due(morning.Add(-time.Minute)); asked {
			t.Errorf("due at %s, and asked the evening before", here)
		}
	}
}
