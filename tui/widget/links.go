package widget

import (
	"net/url"
	"strings"
)

// showHosts goes over what glamour drew and makes its links honest: only http, https
// and mailto stay links; after a link's words its host is written in brackets, in
// plain sight, instead of the whole address; a bare address loses its scheme.
func showHosts(s string) string {
	if !strings.Contains(s, "\x1b]8;") {
		return s
	}
	var out strings.Builder
	previous := "" // the address whose words were just written
	for len(s) > 0 {
		i := strings.Index(s, "\x1b]8;")
		if i < 0 {
			out.WriteString(s)
			break
		}
		before := s[:i]
		open := s[i : i+escape(s[i:])]
		target := linkTarget(open)
		rest := s[i+len(open):]
		j := strings.Index(rest, "\x1b]8;")
		if target == "" || j < 0 { // a close without an open
			out.WriteString(before)
			s = rest
			continue
		}
		words, after := rest[:j], rest[j:]
		after = after[escape(after):]
		bare := plainText(words)
		// Glamour writes a link's words, a space, and its address.
		address := previous == target && plainText(before) == " "
		shown := bare
		if address || bare == target {
			shown = shownAddress(target, address)
			words = strings.Replace(words, bare, shown, 1)
		}
		if shown == "" {
			before = strings.Replace(before, " ", "", 1)
		}
		out.WriteString(before)
		if safeTarget(target) {
			out.WriteString(open + words + closeLink)
		} else {
			out.WriteString(words)
		}
		previous = target
		if address {
			previous = ""
		}
		s = after
	}
	return out.String()
}

// shownAddress is what is written of an address: its host in brackets after words, or
// all but the scheme where it stands alone; nothing after the words of a link that
// leads nowhere outside.
func shownAddress(target string, afterWords bool) string {
	u, err := url.Parse(target)
	if err != nil || u.Host == "" {
		if afterWords {
			if u != nil && u.Scheme == "mailto" {
				return "(" + u.Opaque + ")"
			}
			return ""
		}
		return strings.TrimPrefix(target, "mailto:")
	}
	if afterWords {
		return "(" + u.Hostname() + ")"
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(target, "https://"), "http://"), "/")
}

func safeTarget(target string) bool {
	u, err := url.Parse(target)
	return err == nil && (u.Scheme == "https" && u.Host != "" || u.Scheme == "http" && u.Host != "" || u.Scheme == "mailto")
}

// plainText is a string without its escape sequences.
func plainText(s string) string {
	var out strings.Builder
	for len(s) > 0 {
		if s[0] == '\x1b' {
			s = s[escape(s):]
			continue
		}
		i := strings.IndexByte(s, '\x1b')
		if i < 0 {
			i = len(s)
		}
		out.WriteString(s[:i])
		s = s[i:]
	}
	return out.String()
}
