package check

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	tags "golang.org/x/text/language"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// whole checks one lesson: each language's file, then one against the other.
func (r *report) whole() {
	drafts := map[string]*curriculum.Draft{}
	r.total = map[string]int{}
	for _, lang := range r.lesson.Languages() {
		d, err := r.lesson.Draft(lang)
		r.in(lang, d)
		if err != nil {
			r.unread = true
			if p, ok := err.(curriculum.Problem); ok {
				r.problem(p)
			}
			continue
		}
		for _, p := range slices.Concat(d.Problems, d.Notes) {
			r.problem(p)
		}
		if len(d.Problems) > 0 {
			r.unread = true
			continue // first things first: what can't be read can't be judged
		}
		drafts[lang] = d
		r.read()
		if r.mine[r.layer] {
			r.file()
			r.terms = append(r.terms, r.termsSaid()...)
			r.moulds = append(r.moulds, r.mould())
			r.puzzles = append(r.puzzles, puzzlesOf(r.lesson, lang, d.Questions)...)
		}
	}
	r.in("", nil)
	r.layer = r.lesson.Layer
	r.entry()
	for _, lang := range r.lesson.Languages() { // once for all of them: parity tells where they differ
		if d := drafts[lang]; d != nil {
			r.estimates(d)
			break
		}
	}
	r.parity(drafts)
}

// in turns the report to one language's file.
func (r *report) in(lang string, d *curriculum.Draft) {
	r.lang, r.draft = lang, d
	r.layer = r.lesson.LayerOf(lang)
}

// read cuts the draft's passages into sentences and words, for all rules that need them.
func (r *report) read() {
	r.readings = r.readings[:0]
	for i := range r.draft.Passages {
		reading := read(r.draft.Passages[i].Plain)
		r.readings = append(r.readings, reading)
		r.total[r.lang] += len(reading.words)
	}
}

func (r *report) file() {
	if _, err := tags.Parse(r.lang); err != nil {
		r.add("unknown-language", curriculum.Pos{File: r.draft.File}, "name it as in first-post.fr.md", "there is no language %q", r.lang)
	}
	r.preamble()
	r.empty()
	r.objective()
	r.bring()
	r.ease()
	r.sentences()
	r.guides()
	r.boxes()
	r.minutes()
	r.questions()
	r.links()
	r.wording()
}

func (r *report) preamble() {
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		if p.Step == "" {
			r.add("text-before-steps", p.Pos(0), "move it into the first step", "nobody will see what stands before the first step")
			return
		}
	}
}

// empty tells of a step under whose heading nothing stands.
func (r *report) empty() {
	for _, s := range r.draft.Steps {
		nothing := len(s.Blocks) == 0 && len(s.Items) == 0
		if s.ID == curriculum.Remember {
			nothing = nothing && len(r.draft.Questions) == 0 && len(r.draft.NextStep) == 0
		}
		if nothing {
			r.add("empty-step", s.Pos, "write what the two do here", "nothing stands under %s but, at most, the mentor's guide", s.Heading)
		}
	}
}

const objectiveWords = 24

var mentorNamed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\bmentor\b`) })

// bring is said to each of the two: what the leader brings is theirs to be told.
func (r *report) bring() {
	if mentorNamed().MatchString(r.draft.Bring) {
		r.add("bring-each", r.draft.Keys["bring"], "say it to them: bring_leader = \"…\"", "bring tells one of the two what the mentor brings")
	}
}

func (r *report) objective() {
	at, text := r.draft.Keys["objective"], r.draft.Objective
	knows, fixed := languages[phrases.Base(r.lang)]
	if text == "" {
		if at.Line == 0 {
			at = curriculum.Pos{File: r.draft.File, Line: 1, Col: 1}
		}
		r.add("no-objective", at, `objective = "`+knows.opening+`…"`, "the front matter has no objective")
		return
	}
	if n := len(wordsOf(text)); fixed && n > objectiveWords {
		r.add("objective-long", at, "say it in at most 24 words", "the objective has %d words", n)
	}
	if !fixed {
		return
	}
	rest, ok := strings.CutPrefix(text, knows.opening)
	if !ok {
		r.add("objective-opening", at, "begin it with "+knows.opening+"…", "the objective doesn't begin with %q", strings.TrimSpace(knows.opening))
		return
	}
	if m := knows.unwatched().FindStringSubmatch(rest); m != nil {
		r.add("objective-verb", at, "name an act that somebody could watch", "nobody can watch somebody %q", strings.ToLower(m[1]))
	}
}

const (
	guideWords          = 45
	fewBoxes, manyBoxes = 3, 6
)

func (r *report) guides() {
	var have [5]bool
	for _, g := range r.draft.Guides {
		have[g.Step.Index()] = true
	}
	for i, s := range r.draft.Steps {
		if i < 4 && !have[i] {
			r.add("guide-missing", s.Pos, "> [!MENTOR] and, in the next line, > what the mentor does", "no mentor's guide under %s", s.Heading)
		}
	}
	for _, g := range r.draft.Guides {
		if n := len(wordsOf(block.Plain(g.Blocks, block.Phrases{}))); n > guideWords && r.speaks() {
			r.add("guide-long", g.Pos, "at most 45 words: it is read at a glance", "the mentor's guide has %d words", n)
		}
	}
}

// speaks reports whether the rules about words know the language.
func (r *report) speaks() bool {
	_, known := languages[phrases.Base(r.lang)]
	return known
}

func (r *report) boxes() {
	for _, s := range r.draft.Steps {
		if n := len(s.Items); s.ID.HandsOn() && (n < fewBoxes || n > manyBoxes) {
			r.add("boxes-count", s.Pos, "three to six", "%s has %s to tick", s.Heading, pluralBox(n))
		}
	}
}

func pluralBox(n int) string {
	if n == 1 {
		return "1 box"
	}
	return plural(n, "boxe")
}

// Where a link may lead: to a lesson, or out of the curriculum.
var (
	inner = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9-]+/[a-z0-9-]+$`) })
	outer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:https?://[^\s/]+|mailto:[^\s]+@)`) })
)

// links holds that what can be followed leads somewhere.
func (r *report) links() {
	tools := map[string]bool{}
	for _, l := range r.draft.Links {
		tool, marked := strings.CutPrefix(l.To, "tool:")
		switch {
		case marked && slices.Contains(curriculum.Tools(), tool):
			key := string(r.stepAt(l.Pos)) + " " + tool
			if tools[key] {
				r.add("tool-twice", l.Pos, "leave the words and take the link off", "the tool %s is marked a second time in this step", tool)
			}
			tools[key] = true
		case marked:
			r.add("dead-link", l.Pos, "tool: and one of "+strings.Join(curriculum.Tools(), ", "), "there is no tool %q", tool)
		case outer().MatchString(l.To):
		case inner().MatchString(l.To):
			if _, ok := r.c.Lesson(l.To); !ok {
				r.add("dead-link", l.Pos, "name a lesson as module/lesson", "there is no lesson %s", l.To)
			}
		default:
			r.add("dead-link", l.Pos, "module/lesson, https://… or mailto:…", "nothing can be opened at %q", l.To)
		}
	}
}

// stepAt is the step that a place of the file is in.
func (r *report) stepAt(at curriculum.Pos) curriculum.StepID {
	var in curriculum.StepID
	for _, s := range r.draft.Steps {
		if s.Pos.Line <= at.Line {
			in = s.ID
		}
	}
	return in
}

// entry checks what module.toml says of the lesson.
func (r *report) entry() {
	l := r.lesson
	n := len(l.DigComp)
	if !l.Module.Swapped && (n < 1 || n > 3) {
		r.add("digcomp-count", l.KeyPos("digcomp"), `digcomp = ["2.5"]   # one to three`, "%s names %s", l.ID, plural(n, "competence"))
	}
	for _, id := range l.DigComp {
		if !slices.Contains(competences(), id) {
			r.add("digcomp-id", l.KeyPos("digcomp"), "1.1 to 1.3, 2.1 to 2.6, 3.1 to 3.4, 4.1 to 4.4, 5.1 to 5.4", "DigComp has no competence %q", id)
		}
	}
	if r.Today.IsZero() {
		return
	}
	at := l.KeyPos("reviewed")
	switch {
	case l.Reviewed.IsZero():
		r.add("no-review-date", at, "reviewed = "+r.Today.Format(time.DateOnly)+"   # the day it was last read against the facts", "%s doesn't say when it was reviewed", l.ID)
	case l.Reviewed.After(time.Date(r.Today.Year(), r.Today.Month(), r.Today.Day(), 0, 0, 0, 0, time.UTC)): // by the author's calendar
		r.add("review-future", at, "give the day it was last read against the facts", "%s was reviewed in the future", l.ID)
	case r.c.Age(l).AddDate(0, l.Module.Keeps(), 0).Before(r.Today):
		r.add("review-old", at, "read it against what is true today, then change the date", "%s was last reviewed more than %d months ago", l.ID, l.Module.Keeps())
	}
}
