package widget

import (
	"github.com/charmbracelet/x/ansi"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/tui/ruler"
	"binome/tui/ruler/rulertest"
)

func TestSlope(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     string
	}{
		{3, 7, "───│━━━►───"}, {7, 3, "───►━━━│───"}, {5, 5, "─────►─────"}, {0, 10, "│━━━━━━━━━►"},
		{4, -1, "────│──────"}, {-1, 4, "────►──────"}, {-1, -1, "───────────"}, {2, 12, "──│━━━━━━━►"},
	} {
		if got := ansi.Strip(Slope(plain(), 11, c.from, c.to, 10)); got != c.want {
			t.Errorf("from %d to %d: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestTimeline(t *testing.T) {
	moments := []Moment{
		{"1", 0, "5 oct.", false}, {"2", 14, "19 oct.", false}, {"3", 16, "21 oct.", false}, {"4", 42, "16 nov.", true},
	}
	for _, c := range []struct {
		width int
		want  string
	}{
		{60, "──✓─────────────────✓─✓──────────────────────────────────·──\n5 oct.           19 oct.                             16 nov."},
		{24, "──✓─────✓✓───────────·──\n5 oct.           16 nov."},
	} {
		if diff := cmp.Diff(c.want, ansi.Strip(Timeline(plain(), c.width, moments).String())); diff != "" {
			t.Errorf("at %d (-want +got):\n%s", c.width, diff)
		}
	}
	if len(Timeline(plain(), 60, nil).Lines) != 0 {
		t.Error("a time line without moments is drawn")
	}
}

func TestTimelineHolds(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(8, 100).Draw(t, "width")
		var moments []Moment
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			moments = append(moments, Moment{ID: "m", Day: rapid.IntRange(-400, 400).Draw(t, "day"),
				Label: rapid.SampledFrom([]string{"5 oct.", "22 November", "1er déc.", ""}).Draw(t, "label"), Coming: rapid.Bool().Draw(t, "coming")})
		}
		b := Timeline(plain(), width, moments)
		if len(b.Lines) != 2 || ruler.Whole.Width(b.Lines[0]) != width || ruler.Whole.Width(b.Lines[1]) > width {
			t.Fatalf("at %d:\n%s", width, b)
		}
		for _, label := range strings.Split(ansi.Strip(b.Lines[1]), "  ") {
			if label = strings.TrimSpace(label); label != "" && !slices.Contains([]string{"5 oct.", "22 November", "1er déc."}, label) {
				t.Fatalf("a label was cut: %q in %q", label, b.Lines[1])
			}
		}
		if last := moments[len(moments)-1].Label; ruler.Whole.Width(last) <= width && !strings.Contains(ansi.Strip(b.Lines[1]), last) {
			t.Fatalf("the last date is not shown: %q", b.Lines[1])
		}
	})
}
