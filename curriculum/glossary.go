package curriculum

import (
	"binome/curriculum/phrases"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// A glossary is one layer's words of one language, read when first asked for.
type glossary struct {
	layer, lang string
	read        func() ([]Term, []Problem)
}

// glossaries of a layer. Those of trusted ones wait until they are asked for.
func (d *door) glossaries(entries []fs.DirEntry) []glossary {
	var found []glossary
	for _, e := range entries {
		stem, lang, ok := langOf(e.Name(), ".toml")
		if !ok || stem != "glossary" || !d.regular(e.Name(), e, maxGlossBytes) {
			continue
		}
		g := glossary{layer: d.layer.Name, lang: lang, read: sync.OnceValues(func() ([]Term, []Problem) {
			own := &door{layer: d.layer}
			return own.terms(e.Name()), own.problems
		})}
		if !d.layer.Trusted {
			_, problems := g.read()
			d.problems = append(d.problems, problems...)
		}
		found = append(found, g)
	}
	return found
}

func (d *door) terms(path string) []Term {
	var f glossaryFile
	places, ok := d.tomlFile(path, maxGlossBytes, &f)
	if !ok {
		return nil
	}
	var terms []Term
	for i, t := range f.Term {
		t.Layer, t.Pos = d.layer.Name, places()[fmt.Sprintf("term.%d", i)]
		t.ID, t.Name, t.Means, t.Example = safeString(t.ID), safeString(t.Name), safeString(t.Means), safeString(t.Example)
		for i := range t.Also {
			t.Also[i] = safeString(t.Also[i])
		}
		if t.ID != "" && t.Name != "" {
			terms = append(terms, t)
		}
	}
	return terms
}

// Glossary is the words explained in that language (English if it has none), in the
// file's order; a layer's word takes the place of the one with its id below.
func (c *Curriculum) Glossary(lang string) []Term {
	for _, want := range []string{lang, phrases.Base(lang), phrases.Fallback} {
		if terms := c.GlossaryOf(want); len(terms) > 0 {
			return terms
		}
	}
	return nil
}

// GlossaryOf is Glossary in exactly that language, if there is one.
func (c *Curriculum) GlossaryOf(lang string) []Term {
	var terms []Term
	at := map[string]int{}
	for _, g := range c.glossaries {
		if g.lang != lang {
			continue
		}
		own, _ := g.read()
		below := len(terms)
		for _, t := range own {
			if i, ok := at[t.ID]; ok && i < below {
				terms[i] = t
				continue
			}
			at[t.ID] = len(terms)
			terms = append(terms, t)
		}
	}
	return terms
}

// GlossaryLanguages are those that have a glossary, sorted.
func (c *Curriculum) GlossaryLanguages() []string {
	have := map[string]bool{}
	for _, g := range c.glossaries {
		have[g.lang] = true
	}
	return slices.Sorted(maps.Keys(have))
}

// GlossaryProblems reads all glossaries and returns what is wrong with them.
func (c *Curriculum) GlossaryProblems() []Problem {
	var problems []Problem
	for _, g := range c.glossaries {
		_, own := g.read()
		for _, p := range own {
			p.Layer = g.layer
			problems = append(problems, p)
		}
	}
	return problems
}

type glossaryFile struct {
	Term []Term `toml:"term"`
}
