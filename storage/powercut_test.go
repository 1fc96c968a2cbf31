package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A ledger is a disk that keeps account of what a power cut would leave: the bytes that
// a file had when it was last flushed, the names that a folder had when it was. After
// each call it has the story look at the worst that may be there.
type ledger struct {
	disk
	root   string
	now    map[string]*node // the names as programs see them
	sure   map[string]*node // the names that a power cut leaves
	look   func(after string, left map[string][]byte)
	record []string
}

// A node is a file, whatever its names.
type node struct{ now, sure []byte }

func newLedger(root string) *ledger {
	return &ledger{root: root, now: map[string]*node{}, sure: map[string]*node{}}
}

// adopt takes what is there for flushed.
func (l *ledger) adopt(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(l.root, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasSuffix(p, lockEnd) {
			data := must(os.ReadFile(p))
			l.now[l.rel(p)] = &node{data, data}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.sure = maps.Clone(l.now)
}

func (l *ledger) rel(p string) string { return filepath.ToSlash(must(filepath.Rel(l.root, p))) }

// did notes a call, and looks at each of the worst cases after it: names flushed or not,
// contents flushed or not.
func (l *ledger) did(call string) {
	l.record = append(l.record, call)
	if l.look == nil {
		return
	}
	for _, names := range []map[string]*node{l.now, l.sure} {
		for _, flushed := range []bool{true, false} {
			left := map[string][]byte{}
			for name, n := range names {
				left[name] = n.now
				if flushed {
					left[name] = n.sure
				}
			}
			l.look(call, left)
		}
	}
}

func (l *ledger) open(path string, flag int, perm fs.FileMode) (file, error) {
	f, err := l.disk.open(path, flag, perm)
	if err != nil {
		return nil, err
	}
	name := l.rel(path)
	if l.now[name] == nil {
		l.now[name] = &node{}
		l.did("make " + name)
	}
	return &ledgerFile{f, l, l.now[name], name, path}, nil
}

func (l *ledger) rename(from, to string) error {
	err := l.disk.rename(from, to)
	if a, b := l.rel(from), l.rel(to); err == nil {
		l.now[b] = l.now[a]
		delete(l.now, a)
		l.did("rename " + a + " " + b)
	}
	return err
}

func (l *ledger) remove(path string) error {
	err := l.disk.remove(path)
	if err == nil && !strings.HasSuffix(path, lockEnd) {
		delete(l.now, l.rel(path))
		l.did("remove " + l.rel(path))
	}
	return err
}

func (l *ledger) syncDir(path string) error {
	err := l.disk.syncDir(path)
	dir := l.rel(path)
	inside := func(name string, _ *node) bool { return strings.HasPrefix(name, dir+"/") }
	maps.DeleteFunc(l.sure, inside)
	for name, n := range l.now {
		if inside(name, n) {
			l.sure[name] = n
		}
	}
	l.did("flush the folder " + dir)
	return err
}

type ledgerFile struct {
	file
	l          *ledger
	n          *node
	name, path string
}

func (f *ledgerFile) changed(call string) {
	f.n.now = must(os.ReadFile(f.path))
	f.l.did(call + " " + f.name)
}

func (f *ledgerFile) Write(b []byte) (int, error) {
	n, err := f.file.Write(b)
	f.changed("write")
	return n, err
}

func (f *ledgerFile) Truncate(size int64) error {
	err := f.file.Truncate(size)
	f.changed("cut")
	return err
}

func (f *ledgerFile) Sync() error {
	err := f.file.Sync()
	f.n.sure = f.n.now
	f.l.did("flush " + f.name)
	return err
}

// A power cut at any call, whatever had reached the disk by then, leaves each entry that
// was acknowledged, and a journal that is the old one or the new one. This is the first
// promise: no other test notices when a flush is taken out.
func TestPowerCut(t *testing.T) {
	whole, ends := thirty()
	first, five := whole[:ends[0]], whole[:ends[4]]
	half := []byte("\n[[entry]]\nid = \"01TORN\"\nat = 2026-11-2")
	other := slices.Concat(whole[:len(header("ines-philippe", false))], whole[ends[4]:])
	const copied = "pairs/ines-philippe (1).toml"
	for _, story := range []struct {
		name  string
		files map[string][]byte
		do    func(f *Folder, acked func(ids ...string)) error
		// may says what else a power cut may leave; nil for journals that can be read.
		may func(left map[string][]byte) error
	}{
		{name: "append", files: map[string][]byte{"pairs/ines-philippe.toml": first},
			do: func(f *Folder, acked func(...string)) error {
				j, err := f.Journal("ines-philippe")
				if err != nil {
					return err
				}
				for i := range 3 {
					got, err := j.Append(context.Background(), tick(i+1), tick(i+2))
					if err != nil {
						return err
					}
					acked(got[0].ID, got[1].ID)
				}
				return j.Close()
			}},
		{name: "create", do: func(f *Folder, acked func(...string)) error {
			e := firstEntry
			e.ID = "01FIRST"
			j, err := f.Create("ines-philippe", e)
			if err != nil {
				return err
			}
			acked(e.ID)
			return j.Close()
		}},
		{name: "private", files: map[string][]byte{"pairs/ines-philippe.toml": first},
			do: func(f *Folder, acked func(...string)) error {
				j, err := f.Private("ines-philippe")
				if err != nil {
					return err
				}
				got, err := j.Append(context.Background(), Entry{Kind: KindNote, Text: "x"})
				if err != nil {
					return err
				}
				acked(got[0].ID)
				return j.Close()
			}},
		{name: "mend", files: map[string][]byte{"pairs/ines-philippe.toml": slices.Concat(five, half)},
			do: func(f *Folder, acked func(...string)) error {
				j, err := f.Journal("ines-philippe")
				if err != nil {
					return err
				}
				got, err := j.Append(context.Background(), tick(1))
				if err != nil {
					return err
				}
				acked(got[0].ID)
				return j.Close()
			}, may: keeps(half[1:])},
		{name: "merge", files: map[string][]byte{"pairs/ines-philippe.toml": five, copied: slices.Concat(other, half)},
			do: func(f *Folder, acked func(...string)) error {
				m, err := f.Absorb("ines-philippe")
				return errors.Join(append(m.Left, err)...)
			}, may: keeps(half[1:], []byte("01KAQ3XV2C5M8N1P4R7T000029"))},
		{name: "repair", files: map[string][]byte{"pairs/ines-philippe.toml": bytes.ReplaceAll(slices.Concat(five, half), []byte("\n"), []byte("\r\n"))},
			do: func(f *Folder, acked func(...string)) error {
				_, err := f.Repair("ines-philippe")
				return err
			}, may: keeps([]byte("at = 2026-11-2"), []byte("kind = \"pair\"\r\n"))},
	} {
		t.Run(story.name, func(t *testing.T) {
			f := laid(t, t.TempDir(), Options{Now: fixedNow, After: never})
			for name, data := range story.files {
				if err := os.WriteFile(filepath.Join(f.Dir, name), data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			l := newLedger(f.Dir)
			l.adopt(t)
			f.sys = l
			var sure []string
			began := false
			l.look = func(after string, left map[string][]byte) {
				if err := checkLeft(left, story.files, sure); err != nil {
					t.Errorf("a power cut after %q: %v", after, err)
				}
				if story.may != nil {
					if err := story.may(left); err != nil {
						t.Errorf("a power cut after %q: %v", after, err)
					}
				}
				began = true
			}
			err := story.do(f, func(ids ...string) { sure = append(sure, ids...); l.did("acknowledged") })
			if err != nil || !began {
				t.Fatal(err, l.record)
			}
			l.did("the end")
			if !maps.Equal(l.now, l.sure) {
				t.Errorf("names that were not flushed: %v", l.record)
			}
			for name, n := range l.now {
				if !bytes.Equal(n.now, n.sure) {
					t.Errorf("%s was not flushed: %v", name, l.record)
				}
			}
		})
	}
}

// keeps says that each of these is somewhere in what is left.
func keeps(what ...[]byte) func(left map[string][]byte) error {
	return func(left map[string][]byte) error {
		for _, w := range what {
			if !slices.ContainsFunc(slices.Collect(maps.Values(left)), func(data []byte) bool { return bytes.Contains(data, w) }) {
				return fmt.Errorf("%q is lost", w)
			}
		}
		return nil
	}
}

// checkLeft holds what a power cut leaves against what was acknowledged.
func checkLeft(left, before map[string][]byte, acked []string) error {
	there := map[string]bool{}
	for name, data := range left {
		if strings.Contains(name, tempPrefix) || strings.Contains(name, tornMark) || strings.Contains(name, keptMark) {
			continue
		}
		d, err := load(data, name)
		if err != nil {
			return err
		}
		for _, e := range d.entries {
			there[e.ID] = e.Mark == Sound
		}
	}
	for name, data := range before {
		if strings.Contains(name, "(") {
			continue // a copy, which goes once it is merged
		}
		for _, e := range mustParse(data) {
			if _, ok := there[e.ID]; !ok {
				return fmt.Errorf("%s is lost", e.ID)
			}
		}
	}
	for _, id := range acked {
		if !there[id] {
			return fmt.Errorf("%s was acknowledged and is lost", id)
		}
	}
	return nil
}

func mustParse(data []byte) []Entry { return must(load(data, "x")).entries }

// Erasing that was reported is erased for good: its names are gone from a flushed folder.
func TestPowerCutAfterErasing(t *testing.T) {
	f := laid(t, t.TempDir(), Options{Now: fixedNow, After: never})
	must(f.Create("p", firstEntry)).Close()
	pr := must(f.Private("p"))
	must(pr.Append(context.Background(), Entry{Kind: KindNote, Text: "x"}))
	pr.Close()
	l := newLedger(f.Dir)
	l.adopt(t)
	f.sys = l
	journal := false // once it has gone, so has all else; and until the end it is known that it was begun
	l.look = func(after string, left map[string][]byte) {
		_, there := l.now["pairs/p.toml"]
		if _, known := l.now["pairs/p.erasing"]; !known && len(l.now) > 0 || !there && len(l.now) > 1 {
			t.Errorf("after %q: %v", after, slices.Sorted(maps.Keys(l.now)))
		}
		journal = true
	}
	out, err := f.Erase("p")
	if err != nil || len(out.Left) > 0 || !journal {
		t.Fatalf("%+v, %v", out, err)
	}
	if len(l.sure) > 0 {
		t.Errorf("%v come back after a power cut: %v", slices.Sorted(maps.Keys(l.sure)), l.record)
	}
}
