// Package widget draws the parts screens are made of: Markdown, checklists, buttons,
// dialogs, fields, bars. It knows no pair, no lesson and no language: styles, words and
// sizes are passed in.
//
// For most uses: every widget draws a [Block], lines and what the mouse can hit in
// them; blocks are stacked with [Block.Append] and set side by side with [Beside].
//
// It promises that no line it draws is wider than it was asked for, that words are
// broken only when one alone is wider than the line, that text is measured as it is
// seen (graphemes, not bytes), and that any Markdown at all is drawn in bounded time,
// plainly if need be.
package widget

import (
	"strings"

	"binome/tui/ruler"
)

// A Block is something drawn: styled lines of any widths, and the places in them that
// answer to the mouse. Widgets return new blocks; the zero Block is empty.
type Block struct {
	Lines []string
	Hits  Hits
}

// Lines is a block of those lines, with nothing to hit.
func Lines(lines ...string) Block { return Block{Lines: lines} }

// Height in rows.
func (b Block) Height() int { return len(b.Lines) }

// Width of the widest line, in columns.
func (b Block) Width(r ruler.Ruler) int {
	w := 0
	for _, l := range b.Lines {
		w = max(w, r.Width(l))
	}
	return w
}

// Add puts lines below.
func (b *Block) Add(lines ...string) { b.Lines = append(b.Lines, lines...) }

// Gap puts n empty lines below, unless the block is empty.
func (b *Block) Gap(n int) {
	if len(b.Lines) == 0 {
		return
	}
	for range n {
		b.Lines = append(b.Lines, "")
	}
}

// Append puts another block below.
func (b *Block) Append(o Block) {
	b.Hits = append(b.Hits, o.Hits.Moved(0, len(b.Lines))...)
	b.Lines = append(b.Lines, o.Lines...)
}

// Fit is exactly h lines, none wider than w: cut below, or filled with empty lines.
func (b Block) Fit(r ruler.Ruler, w, h int) Block {
	out := Block{Lines: make([]string, max(h, 0)), Hits: b.Hits.Within(w, h)}
	for i := range out.Lines {
		if i < len(b.Lines) {
			out.Lines[i] = r.Clip(b.Lines[i], w)
		}
	}
	return out
}

// String is the lines joined, for a frame.
func (b Block) String() string { return strings.Join(b.Lines, "\n") }
