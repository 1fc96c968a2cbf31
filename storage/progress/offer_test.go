package progress_test

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // a zone whose clocks change, on any machine

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
)

func TestNextDays(t *testing.T) {
	sunday := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	var got []string
	days, usual := progress.NextDays(sunday, 14)
	for _, d := range days {
		got = append(got, d.Format("Mon 2006-01-02"))
	}
	want := []string{"Mon 2026-11-30", "Mon 2026-12-07", "Mon 2026-12-14", "Mon 2026-12-21"}
	if !slices.Equal(got, want) || usual != 1 {
		t.Errorf("got %v, the usual one %d, want %v", got, usual, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		now := sunday.Add(time.Duration(rapid.IntRange(0, 100000).Draw(t, "hours")) * time.Hour)
		days, usual := progress.NextDays(now, rapid.IntRange(-3, 365).Draw(t, "rhythm"))
		if usual < 0 || usual >= len(days) || !slices.IsSortedFunc(days, time.Time.Compare) {
			t.Fatalf("offered are %v, the usual one %d", days, usual)
		}
		for i, d := range days {
			if !d.After(now) || d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || slices.ContainsFunc(days[:i], d.Equal) {
				t.Fatalf("%s is offered on %s among %v", d, now, days)
			}
		}
	})
}

func TestRungsOffered(t *testing.T) {
	b := newBook()
	if got := b.fold(nil).RungsOffered(photo, b.at); len(got) != 3 {
		t.Errorf("before any rung: %v", got)
	}
	b.add(storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "with-hint"})
	b.days(6)
	if got := b.fold(nil).RungsOffered(photo, b.at); len(got) != 3 {
		t.Errorf("within the week: %v", got)
	}
	b.days(1)
	if got := b.fold(nil).RungsOffered(photo, b.at); len(got) != 5 {
		t.Errorf("a week later: %v", got)
	}
}

func TestToJudge(t *testing.T) {
	b := newBook()
	s := b.session(60)
	b.walk(s, progress.CharterLesson)
	b.walk(s, photo)
	b.add(storage.Entry{Kind: storage.KindStep, Session: s, Lesson: "build/boards", Step: "discover", State: "done", Edition: 1})
	if got := b.fold(nil).ToJudge(s); got != photo {
		t.Errorf("to judge: %q", got)
	}
	b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "unaided"})
	if got := b.fold(nil).ToJudge(s); got != "" {
		t.Errorf("after it was judged: %q", got)
	}
	if got := b.fold(nil).ToJudge("another"); got != "" {
		t.Errorf("in a session that isn't: %q", got)
	}
}

func spans(s string) []block.Span { return []block.Span{{Text: s}} }

func TestShuffled(t *testing.T) {
	options := []curriculum.Option{{Spans: spans("a")}, {Spans: spans("b"), Right: true}, {Spans: spans("c")}}
	firsts := map[string]int{}
	for i := range 60 {
		salt := string(rune('a' + i))
		got := progress.Shuffled(options, salt)
		if len(got) != 3 || block.Words(options[0].Spans) != "a" {
			t.Fatal("an option was lost, or the lesson's own order changed")
		}
		if again := progress.Shuffled(options, salt); !cmp.Equal(got, again) {
			t.Fatal("another order with the same salt")
		}
		firsts[block.Words(got[0].Spans)]++
	}
	if len(firsts) != 3 {
		t.Errorf("first of sixty: %v", firsts)
	}
}

// TestClocksChange: a date fixed in winter for the summer has the hour that was said, also
// when it is read back, or where another zone is; the usual rhythm keeps its hour.
func TestClocksChange(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	all, errs := phrases.Load()
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	winter := time.Date(2027, 3, 20, 10, 0, 0, 0, paris) // eight days before the clocks go forward
	for typed, want := range map[string]string{
		"30 mars à 9h30": "2027-03-30T09:30:00+02:00", "demain 14h": "2027-03-21T14:00:00+01:00",
		"dans deux semaines à 10h": "2027-04-03T10:00:00+02:00", "tomorrow 2pm": "2027-03-21T14:00:00+01:00",
	} {
		at, whole, ok := all.For("fr").ReadMoment(typed, winter)
		kept := phrases.WriteMoment(at, whole)
		back, _, _ := progress.ParseDate(kept, paris)
		if !ok || kept != want || back.Format("15:04") != at.Format("15:04") {
			t.Errorf("%q is kept as %q and read back as %v, not %q", typed, kept, back, want)
		}
	}
	times, _ := progress.NextTimes(winter, winter, 14)
	for _, at := range times {
		if at.Format("15:04") != "10:00" {
			t.Errorf("the usual rhythm comes to %v", at)
		}
	}
	tokyo := time.FixedZone("JST", 9*3600)
	if at, whole, ok := progress.ParseDate("2027-03-30T09:30:00+02:00", tokyo); !ok || whole || at.Format("15:04") != "16:30" {
		t.Errorf("in Tokyo it is %v", at)
	}
	if n := progress.DaysBetween(winter, winter.AddDate(0, 0, 10)); n != 10 { // one of them has 23 hours
		t.Errorf("%d days", n)
	}
}
