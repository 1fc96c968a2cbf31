package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// fileGen draws files of one pair that people, tools and accidents have been at. They
// draw from few ids and texts, so that files have blocks in common.
func fileGen() *rapid.Generator[string] {
	blocks := make([]string, 12)
	for i := range blocks {
		e := sample()[i*2%len(sample())]
		e.ID, e.At = fmt.Sprintf("01%d", i/2), fixedNow()
		blocks[i] = string(appendBlock(nil, &e))
	}
	piece := rapid.OneOf(
		rapid.SampledFrom(blocks), rapid.SampledFrom(blocks),
		rapid.Map(rapid.SampledFrom(blocks), func(s string) string { return strings.Replace(s, "kind", "odd = 1\nkind", 1) }),
		rapid.Map(rapid.SampledFrom(blocks), func(s string) string { return s[:len(s)/2] + "\n" }),
		rapid.Map(rapid.SampledFrom(blocks), func(s string) string { return s + "left over\n" }),
		rapid.SampledFrom([]string{"# a comment\n", "# another\n", "#\n", "\n", "  \n", "# one\n\n# two\n", "[[entry]]\n", "[[entry]] # mine\nid = 'x'\n",
			"[[entry]]\ntext = '''\n# inside\n'''\n", "[[entry]]\n\"id\" = \"q\"\n"}),
	)
	heads := []string{
		headNote + "\nformat = 1\npair = \"p\"\n",
		"format=1\npair='p'\n",
		"# mine\nformat = 1\n# yours\npair = \"p\"\nmore = 1\n",
		"format = 1\npair = \"p\"\nmore = 2\n# below\n[table]\nformat = 7\n",
		"format = 1\npair = \"p\"\nmore = 3\nagain = '''\n# no comment\n'''\n",
	}
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.SampledFrom(heads).Draw(t, "head") + strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), "\n")
		switch rapid.IntRange(0, 9).Draw(t, "form") {
		case 0:
			s = strings.ReplaceAll(s, "\n", "\r\n")
		case 1:
			s = bom + s
		case 2:
			s = strings.TrimSuffix(s, "\n")
		}
		return s
	})
}

func checkLaws(a, b, c []byte) error {
	merge := func(x, y []byte) []byte {
		out, err := MergeBytes(x, y)
		if err != nil {
			panic(fmt.Sprintf("%v\n%s\n----\n%s", err, x, y))
		}
		return out
	}
	ab := merge(a, b)
	switch {
	case !bytes.Equal(ab, merge(b, a)):
		return errors.New("not commutative")
	case !bytes.Equal(merge(ab, c), merge(a, merge(b, c))):
		return fmt.Errorf("not associative:\n%s\n----\n%s", merge(ab, c), merge(a, merge(b, c)))
	case !bytes.Equal(merge(a, a), merge(merge(a, a), a)):
		return errors.New("not idempotent")
	case !bytes.Equal(merge(ab, a), ab):
		return errors.New("merging again changes something")
	}
	for _, x := range [][]byte{a, b} {
		if lost := lostLines(x, ab); lost != "" {
			return fmt.Errorf("lost: %q", lost)
		}
	}
	return nil
}

// lostLines finds a line of the one that the other has not.
func lostLines(from, in []byte) string {
	have := map[string]bool{}
	for line := range strings.SplitSeq(unixLines(string(in)), "\n") {
		have[line] = true
		if was, ok := strings.CutPrefix(line, "# was: "); ok {
			have[was] = true
		}
	}
	have["format=1"], have["pair='p'"] = true, true
	for line := range strings.SplitSeq(unixLines(strings.TrimPrefix(string(from), bom)), "\n") {
		if strings.TrimSpace(line) != "" && !have[line] {
			return line
		}
	}
	return ""
}

func TestMergeLaws(t *testing.T) {
	n := times(1000, 100_000)
	gen := fileGen()
	for seed := range n {
		a, b, c := gen.Example(3*seed), gen.Example(3*seed+1), gen.Example(3*seed+2)
		if err := checkLaws([]byte(a), []byte(b), []byte(c)); err != nil {
			t.Fatalf("%v\n---- a\n%s\n---- b\n%s\n---- c\n%s", err, a, b, c)
		}
	}
}

func TestMergeLawsShrinking(t *testing.T) {
	gen := fileGen()
	rapid.Check(t, func(t *rapid.T) {
		if err := checkLaws([]byte(gen.Draw(t, "a")), []byte(gen.Draw(t, "b")), []byte(gen.Draw(t, "c"))); err != nil {
			t.Fatal(err)
		}
	})
}

// Merging two halves of a journal gives the journal.
func TestMergeOfHalvesIsTheWhole(t *testing.T) {
	data, ends := thirty()
	head := len(header("ines-philippe", false))
	for _, at := range []int{0, 1, 15, 29} {
		a, b := data[:ends[at]], append(bytes.Clone(data[:head]), data[ends[at/2]:]...)
		out, err := MergeBytes(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(data), string(out)); diff != "" {
			t.Errorf("cut after %d:\n%s", at, diff)
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	good := []byte(header("p", false))
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"another pair": {header("q", false), ErrBadID},
		"newer":        {"format = 2\n", ErrNewer},
		"empty":        {"", ErrDamaged},
		"something":    {"hello", ErrDamaged},
	} {
		if _, err := MergeBytes(good, []byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := MergeBytes([]byte(c.data), good); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A conflicted copy, however its program names it, is found, merged and removed; what
// only resembles one is left alone.
func TestConflictCopies(t *testing.T) {
	f := open(t)
	j := create(t, f)
	dir := filepath.Dir(j.Path)
	base, err := os.ReadFile(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{
		"ines-philippe (Inès's conflicted copy 2026-11-22).toml",     // Dropbox
		"ines-philippe (Copie en conflit de desk-7 2026-11-22).toml", // Dropbox, French
		"ines-philippe-DESKTOP-7.toml",                               // OneDrive
		"ines-philippe-desk.toml",                                    // the same, where the name could be a pair's
		"ines-philippe (conflicted copy 2026-11-22 101211).toml",     // Nextcloud
		"ines-philippe_conflict-20261122-101211.toml",                // ownCloud
		"ines-philippe.sync-conflict-20261122-101211-ABCDEFG.toml",   // Syncthing
		"ines-philippe (1).toml",                                     // Google Drive
		"ines-philippe 2.toml",                                       // iCloud
	}
	var want []string
	for i, name := range names {
		e := tick(i + 1)
		e.ID, e.At = fmt.Sprintf("01COPY%d", i), fixedNow()
		data := append(bytes.Clone(base), '\n')
		data = appendBlock(data, &e)
		if i == 0 {
			data = append(data, "\n[[entry]]\nid = \"01TORN\"\nat = 2026-11-2"...)
		}
		want = append(want, filepath.Join(dir, name))
		if err := os.WriteFile(want[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	for name, text := range map[string]string{
		"ines-philippe-other.toml": header("ines-philippe-other", false), // a pair of its own
		"ines-philippe.md":         header("ines-philippe", false),
		"other.toml":               header("ines-philippe", false), // renamed, and no copy by its name
		"ines-philippe-x.toml":     "hello",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := f.ConflictCopies("ines-philippe")
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
	ids, err := f.PairIDs()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ines-philippe", "ines-philippe-other", "ines-philippe-x", "other"}, ids); diff != "" {
		t.Error(diff)
	}
	m, err := f.Absorb("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	if m.Added != len(names) || m.Entries != len(names)+1 || len(m.Absorbed) != len(names) || len(m.Aside) != 1 || len(m.Troubles) > 0 {
		t.Errorf("%+v", m)
	}
	if left := f.ConflictCopies("ines-philippe"); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	await(t, j, "what was merged", func(s *State) bool { return len(s.Entries) == len(names)+1 })
	if _, err := j.Append(context.Background(), tick(9)); err != nil {
		t.Fatal(err)
	}
}

// A copy that can't be read is known by its name, to the one pair it can belong to.
func TestDamagedCopyBelongsToOnePair(t *testing.T) {
	f := open(t)
	create(t, f).Close()
	other, err := f.Create("ines", firstEntry)
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	path := filepath.Join(f.Dir, "pairs", "ines-philippe (1).toml")
	if err := os.WriteFile(path, []byte("\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := f.Absorb("ines-philippe")
	if err != nil || len(m.Left) != 1 || len(m.Absorbed) > 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := f.Erase("ines"); err != nil {
		t.Fatal(err)
	}
	if got := f.ConflictCopies("ines-philippe"); len(got) != 1 {
		t.Fatalf("erased with another pair: %v", got)
	}
	if _, err := f.Erase("ines-philippe"); err != nil {
		t.Fatal(err)
	}
	if list := must(os.ReadDir(filepath.Dir(path))); len(list) > 0 {
		t.Errorf("left: %v", list)
	}
}

func TestMergeKeepsBothTextsAndTellsSo(t *testing.T) {
	f := open(t)
	j := create(t, f)
	if _, err := j.Append(context.Background(), tick(1)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "from-elsewhere.toml")
	if err := os.WriteFile(other, []byte(strings.Replace(string(data), "item = 1", "item = 5", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := f.Merge("ines-philippe", Merging{}, other)
	if err != nil || !hasTrouble(m.Troubles, TroubleTwice) || m.Added != 0 {
		t.Fatalf("%+v, %v", m, err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file named on the command line was removed")
	}
	merged, err := os.ReadFile(j.Path)
	if err != nil || !strings.Contains(string(merged), "item = 1") || !strings.Contains(string(merged), "item = 5") {
		t.Errorf("%s, %v", merged, err)
	}
	again, err := f.Merge("ines-philippe", Merging{}, other, other)
	if diff := cmp.Diff(m, again, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Errorf("%s, %v", diff, err)
	}
	if err := os.WriteFile(other, []byte("format = 9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Merge("ines-philippe", Merging{}, other); !errors.Is(err, ErrNewer) {
		t.Error(err)
	}
	if _, err := f.Merge("nobody", Merging{}, other); !errors.Is(err, ErrNoPair) {
		t.Error(err)
	}
}
