package tui

import "io/fs"

// walk gives every file of a tree.
func walk(from fs.FS, each func(path string, data []byte)) error {
	return fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		if err == nil {
			each(path, data)
		}
		return err
	})
}
