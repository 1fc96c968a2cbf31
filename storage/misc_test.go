package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A pair that is erased and made anew under the same name is not shown in a window of
// the old one, and gets none of its entries.
func TestAnotherPairUnderTheSameName(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	old := must(f.Create("p", firstEntry))
	must(old.Append(context.Background(), Entry{Kind: KindNote, Text: "of the old"}))
	must(f.Erase("p"))
	fresh := must(f.Create("p", Entry{Kind: KindPair, Mentor: "A", Mentee: "B"}))
	defer fresh.Close()
	defer clock.running()() // the two may have to wait for each other's lock
	must(old.Submit(Entry{Kind: KindNote, Text: "also of the old"}))
	await(t, old, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	s := await(t, old, "a trouble", func(s *State) bool { return hasTrouble(s.Troubles, TroubleDamaged) })
	if len(s.Entries) != 3 || s.Entries[0].Mentor != "Inès Martin" {
		t.Errorf("%+v", s.Entries)
	}
	if err := old.Close(); err == nil {
		t.Error("saved to another pair")
	}
	if got := string(must(os.ReadFile(fresh.Path))); strings.Contains(got, "of the old") {
		t.Error("another pair's words")
	}
}

// What waits to be saved stays in view when the file changes under it.
func TestUnsavedStaysInViewThroughAReload(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	must(j.Append(context.Background(), tick(1), tick(2)))
	j.Close()
	d := &faulty{at: 1, so: 1 << 30, err: errors.New("no room")}
	g := must(Open(f.Dir, Options{Now: clock.now, After: clock.after}))
	g.sys = &onlyWrites{d}
	j = must(g.Journal("p"))
	defer clock.running()()
	must(j.Submit(tick(3)))
	await(t, j, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	other := must(f.Journal("p"))
	must(other.Append(context.Background(), tick(4)))
	other.Close()
	s := await(t, j, "the other's", func(s *State) bool { return len(s.Entries) == 5 })
	if s.Unsaved != 1 || s.SaveErr == nil {
		t.Errorf("%+v", s)
	}
	marks := map[Mark]int{}
	for _, e := range s.Entries {
		marks[e.Mark]++
	}
	if diff := cmp.Diff(map[Mark]int{Sound: 4, Unsaved: 1}, marks); diff != "" {
		t.Error(diff)
	}
	d.heal()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if s := must(f.Read("p")); len(s.Entries) != 5 {
		t.Errorf("%+v", s.Entries)
	}
}

func TestPrivateFile(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	defer clock.running()()
	if _, err := f.Private("../x"); !errors.Is(err, ErrBadID) {
		t.Error(err)
	}
	p := must(f.Private("nobody"))
	if len(p.State().Entries) != 0 {
		t.Error("entries from nowhere")
	}
	if _, err := p.Append(context.Background(), Entry{Kind: KindNote, Text: "x"}); !errors.Is(err, ErrNoPair) {
		t.Error(err)
	}
	p.Close()
	create(t, f)
	a, b := must(f.Private("ines-philippe")), must(f.Private("ines-philippe"))
	defer a.Close()
	defer b.Close()
	if list := must(os.ReadDir(f.dir(true))); len(list) > 0 {
		t.Errorf("made before its first entry: %v", list)
	}
	must(a.Append(context.Background(), Entry{Kind: KindNote, Text: "a"}))
	must(b.Append(context.Background(), Entry{Kind: KindNote, Text: "b"}))
	await(t, a, "the other's", func(s *State) bool { return len(s.Entries) == 2 })
	data := string(must(os.ReadFile(a.Path)))
	if !strings.HasPrefix(data, ownerNote) {
		t.Errorf("%s", data)
	}
	if shared := string(must(os.ReadFile(f.path("ines-philippe", false)))); strings.Contains(shared, "text") {
		t.Error("a private note in the pair's journal")
	}
}

func TestIDsGivenByTheCaller(t *testing.T) {
	f := open(t)
	j := create(t, f)
	e := tick(1)
	e.ID = "01MINE"
	must(j.Append(context.Background(), e))
	if _, err := j.Append(context.Background(), e); !errors.Is(err, ErrEntry) {
		t.Error(err)
	}
	e.ID = "01OTHER"
	if _, err := j.Submit(e, e); !errors.Is(err, ErrEntry) {
		t.Error(err)
	}
	if _, err := j.Submit(Entry{Kind: KindTick}); !errors.Is(err, ErrEntry) {
		t.Error(err)
	}
	if got, err := j.Submit(); got != nil || err != nil {
		t.Error(got, err)
	}
	if err := j.Flush(context.Background()); err != nil {
		t.Error(err)
	}
	if n := len(j.State().Entries); n != 2 {
		t.Errorf("%d entries", n)
	}
}

func TestFolderPaths(t *testing.T) {
	f := open(t)
	if got := f.ConfigFile(); got != filepath.Join(f.Dir, "config.toml") {
		t.Error(got)
	}
	j := create(t, f)
	s := must(ReadFile(j.Path))
	if len(s.Entries) != 1 {
		t.Error(s)
	}
	if _, err := ReadFile(filepath.Join(f.Dir, "nothing")); !os.IsNotExist(err) {
		t.Error(err)
	}
	if _, err := Open(j.Path, Options{}); err == nil {
		t.Error("a file was taken for a folder")
	}
	m := must(f.MergeData("ines-philippe", must(os.ReadFile(j.Path)), []byte(header("ines-philippe", false))))
	if m.Added != 0 || m.Entries != 1 {
		t.Errorf("%+v", m)
	}
}

// Keys that this version doesn't know come back in the order and with the values they had.
func TestUnknownKeys(t *testing.T) {
	block := "[[entry]]\nid = 'z'\nat = 2026-11-22T10:00:00Z\nkind = 'poem'\nwho = 'both'\nzeta = 1.0\nalpha = [1979-05-27, 07:32:00, 1979-05-27T07:32:00, 1979-05-27T07:32:00Z]\n" +
		"f = [inf, -inf, nan, 1e6, -0.0]\nb = {x = 'é', \"odd key\" = [true, false]}\nc.d = \"\\u001b[2J\"\n"
	d := mustLoad(t, []byte(header("p", false)+sealed(strings.TrimSuffix(block, "\n"))))
	if len(d.entries) != 1 || len(d.troubles) > 0 {
		t.Fatalf("%+v", d.troubles)
	}
	want := []KeyValue{
		{"zeta", "1.0"},
		{"alpha", "[1979-05-27, 07:32:00, 1979-05-27T07:32:00, 1979-05-27T07:32:00Z]"},
		{"f", "[inf, -inf, nan, 1e+06, -0.0]"},
		{"b", `{"odd key" = [true, false], x = "é"}`},
		{"c", `{d = "\u001B[2J"}`},
	}
	if diff := cmp.Diff(want, d.entries[0].Extra); diff != "" {
		t.Error(diff)
	}
	again := mustLoad(t, append([]byte(header("p", false)+"\n"), text(d.entries[0])...))
	if diff := cmp.Diff(d.entries, again.entries, whatCounts); diff != "" {
		t.Error(diff)
	}
}

// onlyWrites is a disk that can be read, whatever happens to writing.
type onlyWrites struct{ *faulty }

func (d *onlyWrites) open(path string, flag int, perm os.FileMode) (file, error) {
	if flag&(os.O_WRONLY|os.O_RDWR) == 0 {
		return d.disk.open(path, flag, perm)
	}
	return d.faulty.open(path, flag, perm)
}
