package curriculum

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
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

// CopyLesson puts a lesson, in all its languages, into a folder, ready to be adapted
// and laid over the curriculum it came from. A module.toml that is already there gets
// the lesson's entry at its end, if it has none; no other file is changed, and if the
// lesson is there, nothing is written. It returns the files it wrote.
func CopyLesson(c *Curriculum, lesson, dir string) ([]string, error) {
	l, ok := c.Lesson(lesson)
	if !ok {
		return nil, fmt.Errorf("there is no lesson %s", quoteName(lesson))
	}
	files := map[string][]byte{}
	for _, lang := range l.Languages() {
		s := l.sources[lang]
		if s.guided != nil {
			return nil, l.nowhere()
		}
		raw, problem := readFile(s.layer.FS, s.file, maxLessonBytes)
		if problem != nil {
			return nil, *problem
		}
		files[l.ID+"."+lang+".md"] = []byte(raw)
	}
	about := l.Module.ID + "/module.toml"
	if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(about))); errors.Is(err, fs.ErrNotExist) {
		files[about] = []byte(moduleTOML(l.Module) + lessonTOML(l))
		return writeNew(dir, files)
	}
	old, problem := readFile(os.DirFS(dir), about, maxModuleBytes)
	if problem != nil {
		return nil, *problem
	}
	wrote, err := writeNew(dir, files)
	if err != nil || listed(old, path.Base(l.ID)) {
		return wrote, err
	}
	entry := "\n" + lessonTOML(l)
	if !strings.HasSuffix(old, "\n") {
		entry = "\n" + entry
	}
	if err := appendTo(filepath.Join(dir, filepath.FromSlash(about)), entry); err != nil {
		return wrote, fmt.Errorf("%s: %s", about, reason(err))
	}
	return append(wrote, about), nil
}

// listed reports whether a module.toml has an entry of that id. One that can't be read
// is left as it is: its author will be told what is wrong with it.
func listed(src, id string) bool {
	var f moduleFile
	if _, problem := decodeTOML("", src, 1, maxModuleBytes, &f); problem != nil {
		return true
	}
	for _, e := range f.Lesson {
		if e.ID == id {
			return true
		}
	}
	return false
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

func moduleTOML(m *Module) string {
	var b strings.Builder
	b.WriteString("# " + m.ID + "/module.toml: what no language changes is written here, once\n")
	if m.Fast {
		b.WriteString("fast = true\n")
	}
	if m.Swapped {
		b.WriteString("roles = \"swapped\"\n")
	}
	b.WriteString("[title]\n")
	for _, lang := range sortedKeys(m.Titles) {
		fmt.Fprintf(&b, "%s = %s\n", lang, tomlString(m.Titles[lang]))
	}
	b.WriteString("\n")
	return b.String()
}

func lessonTOML(l *Lesson) string {
	list := func(all []string) string {
		quoted := make([]string, len(all))
		for i, s := range all {
			quoted[i] = tomlString(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	s := fmt.Sprintf("[[lesson]]\nid = %s\nminutes = %d\ndigcomp = %s\nneeds = %s\nedition = %d\n",
		tomlString(path.Base(l.ID)), l.Minutes, list(l.DigComp), list(l.Needs), l.Edition)
	if !l.Reviewed.IsZero() {
		s += "reviewed = " + l.Reviewed.Format("2006-01-02") + "\n"
	}
	return s
}

// tomlString quotes what is already clean of control characters.
func tomlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
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
