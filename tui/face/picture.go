package face

import (
	"strconv"
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// slopeWidth is that of the scale from 0 to 10: three columns a point.
const slopeWidth = 31

func (d *drawing) slope(b *page.Block) {
	top := strconv.Itoa(b.Top)
	line := d.Theme.Dim.Render("0") + " " + widget.Slope(d.Theme, min(slopeWidth, d.w-3-len(top)), b.At, b.To, b.Top) + " " + d.Theme.Dim.Render(top)
	if d.Theme.Width(line)+2+d.Theme.Width(b.Text) <= d.w {
		d.add(line + "  " + b.Text)
		return
	}
	d.add(line)
	for _, l := range d.Theme.Wrap(b.Text, d.w-2) {
		d.add("  " + l)
	}
}

func (d *drawing) picture(b *page.Block) {
	switch b.Kind {
	case page.Map:
		var rows []widget.MapRow
		for _, r := range b.Rows {
			row := widget.MapRow{ID: r.ID, Name: r.Name}
			for _, m := range r.Signs {
				level := m.Level
				if level == 0 && m.Walked {
					level = widget.Walked
				}
				row.Rungs = append(row.Rungs, level)
			}
			rows = append(rows, row)
		}
		d.add(widget.Map(d.Theme, d.w, rows, -1).Lines...)
	case page.Legend:
		var signs, words []string
		for _, r := range b.Rows {
			sign := d.sign(r.Sign, 0)
			switch {
			case r.Sign != page.NoSign:
			case r.Signs[0].Walked:
				sign = d.Theme.Sign.Done
			default:
				sign = d.Theme.Sign.Rungs[r.Signs[0].Level]
			}
			signs, words = append(signs, sign), append(words, r.Name)
		}
		d.add(widget.Legend(d.Theme, d.w, signs, words)...)
	case page.Timeline:
		var ms []widget.Moment
		for _, m := range b.Moments {
			ms = append(ms, widget.Moment{Day: m.Day, Label: m.Label, Coming: m.Coming})
		}
		for _, l := range widget.Timeline(d.Theme, min(d.w-2, 60), ms).Lines {
			d.add("  " + l)
		}
	}
}

// month is a calendar, Monday first; days that are past can't be pressed.
func (d *drawing) month(b *page.Block) {
	t := d.Theme
	d.add(t.Strong.Render(b.Text))
	head := ""
	for _, v := range b.Values {
		head += d.Theme.Right(v, 3) + " "
	}
	d.add(t.Dim.Render(strings.TrimRight(head, " ")))
	week, line, x := 0, "", 0
	flush := func() {
		d.add(line)
		line, x = "", 0
	}
	for _, day := range b.Days {
		for week < day.Week {
			flush()
			week++
		}
		line += strings.Repeat(" ", max(0, day.Column*4-x))
		x = max(x, day.Column*4)
		cell := d.Theme.Right(strconv.Itoa(day.Number), 3)
		switch {
		case day.Here:
			cell = " " + t.ButtonFocused.Render(d.Theme.Right(strconv.Itoa(day.Number), 2))
		case day.ID == "":
			cell = t.Dim.Render(cell)
		}
		if day.ID != "" {
			d.Spots = append(d.Spots, Spot{ID: day.ID, Line: len(d.Lines), Height: 1, X: x, W: 3})
		}
		line += cell
		x += 3
	}
	flush()
}
