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
