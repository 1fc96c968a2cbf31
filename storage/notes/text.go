package notes

import (
	"fmt"
	"strings"

	md "binome/curriculum/block"
	"binome/storage/clean"
	"binome/storage/document"
)

// typed is a value for a phrase that somebody typed: in "{{.Name}} promised" the name.
type typed string

// Marks around what was typed, while it is part of a phrase. Cleaning has taken both
// from everything that people type, so they can't be forged.
const (
	typedFrom = "\x02"
	typedTo   = "\x03"
)

// say is a phrase as a line in which typed text stays marked as typed, so that formats can
// escape it.
func (m *maker) say(key string, pairs ...any) document.Line { return split(m.w.T(key, mark(pairs)...)) }

// count is say with a number that chooses the plural.
func (m *maker) count(key string, n int, pairs ...any) document.Line {
	return split(m.w.N(key, n, mark(pairs)...))
}

func mark(pairs []any) []any {
	out := make([]any, len(pairs))
	for i, v := range pairs {
		switch v := v.(type) {
		case typed:
			out[i] = typedFrom + clean.Line(string(v)) + typedTo
		case document.Line:
			marked := ""
			for _, s := range v {
				if s.Typed { // of two names each is kept apart
					s.Text = typedFrom + s.Text + typedTo
				}
				marked += s.Text
			}
			out[i] = marked
		default:
			out[i] = fmt.Sprint(v)
		}
	}
	return out
}

func split(s string) document.Line {
	var l document.Line
	for s != "" {
		i := strings.Index(s, typedFrom)
		if i < 0 {
			return append(l, document.Span{Text: s})
		}
		if i > 0 {
			l = append(l, document.Span{Text: s[:i]})
		}
		s = s[i+len(typedFrom):]
		j := strings.Index(s, typedTo)
		if j < 0 {
			j = len(s)
		}
		l = append(l, document.Span{Text: s[:j], Typed: true})
		s = strings.TrimPrefix(s[j:], typedTo)
	}
	return l
}

// authored is a line of a lesson. A picture, which would be fetched from somewhere, is its
// words, and so is a link that leads elsewhere than https or mailto.
func (m *maker) authored(spans []md.Span, lang string) document.Line {
	var l document.Line
	if lang == m.w.Lang {
		lang = ""
	}
	for _, s := range spans {
		out := document.Span{Text: s.Text, Lang: lang, Strong: s.Style&md.Strong != 0, Emph: s.Style&md.Emph != 0, Code: s.Style&md.Mono != 0}
		if s.Kind == md.Break {
			out.Text = " "
		}
		if s.Link != nil && s.Kind == md.Text {
			if to, ok := clean.Address(s.Link.To); ok && !strings.HasPrefix(strings.ToLower(to), "http:") {
				out.To = to
			}
		}
		l = append(l, out)
	}
	return l
}

// label is "Evidence: …", the label in bold.
func (m *maker) label(key string, value document.Line) document.Line {
	l := document.Line{{Text: m.w.T(key), Strong: true}, {Text: " "}}
	return append(l, value...)
}
