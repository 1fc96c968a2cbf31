package tui

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"github.com/charmbracelet/x/term"

	"binome/tui/ruler"
)

// Terminals differ in how many columns an emoji, or a letter of a script that stacks, takes.
// One that has mode 2027 says so, and counts as we do. With any other the code points are
// counted, as most do; and since their tables differ, what follows such a character on its
// line is put to its column by name, so that nothing there moves.
//
// Bubble Tea drops what moves the cursor inside a frame, but lets a private string (APC) ride
// in front of the character it stands before (passThrough in
// https://github.com/charmbracelet/ultraviolet/blob/6b8d4baf91b4/styled.go). So a column is
// written as one in the frame, and [columns] makes it the move when it goes out.

const columnBegins, columnEnds = "\x1b_column=", "\x1b\\"

// counts takes the terminal's answer, which Bubble Tea has asked for.
func (m *model) counts(answer tea.ModeReportMsg) (news bool) {
	r := ruler.Points
	if v := answer.Value; v == ansi.ModeReset || v == ansi.ModeSet || v == ansi.ModePermanentlySet {
		r = ruler.Whole // Bubble Tea has set it meanwhile
	}
	if answer.Mode != ansi.ModeUnicodeCore || r == m.ruler {
		return false
	}
	m.ruler = r
	m.retheme()
	return true
}

// anchored puts the column before whatever follows a character of doubtful width. The frame
// has passed the last gate: nothing but letters, styles and links is in it.
func anchored(frame string) string {
	if !unsure(frame) {
		return frame
	}
	lines := strings.Split(frame, "\n")
	for i, l := range lines {
		if unsure(l) {
			lines[i] = anchoredLine(l)
		}
	}
	return strings.Join(lines, "\n")
}

func anchoredLine(l string) string {
	var b strings.Builder
	x, loose := 0, false
	for state := byte(0); l != ""; {
		seq, w, n, next := ansi.DecodeSequenceWc(l, state, nil)
		if n == 1 && seq[0] > 0x1f && len(l) > 1 && l[1] >= 0xc0 { // a letter, and maybe its marks
			if c, cw := ansi.FirstGraphemeCluster(l, ansi.WcWidth); len(c) > 1 {
				seq, w, n = c, cw, len(c)
			}
		}
		switch loosens := unsure(seq) && !strings.HasPrefix(seq, string(kitty.Placeholder)); {
		case w > 0:
			if loose {
				b.WriteString(columnBegins + strconv.Itoa(x+1) + columnEnds)
			}
			loose = loosens
		case loosens: // no width, to us
			loose = true
		}
		b.WriteString(seq)
		x, l, state = x+w, l[n:], next
	}
	return b.String()
}

// unsure reports whether a doubtful character is in a text. Before U+0300 none is, and what
// has no byte of a later one need not be decoded.
func unsure(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0xcc {
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if doubtful(r) {
			return true
		}
		i += n - 1
	}
	return false
}

// doubtful are the characters that some terminal counts in another way, or may: all but
// the letters of Europe, ordinary signs, lines and shapes, kana, Han and Hangul.
func doubtful(r rune) bool {
	switch {
	case r < 0x300, r >= 0x370 && r < 0x530 && (r < 0x483 || r > 0x489):
		return false
	case r >= 0x2010 && r < 0x2028, r >= 0x202f && r < 0x2060, r >= 0x20a0 && r < 0x20c0, r >= 0x2190 && r < 0x2200:
		return false
	case r >= 0x2500 && r < 0x2600:
		return r == 0x25fd || r == 0x25fe
	case r >= 0x2713 && r < 0x2718, r == 0x221e: // ✓ and ∞
		return false
	case r >= 0x3040 && r < 0x3100 && r != 0x3099 && r != 0x309a, r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4:
		return false
	}
	return true
}

// columns is what Bubble Tea writes to: it makes moves of the columns in a frame. Bubble Tea
// hands over whole frames.
type columns struct{ io.Writer }

func (c columns) Write(p []byte) (int, error) {
	out := p
	if bytes.Contains(p, []byte(columnBegins)) {
		out = moves(p)
	}
	if _, err := c.Writer.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

func moves(p []byte) []byte {
	out := make([]byte, 0, len(p))
	for {
		before, rest, found := bytes.Cut(p, []byte(columnBegins))
		out = append(out, before...)
		if !found {
			return out
		}
		x, after, _ := bytes.Cut(rest, []byte(columnEnds))
		out = append(append(append(out, "\x1b["...), x...), 'G')
		p = after
	}
}

// fileColumns is the same for a terminal of this computer, whose file Bubble Tea asks.
type fileColumns struct {
	columns
	term.File
}

func (c fileColumns) Write(p []byte) (int, error) { return c.columns.Write(p) }

// byColumns wraps the terminal's output so that lines keep to their columns (see columns).
func byColumns(out io.Writer) io.Writer {
	if f, ok := out.(term.File); ok {
		return fileColumns{columns{f}, f}
	}
	return columns{out}
}
