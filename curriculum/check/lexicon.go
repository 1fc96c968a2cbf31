package check

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed avoid
var avoid embed.FS

// A lexicon is what is avoided in one language, from avoid/<lang>.txt: phrases by the first
// letters of their first word, since thousands of lessons are read against it.
//
// The file has sections [rule], and in them a phrase a line. A phrase is words in small
// letters, parted by blanks: a|b is either, abc* whatever begins so, *abc whatever ends so,
// [a] may be missing, @name is a set of words given above. What follows ! are contexts, parted
// by ;, in any of which the phrase is innocent; what follows & are contexts of which it needs
// one. In a context _ is the phrase, ~ up to four words of the same clause, ^ the
// beginning of a clause and $ its end. Contexts behind [rule] are those of all its phrases;
// = before a phrase frees it of them.
type lexicon struct {
	phrases map[string][]*phrase
	sets    map[string][]string
	elides  bool // l'âge is two words here
}

type phrase struct {
	rule      string
	words     []element
	not, must []setting
}

// A setting is what stands before and behind a phrase.
type setting struct{ before, after []element }

// An element of a pattern: one of some words, or a place.
type element struct {
	words []string // each may begin or end in *
	place byte     // '~', '^' or '$'; 0 for a word
	maybe bool
}

var lexicons = sync.OnceValue(func() map[string]*lexicon {
	all := map[string]*lexicon{}
	for lang, knows := range languages {
		raw, err := avoid.ReadFile("avoid/" + lang + ".txt")
		l, wrong := readLexicon(string(raw))
		if err != nil || wrong != nil {
			continue // TestLexicons tells
		}
		l.elides = knows.elides
		all[lang] = l
	}
	return all
})

func readLexicon(src string) (*lexicon, error) {
	l := &lexicon{phrases: map[string][]*phrase{}, sets: map[string][]string{}}
	section := &phrase{}
	for n, line := range strings.Split(src, "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case line[0] == '@' && strings.Contains(line, " = "):
			name, words, _ := strings.Cut(line, "=")
			for w := range strings.FieldsSeq(words) {
				l.sets[strings.TrimSpace(name)] = append(l.sets[strings.TrimSpace(name)], l.alternatives(w)...)
			}
			continue
		case line[0] == '[' && strings.Contains(line, "] !") || line[0] == '[' && line[len(line)-1] == ']':
			rule, rest, _ := strings.Cut(line[1:], "]")
			section = &phrase{}
			l.contexts(section, rest)
			section.rule = rule
			continue
		}
		own, free := strings.CutPrefix(line, "=")
		p := &phrase{rule: section.rule}
		head := own
		if i := strings.IndexAny(own, "!&"); i >= 0 {
			head = own[:i]
			l.contexts(p, own[i:])
		}
		if !free {
			p.not = append(p.not, section.not...)
		}
		p.words = l.elements(head)
		if p.rule == "" || len(p.words) == 0 || p.words[0].place != 0 || p.words[0].maybe {
			return nil, fmt.Errorf("line %d: %q", n+1, line)
		}
		for _, w := range p.words[0].words {
			k := key(strings.TrimSuffix(w, "*"))
			if w[0] == '*' {
				return nil, fmt.Errorf("line %d: %q can't be looked up", n+1, w)
			}
			if same := l.phrases[k]; len(same) == 0 || same[len(same)-1] != p {
				l.phrases[k] = append(same, p)
			}
		}
	}
	return l, nil
}

// contexts reads "! a _ ; _ b & _ c".
func (l *lexicon) contexts(p *phrase, s string) {
	into := &p.not
	for s = strings.TrimSpace(s); s != ""; {
		if s[0] == '!' || s[0] == '&' {
			if into = &p.not; s[0] == '&' {
				into = &p.must
			}
			s = s[1:]
		}
		end := strings.IndexAny(s, "!&")
		if end < 0 {
			end = len(s)
		}
		for one := range strings.SplitSeq(s[:end], ";") {
			if before, after, ok := strings.Cut(one, "_"); ok {
				*into = append(*into, setting{l.elements(before), l.elements(after)})
			}
		}
		s = s[end:]
	}
}

func (l *lexicon) elements(s string) (all []element) {
	for w := range strings.FieldsSeq(s) {
		e := element{}
		if inner, ok := strings.CutPrefix(w, "["); ok {
			e.maybe, w = true, strings.TrimSuffix(inner, "]")
		}
		if w == "~" || w == "^" || w == "$" {
			e.place = w[0]
		} else {
			e.words = l.alternatives(w)
		}
		all = append(all, e)
	}
	return all
}

func (l *lexicon) alternatives(s string) (all []string) {
	for w := range strings.SplitSeq(s, "|") {
		if set, ok := l.sets[w]; ok {
			all = append(all, set...)
			continue
		}
		all = append(all, w)
	}
	return all
}

// key is what phrases are looked up by: so many letters that a stem has them.
func key(word string) string {
	i := 0
	for n := 0; n < 3 && i < len(word); n++ {
		_, size := utf8.DecodeRuneInString(word[i:])
		i += size
	}
	return word[:i]
}

// A token is a word in small letters, where it stands, in bytes, and what parts it from the
// one before.
type token struct {
	word       string
	start, end int
	joined     bool // nothing but blanks, hyphens, apostrophes and quotation marks
	stop       bool // a clause may end there
	name       bool // a capital within a sentence
}

func (l *lexicon) tokens(s string, extents []extent) []token {
	all := make([]token, 0, len(extents)+4)
	for _, e := range extents {
		for from := e.start; from < e.end; {
			to := e.end
			if i := strings.IndexFunc(s[from:e.end], l.parts); i >= 0 {
				to = from + i
			}
			if to > from {
				all = append(all, l.token(s, all, from, to))
			}
			_, size := utf8.DecodeRuneInString(s[to:])
			from = to + max(size, 1)
		}
	}
	return all
}

// parts reports whether words are parted there: Right-click is two, and so is l'âge.
func (l *lexicon) parts(r rune) bool { return r == '-' || l.elides && (r == '\'' || r == '’') }

func (l *lexicon) token(s string, before []token, from, to int) token {
	t := token{word: strings.ReplaceAll(strings.ToLower(s[from:to]), "’", "'"), start: from, end: to}
	if len(before) > 0 {
		gap := s[before[len(before)-1].end:from]
		t.joined = strings.Trim(gap, " \u00a0\u202f\n-'’“”\"«»") == ""
		t.stop = strings.ContainsAny(gap, ".!?…;:,")
		first, _ := utf8.DecodeRuneInString(s[from:])
		t.name = t.joined && unicode.IsUpper(first)
	}
	return t
}

func (e element) is(word string) bool {
	return slices.ContainsFunc(e.words, func(w string) bool {
		switch {
		case w == word:
			return true
		case strings.HasSuffix(w, "*"):
			return strings.HasPrefix(word, w[:len(w)-1])
		case w[0] == '*':
			return strings.HasSuffix(word, w[1:])
		}
		return false
	})
}

const gapWords = 4 // that ~ may stand for

// ahead matches elements from token i on and says where they end.
func ahead(es []element, ts []token, i int, near bool) (end int, ok bool) {
	if len(es) == 0 {
		return i, true
	}
	e, rest := es[0], es[1:]
	switch e.place {
	case '$':
		if i < len(ts) && ts[i].joined {
			return 0, false
		}
		return ahead(rest, ts, i, near)
	case '~':
		for n := 0; n <= gapWords && i+n <= len(ts); n++ {
			if n > 0 && ts[i+n-1].stop {
				break
			}
			if end, ok := ahead(rest, ts, i+n, false); ok {
				return end, true
			}
		}
		return 0, false
	}
	if i < len(ts) && (ts[i].joined || !near && !ts[i].stop) && e.is(ts[i].word) {
		if end, ok := ahead(rest, ts, i+1, true); ok {
			return end, true
		}
	}
	if e.maybe {
		return ahead(rest, ts, i, near)
	}
	return 0, false
}

// behind matches elements backwards, the last of them on the token before i.
func behind(es []element, ts []token, i int, near bool) bool {
	if len(es) == 0 {
		return true
	}
	e, rest := es[len(es)-1], es[:len(es)-1]
	switch e.place {
	case '^':
		return (i == 0 || !ts[i].joined) && behind(rest, ts, i, near)
	case '~':
		for n := 0; n <= gapWords && i-n >= 0; n++ {
			if n > 0 && ts[i-n+1].stop {
				break
			}
			if behind(rest, ts, i-n, false) {
				return true
			}
		}
		return false
	}
	if i > 0 && (ts[i].joined || !near && !ts[i].stop) && e.is(ts[i-1].word) && behind(rest, ts, i-1, true) {
		return true
	}
	return e.maybe && behind(rest, ts, i, near)
}

// at reports whether the phrase begins at token t and means what it is avoided for, and how
// far it goes.
func (p *phrase) at(ts []token, t int) (end int, ok bool) {
	if !p.words[0].is(ts[t].word) {
		return 0, false
	}
	end, ok = ahead(p.words[1:], ts, t+1, true)
	if !ok {
		return 0, false
	}
	in := func(c setting) bool {
		if !behind(c.before, ts, t, true) {
			return false
		}
		_, ok := ahead(c.after, ts, end, true)
		return ok
	}
	if slices.ContainsFunc(p.not, in) || len(p.must) > 0 && !slices.ContainsFunc(p.must, in) {
		return 0, false
	}
	return end, true
}
