package face

import (
	"strconv"
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// What a page of the hour is recognised by: the task, the rail, whose turn it is.

// task is what will exist at the end: a thick bar down its left, the words in bold.
func (d *drawing) task(b *page.Block) {
	bar := d.Theme.TaskBar.Render(d.Theme.Sign.Task) + " "
	for _, l := range d.Theme.Wrap(d.Theme.Dim.Render(b.Label)+" "+widget.Paint(d.Theme.Task, b.Text), d.w-2) {
		d.add(bar + l)
	}
}

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
	for _, l := range d.Theme.Wrap(b.Text, d.w-4) {
		d.add(style.Render(d.Theme.Pad(first+l, d.w)))
		first = "   "
	}
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

// part is one line of the agenda: minutes, a sign, what. In the panel at the side the
// minutes stand without their word.
func (d *drawing) part(b *page.Block) {
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
	minutes, column := strconv.Itoa(b.Number)+" min", 8
	if d.aside {
		column = 6
	}
	head := t.Dim.Render(d.Theme.Right(minutes, column)) + "  " + sign + " "
	d.add(d.hang(head, widget.Paint(style, b.Text))...)
}
