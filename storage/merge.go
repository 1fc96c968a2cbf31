package storage

import (
	"errors"
	"fmt"
	"path/filepath"
)

// Merged tells what a merge did.
type Merged struct {
	Added    int       // entries that were not in the journal before
	Entries  int       // entries that are there now
	Aside    []string  // half appends at the ends of the files, set aside
	Absorbed []string  // conflicted copies whose content is in the journal now, removed
	Left     []error   // conflicted copies that could not be read or removed, and why
	Troubles []Trouble // of the result: two texts of one id, blocks that can't be read
}

// Merging says how files are taken in that may be of another pair of the same id.
type Merging struct {
	SamePair bool   // the person says that they are one pair, begun twice
	As       string // take them in under this id instead, as a pair of its own if need be
}

// Merge takes everything in files into a pair's journal. The files stay. The journal is
// replaced whole, under its lock; after an error it is as it was. A file of another pair
// is refused: [ErrOtherPair] when it has the same id, [ErrBadID] when it has not.
func (f *Folder) Merge(id string, how Merging, files ...string) (Merged, error) {
	var texts [][]byte
	for _, path := range files {
		data, err := ReadNamed(path, maxFile)
		if err == nil && how.As != "" {
			if data, err = Readdress(data, how.As); err != nil {
				err = fmt.Errorf("%s: %w", filepath.Base(path), err)
			}
		}
		if err != nil {
			return Merged{}, err
		}
		texts = append(texts, data)
	}
	if how.As == "" || len(texts) == 0 {
		return f.merge(id, how.SamePair, files, texts)
	}
	err := f.Receive(how.As, texts[0])
	if err != nil && !errors.Is(err, ErrPairThere) {
		return Merged{}, err
	}
	m, merr := f.merge(how.As, how.SamePair, files, texts)
	if err == nil { // all of them are new
		m.Added = m.Entries
	}
	return m, merr
}

// MergeData is Merge for bytes that are not in a file of this folder, as git has them.
func (f *Folder) MergeData(id string, data ...[]byte) (Merged, error) {
	names := make([]string, len(data))
	for i := range names {
		names[i] = fmt.Sprintf("copy %d", i+1)
	}
	return f.merge(id, false, names, data)
}

// Absorb merges the conflicted copies that a sync folder made, and removes them once
// what they hold is on the disk in the journal. One that can't be read stays, in Left.
func (f *Folder) Absorb(id string) (Merged, error) {
	var copies []string
	var texts [][]byte
	var left []error
	ours, err := f.Read(id)
	if err != nil {
		return Merged{}, err
	}
	for _, path := range f.ConflictCopies(id) {
		data, _, err := readFile(f.sys, path)
		if err == nil {
			var d *doc
			if d, err = load(data, path); err == nil {
				if err = SamePair(ours.Entries, d.entries); err != nil {
					err = fmt.Errorf("%s: %w", path, err)
				}
			}
		}
		if err != nil {
			left = append(left, err)
			continue
		}
		copies, texts = append(copies, path), append(texts, data)
	}
	if len(copies) == 0 {
		return Merged{Left: left}, nil
	}
	m, err := f.merge(id, false, copies, texts)
	m.Left = left
	if err != nil {
		return m, err
	}
	for i, path := range copies {
		now, _, err := readFile(f.sys, path)
		if err == nil && string(now) != string(texts[i]) {
			continue // changed meanwhile: it is found again next time
		}
		if err == nil {
			err = f.sys.remove(path)
		}
		if err != nil {
			m.Left = append(m.Left, err)
			continue
		}
		m.Absorbed = append(m.Absorbed, path)
	}
	return m, f.sys.syncDir(f.dir(false))
}

func (f *Folder) merge(id string, one bool, names []string, texts [][]byte) (Merged, error) {
	var m Merged
	if !ValidID(id) {
		return m, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	path := f.path(id, false)
	l, err := f.lockThere(id, false)
	if err != nil {
		return m, err
	}
	defer l.release()
	if err := f.sweep(path); err != nil {
		return m, err
	}
	data, _, err := readFile(f.sys, path)
	if err != nil {
		return m, err
	}
	before, err := load(data, path)
	if err != nil {
		return m, err
	}
	all, err := f.whole(path, path, data, nil, &m)
	if err != nil {
		return m, err
	}
	after := before
	for i := range texts {
		ours := after.entries
		if one {
			ours = nil
		}
		text, err := f.whole(path, names[i], texts[i], ours, &m)
		if err == nil {
			all, err = MergeBytes(all, text)
		}
		if err == nil {
			after, err = load(all, path)
		}
		if err != nil {
			return m, fmt.Errorf("%s: %w", filepath.Base(names[i]), err)
		}
	}
	if string(all) != string(data) {
		if err := replace(f.sys, path, all, f.stamp()); err != nil {
			return m, err
		}
	}
	m.Entries, m.Troubles = len(after.entries), after.troubles
	m.Added = added(before.entries, after.entries)
	return m, nil
}

func added(before, after []Entry) int {
	was := make(map[string]bool, len(before))
	for i := range before {
		was[before[i].ID] = true
	}
	n := 0
	for i := range after {
		if !was[after[i].ID] {
			n++
		}
	}
	return n
}

// whole prepares a file for merging with ours: half an append at its end is set aside, so
// that it can't be taken for an entry in the middle; the sides of a git conflict are
// united. Another pair's is refused.
func (f *Folder) whole(journal, name string, data []byte, ours []Entry, m *Merged) ([]byte, error) {
	d, err := load(data, name)
	if err == nil {
		err = SamePair(ours, d.entries)
	}
	if err != nil {
		return nil, err
	}
	if d.tail.torn {
		aside, err := f.setAside(journal, data[d.tail.offset:])
		if err != nil {
			return nil, err
		}
		m.Aside = append(m.Aside, aside)
		data = data[:d.tail.offset]
	}
	return unite(data)
}

// Text is a pair's journal as a merge would write it, for taking elsewhere: every block
// of it, without half an append at its end. It is read under the lock, so that no append
// is under way. ErrNoPair.
func (f *Folder) Text(id string) ([]byte, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	path := f.path(id, false)
	l, err := f.lockThere(id, false)
	if err != nil {
		return nil, err
	}
	defer l.release()
	data, _, err := readFile(f.sys, path)
	if err != nil {
		return nil, err
	}
	d, err := load(data, path)
	if err != nil {
		return nil, err
	}
	if d.tail.torn {
		data = data[:d.tail.offset]
	}
	return unite(data)
}

// Receive makes a pair of a journal that came from elsewhere, whole or not at all:
// ErrPairThere when there is one already, ErrBadID when it is another pair's.
func (f *Folder) Receive(id string, data []byte) error {
	if !ValidID(id) {
		return fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	d, err := load(data, id)
	if err != nil {
		return err
	}
	if d.tail.torn {
		data = data[:d.tail.offset]
	}
	all, err := unite(data)
	if err == nil {
		_, err = MergeBytes(all, []byte(header(id, false))) // the same pair's
	}
	if err != nil {
		return err
	}
	return f.place(id, all)
}
