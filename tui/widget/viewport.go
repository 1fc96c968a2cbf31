package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"binome/tui/theme"
)

// A Viewport shows a window of a block too tall for its place. The zero Viewport is at
// the top. It remembers how much text has gone by, not how many lines, so that a
// resize, which breaks the lines elsewhere, leaves the reader where they were.
type Viewport struct {
	top    int
	passed int // characters above the top line, spaces aside
	width  int // of the last drawing
	height int
	total  int
	want   Hit // to be shown at the next drawing
	follow bool
}

// Words are what a viewport says, in the reader's language.
type Words struct {
	More, Above string // "more below", "more above"
}

// Scroll moves by n lines, down when positive.
func (v *Viewport) Scroll(n int) { v.moveTo(v.top + n) }

// Page moves by n pages of the last drawing, less a few lines to keep one's place: one where
// there are few.
func (v *Viewport) Page(n int) {
	kept := 3
	if v.height < 10 {
		kept = 1
	}
	v.moveTo(v.top + n*max(1, v.height-kept))
}

// Home and End go to the first and the last line.
func (v *Viewport) Home() { v.moveTo(0) }

// End shows the last line.
func (v *Viewport) End() { v.moveTo(v.total) }

// Show keeps that part of the block in sight from the next drawing on, until it is
// scrolled by hand.
func (v *Viewport) Show(h Hit) { v.want, v.follow = h, true }

// AtEnd is true when the last line has been drawn.
func (v *Viewport) AtEnd() bool { return v.top >= v.total-v.height }

func (v *Viewport) moveTo(top int) {
	v.top, v.follow = max(0, min(top, v.total-v.height)), false
	v.passed = -1 // counted at the next drawing
}

// Draw shows h lines of the block; when there is more below or above, the last line says so
// with a sign and a word, unless there are no words for it.
func (v *Viewport) Draw(t theme.Theme, b Block, w, h int, words Words) Block {
	if h <= 0 {
		return Block{}
	}
	if v.width != 0 && v.width != w && v.passed >= 0 {
		v.top = lineAfter(b.Lines, v.passed)
	}
	v.width, v.total = w, len(b.Lines)
	if len(b.Lines) <= h {
		v.height, v.top, v.passed = h, 0, 0
		return b.Fit(t.Ruler, w, h)
	}
	room := h
	if words != (Words{}) {
		room-- // for saying that there is more
	}
	v.height = room
	if v.follow {
		v.reveal(room)
	}
	v.top = max(0, min(v.top, len(b.Lines)-room))
	v.passed = ink(b.Lines[:v.top])
	window := Block{Lines: b.Lines[v.top : v.top+room], Hits: b.Hits.Moved(0, -v.top)}
	out := window.Fit(t.Ruler, w, room)
	if last := len(out.Lines) - 1; v.top+room < len(b.Lines) && strings.HasPrefix(strings.TrimSpace(ansi.Strip(out.Lines[last])), t.Sign.Frame().TopLeft+t.Sign.Frame().Top) {
		out.Lines[last] = "" // the edge of a frame whose words are further down
	}
	if room == h {
		return out
	}
	sign, word := t.Sign.Down, words.More
	if v.top+room >= len(b.Lines) {
		sign, word = t.Sign.Up, words.Above
	}
	id := HitMore
	if v.top+room >= len(b.Lines) {
		id = HitAbove
	}
	out.Hits.Add(id, 0, len(out.Lines), w, 1)
	out.Add(t.Clip(t.Dim.Render(sign+" "+word), w))
	return out
}

// HitMore and HitAbove are what the line "more below" or "more above" is hit by.
const (
	HitMore  = "more"
	HitAbove = "above"
)

// reveal moves the window as little as it takes to show what is wanted; of what is
// taller than the window, its beginning.
func (v *Viewport) reveal(room int) {
	if v.want.Y+v.want.H > v.top+room {
		v.top = v.want.Y + v.want.H - room
	}
	if v.want.Y < v.top {
		v.top = v.want.Y
	}
}

// ink counts what is printed on lines: characters, without spaces.
func ink(lines []string) int {
	n := 0
	for _, l := range lines {
		n += lineInk(l)
	}
	return n
}

func lineInk(l string) int {
	n := 0
	for _, c := range ansi.Strip(l) {
		if c > ' ' {
			n++
		}
	}
	return n
}

// lineAfter is the line that holds the first character after that much ink.
func lineAfter(lines []string, passed int) int {
	n := 0
	for i, l := range lines {
		n += lineInk(l)
		if n > passed {
			return i
		}
	}
	return len(lines)
}
