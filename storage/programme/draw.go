package programme

import (
	"fmt"
	"strings"

	"binome/storage/clean"
	"binome/storage/notes"
)

// Pictures are drawn 640 wide, in the notes' own style; what they show is said again in
// the table that goes with each, and no colour alone carries meaning.
const pictureWidth = 640

func drawn(w, h int, desc string, svg *strings.Builder) notes.Drawing {
	return notes.Drawing{SVG: svg.String(), W: w, H: h, Desc: desc}
}

// drawPairs draws a bar for each state, as long as its share.
func (p *pen) drawPairs(g notes.Grid) notes.Drawing {
	const left, right, row = 150, pictureWidth - 50, 26
	var b strings.Builder
	counts := []int{p.Pairs.Active, p.Pairs.NoDate, p.Pairs.Stalled, p.Pairs.Closed}
	for i, v := range counts {
		y := 4 + i*row
		bar(&b, left, y, right-left, 16, v, max(1, p.Pairs.All))
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", left-10, y+13, notes.Escape(clean.Short(g.Rows[i][0], 20)))
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\">%d</text>\n", right+8, y+13, v)
	}
	var said []string
	for _, r := range g.Rows {
		said = append(said, r[0]+" "+r[1])
	}
	return drawn(pictureWidth, 4+len(counts)*row, strings.Join(said, ", "), &b)
}

// bar is a frame of the whole with its part filled.
func bar(b *strings.Builder, x, y, w, h, part, whole int) {
	fmt.Fprintf(b, "<rect class=\"off\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x, y, w, h)
	if part > 0 {
		fmt.Fprintf(b, "<rect class=\"on\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x, y, max(2, w*part/whole), h)
	}
}

// drawMonths draws a bar a month.
func (p *pen) drawMonths() notes.Drawing {
	const top, low, most = 24, 124, 64
	var b strings.Builder
	high := 1
	for _, m := range p.Months {
		high = max(high, m.Held)
	}
	wide := min(most, pictureWidth/len(p.Months))
	fmt.Fprintf(&b, "<line class=\"rule\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", low, wide*len(p.Months), low)
	for i, m := range p.Months {
		x, h := i*wide, m.Held*(low-top)/high
		if m.Held > 0 {
			h = max(h, 2)
			fmt.Fprintf(&b, "<rect class=\"on\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x+wide/8, low-h, wide*3/4, h)
		}
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x+wide/2, low-h-6, m.Held)
		// Months by number, and the year below the first of each.
		fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x+wide/2, low+18, m.Month[5:])
		if i == 0 || m.Month[5:] == "01" {
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x+wide/2+4, low+35, m.Month[:4])
		}
	}
	return drawn(pictureWidth, low+42, p.Words.T("programme.months-drawn"), &b)
}

// drawMeans draws a line from low to high for each mean, a dot on it, and its margin.
func (p *pen) drawMeans(list []shown, low, high float64) notes.Drawing {
	const left, right, row, top = 300, pictureWidth - 60, 26, 20
	var b strings.Builder
	x := func(v float64) int { return left + int((min(max(v, low), high)-low)/(high-low)*(right-left)+.5) }
	end := top + len(list)*row
	for v := low; v <= high; v += (high - low) / 4 {
		fmt.Fprintf(&b, "<line class=\"rule dash\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x(v), top, x(v), end)
		fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"14\" text-anchor=\"middle\">%s</text>\n", x(v), notes.Escape(p.Words.Number(v, 1)))
	}
	for i, f := range list {
		y := top + i*row + row/2
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", left-10, y+4, notes.Escape(clean.Short(f.label, 42)))
		fmt.Fprintf(&b, "<line class=\"slope\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x(f.Mean.Mean-f.Margin), y, x(f.Mean.Mean+f.Margin), y)
		fmt.Fprintf(&b, "<circle class=\"on\" cx=\"%d\" cy=\"%d\" r=\"5\"/>\n", x(f.Mean.Mean), y)
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\">%s</text>\n", right+12, y+4, notes.Escape(p.tenth(f.Mean.Mean)))
	}
	return drawn(pictureWidth, end+4, p.Words.T("programme.means-drawn"), &b)
}
