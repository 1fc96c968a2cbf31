//go:build !windows

package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// openFlags: a FIFO doesn't block, a link is not followed.
const openFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW

// followed is what a link leads to, when the link and the file are this account's own: so
// do those who keep their settings in a folder of dotfiles. Else it is the path as it is.
func followed(path string) string {
	ours := func(path string, kind fs.FileMode) bool {
		fi, err := os.Lstat(path)
		if err != nil || fi.Mode().Type() != kind {
			return false
		}
		st, ok := fi.Sys().(*syscall.Stat_t)
		return ok && int(st.Uid) == os.Geteuid()
	}
	if !ours(path, fs.ModeSymlink) {
		return path
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil || !ours(real, 0) {
		return path
	}
	return real
}

// noLocks reports that a file system has no locks: some network drives, and some that are
// programs.
func noLocks(err error) bool {
	return errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOLCK)
}

// alive reports whether a process of this computer is there, be it somebody else's.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

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
