package tame

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Line of a text as people write TOML, line by line. It knows bare and quoted keys,
// tables and arrays of tables; what it doesn't know (a key within an inline table) has no
// line of its own. A line within a string or an array of several lines says nothing.
type Line struct {
	Text     string
	Table    string // the table it stands in, or opens: "owner", "lesson.0" for the first [[lesson]], "route.0.session.1" within one
	Opens    bool   // it opens a table
	Key      string // what it gives a value to, within the table; "" when it doesn't
	At       int    // where the key or the table begins in Text, in bytes
	From, To int    // the value is Text[From:To]; To is the line's end when it goes on on the next
}

// Lines cuts a text. Whoever changes lines reads the result again.
func Lines(src string) []Line {
	var list []Line
	table, many := "", map[string]int{}
	inside := 0 // until this offset a value goes on
	offset := 0
	for text := range strings.SplitSeq(strings.TrimSuffix(src, "\n"), "\n") {
		l := Line{Text: text, Table: table}
		bare := strings.TrimLeft(text, " \t")
		l.At = len(text) - len(bare)
		switch {
		case offset < inside || bare == "" || bare[0] == '#':
		case bare[0] == '[':
			if name, array, ok := opened(bare); ok {
				name = within(name, many)
				if array {
					n := many[name]
					many[name]++
					name += "." + strconv.Itoa(n)
				}
				table = name
				l.Table, l.Opens = table, true
				inside = max(inside, offset+len(text)+1) // a line says one thing
			}
		default:
			if key, end, ok := assigned(bare); ok {
				l.Key, l.From = key, l.At+end
				l.From += len(text[l.From:]) - len(strings.TrimLeft(text[l.From:], " \t"))
				end := valueEnd(src, offset+l.From)
				inside = end
				l.To = min(end-offset, len(text))
			}
		}
		list = append(list, l)
		offset += len(text) + 1
	}
	return list
}

// within puts a table that stands below an array of tables into the last of them:
// "route.0.session" for [[route.session]] below the first [[route]].
func within(name string, many map[string]int) string {
	parts := strings.Split(name, ".")
	at := parts[0]
	for _, part := range parts[1:] {
		if n := many[at]; n > 0 {
			at += "." + strconv.Itoa(n-1)
		}
		at += "." + part
	}
	return at
}

// opened reads [name] and [[name]].
func opened(bare string) (name string, array, ok bool) {
	inner := bare[1:]
	inner, array = strings.CutPrefix(inner, "[")
	key, end, ok := keyOf(strings.TrimLeft(inner, " \t"))
	rest := strings.TrimLeft(strings.TrimLeft(inner, " \t")[end:], " \t")
	return key, array, ok && strings.HasPrefix(rest, "]")
}

// assigned reads a key and its =; end is the offset after it.
func assigned(bare string) (key string, end int, ok bool) {
	key, end, ok = keyOf(bare)
	rest := strings.TrimLeft(bare[end:], " \t")
	if !ok || !strings.HasPrefix(rest, "=") {
		return "", 0, false
	}
	return key, len(bare) - len(rest) + 1, true
}

// keyOf reads a key, dotted or not, bare or quoted.
func keyOf(s string) (key string, end int, ok bool) {
	i := 0
	blanks := func() {
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
	}
	for {
		blanks()
		start := i
		if i < len(s) && (s[i] == '"' || s[i] == '\'') {
			if i = stringEnd(s, i); i < start+2 {
				return "", 0, false
			}
			key += s[start+1 : i-1]
		} else {
			for i < len(s) && bareByte(s[i]) {
				i++
			}
			key += s[start:i]
		}
		if i == start {
			return "", 0, false
		}
		end = i
		if blanks(); i >= len(s) || s[i] != '.' {
			return key, end, true
		}
		key += "."
		i++
	}
}

func bareByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// valueEnd is the offset where the value that begins at i ends: before a comment or the
// line's end, after as many lines as its strings and arrays take.
func valueEnd(src string, i int) int {
	depth, end := 0, i
	for i < len(src) {
		switch c := src[i]; {
		case c == '"' || c == '\'':
			i = stringEnd(src, i)
			end = i
			continue
		case c == '#' && depth == 0:
			return end
		case c == '#':
			for i < len(src) && src[i] != '\n' {
				i++
			}
			continue
		case c == '\n' && depth == 0:
			return end
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth = max(0, depth-1)
		}
		if c := src[i]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			end = i + 1
		}
		i++
	}
	return end
}

// A Place of a key: line and column from 1, columns in letters; Value is the column of
// what it is given.
type Place struct{ Line, Col, Value int }

// Places finds where keys stand: "title", "title.en" under [title], "lesson.0" for the
// first [[lesson]] and "lesson.0.id" for its key.
func Places(src string) map[string]Place {
	places := map[string]Place{}
	for i, l := range Lines(src) {
		name := l.Table
		switch {
		case l.Key != "" && name != "":
			name += "." + l.Key
		case l.Key != "":
			name = l.Key
		case !l.Opens:
			continue
		}
		if _, twice := places[name]; !twice {
			col := func(n int) int { return 1 + utf8.RuneCountInString(l.Text[:n]) }
			places[name] = Place{i + 1, col(l.At), col(l.From)}
		}
	}
	return places
}
