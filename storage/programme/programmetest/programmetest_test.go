package programmetest_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/programme/programmetest"
)

func until() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600)) }

// TestCanonical: each journal is what Binome itself would have written, and is read
// without a word of trouble; each entry is one that it would let through.
func TestCanonical(t *testing.T) {
	p := programmetest.New(1, curriculum.Load(curriculum.Builtin()), until())
	dir := t.TempDir()
	const n = 60
	size, err := p.Folder(dir, n)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		s, err := storage.ReadFile(filepath.Join(dir, p.ID(i)+".toml"))
		if err != nil || len(s.Troubles) > 0 {
			t.Fatalf("%d: %v %v", i, err, s.Troubles)
		}
		for _, e := range s.Entries {
			if err := e.Check(); err != nil {
				t.Fatalf("%d: %v", i, err)
			}
			if e.At.After(until()) {
				t.Errorf("%d: an entry of %v", i, e.At)
			}
			e.Mark, e.Line = 0, 0
		}
		again := s.Entries
		for j := range again {
			again[j].Line = 0
		}
		if diff := cmp.Diff(p.Pair(i), again, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Fatalf("%d (-made +read)\n%s", i, diff)
		}
	}
	if mean := size / n; mean < 10_000 || mean > 20_000 {
		t.Errorf("%d bytes a journal; a real one has some 15,000", mean)
	}
}

// TestSeeds: one seed, one programme, however many pairs are asked for.
func TestSeeds(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	a, b := programmetest.New(7, c, until()), programmetest.New(7, c, until())
	for range 3 {
		b.Pair(99)
	}
	if diff := cmp.Diff(a.Pair(3), b.Pair(3)); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(a.Pair(3), a.Pair(4)) || cmp.Equal(a.Pair(3), programmetest.New(8, c, until()).Pair(3)) {
		t.Error("two pairs alike")
	}
	if _, err := a.Folder(filepath.Join(os.DevNull, "x"), 1); err == nil {
		t.Error("written into nowhere")
	}
}
