package curriculum

import (
	"errors"
	"io/fs"
	"strings"

	"golang.org/x/text/unicode/norm"

	"binome/storage/clean"
)

// Holds reports whether the layer has anything of that name.
func (l Layer) Holds(path string) bool {
	_, err := fs.Stat(l.FS, path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Says reports whether the layer says anything without a lesson: it may only rename, order,
// hide, explain, translate.
func (l Layer) Says() bool {
	for _, name := range []string{"curriculum.toml", wordsFile, factsFile} {
		if l.Holds(name) {
			return true
		}
	}
	for _, pattern := range []string{"*/module.toml", "glossary.*.toml", "phrases/*.toml"} {
		if found, err := fs.Glob(l.FS, pattern); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// safeString is the door for a string out of TOML, which has escapes of its own.
func safeString(s string) string { return strings.TrimSpace(norm.NFC.String(clean.Line(s))) }
