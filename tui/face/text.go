package face

import (
	"strings"

	"binome/curriculum/block"
	"binome/tui/page"
	"binome/tui/widget"
)

func (d *drawing) point(b *page.Block) {
	first := d.sign(b.Sign, b.Number) + " "
	d.add(d.hang(first, widget.Paint(d.tone(b.Tone), b.Text))...)
	indent := strings.Repeat(" ", d.Theme.Width(first))
	for i, l := range strings.Split(b.After, "\n") {
		if l == "" {
			continue
		}
		style := d.Theme.Text
		if i > 0 {
			style = d.Theme.Dim
		}
		d.add(widget.PaintLines(style, d.Theme.WrapHang(l, d.w, indent, indent))...)
	}
	if b.After != "" {
		d.add("")
	}
}

// drawn is blocks of a lesson at a width.
func (d *drawing) drawn(bs []block.Block, w int) []string {
	return widget.NewRenderer(d.Theme.Markdown, w, d.Phrases).WithPictures(d.Picture).Draw(bs)
}

func (d *drawing) inline(spans []block.Span) string {
	return widget.NewRenderer(d.Theme.Markdown, 1, d.Phrases).Inline(spans)
}

func (d *drawing) lesson(b *page.Block) {
	if len(b.Spans) > 0 {
		text := d.inline(b.Spans)
		if b.Tone == page.Strong { // a question
			text = widget.Paint(d.Theme.Strong, text)
		}
		d.add(d.Theme.Wrap(text, d.w)...)
		return
	}
	d.add(d.drawn(b.Blocks, d.w)...)
}

// guide is the mentor's: a bar down its left, its name above.
func (d *drawing) guide(b *page.Block) {
	mark := d.Theme.GuideBar.Render(d.Theme.Sign.Guide) + " "
	for _, l := range d.Theme.Wrap(b.Label, d.w-2) {
		d.add(mark + d.Theme.GuideTitle.Render(l))
	}
	for _, l := range d.drawn(b.Blocks, d.w-2) {
		d.add(mark + l)
	}
}

func (d *drawing) keys(b *page.Block) {
	const column = 15
	key := b.Label
	if d.Theme.Width(key) >= column {
		d.add(d.Theme.Key.Render(key))
		key = ""
	}
	d.add(d.Theme.WrapHang(b.Text, d.w, d.Theme.Key.Render(d.Theme.Pad(key, column)), strings.Repeat(" ", column))...)
}
