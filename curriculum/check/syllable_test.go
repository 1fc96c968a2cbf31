package check

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestSyllables holds the frozen counters to words counted by hand: 98 in 100 right,
// and the sum within 1 in 100, which is what scores hang on.
func TestSyllables(t *testing.T) {
	for lang, l := range languages {
		t.Run(lang, func(t *testing.T) {
			byHand := countedByHand(t, "testdata/syllables."+lang+".tsv")
			if len(byHand) < 300 {
				t.Fatalf("only %d words", len(byHand))
			}
			wrong, sum, want := 0, 0, 0
			for word, n := range byHand {
				got := spoken(word, l.syllables)
				sum, want = sum+got, want+n
				if got != n {
					wrong++
					t.Logf("%s: %d, by hand %d", word, got, n)
				}
			}
			t.Logf("%d of %d words are miscounted; %d syllables for %d", wrong, len(byHand), sum, want)
			if wrong*50 > len(byHand) {
				t.Errorf("%d of %d words are miscounted", wrong, len(byHand))
			}
			if off := max(sum-want, want-sum); off*100 > want {
				t.Errorf("%d syllables for %d", sum, want)
			}
		})
	}
}

func countedByHand(t *testing.T, path string) map[string]int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	words := map[string]int{}
	s := bufio.NewScanner(f)
	for s.Scan() {
		word, count, ok := strings.Cut(s.Text(), "\t")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || n < 1 || words[word] != 0 {
			t.Fatalf("%s: %q", path, s.Text())
		}
		words[word] = n
	}
	return words
}
