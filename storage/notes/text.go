package notes

import (
	"fmt"
	"strings"

	md "binome/curriculum/block"
	"binome/storage/clean"
)

// A span is a stretch of a line that has one origin, which decides how it is written:
// the program's own words, or words that somebody typed.
type span struct {
	s      string
	typed  bool // by one of the pair, or by an author: never markup, its own direction
	strong bool
	emph   bool
	code   bool
	to     string // where it leads: https or mailto
	lang   string // when it isn't the export's
}

// A line is spans in a row.
type line []span

// typed is a value for a phrase that somebody typed: in "{{.Name}} promised" the name.
type typed string

// Marks around what was typed, while it is part of a phrase. Cleaning has taken both
// from everything that people type, so they can't be forged.
const (
	typedFrom = "\x02"
	typedTo   = "\x03"
)

// say is a phrase with what was typed kept apart from it.
func (m *maker) say(key string, pairs ...any) line { return split(m.w.T(key, mark(pairs)...)) }

// count is say with a number that chooses the plural.
func (m *maker) count(key string, n int, pairs ...any) line {
	return split(m.w.N(key, n, mark(pairs)...))
}

func mark(pairs []any) []any {
	out := make([]any, len(pairs))
	for i, v := range pairs {
		switch v := v.(type) {
		case typed:
			out[i] = typedFrom + clean.Line(string(v)) + typedTo
		case line:
			out[i] = typedFrom + v.plain() + typedTo
		default:
			out[i] = fmt.Sprint(v)
		}
	}
	return out
}

func split(s string) line {
	var l line
	for s != "" {
		i := strings.Index(s, typedFrom)
		if i < 0 {
			return append(l, span{s: s})
		}
		if i > 0 {
			l = append(l, span{s: s[:i]})
		}
		s = s[i+len(typedFrom):]
		j := strings.Index(s, typedTo)
		if j < 0 {
			j = len(s)
		}
		l = append(l, span{s: s[:j], typed: true})
		s = strings.TrimPrefix(s[j:], typedTo)
	}
	return l
}

// ours is a line of the program's own words.
func ours(s string) line { return line{{s: s}} }

// wrote is a line that somebody typed.
func wrote(s string) line { return line{{s: clean.Line(s), typed: true}} }

// authored is a line of a lesson. A picture, which would be fetched from somewhere, is its
// words, and so is a link that leads elsewhere than https or mailto.
func (m *maker) authored(spans []md.Span, lang string) line {
	var l line
	if lang == m.w.Lang {
		lang = ""
	}
	for _, s := range spans {
		out := span{s: s.Text, lang: lang, strong: s.Style&md.Strong != 0, emph: s.Style&md.Emph != 0, code: s.Style&md.Mono != 0}
		if s.Kind == md.Break {
			out.s = " "
		}
		if s.Link != nil && s.Kind == md.Text {
			if to, ok := clean.Address(s.Link.To); ok && !strings.HasPrefix(strings.ToLower(to), "http:") {
				out.to = to
			}
		}
		l = append(l, out)
	}
	return l
}

// label is "Evidence: …", the label in bold.
func (m *maker) label(key string, value line) line {
	l := line{{s: m.w.T(key), strong: true}, {s: " "}}
	return append(l, value...)
}

func join(parts ...line) line {
	var l line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}

// plain is the line without its marks.
func (l line) plain() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.s)
	}
	return b.String()
}
