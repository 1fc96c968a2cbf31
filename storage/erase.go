package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Erased tells what erasing removed, and what it could not.
type Erased struct {
	Removed []string // paths
	Left    []error  // files that could not be removed or looked for, and why: erasing has not ended
	Doubts  []string // files of somebody's own in the data folder that hold words of the pair
}

// Erase removes a pair and everything about it in the data folder: all that is known by
// the pair's name, wherever the program writes, with what an editor, a sync tool or a
// program that was stopped left beside it; and what has no name and holds the pair's words,
// where only the program writes. Then the journal goes and, last, its lock.
//
// What can't be removed, or looked into, is told, and the journal stays, by which the rest
// can still be found: until erasing has ended the pair is in [Folder.Erasing].
func (f *Folder) Erase(id string) (Erased, error) {
	var out Erased
	if !ValidID(id) {
		return out, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	if !f.anything(id) {
		return out, fmt.Errorf("%w: %s", ErrNoPair, id)
	}
	if err := makeDir(f.sys, f.dir(false)); err != nil {
		return out, err
	}
	pair, err := f.locker(f.path(id, false)).take()
	if err != nil {
		return out, err
	}
	if err := f.beginErasing(id); err != nil {
		pair.release()
		return out, err
	}
	f.erase(id, pair.path, &out)
	if len(out.Left) > 0 {
		pair.release()
		return out, nil
	}
	f.removeJournal(f.path(id, false), &out)
	if err := f.sys.remove(f.erasingFile(id)); err != nil {
		out.Left = append(out.Left, err)
	}
	out.remove(pair.path, removeLocked(f.sys, pair))
	if err := f.sys.syncDir(f.dir(false)); err != nil {
		out.Left = append(out.Left, err)
	}
	return out, nil
}

const erasingEnd = ".erasing" // is there from the beginning of an erasure to its end

func (f *Folder) erasingFile(id string) string { return filepath.Join(f.dir(false), id+erasingEnd) }

func (f *Folder) beginErasing(id string) error {
	err := writeNew(f.sys, f.erasingFile(id), nil)
	if errors.Is(err, fs.ErrExist) {
		return nil // begun before
	}
	if err != nil {
		return err
	}
	return f.sys.syncDir(f.dir(false))
}

// Erasing lists the pairs whose erasure was begun and has not ended.
func (f *Folder) Erasing() []string {
	list, err := os.ReadDir(f.dir(false))
	if err != nil {
		return nil
	}
	var ids []string
	for _, d := range list {
		if id, ok := strings.CutSuffix(d.Name(), erasingEnd); ok && ValidID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// erase removes everything but what stands last. The pair's lock is held.
func (f *Folder) erase(id, held string, out *Erased) {
	private := f.path(id, true)
	s := f.search(id)
	out.Left = append(out.Left, s.unread...)
	out.Doubts = s.doubts
	last := map[string]bool{f.path(id, false): true, f.erasingFile(id): true, held: true, private: true, private + lockEnd: true,
		held + heldEnd: true, private + lockEnd + heldEnd: true}
	changed := map[string]bool{}
	for _, path := range s.found {
		if last[path] {
			continue
		}
		err := f.sys.remove(path)
		if fi, serr := os.Lstat(path); err != nil && serr == nil && fi.IsDir() {
			err = os.RemoveAll(path)
		}
		out.remove(path, err)
		changed[filepath.Dir(path)] = true
	}
	if l, err := f.lockPrivate(id, s.found); err != nil {
		out.Left = append(out.Left, err)
	} else if l != nil {
		f.removeJournal(private, out)
		out.remove(l.path, removeLocked(f.sys, l))
		changed[f.dir(true)] = true
	}
	for dir := range changed {
		if err := f.sys.syncDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			out.Left = append(out.Left, err)
		}
	}
}

// lockPrivate takes the lock of a private file that there is something of; else nil.
func (f *Folder) lockPrivate(id string, found []string) (*lock, error) {
	path := f.path(id, true)
	for _, p := range found {
		if p == path || p == path+lockEnd {
			return f.locker(path).take()
		}
	}
	return nil, nil
}

// removeJournal removes a journal, and first what it is a link to: the words stand there.
func (f *Folder) removeJournal(path string, out *Erased) {
	if real := followed(path); real != path {
		out.remove(real, f.sys.remove(real))
	}
	out.remove(path, f.sys.remove(path))
}

func (out *Erased) remove(path string, err error) {
	if err == nil {
		out.Removed = append(out.Removed, path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		out.Left = append(out.Left, err)
	}
}

// Known reports whether there is anything of a pair, be it only what erasing left.
func (f *Folder) Known(id string) bool { return ValidID(id) && f.anything(id) }

// anything reports whether there is something by the pair's name.
func (f *Folder) anything(id string) bool {
	for _, place := range f.places() {
		list, err := os.ReadDir(place.dir)
		if err != nil {
			continue
		}
		for _, d := range list {
			if f.named(place, d.Name(), id) {
				return true
			}
		}
	}
	return false
}
