package curriculum

import (
	"slices"
	"strings"
	"unicode"
)

// A TermFinder finds words of the glossary in running text.
type TermFinder struct {
	first map[string][]wanted // by their first word
}

// wanted is a name of a term, as its words' stems.
type wanted struct {
	id    string
	words []string
}

// FindTerms makes a finder of these terms, by their names and their other names.
func FindTerms(terms []Term) *TermFinder {
	f := &TermFinder{first: map[string][]wanted{}}
	for _, t := range terms {
		for _, name := range append([]string{t.Name}, t.Also...) {
			if words := stems(withoutAside(name)); len(words) > 0 {
				f.first[words[0]] = append(f.first[words[0]], wanted{t.ID, words})
			}
		}
	}
	return f
}

// In are the ids of the terms that stand in a text, each once, in the text's order: whole
// words, in capitals or small letters, singular or plural, feminine or masculine; what
// joins them, a blank or a hyphen, is no matter.
func (f *TermFinder) In(text string) []string {
	var found []string
	words := stems(text)
	for i, w := range words {
		for _, want := range f.first[w] {
			if len(want.words) <= len(words)-i && slices.Equal(want.words, words[i:i+len(want.words)]) && !slices.Contains(found, want.id) {
				found = append(found, want.id)
			}
		}
	}
	return found
}

// withoutAside is "report" of "report (a post)".
func withoutAside(name string) string {
	before, _, found := strings.Cut(name, " (")
	if !found || len(stems(before)) == 0 {
		return name
	}
	return before
}

func stems(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		words[i] = stem(w)
	}
	return words
}

// stem takes off what makes a noun or an adjective plural or feminine, in English and in
// French. Names are stemmed as texts are: that it is no word any more is no matter.
func stem(w string) string {
	n := len([]rune(w))
	switch {
	case n > 4 && strings.HasSuffix(w, "ies"): // stories
		return strings.TrimSuffix(w, "ies") + "y"
	case n > 4 && strings.HasSuffix(w, "eaux"): // réseaux
		return strings.TrimSuffix(w, "x")
	case n > 4 && strings.HasSuffix(w, "aux"): // canaux
		return strings.TrimSuffix(w, "aux") + "al"
	case n <= 3:
		return w
	}
	w = strings.TrimSuffix(w, "s")
	if len([]rune(w)) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}
