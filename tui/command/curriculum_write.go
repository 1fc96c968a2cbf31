package command

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"binome/curriculum"
	"binome/curriculum/check"
	"binome/storage"
)

// writeLessons puts new files into a layer, and says which. What is there is never written
// over; module.toml files are extended by whoever made them.
func (f *Factory) writeLessons(pr *printer, dir string, files map[string][]byte, extended map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		switch {
		case exists(path):
			return f.fail("cli.error.there", "Path", path)
		case f.ours(path, storage.CurriculumDir):
			return f.fail("cli.error.ours", "Path", path)
		}
	}
	all := maps.Clone(files)
	for name, text := range extended {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if !exists(path) && f.ours(path, storage.CurriculumDir) {
			return f.fail("cli.error.ours", "Path", path)
		}
		all[name] = []byte(text)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := storage.WriteFile(path, all[name]); err != nil {
			return f.failed(err, "cli.error.write", "Path", path)
		}
		pr.line(path)
	}
	return nil
}

// extend is a layer's module.toml with more entries; "" when it has them all. One that isn't
// there yet begins with titles.
func (f *Factory) extend(dir, module string, titles map[string]string, ids []string, entries []string) (string, error) {
	name := curriculum.ModuleFile(module)
	path := filepath.Join(dir, filepath.FromSlash(name))
	text := ""
	if exists(path) {
		layer, err := f.layer(dir)
		if err != nil {
			return "", err
		}
		there := layer.Lines(name)
		if there == nil {
			return "", f.fail("cli.error.file", "Where", path, "Why", f.T("cli.why.unreadable"))
		}
		text = strings.Join(there, "\n")
	} else {
		text = curriculum.ModuleHead(titles)
	}
	with, err := curriculum.WithEntries(text, ids, entries)
	switch {
	case err != nil:
		return "", f.noEntries(path, err)
	case with == "" && !exists(path):
		return text, nil
	}
	return with, nil
}

// noEntries tells why a module.toml can't be extended, in the reader's words.
func (f *Factory) noEntries(path string, err error) error {
	why := err.Error()
	var p curriculum.Problem
	if errors.As(err, &p) {
		why = check.In(f.words.Lang, p.Text)
		if p.Pos.Line > 0 {
			path = fmt.Sprintf("%s:%d:%d", path, p.Pos.Line, p.Pos.Col)
		}
	}
	return f.problem(exitFailed, err, "cli.error.entries", []any{"Where", path, "Why", why})
}

// tellNext is what an author does next with a folder, and how pairs get what is in it.
func (f *Factory) tellNext(pr *printer, dir string) {
	pr.line("")
	pr.para(f.T("cli.new.next"))
	for _, verb := range []string{"check", "preview"} {
		pr.line("  binome curriculum " + verb + " " + shown(dir))
	}
	own := filepath.Join(f.dataDir(), storage.CurriculumDir)
	switch same, err := filepath.Abs(dir); {
	case f.dataDir() == "":
	case err == nil && same == own:
		pr.para(f.T("cli.new.pairs-own", "Dir", dir))
	default:
		pr.para(f.T("cli.new.pairs", "Dir", shown(dir), "Own", own))
	}
}

// shown is a path as it is typed: one with blanks goes between quotes.
func shown(dir string) string {
	if strings.ContainsAny(dir, " '()&;") && !strings.Contains(dir, `"`) {
		return `"` + dir + `"`
	}
	return dir
}
