package programme

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", left-10, y+13, notes.Escape(cut(g.Rows[i][0], 20)))
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

// drawAreas draws five bars an area, two areas a row.
func (p *pen) drawAreas() notes.Drawing {
	const perRow, high, top, low, step = 2, 150, 44, 116, 44
	wide := pictureWidth / perRow
	var b strings.Builder
	areas := p.Learning.Areas
	for i, a := range areas {
		x, y := (i%perRow)*wide, (i/perRow)*high
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\">%s</text>\n", x, y+14, notes.Escape(cut(p.area(a.Area), 38)))
		fmt.Fprintf(&b, "<line class=\"rule\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x, y+low, x+5*step, y+low)
		for j, v := range a.Rungs {
			h := v * (low - top) / max(1, slices.Max(a.Rungs[:]))
			if v > 0 {
				h = max(h, 2)
				fmt.Fprintf(&b, "<rect class=\"on\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x+j*step+6, y+low-h, step-12, h)
			}
			fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x+j*step+step/2, y+low-h-5, v)
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x+j*step+step/2, y+low+16, j+1)
		}
	}
	y := (len(areas) + perRow - 1) / perRow * high
	var legend []string
	for i, r := range p.rungs() {
		legend = append(legend, n(i+1)+" "+r)
	}
	fmt.Fprintf(&b, "<text class=\"soft\" x=\"0\" y=\"%d\">%s</text>\n", y+10, notes.Escape(strings.Join(legend, " · ")))
	return drawn(pictureWidth, y+20, p.Words.T("programme.areas-drawn"), &b)
}

// drawConfidence draws a panel a question: a line from before to after.
func (p *pen) drawConfidence() notes.Drawing {
	const perRow, high, top, low = 2, 178, 52, 148
	wide := pictureWidth / perRow
	var b strings.Builder
	for i, f := range p.Learning.Confidence {
		x, y := (i%perRow)*wide, (i/perRow)*high
		at := func(v float64) int { return y + low - int(v*(low-top)/10+.5) }
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\">%s</text>\n", x, y+14, notes.Escape(cut(p.Words.T("roles."+f.Who), 38)))
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y+31, notes.Escape(cut(p.Words.T("export.topic."+f.Topic), 44)))
		for _, v := range [...]float64{0, 5, 10} {
			fmt.Fprintf(&b, "<line class=\"rule dash\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x+28, at(v), x+wide-72, at(v))
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>\n", x+18, at(v)+4, v)
		}
		x1, x2 := x+56, x+wide-100
		fmt.Fprintf(&b, "<line class=\"slope\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x1, at(f.Before), x2, at(f.After))
		for _, end := range [...]struct {
			x     int
			v     float64
			class string
			label string
		}{{x1, f.Before, "ring", p.Words.T("export.col-before")}, {x2, f.After, "on", p.Words.T("export.col-after")}} {
			fmt.Fprintf(&b, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n", end.class, end.x, at(end.v))
			fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", end.x, at(end.v)-11, notes.Escape(p.tenth(end.v)))
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", end.x, y+low+20, notes.Escape(end.label))
		}
	}
	return drawn(pictureWidth, (len(p.Learning.Confidence)+perRow-1)/perRow*high+4, p.Words.T("programme.confidence-drawn"), &b)
}

// cut keeps a label to its place in a picture; the table has it whole.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
