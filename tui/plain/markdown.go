package plain

import (
	"strings"

	"binome/curriculum/block"
)

// markdown prints a lesson's Markdown as it would be read aloud: no marks, a table as
// one sentence a row, a link followed by its address. Sizes and nesting were capped when
// the lesson was loaded.
func (w *walk) markdown(lang, md string) {
	src := []byte(w.Typo(lang, md))
	m := goldmark.New(goldmark.WithExtensions(extension.GFM))
	l := linear{w: w, src: src}
	l.blocks(m.Parser().Parse(text.NewReader(src)), "")
}

// inline is one line of Markdown without its marks.
func (w *walk) inline(lang, md string) string {
	src := []byte(w.Typo(lang, md))
	m := goldmark.New(goldmark.WithExtensions(extension.GFM))
	l := linear{w: w, src: src}
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
