package check

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

// loading is what concerns more than one lesson, or none that could be loaded.
func (r *run) loading(top *report) {
	for _, list := range [][]curriculum.Problem{r.c.Problems, r.c.Notes, r.c.GlossaryProblems(), r.c.FactProblems(), r.c.PracticeProblems(r.languagesOf)} {
		for _, p := range list {
			top.problem(p)
		}
	}
	r.off(top)
	r.copies(top)
	r.phrases(top)
	r.modules(top)
	r.needs(top)
	r.routes(top)
	r.facts(top)
	r.glossary(top)
	r.coverage(top)
}

// phrases are the coach's words that a layer brings.
func (r *run) phrases(top *report) {
	for _, l := range r.layers {
		_, errs := phrases.Load(l.FS)
		for _, err := range errs {
			var f *phrases.Fault
			if errors.As(err, &f) {
				top.addIn(l.Name, "bad-phrase", curriculum.Pos{File: f.File, Line: f.Line, Col: f.Col}, "write it as the built-in phrases are", "%s", f.Why)
			}
		}
		for _, f := range phrases.Review(l.FS) {
			top.addIn(l.Name, "phrase-differs", curriculum.Pos{File: f.File, Line: f.Line, Col: f.Col}, "binome curriculum phrases writes them all out", "%s", f.Why)
		}
	}
}

// copies are held against the built-in lessons that the layers lie on.
func (r *run) copies(top *report) {
	for _, own := range r.Under {
		if own.Name != "" {
			continue
		}
		for _, d := range r.c.Drifts(own) {
			if r.mine[d.Lesson.Layer] {
				top.problem(d.Problem())
			}
		}
	}
}

// off holds that what an author turns off is a rule that warns: an error keeps a lesson
// from being used, whoever looks away.
func (r *run) off(top *report) {
	for _, l := range r.layers {
		off := r.c.Off(l.Name)
		for _, name := range off.Rules {
			rule := ruleOf(name)
			switch {
			case rule.About == "":
				top.addIn(l.Name, "unknown-rule", off.Pos, "check --rules lists them", "there is no rule %q to turn off", name)
			case rule.Company == Error:
				top.addIn(l.Name, "unknown-rule", off.Pos, "take it out", "the rule %q finds errors, and can't be turned off", name)
			}
		}
	}
}

// problem passes on what package curriculum has found.
func (r *report) problem(p curriculum.Problem) {
	f := r.add(p.Code, p.Pos, p.Fix, "%s", p.Text)
	f.Layer = p.Layer
	if p.Lesson != "" {
		f.Lesson = p.Lesson
	}
}

// something holds that each layer has anything to check: who names the wrong folder
// should not be told that all is well.
func (r *run) something(top *report) {
	has := map[string]bool{}
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			for _, lang := range l.Languages() {
				has[l.LayerOf(lang)] = true
			}
		}
	}
	for _, f := range top.findings {
		has[f.Layer] = true
	}
	for _, l := range r.layers {
		over := curriculum.Overlooked(l)
		if !has[l.Name] && !l.Says() || l.Holds(curriculum.ModuleFile("")) {
			r.nothing(top, l)
		}
		for _, p := range over {
			top.problem(p)
		}
	}
}

// nothing tells of a folder without a lesson, and where the lessons may be.
func (r *run) nothing(top *report, l curriculum.Layer) {
	text, fix := "there are no lessons here", "name a folder of modules, each with a module.toml and its lessons"
	if l.Holds(curriculum.ModuleFile("")) {
		text, fix = "this is a module's folder, one folder too deep", "name the folder that it is in"
	}
	top.addIn(l.Name, "no-lessons", curriculum.Pos{File: "."}, fix, "%s", text)
}

func (r *run) modules(top *report) {
	for _, m := range r.c.Modules {
		if !r.mine[m.Layer] {
			continue
		}
		top.layer = m.Layer
		for _, lang := range r.languagesOf(m) {
			if m.Titles[lang] == "" {
				top.add("missing-title", m.Pos, lang+` = "…"   # below [title]`, "the module %s has no title in %q", m.ID, lang)
			}
		}
		if n := len(m.Lessons); (n < 3 || n > 6) && r.complete() {
			top.add("lessons-per-module", m.Pos, "three to six lessons make a module", "the module %s has %s", m.ID, plural(n, "lesson"))
		}
		top.layer = ""
	}
}

// languagesOf are those a module is to have: ours both, others what they have.
func (r *run) languagesOf(m *curriculum.Module) []string {
	if r.Own {
		return known()
	}
	var all []string
	for _, l := range m.Lessons {
		for _, lang := range l.Languages() {
			if !slices.Contains(all, lang) {
				all = append(all, lang)
			}
		}
	}
	slices.Sort(all)
	return all
}

// complete reports whether all modules that curriculum.toml names are there: before
// that, nobody needs to be told that lessons are missing.
func (r *run) complete() bool {
	return !slices.ContainsFunc(r.c.Problems, func(p curriculum.Problem) bool { return p.Code == "unknown-module" })
}

// needs holds that what a lesson needs is there, and that no way leads back to it.
func (r *run) needs(top *report) {
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			if !r.mine[l.Layer] {
				continue
			}
			top.lesson, top.layer = l, l.Layer
			for _, id := range l.Needs {
				if _, ok := r.c.Lesson(id); !ok {
					fix := "name lessons as module/lesson"
					if near := r.c.Meant(id); near != "" {
						fix = fmt.Sprintf("did you mean %s?", near)
					}
					top.add("unknown-need", l.KeyPos("needs"), fix, "%s needs %q, which is not there", l.ID, id)
				}
			}
			if way := r.circle(l); way != nil {
				top.add("circle-of-needs", l.KeyPos("needs"), "take one of these needs out", "%s needs itself: %s", l.ID, arrows(way))
			}
			top.lesson, top.layer = nil, ""
		}
	}
}

// Minutes of a meeting that no lesson can have: the close and, the first time, the launch.
const closeMinutes, launchMinutes = 5, 8

// routes holds that each route can be gone: that a session has time for its lessons, that
// none comes twice, or before what it needs.
func (r *run) routes(top *report) {
	for _, way := range r.c.Routes() {
		r.route(top, way)
	}
}

func (r *run) route(top *report, way *curriculum.Route) {
	on := func(lesson string) bool {
		return slices.ContainsFunc(way.Sessions, func(s curriculum.Session) bool { return slices.Contains(s.Lessons, lesson) })
	}
	behind := map[string]bool{}
	for i, s := range way.Sessions {
		least := closeMinutes
		if s.Launch {
			least += launchMinutes
		}
		for _, id := range s.Lessons {
			l, ok := r.c.Lesson(id)
			if !ok {
				continue
			}
			least += l.Minutes
			if behind[l.ID] {
				top.addIn(s.Layer, "route-order", s.Pos, "take it out once", "the route names %s a second time, in session %d", l.ID, i+1)
			}
			for _, need := range l.Needs {
				if on(need) && !behind[need] {
					top.addIn(s.Layer, "route-order", s.Pos, "put it before", "%s comes in session %d, before %s, which it needs", l.ID, i+1, need)
				}
			}
			behind[l.ID] = true
		}
		if least > s.Minutes {
			top.addIn(s.Layer, "route-time", s.Pos, "minutes = "+strconv.Itoa(least)+"   # at least, or fewer lessons", "session %d has %d minutes, and its lessons with the close need %d", i+1, s.Minutes, least)
		}
	}
}

// circle is the shortest way by needs from a lesson back to itself, or nil.
func (r *run) circle(l *curriculum.Lesson) []string {
	from := map[string]string{}
	queue := []string{l.ID}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		at, ok := r.c.Lesson(id)
		if !ok {
			continue
		}
		for _, need := range at.Needs {
			if need == l.ID {
				way := []string{l.ID}
				for ; id != l.ID; id = from[id] {
					way = append(way, id)
				}
				way = append(way, l.ID)
				slices.Reverse(way)
				return way
			}
			if _, seen := from[need]; !seen {
				from[need] = id
				queue = append(queue, need)
			}
		}
	}
	return nil
}

func arrows(way []string) string {
	s := ""
	for i, id := range way {
		if i > 0 {
			s += " → "
		}
		s += id
	}
	return s
}

// glossary holds that what is explained in one language is in the other.
func (r *run) glossary(top *report) {
	terms := map[string]map[string]bool{}
	languages := known()
	if !r.Own {
		languages = r.c.GlossaryLanguages()
	}
	for _, lang := range languages {
		terms[lang] = map[string]bool{}
		for _, t := range r.c.GlossaryOf(lang) {
			if terms[lang][t.ID] {
				top.addIn(t.Layer, "glossary-entry", t.Pos, "give each word an id of its own", "a second word with the id %s", t.ID)
			}
			terms[lang][t.ID] = true
			if t.Means == "" {
				top.addIn(t.Layer, "glossary-entry", t.Pos, `means = "…"   # in one or two plain sentences`, "%s is not explained", t.ID)
			}
		}
	}
	for _, lang := range languages {
		for _, other := range languages {
			if len(terms[other]) == 0 {
				continue // a language without a glossary falls back to English
			}
			for _, t := range r.c.GlossaryOf(lang) {
				if !terms[other][t.ID] {
					top.addIn(t.Layer, "glossary-languages", t.Pos, "explain it in glossary."+other+".toml, too", "%s is explained in %q and not in %q", t.ID, lang, other)
				}
			}
		}
	}
}

func (r *report) addIn(layer, rule string, at curriculum.Pos, fix, format string, args ...any) {
	r.add(rule, at, fix, format, args...).Layer = layer
}

// competences of DigComp: areas 1 to 5 with that many each.
func competences() []string {
	var ids []string
	for area, n := range []int{3, 6, 4, 4, 4} {
		for i := range n {
			ids = append(ids, fmt.Sprintf("%d.%d", area+1, i+1))
		}
	}
	return ids
}

func (r *run) coverage(top *report) {
	if !r.Whole || !r.complete() || len(r.layers) == 0 {
		return
	}
	above := r.layers[len(r.layers)-1].Name
	for _, id := range competences() {
		covered := false
		for _, m := range r.c.Modules {
			for _, l := range m.Lessons {
				covered = covered || slices.Contains(l.DigComp, id)
			}
		}
		if !covered {
			top.addIn(above, "digcomp-coverage", curriculum.Pos{File: curriculum.OrderFile}, "name it in the lesson that teaches it", "no lesson covers the competence %s", id)
		}
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
