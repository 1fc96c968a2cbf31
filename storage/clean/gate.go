package clean

import (
	"strings"
	"unicode/utf8"
)

const (
	esc       = 0x1B
	bel       = 0x07
	del       = 0x7F
	maxCSI    = 128  // bytes of a CSI sequence that are looked at before it is given up
	maxOSC    = 4096 // bytes of a link; a browser's address bar takes about two thousand
	closeLink = "\x1b]8;;\x1b\\"
	badRune   = "\uFFFD"
)

// What is being thrown away, when a sequence is too long or not allowed.
const (
	nothing   byte = iota
	theCSI         // up to its final byte
	theString      // OSC, DCS, SOS, PM, APC: up to its terminator or the end of the line
)

// A gate is the filter with what it must remember between two pieces of a stream.
//
// It is an allow-list: ESC is only ever written as part of a sequence that was read
// whole and understood. A string sequence that never ends costs the rest of its line,
// not the rest of the screen.
type gate struct {
	links     bool   // SGR and OSC 8 may pass
	breakWith string // what a line break other than LF becomes: "", " " or "\n"
	tab       string

	marks   int  // combining marks in a row
	open    bool // a link is open
	discard byte
	scratch [maxCSI]byte
}

// filter goes through e.s and returns how much of it is settled; what is left is the
// beginning of something and must come again with more. With end, all is settled.
func (g *gate) filter(e *edit, end bool) int {
	s := e.s
	for i := 0; i < len(s); {
		if g.discard != nothing {
			j := g.skip(s, i)
			if j > i {
				e.replace(i, j, "")
			}
			i = j
			continue
		}
		c := s[i]
		switch {
		case c >= 0x20 && c < del:
			i++
			for i < len(s) && s[i] >= 0x20 && s[i] < del {
				i++
			}
			g.marks = 0
		case c >= utf8.RuneSelf:
			n := g.rune(e, i, end)
			if n == 0 {
				return i
			}
			i += n
		case c == esc:
			n, more := g.escape(e, i)
			if more {
				if !end {
					return i
				}
				e.replace(i, len(s), "")
				n = len(s) - i
			}
			i += n
		default:
			n := g.control(e, i, end)
			if n == 0 {
				return i
			}
			i += n
		}
	}
	return len(s)
}

// finish closes what is still open at the end.
func (g *gate) finish(e *edit, at int) {
	if g.open {
		e.replace(at, at, closeLink)
		g.open = false
	}
	g.marks, g.discard = 0, nothing
}

// control deals with a C0 character or DEL; 0 means that the next byte must be known.
func (g *gate) control(e *edit, i int, end bool) int {
	switch c := e.s[i]; {
	case c == '\n':
		g.lineFeed(e, i, 1)
	case c == '\t':
		e.replace(i, i+1, g.tab)
		g.marks = 0
	case g.breakWith == "" || (c != '\r' && c != '\v' && c != '\f'):
		e.replace(i, i+1, "")
	case c == '\r' && i+1 == len(e.s) && !end:
		return 0
	case c == '\r' && i+1 < len(e.s) && e.s[i+1] == '\n':
		e.replace(i, i+2, g.breakWith)
		g.marks = 0
		return 2
	default:
		e.replace(i, i+1, g.breakWith)
		g.marks = 0
	}
	return 1
}

func (g *gate) lineFeed(e *edit, i, n int) {
	g.marks = 0
	if g.open {
		e.replace(i, i, closeLink)
		g.open = false
	}
	if g.breakWith == " " {
		e.replace(i, i+n, " ")
	}
}

// rune deals with a character beyond ASCII; 0 means that it isn't all there yet.
func (g *gate) rune(e *edit, i int, end bool) int {
	r, n := utf8.DecodeRuneInString(e.s[i:])
	if r == utf8.RuneError && n == 1 {
		if !end && !utf8.FullRuneInString(e.s[i:]) {
			return 0
		}
		e.replace(i, i+1, badRune)
		g.marks = 0
		return 1
	}
	switch classify(r) {
	case keep:
		g.marks = 0
	case mark:
		if g.marks == maxMarks {
			e.replace(i, i+n, "")
		} else {
			g.marks++
		}
	case bad:
		e.replace(i, i+n, badRune)
		g.marks = 0
	case brk, c1brk:
		// In a frame one more line would push the last one off the screen.
		e.replace(i, i+n, g.breakWith)
		if g.breakWith != "" {
			g.marks = 0
		}
	default:
		e.replace(i, i+n, "")
	}
	return n
}

// skip returns where the escape sequence that begins at i ends: it is thrown away.
func (g *gate) skip(s string, i int) int {
	for ; i < len(s); i++ {
		c := s[i]
		if g.discard == theString {
			switch {
			case c == bel:
				g.discard = nothing
				return i + 1
			case c < 0x20 || c == del:
				g.discard = nothing
				return i
			}
			continue
		}
		switch {
		case c >= 0x40 && c < del:
			g.discard = nothing
			return i + 1
		case c < 0x20 || c >= del:
			g.discard = nothing
			return i
		}
	}
	return i
}

// escape deals with the sequence that begins at i and returns its length; more says
// that it has no end yet.
func (g *gate) escape(e *edit, i int) (n int, more bool) {
	s := e.s[i:]
	if len(s) == 1 {
		return 0, true
	}
	switch c := s[1]; {
	case c == '[':
		return g.csi(e, i)
	case c == ']':
		return g.osc(e, i)
	case c == 'P' || c == 'X' || c == '^' || c == '_':
		g.discard = theString
		n = 2
	case c >= 0x20 && c < 0x30:
		for n = 2; n < len(s) && n < maxCSI && s[n] >= 0x20 && s[n] < 0x30; n++ {
		}
		switch {
		case n == maxCSI:
			g.discard = theCSI // what is left ends in the same way
		case n == len(s):
			return 0, true
		case s[n] >= 0x30 && s[n] < del:
			n++
		}
	case c >= 0x30 && c < del:
		n = 2
	default:
		n = 1
	}
	e.replace(i, i+n, "")
	return n, false
}

// csi lets a well-formed SGR pass, less what it must not say.
func (g *gate) csi(e *edit, i int) (n int, more bool) {
	s := e.s[i:]
	plain, k := true, 2
	for k < len(s) && k < maxCSI && s[k] >= 0x20 && s[k] < 0x40 {
		plain = plain && (s[k] >= '0' && s[k] <= ';')
		k++
	}
	switch {
	case k == maxCSI:
		g.discard = theCSI
		e.replace(i, i+k, "")
		return k, false
	case k == len(s):
		return 0, true
	case s[k] < 0x40 || s[k] >= del:
		e.replace(i, i+k, "")
		return k, false
	}
	n = k + 1
	if !g.links || !plain || s[k] != 'm' {
		e.replace(i, i+n, "")
		return n, false
	}
	kept, some := appendSGR(g.scratch[:0], s[2:k])
	switch {
	case !some:
		e.replace(i, i+n, "")
	case len(kept) != k-2:
		e.replace(i+2, i+k, string(kept))
	}
	return n, false
}

// osc lets a link pass, or its end.
func (g *gate) osc(e *edit, i int) (n int, more bool) {
	s := e.s[i:]
	const head = "\x1b]8;"
	if len(s) < len(head) && strings.HasPrefix(head, s) {
		return 0, true
	}
	if !g.links || !strings.HasPrefix(s, head) {
		g.discard = theString
		e.replace(i, i+2, "")
		return 2, false
	}
	k := len(head)
	for k < len(s) && k < maxOSC && s[k] >= 0x20 && s[k] != del {
		k++
	}
	switch {
	case k == maxOSC:
		g.discard = theString
		e.replace(i, i+k, "")
		return k, false
	case k == len(s):
		return 0, true
	case s[k] == bel:
		n = k + 1
	case s[k] == esc && k+1 == len(s):
		return 0, true
	case s[k] == esc && s[k+1] == '\\':
		n = k + 2
	default: // broken off: what broke it is looked at next
		e.replace(i, i+k, "")
		return k, false
	}
	body, ok := link(s[len(head):k])
	switch {
	case !ok:
		e.replace(i, i+n, "")
		return n, false
	case body != s[len(head):k]:
		e.replace(i+len(head), i+k, body)
	}
	_, address, _ := strings.Cut(body, ";")
	g.open = address != ""
	return n, false
}
