// Package check is to lessons what a compiler is to code: it tells authors what is
// wrong, where, and what would put it right.
//
// For most uses: [Run] over a layer, then [WriteText]. A finding is an error, which
// keeps a lesson from being used, or a warning. A company's folder is held to its
// structure alone and warned about the rest; our own lessons (Options.Own) are held to
// everything but age and single words. The rules are in rules.go, and [Rules] lists
// them; their names are stable.
//
// Run is pure: the same layers, options and date give the same findings in the same
// order. It promises to end on any folder (package curriculum caps what it reads) and
// never to change one.
//
// # Reading ease
//
// English is scored by Flesch's formula, French by Kandel and Moles's (see languages
// in ease.go). What counts is what the mentee reads or hears: prose, call-outs, boxes,
// questions, options, feedback and the if-then plan; not headings, tables, the
// mentor's guide, code, the addresses of links, and front matter. A paragraph, a box,
// an option ends a sentence even without a stop.
//
// Syllables are counted by rule, one frozen counter a language (syllable_en.go,
// syllable_fr.go), because scores would drift otherwise. Of about 340 words a language
// drawn at random from lessons, before the rules were mended by them, 2 in English and
// 6 in French were miscounted: with those shares a score is off by 0.5 and 1.3
// points at most. These words and 460 more are in testdata, counted by hand. The formulas are
// tested on sentences counted by hand; no published text with a published score is
// used, because what its authors counted as a word or a syllable isn't known well
// enough to hold a program to it.
package check

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"

	"binome/curriculum"
	"binome/storage/clean"
)

// Severity says whether a finding stops a lesson from being used.
type Severity int

// The severities.
const (
	Warning Severity = iota
	Error
)

// String is "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// A Finding is one thing that is wrong.
type Finding struct {
	Pos      curriculum.Pos
	End      curriculum.Pos // where the words at fault end; zero when they have no end
	Rule     string
	Group    int // of LESSONS.md, 1 to 13; 14 is what only many lessons show
	Severity Severity
	Layer    string // whose file it is: the folder's path, "" for the built-in one
	Lesson   string // module/lesson, when it is about one
	Lang     string // when it is about one language's file
	Text     string // what is wrong; lower case, no period
	Fix      string // what would satisfy the rule
	Quote    string // the line, made safe to show
}

// Options of a run.
type Options struct {
	// Rules to apply, by name or by the number of their group; none means all.
	Rules []string
	// Own holds the lessons to the standard of the built-in ones.
	Own bool
	// Whole asks that all competences are covered, once every module that
	// curriculum.toml names is there.
	Whole bool
	// Under are layers that the checked ones lie on: they are not checked, but their
	// lessons can be linked to.
	Under []curriculum.Layer
	// Today is what ages are counted from; the zero time asks for no ages.
	Today time.Time
	// Progress is told how many lessons are done, from one goroutine at a time.
	Progress func(done, total int)
	// Guesses is given what can be known of the answers without the lessons.
	Guesses func([]Guess)
}

// Run checks the layers, the later lying on the earlier. It stops early, with what it
// has, when ctx ends.
func Run(ctx context.Context, layers []curriculum.Layer, o Options) []Finding {
	var all []curriculum.Layer
	for _, l := range slices.Concat(o.Under, layers) {
		l.Trusted = true // nothing is left out: every file is read here, and its faults told
		all = append(all, l)
	}
	r := &run{Options: o, c: curriculum.Load(all...), layers: layers, mine: map[string]bool{}, finder: map[string]*curriculum.TermFinder{}}
	for _, lang := range r.c.GlossaryLanguages() {
		r.finder[lang] = curriculum.FindTerms(r.c.GlossaryOf(lang))
	}
	for _, l := range layers {
		r.mine[l.Name] = true
	}
	var found []Finding
	top := &report{run: r}
	r.loading(top)
	r.something(top)
	found = append(found, top.findings...)
	var puzzles []puzzle
	var moulds []mould
	said, whole := map[string]bool{}, len(r.c.Problems) == 0
	for _, o := range r.lessons(ctx) {
		whole = whole && !o.unread
		for _, key := range o.terms {
			said[key] = true
		}
		found = append(found, o.findings...)
		puzzles = append(puzzles, o.puzzles...)
		moulds = append(moulds, o.moulds...)
	}
	together := &report{run: r}
	if guesses := r.guessable(together, puzzles); r.Guesses != nil {
		r.Guesses(guesses)
	}
	r.recurs(together, moulds)
	if whole { // what can't be read yet may say them
		r.unsaid(together, said)
	}
	return r.finish(append(found, together.findings...))
}

// run is what all rules may look at; none of it changes while they do.
type run struct {
	Options
	c      *curriculum.Curriculum
	layers []curriculum.Layer
	mine   map[string]bool // by name of layer
	finder map[string]*curriculum.TermFinder
}

// outcome is the result of one lesson: its findings, and the figures by which many lessons are
// judged together.
type outcome struct {
	findings []Finding
	puzzles  []puzzle
	moulds   []mould
	terms    []string // of the glossary, by language and id
	unread   bool     // a file of it can't be read yet
}

// report gathers the findings about one lesson, or about none.
type report struct {
	*run
	lesson *curriculum.Lesson
	draft  *curriculum.Draft
	lang   string
	layer  string
	outcome

	times    map[string]int // each rule was broken, in this file
	readings []reading      // of the draft's passages
	total    map[string]int // words, by language
	memory   map[string]int // syllables of words already counted
}

// What is said of one file is bounded, as files are: 8 KB of "click" are one fault.
const (
	maxTimes = 20   // a rule is named for one lesson's file
	maxWhole = 200  // and for one that is about many
	maxQuote = 1000 // characters of a line
)

func (r *report) add(rule string, at curriculum.Pos, fix, format string, args ...any) *Finding {
	key := rule + " " + at.File
	if r.times == nil {
		r.times = map[string]int{}
	}
	most := maxWhole
	if r.draft != nil {
		most = maxTimes
	}
	if r.times[key]++; r.times[key] > most {
		return &Finding{} // nobody will see it
	}
	f := Finding{Pos: at, Rule: rule, Layer: r.layer, Lang: r.lang, Text: fmt.Sprintf(format, args...), Fix: fix}
	if r.lesson != nil {
		f.Lesson = r.lesson.ID
	}
	if r.draft != nil && at.File == r.draft.File && at.Line > 0 && at.Line <= len(r.draft.Lines) {
		f.Quote = r.draft.Lines[at.Line-1]
	}
	r.findings = append(r.findings, f)
	return &r.findings[len(r.findings)-1]
}

// lessons checks each lesson on its own, on all cores.
func (r *run) lessons(ctx context.Context) []outcome {
	var lessons []*curriculum.Lesson
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			if r.concerns(l) {
				lessons = append(lessons, l)
			}
		}
	}
	results := make([]outcome, len(lessons))
	next := make(chan int)
	done := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(lessons), 1)) {
		wg.Go(func() {
			memory := map[string]int{}
			for i := range next {
				rep := &report{run: r, lesson: lessons[i], memory: memory}
				rep.whole()
				results[i] = rep.outcome
				done <- i
			}
		})
	}
	go func() {
		defer close(next)
		for i := range lessons {
			select {
			case next <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { wg.Wait(); close(done) }()
	n := 0
	for range done {
		n++
		if r.Progress != nil {
			r.Progress(n, len(lessons))
		}
	}
	return results
}

// concerns reports whether any of the lesson's files is to be checked.
func (r *run) concerns(l *curriculum.Lesson) bool {
	for _, lang := range l.Languages() {
		if r.mine[l.LayerOf(lang)] {
			return true
		}
	}
	return false
}

// finish gives each finding its group, severity and line, keeps those of the rules
// that were asked for and of the layers that are checked, and sorts them.
func (r *run) finish(found []Finding) []Finding {
	lines := map[string][]string{}
	kept := found[:0]
	for _, f := range found {
		rule := ruleOf(f.Rule)
		f.Group, f.Severity = rule.Group, rule.Company
		if r.Own {
			f.Severity = rule.Own
		}
		if !r.mine[f.Layer] || !r.wanted(rule) || f.Severity == Warning && slices.Contains(r.c.Off(f.Layer).Rules, rule.Name) {
			continue
		}
		if f.Quote == "" && f.Pos.Line > 0 {
			f.Quote = r.quote(lines, f)
		}
		f.Quote = shown(clean.Short(f.Quote, maxQuote))
		kept = append(kept, f)
	}
	r.sort(kept)
	return kept
}

func (r *run) quote(lines map[string][]string, f Finding) string {
	key := f.Layer + "\x00" + f.Pos.File
	if _, ok := lines[key]; !ok {
		for _, l := range r.layers {
			if l.Name == f.Layer {
				lines[key] = l.Lines(f.Pos.File)
			}
		}
	}
	if all := lines[key]; f.Pos.Line <= len(all) {
		return all[f.Pos.Line-1]
	}
	return ""
}

func (r *run) wanted(rule Rule) bool {
	return len(r.Rules) == 0 || slices.Contains(r.Rules, rule.Name) || slices.Contains(r.Rules, strconv.Itoa(rule.Group))
}

// sort puts what concerns no lesson first, then the lessons in the curriculum's order.
func (r *run) sort(found []Finding) {
	place := map[string]int{}
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			place[l.ID] = len(place) + 1
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		a, b := found[i], found[j]
		switch {
		case place[a.Lesson] != place[b.Lesson]:
			return place[a.Lesson] < place[b.Lesson]
		case a.Lesson != b.Lesson:
			return a.Lesson < b.Lesson
		case a.Pos.File != b.Pos.File:
			return a.Pos.File < b.Pos.File
		case a.Pos.Line != b.Pos.Line:
			return a.Pos.Line < b.Pos.Line
		case a.Pos.Col != b.Pos.Col:
			return a.Pos.Col < b.Pos.Col
		}
		return a.Rule < b.Rule
	})
}
