package curriculum

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Dir is the layer of a folder on disk, not trusted: whatever the folder holds, it
// can't lead out of it, make the program wait, or fill the memory. Links are followed
// within the folder only.
func Dir(path string) (Layer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Layer{}, fmt.Errorf("curriculum %s: %w", shownPath(path), errors.Unwrap(err))
	}
	if !info.IsDir() { // before opening: a FIFO would wait for ever
		return Layer{}, fmt.Errorf("curriculum %s: is no folder", shownPath(path))
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return Layer{}, fmt.Errorf("curriculum %s: %s", shownPath(path), reason(err))
	}
	return Layer{FS: folder{root}, Name: filepath.Clean(path)}, nil
}

// folder is an os.Root that opens regular files and folders, and nothing else. The
// root stays open as long as somebody holds the layer: lessons are read when opened.
type folder struct{ root *os.Root }

var errNotRegular = errors.New("is no ordinary file")

// Open doesn't block on a FIFO or a device that has taken the file's place since it
// was listed: it opens without waiting and then looks at what it has.
func (f folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// Stat follows links within the folder and opens nothing.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return f.root.Stat(filepath.FromSlash(name))
}
