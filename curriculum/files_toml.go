package curriculum

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"binome/storage/tame"
)

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
	Route     []routeEntry   `toml:"route"`
	Need      []needEntry    `toml:"need"`
	Check     struct {
		Off []string `toml:"off"`
	} `toml:"check"`
}

type sessionEntry struct {
	Minutes int      `toml:"minutes"`
	Launch  bool     `toml:"launch"`
	Lessons []string `toml:"lessons"`
}

type routeEntry struct {
	ID      string            `toml:"id"`
	Title   map[string]string `toml:"title"`
	Why     map[string]string `toml:"why"`
	Session []sessionEntry    `toml:"session"`
}

type needEntry struct {
	Route string            `toml:"route"`
	Asks  map[string]string `toml:"asks"`
}

// curriculum reads curriculum.toml, if the layer has one that can be read.
func (d *door) curriculum() (f curriculumFile, places func() map[string]Pos, ok bool) {
	places, ok = d.tomlFile(OrderFile, maxModuleBytes, &f)
	return f, places, ok
}

type moduleFile struct {
	Title   map[string]string            `toml:"title"`
	Fast    *bool                        `toml:"fast"`
	Roles   string                       `toml:"roles"`
	Replace bool                         `toml:"replace"`
	Files   map[string]map[string]string `toml:"files"`
	Lesson  []lessonEntry                `toml:"lesson"`
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
	Copied     Record   `toml:"copied"`
	Files      []string `toml:"files"`
}

// module reads <id>/module.toml. A file that can't be read gives ok and nil: the
// fault has been told, there is no need to say that there is no such file.
func (d *door) module(id string) (f *moduleFile, places func() map[string]Pos, there bool) {
	file := ModuleFile(id)
	f = &moduleFile{}
	places, ok := d.tomlFile(file, maxModuleBytes, f)
	if !ok {
		return nil, nil, d.has(file)
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
	l.DigComp, l.Needs, l.Copied = nil, nil, e.Copied
	for _, id := range e.DigComp {
		l.DigComp = append(l.DigComp, safeString(id))
	}
	for _, id := range e.Needs {
		l.Needs = append(l.Needs, safeString(id))
	}
	e.cite(l, d)
	e.practise(l, d)
}
