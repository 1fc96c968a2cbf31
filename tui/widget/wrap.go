package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks text into lines of at most width columns, at spaces (and between the
// characters of scripts that have none). A word is broken only when it is wider than a
// line, after one of / - _ . if it has one. No-break spaces (U+00A0, U+202F) are kept
// whole, which x/ansi does for the first only, and hyphens don't break, which they do
// there. Styles and links are closed at each line's end and opened again on the next.
// Control characters other than newlines are dropped, tabs are four spaces.
func Wrap(s string, width int) []string {
	w := wrapper{width: max(width, 1)}
	for len(s) > 0 {
		c := s[0]
		switch {
		case c == '\x1b':
			n := escape(s)
			w.escape(s[:n])
			s = s[n:]
		case c == '\n':
			w.hardBreak()
			s = s[1:]
		case c == ' ':
			w.space(1)
			s = s[1:]
		case c == '\t':
			w.space(4)
			s = s[1:]
		case c < 0x20 || c == 0x7f:
			s = s[1:]
		case c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf):
			w.cell(s[:1], 1)
			s = s[1:]
		default:
			g, gw := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
			if r, _ := utf8.DecodeRuneInString(g); !unicode.IsControl(r) {
				w.cell(g, gw)
			}
			s = s[len(g):]
		}
	}
	return w.finish()
}

// WrapHang wraps with the first line after first and the others after rest, both of
// which count as part of the width.
func WrapHang(s string, width int, first, rest string) []string {
	lines := Wrap(s, max(1, width-max(ansi.StringWidth(first), ansi.StringWidth(rest))))
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = rest + lines[i]
		}
	}
	return lines
}

// A pen is the style and link in force at a point of the text.
type pen struct {
	sgr  string // the SGR sequences since the last reset
	link string // the OSC 8 sequence that opened the link
}

func (p pen) open() string { return p.link + p.sgr }

func (p pen) close() string {
	s := ""
	if p.sgr != "" {
		s = "\x1b[m"
	}
	if p.link != "" {
		s += closeLink
	}
	return s
}

const closeLink = "\x1b]8;;\x07"

// A piece is one cell of a word with the escape sequences before it.
type piece struct {
	text  string
	width int
}

type wrapper struct {
	width int
	lines []string

	line    strings.Builder
	lineW   int
	linePen pen
	started bool // the line holds a word or its first spaces
	spaces  int

	word    []piece
	wordW   int
	wordPen pen // after the word
}

func (w *wrapper) escape(seq string) {
	switch {
	case strings.HasPrefix(seq, "\x1b[") && strings.HasSuffix(seq, "m"):
		if seq == "\x1b[m" || seq == "\x1b[0m" {
			w.wordPen.sgr = ""
		} else {
			w.wordPen.sgr += seq
		}
	case strings.HasPrefix(seq, "\x1b]8;"):
		w.wordPen.link = seq
		if linkTarget(seq) == "" {
			w.wordPen.link = ""
		}
	default:
		return
	}
	w.word = append(w.word, piece{text: seq})
}

func (w *wrapper) cell(g string, gw int) {
	if gw == 2 && w.wordW > 0 && breakableBefore(g) {
		w.flushWord()
	}
	w.word = append(w.word, piece{g, gw})
	w.wordW += gw
}

func (w *wrapper) space(n int) {
	w.flushWord()
	w.spaces += n
}

func (w *wrapper) hardBreak() {
	w.flushWord()
	w.spaces = 0
	w.newLine()
}

func (w *wrapper) finish() []string {
	w.flushWord()
	w.newLine()
	return w.lines
}

func (w *wrapper) newLine() {
	w.lines = append(w.lines, w.line.String()+w.linePen.close())
	w.line.Reset()
	w.line.WriteString(w.linePen.open())
	w.lineW, w.started = 0, false
}

func (w *wrapper) flushWord() {
	if len(w.word) == 0 {
		return
	}
	if w.started && w.lineW+w.spaces+w.wordW > w.width && w.wordW > 0 {
		w.newLine()
		w.spaces = 0
	}
	if w.spaces > 0 && w.wordW > 0 {
		n := w.spaces
		if !w.started { // an indent gives way to its word
			n = min(n, max(0, w.width-w.wordW))
		}
		w.line.WriteString(strings.Repeat(" ", n))
		w.lineW += n
		w.spaces = 0
	}
	if w.lineW+w.wordW > w.width {
		w.breakWord()
	}
	for _, p := range w.word {
		w.line.WriteString(p.text)
	}
	w.lineW += w.wordW
	w.started = w.started || w.wordW > 0
	w.linePen = w.wordPen
	w.word, w.wordW = w.word[:0], 0
}

// breakWord puts as much of a word wider than the line on lines of its own as will
// leave the rest fitting.
func (w *wrapper) breakWord() {
	after := w.wordPen
	for w.lineW+w.wordW > w.width {
		cut, used := w.cutAt(w.width - w.lineW)
		if used == 0 {
			if w.lineW > 0 {
				w.newLine()
				continue
			}
			w.wordW -= w.word[cut].width - 1 // wider than any line here: nothing better
			w.word[cut] = piece{"?", 1}
			continue
		}
		for _, p := range w.word[:cut] {
			w.line.WriteString(p.text)
			w.linePen = penAfter(w.linePen, p.text)
		}
		w.word = w.word[cut:] // not copied: a word may be all of the text
		w.wordW -= used
		w.lineW += used
		if w.wordW > 0 {
			w.newLine()
		}
	}
	w.wordPen = after
}

// cutAt is how many pieces of the word fit in room columns, preferring to end after a
// joint, and their width.
func (w *wrapper) cutAt(room int) (n, width int) {
	joint, jointW, sum := 0, 0, 0
	for i, p := range w.word {
		if sum+p.width > room {
			n, width = i, sum
			break
		}
		sum += p.width
		if p.width == 1 && strings.ContainsAny(p.text, "/-_.") {
			joint, jointW = i+1, sum
		}
		n, width = i+1, sum
	}
	if joint > 0 && jointW*2 > room {
		return joint, jointW
	}
	return n, width
}

func penAfter(p pen, seq string) pen {
	switch {
	case seq == "\x1b[m" || seq == "\x1b[0m":
		p.sgr = ""
	case strings.HasPrefix(seq, "\x1b["):
		p.sgr += seq
	case strings.HasPrefix(seq, "\x1b]8;"):
		p.link = seq
		if linkTarget(seq) == "" {
			p.link = ""
		}
	}
	return p
}

// breakableBefore reports whether a line may begin with that wide character: East
// Asian text breaks anywhere but before closing marks.
func breakableBefore(g string) bool {
	return !strings.ContainsAny(g, "、。，．！？：；）」』】〉》〕")
}

// escape is the length of the escape sequence that s begins with.
func escape(s string) int {
	if len(s) < 2 {
		return len(s)
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s); i++ {
			if s[i] >= 0x40 && s[i] <= 0x7e {
				return i + 1
			}
			if s[i] < 0x20 {
				return i
			}
		}
		return len(s)
	case ']':
		for i := 2; i < len(s); i++ {
			if s[i] == 0x07 {
				return i + 1
			}
			if s[i] == 0x1b {
				if i+1 < len(s) && s[i+1] == '\\' {
					return i + 2
				}
				return i
			}
		}
		return len(s)
	}
	return 1
}

// linkTarget is the address in an OSC 8 sequence; "" closes the link.
func linkTarget(seq string) string {
	seq = strings.TrimPrefix(seq, "\x1b]8;")
	_, target, _ := strings.Cut(seq, ";")
	return strings.TrimRight(target, "\x07\x1b\\")
}
