package check

import (
	"slices"
	"strings"
	"time"

	"binome/curriculum"
)

// facts holds that each is told in each language, looked at in time and cited, and that
// what lessons cite is there.
func (r *run) facts(top *report) {
	by := r.citations(top)
	for _, f := range r.c.Facts() {
		top.layer = f.Layer
		for _, lang := range r.tongues() {
			if f.Claims[lang] == "" {
				top.add("missing-claim", f.Pos, lang+` = "…"`, "the fact %s is not told in %q", f.ID, lang)
			}
		}
		r.factDates(top, f, by[f.ID])
		r.factCited(top, f, by[f.ID])
	}
	top.layer = ""
}

// A cite is a lesson that rests on a fact, and the step that states it.
type cite struct {
	lesson string
	step   curriculum.StepID
}

// citations are who cites which fact; citing what nobody knows is told on the way.
func (r *run) citations(top *report) map[string][]cite {
	by := map[string][]cite{}
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			for _, c := range l.Facts {
				by[c.Fact] = append(by[c.Fact], cite{l.ID, c.Step})
				if _, known, _ := r.c.Fact(c.Fact); !known {
					top.lesson, top.layer = l, l.Layer
					top.add("unknown-fact", l.KeyPos("facts"), "write ["+c.Fact+"] in facts.toml, or take it out", "%s cites the fact %s, which is not there", l.ID, c.Fact)
				}
			}
		}
	}
	top.lesson, top.layer = nil, ""
	return by
}

func (r *run) factDates(top *report, f curriculum.Fact, cites []cite) {
	switch {
	case r.Today.IsZero():
	case f.Checked.After(r.Today):
		top.add("review-future", f.KeyPos("checked"), "give the day it was compared with its source", "the fact %s was checked in the future", f.ID)
	case f.Expired(r.Today):
		top.add("fact-expired", f.KeyPos("expires"), "compare it with its source, then change checked and expires",
			"the fact %s was to be looked at again on %s; it is cited by %s", f.ID, f.Expires.Format(time.DateOnly), orNone(lessonsIn(cites)))
	}
}

func (r *run) factCited(top *report, f curriculum.Fact, cites []cite) {
	switch {
	case len(cites) == 0 && len(r.c.Problems) > 0: // what can't be read yet may cite it
	case len(cites) == 0:
		top.add("unused-fact", f.Pos, "cite it in module.toml: facts = [\"discover:"+f.ID+"\"], or take it out", "no lesson cites the fact %s", f.ID)
	case f.AsOf && !slices.ContainsFunc(cites, func(c cite) bool { return c.step != "" }):
		top.add("unused-fact", f.KeyPos("as_of"), "name the step: \"discover:"+f.ID+"\"", "the fact %s asks for its date at a step's foot, and no step cites it", f.ID)
	}
}

func lessonsIn(cites []cite) string {
	var names []string
	for _, c := range cites {
		if !slices.Contains(names, c.lesson) {
			names = append(names, c.lesson)
		}
	}
	return strings.Join(names, ", ")
}

// tongues are the languages that lessons are to be in: ours both, others what they have.
func (r *run) tongues() []string {
	if r.Own {
		return known()
	}
	var all []string
	for _, lang := range r.c.Languages {
		for _, m := range r.c.Modules {
			if slices.ContainsFunc(m.Lessons, func(l *curriculum.Lesson) bool {
				return slices.Contains(l.Languages(), lang) && r.mine[l.LayerOf(lang)]
			}) {
				all = append(all, lang)
				break
			}
		}
	}
	return all
}
