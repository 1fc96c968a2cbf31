package notes_test

import (
	"strings"
	"testing"

	"binome/storage/notes"
	"binome/storage/progress"
)

// TestNoComparisonOfTwoLessons: seven for one lesson and one for another are two numbers, each by
// its lesson and its day; seven and then nine for one lesson are a change.
func TestNoComparisonOfTwoLessons(t *testing.T) {
	sessions := func(second string, value int) *book {
		b := &book{at: now.AddDate(0, 0, -40), prefix: "P"}
		b.entries = simulated("fr").entries[:1]
		b.begin("2026-09-02 10:00", 60)
		b.walk("presence/headline-photo")
		b.sure("mentee", "alone-tomorrow", 7)
		b.close("")
		b.begin("2026-10-02 10:00", 60)
		b.walk(second)
		b.sure("mentee", "alone-tomorrow", value)
		b.close("")
		return b
	}
	for _, tt := range []struct {
		second string
		value  int
		want   []string
		not    string
	}{
		{"ai/ai-check", 1, []string{"| 7, le 2", "| 1, le 2"}, "| 7 | 1 |"},
		{"presence/headline-photo", 9, []string{"| 7 | 9 |"}, ", le 2 oct"},
	} {
		r := request(t, notes.ForPair, "md", "fr")
		r.Journal = sessions(tt.second, tt.value).entries
		r.Progress = progress.Fold(r.Curriculum, r.Journal)
		said := strings.ReplaceAll(string(export(t, r)), "\u00a0", " ")
		for _, w := range tt.want {
			if !strings.Contains(said, w) {
				t.Errorf("%s: %q isn't there:\n%s", tt.second, w, said)
			}
		}
		if strings.Contains(said, tt.not) {
			t.Errorf("%s: two answers are joined:\n%s", tt.second, said)
		}
	}
}
