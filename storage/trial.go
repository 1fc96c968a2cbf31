package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// A Trial is what came of trying what the coach needs of a folder.
type Trial struct {
	Dir     string
	Err     error // nothing can be written there, and why
	NoLocks bool  // its file system has no locks: a file stands for one
}

// Try does in each folder that there is what saving does: a file is made, written, flushed,
// renamed and removed, under a lock.
func (f *Folder) Try() []Trial {
	var trials []Trial
	for _, dir := range []string{f.Dir, f.dir(false), f.dir(true)} {
		if fi, err := os.Stat(dir); err != nil || !fi.IsDir() {
			continue
		}
		t := Trial{Dir: dir}
		t.Err = f.try(&t)
		trials = append(trials, t)
	}
	return trials
}

func (f *Folder) try(t *Trial) error {
	path := filepath.Join(t.Dir, tempPrefix+"trial")
	k := f.locker(path)
	l, err := k.try()
	switch {
	case err != nil:
		return errors.Join(err, f.swept(k.path))
	case l == nil:
		return nil // somebody else is trying, and can
	}
	t.NoLocks = l.held != nil
	err = replace(f.sys, path, []byte("trial\n"), f.stamp())
	return errors.Join(err, f.swept(path), removeLocked(f.sys, l))
}

func (f *Folder) swept(path string) error {
	if err := f.sys.remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
