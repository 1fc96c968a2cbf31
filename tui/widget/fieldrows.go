package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A fieldRow is the characters of one row of a field, the space or line end that
// broke it included.
type fieldRow struct{ from, to int }

// end is where the cursor stands at the end of the row: before what broke it.
func (r fieldRow) end(text []string) int {
	if r.to > r.from && r.to <= len(text) && (text[r.to-1] == "\n" || text[r.to-1] == " " && r.to < len(text)) {
		return r.to - 1
	}
	return r.to
}

// nearest is the place in the row that is closest to that column.
func (f *Field) nearest(r fieldRow, column int) int {
	x := 0
	for i := r.from; i < r.end(f.text); i++ {
		w := f.cell(f.text[i])
		if x+(w+1)/2 > column {
			return i
		}
		x += w
	}
	return r.end(f.text)
}

// rows breaks the text at spaces into rows of the width it was last drawn with, less
// one column for the cursor. There is always one row at least.
func (f *Field) rows() []fieldRow {
	width := max(f.width, 4) - 1
	var rows []fieldRow
	from, x := 0, 0
	space := -1 // after the last space of the row
	for i := 0; i < len(f.text); i++ {
		c := f.text[i]
		if c == "\n" {
			rows = append(rows, fieldRow{from, i + 1})
			from, x, space = i+1, 0, -1
			continue
		}
		w := f.cell(c)
		if c == " " {
			space = i + 1
			x += w
			continue // a space may hang over the edge: it is not drawn there
		}
		if x+w > width && i > from {
			cut := i
			if space > from {
				cut = space
			}
			rows = append(rows, fieldRow{from, cut})
			from, space = cut, -1
			x = f.columns(from, i)
			for x+w > width && i > from { // what hangs over may be a row of spaces
				rows = append(rows, fieldRow{from, i})
				from, x = i, 0
			}
		}
		x += w
	}
	return append(rows, fieldRow{from, len(f.text)})
}

// row is the one the cursor is in.
func (f *Field) row(rows []fieldRow) int {
	for y, r := range rows {
		if f.at < r.to || y == len(rows)-1 {
			return y
		}
	}
	return 0
}

// characters cuts text where it is seen to be cut.
func characters(s string) []string {
	out := make([]string, 0, len(s))
	for len(s) > 0 {
		c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if strings.HasPrefix(c, "\r") || c == "" {
			c = s[:1]
		}
		out = append(out, c)
		s = s[len(c):]
	}
	return out
}

func (f *Field) cell(c string) int {
	if c == "\n" {
		return 0
	}
	return f.ruler.Width(c)
}

// columns is how wide the text is between two places.
func (f *Field) columns(from, to int) int {
	n := 0
	for _, c := range f.text[from:to] {
		n += f.cell(c)
	}
	return n
}
