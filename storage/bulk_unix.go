//go:build !windows

package storage

import (
	"io/fs"
	"slices"
	"syscall"
)

// readInto reads a regular file of at most limit bytes into buf. It makes the four calls
// that this takes and no more: an os.File makes six, and many files are read.
func readInto(path string, buf []byte, limit int) ([]byte, error) {
	fail := func(op string, err error) ([]byte, error) {
		return buf, linkError(path, &fs.PathError{Op: op, Path: path, Err: err})
	}
	fd, err := again(func() (int, error) { return syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC|openFlags, 0) })
	if err != nil {
		return fail("open", err)
	}
	defer syscall.Close(fd) // nothing was written
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		return fail("stat", err)
	}
	switch {
	case st.Mode&syscall.S_IFMT != syscall.S_IFREG:
		return buf, &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	case st.Size > int64(limit):
		return buf, &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	buf = slices.Grow(buf, int(st.Size)+1)
	for {
		n, err := again(func() (int, error) { return syscall.Read(fd, buf[len(buf):cap(buf)]) })
		if err != nil {
			return fail("read", err)
		}
		if n <= 0 {
			return buf, nil
		}
		if buf = buf[:len(buf)+n]; len(buf) > limit {
			return buf, &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
		}
		if len(buf) == int(st.Size) {
			return buf, nil // what is added meanwhile comes after
		}
		if len(buf) == cap(buf) {
			buf = slices.Grow(buf, 4096)
		}
	}
}

// again makes a call until no signal interrupts it.
func again(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if err != syscall.EINTR {
			return n, err
		}
	}
}
