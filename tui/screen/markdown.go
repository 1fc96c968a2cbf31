package screen

import (
	"charm.land/lipgloss/v2"

	"binome/curriculum/block"
	"binome/tui/widget"
)

// Blocks are lines of a lesson.
func (e *Env) Blocks(blocks []block.Block, w int) []string {
	return widget.NewRenderer(e.Theme.Markdown, measure(w), e.Cur.Phrases(e.Words)).Draw(blocks)
}

// Markdown is Blocks for a text of the program's own, or an export.
func (e *Env) Markdown(md string, w int) []string { return e.Blocks(block.Parse(md).Blocks, w) }

// Inline is a line of a lesson (an item, an option), styled, not wrapped.
func (e *Env) Inline(spans []block.Span) string {
	return widget.NewRenderer(e.Theme.Markdown, 1, e.Cur.Phrases(e.Words)).Inline(spans)
}

// hung draws blocks in a style behind a sign, what follows under them.
func (e *Env) hung(blocks []block.Block, style lipgloss.Style, w int, first, rest string) []string {
	lines := e.Blocks(blocks, measure(w)-widget.Width(rest))
	for i, l := range lines {
		mark := rest
		if i == 0 {
			mark = first
		}
		lines[i] = mark + widget.Paint(style, l)
	}
	return lines
}

// A said text is one in its own language.
type said struct{ lang, text string }

// mostSaid is far more than a step has.
const mostSaid = 500

// typo sets the spaces that a text's own language wants. A page is asked for at every
// key, with the same texts in it.
func (e *Env) typo(lang, s string) string {
	key := said{lang, s}
	if set, ok := e.typos[key]; ok {
		return set
	}
	if e.typos == nil || len(e.typos) == mostSaid {
		e.typos = make(map[said]string)
	}
	set := e.All.For(lang).Typo(s)
	e.typos[key] = set
	return set
}
