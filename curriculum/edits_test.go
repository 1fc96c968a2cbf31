package curriculum

import "testing"

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
