package programme

import (
	"strconv"

	"binome/storage/clean"
	"binome/storage/document"
)

// What a picture shows is said again in the table that goes with it.

// A drawing is a picture and what it shows in words.
type drawing struct {
	*document.Picture
	desc string
}

// drawPairs draws a bar for each state, as long as its share.
func (p *pen) drawPairs(g grid) drawing {
	const left, right, row = 150, document.PictureWidth - 50, 26
	counts := []int{p.Pairs.Active, p.Pairs.NoDate, p.Pairs.Stalled, p.Pairs.Closed}
	pic := &document.Picture{W: document.PictureWidth, H: 4 + len(counts)*row}
	for i, v := range counts {
		y := 4 + i*row
		bar(pic, left, y, right-left, 16, v, max(1, p.Pairs.All))
		pic.Text(document.Plain, left-10, y+13, document.End, clean.Short(g.rows[i][0], 20))
		pic.Text(document.Bold, right+8, y+13, document.Start, strconv.Itoa(v))
	}
	said := ""
	for i, r := range g.rows {
		if i > 0 {
			said += ", "
		}
		said += r[0] + " " + r[1]
	}
	return drawing{pic, said}
}

// bar is a frame of the whole with its part filled.
func bar(pic *document.Picture, x, y, w, h, part, whole int) {
	pic.Rect(document.Off, x, y, w, h)
	if part > 0 {
		pic.Rect(document.On, x, y, max(2, w*part/whole), h)
	}
}

// drawMonths draws a bar a month.
func (p *pen) drawMonths() drawing {
	const top, low, most = 24, 124, 64
	pic := &document.Picture{W: document.PictureWidth, H: low + 42}
	high := 1
	for _, m := range p.Months {
		high = max(high, m.Held)
	}
	wide := min(most, document.PictureWidth/len(p.Months))
	pic.Line(document.Rule, 0, low, wide*len(p.Months), low)
	for i, m := range p.Months {
		x, h := i*wide, m.Held*(low-top)/high
		if m.Held > 0 {
			h = max(h, 2)
			pic.Rect(document.On, x+wide/8, low-h, wide*3/4, h)
		}
		pic.Text(document.Plain, x+wide/2, low-h-6, document.Middle, strconv.Itoa(m.Held))
		// Months by number, and the year below the first of each.
		pic.Text(document.Soft, x+wide/2, low+18, document.Middle, m.Month[5:])
		if i == 0 || m.Month[5:] == "01" {
			pic.Label(document.Soft, x+wide/2+4, low+35, m.Month[:4])
		}
	}
	return drawing{pic, p.Words.T("programme.months-drawn")}
}

// drawMeans draws a line from low to high for each mean, a dot on it, and its margin.
func (p *pen) drawMeans(list []shown, low, high float64) drawing {
	const left, right, row, top = 320, document.PictureWidth - 60, 26, 20
	x := func(v float64) int { return left + int((min(max(v, low), high)-low)/(high-low)*(right-left)+.5) }
	end := top + len(list)*row
	pic := &document.Picture{W: document.PictureWidth, H: end + 4}
	for v := low; v <= high; v += (high - low) / 4 {
		pic.Line(document.Rule, x(v), top, x(v), end)
		pic.Dashed()
		pic.Text(document.Soft, x(v), 14, document.Middle, p.Words.Number(v, 1))
	}
	for i, f := range list {
		y := top + i*row + row/2
		pic.Text(document.Plain, left-10, y+4, document.End, clean.Short(f.label, 48))
		pic.Line(document.Slope, x(f.Mean.Mean-f.Margin), y, x(f.Mean.Mean+f.Margin), y)
		pic.Circle(document.On, x(f.Mean.Mean), y, 5)
		pic.Text(document.Bold, right+12, y+4, document.Start, p.tenth(f.Mean.Mean))
	}
	return drawing{pic, p.Words.T("programme.means-drawn")}
}
