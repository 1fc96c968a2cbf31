package widget

import (
	"github.com/charmbracelet/x/ansi"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/theme"
)

// A Dialog asks one thing, over the screen it came from.
type Dialog struct {
	Title   string
	Body    func(width int) Block // drawn at the width the dialog has inside
	Buttons []Button
	Width   int // wanted inside; 0 for 56
	// Page is where the page lies that it came from, if something stands beside that: it
	// stands in the middle of its columns, and what is right of its rows stays in sight. None
	// is the whole window.
	Page Hit
}

// Draw draws the dialog in the middle of w by h cells over what lies behind, which is
// dimmed and can't be hit. A body too tall is scrolled in view; the buttons are always
// in sight.
func (d Dialog) Draw(t theme.Theme, behind Block, w, h int, view *Viewport, words Words) Block {
	p := d.Page
	if p.W == 0 {
		p = Hit{W: w}
	}
	return lay(t, behind, d.box(t, w, h, view, words), p, w, h)
}

func (d Dialog) box(t theme.Theme, w, h int, view *Viewport, words Words) Block {
	margin := 2 // frame and inner space, each side
	if w >= 60 {
		margin = 3
	}
	width := d.Width
	if width == 0 {
		width = 56
	}
	width = max(1, min(width, w-2*margin))
	roomy := h >= 16
	between := 0
	if roomy {
		between = 1
	}
	buttons := buttonRows(t, width, between, d.Buttons)
	var body Block
	if d.Body != nil {
		body = d.Body(width)
	}
	room := h - 2 - len(buttons.Lines)
	if len(buttons.Lines) > 0 {
		room--
	}
	if roomy {
		room -= 4
	}
	if len(body.Lines) > room {
		body = view.Draw(t, body, width, max(1, room), words)
	}
	var in Block
	if roomy {
		in.Add("")
	}
	in.Append(body)
	if len(buttons.Lines) > 0 {
		in.Add("")
		in.Append(buttons)
	}
	if roomy {
		in.Add("")
	}
	return Framed(t, d.Title, in, width, margin-1)
}

// Framed draws a frame around a block of width columns, with pad columns of space on
// either side and the title in the upper line.
func Framed(t theme.Theme, title string, b Block, width, pad int) Block {
	f := t.Sign.Frame()
	space := strings.Repeat(" ", pad)
	side := width + 2*pad
	var out Block
	out.Add(titleLine(t, f, title, side))
	left, right := t.Box.Render(f.Left)+space, space+t.Box.Render(f.Right)
	for _, l := range b.Lines {
		out.Add(left + t.Pad(t.Clip(l, width), width) + right)
	}
	out.Add(t.Box.Render(f.BottomLeft + strings.Repeat(f.Bottom, side) + f.BottomRight))
	out.Hits = b.Hits.Within(width, len(b.Lines)).Moved(1+pad, 1)
	return out
}

func titleLine(t theme.Theme, f lipgloss.Border, title string, side int) string {
	if title == "" || side < 8 {
		return t.Box.Render(f.TopLeft + strings.Repeat(f.Top, side) + f.TopRight)
	}
	title = t.Shorten(title, side-4, t.Sign.Ellipsis)
	rest := side - t.Width(title) - 3
	return t.Box.Render(f.TopLeft+f.Top) + " " + Paint(t.BoxTitle, title) + " " +
		t.Box.Render(strings.Repeat(f.Top, rest)+f.TopRight)
}

// lay puts a block in the middle of a page's columns, in w by h cells, over what is dimmed
// and no longer answers to the mouse. The rows it takes, and one above and below, are cleared
// there: half words beside a dialog would only be noise. What is right of the page stays as
// it is. (lipgloss's layers would clear nothing, and send each frame through a second cell
// buffer.)
func lay(t theme.Theme, behind, front Block, p Hit, w, h int) Block {
	fw, fh := min(front.Width(t.Ruler), w), min(len(front.Lines), h)
	x, y, to := max(0, p.X+(p.W-fw)/2), (h-fh)/2, p.X+p.W
	beside := func(row int) string { // the columns that stay
		if row < p.Y || row >= min(p.Y+p.H, len(behind.Lines)) {
			return ""
		}
		return t.Past(t.Pad(behind.Lines[row], to), to)
	}
	out := Block{Lines: make([]string, h), Hits: front.Hits.Within(fw, fh).Moved(x, y)}
	for row := range out.Lines {
		switch {
		case row >= y && row < y+fh:
			out.Lines[row] = strings.Repeat(" ", x) + t.Clip(front.Lines[row-y], fw)
			if s := beside(row); s != "" && x+fw <= to {
				out.Lines[row] = t.Pad(out.Lines[row], to) + s
			}
		case row == y-1 || row == y+fh:
			if s := beside(row); s != "" {
				out.Lines[row] = strings.Repeat(" ", to) + s
			}
		case row >= len(behind.Lines):
		default:
			s, of := beside(row), w
			if s != "" {
				of = to
			}
			out.Lines[row] = shade(t, t.Clip(ansi.Strip(behind.Lines[row]), of))
			if s != "" {
				out.Lines[row] = t.Pad(out.Lines[row], to) + s
			}
		}
	}
	return out
}

func shade(t theme.Theme, s string) string {
	s = strings.TrimRight(s, " ")
	if s == "" {
		return ""
	}
	return t.Shade.Render(s)
}
