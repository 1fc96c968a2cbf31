package curriculum

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"binome/storage/clean"
)

// OrderFile is the file of a layer that puts its modules in order.
const OrderFile = "curriculum.toml"

// moduleName is the file of a module that says what no language changes.
const moduleName = "module.toml"

// ModuleFile is the path of a module's in its layer; without an id, in the module itself.
func ModuleFile(id string) string { return path.Join(id, moduleName) }

// Holds reports whether the layer has anything of that name.
func (l Layer) Holds(name string) bool {
	_, err := fs.Stat(l.FS, name)
	return !errors.Is(err, fs.ErrNotExist)
}

// Says reports whether the layer says anything without a lesson: it may only rename, order,
// hide, explain, translate.
func (l Layer) Says() bool {
	for _, name := range []string{OrderFile, wordsFile, factsFile} {
		if l.Holds(name) {
			return true
		}
	}
	for _, pattern := range []string{"*/" + moduleName, "glossary.*.toml", "phrases/*.toml"} {
		if found, err := fs.Glob(l.FS, pattern); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// safeString is the door for a string out of TOML, which has escapes of its own.
func safeString(s string) string { return strings.TrimSpace(norm.NFC.String(clean.Line(s))) }
