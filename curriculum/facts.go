package curriculum

import (
	"binome/curriculum/phrases"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// A Fact is something a lesson states that somebody could check, and that may stop being
// true: kept apart from the lessons in facts.toml, so that its age is its own.
type Fact struct {
	ID         string            // ASCII slug
	Claims     map[string]string // in a line, by language
	Kind       string            // one of factKinds
	Country    string            // "fr", "eu"; "" holds anywhere
	Source     string            // its name
	SourceDate time.Time
	URL        string
	Checked    time.Time // the day somebody compared the claim with the source
	Expires    time.Time // the day it should be looked at again
	AsOf       bool      // the step that cites it says of when it is
	Layer      string    // whose file it is in
	Pos        Pos

	drop bool
	keys map[string]Pos
}

// factKinds are what a fact can be: a law, a figure, what a service does, what an authority advises.
func factKinds() []string { return []string{"law", "figure", "service", "advice"} }

// Claim in that language, or in English, or in any.
func (f Fact) Claim(lang string) string {
	if s := f.Claims[lang]; s != "" {
		return s
	}
	return cmp.Or(phrases.Pick(f.Claims, lang), f.ID)
}

// KeyPos is where facts.toml says that of the fact, or where its entry begins.
func (f Fact) KeyPos(key string) Pos {
	if p, ok := f.keys[key]; ok {
		return p
	}
	return f.Pos
}

// A Citation is a fact that a lesson rests on, and the step that states it, if one does.
type Citation struct {
	Fact string
	Step StepID // "" for the lesson as a whole
}

// europe is the country of what holds in the whole Union.
const europe = "eu"

// A factFile is one layer's facts.toml, read when first asked for.
type factFile struct {
	layer string
	read  func() ([]Fact, []Problem)
}

const factsFile = "facts.toml"

// facts of a layer, if it has any. Those of trusted ones wait until they are asked for.
func (d *door) facts() []factFile {
	if !d.has(factsFile) {
		return nil
	}
	f := factFile{layer: d.layer.Name, read: sync.OnceValues(func() ([]Fact, []Problem) {
		own := &door{layer: d.layer}
		return own.readFacts(), own.problems
	})}
	if !d.layer.Trusted {
		_, problems := f.read()
		d.problems = append(d.problems, problems...)
	}
	return []factFile{f}
}

// readFacts takes the entries of facts.toml in the file's order. What can't be read costs
// its entry, not the file.
func (d *door) readFacts() []Fact {
	var entries map[string]map[string]any
	places, ok := d.tomlFile(factsFile, maxGlossBytes, &entries)
	if !ok {
		return nil
	}
	var facts []Fact
	for _, id := range slices.Sorted(maps.Keys(entries)) {
		at := places()[id]
		if at.Line == 0 {
			at = Pos{File: factsFile, Line: 1, Col: 1}
		}
		if !slug(id) {
			d.fault(at, "fact-entry", "an id has small letters, digits and hyphens", "%s can't be a fact", quoteName(id))
			continue
		}
		e := factEntry{d: d, values: entries[id], Fact: Fact{ID: id, Layer: d.layer.Name, Pos: at, Claims: map[string]string{}, keys: map[string]Pos{}}}
		for key := range e.values {
			if p, ok := places()[id+"."+key]; ok {
				e.keys[key] = p
			}
		}
		if e.take() {
			facts = append(facts, e.Fact)
		}
	}
	sort.SliceStable(facts, func(i, j int) bool { return facts[i].Pos.Line < facts[j].Pos.Line })
	return facts
}

// A factEntry is a Fact while it is being read.
type factEntry struct {
	Fact
	d      *door
	values map[string]any
	bad    bool
}

func (e *factEntry) take() bool {
	e.drop = e.truth("drop")
	e.Kind, e.Country, e.Source, e.URL = e.text("kind"), strings.ToLower(e.text("country")), e.text("source"), e.text("url")
	e.SourceDate, e.Checked, e.Expires = e.day("source_date"), e.day("checked"), e.day("expires")
	e.AsOf = e.truth("as_of")
	for _, key := range slices.Sorted(maps.Keys(e.values)) { // what is left are the claims
		if !languageTag(key) {
			e.fault(key, "is it misspelt?", "has a key that nothing reads, "+quoteName(key))
			continue
		}
		e.Claims[key] = e.text(key)
	}
	if e.drop || e.bad {
		return !e.bad
	}
	switch {
	case len(e.Claims) == 0:
		e.fault("", `en = "…"   # the claim in a line, and fr = "…" below it`, "says nothing")
	case !slices.Contains(factKinds(), e.Kind):
		e.fault("kind", `kind = "law"   # or "figure", "service", "advice"`, "can't be of the kind "+quoteName(e.Kind))
	case e.Source == "":
		e.fault("source", `source = "…"   # who says so`, "names no source")
	case e.SourceDate.IsZero():
		e.fault("source_date", "source_date = 2026-07-10   # the day its source is of", "has no source_date")
	case e.Checked.IsZero():
		e.fault("checked", "checked = 2026-11-30   # the day it was compared with its source", "has no checked")
	case e.Expires.IsZero():
		e.fault("expires", "expires = 2027-05-31   # the day it should be looked at again", "has no expires")
	case !e.Expires.After(e.Checked):
		e.fault("expires", "give a day after the one it was checked", "expires before it was checked")
	}
	return !e.bad
}

func (e *factEntry) fault(key, fix, text string) {
	e.bad = true
	e.d.fault(e.KeyPos(key), "fact-entry", fix, "the fact %s %s", e.ID, text)
}

// text takes a key's value; day and truth likewise.
func (e *factEntry) text(key string) string {
	s, ok := e.values[key].(string)
	if !ok && e.values[key] != nil {
		e.fault(key, "put it between quotation marks", "has a "+key+" that is not a text")
	}
	delete(e.values, key)
	return safeString(s)
}

func (e *factEntry) day(key string) time.Time {
	t, ok := e.values[key].(time.Time)
	if !ok && e.values[key] != nil {
		e.fault(key, key+" = 2026-11-30   # without quotation marks", "has a "+key+" that is not a date")
	}
	delete(e.values, key)
	return day(t)
}

func (e *factEntry) truth(key string) bool {
	b, ok := e.values[key].(bool)
	if !ok && e.values[key] != nil {
		e.fault(key, key+" = true", "has a "+key+" that is neither true nor false")
	}
	delete(e.values, key)
	return b
}

// languageTag reports whether a key is named as languages are.
func languageTag(key string) bool {
	_, _, ok := langOf("x."+key+".md", ".md")
	return ok
}

// Facts are those in force, in the files' order: a layer's fact takes the place of the one
// with its id below, or takes it away; those of another country than the curriculum's are
// left out.
func (c *Curriculum) Facts() []Fact {
	return slices.DeleteFunc(slices.Clone(c.allFacts()), func(f Fact) bool { return !c.holds(f) })
}

func (c *Curriculum) holds(f Fact) bool {
	return !f.drop && (f.Country == "" || c.Country == "" || f.Country == c.Country || f.Country == europe)
}

// Fact finds a fact by id. It is known if any layer has it, and holds if it is in force.
func (c *Curriculum) Fact(id string) (f Fact, known, holds bool) {
	all := c.allFacts()
	i := slices.IndexFunc(all, func(f Fact) bool { return f.ID == id })
	if i < 0 {
		return Fact{}, false, false
	}
	return all[i], true, c.holds(all[i])
}

func (c *Curriculum) allFacts() []Fact {
	if c.facts == nil {
		return nil
	}
	return c.facts()
}

// layFacts lays the layers' facts one over the other.
func layFacts(files []factFile) []Fact {
	var facts []Fact
	at := map[string]int{}
	for _, file := range files {
		own, _ := file.read()
		for _, f := range own {
			if i, ok := at[f.ID]; ok {
				facts[i] = f
				continue
			}
			at[f.ID] = len(facts)
			facts = append(facts, f)
		}
	}
	return facts
}

// RestsOn are the facts in force that a lesson cites, in its order.
func (c *Curriculum) RestsOn(l *Lesson) []Fact {
	var facts []Fact
	for _, cited := range l.Facts {
		if f, _, holds := c.Fact(cited.Fact); holds && !slices.ContainsFunc(facts, func(have Fact) bool { return have.ID == f.ID }) {
			facts = append(facts, f)
		}
	}
	return facts
}

// AsOf is the day of which a step speaks, where it cites a fact that asks for its date:
// the day on which the oldest of them was checked.
func (c *Curriculum) AsOf(l *Lesson, step StepID) (day time.Time, asked bool) {
	for _, cited := range l.Facts {
		f, _, holds := c.Fact(cited.Fact)
		if holds && f.AsOf && cited.Step == step && (!asked || f.Checked.Before(day)) {
			day, asked = f.Checked, true
		}
	}
	return day, asked
}

// Age is the day a lesson's age is counted from: when the oldest fact it rests on was
// checked or, where it rests on none, when the lesson was last read; the zero time when
// nobody said.
func (c *Curriculum) Age(l *Lesson) time.Time {
	var day time.Time
	for i, f := range c.RestsOn(l) {
		if i == 0 || f.Checked.Before(day) {
			day = f.Checked
		}
	}
	if day.IsZero() {
		return l.Reviewed
	}
	return day
}

// Stale reports whether a lesson is to be read again against what is true: it is older
// than its module's facts keep, nobody said how old it is, or one of its facts has expired.
func (c *Curriculum) Stale(l *Lesson, today time.Time) bool {
	age := c.Age(l)
	return age.IsZero() || age.AddDate(0, l.Module.Keeps(), 0).Before(today) ||
		slices.ContainsFunc(c.RestsOn(l), func(f Fact) bool { return f.Expired(today) })
}

// Keeps is how many months go by before a module's lessons are to be read again.
func (m *Module) Keeps() int {
	if m.Fast {
		return 6
	}
	return 12
}

// Expired reports whether the day has come to look at the fact again.
func (f Fact) Expired(today time.Time) bool { return !f.Expires.After(today) }

// FactProblems reads all facts and returns what is wrong with them.
func (c *Curriculum) FactProblems() []Problem {
	var problems []Problem
	for _, f := range c.factFiles {
		_, own := f.read()
		for _, p := range own {
			p.Layer = f.layer
			problems = append(problems, p)
		}
	}
	return problems
}

// citation reads "discover:ai-act" or "ai-act".
func citation(s string) (c Citation, ok bool) {
	step, id, found := strings.Cut(s, ":")
	if !found {
		step, id = "", s
	}
	c = Citation{Fact: id, Step: StepID(step)}
	return c, slug(id) && (step == "" || c.Step.Index() >= 0)
}

// cite takes what an entry of module.toml says of facts, minutes and shapes.
func (e lessonEntry) cite(l *Lesson, d *door) {
	note := func(key, code, fix, format string, args ...any) {
		d.notes = append(d.notes, Problem{Pos: l.KeyPos(key), Lesson: l.ID, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
	}
	l.Facts = nil
	for _, s := range e.Facts {
		c, ok := citation(s)
		if !ok {
			note("facts", "unknown-fact", `facts = ["discover:ai-act", "vault-words"]   # a step's name before the colon, if any`, "%s can't be read as a fact", quoteName(s))
			continue
		}
		l.Facts = append(l.Facts, c)
	}
	l.BoxMinutes = map[StepID][]int{}
	for i, minutes := range [][]int{e.Together, e.Alone} {
		step := []StepID{Together, Alone}[i]
		if slices.ContainsFunc(minutes, func(n int) bool { return n < 0 || n > maxMinutes }) {
			note(string(step), "box-minutes", string(step)+" = [1, 2, 2]   # minutes, box by box", "a box can't take that many minutes")
			continue
		}
		if minutes != nil {
			l.BoxMinutes[step] = slices.Clone(minutes)
		}
	}
	l.Shapes = map[StepID]string{}
	for i, shape := range []string{e.Discover, e.Talk} {
		step := []StepID{Discover, Talk}[i]
		switch {
		case shape == "":
		case !slices.Contains(Shapes(step), shape):
			note(string(step), "unknown-shape", "one of "+strings.Join(Shapes(step), ", "), "%s can't be %s", step, quoteName(shape))
		default:
			l.Shapes[step] = shape
		}
	}
	l.Confession = e.Confession
	for _, id := range e.Was {
		if module, lesson, ok := strings.Cut(id, "/"); !ok || !slug(module) || !slug(lesson) {
			note("was", "old-name", `was = ["module/lesson"]`, "%s can't have been a lesson", quoteName(id))
			continue
		}
		if !slices.Contains(l.Was, id) {
			l.Was = append(l.Was, id)
		}
	}
}

// Shapes are what the steps Discover and Talk can be.
func Shapes(step StepID) []string {
	switch step {
	case Discover:
		return []string{"case", "before-after", "transcript", "puzzle", "file", "numbers"}
	case Talk:
		return []string{"phone", "lines", "draw", "examine", "silence", "decide", "role"}
	}
	return nil
}
