package storage

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// A file is what the journal does with an open file.
type file interface {
	io.Reader
	io.ReaderAt
	io.Writer
	io.Closer
	Stat() (fs.FileInfo, error)
	Sync() error
	Truncate(size int64) error
}

// An fsys is the calls by which this package changes a disk, so that a test can make
// the Nth of them fail.
type fsys interface {
	open(path string, flag int, perm fs.FileMode) (file, error)
	rename(from, to string) error
	remove(path string) error
	mkdir(path string) error
	syncDir(path string) error // so that a rename survives a power cut
	flock(fl *flock.Flock) (bool, error)
}

// disk is the fsys of the system.
type disk struct{}

func (disk) open(path string, flag int, perm fs.FileMode) (file, error) {
	return openRegular(path, flag, perm)
}
func (disk) rename(from, to string) error { return os.Rename(from, to) }
func (disk) remove(path string) error     { return os.Remove(path) }
func (disk) mkdir(path string) error      { return os.Mkdir(path, 0o700) }
func (disk) syncDir(path string) error    { return syncDir(path) }

func (disk) flock(fl *flock.Flock) (bool, error) { return fl.TryLock() }

var errNotRegular = errors.New("not a regular file")

// openRegular opens regular files only. Opening a FIFO would block for ever, and a
// link may lead anywhere, so neither is followed, but for a link that is [followed]; what
// was opened is looked at again.
func openRegular(path string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, flag|openFlags, perm)
	if err != nil && flag&os.O_EXCL == 0 {
		if real := followed(path); real != path {
			f, err = os.OpenFile(real, flag|openFlags, perm)
		}
	}
	if err != nil {
		return nil, linkError(path, err)
	}
	fi, err := f.Stat()
	if err == nil && !fi.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// linkError says in words what refusing to follow a link is called by the system.
func linkError(path string, err error) error {
	if fi, lerr := os.Lstat(path); lerr == nil && !fi.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	return err
}

// readAll reads a whole file, up to a byte more than a journal may have.
func readAll(f file) ([]byte, error) {
	size := 0
	if fi, err := f.Stat(); err == nil {
		size = int(min(fi.Size(), maxFile))
	}
	data := make([]byte, 0, size+512)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case err == io.EOF:
			return data, nil
		case err != nil:
			return nil, err
		case len(data) > maxFile:
			return data, nil // load refuses it
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}

// makeDir makes a folder (0700) and those above it that aren't there, each on the disk: a
// file is as safe as the name of the folder it stands in.
func makeDir(sys fsys, dir string) error {
	if fi, err := os.Stat(dir); err == nil && fi.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := makeDir(sys, above); err != nil {
			return err
		}
	}
	if err := sys.mkdir(dir); err != nil {
		if fi, serr := os.Stat(dir); serr != nil || !fi.IsDir() {
			return err
		}
	}
	return sys.syncDir(above)
}

// readUpTo reads a regular file of at most limit bytes.
func readUpTo(sys fsys, path string, limit int) ([]byte, error) {
	f, err := sys.open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	large := &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	if fi, err := f.Stat(); err != nil || fi.Size() > int64(limit) {
		return nil, errors.Join(err, large)
	}
	data, err := readAll(f)
	if err == nil && len(data) > limit { // it grew meanwhile
		return nil, large
	}
	return data, err
}

func readFile(sys fsys, path string) ([]byte, fs.FileInfo, error) {
	f, err := sys.open(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close() // nothing was written
	fi, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err := readAll(f)
	return data, fi, err
}

// replace writes a file whole: under another name in the same folder, flushed, then
// renamed over the old one, and the folder flushed. Without the first flush a power
// cut may leave the new name on an empty file; without the second, the old name.
// After an error the old file is as it was and nothing strays.
func replace(sys fsys, path string, data []byte, stamp string) (err error) {
	path = followed(path)
	temp := filepath.Join(filepath.Dir(path), tempPrefix+filepath.Base(path)+"-"+stamp)
	defer func() {
		if err != nil {
			sys.remove(temp) // it may not be there; the first error is the one to tell
		}
	}()
	if err := writeNew(sys, temp, data); err != nil {
		return err
	}
	if err := sys.rename(temp, path); err != nil {
		return err
	}
	return sys.syncDir(filepath.Dir(path))
}

// writeFlushed writes all of data and flushes it to the disk.
func writeFlushed(f file, data []byte) error {
	n, err := f.Write(data)
	if err == nil && n < len(data) {
		err = io.ErrShortWrite
	}
	if err == nil {
		err = f.Sync()
	}
	return err
}

// writeNew writes a file that must not be there yet, and flushes it.
func writeNew(sys fsys, path string, data []byte) error {
	f, err := sys.open(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = writeFlushed(f, data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		sys.remove(path) // half a file helps nobody
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

const tempPrefix = ".binome-"
