package widget

import (
	"charm.land/lipgloss/v2"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/tui/ruler"
	"binome/tui/ruler/rulertest"
	"binome/tui/theme"
)

// Every widget on one page, at three widths, with and without Unicode.
func TestGalleryGoldens(t *testing.T) {
	for _, width := range []int{40, 60, 76} {
		golden(t, fmt.Sprintf("gallery-%d", width), gallery(plain(), width).Lines, width)
	}
	ascii := gallery(plain().ASCII(), 60)
	golden(t, "gallery-ascii-60", ascii.Lines, 60)
	for _, l := range ascii.Lines {
		if strings.ContainsFunc(ansi.Strip(l), func(r rune) bool { return r >= 0x2190 }) {
			t.Errorf("a sign that is not ASCII: %q", l)
		}
	}
}

// Themes change styles, never how wide or how high a thing is. (Without colour, code
// keeps its backticks, which may move what follows down a line.)
func TestThemesDontMoveAnything(t *testing.T) {
	want := gallery(dark(), 60)
	for _, th := range []theme.Theme{plain(), theme.New(theme.Light, 5), theme.New(theme.Contrast, 3)} {
		got := gallery(th, 60)
		for _, h := range want.Hits {
			g, ok := got.Hits.Find(h.ID)
			if !ok || g.W != h.W || g.H != h.H || g.X != h.X {
				t.Errorf("%s: %s is at %+v, in dark at %+v", th.Name, h.ID, g, h)
			}
		}
	}
}

func TestHits(t *testing.T) {
	var h Hits
	h.Add("under", 0, 0, 10, 3)
	h.Add("over", 2, 1, 3, 1)
	for _, c := range []struct {
		x, y int
		want string
	}{{0, 0, "under"}, {2, 1, "over"}, {4, 1, "over"}, {5, 1, "under"}, {9, 2, "under"}, {10, 0, ""}, {0, 3, ""}, {-1, 0, ""}} {
		if got, ok := h.At(c.x, c.y); got != c.want || ok != (c.want != "") {
			t.Errorf("At(%d, %d) = %q, %v, want %q", c.x, c.y, got, ok, c.want)
		}
	}
	if diff := cmp.Diff(Hits{{"under", 0, 0, 4, 2}, {"over", 2, 1, 2, 1}}, h.Within(4, 2)); diff != "" {
		t.Errorf("Within (-want +got):\n%s", diff)
	}
	if got := h.Moved(-3, -1).Within(10, 10); len(got) != 2 || got[1].W != 2 {
		t.Errorf("moved out on the left: %+v", got)
	}
}

func genLabel() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zéœç'’-]{1,12}`), 1, 6).Draw(t, "words"), " ")
	})
}

// wholeWords reports whether each word of text is whole somewhere in the lines, as long
// as it fits in width.
func wholeWords(lines []string, text string, width int) string {
	shown := strings.Fields(ansi.Strip(strings.Join(lines, "\n")))
	for _, w := range strings.Fields(text) {
		if ruler.Whole.Width(w) <= width && !slices.Contains(shown, w) {
			return w
		}
	}
	return ""
}

func TestButtonsHold(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(24, 90).Draw(t, "width")
		var buttons []Button
		for i := range rapid.IntRange(1, 6).Draw(t, "n") {
			buttons = append(buttons, Button{
				ID: fmt.Sprint(i), Label: genLabel().Draw(t, "label"), Key: rapid.SampledFrom([]string{"", "g", "entrée"}).Draw(t, "key"),
				Focused: i == 0, Off: i > 0 && rapid.Bool().Draw(t, "off"),
			})
		}
		for _, th := range []theme.Theme{dark(), plain()} {
			b := ButtonRow(th, width, buttons...)
			for _, l := range b.Lines {
				if ruler.Whole.Width(l) > width {
					t.Fatalf("%q is wider than %d", l, width)
				}
			}
			for _, btn := range buttons {
				if w := wholeWords(b.Lines, btn.Label+" "+btn.Key, 16); w != "" {
					t.Fatalf("%q was cut in\n%s", w, b)
				}
				h, ok := b.Hits.Find(btn.ID)
				if ok == btn.Off {
					t.Fatalf("button %s: off %v, to be hit %v", btn.ID, btn.Off, ok)
				}
				if !ok {
					continue
				}
				if h.X < 0 || h.X+h.W > width || h.Y+h.H > len(b.Lines) {
					t.Fatalf("button %s can be hit outside of what is drawn: %+v", btn.ID, h)
				}
				first := ansi.Cut(ansi.Strip(b.Lines[h.Y]), h.X, h.X+h.W)
				if !strings.Contains(first, strings.Fields(btn.Label)[0]) {
					t.Fatalf("where button %s is to be hit stands %q", btn.ID, first)
				}
			}
			for i, x := range b.Hits { // no two overlap
				for _, y := range b.Hits[i+1:] {
					if x.X < y.X+y.W && y.X < x.X+x.W && x.Y < y.Y+y.H && y.Y < x.Y+x.H {
						t.Fatalf("%+v overlaps %+v", x, y)
					}
				}
			}
		}
	})
}

func TestHintsDropWholeHints(t *testing.T) {
	hints := []Hint{{"a", "espace", "cocher"}, {"b", "↑↓", "choisir"}, {"c", "n", "noter"}, {"d", "m", "menu"}}
	help := Hint{"help", "?", "aide"}
	for _, c := range []struct {
		width int
		want  string
	}{
		{80, "espace cocher   ↑↓ choisir   n noter   m menu   ? aide"},
		{54, "espace cocher   ↑↓ choisir   n noter   m menu   ? aide"},
		{53, "espace cocher   ↑↓ choisir   n noter   ? aide"},
		{22, "espace cocher   ? aide"},
		{21, "? aide"},
		{5, ""},
	} {
		b := Hints(plain(), c.width, hints, help)
		if got := ansi.Strip(b.String()); got != c.want {
			t.Errorf("at %d: %q, want %q", c.width, got, c.want)
		}
		for _, h := range b.Hits {
			if got := ansi.Cut(ansi.Strip(b.Lines[0]), h.X, h.X+h.W); !strings.Contains(c.want, got) || got != strings.TrimSpace(got) || got == "" {
				t.Errorf("at %d: %s is hit at %q", c.width, h.ID, got)
			}
		}
	}
}

// A legend names every sign, and cuts no name.
func TestLegend(t *testing.T) {
	words := []string{"pas encore", "à deux", "avec un coup de pouce", "sans aide", "refait sans aide", "transmis"}
	signs := plain().Sign.Rungs
	for width := 26; width < 100; width++ {
		lines := Legend(plain(), width, signs[:], words)
		all := strings.ReplaceAll(ansi.Strip(strings.Join(lines, "\n")), "\u00a0", " ")
		for i, w := range words {
			if !strings.Contains(all, signs[i]+" "+w) {
				t.Errorf("at %d %q is not whole in %q", width, w, all)
			}
		}
		for _, l := range lines {
			if ruler.Whole.Width(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	}
}

func TestMapHolds(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(36, 120).Draw(t, "width")
		var rows []MapRow
		for i := range rapid.IntRange(1, 14).Draw(t, "n") {
			rows = append(rows, MapRow{ID: fmt.Sprint(i), Name: genLabel().Draw(t, "name"),
				Rungs: rapid.SliceOfN(rapid.IntRange(-1, 7), 3, 5).Draw(t, "rungs"), Words: rapid.SampledFrom([]string{"", "un mot"}).Draw(t, "words")})
		}
		b := Map(plain(), width, rows, rapid.IntRange(-1, len(rows)-1).Draw(t, "cursor"))
		column := -1
		for i, r := range rows {
			h, ok := b.Hits.Find(r.ID)
			if !ok {
				t.Fatalf("row %d can't be hit", i)
			}
			line := ansi.Strip(b.Lines[h.Y])
			signs := ansi.Strip(Rungs(plain(), r.Rungs))
			if !strings.HasSuffix(line, signs) {
				t.Fatalf("%q doesn't end in %q", line, signs)
			}
			if x := ruler.Whole.Width(line) - ruler.Whole.Width(signs); column >= 0 && x != column {
				t.Fatalf("signs begin at %d and at %d", column, x)
			} else {
				column = x
			}
		}
		for _, l := range b.Lines {
			if ruler.Whole.Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}

func TestOneLinersHold(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(0, 100).Draw(t, "width")
		words := genLabel().Draw(t, "words")
		for name, l := range map[string]string{
			"Spread": ruler.Whole.Spread(words, genLabel().Draw(t, "right"), width, "…"),
			"Slope":  Slope(plain(), width, 3, 7, 10),
			"Hints":  Hints(plain(), width, []Hint{{"a", "k", words}}, Hint{"b", "?", "aide"}).String(),
		} {
			if ruler.Whole.Width(l) > width {
				t.Fatalf("%s at %d is %d wide: %q", name, width, ruler.Whole.Width(l), l)
			}
		}
	})
}

func TestPaintGoesOnAfterInnerStyles(t *testing.T) {
	dim := lipgloss.NewStyle().Faint(true)
	if got, want := Paint(dim, "a \x1b[1mb\x1b[m c"), "\x1b[2ma \x1b[1mb\x1b[m\x1b[2m c\x1b[m"; got != want {
		t.Errorf("Paint = %q, want %q", got, want)
	}
	if got := Paint(lipgloss.NewStyle(), "a"); got != "a" {
		t.Errorf("Paint with no style = %q", got)
	}
}
