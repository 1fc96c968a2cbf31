package frame

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// The size of a cell and of the margin around the screen, in pixels.
const (
	cellW, cellH = 9.0, 20.0
	fontSize     = 15
	margin       = 18.0
)

// SVG draws the screen as a picture with the terminal's own font left to the reader's
// machine: any monospaced one does, for every run of text is set to its exact width.
func (s Screen) SVG(c Colours) []byte {
	var out bytes.Buffer
	s.open(&out, c)
	s.draw(&out, c)
	out.WriteString("</g>\n</svg>\n")
	return out.Bytes()
}

// open begins a picture: its size, its ground, the font.
func (s Screen) open(out *bytes.Buffer, c Colours) {
	w, h := float64(s.Cols)*cellW+2*margin, float64(s.Rows)*cellH+2*margin
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %g %g">`+"\n", w, h, w, h)
	fmt.Fprintf(out, `<rect width="%g" height="%g" rx="8" fill="%s"/>`+"\n", w, h, hex(c.Bg))
	fmt.Fprintf(out, `<g font-family="'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace" font-size="%d" xml:space="preserve" fill="%s">`+"\n", fontSize, hex(c.Fg))
}

func (s Screen) draw(out *bytes.Buffer, c Colours) {
	for y, row := range s.cells {
		grounds(out, row, y, c)
		texts(out, row, y, c)
	}
}

// Film is frames one after the other, each for the same time, over and over; who asked
// their system for less motion sees the first alone.
func Film(frames []string, cols, rows int, c Colours, seconds float64) []byte {
	var out bytes.Buffer
	each := 100 / float64(len(frames))
	Screen{Cols: cols, Rows: rows}.open(&out, c)
	fmt.Fprintf(&out, "<style>.f{visibility:hidden}.f0{visibility:visible}@media (prefers-reduced-motion:no-preference){.f{animation:f %gs step-end infinite}}@keyframes f{0%%{visibility:visible}%.3f%%,100%%{visibility:hidden}}</style>\n", seconds, each)
	for i, frame := range frames {
		fmt.Fprintf(&out, `<g class="f f%d" style="animation-delay:%.3gs">`+"\n", i, float64(i)*seconds/float64(len(frames))-seconds)
		feed(frame, cols, rows).draw(&out, c)
		out.WriteString("</g>\n")
	}
	out.WriteString("</g>\n</svg>\n")
	return out.Bytes()
}

// SVG is a frame as a picture of a terminal of that size.
func SVG(frame string, cols, rows int, c Colours) []byte { return feed(frame, cols, rows).SVG(c) }

// A run is cells side by side that look the same.
type run struct {
	text   string
	x, n   int
	style  uv.Style
	fg, bg color.Color
}

// runs cuts a row where its looks change, and around everything but ASCII and Latin,
// whose widths fonts disagree on.
func runs(row []uv.Cell, c Colours) []run {
	var out []run
	for x := 0; x < len(row); {
		cell := row[x]
		n := max(1, cell.Width)
		text := cell.Content
		if text == "" {
			text = " "
		}
		r := run{text: text, x: x, n: n, style: cell.Style}
		r.fg, r.bg = looks(cell.Style, c)
		last := len(out) - 1
		if last >= 0 && common(text) && common(out[last].text) && out[last].style.Equal(&r.style) {
			out[last].text += text
			out[last].n += n
		} else {
			out = append(out, r)
		}
		x += n
	}
	return out
}

func common(s string) bool {
	for _, r := range s {
		if r >= 0x250 {
			return false
		}
	}
	return true
}

func looks(s uv.Style, c Colours) (fg, bg color.Color) {
	fg, bg = s.Fg, s.Bg
	if s.Attrs&uv.AttrReverse != 0 {
		if fg == nil {
			fg = c.Fg
		}
		if bg == nil {
			bg = c.Bg
		}
		fg, bg = bg, fg
	}
	return fg, bg
}

func grounds(out *bytes.Buffer, row []uv.Cell, y int, c Colours) {
	for _, r := range runs(row, c) {
		if r.bg != nil {
			fmt.Fprintf(out, `<rect x="%g" y="%g" width="%g" height="%g" fill="%s"/>`+"\n",
				margin+float64(r.x)*cellW, margin+float64(y)*cellH, float64(r.n)*cellW, cellH, hex(r.bg))
		}
	}
}

func texts(out *bytes.Buffer, row []uv.Cell, y int, c Colours) {
	top := margin + float64(y)*cellH
	for _, r := range runs(row, c) {
		x, w := margin+float64(r.x)*cellW, float64(r.n)*cellW
		if drawn(out, r, x, top, w, c) {
			continue
		}
		if strings.TrimSpace(r.text) == "" && r.style.Underline == uv.UnderlineNone {
			continue
		}
		fmt.Fprintf(out, `<text x="%g" y="%g" textLength="%g" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
			x, top+cellH*0.72, w, attributes(r), html.EscapeString(strings.ReplaceAll(r.text, " ", "\u00a0")))
	}
}

func attributes(r run) string {
	var a strings.Builder
	if r.fg != nil {
		fmt.Fprintf(&a, ` fill="%s"`, hex(r.fg))
	}
	if r.style.Attrs&uv.AttrBold != 0 {
		a.WriteString(` font-weight="bold"`)
	}
	if r.style.Attrs&uv.AttrItalic != 0 {
		a.WriteString(` font-style="italic"`)
	}
	if r.style.Attrs&uv.AttrFaint != 0 {
		a.WriteString(` opacity="0.6"`)
	}
	var lines []string
	if r.style.Underline != uv.UnderlineNone {
		lines = append(lines, "underline")
	}
	if r.style.Attrs&uv.AttrStrikethrough != 0 {
		lines = append(lines, "line-through")
	}
	if lines != nil {
		fmt.Fprintf(&a, ` text-decoration="%s"`, strings.Join(lines, " "))
	}
	return a.String()
}

// drawn draws the lines of frames and bars as lines, so that they join whatever the
// font's height.
func drawn(out *bytes.Buffer, r run, x, top, w float64, c Colours) bool {
	cx, cy, bottom, right := x+w/2, top+cellH/2, top+cellH, x+w
	var path string
	stroke := 1.2
	if half, ok := map[string][4]float64{"█": {x, top, w, cellH}, "▀": {x, top, w, cellH / 2}, "▄": {x, cy, w, cellH / 2}, "▌": {x, top, w / 2, cellH}}[r.text]; ok {
		fg := r.fg
		if fg == nil {
			fg = c.Fg
		}
		fmt.Fprintf(out, `<rect x="%g" y="%g" width="%g" height="%g" fill="%s"/>`+"\n", half[0], half[1], half[2], half[3], hex(fg))
		return true
	}
	switch r.text {
	case "─":
		path = fmt.Sprintf("M%g %gH%g", x, cy, right)
	case "━":
		path, stroke = fmt.Sprintf("M%g %gH%g", x, cy, right), 3
	case "│":
		path = fmt.Sprintf("M%g %gV%g", cx, top, bottom)
	case "┃":
		path, stroke = fmt.Sprintf("M%g %gV%g", cx, top, bottom), 3
	case "╭":
		path = fmt.Sprintf("M%g %gQ%g %g %g %g", right, cy, cx, cy, cx, bottom)
	case "╮":
		path = fmt.Sprintf("M%g %gQ%g %g %g %g", x, cy, cx, cy, cx, bottom)
	case "╰":
		path = fmt.Sprintf("M%g %gQ%g %g %g %g", right, cy, cx, cy, cx, top)
	case "╯":
		path = fmt.Sprintf("M%g %gQ%g %g %g %g", x, cy, cx, cy, cx, top)
	default:
		return false
	}
	fg := r.fg
	if fg == nil {
		fg = c.Fg
	}
	fmt.Fprintf(out, `<path d="%s" fill="none" stroke="%s" stroke-width="%g"/>`+"\n", path, hex(fg), stroke)
	return true
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
