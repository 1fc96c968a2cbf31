package live

import (
	"encoding/binary"
	"strings"

	"binome/tui"
)

// What a terminal says of itself: its kind, its size, its language, its colours. Nothing else
// of the other side's environment is taken.

// clamp is a size that may be drawn: 65,535 by 65,535 cells cost 6 GB.
func (l Limits) clamp(w, h uint32) tui.Size {
	s := tui.Size{Width: 80, Height: 24} // what is not said
	if w > 0 {
		s.Width = int(min(w, uint32(l.Width)))
	}
	if h > 0 {
		s.Height = int(min(h, uint32(l.Height)))
	}
	return s
}

// A ptyRequest is the beginning of RFC 4254's pty-req (6.2); pixels and modes are
// nothing to us.
func parsePty(payload []byte) (term string, w, h uint32, ok bool) {
	if len(payload) < 4 {
		return "", 0, 0, false
	}
	n := binary.BigEndian.Uint32(payload)
	rest := payload[4:]
	if uint64(n) > uint64(len(rest)) {
		return "", 0, 0, false
	}
	w, h, ok = parseSize(rest[n:])
	return cleanTerm(string(rest[:n])), w, h, ok
}

// parseSize is the beginning of window-change (6.7) too.
func parseSize(payload []byte) (w, h uint32, ok bool) {
	if len(payload) < 8 {
		return 0, 0, false
	}
	return binary.BigEndian.Uint32(payload), binary.BigEndian.Uint32(payload[4:]), true
}

// cleanTerm is the name of a kind of terminal as terminfo has them; what can't be one is
// taken for the plainest that moves its cursor.
func cleanTerm(s string) string {
	if !plainWord(s, "-_.+") || len(s) > 32 {
		return "vt100"
	}
	return s
}

// cleanEnv takes the variables that say a language, or which colours are wanted.
func cleanEnv(name, value string) (kv string, ok bool) {
	switch name {
	case "LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE":
		if len(value) <= 32 && plainWord(value, "-_.@") {
			return name + "=" + value, true
		}
	case "COLORTERM", "COLORFGBG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE":
		if len(value) <= 32 && plainWord(value, "-;") {
			return name + "=" + value, true
		}
	}
	return "", false
}

// plainWord reports whether s is letters and digits of ASCII, and these.
func plainWord(s, more string) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case strings.IndexByte(more, c) >= 0:
		default:
			return false
		}
	}
	return true
}
