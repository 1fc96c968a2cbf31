package curriculum

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed sample
var sample embed.FS

// Scaffold writes a small curriculum, valid, commented, in English and in French, into
// a folder (made if need be), and returns the files it wrote, slash-separated, relative
// to the folder. It replaces nothing: if any of them is there, it writes none.
func Scaffold(dir string) ([]string, error) {
	root, err := fs.Sub(sample, "sample")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	err = fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return writeNew(dir, files)
}

// WithEntry is a module.toml with one more lesson's entry at its end, or "" when it has
// one of that id already, however it is written. An error when it can't be read, or
// couldn't be with the entry.
func WithEntry(src, id, entry string) (string, error) {
	var was, is moduleFile
	if _, problem := decodeTOML("", src, 1, maxModuleBytes, &was); problem != nil {
		return "", *problem
	}
	for _, l := range was.Lesson {
		if l.ID == id {
			return "", nil
		}
	}
	text := strings.TrimRight(src, "\n") + "\n\n" + entry
	if _, problem := decodeTOML("", text, 1, maxModuleBytes, &is); problem != nil {
		return "", *problem
	}
	return text, nil
}

// writeNew writes files that aren't there yet, all or none as far as can be known
// beforehand; O_EXCL holds for the rest.
func writeNew(dir string, files map[string][]byte) ([]string, error) {
	names := sortedKeys(files)
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is already there", name)
		}
	}
	var wrote []string
	for _, name := range names {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return wrote, fmt.Errorf("%s: %s", name, reason(err))
		}
		f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return wrote, fmt.Errorf("%s: %s", name, reason(err))
		}
		_, err = f.Write(files[name])
		if err = errors.Join(err, f.Close()); err != nil {
			return wrote, fmt.Errorf("%s: %s", name, reason(err))
		}
		wrote = append(wrote, name)
	}
	return wrote, nil
}
