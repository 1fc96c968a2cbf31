package ruler

import (
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks text into lines of at most width columns, at spaces. x/ansi does it,
// and lipgloss closes styles and links at each line's end and opens them again on the next;
// ours is only what they have otherwise: a hyphen is no place to break (rendez-vous), nor is the narrow
// no-break space, and a word wider than a line is cut after one of / - _ . if it has one. The text is clean already (package clean);
// tabs are four spaces.
func (r Ruler) Wrap(s string, width int) []string {
	width = max(width, 1)
	s = strings.ReplaceAll(s, "\t", "    ")
	styled := strings.Contains(s, "\x1b")
	if !styled && !strings.Contains(s, "\n") && r.Width(s) <= width {
		return []string{s}
	}
	s = r.jointed(strings.NewReplacer("-", hyphen, "\u202f", narrow).Replace(s), width)
	s = r.indented(s, width)
	s = strings.NewReplacer(hyphen, "-", narrow, "\u202f", joint, "", indent, " ").Replace(ansi.Method(r).Wrap(s, width, joint))
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if r.Width(l) > width { // a joint beside the edge
			lines[i] = ansi.Method(r).Hardwrap(l, width, true)
		}
	}
	s = strings.Join(lines, "\n")
	if styled {
		var b strings.Builder
		w := lipgloss.NewWrapWriter(&b)
		_, _ = io.WriteString(w, s+"\n")
		_ = w.Close()
		s = strings.TrimSuffix(b.String(), "\n")
	}
	lines = strings.Split(s, "\n")
	for i, l := range lines { // too narrow for a wide character
		lines[i] = r.Clip(l, width)
	}
	return lines
}

// While a text is wrapped these stand for a hyphen, for the narrow no-break space, for a
// place where a long word may break, and for a space of an indent. They are no characters:
// package clean lets none through.
const hyphen, narrow, joint, indent = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"

// jointed marks the joints of words that are wider than a line.
func (r Ruler) jointed(s string, width int) string {
	if len(s) <= width || !strings.ContainsAny(s, "/_."+hyphen) {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if r.Width(w) <= width {
			continue
		}
		var out strings.Builder
		for state := byte(0); w != ""; {
			seq, n, size, next := ansi.DecodeSequence(w, state, nil)
			out.WriteString(seq)
			if n == 1 && strings.Contains("/_."+hyphen, seq) {
				out.WriteString(joint)
			}
			w, state = w[size:], next
		}
		words[i] = out.String()
	}
	return strings.Join(words, " ")
}

// indented holds a line's indent to its first word, where the two fit; else it gives way. (By
// itself x/ansi would put an empty line before the word, or draw it past the edge.)
func (r Ruler) indented(s string, width int) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		text := strings.TrimLeft(l, " ")
		if n := len(l) - len(text); n > 0 {
			word, _, _ := strings.Cut(text, " ")
			lines[i] = strings.Repeat(indent, max(0, min(n, width-r.Width(word)))) + text
		}
	}
	return strings.Join(lines, "\n")
}

// WrapHang wraps with the first line after first and the others after rest, both of
// which count as part of the width.
func (r Ruler) WrapHang(s string, width int, first, rest string) []string {
	lines := r.Wrap(s, max(1, width-max(r.Width(first), r.Width(rest))))
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = rest + lines[i]
		}
	}
	return lines
}
