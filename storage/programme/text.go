package programme

import (
	"bytes"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"binome/storage/clean"
)

// text is the report on a screen: headings, then tables as columns, nothing wider than
// the screen while its words allow.
func (p *pen) text(b *bytes.Buffer) {
	width := min(max(p.Width, 40), 100)
	w := p.Words
	say := func(s string) {
		for _, l := range wrap(s, width) {
			b.WriteString(l + "\n")
		}
	}
	say(w.T("programme.title", "Date", w.Date(dayOf(p.Made).time())))
	b.WriteString("\n")
	say(strings.Join(p.head(), " "))
	for _, sec := range p.sections() {
		b.WriteString("\n" + sec.title + "\n" + strings.Repeat("-", ansi.StringWidth(sec.title)) + "\n")
		for _, s := range sec.before {
			say(s)
			b.WriteString("\n")
		}
		for i, t := range sec.parts {
			if i > 0 {
				b.WriteString("\n")
			}
			say(t.grid.caption)
			columns(b, t.grid, width)
		}
		for i, l := range sec.lists {
			if i > 0 {
				b.WriteString("\n")
			}
			say(w.T("export.labelled", "Label", l.label))
			for _, line := range wrap(l.plain(p), width-2) {
				b.WriteString("  " + line + "\n")
			}
		}
		if len(sec.parts)+len(sec.lists) > 0 && len(sec.said) > 0 {
			b.WriteString("\n")
		}
		for _, s := range sec.said {
			say(s)
		}
		for _, t := range sec.terms {
			say(w.T("export.labelled", "Label", t.label) + " " + t.said)
		}
	}
}

// columns sets a table: the first column takes the room that the others leave, and wraps.
func columns(b *bytes.Buffer, g grid, width int) {
	wide := make([]int, len(g.head))
	number := make([]bool, len(g.head))
	for i := range number {
		number[i] = i > 0
	}
	for _, row := range append([][]string{g.head}, g.rows...) {
		for i, c := range row {
			wide[i] = max(wide[i], ansi.StringWidth(c))
		}
	}
	for _, row := range g.rows {
		for i, c := range row {
			number[i] = number[i] && strings.Trim(c, "0123456789.,") == ""
		}
	}
	// A head of several words may take several lines, if that makes room.
	rest := 0
	for i := 1; i < len(wide); i++ {
		rest += wide[i] + 2
	}
	if wide[0]+rest > width {
		rest = 0
		for i := 1; i < len(wide); i++ {
			wide[i] = 0
			for _, row := range g.rows {
				wide[i] = max(wide[i], ansi.StringWidth(row[i]))
			}
			for word := range strings.FieldsSeq(g.head[i]) {
				wide[i] = max(wide[i], ansi.StringWidth(word))
			}
			rest += wide[i] + 2
		}
	}
	wide[0] = min(wide[0], max(12, width-rest))
	line := func(row []string) {
		cells := make([][]string, len(row))
		lines := 1
		for i, c := range row {
			cells[i] = wrap(clean.Line(c), wide[i])
			lines = max(lines, len(cells[i]))
		}
		for l := range lines {
			var s strings.Builder
			for i := range cells {
				c := ""
				if l < len(cells[i]) {
					c = cells[i][l]
				}
				gap := strings.Repeat(" ", max(0, wide[i]-ansi.StringWidth(c)))
				if i > 0 {
					s.WriteString("  ")
				}
				if number[i] {
					s.WriteString(gap + c)
				} else {
					s.WriteString(c + gap)
				}
			}
			b.WriteString(strings.TrimRight(s.String(), " ") + "\n")
		}
	}
	line(g.head)
	for _, row := range g.rows {
		line(row)
	}
}

// wrap breaks at blanks; a word that is too long is broken where it must be.
func wrap(s string, width int) []string {
	return strings.Split(ansi.Wrap(s, max(1, width), ""), "\n")
}
