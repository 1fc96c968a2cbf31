package screen

import "binome/tui/widget"

// Wanted is Markdown to be drawn at a width.
type Wanted struct {
	Text  string
	Width int
	Shown bool // something plainer stands in its place now
}

// Markdown is lines of a lesson's Markdown, drawn if they are there already; else as
// plain text until they are.
func (e *Env) Markdown(lang, md string, w int) []string {
	md = e.typo(lang, md)
	w = measure(w)
	if !e.Render.Has(e.Theme.Markdown, w, md) {
		e.Wanted = append(e.Wanted, Wanted{md, w, true})
		return widget.Wrap(md, w)
	}
	return e.Render.Draw(e.Theme.Markdown, w, md).Lines
}

// Inline is one line of Markdown (an item, an option), styled, not wrapped.
func (e *Env) Inline(lang, md string) string {
	return e.Render.Inline(e.Theme.Markdown, e.typo(lang, md))
}

func (e *Env) prefetch(lang, md string, w int) {
	md, w = e.typo(lang, md), measure(w)
	if !e.Render.Has(e.Theme.Markdown, w, md) {
		e.Wanted = append(e.Wanted, Wanted{md, w, false})
	}
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
