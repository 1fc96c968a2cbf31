package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

// What one pair may meet again before it knows what comes.
const (
	fewLessons    = 6  // below that nothing recurs
	mostOpenings  = 4  // one lesson in so many may open a step alike
	mostPhrases   = 3  // one lesson in so many may use a guide's phrase, play a part, confess
	manyDeclared  = 15 // lessons from which on five shapes are asked for
	fewestShapes  = 5
	almostTheSame = 0.9 // of two phrases' lessons: they are parts of one
)

// A mould is what of a lesson, in one language, may recur in others.
type mould struct {
	lang     string
	openings []string // "talk: your mentor", "discover guide: say how": what steps and guides begin with
	phrases  []string // three words running, anywhere in a guide or at the beginning of a paragraph
}

// mould takes a lesson's file down.
func (r *report) mould() mould {
	m := mould{lang: r.lang}
	begun := map[string]bool{}
	phrases := map[string]bool{}
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		guide := p.Kind == curriculum.GuidePassage
		if p.Step == "" || !guide && !openable(p.Kind) {
			continue
		}
		place, plain := string(p.Step), p.Plain
		if guide {
			place += " guide"
		} else if n := r.readings[i].words; len(n) > 3 {
			plain = plain[:n[2].end] // how it opens; thousands of lessons have more
		}
		words := small(plain)
		if len(words) < 3 {
			continue
		}
		last := 1
		if guide {
			last = len(words) - 2
		}
		if !begun[place] {
			begun[place] = true
			m.openings = append(m.openings, place+": "+strings.Join(words[:2], " "))
		}
		for i := range last {
			phrases[strings.Join(words[i:i+3], " ")] = true
		}
	}
	m.phrases = slices.Sorted(maps.Keys(phrases))
	return m
}

// openable are the passages whose first words a reader hears as an opening.
func openable(k curriculum.PassageKind) bool {
	return k == curriculum.ProsePassage || k == curriculum.CalloutPassage
}

// recurs holds that lessons differ: in how steps and guides begin, in what guides say, in
// the shapes of Discover and Talk.
func (r *run) recurs(top *report, moulds []mould) {
	top.layer = r.above()
	at := curriculum.Pos{File: curriculum.OrderFile}
	byLang := map[string][]mould{}
	for _, m := range moulds {
		byLang[m.lang] = append(byLang[m.lang], m)
	}
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		all := byLang[lang]
		if len(all) < fewLessons {
			continue
		}
		top.lang = lang
		for _, s := range recurring(all, func(m mould) []string { return m.openings }, len(all)/mostOpenings) {
			place, words, _ := strings.Cut(s.text, ": ")
			top.add("same-opening", at, "begin it in another way in most of them", "%d of %d lessons in %q begin %s with %q", len(s.in), len(all), lang, place, words)
		}
		phrases := recurring(all, func(m mould) []string { return m.phrases }, len(all)/mostPhrases)
		phrases = slices.DeleteFunc(phrases, func(s stock) bool { return !says(lang, s.text) })
		for _, s := range joined(phrases) {
			top.add("stock-phrase", at, "say it otherwise in most of them, or leave it out", "%d of %d lessons in %q say %q", len(s.in), len(all), lang, s.text)
		}
	}
	top.lang = ""
	r.shapes(top)
	top.layer = ""
}

// A stock is a string and the lessons it is in.
type stock struct {
	text string
	in   []int
}

// recurring are the strings of more than that many lessons, the most frequent first.
func recurring(all []mould, of func(mould) []string, most int) []stock {
	in := map[string][]int{}
	for i, m := range all {
		for _, s := range of(m) {
			in[s] = append(in[s], i)
		}
	}
	var found []stock
	for text, lessons := range in {
		if len(lessons) > most {
			found = append(found, stock{text, lessons})
		}
	}
	slices.SortFunc(found, func(a, b stock) int { return cmp.Or(len(b.in)-len(a.in), cmp.Compare(a.text, b.text)) })
	return found
}

// joined makes one phrase of those that overlap in the same lessons: "count your hints
// aloud" of "count your hints" and "your hints aloud".
func joined(all []stock) []stock {
	for i := 0; i < len(all); i++ {
		for j := 0; j < len(all); j++ {
			if i == j {
				continue
			}
			a, b := strings.Fields(all[i].text), strings.Fields(all[j].text)
			if !slices.Equal(a[len(a)-2:], b[:2]) || !together(all[i].in, all[j].in) {
				continue
			}
			all[i].text = strings.Join(slices.Concat(a, b[2:]), " ")
			all = slices.Delete(all, j, j+1)
			if j < i {
				i--
			}
			j = -1 // the longer phrase may go on with one that was passed over
		}
	}
	return all
}

// together reports whether two phrases are in nearly the same lessons.
func together(a, b []int) bool {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return float64(both) >= almostTheSame*float64(max(len(a), len(b)))
}

// says reports whether a phrase is more than the language's small change.
func says(lang, phrase string) bool {
	var small map[string]bool
	if l, known := languages[phrases.Base(lang)]; known {
		small = l.small()
	}
	return slices.ContainsFunc(strings.Fields(phrase), func(w string) bool { return !small[w] && w != "?" })
}

// shapes holds that Discover and Talk take several forms, that a part is played and a
// failure owned to in at most one lesson of three, and that the core route never has the
// same form twice running.
func (r *run) shapes(top *report) {
	var mine []*curriculum.Lesson
	declared := map[curriculum.StepID]map[string]int{curriculum.Discover: {}, curriculum.Talk: {}}
	confessions := 0
	for _, m := range r.c.Modules {
		for _, l := range m.Lessons {
			if !r.mine[l.Layer] {
				continue
			}
			mine = append(mine, l)
			for step, shape := range l.Shapes {
				declared[step][shape]++
			}
			confessions += int(truth(l.Confession))
		}
	}
	at := curriculum.Pos{File: curriculum.OrderFile}
	share := func(n int, what string) {
		if len(mine) >= fewLessons && n > len(mine)/mostPhrases {
			top.add("shape-share", at, "at most one lesson in three", "%s in %d of %d lessons", what, n, len(mine))
		}
	}
	share(declared[curriculum.Talk]["role"], "the mentor plays a part")
	share(confessions, "the mentor owns up to a failure")
	for _, step := range []curriculum.StepID{curriculum.Discover, curriculum.Talk} {
		total := 0
		for _, n := range declared[step] {
			total += n
		}
		if kinds := len(declared[step]); total >= manyDeclared && kinds < fewestShapes {
			top.add("shape-share", at, "five at least: "+strings.Join(curriculum.Shapes(step), ", "), "%s takes %d forms in %d lessons", step, kinds, total)
		}
	}
	r.undeclared(top, mine)
	r.running(top)
}

// undeclared asks each lesson for its shapes, once any that was written here has named one: a
// copy brings its own.
func (r *run) undeclared(top *report, mine []*curriculum.Lesson) {
	if !slices.ContainsFunc(mine, func(l *curriculum.Lesson) bool { return len(l.Shapes) > 0 && len(l.Copied) == 0 }) {
		return
	}
	for _, l := range mine {
		for _, step := range []curriculum.StepID{curriculum.Discover, curriculum.Talk} {
			if l.Shapes[step] == "" {
				top.lesson = l
				f := top.add("shape-missing", l.Pos(), fmt.Sprintf("%s = %q: one of %s", step, curriculum.Shapes(step)[0], strings.Join(curriculum.Shapes(step), ", ")), "%s doesn't say what form %s takes", l.ID, step)
				f.Layer = l.Layer
			}
		}
	}
	top.lesson = nil
}

// running walks the routes. Two lessons that follow each other on several are told of once.
func (r *run) running(top *report) {
	told := map[[2]string]bool{}
	for _, way := range r.c.Routes() {
		r.runningOn(top, way, told)
	}
	top.lesson = nil
}

func (r *run) runningOn(top *report, way *curriculum.Route, told map[[2]string]bool) {
	var before *curriculum.Lesson
	for _, s := range way.Sessions {
		for _, id := range s.Lessons {
			l, ok := r.c.Lesson(id)
			if !ok {
				continue
			}
			for _, step := range []curriculum.StepID{curriculum.Discover, curriculum.Talk} {
				if shape := l.Shapes[step]; before != nil && shape != "" && shape == before.Shapes[step] && !told[[2]string{before.ID + "/" + string(step), l.ID}] {
					told[[2]string{before.ID + "/" + string(step), l.ID}] = true
					top.lesson = l
					f := top.add("shape-twice", l.KeyPos(string(step)), "give one of them another form", "on the route %s is %q in %s and again in %s", step, shape, before.ID, l.ID)
					f.Layer = l.Layer
				}
			}
			before = l
		}
	}
}
