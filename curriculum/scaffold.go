package curriculum

import (
	"binome/curriculum/phrases"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

//go:embed sample
var sample embed.FS

// Scaffold writes a small curriculum, valid, commented, in English and in French, into
// a folder (made if need be), and returns the files it wrote, slash-separated, relative
// to the folder; its lessons were read today. It replaces nothing: if any of them is there, it writes none.
func Scaffold(dir string, today time.Time) ([]string, error) {
	root, err := fs.Sub(sample, "sample")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	err = fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(root, name)
		files[name] = bytes.ReplaceAll(raw, []byte("reviewed = 2026-11-22"), []byte("reviewed = "+today.Format(time.DateOnly)))
		return err
	})
	if err != nil {
		return nil, err
	}
	return writeNew(dir, files)
}

//go:embed template
var template embed.FS

// NewLesson is a lesson to be written: the template of that language, or the English one,
// under a title. It passes check.
func NewLesson(lang, title string) string {
	raw, err := template.ReadFile("template/" + phrases.Base(lang) + ".md")
	if err != nil {
		raw, _ = template.ReadFile("template/en.md")
	}
	title = safeString(title)
	return strings.NewReplacer("\"{{title}}\"", TOMLString(title), "{{heading}}", title).Replace(string(raw))
}

// Entry is a lesson's in a module.toml, last read on that day.
func Entry(id string, minutes int, today time.Time) string {
	return fmt.Sprintf("[[lesson]]\nid = %s\nminutes = %d\ndigcomp = [\"5.2\"]   # one to three\nedition = 1\nreviewed = %s\n", TOMLString(id), minutes, today.Format(time.DateOnly))
}

// ModuleHead is what stands above the lessons of a module.toml.
func ModuleHead(titles map[string]string) string {
	head := "# What no language changes is written here, once: binome curriculum help\n[title]\n"
	for _, lang := range slices.Sorted(maps.Keys(titles)) {
		head += lang + " = " + TOMLString(safeString(titles[lang])) + "\n"
	}
	return head
}

// WithEntries is a module.toml with more lessons' entries at its end, or "" when it has
// one of each id already, however it is written. The error, a [Problem], when it can't be
// read, or couldn't be with the entries.
func WithEntries(src string, ids, entries []string) (string, error) {
	var was, is moduleFile
	if _, problem := decodeTOML("", src, 1, maxModuleBytes, &was); problem != nil {
		return "", *problem
	}
	there := map[string]bool{}
	for _, l := range was.Lesson {
		there[l.ID] = true
	}
	text, changed := src, false
	for i, id := range ids {
		if !there[id] {
			text, changed = strings.TrimRight(text, "\n")+"\n\n"+entries[i], true
		}
	}
	switch {
	case !changed:
		return "", nil
	case len(text) > maxModuleBytes: // nobody has written that yet: it has no place
		return "", Problem{Code: "too-big", Text: fmt.Sprintf("larger than %d KiB", maxModuleBytes>>10)}
	}
	if _, problem := decodeTOML("", text, 1, maxModuleBytes, &is); problem != nil {
		return "", *problem
	}
	return text, nil
}

// writeNew writes files that aren't there yet, all or none as far as can be known
// beforehand; O_EXCL holds for the rest.
func writeNew(dir string, files map[string][]byte) ([]string, error) {
	names := slices.Sorted(maps.Keys(files))
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
