package face

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/page"
	"binome/tui/widget"
)

// What a page of the hour is recognised by: the task, the rail, whose turn it is.

// task is what will exist at the end: a thick bar down its left, the words in bold.
func (d *drawing) task(b *page.Block) {
	t := d.Theme
	bar := t.TaskBar.Render(t.Sign.Task)
	row := func(l string) string { return bar + widget.Paint(t.TaskGround, t.Pad(" "+l, d.w-1)) }
	d.lead(1, row(""))
	label, text := t.TaskLabel.Render(b.Label), widget.Paint(t.Task, b.Text)
	lines := t.Wrap(label+" "+text, d.w-4)
	if d.large { // a line of its own
		lines = append(t.Wrap(label, d.w-4), t.Wrap(text, d.w-4)...)
	}
	for _, l := range lines {
		d.add(row(l))
	}
	d.lead(1, row(""))
}

// clock is what is left of the hour, drawn large, and a bar of how much that is.
func (d *drawing) clock(b *page.Block) {
	t := d.Theme
	digits := widget.Digits(strconv.Itoa(b.Number))
	if t.Sign.ASCII || !d.large {
		d.add(t.Accent.Render(strconv.Itoa(b.Number)) + " " + t.Dim.Render(b.Text))
	} else {
		words := d.Theme.Wrap(b.Text, max(1, d.w-d.Theme.Width(digits[0])-2))
		for i, l := range digits {
			l = t.Accent.Render(l)
			if at := i - (len(digits)-len(words)+1)/2; at >= 0 && at < len(words) {
				l += "  " + t.Dim.Render(words[at])
			}
			d.add(l)
		}
	}
	gone := max(0, min(d.w, d.w*(b.To-b.Number)/max(1, b.To)))
	d.add(t.BarFull.Render(strings.Repeat(t.Sign.BarFull, gone)) + t.BarEmpty.Render(strings.Repeat(t.Sign.BarEmpty, d.w-gone)))
}

// largeFrom are the rows from which there is room to draw large.
const largeFrom = 24

// band says whose turn it is, from side to side: it is to be read from a metre away, and
// its sign says it where there is no colour.
func (d *drawing) band(b *page.Block) {
	t := d.Theme
	sign, style := t.Sign.Both, t.BandBoth
	switch b.Tone {
	case page.Accent:
		sign, style = t.Sign.Hands, t.BandMentee
	case page.Second:
		sign, style = t.Sign.Speaks, t.BandMentor
	}
	first := " " + sign + " "
	edge := style.Render(strings.Repeat(" ", d.w))
	d.lead(2, edge)
	for _, l := range d.Theme.Wrap(b.Text, d.w-4) {
		d.add(style.Render(d.Theme.Pad(first+l, d.w)))
		first = "   "
	}
	d.lead(2, edge)
}

// railFrom is the width from which all steps of a rail are named.
const railFrom = 52

// rail is the five steps as a line in five pieces, as long as their minutes are, filled as
// the time goes, each with its name under it; a click looks at it. Where there is no room
// for the names it is the one line of the step that is looked at.
func (d *drawing) rail(b *page.Block) {
	t := d.Theme
	lengths, ok := d.pieces(b.Stops)
	if !ok {
		d.add(t.Current.Render(b.Text))
		return
	}
	line, names := "", ""
	x := 0
	for i, s := range b.Stops {
		gone, name := 0, t.Undone.Render(t.Sign.Undone+" "+s.Word)
		switch s.State {
		case page.Here:
			gone, name = min(b.Number*lengths[i]/max(1, s.Minutes), lengths[i]), t.Current.Render(t.Sign.Current+" "+s.Word)
		case page.Looked:
			name = t.Accent.Render(t.Sign.Cursor + " " + s.Word)
		case page.Done:
			gone, name = lengths[i], t.Done.Render(t.Sign.Done+" "+s.Word)
		case page.Skipped:
			name = d.sign(page.LeftOut, 0) + " " + t.Undone.Render(s.Word)
		}
		full := t.BarFull
		if s.State == page.Here {
			full = t.Current
		}
		d.Spots = append(d.Spots, Spot{ID: s.ID, Line: len(d.Lines), Height: 2, X: x, W: lengths[i]})
		line = d.Theme.Pad(line, x) + full.Render(strings.Repeat(t.Sign.BarFull, gone)) + t.BarEmpty.Render(strings.Repeat(t.Sign.BarEmpty, lengths[i]-gone))
		names = d.Theme.Pad(names, x) + name
		x += lengths[i] + 1
	}
	d.add(line, names)
}

// pieces are the lengths of the rail's pieces, a column between two: each has room for its
// name, and what is left goes by the minutes. ok is false when the names don't fit.
func (d *drawing) pieces(stops []page.Stop) (lengths []int, ok bool) {
	if d.w < railFrom || len(stops) == 0 {
		return nil, false
	}
	room, minutes := min(d.w, 76)-(len(stops)-1), 0
	for _, s := range stops {
		minutes += s.Minutes
	}
	least := make([]int, len(stops))
	for i, s := range stops {
		least[i] = d.Theme.Width(s.Word) + 2
		if i < len(stops)-1 {
			least[i]++ // so that two names don't run together
		}
		lengths = append(lengths, max(least[i], room*s.Minutes/max(1, minutes)))
	}
	for sum(lengths) > room { // what the short ones took is given back by the longest
		longest := -1
		for i, n := range lengths {
			if n > least[i] && (longest < 0 || n > lengths[longest]) {
				longest = i
			}
		}
		if longest < 0 {
			return nil, false
		}
		lengths[longest]--
	}
	return lengths, true
}

func sum(ns []int) int {
	n := 0
	for _, x := range ns {
		n += x
	}
	return n
}

// parts are an agenda where no line is to spare: its parts one after the other.
func (d *drawing) parts(bs []page.Block) {
	var all []string
	for i := range bs {
		sign, style := d.partSign(&bs[i])
		head := sign + " "
		if bs[i].State == page.Ahead || bs[i].State == page.Looked {
			head = ""
		}
		all = append(all, head+widget.Paint(style, bs[i].Text)+d.Theme.Dim.Render(" ("+strconv.Itoa(bs[i].Number)+")"))
	}
	d.add(d.Theme.Wrap(strings.Join(all, d.Theme.Dim.Render(" · ")), d.w)...)
}

// part is one line of the agenda: minutes, a sign, what. In the panel at the side the
// minutes stand without their word.
func (d *drawing) part(b *page.Block) {
	sign, style := d.partSign(b)
	minutes, column := strconv.Itoa(b.Number)+" min", 8
	if d.aside {
		column = 6
	}
	head := d.Theme.Dim.Render(d.Theme.Right(minutes, column)) + "  " + sign + " "
	d.add(d.hang(head, widget.Paint(style, b.Text))...)
}

// partSign is how a part of the agenda stands, and how its words look then.
func (d *drawing) partSign(b *page.Block) (string, lipgloss.Style) {
	t := d.Theme
	sign, style := t.Undone.Render(t.Sign.Undone), t.Text
	switch b.State {
	case page.Done:
		sign, style = t.Done.Render(t.Sign.Done), t.Dim
	case page.Skipped:
		sign, style = t.Undone.Render(t.Sign.SubBullet), t.Dim
	case page.Here:
		sign, style = t.Current.Render(t.Sign.Current), t.Strong
	case page.Looked: // no part of it: what is in hand
		sign, style = " ", t.Dim
	}
	return sign, style
}
