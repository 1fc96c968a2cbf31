//go:build !windows

package storage

import (
	"errors"
	"os"
	"syscall"
)

// openFlags: a FIFO doesn't block, a link is not followed.
const openFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some network drives can't flush a folder
	}
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	return err
}

// cutBack cuts the open file to size. The handle is the file's own, so that another
// file that has taken its name meanwhile is left alone.
func cutBack(_ fsys, f file, _ string, size int64) error {
	if err := f.Truncate(size); err != nil {
		return err
	}
	return f.Sync()
}

// removeLocked removes a lock's file while it is held.
func removeLocked(sys fsys, l *lock) error {
	err := sys.remove(l.path)
	l.release()
	return err
}
