package plain

import (
	"strings"

	"binome/curriculum/block"
)

// phrases are the walk's own for a call-out: the name is a line before what it says.
func (w *walk) phrases() block.Phrases {
	p := w.Cur.Phrases(w.words)
	name := p.Callout
	p.Callout = func(callout string) string { return w.T("plain.callout", "Name", name(callout)) }
	return p
}

// blocks says blocks of a lesson as they would be read aloud.
func (w *walk) blocks(blocks []block.Block) {
	for i, l := range block.Linear(blocks, w.phrases()) {
		switch {
		case l == (block.Line{}):
			w.out.gap()
		case l.Verbatim:
			w.out.line(strings.TrimRight(l.First+l.Text, " "))
		default:
			if i == 0 {
				w.out.gap()
			}
			w.hang(l.First, l.Rest, l.Text)
		}
	}
}

// inline is one line of a lesson, with where its links lead behind it.
func (w *walk) inline(spans []block.Span) string {
	var parts []string
	for _, l := range block.Linear([]block.Block{{Spans: spans}}, w.phrases()) {
		parts = append(parts, strings.TrimSpace(l.Text))
	}
	return strings.Join(parts, "\n")
}

// unmarked is a line of the front matter, of which the marks are taken off.
func (w *walk) unmarked(lang, md string) string {
	return w.typo(lang, block.Words(block.Inline(md)))
}
