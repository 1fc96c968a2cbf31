package storage

import (
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// WatchFile tells when something happens to the file. The folder is watched, not the
// file: a rename puts another file under its name. When the system has no watches left
// there is only the polling, which is there in any case.
func WatchFile(path string) (<-chan struct{}, func()) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, func() {}
	}
	if err := w.Add(filepath.Dir(path)); err != nil {
		w.Close() // nothing is watched
		return nil, func() {}
	}
	notes := make(chan struct{}, 1)
	go func() {
		for {
			select {
			case ev, ok := <-w.Events:
				if !ok {
					return
				}
				if filepath.Base(ev.Name) != filepath.Base(path) {
					continue
				}
				select {
				case notes <- struct{}{}:
				default:
				}
			case _, ok := <-w.Errors: // an overflow: the polling sees to it
				if !ok {
					return
				}
			}
		}
	}()
	return notes, func() { w.Close() }
}
