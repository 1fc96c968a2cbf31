package plain

import (
	"strings"

	"binome/curriculum/block"
)

// phrases are the coach's own for a call-out: the name is a line before what it says.
func (w *teller) phrases() block.Phrases {
	p := w.Phrases()
	name := p.Callout
	p.Callout = func(callout string) string { return w.T("plain.callout", "Name", name(callout)) }
	return p
}

// read says blocks of a lesson as they would be read aloud.
func (w *teller) read(blocks []block.Block) {
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
func (w *teller) inline(spans []block.Span) string { return w.flat([]block.Block{{Spans: spans}}) }

// flat is blocks on one line.
func (w *teller) flat(blocks []block.Block) string {
	var parts []string
	for _, l := range block.Linear(blocks, w.phrases()) {
		if text := strings.TrimSpace(l.Text); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}
