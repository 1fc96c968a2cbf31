package curriculum

import (
	"binome/curriculum/phrases"
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Something to practise on when an account, a colleague or an assistant isn't there: files
// beside a module's lessons, for the pair to take.

// filesDir is the folder of a module in which its practice files stand.
const filesDir = "files"

// MaxPracticeBytes is how large a practice file may be.
const MaxPracticeBytes = 256 << 10

// maxPracticeFiles is how many of a module's folder are looked at.
const maxPracticeFiles = 100

// PracticeKinds are the endings that a practice file may have, those that are text first.
func PracticeKinds() []string { return []string{".txt", ".csv", ".eml", ".ics", ".png", ".pdf"} }

// A File is something to practise on, in one language.
type File struct {
	ID   string // what module.toml calls it, in every language
	Name string // the file's own name, in its language
	Step StepID // where it is offered; "" for both steps of the hands

	module *Module
}

// Path is where the file stands in its layer.
func (f File) Path() string { return f.module.ID + "/" + filesDir + "/" + f.Name }

// IsText reports whether it can be read as text.
func (f File) IsText() bool { return !slices.Contains([]string{".png", ".pdf"}, path.Ext(f.Name)) }

// Read is what is in the file: of the highest layer that has one of its name. An error is
// a [Problem].
func (f File) Read() ([]byte, error) {
	layer := f.module.layerWith(f.Path())
	raw, problem := readInto(nil, layer.FS, f.Path(), MaxPracticeBytes)
	if problem != nil {
		problem.Layer = layer.Name
		return nil, *problem
	}
	return raw, nil
}

// Text is the file as it can be shown.
func (f File) Text() (string, error) {
	raw, err := f.Read()
	if err != nil {
		return "", err
	}
	return strings.TrimPrefix(norm.NFC.String(string(raw)), "\ufeff"), nil
}

// layerWith is the highest of the module's layers that has that path, or else the lowest.
func (m *Module) layerWith(path string) Layer {
	for _, l := range slices.Backward(m.layers) {
		if l.Holds(path) {
			return l
		}
	}
	return m.layers[0]
}

// Files are what the lesson has to practise on in a language, with the same fallback as
// [Lesson.Text]; none where it has none.
func (l *Lesson) Files(lang string) []File {
	var all []File
	for _, c := range l.practice {
		if name := phrases.Pick(l.Module.files[c.file], lang); name != "" {
			all = append(all, File{ID: c.file, Name: name, Step: c.step, module: l.Module})
		}
	}
	return all
}

// FilesAt are those that are offered at a step.
func (l *Lesson) FilesAt(step StepID, lang string) []File {
	return slices.DeleteFunc(l.Files(lang), func(f File) bool {
		return f.Step != step && !(f.Step == "" && step.HandsOn())
	})
}

// Practice are the lesson's practice files: their names, by id and language.
func (l *Lesson) Practice() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, p := range l.practice {
		if names := l.Module.files[p.file]; names != nil {
			all[p.file] = names
		}
	}
	return all
}

// PracticePaths are where the lesson's practice files stand in their layer, each once.
func (l *Lesson) PracticePaths() (paths []string) {
	for _, names := range l.Practice() {
		for _, name := range names {
			paths = append(paths, l.Module.ID+"/"+filesDir+"/"+name)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// A practice is a file that a lesson names, and the step, if it says one.
type practice struct {
	file string
	step StepID
}

const practiceFix = `files = ["together:draft"]   # a step's name before the colon, if any`

// practise takes what an entry says of files.
func (e lessonEntry) practise(l *Lesson, d *door) {
	l.practice = nil
	for _, s := range e.Files {
		c, ok := citation(s)
		if !ok {
			d.notes = append(d.notes, Problem{Pos: l.KeyPos("files"), Lesson: l.ID, Code: "practice-unknown", Text: quoteName(s) + " can't be a practice file", Fix: practiceFix})
			continue
		}
		l.practice = append(l.practice, practice{c.Fact, c.Step})
	}
}

// name takes what module.toml calls practice files.
func (m *Module) name(d *door, named map[string]map[string]string, places func() map[string]Pos) {
	whole := m.Pos
	for _, id := range slices.Sorted(maps.Keys(named)) {
		at := fileAt{layer: d.layer.Name, pos: func() Pos {
			if p, ok := places()["files."+id]; ok {
				return p
			}
			return whole
		}}
		if !slug(id) {
			d.notes = append(d.notes, Problem{Pos: at.pos(), Code: "practice-name", Text: quoteName(id) + " can't be a practice file", Fix: "an id has small letters, digits and hyphens"})
			continue
		}
		if m.files == nil {
			m.files, m.filesAt = map[string]map[string]string{}, map[string]fileAt{}
		}
		if m.files[id] == nil {
			m.files[id] = map[string]string{}
		}
		m.filesAt[id] = at
		for _, lang := range slices.Sorted(maps.Keys(named[id])) {
			name := named[id][lang]
			if !practiceName(name) {
				d.notes = append(d.notes, Problem{Pos: at.pos(), Code: "practice-name", Text: "a practice file can't be called " + quoteName(name),
					Fix: "small letters, digits and hyphens, and one of " + strings.Join(PracticeKinds(), ", ")})
				continue
			}
			m.files[id][lang] = name
		}
	}
}

// A fileAt is where a practice file is named.
type fileAt struct {
	layer string
	pos   func() Pos
}

// practiceName reports whether a file may be called that: it comes to stand in somebody's
// documents.
func practiceName(name string) bool {
	ending := path.Ext(name)
	return slices.Contains(PracticeKinds(), ending) && slug(strings.TrimSuffix(name, ending))
}

// PracticeProblems are what is wrong with the modules' practice files, for their authors.
// langs are those that a module is to have.
func (c *Curriculum) PracticeProblems(langs func(*Module) []string) (all []Problem) {
	for _, m := range c.Modules {
		named := map[string]bool{}
		for _, l := range m.Lessons {
			for _, p := range l.practice {
				named[p.file] = true
				if m.files[p.file] == nil {
					all = append(all, Problem{Pos: l.KeyPos("files"), Layer: l.Layer, Lesson: l.ID, Code: "practice-unknown",
						Text: "module.toml has no practice file " + quoteName(p.file), Fix: "[files." + p.file + `] with en = "draft.txt", fr = "brouillon.txt"`})
				}
			}
		}
		for _, id := range slices.Sorted(maps.Keys(m.files)) {
			all = append(all, m.fileProblems(id, named[id], langs(m))...)
		}
		all = append(all, m.unnamed()...)
	}
	return all
}

// fileProblems are those of one practice file.
func (m *Module) fileProblems(id string, named bool, langs []string) (all []Problem) {
	at := m.filesAt[id]
	note := func(at fileAt, code, fix, format string, args ...any) {
		all = append(all, Problem{Pos: at.pos(), Layer: at.layer, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
	}
	if !named {
		note(at, "practice-unnamed", `files = ["`+id+`"] in the [[lesson]] that practises on it`, "no lesson names the practice file %s", id)
	}
	for _, lang := range langs {
		if m.files[id][lang] == "" {
			note(at, "practice-language", lang+` = "…"   # below [files.`+id+"]", "the practice file %s is not there in %q", id, lang)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(m.files[id])) {
		f := File{ID: id, Name: m.files[id][lang], module: m}
		info, err := fs.Stat(m.layerWith(f.Path()).FS, f.Path())
		switch {
		case err != nil || !info.Mode().IsRegular():
			note(at, "practice-missing", "put it there: "+f.Path(), "there is no practice file %s", f.Path())
		case info.Size() > MaxPracticeBytes:
			note(at, "practice-large", "make it smaller: it is something to practise on", "the practice file %s is larger than %d KiB", f.Path(), MaxPracticeBytes>>10)
		default:
			if raw, err := f.Read(); err == nil && !f.soundly(raw) {
				note(at, "practice-kind", "save it as what its name says, text as UTF-8", "the practice file %s is not what its name says", f.Path())
			}
		}
	}
	return all
}

// soundly reports whether a file is what its ending says, as far as its beginning tells.
func (f File) soundly(raw []byte) bool {
	switch path.Ext(f.Name) {
	case ".png":
		return bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n"))
	case ".pdf":
		return bytes.HasPrefix(raw, []byte("%PDF-"))
	case ".ics":
		return utf8.Valid(raw) && bytes.Contains(raw[:min(len(raw), 64)], []byte("BEGIN:VCALENDAR"))
	}
	return utf8.Valid(raw) && !bytes.ContainsRune(raw, 0)
}

// unnamed are files that stand in a layer's folder and that no module.toml names.
func (m *Module) unnamed() (all []Problem) {
	known := map[string]bool{}
	for _, names := range m.files {
		for _, name := range names {
			known[name] = true
		}
	}
	dir := m.ID + "/" + filesDir
	for _, l := range m.layers {
		d := &door{layer: l}
		if !d.has(dir) {
			continue
		}
		for _, e := range d.list(dir, maxPracticeFiles) {
			if name := e.Name(); !known[name] && !strings.HasPrefix(name, ".") {
				all = append(all, Problem{Pos: Pos{File: shownPath(dir + "/" + name)}, Layer: l.Name, Code: "practice-unnamed",
					Text: "no module.toml names this practice file", Fix: "[files.draft] with its name in each language, or take it away"})
			}
		}
		for _, p := range d.problems {
			p.Layer = l.Name
			all = append(all, p)
		}
	}
	return all
}

// WithFiles is a module.toml in which those practice files are named: ids and, by
// language, names. Those that it names already stay as they are.
func WithFiles(src string, files map[string]map[string]string) (string, error) {
	var was moduleFile
	if _, problem := decodeTOML("", src, 1, maxModuleBytes, &was); problem != nil {
		return "", *problem
	}
	text := strings.TrimRight(src, "\n") + "\n"
	for _, id := range slices.Sorted(maps.Keys(files)) {
		if was.Files[id] != nil {
			continue
		}
		text += "\n[files." + id + "]\n"
		for _, lang := range slices.Sorted(maps.Keys(files[id])) {
			text += lang + " = " + TOMLString(files[id][lang]) + "\n"
		}
	}
	var is moduleFile
	if _, problem := decodeTOML("", text, 1, maxModuleBytes, &is); problem != nil {
		return "", *problem
	}
	return text, nil
}
