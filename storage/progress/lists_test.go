package progress_test

import (
	"slices"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// TestListsOfLines: each kind of entry that is a line to be kept is in its own list, in order,
// and in no other.
func TestListsOfLines(t *testing.T) {
	lists := map[storage.Kind]func(*progress.Progress) []progress.Line{
		storage.KindNote:  func(p *progress.Progress) []progress.Line { return p.Notes },
		storage.KindWord:  func(p *progress.Progress) []progress.Line { return p.Words },
		storage.KindGoal:  func(p *progress.Progress) []progress.Line { return p.Goals },
		storage.KindGift:  func(p *progress.Progress) []progress.Line { return p.Gifts },
		storage.KindMoved: func(p *progress.Progress) []progress.Line { return p.Moved },
	}
	for kind := range lists {
		var entries []storage.Entry
		for i, text := range []string{"one", "two", "three"} {
			entries = append(entries, storage.Entry{ID: text, At: start.Add(time.Duration(i) * time.Minute), Kind: kind, Text: text, Lesson: "a/b"})
		}
		p := progress.Fold(nil, entries)
		for other, list := range lists {
			var got []string
			for _, l := range list(p) {
				got = append(got, l.Text)
			}
			if want := []string{"one", "two", "three"}; other == kind && !slices.Equal(got, want) || other != kind && len(got) > 0 {
				t.Errorf("%s: the list of %s is %q", kind, other, got)
			}
		}
	}
	p := progress.PairInfo{Mentor: "Inès", Mentee: "Philippe"}
	if p.Name(progress.Mentor) != "Inès" || p.Name(progress.Mentee) != "Philippe" {
		t.Errorf("%s, %s", p.Name(progress.Mentor), p.Name(progress.Mentee))
	}
}
