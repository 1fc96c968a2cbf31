package progress_test

import (
	"testing"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// TestSpent: from the first entry to the last, close included, and no more than was set aside.
func TestSpent(t *testing.T) {
	at := func(d time.Duration) time.Time { return start.Add(d) }
	for _, tt := range []struct {
		name     string
		reserved int
		note     time.Duration // the last entry before the close
		close    time.Duration // 0: nobody closed it
		want     int
	}{
		{"two minutes of sixty", 60, time.Minute, 2 * time.Minute, 2},
		{"the close is its last entry", 60, 10 * time.Minute, 50 * time.Minute, 50},
		{"nobody closed it", 60, 31 * time.Minute, 0, 31},
		{"it ran over", 60, 40 * time.Minute, 71 * time.Minute, 60},
		{"left open over night", 45, 26 * time.Hour, 0, 1},
		{"a long pause before the close", 60, 10 * time.Minute, 3 * time.Hour, 10},
		{"nothing was set aside", 0, 44 * time.Minute, 88 * time.Minute, storage.DefaultMinutes},
		{"to the nearest minute", 60, 0, 2*time.Minute + 29*time.Second, 2},
		{"and one at least", 60, 0, 10 * time.Second, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			entries := []storage.Entry{
				{ID: "1", Kind: storage.KindSession, At: at(0), Minutes: tt.reserved},
				{ID: "2", Kind: storage.KindNote, At: at(tt.note), Session: "1", Text: "x"},
			}
			if tt.close > 0 {
				entries = append(entries, storage.Entry{ID: "3", Kind: storage.KindClose, At: at(tt.close), Session: "1"})
			}
			p := progress.Fold(nil, entries)
			if got := p.Sessions[0].Spent(); got != tt.want {
				t.Errorf("%d minutes, want %d", got, tt.want)
			}
			c := p.Contribution(at(48 * time.Hour))
			if len(p.Held("")) == 1 && (c.Spent != tt.want || c.Reserved != tt.reserved) {
				t.Errorf("the contribution says %d of %d", c.Spent, c.Reserved)
			}
		})
	}
}
