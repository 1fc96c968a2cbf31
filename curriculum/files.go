package curriculum

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"binome/storage/clean"
	"binome/storage/tame"
)

// A door is where a layer's files come in: listed, named, sized, and only then read.
type door struct {
	layer    Layer
	files    int
	bytes    int64
	problems []Problem
	notes    []Problem
	mistyped []mistyped // of the file read last
}

func (d *door) fault(at Pos, code, fix, format string, args ...any) {
	d.problems = append(d.problems, Problem{Pos: at, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
}

// list reads a folder, sorted, up to a number of entries.
func (d *door) list(name string, most int) []fs.DirEntry {
	f, err := d.layer.FS.Open(name)
	if err != nil {
		d.fault(Pos{File: name}, "unreadable", "is it a folder, and may you read it?", "can't be read: %s", reason(err))
		return nil
	}
	defer f.Close()
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		d.fault(Pos{File: name}, "unreadable", "give a folder", "is no folder")
		return nil
	}
	entries, err := folder.ReadDir(most + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		d.fault(Pos{File: name}, "unreadable", "is it a folder, and may you read it?", "can't be read: %s", reason(err))
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	if len(entries) > most {
		d.fault(Pos{File: name}, "too-many-files", "divide it", "more than %d entries", most)
		entries = entries[:most]
	}
	return entries
}

// reason is an error without the path, which stands before it anyway.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return safeString(err.Error())
}

// isDir reports whether an entry is a folder, or a link to one within the layer.
func (d *door) isDir(e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(d.layer.FS, e.Name())
	return err == nil && info.IsDir()
}

type lessonFile struct{ path, slug, lang string }

// slug reports whether a string may name a module, a lesson or a question: it becomes
// part of paths, commands and journals, on every system.
func slug(s string) bool {
	if s == "" || len(s) > maxName || device(s) {
		return false
	}
	hyphen := true // one may not come first, last or twice
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			hyphen = false
		case c != '-' || hyphen:
			return false
		default:
			hyphen = true
		}
	}
	return !hyphen
}

// device reports whether Windows opens something else under that name.
func device(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	numbered := strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")
	return numbered && len(s) == 4 && s[3] >= '0' && s[3] <= '9'
}

// langOf is the language between a file's name and its ending: "fr-CA" of
// first-post.fr-CA.md.
func langOf(name, ending string) (stem, lang string, ok bool) {
	name, ok = strings.CutSuffix(name, ending)
	dot := strings.LastIndexByte(name, '.')
	if !ok || dot < 0 {
		return "", "", false
	}
	stem, lang = name[:dot], name[dot+1:]
	for i, part := range strings.Split(lang, "-") {
		if i == 0 && (len(part) < 2 || len(part) > 3 || strings.ContainsAny(part, "0123456789")) || len(part) < 2 || len(part) > 8 {
			return "", "", false
		}
		for _, c := range part {
			if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
				return "", "", false
			}
		}
	}
	return stem, lang, true
}

// quoteName shows a name that may be anything.
func quoteName(s string) string {
	return fmt.Sprintf("%q", clean.Short(safeString(s), mostQuoted))
}

// lessons are the files of a module's folder that are named as lessons are.
func (d *door) lessons(module string) []lessonFile {
	var found []lessonFile
	for _, e := range d.list(module, maxEntries) {
		name := e.Name()
		path := module + "/" + name
		if !strings.HasSuffix(name, ".md") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") || strings.HasPrefix(strings.ToLower(name), "readme.") {
			continue
		}
		stem, lang, ok := langOf(name, ".md")
		switch {
		case !ok:
			d.fault(Pos{File: shownPath(path)}, "no-language", "name it as in first-post.fr.md", "the file's name doesn't say its language")
			continue
		case !slug(stem):
			d.fault(Pos{File: shownPath(path)}, "bad-name", "a lesson's file is named in small letters, digits and hyphens: first-post.fr.md", "%s can't be a lesson", quoteName(stem))
			continue
		}
		if d.files++; d.files > maxFiles {
			if d.files == maxFiles+1 {
				d.fault(Pos{File: path}, "too-many-files", "divide the curriculum", "more than %d lessons' files", maxFiles)
			}
			continue
		}
		if !d.regular(path, e, maxLessonBytes) {
			continue
		}
		found = append(found, lessonFile{path: path, slug: stem, lang: lang})
	}
	return found
}

// shownPath is a path that may hold anything, as it can be shown.
func shownPath(s string) string {
	return clean.Short(safeString(s), 121)
}

// regular refuses what is no file (opening a FIFO would wait for ever), what leads
// out of the folder, and what is too big, before anything opens it.
func (d *door) regular(path string, e fs.DirEntry, limit int64) bool {
	info, err := e.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(d.layer.FS, path)
	}
	switch {
	case err != nil:
		d.fault(Pos{File: path}, "unreadable", "a link may not lead out of the folder", "can't be read: %s", reason(err))
		return false
	case !info.Mode().IsRegular():
		d.fault(Pos{File: path}, "not-a-file", "put an ordinary file there", "is no ordinary file")
		return false
	case info.Size() > limit:
		d.fault(Pos{File: path}, "too-big", "make several of it", "larger than %d KiB", limit>>10)
		return false
	}
	if d.bytes += info.Size(); d.bytes > maxLayerBytes {
		if d.bytes-info.Size() <= maxLayerBytes {
			d.fault(Pos{File: path}, "too-big", "divide the curriculum", "the curriculum is larger than %d MiB", maxLayerBytes>>20)
		}
		return false
	}
	return true
}

// readFile reads at most limit bytes of what it has made sure is a regular file.
func readFile(fsys fs.FS, path string, limit int64) (string, *Problem) {
	buf, problem := readInto(nil, fsys, path, limit)
	return string(buf), problem
}

// readInto is readFile into a buffer that is there, or into a longer one.
func readInto(buf []byte, fsys fs.FS, path string, limit int64) ([]byte, *Problem) {
	fault := func(code, fix, text string) ([]byte, *Problem) {
		return buf[:0], &Problem{Pos: Pos{File: path}, Code: code, Text: text, Fix: fix}
	}
	info, err := fs.Stat(fsys, path)
	if err != nil {
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	}
	if !info.Mode().IsRegular() {
		return fault("not-a-file", "put an ordinary file there", "is no ordinary file")
	}
	f, err := fsys.Open(path)
	if err != nil {
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	}
	defer f.Close()
	// One byte more than there should be: a file may have grown since it was measured.
	if size := int(min(max(info.Size(), 0), limit)) + 1; cap(buf) < size {
		buf = make([]byte, size)
	} else {
		buf = buf[:size]
	}
	n, err := io.ReadFull(f, buf)
	if err == nil {
		rest, readErr := io.ReadAll(io.LimitReader(f, limit+1-int64(n)))
		buf, n, err = append(buf, rest...), n+len(rest), readErr
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	case int64(n) > limit:
		return fault("too-big", "make several of it", fmt.Sprintf("larger than %d KiB", limit>>10))
	}
	return buf[:n], nil
}

func (d *door) has(path string) bool { return d.layer.Holds(path) }

// tomlFile reads a TOML file of the layer; ok is false when there is none to use. A value
// of the wrong kind costs what its key says: it is told at its place, which d.mistyped
// keeps by path. Where its keys stand is worked out when somebody asks: an author, or who
// has to be told of a fault.
func (d *door) tomlFile(path string, limit int64, into any) (places func() map[string]Pos, ok bool) {
	if !d.has(path) {
		return nil, false
	}
	src, ok := d.tomlText(path, limit)
	if !ok {
		return nil, false
	}
	places = sync.OnceValue(func() map[string]Pos { return keyPlaces(path, src) })
	d.mistyped = nil
	unread, problem := decodeTOML(path, src, 1, int(limit), into)
	if problem == nil {
		if len(unread) > 0 {
			d.unread(path, src, unread)
		}
		return places, true
	}
	var values map[string]any
	if _, whole := decodeTOML(path, src, 1, int(limit), &values); whole != nil || reflect.TypeOf(into).Elem().Kind() != reflect.Struct {
		d.problems = append(d.problems, *problem)
		return nil, false
	}
	at := func(key string) Pos {
		for ; ; key = key[:strings.LastIndexByte(key, '.')] {
			if p, ok := places()[key]; ok {
				return p
			}
			if !strings.Contains(key, ".") {
				return Pos{File: path, Line: 1, Col: 1}
			}
		}
	}
	reflect.ValueOf(into).Elem().SetZero()
	fill(values, reflect.ValueOf(into).Elem(), "", &d.mistyped, func(key string) {
		d.notes = append(d.notes, unknownKey(at(key), key))
	})
	for i, m := range d.mistyped {
		d.mistyped[i].problem = len(d.problems)
		d.problems = append(d.problems, Problem{Pos: at(m.path), Code: "bad-toml", Text: m.Text, Fix: m.Fix})
	}
	return places, true
}

func unknownKey(at Pos, key string) Problem {
	return Problem{Pos: at, Code: "unknown-key", Text: "nothing reads the key " + safeString(key), Fix: "is it misspelt, or below the wrong [table]?"}
}

// tomlText is a file's text, if it can be read and is text.
func (d *door) tomlText(path string, limit int64) (src string, ok bool) {
	src, problem := readFile(d.layer.FS, path, limit)
	src = strings.TrimPrefix(src, "\ufeff")
	if i := invalidUTF8(src); problem == nil && i >= 0 {
		problem = &Problem{Pos: place(path, src, i, 1), Code: "not-utf8", Text: "the file is not UTF-8", Fix: "save it as UTF-8"}
	}
	if problem != nil {
		d.problems = append(d.problems, *problem)
	}
	return src, problem == nil
}

// unread notes the keys that nothing reads: most are misspelt.
func (d *door) unread(path, src string, keys []toml.Key) {
	lines := tame.Lines(src)
	for i, key := range keys {
		if i == maxFileProblems {
			return
		}
		last := key[len(key)-1]
		at := Pos{File: path, Line: 1, Col: 1}
		for n, line := range lines {
			if line.Key != "" && strings.HasSuffix("."+line.Key, "."+last) {
				at.Line, at.Col = n+1, line.At+1
				break
			}
		}
		d.notes = append(d.notes, unknownKey(at, key.String()))
	}
}

type curriculumFile struct {
	Framework string         `toml:"framework"`
	Version   string         `toml:"version"`
	Country   string         `toml:"country"`
	Modules   []string       `toml:"modules"`
	Hide      []string       `toml:"hide"`
	Session   []sessionEntry `toml:"session"`
	Check     struct {
		Off []string `toml:"off"`
	} `toml:"check"`
}

type sessionEntry struct {
	Minutes int      `toml:"minutes"`
	Launch  bool     `toml:"launch"`
	Lessons []string `toml:"lessons"`
}

// curriculum reads curriculum.toml, if the layer has one that can be read.
func (d *door) curriculum() (f curriculumFile, places func() map[string]Pos, ok bool) {
	places, ok = d.tomlFile("curriculum.toml", maxModuleBytes, &f)
	return f, places, ok
}

type moduleFile struct {
	Title   map[string]string `toml:"title"`
	Fast    *bool             `toml:"fast"`
	Roles   string            `toml:"roles"`
	Replace bool              `toml:"replace"`
	Lesson  []lessonEntry     `toml:"lesson"`
}

type lessonEntry struct {
	ID       string    `toml:"id"`
	Minutes  int       `toml:"minutes"`
	DigComp  []string  `toml:"digcomp"`
	Needs    []string  `toml:"needs"`
	Edition  int       `toml:"edition"`
	Reviewed time.Time `toml:"reviewed"`

	Facts      []string `toml:"facts"`
	Together   []int    `toml:"together"`
	Alone      []int    `toml:"alone"`
	Discover   string   `toml:"discover"`
	Talk       string   `toml:"talk"`
	Confession bool     `toml:"confession"`
	Was        []string `toml:"was"`
}

// module reads <id>/module.toml. A file that can't be read gives ok and nil: the
// fault has been told, there is no need to say that there is no such file.
func (d *door) module(id string) (f *moduleFile, places func() map[string]Pos, there bool) {
	path := id + "/module.toml"
	f = &moduleFile{}
	places, ok := d.tomlFile(path, maxModuleBytes, f)
	if !ok {
		return nil, nil, d.has(path)
	}
	return f, places, true
}

// costs reports whether a value of the wrong kind stands below a path of the file read
// last, and says of which lesson that is.
func (d *door) costs(path, lesson string) bool {
	costs := false
	for _, m := range d.mistyped {
		if strings.HasPrefix(m.path, path) {
			costs = true
			d.problems[m.problem].Lesson = lesson
		}
	}
	return costs
}

const (
	usualMinutes = 25
	maxMinutes   = 240
)

// lessonKey is what the keys of a module.toml's entry are named below.
func lessonKey(i int) string { return "lesson." + strconv.Itoa(i) }

// describe takes what an entry says of a lesson; what makes no sense is said and
// replaced by what is usual.
func (e lessonEntry) describe(l *Lesson, i int, places func() map[string]Pos, d *door) {
	l.Layer, l.places, l.entry = d.layer.Name, places, lessonKey(i)
	l.Minutes, l.Edition, l.Reviewed = e.Minutes, max(e.Edition, 1), day(e.Reviewed)
	if e.Minutes == 0 {
		if _, said := places()[l.entry+".minutes"]; !said {
			e.Minutes, l.Minutes = usualMinutes, usualMinutes
		}
	}
	if e.Minutes <= 0 || e.Minutes > maxMinutes {
		l.Minutes = usualMinutes
		d.problems = append(d.problems, Problem{Pos: l.KeyPos("minutes"), Lesson: l.ID, Code: "bad-minutes", Text: fmt.Sprintf("a lesson can't take %d minutes", e.Minutes), Fix: "minutes = 25"})
	}
	if e.Edition < 0 {
		d.notes = append(d.notes, Problem{Pos: l.KeyPos("edition"), Lesson: l.ID, Code: "bad-edition", Text: fmt.Sprintf("an edition can't be %d", e.Edition), Fix: "edition = 1"})
	}
	l.DigComp, l.Needs = nil, nil
	for _, id := range e.DigComp {
		l.DigComp = append(l.DigComp, safeString(id))
	}
	for _, id := range e.Needs {
		l.Needs = append(l.Needs, safeString(id))
	}
	e.cite(l, d)
}
