package curriculum

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

// What is decided once all layers are in: the order, what is hidden, the route, old names.

// finish puts modules in order, drops lessons nobody wrote, and holds the names.
func (a *assembly) finish() {
	c := a.c
	put := map[string]bool{}
	add := func(id string) {
		if m := a.modules[id]; m != nil && !put[id] {
			put[id] = true
			m.Lessons = a.written(m)
			if len(m.Lessons) > 0 {
				c.Modules = append(c.Modules, m)
			}
		}
	}
	idle := a.hide()
	var unknown []mention
	for _, named := range a.order {
		if a.modules[named.id] == nil && a.gone[named.id] == (mention{}) {
			unknown = append(unknown, named)
		}
		add(named.id)
	}
	rest := make([]string, 0, len(a.modules))
	for id := range a.modules {
		rest = append(rest, id)
	}
	sort.Strings(rest)
	for _, id := range rest {
		add(id)
	}
	a.misnamed(unknown, idle)
	a.renamed()
	a.travel()
	a.languages()
	c.facts = sync.OnceValue(func() []Fact { return layFacts(c.factFiles) })
}

// misnamed tells of names in curriculum.toml that nothing has: modules to be put in order,
// and what is to be hidden.
func (a *assembly) misnamed(modules, hidden []mention) {
	const moduleFix, hiddenFix = "write it, or take it out of modules", "take it out of hide, or write it as module or module/lesson"
	for _, m := range modules {
		a.problem(Problem{Pos: m.pos, Layer: m.layer, Code: "unknown-module", Text: "there is no module " + quoteName(m.id), Fix: didYouMean(a.c.Meant(m.id), moduleFix)})
	}
	for _, h := range hidden {
		a.c.Notes = append(a.c.Notes, Problem{Pos: h.pos, Layer: h.layer, Code: "unknown-hidden", Text: "there is nothing to hide called " + quoteName(h.id), Fix: didYouMean(a.c.Meant(h.id), hiddenFix)})
	}
}

// hide takes out what layers leave out, and gives back what hides nothing.
func (a *assembly) hide() (idle []mention) {
	a.c.hidden = map[string]mention{}
	for _, h := range a.hidden {
		m := a.modules[h.id]
		module, _, one := strings.Cut(h.id, "/")
		switch of := a.modules[module]; {
		case m != nil:
			for _, l := range m.Lessons {
				delete(a.c.lessons, l.ID)
				a.gone[l.ID], a.c.hidden[l.ID] = h, h
			}
			delete(a.modules, h.id)
			a.gone[h.id] = h
		case one && of != nil && a.c.lessons[h.id] != nil:
			of.Lessons = slices.DeleteFunc(of.Lessons, func(l *Lesson) bool { return l.ID == h.id })
			delete(a.c.lessons, h.id)
			a.gone[h.id], a.c.hidden[h.id] = h, h
		default:
			idle = append(idle, h)
		}
	}
	for _, l := range a.c.lessons {
		l.Needs = slices.DeleteFunc(l.Needs, func(id string) bool { _, gone := a.gone[id]; return gone && a.c.lessons[id] == nil })
	}
	return idle
}

// renamed finds the lessons of today under the names that they had.
func (a *assembly) renamed() {
	c := a.c
	c.was = map[string]string{}
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			for _, old := range l.Was {
				switch {
				case c.lessons[old] != nil:
					c.Notes = append(c.Notes, Problem{Pos: l.KeyPos("was"), Layer: l.Layer, Lesson: l.ID, Code: "old-name", Text: old + " is there, and needs nobody to carry it on", Fix: "take it out of was"})
				case c.was[old] != "":
					c.Notes = append(c.Notes, Problem{Pos: l.KeyPos("was"), Layer: l.Layer, Lesson: l.ID, Code: "old-name", Text: old + " is carried on by " + c.was[old], Fix: "let one lesson carry it on"})
				default:
					c.was[old] = l.ID
				}
			}
		}
	}
	for _, l := range c.lessons {
		for i, id := range l.Needs {
			l.Needs[i] = c.Canonical(id)
		}
	}
}

// written keeps the lessons that exist in some language, and says which don't.
func (a *assembly) written(m *Module) []*Lesson {
	var kept []*Lesson
	for _, l := range m.Lessons {
		if len(l.sources) > 0 {
			kept = append(kept, l)
			continue
		}
		delete(a.c.lessons, l.ID)
		a.problem(Problem{Pos: l.Pos(), Layer: l.Layer, Lesson: l.ID, Code: "no-lesson-file", Text: "no file of the lesson " + l.ID + " can be used", Fix: "write " + l.ID + ".en.md, or mend it"})
	}
	return kept
}

func (a *assembly) languages() {
	have := map[string]bool{}
	for _, l := range a.c.lessons {
		for lang := range l.sources {
			have[lang] = true
		}
	}
	a.c.Languages = slices.Sorted(maps.Keys(have))
}
