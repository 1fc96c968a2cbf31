package progress

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-spaced-repetition/go-fsrs/v3"
	"pgregory.net/rapid"
)

// TestFirstAnswerIsTheSameAtAnyTime: the first answer is computed once and carried to
// the time each lesson ended.
func TestFirstAnswerIsTheSameAtAnyTime(t *testing.T) {
	s := scheduler()
	first := s.Next(fsrs.NewCard(), time.Time{}, fsrs.Good).Card
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "at"), 0)
		if diff := cmp.Diff(s.Next(fsrs.NewCard(), at, fsrs.Good).Card, startedAt(first, at)); diff != "" {
			t.Error(diff)
		}
	})
}

// TestReplayIsTheSchedulers: what is remembered of earlier answers is what the scheduler
// says of each.
func TestReplayIsTheSchedulers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scheduler()
		r := replayer{FSRS: s, known: map[answered]fsrs.Card{}}
		for range rapid.IntRange(1, 4).Draw(t, "questions") {
			at := time.Unix(rapid.Int64Range(1e9, 2e9).Draw(t, "began"), 0)
			want := s.Next(fsrs.NewCard(), at, fsrs.Good).Card
			got := want
			for range rapid.IntRange(0, 6).Draw(t, "answers") {
				at = at.Add(time.Duration(rapid.SampledFrom([]int64{0, 1, 3600, 86399, 86400, 7 * 86400, 30*86400 + 5}).Draw(t, "after")) * time.Second)
				rating := rapid.SampledFrom([]fsrs.Rating{fsrs.Again, fsrs.Hard, fsrs.Good}).Draw(t, "rating")
				want, got = s.Next(want, at, rating).Card, r.next(got, at, rating)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
}
