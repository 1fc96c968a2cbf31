package storage

import (
	"io/fs"
	"os"
)

// readInto reads a regular file of at most limit bytes.
func readInto(path string, buf []byte, limit int) ([]byte, error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return buf, err
	}
	defer f.Close() // nothing was written
	fi, err := f.Stat()
	if err == nil && fi.Size() > int64(limit) {
		err = &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	if err != nil {
		return buf, err
	}
	data, err := readAll(f)
	if err == nil && len(data) > limit {
		err = &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	return append(buf, data...), err
}
