package widget

import (
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/ruler"
	"binome/tui/theme"
)

// Slope draws a change on a scale from 0 to top, width columns wide: an open circle
// where it was, a full one where it is, and the way between. from or to below 0 is not
// known and not drawn. The words and figures beside it are the caller's.
func Slope(t theme.Theme, width, from, to, top int) string {
	if width < 2 || top <= 0 {
		return ""
	}
	place := func(v int) int {
		if v < 0 {
			return -1
		}
		return min(v, top) * (width - 1) / top
	}
	a, b := place(from), place(to)
	was, is := t.Sign.Quote, t.Sign.Current // a rung's signs are a rung's alone
	cells := make([]cell, width)
	for i := range cells {
		cells[i] = cell{t.Sign.BarEmpty, t.BarEmpty}
	}
	if a >= 0 && b >= 0 {
		for i := min(a, b); i <= max(a, b); i++ {
			cells[i] = cell{t.Sign.BarFull, t.BarFull}
		}
	}
	if a >= 0 {
		cells[a] = cell{was, t.Rung}
	}
	if b >= 0 {
		cells[b] = cell{is, t.Current}
	}
	return joinCells(cells)
}

// A Moment is one point of a [Timeline].
type Moment struct {
	ID     string
	Day    int    // days from any fixed one
	Label  string // its date, as short as can be
	Coming bool   // planned, not yet been
}

// Timeline draws moments on a line, as far apart as they were, and below them the
// labels there is room for: the last and the first before those between. Moments too
// close to be told apart share a place.
func Timeline(t theme.Theme, width int, moments []Moment) Block {
	if len(moments) == 0 || width < 8 {
		return Block{}
	}
	first, last := moments[0].Day, moments[0].Day
	for _, m := range moments {
		first, last = min(first, m.Day), max(last, m.Day)
	}
	edge := 2 // so that the labels of the ends stand about their signs
	room := max(1, width-1-2*edge)
	at := make([]int, len(moments))
	cells := make([]cell, width)
	for i := range cells {
		cells[i] = cell{t.Sign.BarEmpty, t.BarEmpty}
	}
	var out Block
	for i, m := range moments {
		at[i] = edge
		if last > first {
			at[i] += (m.Day - first) * room / (last - first)
		}
		cells[at[i]] = cell{t.Sign.Done, t.Done}
		if m.Coming {
			cells[at[i]] = cell{t.Sign.Undone, t.Current}
		}
		if m.ID != "" {
			out.Hits.Add(m.ID, max(0, at[i]-1), 0, 3, 2)
		}
	}
	out.Add(joinCells(cells), t.Dim.Render(labelsBelow(t.Ruler, moments, at, width)))
	return out
}

// labelsBelow sets labels under their places, leaving out those that would touch
// another; the two ends come first, the last of all before the first.
func labelsBelow(r ruler.Ruler, moments []Moment, at []int, width int) string {
	order := []int{len(moments) - 1}
	for i := range len(moments) - 1 {
		order = append(order, i)
	}
	taken := make([]bool, width+2)
	line := ""
	type label struct {
		x    int
		text string
	}
	var kept []label
	for _, i := range order {
		w := r.Width(moments[i].Label)
		x := max(0, min(at[i]-w/2, width-w))
		if w == 0 || w > width {
			continue
		}
		free := true
		for c := max(0, x-2); c < min(len(taken), x+w+2); c++ {
			free = free && !taken[c]
		}
		if !free {
			continue
		}
		for c := x; c < x+w; c++ {
			taken[c] = true
		}
		kept = append(kept, label{x, moments[i].Label})
	}
	for x := 0; x < width; x++ {
		for _, l := range kept {
			if l.x == x {
				line = r.Pad(line, x) + l.text
			}
		}
	}
	return line
}

type cell struct {
	sign  string
	style lipgloss.Style
}

// joinCells draws cells, those alike side by side in one go.
func joinCells(cells []cell) string {
	var out strings.Builder
	for i := 0; i < len(cells); {
		j := i
		for j < len(cells) && cells[j].sign == cells[i].sign {
			j++
		}
		out.WriteString(cells[i].style.Render(strings.Repeat(cells[i].sign, j-i)))
		i = j
	}
	return out.String()
}
