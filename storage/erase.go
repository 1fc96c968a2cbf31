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
	Left    []error  // files that could not be removed, and why
}

// Erase removes a pair and everything about it: private file, set-aside tails, kept
// originals, copies that a sync folder made, temporary files, then the journal and, last,
// its lock. When it is stopped in the middle the pair is still listed, and erasing can
// be begun again.
func (f *Folder) Erase(id string) (Erased, error) {
	var out Erased
	if !ValidID(id) {
		return out, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	if !f.anything(id) {
		return out, fmt.Errorf("%w: %s", ErrNoPair, id)
	}
	for _, private := range []bool{true, false} {
		if err := f.eraseIn(id, private, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (f *Folder) anything(id string) bool {
	return len(f.belongings(id, false)) > 0 || len(f.belongings(id, true)) > 0
}

// eraseIn removes what a pair has in one of the two folders, the lock last.
func (f *Folder) eraseIn(id string, private bool, out *Erased) error {
	if len(f.belongings(id, private)) == 0 {
		return nil
	}
	l, err := f.locker(f.path(id, private)).take()
	if err != nil {
		return err
	}
	journal := f.path(id, private)
	for _, path := range f.belongings(id, private) {
		if path != l.path && path != journal {
			out.remove(path, f.sys.remove(path))
		}
	}
	if len(out.Left) > 0 && !private {
		l.release()
		return nil // the journal stays, so that the rest can still be found
	}
	out.remove(journal, f.sys.remove(journal))
	out.remove(l.path, removeLocked(f.sys, l))
	if err := f.sys.syncDir(f.dir(private)); err != nil {
		out.Left = append(out.Left, err)
	}
	return nil
}

func (out *Erased) remove(path string, err error) {
	if err == nil {
		out.Removed = append(out.Removed, path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		out.Left = append(out.Left, err)
	}
}

// belongings lists the files of a pair in one folder: the journal, its lock, what was
// set aside, what was kept before a repair, temporary files, and the copies that a sync
// folder made.
func (f *Folder) belongings(id string, private bool) []string {
	dir := f.dir(private)
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var paths []string
	for _, d := range list {
		if belongs(d.Name(), id) || f.isCopyOf(filepath.Join(dir, d.Name()), id) {
			paths = append(paths, filepath.Join(dir, d.Name()))
		}
	}
	return paths
}

func belongs(name, id string) bool {
	switch {
	case name == id+journalEnd, name == id+journalEnd+lockEnd:
		return true
	case strings.HasPrefix(name, id+tornMark), strings.HasPrefix(name, id+journalEnd+keptMark):
		return true
	}
	return strings.HasPrefix(name, tempPrefix+id+journalEnd+"-")
}
