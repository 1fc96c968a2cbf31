package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// link checks what stands in an OSC 8 sequence between "8;" and its terminator,
// params;address, and returns it as it may pass. An empty address ends a link.
// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
func link(body string) (kept string, ok bool) {
	params, address, found := strings.Cut(body, ";")
	if !found {
		return "", false
	}
	plain, ok := plainAddress(address)
	if !ok {
		return "", false
	}
	if !plainParams(params) {
		params = ""
	} else if plain == address {
		return body, true
	}
	return params + ";" + plain, true
}

// Address is what a terminal may be given to open for an address as it is meant: http,
// https or mailto, in ASCII, all else percent-encoded as a browser would. Not ok where
// there is nothing to open.
func Address(s string) (encoded string, ok bool) {
	s = strings.ReplaceAll(s, " ", "%20")
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			s = s[:i] + "%25" + s[i+1:]
			i += 2
		}
	}
	encoded, ok = plainAddress(s)
	return encoded, ok && encoded != ""
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// plainParams allows nothing, or one id that is only letters, digits and - . _
func plainParams(s string) bool {
	if s == "" {
		return true
	}
	id, ok := strings.CutPrefix(s, "id=")
	if !ok || id == "" || len(id) > 128 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '.' || c == '_') {
			return false
		}
	}
	return true
}

// plainAddress allows the empty address and http, https and mailto. Characters beyond
// ASCII are percent-encoded, as a browser would: terminals take only ASCII here.
func plainAddress(s string) (string, bool) {
	if s == "" {
		return "", true
	}
	if !hasScheme(s, "https://") && !hasScheme(s, "http://") && !hasScheme(s, "mailto:") {
		return "", false
	}
	ascii := true
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1, r <= 0x20, r == del, r >= 0x80 && !unicode.IsGraphic(r):
			return "", false
		case r >= utf8.RuneSelf:
			ascii = false
		}
		i += n
	}
	if ascii {
		return s, true
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + hex[c>>4:c>>4+1] + hex[c&15:c&15+1])
		}
	}
	return b.String(), true
}

// hasScheme wants something after the scheme, too.
func hasScheme(s, scheme string) bool {
	return len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme)
}
