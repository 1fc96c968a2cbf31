package curriculum

import (
	"strings"
	"testing"
)

// How far two words are apart: a letter put in, left out, changed or swapped with its
// neighbour is one, wherever it stands, and both ways round.
func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "a", 0}, {"", "abc", 3}, {"a", "b", 1}, {"ab", "ba", 1}, {"abc", "bac", 1}, {"abc", "acb", 1}, {"abcd", "badc", 2},
		{"abc", "xabc", 1}, {"abc", "abxc", 1}, {"abc", "abcx", 1}, {"abc", "xbc", 1}, {"abc", "axc", 1}, {"abc", "abx", 1},
		{"abc", "cba", 2}, {"abcdef", "", 6}, {"kitten", "sitting", 3}, {"lesson", "lessno", 1}, {"aab", "aba", 1}, {"abb", "bab", 1},
	} {
		if got := edits(tt.a, tt.b); got != tt.want {
			t.Errorf("%q, %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := edits(tt.b, tt.a); got != tt.want {
			t.Errorf("%q, %q: %d, want %d", tt.b, tt.a, got, tt.want)
		}
	}
}

// A name made of many words ends with one of them, whole; made of one that is too long, it is
// cut; of nothing that can be in a name, it is a lesson's all the same.
func TestSlugOfManyWords(t *testing.T) {
	const seven = "abcdefg"
	for _, tt := range []struct {
		words string
		most  int
		want  string
	}{
		{"One two three", 0, "one-two-three"}, {"One two three", 2, "one-two"}, {"One two three", 3, "one-two-three"}, {"One two three", 9, "one-two-three"},
		{strings.Repeat(seven+" ", 9), 0, strings.TrimSuffix(strings.Repeat(seven+"-", 7), "-")},
		{strings.Repeat("a", 28) + " " + strings.Repeat("b", 27) + " c", 0, strings.Repeat("a", 28) + "-" + strings.Repeat("b", 27)},
		{strings.Repeat("a", 28) + " " + strings.Repeat("b", 28), 0, strings.Repeat("a", 28)},
		{strings.Repeat("a", 56), 0, strings.Repeat("a", 56)}, {strings.Repeat("a", 57), 0, strings.Repeat("a", 56)},
		{strings.Repeat("a", 90) + " b", 0, strings.Repeat("a", 56)},
	} {
		if got := Slug(tt.words, tt.most); got != tt.want {
			t.Errorf("%q, %d: %q, want %q", tt.words, tt.most, got, tt.want)
		}
	}
}
