package progress_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
)

func TestNextDays(t *testing.T) {
	sunday := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)
	var got []string
	for _, d := range progress.NextDays(sunday, 14) {
		got = append(got, d.Format("Mon 2006-01-02"))
	}
	want := []string{"Mon 2026-12-07", "Mon 2026-11-30", "Mon 2026-12-14", "Mon 2026-12-21"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		now := sunday.Add(time.Duration(rapid.IntRange(0, 100000).Draw(t, "hours")) * time.Hour)
		days := progress.NextDays(now, rapid.IntRange(-3, 365).Draw(t, "rhythm"))
		if len(days) == 0 {
			t.Fatal("no day is offered")
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
