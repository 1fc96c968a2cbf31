package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrOurs: what somebody wants written would stand in the data folder, where nothing but
// the program itself writes.
var ErrOurs = errors.New("that belongs to the data folder")

// MayWrite refuses a path that leads into the data folder or onto a file of it, by
// whatever name, link or spelling: no export, report, copy or scaffold ever writes there,
// whatever is forced. Notes and calendar may be written, and what else is named. It is the
// file that counts, not its name: another name of the same file is found, too.
func (f *Folder) MayWrite(path string, also ...string) error { return MayWrite(f.Dir, path, also...) }

// MayWrite is [Folder.MayWrite] for a data folder that need not be there.
func MayWrite(data, path string, also ...string) error {
	root, err := os.Stat(data)
	if err != nil {
		return nil // where there is no data folder there is nothing of it
	}
	free := append([]string{NotesDir, CalendarDir}, also...)
	refused := fmt.Errorf("%s: %w", path, ErrOurs)
	path = filepath.Clean(path) // as WriteFile does
	if there, err := os.Stat(path); err == nil && there.Mode().IsRegular() && holds(data, there, free) {
		return refused
	}
	dir, err := realDir(path)
	if err != nil {
		return err
	}
	ours := linkedDirs(data, free)
	for below := ""; ; dir = filepath.Dir(dir) {
		here, err := os.Stat(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if slices.ContainsFunc(ours, func(o fs.FileInfo) bool { return err == nil && os.SameFile(o, here) }) {
			return refused
		}
		if err == nil && os.SameFile(here, root) {
			if slices.Contains(free, below) {
				return nil
			}
			return refused
		}
		if below = filepath.Base(dir); filepath.Dir(dir) == dir {
			return nil
		}
	}
}

// realDir is the folder that a file would come to stand in, without links, be it there
// already or not.
func realDir(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	toMake := ""
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			return filepath.Join(real, toMake), nil
		}
		toMake = filepath.Join(filepath.Base(dir), toMake)
		if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(dir) == dir {
			return "", err
		}
	}
}

// linkedDirs are the folders outside that stand in the data folder as links, as when
// somebody keeps pairs/ on another disk.
func linkedDirs(data string, free []string) (dirs []fs.FileInfo) {
	list, err := os.ReadDir(data)
	if err != nil {
		return nil
	}
	for _, d := range list {
		if d.Type()&fs.ModeSymlink == 0 || slices.Contains(free, d.Name()) {
			continue
		}
		if fi, err := os.Stat(filepath.Join(data, d.Name())); err == nil && fi.IsDir() {
			dirs = append(dirs, fi)
		}
	}
	return dirs
}

// holds reports whether a file is one of the data folder's, also as a link to it or as
// another name of it.
func holds(data string, file fs.FileInfo, free []string) (found bool) {
	look := func(root string) {
		filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || found:
				return nil // what can't be read can't be compared
			case d.IsDir() && slices.Contains(free, relative(data, path)):
				return filepath.SkipDir
			case d.IsDir():
				return nil
			}
			fi, err := os.Stat(path)
			found = err == nil && os.SameFile(fi, file)
			return nil
		})
	}
	look(data)
	list, err := os.ReadDir(data)
	for _, d := range list {
		path := filepath.Join(data, d.Name())
		if err == nil && d.Type()&fs.ModeSymlink != 0 && !slices.Contains(free, d.Name()) {
			if real, err := filepath.EvalSymlinks(path); err == nil {
				look(real)
			}
		}
	}
	return found
}

func relative(dir, path string) string {
	rel, err := filepath.Rel(dir, path)
	if err != nil || strings.HasPrefix(rel, "..") {
		return ""
	}
	return rel
}
