package storage

import (
	"testing"
	"time"
)

// Two programs that see each other's ids of one millisecond never make the same one:
// it was found when two writers of 500 entries each shared an id.
func TestTwoMintsNeverMakeTheSameID(t *testing.T) {
	f, g := open(t), open(t)
	seen := map[string]bool{}
	a, b := "", ""
	for range 2000 {
		a2, b2 := f.mint.id(fixedNow()), g.mint.id(fixedNow())
		if seen[a2] || seen[b2] || a2 == b2 {
			t.Fatalf("twice: %s or %s", a2, b2)
		}
		if a2 <= a || a2 <= b || b2 <= b || b2 <= a {
			t.Fatalf("%s and %s are not after %s and %s", a2, b2, a, b)
		}
		a, b = a2, b2
		seen[a], seen[b] = true, true
		f.mint.saw(b)
		g.mint.saw(a)
	}
}

// Ids grow when the clock is set back, and when a millisecond is full.
func TestIDsGrow(t *testing.T) {
	for _, fill := range []byte{0, 0xFF} {
		f, err := Open(t.TempDir(), Options{Now: fixedNow, Entropy: func(b []byte) {
			for i := range b {
				b[i] = fill
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		for i := range 10 {
			id := f.mint.id(fixedNow().Add(time.Duration(-i) * time.Hour))
			if id <= last {
				t.Fatalf("%s after %s", id, last)
			}
			last = id
		}
	}
}
