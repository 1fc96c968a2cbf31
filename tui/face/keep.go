package face

import (
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// What is taken away or looked back on: the ticket of the close, the route.

// card is a frame round what belongs together.
func (d *drawing) card(b *page.Block) {
	pad := 1
	if d.w >= 60 {
		pad = 2
	}
	w := d.w - 2 - 2*pad
	if w < 12 { // too narrow for a frame
		d.para(d.Theme.Strong, b.Label)
		d.blocks(b.Inside)
		return
	}
	in := drawing{Face: d.Face, page: d.page, place: d.place, typed: d.typed, w: w, tight: d.tight, large: d.large}
	in.blocks(b.Inside)
	framed := widget.Framed(d.Theme, b.Label, widget.Lines(in.Lines...), w, pad).Lines
	edge := widget.Framed(d.Theme, "", widget.Lines(""), w, pad).Lines[1]
	d.add(framed[0])
	d.lead(1, edge)
	d.add(framed[1 : len(framed)-1]...)
	d.lead(1, edge)
	d.add(framed[len(framed)-1])
}

// when is a date, its hour drawn large beside it where there is room and a font for it.
func (d *drawing) when(b *page.Block) {
	digits := widget.Digits(b.Label)
	if digits == nil || d.Theme.Sign.ASCII || d.w < 44 || !d.large {
		d.para(d.Theme.Task, b.Text)
		return
	}
	beside := widget.PaintLines(d.Theme.Task, d.Theme.Wrap(b.Text, d.w-d.Theme.Width(digits[0])-3))
	for len(digits) < len(beside) {
		digits = append(digits, strings.Repeat(" ", d.Theme.Width(digits[0])))
	}
	for i, l := range digits {
		l = d.Theme.Accent.Render(l)
		if j := i - (len(digits)-len(beside))/2; j >= 0 && j < len(beside) {
			l += "   " + beside[j]
		}
		d.add(l)
	}
}

// station is a stop of the route: where it stands, its title and its day, what was made
// there; a line leads on to the next one.
func (d *drawing) station(b *page.Block, last bool) {
	t := d.Theme
	sign, style := t.Undone.Render(t.Sign.Undone), t.Dim
	switch b.State {
	case page.Done:
		sign, style = d.sign(b.Sign, b.Number), t.Text
	case page.Here:
		sign, style = t.Current.Render(t.Sign.Current), t.Strong
	}
	way := d.way(b.State)
	if last {
		way = " "
	}
	text := widget.Paint(style, b.Text)
	if b.Right != "" {
		d.add(d.Theme.Spread(sign+" "+text, t.Dim.Render(b.Right), d.w, t.Sign.Ellipsis))
	} else {
		d.add(d.Theme.WrapHang(text, d.w, sign+" ", way+" ")...)
	}
	for l := range strings.SplitSeq(b.After, "\n") {
		if l != "" {
			d.add(widget.PaintLines(t.Second, d.Theme.WrapHang(l, d.w, way+" ", way+" "))...)
		}
	}
}

// way is the line that leads on from a stop: one that is behind them is walked.
func (d *drawing) way(s page.State) string {
	if s == page.Done {
		return d.Theme.Done.Render(d.Theme.Sign.Quote)
	}
	return d.Theme.Rule.Render(d.Theme.Sign.Quote)
}

// logo is the product's own mark: two dots that change places. In a tall window it is drawn
// larger, and not at its very top.
func (d *drawing) logo() {
	t := d.Theme
	a, b, full, open := t.Accent, t.Second, t.Sign.Rungs[5], t.Sign.Rungs[1]
	for range d.h / 6 {
		d.lead(1, "")
	}
	if d.h >= 30 && d.w >= 30 && !t.Sign.ASCII {
		d.add(
			a.Render(full+"━━━━━━━╮")+"     "+b.Render("╭━━━━━━━"+open),
			"         "+a.Render("╲")+"   "+b.Render("╱"),
			"          "+a.Render("╲")+" "+b.Render("╱"),
			"           "+t.Rule.Render("╳"),
			"          "+b.Render("╱")+" "+a.Render("╲"),
			"         "+b.Render("╱")+"   "+a.Render("╲"),
			b.Render(open+"━━━━━━━╯")+"     "+a.Render("╰━━━━━━━"+full),
		)
		d.lead(1, "")
		return
	}
	if t.Sign.ASCII {
		d.add(a.Render(full)+" "+t.Rule.Render(`\ /`)+" "+b.Render(open), "  "+t.Rule.Render(" X "), b.Render(open)+" "+t.Rule.Render(`/ \`)+" "+a.Render(full))
		return
	}
	d.add(
		a.Render(full+"━━╮")+" "+b.Render("╭━━"+open),
		"    "+t.Rule.Render("╳"),
		b.Render(open+"━━╯")+" "+a.Render("╰━━"+full),
	)
}
