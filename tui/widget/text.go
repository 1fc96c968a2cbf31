package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Width of a string as it is seen, in columns.
func Width(s string) int { return ansi.StringWidth(s) }

// Pad fills a string with spaces on the right, up to width.
func Pad(s string, width int) string {
	if n := width - ansi.StringWidth(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Right fills a string with spaces on the left, up to width.
func Right(s string, width int) string {
	if n := width - ansi.StringWidth(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// Center puts a string in the middle of width columns (no spaces after it).
func Center(s string, width int) string {
	if n := width - ansi.StringWidth(s); n > 1 {
		return strings.Repeat(" ", n/2) + s
	}
	return s
}

// Spread puts left and right at the two ends of a line. When they don't both fit, the
// left one is shortened; when even that is too little, the right one goes.
func Spread(left, right string, width int, ellipsis string) string {
	rw := ansi.StringWidth(right)
	if right == "" || rw+8 > width {
		return Shorten(left, width, ellipsis)
	}
	left = Shorten(left, width-rw-2, ellipsis)
	return Pad(left, width-rw) + right
}

// Shorten cuts a line to width: whole words and an ellipsis, or, where not one word
// fits, letters and an ellipsis.
func Shorten(s string, width int, ellipsis string) string {
	if ansi.StringWidth(s) <= width {
		return s
	}
	room := width - ansi.StringWidth(ellipsis)
	if room <= 0 {
		return ansi.Truncate(s, max(width, 0), "")
	}
	first := Wrap(s, room)[0]
	words := strings.Fields(ansi.Strip(s))
	if len(words) > 0 && ansi.StringWidth(words[0]) > room {
		first = ansi.Truncate(s, room, "")
	}
	// The ellipsis belongs to the text: inside its style.
	if i := strings.LastIndex(first, "\x1b["); i >= 0 && strings.HasSuffix(first, "m") && i+8 > len(first) {
		return strings.TrimRight(first[:i], " ,;:.") + ellipsis + first[i:]
	}
	return strings.TrimRight(first, " ,;:.") + ellipsis
}

// Paint draws a string that may hold styles of its own over a base style: after each
// of its own styles ends, the base goes on.
func Paint(style lipgloss.Style, s string) string {
	if s == "" {
		return ""
	}
	const mark = "\x00"
	open, closing, _ := strings.Cut(style.Render(mark), mark)
	if open == "" {
		return s
	}
	if strings.Contains(s, "\x1b[") {
		s = strings.ReplaceAll(s, "\x1b[0m", "\x1b[m")
		s = strings.ReplaceAll(s, "\x1b[m", "\x1b[m"+open)
		s = strings.TrimSuffix(s, "\x1b[m"+open)
	}
	return open + s + closing
}

// PaintLines paints each line, leaving empty ones empty.
func PaintLines(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = Paint(style, l)
	}
	return out
}
