package storage

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// WriteFile writes a file that people take away (notes, a calendar) so that it is the
// old one or the new one, never half of it: beside it, flushed, renamed over it. The
// folder is made (0700) when it isn't there; the file is its owner's alone (0600).
func WriteFile(path string, data []byte) error {
	sys, path := disk{}, filepath.Clean(path) // "link/../x" is one file to all calls
	if err := makeDir(sys, filepath.Dir(path)); err != nil {
		return err
	}
	return replace(sys, path, data, strconv.Itoa(os.Getpid()))
}

// FreeID is an id for a new pair that no journal has yet, made of the two first names:
// "ines-philippe", then "ines-philippe-2". ErrBadID when the names have no letter that
// an id can hold.
func (f *Folder) FreeID(mentor, mentee string) (string, error) {
	var names []string
	for _, n := range []string{mentor, mentee} {
		if w := strings.Fields(n); len(w) > 0 {
			names = append(names, w[0])
		}
	}
	base, ok := Slug(strings.Join(names, " "))
	if !ok {
		base = "our-pair"
	}
	base = strings.Trim(base[:min(len(base), 48)], "-")
	first := 1
	if f.opt.Reserved != nil && f.opt.Reserved(base) {
		first = 2 // "show" may be a command's name; "show-2" is nobody's
	}
	for n := first; ; n++ {
		id := base
		if n > 1 {
			id += "-" + strconv.Itoa(n)
		}
		if !ValidID(id) {
			return "", ErrBadID
		}
		if _, err := os.Lstat(f.path(id, false)); os.IsNotExist(err) {
			return id, nil
		} else if err != nil {
			return "", err
		}
	}
}
