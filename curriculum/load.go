package curriculum

import (
	"embed"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"
	"time"

	"binome/curriculum/phrases"
)

//go:embed content
var content embed.FS

// A Layer is a folder of lessons. Later layers win over earlier ones.
type Layer struct {
	FS   fs.FS
	Name string // shown to authors: the folder's path; "" for the built-in one
	// Trusted layers are parsed when a lesson is opened; others at once, so that
	// a broken lesson is known before the outline offers it.
	Trusted bool
}

// Builtin is the layer that comes with the program.
func Builtin() Layer {
	sub, err := fs.Sub(content, "content")
	if err != nil {
		return Layer{Trusted: true}
	}
	return Layer{FS: sub, Trusted: true}
}

// Load reads the layers, lowest first. It always returns a Curriculum, if an empty
// one; what could not be used is in its Problems.
//
// A lesson's file in a layer replaces the file of the same lesson and language below.
// A module.toml adds its lessons to the module below, or takes the module's place if
// it says `replace = true`; what it says of a lesson that is already there wins.
func Load(layers ...Layer) *Curriculum {
	c := &Curriculum{lessons: map[string]*Lesson{}}
	a := &assembly{c: c, labels: labelsOf(layers), modules: map[string]*Module{}, gone: map[string]mention{}, costly: map[string]bool{}}
	for _, l := range layers {
		if l.FS != nil {
			a.layer(l)
		}
	}
	a.finish()
	return c
}

// assembly is a curriculum while its layers are being laid.
type assembly struct {
	c       *Curriculum
	labels  map[string]string // what opens the if-then plan, by language
	modules map[string]*Module
	order   []mention          // of modules, from the curriculum.toml files, the highest layer's first
	hidden  []mention          // modules and lessons that a layer leaves out
	gone    map[string]mention // lessons that are hidden, or whose module was replaced
	costly  map[string]bool    // lessons whose entry has a value of the wrong kind
	routes  []*Route
	needs   []Need
}

// labelsOf are what the catalogues of all layers call the if-then plan: one may come from
// another layer than the lessons.
func labelsOf(layers []Layer) map[string]string {
	var with []fs.FS
	for _, l := range layers {
		if l.FS != nil && l.Holds("phrases") {
			with = append(with, l.FS)
		}
	}
	if len(with) == 0 {
		return nextLabels()
	}
	all, _ := phrases.Load(with...) // check tells what is wrong with them
	return planLabels(all)
}

func (a *assembly) label(lang string) string {
	if label, ok := a.labels[lang]; ok {
		return label
	}
	return a.labels[phrases.Base(lang)]
}

// A mention is a name in a layer's file.
type mention struct {
	id    string
	layer string
	pos   Pos
}

func (a *assembly) problem(p Problem) { a.c.Problems = append(a.c.Problems, p) }

func (a *assembly) layer(l Layer) {
	d := &door{layer: l}
	folders := d.list(".", maxModules+50)
	a.sequence(d, l)
	var found []*source
	for _, e := range folders {
		if !d.isDir(e) || strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "_") {
			continue
		}
		found = append(found, a.module(d, l, e.Name())...)
	}
	a.c.glossaries = append(a.c.glossaries, d.glossaries(folders)...)
	a.c.factFiles = append(a.c.factFiles, d.facts()...)
	a.words(d)
	if !l.Trusted {
		parseAll(found)
	}
	for _, s := range found {
		if s.fault != nil { // never for a trusted layer: not parsed yet
			d.problems = append(d.problems, s.faults...)
			continue
		}
		s.lesson.sources[s.lang] = s
		s.lesson.Layer = l.Name
	}
	for _, p := range d.problems {
		p.Layer = l.Name
		a.problem(p)
	}
	for _, p := range d.notes {
		p.Layer = l.Name
		a.c.Notes = append(a.c.Notes, p)
	}
}

// parseAll parses on all cores; each source is asked once.
func parseAll(found []*source) {
	var wg sync.WaitGroup
	next := make(chan *source)
	for range min(runtime.GOMAXPROCS(0), len(found)) {
		wg.Go(func() {
			for s := range next {
				_, _ = s.Text()
			}
		})
	}
	for _, s := range found {
		next <- s
	}
	close(next)
	wg.Wait()
}

// sequence reads curriculum.toml, if the layer has one.
func (a *assembly) sequence(d *door, l Layer) {
	f, places, ok := d.curriculum()
	if !ok {
		return
	}
	if f.Framework != "" {
		a.c.Framework, a.c.FrameworkVersion = safeString(f.Framework), safeString(f.Version)
	}
	if f.Country != "" {
		a.c.Country = strings.ToLower(safeString(f.Country))
	}
	if f.Check.Off != nil {
		if a.c.off == nil {
			a.c.off = map[string]Off{}
		}
		a.c.off[l.Name] = Off{Rules: f.Check.Off, Pos: places()["check.off"]}
	}
	named := make([]mention, 0, len(f.Modules))
	for _, id := range f.Modules {
		named = append(named, mention{id, l.Name, places()["modules"]})
	}
	a.order = append(named, a.order...)
	for _, id := range f.Hide {
		a.hidden = append(a.hidden, mention{id, l.Name, places()["hide"]})
	}
	a.lay(d, l, &f, places)
}

// module reads one folder and returns its lessons' files, not yet laid.
func (a *assembly) module(d *door, l Layer, id string) []*source {
	files := d.lessons(id)
	f, places, ok := d.module(id)
	if !ok && len(files) == 0 {
		return nil // a folder of something else
	}
	if !slug(id) {
		d.fault(Pos{File: id}, "bad-name", "a module's folder is named in small letters, digits and hyphens", "%s can't be a module", quoteName(id))
		return nil
	}
	m := a.modules[id]
	switch {
	case m == nil && f == nil:
		if !ok {
			d.fault(Pos{File: id}, "no-module-file", "add "+id+"/module.toml", "the folder has lessons and no module.toml")
		}
		return nil
	case m == nil:
		m = &Module{ID: id, Titles: map[string]string{}}
		a.modules[id] = m
	case f != nil && f.Replace:
		for _, lesson := range m.Lessons {
			delete(a.c.lessons, lesson.ID)
			a.gone[lesson.ID] = mention{id, l.Name, places()["replace"]}
		}
		*m = Module{ID: id, Titles: map[string]string{}}
	}
	m.layers = append(m.layers, l)
	if f != nil {
		a.describe(d, l, m, f, places)
	}
	var found []*source
	for _, file := range files {
		lesson := a.c.lessons[id+"/"+file.slug]
		if lesson == nil && (ok && f == nil || a.costly[id+"/"+file.slug]) {
			continue // what module.toml would have said has been asked for already
		}
		if lesson == nil {
			d.fault(Pos{File: file.path}, "unlisted-lesson", fmt.Sprintf("add [[lesson]] with id = %q to %s/module.toml", file.slug, id), "no module.toml names the lesson %s", file.slug)
			continue
		}
		found = append(found, &source{layer: l, file: file.path, lang: file.lang, label: a.label(file.lang), lesson: lesson})
	}
	return found
}

// describe takes what module.toml says.
func (a *assembly) describe(d *door, l Layer, m *Module, f *moduleFile, places func() map[string]Pos) {
	for lang, title := range f.Title {
		m.Titles[lang] = safeString(title)
	}
	if f.Fast != nil {
		m.Fast = *f.Fast
	}
	if f.Roles != "" {
		m.Swapped = f.Roles == "swapped"
		if !m.Swapped {
			d.notes = append(d.notes, Problem{Pos: places()["roles"], Code: "unknown-roles", Text: "roles can't be " + quoteName(f.Roles), Fix: `roles = "swapped"   # or leave it out`})
		}
	}
	m.Layer, m.Pos = l.Name, Pos{File: ModuleFile(m.ID), Line: 1, Col: 1}
	m.name(d, f.Files, places)
	seen := map[string]bool{}
	for i, e := range f.Lesson {
		at := func() Pos { return entryPos(places, lessonKey(i), m) }
		switch {
		case !slug(e.ID):
			d.fault(at(), "bad-name", "an id has small letters, digits and hyphens", "%s can't be a lesson", quoteName(e.ID))
			continue
		case seen[e.ID]:
			d.fault(at(), "double-lesson", "give each lesson an id of its own", "a second lesson with the id %s", e.ID)
			continue
		}
		seen[e.ID] = true
		id := m.ID + "/" + e.ID
		if d.costs(fmt.Sprintf("lesson.%d.", i), id) {
			a.costly[id] = true
			continue
		}
		lesson := a.c.lessons[id]
		if lesson == nil {
			lesson = &Lesson{ID: id, Module: m, sources: map[string]*source{}}
			a.c.lessons[id] = lesson
			m.Lessons = append(m.Lessons, lesson)
		}
		e.describe(lesson, i, places, d)
	}
}

// day is a date without an hour, in UTC.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
