package storage

import (
	"testing"
	"time"
)

// TestLook: what another program has written is there as soon as somebody says so, with
// no poll and whether or not the folder is watched.
func TestLook(t *testing.T) {
	dir := t.TempDir()
	noPoll := func(d time.Duration) <-chan time.Time {
		if d >= pollEvery {
			return nil
		}
		return time.After(d) // the lock's own pauses
	}
	var js []*Journal
	for range 2 {
		f, err := Open(dir, Options{After: noPoll})
		if err != nil {
			t.Fatal(err)
		}
		j, err := f.Journal("p")
		if err != nil {
			j, err = f.Create("p", Entry{Kind: KindPair, Mentor: "A", MentorLanguage: "en", Mentee: "B", MenteeLanguage: "en"})
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { j.Close() })
		js = append(js, j)
	}
	changed, stop := js[1].Watch()
	defer stop()
	kept, err := js[0].Append(t.Context(), Entry{Kind: KindNote, Text: "x", By: "pair"})
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		js[1].Look() // however often, and it never waits
	}
	for {
		entries := js[1].State().Entries
		if entries[len(entries)-1].ID == kept[0].ID {
			return
		}
		<-changed
	}
}
