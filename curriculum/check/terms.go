package check

import (
	"slices"
	"strings"

	"binome/curriculum"
)

// termsSaid are the words of the glossary that the mentee may meet in a lesson's file.
func (r *report) termsSaid() []string {
	finder := r.finder[r.lang]
	if finder == nil {
		return nil
	}
	text := []string{r.draft.Title, r.draft.Objective, r.draft.Task, r.draft.Bring, r.draft.BringLeader}
	for i := range r.draft.Passages {
		if p := &r.draft.Passages[i]; p.Kind != curriculum.GuidePassage {
			text = append(text, p.Plain)
		}
	}
	ids := finder.In(strings.Join(text, "\n"))
	for i, id := range ids {
		ids[i] = r.lang + " " + id
	}
	return ids
}

// unsaid tells which words are explained and stand in no lesson. A layer is asked for
// those it adds: what it explains anew, lessons below may use.
func (r *run) unsaid(top *report, said map[string]bool) {
	var below []curriculum.Layer
	for _, l := range r.Under {
		l.Trusted = true
		below = append(below, l)
	}
	under := curriculum.Load(below...)
	for _, lang := range r.c.GlossaryLanguages() {
		old := under.GlossaryOf(lang)
		for _, t := range r.c.GlossaryOf(lang) {
			if said[lang+" "+t.ID] || slices.ContainsFunc(old, func(o curriculum.Term) bool { return o.ID == t.ID }) {
				continue
			}
			top.lang = lang
			top.addIn(t.Layer, "unused-term", t.Pos, "use it in a lesson, give its other forms in also, or take it out", "no lesson in %q says %q", lang, t.Name)
		}
	}
	top.lang = ""
}
