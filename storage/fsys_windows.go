package storage

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

const openFlags = 0

// followed: Windows follows links by itself, and only administrators may make them.
func followed(path string) string { return path }

// noLocks reports that a file system has no locks: some network drives.
func noLocks(err error) bool {
	return errors.Is(err, windows.ERROR_NOT_SUPPORTED) || errors.Is(err, windows.ERROR_INVALID_FUNCTION) || errors.Is(err, windows.ERROR_CALL_NOT_IMPLEMENTED)
}

// alive reports whether a process of this computer is there.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return errors.Is(err, windows.ERROR_ACCESS_DENIED)
	}
	p.Release() //nolint:errcheck // it is only looked at
	return true
}

// syncDir does nothing: Windows has no flushing of a folder, and NTFS keeps renames
// in its journal.
func syncDir(string) error { return nil }

// cutBack cuts the file to size by a second handle: one opened for appending may not
// truncate on Windows.
func cutBack(sys fsys, f file, path string, size int64) error {
	g, err := sys.open(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	was, err := f.Stat()
	now, err2 := g.Stat()
	if err = errors.Join(err, err2); err == nil && !os.SameFile(was, now) {
		err = fs.ErrNotExist // another file has taken its name
	}
	if err == nil {
		err = g.Truncate(size)
	}
	if err == nil {
		err = g.Sync()
	}
	return errors.Join(err, g.Close())
}

// removeLocked releases first: an open file can't be removed here. A taker in between
// finds the file gone or another's, and tries again.
func removeLocked(sys fsys, l *lock) error {
	l.release()
	return sys.remove(l.path)
}
