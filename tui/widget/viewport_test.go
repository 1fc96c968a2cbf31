package widget

import (
	"fmt"
	"github.com/charmbracelet/x/ansi"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"binome/tui/ruler"
	"binome/tui/ruler/rulertest"
)

var words = Words{More: "la suite", Above: "le début"}

func numbered(n int) Block {
	var b Block
	for i := range n {
		b.Add(fmt.Sprintf("ligne %d", i))
		b.Hits.Add(fmt.Sprint(i), 0, i, 20, 1)
	}
	return b
}

func TestViewport(t *testing.T) {
	var v Viewport
	b := numbered(10)
	draw := func() []string { return strings.Split(ansi.Strip(v.Draw(plain(), b, 20, 4, words).String()), "\n") }
	for _, c := range []struct {
		name string
		do   func()
		want string
	}{
		{"at first", func() {}, "ligne 0,ligne 1,ligne 2,↓ la suite"},
		{"down", func() { v.Scroll(2) }, "ligne 2,ligne 3,ligne 4,↓ la suite"},
		{"too far up", func() { v.Scroll(-9) }, "ligne 0,ligne 1,ligne 2,↓ la suite"},
		{"a page", func() { v.Page(1) }, "ligne 2,ligne 3,ligne 4,↓ la suite"},
		{"the end", func() { v.End() }, "ligne 7,ligne 8,ligne 9,↑ le début"},
		{"further than the end", func() { v.Scroll(5) }, "ligne 7,ligne 8,ligne 9,↑ le début"},
		{"showing what is above", func() { v.Show(Hit{Y: 2, H: 1}) }, "ligne 2,ligne 3,ligne 4,↓ la suite"},
		{"showing what is below", func() { v.Show(Hit{Y: 6, H: 2}) }, "ligne 5,ligne 6,ligne 7,↓ la suite"},
		{"what is too tall, from its top", func() { v.Show(Hit{Y: 1, H: 8}) }, "ligne 1,ligne 2,ligne 3,↓ la suite"},
		{"home", func() { v.Home() }, "ligne 0,ligne 1,ligne 2,↓ la suite"},
		{"a shorter text", func() { v.End(); b = numbered(4) }, "ligne 0,ligne 1,ligne 2,ligne 3"},
	} {
		c.do()
		if got := strings.Join(draw(), ","); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestViewportHits(t *testing.T) {
	var v Viewport
	b := numbered(10)
	v.Draw(plain(), b, 20, 4, words)
	v.Scroll(3)
	out := v.Draw(plain(), b, 20, 4, words)
	for y, want := range []string{"3", "4", "5", HitMore} {
		if got, _ := out.Hits.At(2, y); got != want {
			t.Errorf("row %d is %q, want %q", y, got, want)
		}
	}
}

// A page down shows what comes next and a line or two of what was there: nothing is
// skipped on the way to the end.
func TestPagingSkipsNothing(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		n, h := rapid.IntRange(1, 200).Draw(t, "lines"), rapid.IntRange(3, 50).Draw(t, "height")
		b := numbered(n)
		var v Viewport
		seen := map[string]bool{}
		for range n + 1 {
			for _, l := range v.Draw(plain(), b, 20, h, words).Lines {
				seen[l] = true
			}
			if v.AtEnd() {
				break
			}
			v.Page(1)
		}
		for _, l := range b.Lines {
			if !seen[l] {
				t.Fatalf("%s was never shown, paging %d lines by %d", l, n, h)
			}
		}
	})
}

// After any resizes, the line one was reading is still in sight: the first words of the
// window are those that were there, or stand on its first line.
func TestResizeKeepsThePlace(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for i := range rapid.IntRange(100, 300).Draw(t, "words") {
			fmt.Fprintf(&text, "m%d ", i)
		}
		h := rapid.IntRange(4, 12).Draw(t, "height")
		width := rapid.IntRange(20, 76).Draw(t, "width")
		var v Viewport
		at := func(w int) (string, string) {
			out := v.Draw(plain(), Lines(ruler.Whole.Wrap(text.String(), w)...), w, h, words)
			return strings.Fields(out.Lines[0])[0], out.Lines[0]
		}
		at(width)
		v.Scroll(rapid.IntRange(0, 5).Draw(t, "scroll"))
		place, _ := at(width)
		_, line := at(rapid.IntRange(20, 76).Draw(t, "other width"))
		if v.AtEnd() {
			return
		}
		if !strings.Contains(" "+line+" ", " "+place+" ") {
			t.Fatalf("%q was on top; after the resize it is %q", place, line)
		}
	})
}
