// Package ruler measures text in columns, breaks it and pads it, as the terminal in front
// of it counts: by whole characters ([Whole]), where the terminal says that it does (its
// mode 2027), else by code points ([Points]).
//
// For most uses, a theme has the ruler of its terminal: t.Width, t.Wrap, t.Pad. What is
// printed line by line, with nothing beside it, takes [Whole].
//
// It promises that no line is wider than asked for, by the same ruler, that words are broken
// only when one alone is wider than a line, and that no letter is lost.
package ruler

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A Ruler is how a terminal counts columns. The zero Ruler is [Points].
type Ruler ansi.Method

const (
	// Points is each code point for itself: 👍🏽 is a thumb and a colour.
	Points = Ruler(ansi.WcWidth)
	// Whole is characters as they are seen.
	Whole = Ruler(ansi.GraphemeWidth)
)

// Width of a string, in columns.
func (r Ruler) Width(s string) int { return ansi.Method(r).StringWidth(s) }

// Clip cuts what is too wide; it is the last resort of layouts, after wrapping.
func (r Ruler) Clip(s string, width int) string {
	if len(s) <= width || r.Width(s) <= width {
		return s
	}
	return r.cut(s, width)
}

// Past is what of a line is past so many columns, in its styles.
func (r Ruler) Past(s string, width int) string { return ansi.Method(r).TruncateLeft(s, width, "") }

// Pad fills a string with spaces on the right, up to width.
func (r Ruler) Pad(s string, width int) string {
	if n := width - r.Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Right fills a string with spaces on the left, up to width.
func (r Ruler) Right(s string, width int) string {
	if n := width - r.Width(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// Center puts a string in the middle of width columns (no spaces after it).
func (r Ruler) Center(s string, width int) string {
	if n := width - r.Width(s); n > 1 {
		return strings.Repeat(" ", n/2) + s
	}
	return s
}

// Spread puts left and right at the two ends of a line. When they don't both fit, the
// left one is shortened; when even that is too little, the right one goes.
func (r Ruler) Spread(left, right string, width int, ellipsis string) string {
	rw := r.Width(right)
	if right == "" || rw+8 > width {
		return r.Shorten(left, width, ellipsis)
	}
	left = r.Shorten(left, width-rw-2, ellipsis)
	return r.Pad(left, width-rw) + right
}

// cut is as much of a line as width holds. The library keeps a character whole whose first
// code point fits, though a terminal that counts by code points gives it more.
func (r Ruler) cut(s string, width int) string {
	for n := width; ; n-- {
		if t := ansi.Method(r).Truncate(s, n, ""); n <= 0 || r.Width(t) <= width {
			return t
		}
	}
}

// Shorten cuts a line to width: whole words and an ellipsis, or, where not one word
// fits, letters and an ellipsis.
func (r Ruler) Shorten(s string, width int, ellipsis string) string {
	if r.Width(s) <= width {
		return s
	}
	room := width - r.Width(ellipsis)
	if room <= 0 {
		return r.cut(s, max(width, 0))
	}
	first := r.Wrap(s, room)[0]
	words := strings.Fields(ansi.Strip(s))
	if len(words) > 0 && r.Width(words[0]) > room {
		first = r.cut(s, room)
	}
	// The ellipsis belongs to the text: inside its style.
	if i := strings.LastIndex(first, "\x1b["); i >= 0 && strings.HasSuffix(first, "m") && i+8 > len(first) {
		return strings.TrimRight(first[:i], " ,;:.") + ellipsis + first[i:]
	}
	return strings.TrimRight(first, " ,;:.") + ellipsis
}
