package storage

import (
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

// Merge takes everything in files into a pair's journal. The files stay. The journal is
// replaced whole, under its lock; after an error it is as it was.
func (f *Folder) Merge(id string, files ...string) (Merged, error) {
	var texts [][]byte
	for _, path := range files {
		data, _, err := readFile(f.sys, path)
		if err != nil {
			return Merged{}, err
		}
		texts = append(texts, data)
	}
	return f.merge(id, files, texts)
}

// MergeData is Merge for bytes that are not in a file of this folder, as git has them.
func (f *Folder) MergeData(id string, data ...[]byte) (Merged, error) {
	names := make([]string, len(data))
	for i := range names {
		names[i] = fmt.Sprintf("copy %d", i+1)
	}
	return f.merge(id, names, data)
}

// Absorb merges the conflicted copies that a sync folder made, and removes them once
// what they hold is on the disk in the journal. One that can't be read stays, in Left.
func (f *Folder) Absorb(id string) (Merged, error) {
	var copies []string
	var texts [][]byte
	var left []error
	for _, path := range f.ConflictCopies(id) {
		data, _, err := readFile(f.sys, path)
		if err == nil {
			_, err = load(data, path)
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
	m, err := f.merge(id, copies, texts)
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

func (f *Folder) merge(id string, names []string, texts [][]byte) (Merged, error) {
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
	all, err := f.whole(path, path, data, &m)
	if err != nil {
		return m, err
	}
	for i := range texts {
		text, err := f.whole(path, names[i], texts[i], &m)
		if err == nil {
			all, err = MergeBytes(all, text)
		}
		if err != nil {
			return m, fmt.Errorf("%s: %w", filepath.Base(names[i]), err)
		}
	}
	after, err := load(all, path)
	if err != nil {
		return m, err
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

// whole prepares a file for merging: half an append at its end is set aside, so that it
// can't be taken for an entry in the middle; the sides of a git conflict are united.
func (f *Folder) whole(journal, name string, data []byte, m *Merged) ([]byte, error) {
	d, err := load(data, name)
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
