package storage

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// everything is a data folder in which a pair has left what it can, beside what is
// others': the files of each.
func everything(t *testing.T) (f *Folder, pairs, others map[string]string) {
	t.Helper()
	f = open(t)
	const canary = "Il a osé dire non devant tout le service"
	j := create(t, f)
	must(j.Append(context.Background(), Entry{Kind: KindNote, Text: canary + "\net plus"}))
	ballot := "notes/" + ballotName(Root(j.State().Entries[0].ID))
	j.Close()
	p := must(f.Private("ines-philippe"))
	must(p.Append(context.Background(), Entry{Kind: KindNote, Text: "je n'aurais pas dû le presser"}))
	p.Close()
	for _, id := range []string{"ines-philippe-2", "ines"} {
		must(f.Create(id, Entry{Kind: KindPair, Mentor: "Inès Martin", Mentee: "Philippe Durand"})).Close()
	}
	if err := drafts(t, f, "ines-philippe").Put("note", canary); err != nil {
		t.Fatal(err)
	}
	if err := drafts(t, f, "ines-philippe-2").Put("note", "theirs"); err != nil {
		t.Fatal(err)
	}
	pairs = map[string]string{
		"pairs/ines-philippe.torn-1":                     "[[entry]]",
		"pairs/ines-philippe.torn-2.dismissed":           "x",
		"pairs/ines-philippe.toml.kept-1":                "x",
		"pairs/.binome-ines-philippe.toml-1":             "x",
		"pairs/.ines-philippe.toml.swp":                  "x",
		"pairs/ines-philippe.toml~":                      "x",
		"pairs/#ines-philippe.toml#":                     "x",
		"pairs/ines-philippe.toml.bak":                   "x",
		"pairs/ines-philippe (1).toml":                   header("ines-philippe", false),
		"pairs/INES-PHILIPPE-DESKTOP-7.toml":             header("ines-philippe", false),
		"private/.binome-ines-philippe.toml-1":           "x",
		"private/ines-philippe.torn-1":                   "x",
		"notes/ines-philippe-2026-11-22.md":              "x",
		"notes/ines-philippe-2026-11-22.html":            "x",
		"notes/.binome-ines-philippe-2026-11-22.md-1234": "x",
		"notes/ines-philippe-2026-11-22.md~":             "x",
		"notes/.ines-philippe-2026-11-22.md.swp":         "x",
		"calendar/ines-philippe.ics":                     "x",
		"calendar/.binome-ines-philippe.ics-1234":        "x",
		"sync/ines-philippe/.git/config":                 "x",
		"sync/ines-philippe.lock":                        "",
		"sync/ines-philippe.busy":                        "",
		"note-1234.md":                                   "x " + canary,
		ballot:                                           "format = 2",
		".binome-1234":                                   "x " + canary,
		"pairs/.swp-of-something":                        canary,
	}
	others = map[string]string{
		"pairs/ines-karim.toml~":                         "x",
		"pairs/.binome-ines-philippe-2.toml-1":           "x",
		"pairs/ines-philippe-2.toml.bak":                 canary, // by its name another's
		"private/ines-philippe-2.toml":                   header("ines-philippe-2", true),
		"notes/ines-philippe-2-2026-11-22.md":            "Inès Martin, Philippe Durand",
		"notes/.binome-ines-philippe-2-2026-11-22.md-12": "Inès Martin, Philippe Durand",
		"notes/ines-2026-11-22.md":                       "x",
		"calendar/ines-philippe-2.ics":                   "Inès Martin, Philippe Durand",
		"sync/ines-philippe-2/.git/config":               "x",
		"curriculum/ines-philippe/a.fr.md":               "x",
		"note-5678.md":                                   "somebody else's",
		"config.toml":                                    "name = \"Inès Martin\"",
		"notes/shopping.md":                              "milk",
		"notes/ballot-0123456789abcdef.toml":             "format = 2",
	}
	for _, files := range []map[string]string{pairs, others} {
		for name, text := range files {
			path := filepath.Join(f.Dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"pairs/ines-philippe.toml", "private/ines-philippe.toml", "drafts/ines-philippe/note.draft"} {
		pairs[name] = ""
	}
	for _, name := range []string{"pairs/ines-philippe-2.toml", "pairs/ines.toml", "drafts/ines-philippe-2/note.draft"} {
		others[name] = ""
	}
	return f, pairs, others
}

// there lists the files of a folder, locks aside.
func there(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(p, journalEnd+lockEnd) {
			names = append(names, filepath.ToSlash(must(filepath.Rel(dir, p))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// Erasing takes every name and every word of the pair, and nothing of anybody else's.
func TestEraseLeavesNothing(t *testing.T) {
	f, pairs, others := everything(t)
	before := there(t, f.Dir)
	if want := append(slices.Collect(maps.Keys(pairs)), slices.Collect(maps.Keys(others))...); len(before) != len(want) {
		t.Fatalf("%d files, not %d: %v", len(before), len(want), before)
	}
	out, err := f.Erase("ines-philippe")
	if err != nil || len(out.Left) > 0 || len(out.Doubts) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(others)), there(t, f.Dir)); diff != "" {
		t.Errorf("(-others' +there)\n%s", diff)
	}
	if ids := f.Erasing(); len(ids) > 0 {
		t.Errorf("still erasing %v", ids)
	}
	if _, err := f.Erase("ines-philippe"); !errors.Is(err, ErrNoPair) {
		t.Error(err)
	}
}

// What somebody wrote into notes/ and holds the pair's words is told of, not removed.
func TestEraseTellsOfWhatMayBeSomebodysOwn(t *testing.T) {
	f, _, _ := everything(t)
	mine := filepath.Join(f.Dir, NotesDir, "for-my-boss.md")
	if err := os.WriteFile(mine, []byte("# Inès Martin et Philippe Durand\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := f.Erase("ines-philippe")
	if err != nil || len(out.Left) > 0 || !slices.Equal(out.Doubts, []string{mine}) {
		t.Errorf("%+v, %v", out, err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}

// A folder that can't be looked into is not passed over: erasing has not ended, the
// journal stays, and it is gone on with later.
func TestEraseThatCantEnd(t *testing.T) {
	f, _, others := everything(t)
	away := f.dir(true) + "-away" // permissions would stop nobody here who may do all
	if err := os.Rename(f.dir(true), away); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.dir(true), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := f.Erase("ines-philippe")
	if err != nil || len(out.Left) == 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if !f.Has("ines-philippe") || !slices.Equal(f.Erasing(), []string{"ines-philippe"}) {
		t.Errorf("it is not known any more: %v", f.Erasing())
	}
	if err := os.Remove(f.dir(true)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(away, f.dir(true)); err != nil {
		t.Fatal(err)
	}
	r := must(f.Doctor("ines-philippe"))[0]
	if !hasTrouble(r.Troubles, TroubleErasing) || r.Well() {
		t.Errorf("%+v", r)
	}
	if out, err := f.Erase("ines-philippe"); err != nil || len(out.Left) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(others)), there(t, f.Dir)); diff != "" {
		t.Error(diff)
	}
}

// An erasure that was stopped once the journal was gone is gone on with, too.
func TestEraseStoppedAtItsEnd(t *testing.T) {
	f := open(t)
	if err := f.beginErasing("p"); err != nil {
		t.Fatal(err)
	}
	if ids := f.Erasing(); !slices.Equal(ids, []string{"p"}) {
		t.Errorf("%v", ids)
	}
	if out, err := f.Erase("p"); err != nil || len(out.Left) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if names := must(os.ReadDir(f.dir(false))); len(names) > 0 {
		t.Errorf("left: %v", names)
	}
}
