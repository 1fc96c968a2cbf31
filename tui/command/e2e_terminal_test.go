//go:build unix

package command_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"github.com/hinshun/vt10x"
)

// A terminal is the far end of a pty: it shows what the program draws and answers what
// the program asks, as the emulators people have do. vt10x is the screen; what it would
// misread (private sequences, strings, colours) is dealt with here and kept from it.
type terminal struct {
	vt         vt10x.Terminal
	cols, rows int
	part       []byte // the beginning of a sequence, or of a letter, that is still to come
	held       bool   // inside a synchronised update: nothing of it is seen yet
	kitty      []int  // the keyboard's flags, as pushed
	answers    []byte // to be sent back to the program
	gallery    gallery
}

func newTerminal(cols, rows int) *terminal {
	return &terminal{vt: vt10x.New(vt10x.WithSize(cols, rows)), cols: cols, rows: rows, gallery: gallery{images: map[int][]byte{}, sizes: map[int][2]int{}}}
}

func (t *terminal) resize(cols, rows int) {
	t.cols, t.rows = cols, rows
	t.vt.Resize(cols, rows)
}

// feed takes what the program wrote.
func (t *terminal) feed(p []byte) {
	p = append(t.part, p...)
	t.part = nil
	for len(p) > 0 {
		seq, width, n, state := ansi.DecodeSequence(p, ansi.NormalState, nil)
		whole := state == ansi.NormalState
		if whole && len(p) < 16 && n == len(p) && p[0] >= 0x80 || whole && bytes.Equal(seq, []byte{0x1b}) && n == len(p) {
			whole = validEnd(seq)
		}
		if !whole {
			t.part = slices.Clone(p)
			return
		}
		p = p[n:]
		t.one(seq, width)
	}
}

// validEnd reports whether a text is whole: its last letter isn't cut.
func validEnd(p []byte) bool {
	if r, _ := utf8.DecodeRune(p); r == kitty.Placeholder && utf8.RuneCount(p) < 3 {
		return false // without its marks
	}
	return p[0] != 0x1b && bytes.Equal(bytes.ToValidUTF8(p, nil), p)
}

func (t *terminal) one(seq []byte, width int) {
	switch {
	case width > 0: // a letter, with what is on top of it
		r := []rune(string(seq))[0]
		if r == kitty.Placeholder {
			r = t.gallery.cell([]rune(string(seq)))
		}
		t.vt.Write([]byte(string(r) + strings.Repeat(" ", width-1)))
	case bytes.HasPrefix(seq, []byte("\x1b[")):
		t.control(string(seq[2:len(seq)-1]), seq[len(seq)-1])
	case bytes.HasPrefix(seq, []byte("\x1b]")):
		t.system(strings.TrimRight(string(seq[2:]), "\x07\x1b\\"))
	case len(seq) == 2 && seq[0] == 0x1b && strings.IndexByte("78DEHM", seq[1]) >= 0: // the cursor kept, and moved with scrolling
		t.vt.Write(seq)
	case bytes.HasPrefix(seq, []byte("\x1b_G")):
		t.answers = append(t.answers, t.gallery.command(strings.TrimSuffix(string(seq[3:]), "\x1b\\"))...)
	case bytes.HasPrefix(seq, []byte("\x1b")): // other strings show nothing
	default:
		t.vt.Write(seq) // line feed, carriage return, backspace, tab
	}
}

// control does one CSI sequence.
func (t *terminal) control(params string, final byte) {
	digits := func(r rune) bool { return r >= '0' && r <= '9' }
	mark := strings.Map(func(r rune) rune {
		if digits(r) || r == ';' || r == ':' {
			return -1
		}
		return r
	}, params)
	first, _ := strconv.Atoi(strings.FieldsFunc(params+"x", func(r rune) bool { return !digits(r) && r != 'x' })[0])
	switch mark + string(final) {
	case "m":
		t.gallery.style(params)
	case ">q":
		if name := t.gallery.name; name != "" {
			t.answer("\x1bP>|%s\x1b\\", name)
		}
	case ">m", ">c", " q", "$p": // what not every terminal knows
	case "c":
		t.answer("\x1b[?62;22c")
	case "n":
		if first == 6 {
			c := t.vt.Cursor()
			t.answer("\x1b[%d;%dR", c.Y+1, c.X+1)
		}
	case "?$p":
		known := 0
		if first == 2026 {
			known = 2
		}
		t.answer("\x1b[?%d;%d$y", first, known)
	case "?u":
		t.answer("\x1b[?%du", t.keyboard())
	case ">u":
		t.kitty = append(t.kitty, first)
	case "=u":
		t.kitty = append(t.kitty[:max(0, len(t.kitty)-1)], first)
	case "<u":
		t.kitty = t.kitty[:max(0, len(t.kitty)-max(1, first))]
	case "?h", "?l":
		if first == 2026 {
			t.held = final == 'h'
			return
		}
		fmt.Fprintf(t.vt, "\x1b[%s%c", params, final)
	case "b": // the letter before the cursor again
		c := t.vt.Cursor()
		if c.X > 0 {
			t.vt.Write([]byte(strings.Repeat(string(t.vt.Cell(c.X-1, c.Y).Char), max(1, first))))
		}
	default:
		if mark == "" {
			fmt.Fprintf(t.vt, "\x1b[%s%c", params, final)
		}
	}
}

// system does one OSC sequence: only the colours of text and ground are answered.
func (t *terminal) system(s string) {
	switch s {
	case "10;?":
		t.answer("\x1b]10;rgb:dddd/dddd/dddd\x07")
	case "11;?":
		t.answer("\x1b]11;rgb:1e1e/1e1e/1e1e\x07")
	}
}

func (t *terminal) answer(format string, a ...any) { t.answers = fmt.Appendf(t.answers, format, a...) }

func (t *terminal) keyboard() int {
	if len(t.kitty) == 0 {
		return 0
	}
	return t.kitty[len(t.kitty)-1]
}

// key is what that key sends in the modes the program has set.
func (t *terminal) key(name string) string {
	plain, enhanced := keyBytes(name)
	if enhanced != "" && t.keyboard()&1 != 0 {
		return enhanced
	}
	return plain
}

func keyBytes(name string) (plain, enhanced string) {
	switch name {
	case "enter":
		return "\r", ""
	case "esc":
		return "\x1b", "\x1b[27u"
	case "space":
		return " ", ""
	case "ctrl+c":
		return "\x03", "\x1b[99;5u"
	case "ctrl+s":
		return "\x13", "\x1b[115;5u"
	case "ctrl+d":
		return "\x04", "\x1b[100;5u"
	case "up", "down", "right", "left":
		return "\x1b[" + map[string]string{"up": "A", "down": "B", "right": "C", "left": "D"}[name], ""
	}
	return name, "" // text
}

// text is what is seen, one line a row, without blanks at the ends.
func (t *terminal) text() string {
	var b strings.Builder
	for y := range t.rows {
		row := make([]rune, t.cols)
		for x := range row {
			if row[x] = t.vt.Cell(x, y).Char; row[x] == 0 {
				row[x] = ' '
			}
		}
		b.WriteString(strings.TrimRight(string(row), " ") + "\n")
	}
	return b.String()
}

// mouse is a press (M) or a release (m) of the left button, at a cell counted from 0.
func mouse(x, y int, what byte) string { return fmt.Sprintf("\x1b[<0;%d;%d%c", x+1, y+1, what) }
