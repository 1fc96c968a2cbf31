package widget

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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

func TestBeside(t *testing.T) {
	left, right := Lines("un", "deux"), Lines("trois")
	left.Hits.Add("l", 0, 0, 4, 2)
	right.Hits.Add("r", 0, 0, 9, 1)
	b := Beside(2, Column{left, 6}, Column{right, 4})
	if diff := cmp.Diff([]string{"un      troi", "deux"}, b.Lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r, _ := b.Hits.Find("r"); r != (Hit{"r", 8, 0, 4, 1}) {
		t.Errorf("the right column's hit is at %+v", r)
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
		if Width(w) <= width && !slices.Contains(shown, w) {
			return w
		}
	}
	return ""
}

func TestButtonsHold(t *testing.T) {
	check(t, func(t *rapid.T) {
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
				if Width(l) > width {
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

func TestChecklistHolds(t *testing.T) {
	check(t, func(t *rapid.T) {
		width := rapid.IntRange(20, 76).Draw(t, "width")
		n := rapid.IntRange(1, 6).Draw(t, "n")
		cursor := rapid.IntRange(-1, n-1).Draw(t, "cursor")
		var items []Item
		for i := range n {
			items = append(items, Item{ID: fmt.Sprint(i), Text: genLabel().Draw(t, "text"), Ticked: rapid.Bool().Draw(t, "ticked"),
				Detail: rapid.SampledFrom([]string{"", "un détail"}).Draw(t, "detail")})
		}
		b := Checklist(plain(), width, items, cursor)
		row := 0
		for i, it := range items {
			h, ok := b.Hits.Find(it.ID)
			if !ok || h.W != width || h.Y < row {
				t.Fatalf("item %d is hit at %+v, after row %d", i, h, row)
			}
			row = h.Y + h.H
			first := ansi.Strip(b.Lines[h.Y])
			if strings.HasPrefix(first, "› ") != (i == cursor) {
				t.Fatalf("the cursor is on %d, item %d begins %q", cursor, i, first)
			}
			if strings.Contains(first, "[✓]") != it.Ticked || strings.Contains(first, "[ ]") == it.Ticked {
				t.Fatalf("item %d, ticked %v, begins %q", i, it.Ticked, first)
			}
			if w := wholeWords(b.Lines[h.Y:row], it.Text, width-6); w != "" {
				t.Fatalf("%q was cut", w)
			}
			for _, l := range b.Lines[h.Y+1 : row] {
				if !strings.HasPrefix(ansi.Strip(l), "      ") {
					t.Fatalf("%q doesn't hang", l)
				}
			}
		}
		for _, l := range b.Lines {
			if Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
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

func TestTrail(t *testing.T) {
	stops := []Stop{{"1", "◇", "Découvrir", true}, {"2", "∞", "Ensemble", false}, {"3", "►", "À vous", false}}
	for _, c := range []struct {
		width, current int
		want           string
	}{
		{40, 1, "✓ Découvrir   ∞ Ensemble   ► À vous"},
		{34, 1, "✓ Découvrir  ∞ Ensemble  ► À vous"},
		{30, 1, "✓  ∞ Ensemble  ►"},
		{12, 1, "∞ Ensemble"},
		{30, 0, "◇ Découvrir  ∞  ►"},
	} {
		if got := ansi.Strip(Trail(plain(), c.width, stops, c.current).String()); got != c.want {
			t.Errorf("at %d: %q, want %q", c.width, got, c.want)
		}
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		want        string
	}{
		{0, 10, "──────"}, {1, 100, "━─────"}, {5, 10, "━━━───"}, {99, 100, "━━━━━─"}, {10, 10, "━━━━━━"},
		{25, 10, "━━━━━━"}, {3, 0, "──────"}, {-3, 10, "──────"},
	} {
		if got := ansi.Strip(Bar(plain(), 6, c.part, c.whole)); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.part, c.whole, got, c.want)
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
			if Width(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	}
}

func TestMapHolds(t *testing.T) {
	check(t, func(t *rapid.T) {
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
			if x := Width(line) - Width(signs); column >= 0 && x != column {
				t.Fatalf("signs begin at %d and at %d", column, x)
			} else {
				column = x
			}
		}
		for _, l := range b.Lines {
			if Width(l) > width {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}

func TestOneLinersHold(t *testing.T) {
	check(t, func(t *rapid.T) {
		width := rapid.IntRange(0, 100).Draw(t, "width")
		words := genLabel().Draw(t, "words")
		for name, l := range map[string]string{
			"Pace":   Pace(plain(), width, rapid.IntRange(0, 90).Draw(t, "gone"), rapid.IntRange(0, 60).Draw(t, "planned"), words),
			"Spread": Spread(words, genLabel().Draw(t, "right"), width, "…"),
			"Bar":    Bar(plain(), width, 3, 7),
			"Slope":  Slope(plain(), width, 3, 7, 10),
			"Hints":  Hints(plain(), width, []Hint{{"a", "k", words}}, Hint{"b", "?", "aide"}).String(),
			"Trail":  Trail(plain(), width, []Stop{{"a", "◇", words, false}, {"b", "►", words, true}}, 0).String(),
		} {
			if Width(l) > width {
				t.Fatalf("%s at %d is %d wide: %q", name, width, Width(l), l)
			}
		}
	})
}
