package storage

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// mostNamesakes is how many files of one name are looked at for a free one.
const mostNamesakes = 99

// Take is [Take] for this data folder.
func (f *Folder) Take(dir, name string, data []byte) (path string, fresh bool, err error) {
	return Take(f.Dir, dir, name, data)
}

// MakeDir makes a folder (0700) for what somebody takes away, if it isn't there.
func MakeDir(dir string) error { return makeDir(disk{}, filepath.Clean(dir)) }

// Take writes a file that somebody takes away into a folder that is there, under its name
// or, where that is taken, under the next with a number ("draft-2.txt"): nothing is ever
// written over, and nothing written into the data folder. One that says the same already is
// left as it is, and fresh is false.
func Take(dataDir, dir, name string, data []byte) (path string, fresh bool, err error) {
	stem, ending := strings.TrimSuffix(name, filepath.Ext(name)), filepath.Ext(name)
	for n := 1; n <= mostNamesakes; n++ {
		path = filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, stem+"-"+strconv.Itoa(n)+ending)
		}
		if err := MayWrite(dataDir, path); err != nil {
			return path, false, err
		}
		if fi, err := os.Lstat(path); err == nil {
			if fi.Mode().IsRegular() && fi.Size() == int64(len(data)) && says(path, data) {
				return path, false, nil
			}
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return "", false, err
		}
		err := writeNew(disk{}, path, data)
		if errors.Is(err, fs.ErrExist) { // somebody was quicker
			continue
		}
		return path, err == nil, err
	}
	return "", false, &fs.PathError{Op: "create", Path: filepath.Join(dir, name), Err: fs.ErrExist}
}

// says reports whether a file holds just that.
func says(path string, data []byte) bool {
	f, err := disk{}.open(path, os.O_RDONLY, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	there, err := readAll(f)
	return err == nil && bytes.Equal(there, data)
}
