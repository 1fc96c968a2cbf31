package storage

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What stands here is what faults put into the code by chance lived through (TestMutants).

// TestTextForElsewhere: a journal taken elsewhere is the journal, without half an append.
func TestTextForElsewhere(t *testing.T) {
	f := laid(t, t.TempDir(), Options{})
	j := create(t, f)
	must(j.Append(t.Context(), tick(1), tick(2)))
	j.Close()
	whole := must(os.ReadFile(j.Path))
	if err := os.WriteFile(j.Path, append(whole, "[[entry]]\nid = \"01"...), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := f.Text("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	if got := must(load(text, "x")); len(got.entries) != 3 || strings.HasSuffix(string(text), "\"01") {
		t.Errorf("%d entries in\n%s", len(got.entries), text)
	}
	if _, err := f.Text("nobody"); !errors.Is(err, ErrNoPair) {
		t.Errorf("of nobody: %v", err)
	}
	if _, err := f.Text("../x"); !errors.Is(err, ErrBadID) {
		t.Errorf("of no id: %v", err)
	}
}

// TestStraysAreSwept: what a program that was stopped while it replaced this journal has left
// goes with the next replacement, and another pair's stays.
func TestStraysAreSwept(t *testing.T) {
	f := laid(t, t.TempDir(), Options{})
	j := create(t, f)
	dir := filepath.Dir(j.Path)
	ours, theirs := filepath.Join(dir, tempPrefix+"ines-philippe.toml-1"), filepath.Join(dir, tempPrefix+"other.toml-1")
	for _, p := range []string{ours, theirs} {
		if err := os.WriteFile(p, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.sweep(j.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ours); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Errorf("another's was swept: %v", err)
	}
}

// TestTornIsKeptOnce: whoever was stopped between keeping half an append and cutting it off
// doesn't keep it twice; another half is another file.
func TestTornIsKeptOnce(t *testing.T) {
	f := laid(t, t.TempDir(), Options{})
	j := create(t, f)
	one := must(f.setAside(j.Path, []byte("half")))
	if again := must(f.setAside(j.Path, []byte("half"))); again != one {
		t.Errorf("kept in %s and in %s", one, again)
	}
	if other := must(f.setAside(j.Path, []byte("another half"))); other == one || string(must(os.ReadFile(one))) != "half" {
		t.Errorf("%s was written over", one)
	}
}

// TestLongestNames: each kind of name at its longest, and one letter more.
func TestLongestNames(t *testing.T) {
	for _, c := range []struct {
		what  string
		valid func(string) bool
		most  int
	}{
		{"an entry's id", validEntryID, 64},
		{"a pair's id", ValidID, 64},
		{"a slug", isSlug, 64},
		{"a language", validLanguage, 35},
	} {
		if s := strings.Repeat("a", c.most); !c.valid(s) || c.valid(s+"a") || c.valid("") || !c.valid("a") {
			t.Errorf("%s of 0, 1, %d and %d letters: %v %v %v %v", c.what, c.most, c.most+1, c.valid(""), c.valid("a"), c.valid(s), c.valid(s+"a"))
		}
	}
}
