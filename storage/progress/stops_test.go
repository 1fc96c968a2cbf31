package progress_test

import (
	"testing"

	"pgregory.net/rapid"

	"binome/storage"
	"binome/storage/progress"
)

// TestStops: the stops say of each session of the route what its lessons say, the
// agreement counts without its lesson, and the first that isn't behind is where they are.
func TestStops(t *testing.T) {
	cur := builtin(t)
	b := newBook()
	at := func(i int) progress.Stop {
		t.Helper()
		all := b.fold(cur).Stops()
		if len(all) != len(cur.Route) {
			t.Fatalf("%d stops of %d sessions", len(all), len(cur.Route))
		}
		return all[i]
	}
	if got := at(0); got.State != progress.StopHere || at(1).State != progress.StopAhead {
		t.Errorf("at the start: %+v", got)
	}
	b.agree()
	s := b.session(60)
	for _, id := range cur.Route[0].Lessons {
		if id != progress.CharterLesson {
			b.walk(s, id)
			b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: id, Rung: "with-hint", Evidence: "En ligne."})
		}
	}
	if got := at(0); got.State != progress.StopBehind || got.At.IsZero() || got.Rung != "with-hint" || got.Evidence != "En ligne." {
		t.Errorf("after the first session: %+v", got)
	}
	if got := at(1); got.State != progress.StopHere || !got.At.IsZero() {
		t.Errorf("after the first session, the second: %+v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := progress.Fold(cur, drawJournal(t))
		behind, here := 0, 0
		for _, s := range p.Stops() {
			switch s.State {
			case progress.StopBehind:
				behind++
			case progress.StopHere:
				here++
			}
		}
		if done, all := p.RouteDone(); behind != done || here > 1 || here == 0 && done < all {
			t.Fatalf("%d behind and %d here, of %d done in %d", behind, here, done, all)
		}
	})
}
