package tui

import (
	"bytes"
	"io"
	"time"
	"unicode/utf8"
)

// A terminal, or a slow line, may cut what it sends anywhere. Bubble Tea's reader gives up
// on half a sequence after 50 ms, and on half a letter at once: what follows is then typed,
// or pressed (StreamEvents and scanEvents in
// https://github.com/charmbracelet/ultraviolet/blob/6b8d4baf91b4/terminal_reader.go; the
// 50 ms can't be set through Bubble Tea). So it is handed whole pieces only: a letter with
// all its bytes, a key's sequence, an answer, a paste's mark.

const (
	// escWait is how long the rest of a sequence may take before escape was the key.
	escWait = 300 * time.Millisecond
	// apart are two keys that a hand pressed, not one with alt.
	apart = 40 * time.Millisecond
	// stale is when a sequence that was begun is not to be ended any more, or a paste.
	stale = 2 * time.Second
	// longest is more than any answer has.
	longest = 2048
)

// escKey is escape as terminals with the newer keyboard protocol send it: no beginning of
// anything, so that nobody waits for more.
const escKey = "\x1b[27u"

const pasteBegins, pasteEnds = "\x1b[200~", "\x1b[201~"

// whole cuts what comes in into whole pieces.
type whole struct {
	held  []byte
	paste bool
	at    time.Time // of the last bytes
}

// add takes bytes as they were read and returns those that form whole keys and sequences; the
// rest waits.
func (w *whole) add(p []byte, now time.Time) []byte {
	var out []byte
	gap := now.Sub(w.at)
	if w.at = now; len(p) == 0 {
		return nil
	}
	if len(w.held) > 0 {
		switch first := p[0]; {
		case gap > stale && len(w.held) > 1:
			w.held = nil
		case gap > apart && !w.paste && string(w.held) == "\x1b" && !continues(first):
			out, w.held = append(out, escKey...), nil
		}
	}
	if w.paste && gap > stale && (string(p) == "\x03" || string(p) == "\x1b[99;5u") {
		// The end of a paste is lost: leaving is possible all the same.
		w.paste = false
		out = append(out, pasteEnds...)
	}
	w.held = append(w.held, p...)
	for len(w.held) > 0 {
		if alone(w.held) && !w.paste {
			out, w.held = append(out, escKey...), w.held[1:]
			continue
		}
		n, drop := piece(w.held)
		if n == 0 && len(w.held) > longest {
			n, drop = len(w.held), true
		}
		if n == 0 {
			break
		}
		if one := w.held[:n]; !drop {
			switch string(one) {
			case pasteBegins:
				w.paste = true
			case pasteEnds:
				w.paste = false
			}
			out = append(out, one...)
		}
		w.held = w.held[n:]
	}
	w.held = bytes.Clone(w.held)
	return out
}

// waits reports whether the bytes held back may be a key of their own (Escape): only time can
// tell.
func (w *whole) waits() bool {
	return len(w.held) == 1 && w.held[0] == 0x1b || len(w.held) == 2 && w.held[0] == 0x1b ||
		len(w.held) > 2 && w.held[1] == '[' && w.held[len(w.held)-1] == '$' // rxvt's keys with shift
}

// rest gives up waiting.
func (w *whole) rest() []byte {
	held := w.held
	w.held = nil
	switch {
	case w.paste:
		return nil // an escape that was pasted is no text
	case string(held) == "\x1b":
		return []byte(escKey)
	case string(held) == "\x1b\x1b":
		return []byte(escKey + escKey)
	}
	return held
}

// continues reports whether a byte that comes a while after an escape belongs to it.
func continues(b byte) bool {
	switch b {
	case '[', 'O', ']', 'P', '\r': // the last is a new line, by alt and enter
		return true
	}
	return false
}

// alone reports whether an escape is followed by what makes no key with it: ctrl and a
// letter, which must not be lost.
func alone(b []byte) bool {
	return len(b) > 1 && b[0] == 0x1b && b[1] < 0x20 && bytes.IndexByte([]byte("\r\b\x1b"), b[1]) < 0
}

// piece is the length of the first whole piece, 0 when it isn't there yet; drop is for a
// sequence that something else has broken off.
func piece(b []byte) (n int, drop bool) {
	if b[0] != 0x1b {
		if !utf8.FullRune(b) {
			return 0, false
		}
		_, n = utf8.DecodeRune(b)
		return n, false
	}
	if len(b) == 1 {
		return 0, false
	}
	switch b[1] {
	case '[':
		return control(b)
	case 'O':
		return single(b), false
	case ']', 'P':
		return answer(b)
	case 0x1b:
		switch {
		case len(b) == 2:
			return 0, false
		case b[2] == '[' || b[2] == 'O': // with alt, in rxvt
			if n, drop = piece(b[1:]); n > 0 {
				n++
			}
			return n, drop
		}
		return 1, true // escape twice, and something: see rest for the keys
	}
	if n, _ = piece(b[1:]); n > 0 { // a key with alt
		n++
	}
	return n, false
}

// control is a CSI sequence.
func control(b []byte) (n int, drop bool) {
	switch {
	case len(b) > 2 && b[2] == '[': // the console of Linux: ESC [ [ A
		return fits(b, 4), false
	case len(b) > 2 && b[2] == 'M': // an old mouse
		return fits(b, 6), false
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c >= 0x40 && c <= 0x7e:
			return i + 1, false
		case c < 0x20 || c > 0x3f:
			return i, true
		}
	}
	return 0, false
}

// single is an SS3 sequence, maybe with a digit for what was held with the key.
func single(b []byte) int {
	switch {
	case len(b) < 3:
		return 0
	case b[2] >= '0' && b[2] <= '9':
		return fits(b, 4)
	case b[2] < 0x20 || b[2] > 0x7e:
		return 2 // O with alt, and another key
	}
	return 3
}

// answer is an OSC or DCS string, up to its end. A control character breaks it off.
func answer(b []byte) (n int, drop bool) {
	if len(b) < 3 {
		return 0, false
	}
	if first := b[2]; (first < '0' || first > '9') && (b[1] != 'P' || bytes.IndexByte([]byte(">+$!;|"), first) < 0) {
		return 2, false // ] or P with alt, and another key
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c == 0x07:
			return i + 1, false
		case c == 0x1b && i+1 == len(b):
			return 0, false
		case c == 0x1b && b[i+1] == '\\':
			return i + 2, false
		case c < 0x20:
			return i, true
		}
	}
	return 0, false
}

func fits(b []byte, n int) int {
	if len(b) < n {
		return 0
	}
	return n
}

// wholeStream is the reader of a terminal that is no file of this computer's.
type wholeStream struct {
	whole
	read  chan read
	ended <-chan struct{}
	out   []byte
	end   error
}

type read struct {
	p   []byte
	err error
}

func newWholeStream(from io.Reader, ended <-chan struct{}) *wholeStream {
	s := &wholeStream{read: make(chan read), ended: ended}
	go func() {
		for {
			p := make([]byte, 1024)
			n, err := from.Read(p)
			select {
			case s.read <- read{p[:n], err}:
			case <-ended:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return s
}

// Read waits for a whole piece, or for the end: who reads from the terminal may have seen it
// first, and hands nothing on any more.
func (s *wholeStream) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if s.end != nil {
			return 0, s.end
		}
		var limit <-chan time.Time
		if s.waits() {
			timer := time.NewTimer(escWait)
			defer timer.Stop()
			limit = timer.C
		}
		select {
		case r := <-s.read:
			s.out = s.add(r.p, time.Now())
			if s.end = r.err; r.err != nil {
				s.out = append(s.out, s.rest()...)
			}
		case <-limit:
			s.out = s.rest()
		case <-s.ended:
			s.end = io.EOF
		}
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}
