package notes_test

import (
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// TestOneZone: what was planned in one zone and held in another is read in the reader's, and
// the page names it; a single answer says when it was given, and stands for no before.
func TestOneZone(t *testing.T) {
	b := &book{at: time.Date(2026, 9, 1, 9, 0, 0, 0, paris()), prefix: "Q"}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès Martin", Mentee: "Philippe Durand"})
	b.begin("2026-09-02 10:00", 60)
	b.sure("mentee", "alone-tomorrow", 7)
	b.close("2026-09-16T09:00:00-04:00") // from Montréal
	b.at = time.Date(2026, 9, 16, 13, 5, 0, 0, time.UTC)
	b.session = b.add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
	b.rung("presence/headline-photo", "with-hint", "x")
	b.close("")
	r := request(t, notes.ForPair, "md", "en")
	r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
	home, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		zone *time.Location
		want []string
	}{
		{home, []string{"**Time zone:** Europe/Paris (UTC+1, UTC+2)\n", "2026, 15:00", "2026, 15:05"}},
		{paris(), []string{"CET (UTC+1)", "**Planned:** Wednesday 16 September 2026, 14:00", "**Held:** Wednesday 16 September 2026, 14:05"}},
		{time.FixedZone("", 5*3600+1800), []string{"UTC+5:30", "2026, 18:30", "2026, 18:35"}},
		{time.UTC, []string{"**Time zone:** UTC\n", "2026, 13:00", "2026, 13:05"}},
	} {
		r.Now = now.In(tt.zone)
		out := string(export(t, r))
		for _, want := range append(tt.want, "|  | 7, on ") {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", tt.zone, want, out)
			}
		}
	}
}
