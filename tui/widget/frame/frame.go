// Package frame is for looking at what was drawn: it feeds a frame to a screen
// and gives it back as plain text, for goldens, or as a picture, for the README and for
// judging.
//
// For most uses: [Text] in a golden test, [SVG] for a picture.
//
// It promises that the same frame gives the same bytes. It is meant for tests and for
// making pictures; the coach itself doesn't import it.
package frame

import (
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A Screen is what a terminal shows, cell by cell.
type Screen struct {
	Cols, Rows int
	cells      [][]uv.Cell
}

// feed writes a frame, lines with styles and links, to a screen of that size, with the
// cell buffer Bubble Tea itself draws with. What is too wide or too low is cut off.
func feed(frame string, cols, rows int) Screen {
	buf := uv.NewScreenBuffer(cols, rows)
	buf.Method = ansi.GraphemeWidth
	uv.NewStyledString(frame).Draw(buf, buf.Bounds())
	s := Screen{Cols: cols, Rows: rows, cells: make([][]uv.Cell, rows)}
	for y := range rows {
		s.cells[y] = make([]uv.Cell, cols)
		for x := range cols {
			if c := buf.CellAt(x, y); c != nil {
				s.cells[y][x] = *c
			}
		}
	}
	return s
}

// Text is the screen's lines without styles and without blanks at their ends.
func (s Screen) Text() []string {
	out := make([]string, s.Rows)
	for y, row := range s.cells {
		var line strings.Builder
		for x := 0; x < len(row); {
			c := row[x]
			if c.Content == "" {
				line.WriteByte(' ')
			} else {
				line.WriteString(c.Content)
			}
			x += max(1, c.Width)
		}
		out[y] = strings.TrimRight(line.String(), " ")
	}
	return out
}

// Text is a frame as a terminal of that size shows it, as plain lines.
func Text(frame string, cols, rows int) []string { return feed(frame, cols, rows).Text() }

// Colours are what a terminal shows for what a frame leaves to it.
type Colours struct {
	Fg, Bg color.Color
}

// DarkColours and LightColours are the terminals the README shows.
func DarkColours() Colours {
	return Colours{Fg: color.RGBA{0xe8, 0xe2, 0xda, 0xff}, Bg: color.RGBA{0x1f, 0x1c, 0x1a, 0xff}}
}

// LightColours is a light terminal.
func LightColours() Colours {
	return Colours{Fg: color.RGBA{0x2b, 0x27, 0x24, 0xff}, Bg: color.RGBA{0xfd, 0xfb, 0xf8, 0xff}}
}
