package storage

import "testing"

// TestPseudonyms: each purpose has its own, the same again and again, and none where the
// root could be guessed.
func TestPseudonyms(t *testing.T) {
	seen := map[string]bool{}
	for _, root := range []Root{"01KAQ3V0T3Y7V4M2S8W1E9R5ZC", "01KAQ3V0T3Y7V4M2S8W1E9R5ZD"} {
		for _, purpose := range []string{"ballot", "contribution", "lms"} {
			p := root.Pseudonym(purpose)
			if len(p) != 16 || seen[p] || p != root.Pseudonym(purpose) {
				t.Errorf("%s of %s: %q", purpose, root, p)
			}
			seen[p] = true
		}
	}
	for _, root := range []Root{"", "1", "ines-philippe"} {
		if root.Secret() || root.Pseudonym("ballot") != "" {
			t.Errorf("%q is taken for a secret", root)
		}
	}
}
