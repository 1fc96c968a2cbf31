package block

import (
	"slices"
	"strings"
)

// Typeset is the same text as its language wants it set: set is given the words of each
// line and may put other blanks where blanks are, or none, or curl an apostrophe. Code,
// addresses and numbers of notes are left as they are; set sees a letter in their place.
func Typeset(blocks []Block, set func(string) string) []Block {
	if len(blocks) == 0 {
		return blocks
	}
	out := slices.Clone(blocks)
	for i := range out {
		b := &out[i]
		b.Spans = TypesetSpans(b.Spans, set)
		if b.Kind == Screen {
			b.Name, b.Text = set(b.Name), set(b.Text)
		}
		b.Blocks = Typeset(b.Blocks, set)
		b.Items = slices.Clone(b.Items)
		for j := range b.Items {
			b.Items[j].Term = TypesetSpans(b.Items[j].Term, set)
			b.Items[j].Blocks = Typeset(b.Items[j].Blocks, set)
		}
		b.Rows = slices.Clone(b.Rows)
		for j := range b.Rows {
			b.Rows[j] = slices.Clone(b.Rows[j])
			for k := range b.Rows[j] {
				b.Rows[j][k] = TypesetSpans(b.Rows[j][k], set)
			}
		}
	}
	return out
}

// TypesetSpans is [Typeset] for one line.
func TypesetSpans(spans []Span, set func(string) string) []Span {
	var line []rune
	var owner []int // which span a character of the line belongs to
	put := func(i int, s string) {
		for _, r := range s {
			line, owner = append(line, r), append(owner, i)
		}
	}
	for i, s := range spans {
		switch {
		case s.Kind == Break:
			put(i, "\n")
		case !prose(s):
			put(i, "x")
		default:
			put(i, s.Text)
		}
	}
	before := string(line)
	after := set(before)
	if after == before {
		return spans
	}
	texts, ok := deal(line, owner, after, len(spans))
	if !ok {
		return spans
	}
	out := slices.Clone(spans)
	for i := range out {
		switch {
		case prose(out[i]):
			out[i].Text = texts[i]
		case out[i].Kind == Image:
			out[i].Text = set(out[i].Text)
		}
	}
	return out
}

// prose reports whether a span is words of a language.
func prose(s Span) bool {
	return s.Kind == Text && s.Style&Mono == 0 && (s.Link == nil || !s.Link.Auto)
}

// deal gives each of n spans its part of the line as it was set: the two differ in blanks
// and apostrophes alone, or it isn't ok.
func deal(line []rune, owner []int, set string, n int) (texts []string, ok bool) {
	parts := make([]strings.Builder, n)
	i := 0
	for _, r := range set {
		switch {
		case i < len(line) && line[i] == r, i < len(line) && line[i] == '\'' && r == '\u2019':
			parts[owner[i]].WriteRune(r)
			i++
		case r == '\u00a0' || r == '\u202f':
			to := min(i, len(line)-1)
			for i < len(line) && line[i] == ' ' {
				i++
			}
			if to < 0 {
				return nil, false
			}
			parts[owner[to]].WriteRune(r)
		default:
			return nil, false
		}
	}
	if strings.Trim(string(line[i:]), " ") != "" {
		return nil, false
	}
	texts = make([]string, n)
	for i := range parts {
		texts[i] = parts[i].String()
	}
	return texts, true
}
