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
	table, at := tree, ""
	ok = canonicalLines(src, func(name, key, text string) bool {
		if name != at {
			if table, ok = descend(tree, name); !ok {
				return false
			}
			at = name
		}
		_, twice := table[key]
		table[key] = text
		return !twice
	}, func(name string) bool {
		_, ok := descend(tree, name) // one may be empty
		return ok
	})
	if !ok {
		return nil, false
	}
	return tree, true
}

// ours reads a built-in catalogue in one go: it is canonical, and tests have read it as
// a stranger's is read.
func ours(src string, french bool) map[string]*phrase {
	n := strings.Count(src, "\n")
	said := make(map[string]*phrase, n)
	sayings, phrases := make([]saying, n), make([]phrase, n)
	ok := canonicalLines(src, func(name, key, text string) bool {
		s := &sayings[0]
		sayings = sayings[1:]
		s.raw, s.french = text, french
		full, form := name, key
		if !isCategory(key) {
			full, form = key, ""
			if name != "" {
				full = name + "." + key
			}
		}
		p := said[full]
		if p == nil {
			p = &phrases[0]
			phrases = phrases[1:]
			said[full] = p
		}
		switch {
		case form == "":
			p.one = s
		case p.forms == nil:
			p.forms = map[string]*saying{form: s}
		default:
			p.forms[form] = s
		}
		return true
	}, func(string) bool { return true })
	if !ok {
		return nil
	}
	return said
}

// canonicalLines goes through a source in that form: opened is told each table, said
// each text in it. It stops where either says no.
func canonicalLines(src string, said func(table, key, text string) bool, opened func(table string) bool) bool {
	table := ""
	seen := map[string]bool{}
	for line := range strings.Lines(src) {
		if whole, ended := strings.CutSuffix(line, "\n"); ended {
			line = strings.TrimSuffix(whole, "\r")
		}
		switch {
		case line == "" || line[0] == '#':
			if !plainText(line) {
				return false
			}
			continue
		case line[0] == '[':
			name, closed := strings.CutSuffix(line[1:], "]")
			if !closed || seen[name] || !opened(name) {
				return false
			}
			seen[name] = true
			table = name
			continue
		}
		key, value, found := strings.Cut(line, " = \"")
		if !found || !bareKey(key) || !strings.HasSuffix(value, `"`) {
			return false
		}
		text, ok := unescape(value[:len(value)-1])
		if !ok || !said(table, key, text) {
			return false
		}
	}
	return true
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
