package widget

import (
	"regexp"
	"strings"
	"sync"

	"github.com/charmbracelet/x/ansi"

	"binome/curriculum/block"
)

const (
	screenMost  = block.ScreenWidth + 4 // of a window, its frame counted
	screenLeast = 32                    // unless there is less room
	screenBare  = 20                    // where a frame would leave too little room
)

// screen draws a window: its title, a line below it, what stands in it. Where there is
// less room than its author had, blank columns that all lines share go first; then what
// stands at the right of a line goes below it.
func (r *Renderer) screen(b *block.Block, width int) []string {
	lines := strings.Split(b.Text, "\n")
	if width < screenBare {
		out := r.style.Wrap(r.style.HeadStyle.Render(b.Name), width)
		for _, l := range lines {
			if !ruled(l) {
				out = append(out, r.style.Wrap(strings.Join(strings.Fields(l), " "), width)...)
			}
		}
		return out
	}
	inner := max(r.style.Width(b.Name), screenLeast-4)
	for _, l := range lines {
		inner = max(inner, r.style.Width(l))
	}
	inner = min(inner, min(width, screenMost)-4)
	f, line := r.style.Frame, r.style.RuleStyle
	across := func(left, fill, right string) string {
		return line.Render(left + strings.Repeat(fill, inner+2) + right)
	}
	row := func(s string) string {
		return line.Render(f.Left) + " " + r.style.Pad(s, inner) + " " + line.Render(f.Right)
	}
	out := []string{across(f.TopLeft, f.Top, f.TopRight)}
	if b.Name != "" {
		for _, l := range r.style.Wrap(b.Name, inner) {
			out = append(out, row(r.style.HeadStyle.Render(l)))
		}
		out = append(out, across(f.MiddleLeft, f.Top, f.MiddleRight))
	}
	for _, l := range r.narrowed(lines, inner) {
		if ruled(l) {
			out = append(out, across(f.MiddleLeft, f.Top, f.MiddleRight))
			continue
		}
		out = append(out, row(l))
	}
	return append(out, across(f.BottomLeft, f.Bottom, f.BottomRight))
}

// ruled reports whether a line stands for one drawn across the window.
func ruled(line string) bool { return len(line) >= 3 && strings.Trim(line, "-") == "" }

var screenGap = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(` {2,}`) })

// narrowed makes lines fit.
func (r *Renderer) narrowed(lines []string, width int) (out []string) {
	for _, l := range r.squeezed(lines, width) {
		text := strings.TrimLeft(l, " ")
		if r.style.Width(l) <= width || ruled(l) {
			out = append(out, l)
			continue
		}
		indent := l[:min(len(l)-len(text), width/3)]
		for i, part := range screenGap().Split(text, -1) {
			first, rest := indent, indent+"  "
			if i > 0 {
				first = indent + "    "
				rest = first
			}
			out = append(out, r.style.WrapHang(part, width, first, rest)...)
		}
	}
	return out
}

// squeezed takes columns out that are blank in all lines, where three or more of them
// stand side by side, until the lines fit; two stay, so that columns stay apart. As a
// whole or not at all: half of it would only put columns out of line.
func (r *Renderer) squeezed(lines []string, width int) []string {
	rows, wide := make([][]string, len(lines)), 0
	for i, l := range lines {
		if !ruled(l) {
			rows[i] = r.cellsOf(l)
			wide = max(wide, len(rows[i]))
		}
	}
	blank := func(col int) bool {
		for _, cells := range rows {
			if col < len(cells) && cells[col] != " " {
				return false
			}
		}
		return true
	}
	drop, run := make([]bool, wide), 0
	for col := range wide {
		if !blank(col) {
			run = 0
			continue
		}
		run++
		drop[col] = run > 2
	}
	excess := wide - width
	for col := wide - 1; col >= 0; col-- { // from the right: an indent is worth most
		if drop[col] && excess > 0 {
			excess--
		} else {
			drop[col] = false
		}
	}
	if excess > 0 {
		return lines
	}
	out := make([]string, len(lines))
	for i, cells := range rows {
		if cells == nil {
			out[i] = lines[i]
			continue
		}
		var b strings.Builder
		for col, c := range cells {
			if !drop[col] {
				b.WriteString(c)
			}
		}
		out[i] = b.String()
	}
	return out
}

// cellsOf is a line as cells, one a column; a character that is two columns wide has an empty
// cell behind it.
func (r *Renderer) cellsOf(line string) (cells []string) {
	for state := byte(0); line != ""; {
		seq, _, n, next := ansi.DecodeSequence(line, state, nil)
		w := r.style.Width(seq)
		if w == 0 && len(cells) > 0 {
			cells[len(cells)-1] += seq
		} else {
			cells = append(cells, seq)
		}
		for range w - 1 {
			cells = append(cells, "")
		}
		line, state = line[n:], next
	}
	return cells
}
