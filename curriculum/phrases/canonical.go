package phrases

import (
	"strings"
	"unicode/utf8"
)

// canonical reads a catalogue written as ours are, one thing a line:
//
//	# a comment
//	[screen.part]
//	key = "text, with \" \\ \n in it"
//
// and gives what the TOML library would make of it, in a tenth of the time: the
// first frame waits for this. ok is false for anything else, right or wrong: that is
// for the library. A fuzz test holds that the two read the same.
func canonical(src string) (tree map[string]any, ok bool) {
	tree = map[string]any{}
	table := tree
	seen := map[string]bool{}
	for line := range strings.Lines(src) {
		if whole, ended := strings.CutSuffix(line, "\n"); ended {
			line = strings.TrimSuffix(whole, "\r")
		}
		switch {
		case line == "" || line[0] == '#':
			if !plainText(line) {
				return nil, false
			}
			continue
		case line[0] == '[':
			name, closed := strings.CutSuffix(line[1:], "]")
			if !closed || seen[name] {
				return nil, false
			}
			seen[name] = true
			if table, ok = descend(tree, name); !ok {
				return nil, false
			}
			continue
		}
		key, value, found := strings.Cut(line, " = \"")
		if !found || !bareKey(key) || !strings.HasSuffix(value, `"`) {
			return nil, false
		}
		text, ok := unescape(value[:len(value)-1])
		if _, twice := table[key]; !ok || twice {
			return nil, false
		}
		table[key] = text
	}
	return tree, true
}

func descend(table map[string]any, name string) (map[string]any, bool) {
	for part := range strings.SplitSeq(name, ".") {
		if !bareKey(part) {
			return nil, false
		}
		next, there := table[part]
		if !there {
			next = map[string]any{}
			table[part] = next
		}
		t, ok := next.(map[string]any)
		if !ok {
			return nil, false
		}
		table = t
	}
	return table, true
}

func bareKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isLetter(c) && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return s != ""
}

// plainText: UTF-8 without control characters, which TOML forbids even in comments.
func plainText(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] == 0x7F {
			return false
		}
	}
	return utf8.ValidString(s)
}

// unescape reads the inside of a basic string with \n, \" and \\ in it.
func unescape(s string) (string, bool) {
	if !plainText(s) {
		return "", false
	}
	if !strings.ContainsAny(s, `"\`) {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			return "", false
		case s[i] != '\\':
			b = append(b, s[i])
			continue
		case i+1 == len(s):
			return "", false
		}
		i++
		switch s[i] {
		case 'n':
			b = append(b, '\n')
		case '"', '\\':
			b = append(b, s[i])
		default:
			return "", false
		}
	}
	return string(b), true
}
