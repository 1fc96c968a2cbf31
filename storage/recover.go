package storage

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

const tornMark = ".torn-"

// mend sets a torn tail aside: the lock is held and the file was read under it, so
// that nobody is in the middle of an append.
func (w *writer) mend(f file) error {
	t := w.known.tail
	if !t.torn {
		return nil
	}
	size := w.known.size - int64(t.offset)
	data := make([]byte, size)
	if _, err := f.ReadAt(data, int64(t.offset)); err != nil {
		return err
	}
	aside, err := w.j.f.setAside(w.j.Path, data)
	if err != nil {
		return err
	}
	if err := cutBack(w.j.f.sys, f, w.j.Path, int64(t.offset)); err != nil {
		return err
	}
	all, err := readSection(f, int64(t.offset))
	if err != nil {
		return err
	}
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	d, err := w.load(all, loadMiddle)
	if err != nil {
		return err
	}
	w.learn(all, fi, d)
	w.j.mu.Lock()
	w.j.done = append(w.j.done, Trouble{Path: w.j.Path, Line: t.line, Code: TroubleTorn,
		Text: fmt.Sprintf("half an entry at the end, set aside in %s", filepath.Base(aside))})
	w.j.mu.Unlock()
	w.show(d)
	return nil
}

// loadMiddle is load for a file whose torn tail has just been taken off: what is last
// now was not, so that it isn't torn itself.
func loadMiddle(data []byte, path string) (*doc, error) {
	return (&loader{path: path, mark: math.MaxInt}).load(data)
}

func readSection(f file, size int64) ([]byte, error) {
	data := make([]byte, size)
	_, err := f.ReadAt(data, 0)
	return data, err
}

// setAside keeps bytes beside the journal, on the disk. What is there already, from a
// time we were stopped between keeping and cutting, is not kept twice.
func (f *Folder) setAside(path string, data []byte) (string, error) {
	base := strings.TrimSuffix(path, journalEnd)
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	for _, e := range list {
		p := filepath.Join(filepath.Dir(path), e.Name())
		if !strings.HasPrefix(p, base+tornMark) {
			continue
		}
		if old, _, err := readFile(f.sys, p); err == nil && string(old) == string(data) {
			return p, nil
		}
	}
	name := base + tornMark + f.stamp()
	if err := writeNew(f.sys, name, data); err != nil {
		return "", err
	}
	return name, f.sys.syncDir(filepath.Dir(path))
}

// sweep removes what a program that was stopped in the middle of replacing this
// journal has left. The lock is held, so that nobody is in the middle of it now.
func (f *Folder) sweep(journal string) error {
	strays, err := f.strays(journal)
	if err != nil {
		return err
	}
	for _, path := range strays {
		if err := f.sys.remove(path); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) strays(journal string) ([]string, error) {
	journal = followed(journal)
	dir := filepath.Dir(journal)
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range list {
		if strings.HasPrefix(e.Name(), tempPrefix+filepath.Base(journal)+"-") {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, nil
}
