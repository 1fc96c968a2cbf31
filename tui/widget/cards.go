package widget

import (
	"strings"

	"binome/curriculum/block"
)

// A before and an after, two ways of saying a thing, are seen best side by side. In plain
// Markdown they are a table with one row and two columns, or two call-outs in a row that
// each open with bold words, their titles. Framed by hand: lipgloss's borders would measure
// by their own ruler, and not by this terminal's.

// cardsFrom is the width from which two texts stand side by side as cards.
const cardsFrom = 56

// A card is a title and the lines below it.
type card struct {
	title string
	lines []string
}

// cardWidth is how wide the text of one of two cards is.
func cardWidth(width int) int { return (width-2)/2 - 4 }

// cards are two texts side by side and framed.
func (r *Renderer) cards(two [2]card, width int) []string {
	inner := cardWidth(width)
	var bodies [2][]string
	high := 0
	for i, c := range two {
		for _, l := range r.style.Wrap(c.title, inner) {
			bodies[i] = append(bodies[i], Paint(r.style.HeadStyle, l))
		}
		bodies[i] = append(bodies[i], c.lines...)
		high = max(high, len(bodies[i]))
	}
	f, line := r.style.Frame, r.style.RuleStyle
	edge := func(left, right string) string {
		one := line.Render(left + strings.Repeat(f.Top, inner+2) + right)
		return one + "  " + one
	}
	out := []string{edge(f.TopLeft, f.TopRight)}
	for y := range high {
		var sides [2]string
		for i, body := range bodies {
			text := ""
			if y < len(body) {
				text = body[y]
			}
			sides[i] = line.Render(f.Left) + " " + r.style.Pad(text, inner) + " " + line.Render(f.Right)
		}
		out = append(out, strings.Join(sides[:], "  "))
	}
	return append(out, edge(f.BottomLeft, f.BottomRight))
}

// pair are the first two blocks as cards; nil where they are none, or where one has to stand
// below the other, as call-outs do.
func (r *Renderer) pair(blocks []block.Block, width int) []string {
	if len(blocks) < 2 || width < cardsFrom {
		return nil
	}
	var two [2]card
	for i := range two {
		title, rest, ok := titled(&blocks[i])
		if !ok {
			return nil
		}
		two[i] = card{r.spans(title, false), r.blocks(rest, cardWidth(width), 0, false)}
	}
	return r.cards(two, width)
}

// titled takes the bold words that a call-out opens with from what follows them.
func titled(b *block.Block) (title []block.Span, rest []block.Block, ok bool) {
	if b.Kind != block.Callout || len(b.Blocks) == 0 || b.Blocks[0].Kind != block.Paragraph {
		return nil, nil, false
	}
	first := b.Blocks[0]
	n := 0
	for n < len(first.Spans) && first.Spans[n].Kind == block.Text && first.Spans[n].Style&block.Strong != 0 {
		n++
	}
	title, first.Spans = first.Spans[:n], first.Spans[n:]
	for len(first.Spans) > 0 && (first.Spans[0].Kind == block.Break || first.Spans[0].Kind == block.Text && strings.TrimSpace(first.Spans[0].Text) == "") {
		first.Spans = first.Spans[1:]
	}
	if len(first.Spans) > 0 {
		rest = append(rest, first)
	}
	rest = append(rest, b.Blocks[1:]...)
	return title, rest, n > 0 && len(rest) > 0
}
