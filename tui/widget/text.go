package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
)

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
