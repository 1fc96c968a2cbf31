package face

import (
	"strconv"
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// roomyFrom is the width from which the box in hand has a frame.
const roomyFrom = 60

// box is one item: the sign says ticked or not, a word beside it what isn't saved. The one
// in hand is framed, those to come are quieter, those done are struck out.
func (d *drawing) box(b *page.Block) {
	cursor, style := d.cursor(b.ID)
	box := d.Theme.Undone.Render(d.Theme.Sign.BoxOpen)
	present := b.ID != "" && b.ID == d.place.Row
	done := b.State == page.Done || b.State == page.Unsaved
	switch {
	case done:
		box, style = d.Theme.Done.Render(d.Theme.Sign.BoxTicked), d.Theme.Struck
	case present:
		style = d.Theme.Task
	case b.ID != "":
		style = d.Theme.Dim
	}
	line := widget.Paint(style, d.inline(b.Spans))
	if b.Right != "" {
		style := d.Theme.Dim
		if b.State == page.Unsaved {
			style = d.Theme.Unsaved
		}
		line += " " + style.Render(b.Right)
	}
	if d.w < roomyFrom || d.tight {
		d.spot(b.ID, d.hang(cursor+box+" ", line)...)
		return
	}
	if !present {
		d.spot(b.ID, d.hang(" "+cursor+box+" ", line)...)
		return
	}
	w := d.w - 2
	lines := d.Theme.WrapHang(line, w-1, cursor+box+" ", strings.Repeat(" ", d.Theme.Width(cursor+box)+1))
	d.spot(b.ID, widget.Framed(d.Theme, "", widget.Lines(lines...), w, 0).Lines...)
}

// choice is a row the arrows stop at: the cursor's sign before the chosen one, its letter
// or number, its own sign.
func (d *drawing) choice(b *page.Block) {
	cursor, style := d.cursor(b.ID)
	first := cursor
	switch {
	case b.Letter != "":
		first += d.Theme.Key.Render(b.Letter) + "  "
	case numbered(d.page):
		d.number++
		first += d.Theme.Key.Render(strconv.Itoa(d.number)) + " "
	}
	if s := d.sign(b.Sign, b.Number); s != "" {
		first += s + " "
	}
	if b.Right != "" {
		d.spot(b.ID, d.Theme.Spread(first+widget.Paint(style, b.Text), d.Theme.Dim.Render(b.Right), d.w, d.Theme.Sign.Ellipsis))
		return
	}
	lines := d.hang(first, widget.Paint(style, b.Text))
	indent := strings.Repeat(" ", d.Theme.Width(first))
	for l := range strings.SplitSeq(b.After, "\n") {
		if l != "" {
			lines = append(lines, widget.PaintLines(d.Theme.Dim, d.Theme.WrapHang(l, d.w, indent, indent))...)
		}
	}
	d.spot(b.ID, lines...)
}

// option draws one answer of a question and, once the answers are shown, its feedback.
func (d *drawing) option(b *page.Block) {
	t := d.Theme
	style := t.Text
	if b.State == page.Done {
		style = t.Strong
	}
	sign, indent := "", "  "
	if b.ID != "" { // it can still be chosen
		sign, style = d.cursor(b.ID)
		indent = "    "
	}
	text := widget.Paint(style, d.inline(b.Spans))
	if b.Right != "" {
		text += " " + t.Accent.Render(t.Sign.Left+" "+b.Right)
	}
	lines := d.hang(sign+t.Key.Render(b.Label)+" ", text)
	for _, l := range d.drawn(b.Blocks, d.w-len(indent)) {
		lines = append(lines, indent+l)
	}
	if len(b.Reply) > 0 {
		sign, after := t.Sign.SubBullet, t.Dim
		if b.State == page.Done {
			sign, after = t.Done.Render(t.Sign.Done), t.Second
		}
		first := "  " + sign + " "
		for _, l := range d.drawn(b.Reply, d.w-4) {
			lines = append(lines, first+widget.Paint(after, l))
			first = "    "
		}
	}
	d.spot(b.ID, lines...)
}

// turn is one of several values: all of them on a line where they fit and the page's own
// arrows turn it, else the one that is set, between arrows when it is in front.
func (d *drawing) turn(b *page.Block) {
	t := d.Theme
	if Bound(d.page, *b) && d.turnLine(b) {
		return
	}
	here := Bound(d.page, *b) || d.place.Row == b.ID && d.page.Picks || d.place.Focused(d.page) == OnTurn+b.ID
	sign, style, before, after := "  ", t.Text, "  ", ""
	if here {
		sign, style = t.SelectedSign.Render(t.Sign.Cursor)+" ", t.Selected
		before, after = t.Sign.Left+" ", " "+t.Sign.Right
	}
	value := ""
	if b.At >= 0 && b.At < len(b.Values) {
		value = before + widget.Paint(style, b.Values[b.At]) + after
	}
	label := sign + widget.Paint(style, b.Label)
	const column = 30
	if d.w >= 60 {
		label = d.Theme.Pad(label, column)
	} else {
		label += " "
	}
	d.spot(b.ID, d.Theme.WrapHang(value, d.w, label, strings.Repeat(" ", min(d.Theme.Width(label), 6)))...)
}

func (d *drawing) turnLine(b *page.Block) bool {
	t := d.Theme
	var cells []string
	var spots []Spot
	x := 0
	for i, v := range b.Values {
		cell := t.Dim.Render("  " + v + " ")
		if i == b.At {
			cell = t.SelectedSign.Render(t.Sign.Cursor+" ") + t.Selected.Render(v) + " "
		}
		cw := d.Theme.Width(cell)
		spots = append(spots, Spot{ID: b.ID + ":" + strconv.Itoa(i), Line: len(d.Lines), Height: 1, X: x, W: cw})
		cells, x = append(cells, cell), x+cw+1
	}
	line := strings.Join(cells, " ")
	if d.Theme.Width(line) > d.w {
		return false
	}
	d.Spots = append(d.Spots, spots...)
	d.add(line)
	return true
}

// scale is the numbers from 0 to the top, the chosen one marked.
func (d *drawing) scale(b *page.Block) {
	t := d.Theme
	gap := 2
	if d.w < 3*(b.Top+1)+2 {
		gap = 1
	}
	line, x := "", 0
	for n := range b.Top + 1 {
		word := strconv.Itoa(n)
		cell := t.Dim.Render(word)
		if n == b.At {
			cell = t.ButtonFocused.Render(word)
		}
		d.Spots = append(d.Spots, Spot{ID: b.ID + ":" + word, Line: len(d.Lines), Height: 1, X: x, W: len(word)})
		line += cell + strings.Repeat(" ", gap)
		x += len(word) + gap
	}
	d.add(strings.TrimRight(line, " "))
	d.add(t.Accent.Render(b.Text))
}

// entry is a field: its label and hint, then what is typed, a bar before it where the keys
// go.
func (d *drawing) entry(b *page.Block) {
	f, ok := d.page.Field(b.ID)
	if !ok {
		return
	}
	t := d.Theme
	here := d.place.Focused(d.page) == OnField+f.ID
	field := d.place.Field(f, d.typed[f.ID])
	if here {
		field.Focus()
	} else {
		field.Blur()
	}
	at := len(d.Lines)
	label, least, most := f.Label, 1, 3
	if f.Lines {
		least, most = 5, 8
	}
	if f.Live { // on one line with its label
		label += " "
		block, cursor := field.Draw(t, max(10, d.w-d.Theme.Width(label)), 1, 1, f.Example)
		d.add(t.Dim.Render(label) + block.Lines[0])
		if cursor != nil {
			cursor.X, cursor.Y = cursor.X+d.Theme.Width(label), cursor.Y+at
			d.Cursor = cursor
		}
		d.Spots = append(d.Spots, Spot{ID: OnField + f.ID, Line: at, Height: 1})
		return
	}
	style := t.Dim
	if here {
		style = t.Strong
	}
	if label != "" {
		d.para(style, label)
	}
	if f.Hint != "" {
		d.para(t.Dim, f.Hint)
	}
	bar := "  "
	if here {
		bar = t.Current.Render(t.Sign.Quote) + " "
	}
	y := len(d.Lines)
	block, cursor := field.Draw(t, max(4, d.w-2), least, most, f.Example)
	for i, l := range block.Lines {
		if len(block.Lines) > 0 && i == 0 && field.Value() == "" && f.Example != "" && len(block.Lines) < 2 {
			// an example longer than a line is shown whole: it is there to be read
			for _, more := range d.Theme.Wrap(f.Example, max(4, d.w-2)) {
				d.add(bar + t.Placeholder.Render(more))
			}
			continue
		}
		d.add(bar + l)
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+y
		d.Cursor = cursor
	}
	d.Spots = append(d.Spots, Spot{ID: OnField + f.ID, Line: at, Height: len(d.Lines) - at})
}
