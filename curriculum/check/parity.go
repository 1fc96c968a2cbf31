package check

import (
	"slices"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// parity holds one language's file against the other's: English, or else the first.
func (r *report) parity(drafts map[string]*curriculum.Draft) {
	have := r.lesson.Languages()
	for _, lang := range known() {
		if !slices.Contains(have, lang) {
			r.add("missing-language", r.lesson.Pos(), "write "+r.lesson.ID+"."+lang+".md", "%s is not there in %q", r.lesson.ID, lang)
		}
	}
	first := phrases.Fallback
	if drafts[first] == nil {
		for _, lang := range have {
			if drafts[lang] != nil {
				first = lang
				break
			}
		}
	}
	for _, lang := range have {
		if lang == first || drafts[lang] == nil || drafts[first] == nil {
			continue
		}
		// The fault is in the file that is checked; if both are, in the later one.
		at, to := lang, first
		if !r.mine[r.lesson.LayerOf(at)] {
			at, to = to, at
		}
		r.in(at, drafts[at])
		r.against(drafts[to], to)
	}
}

func (r *report) against(other *curriculum.Draft, lang string) {
	if (r.draft.BringLeader == "") != (other.BringLeader == "") {
		r.add("bring-each", r.draft.Keys["bring"], "bring_leader = \"…\" in each language, or in none", "what the leader brings is told here and not in %q, or the other way round", lang)
	}
	for i := range r.draft.Steps {
		mine, theirs := &r.draft.Steps[i], &other.Steps[i]
		if a, b := len(mine.Items), len(theirs.Items); a != b {
			r.add("other-boxes", mine.Pos, "the same boxes in each language, in the same order", "%s has %s, and %s in %q", mine.Heading, pluralBox(a), pluralBox(b), lang)
		}
		for i := range min(len(mine.Items), len(theirs.Items)) {
			if mine.Items[i].Later != theirs.Items[i].Later {
				r.add("other-boxes", mine.Items[i].Pos, "end it with {later} in each language, or in none", "box %d of %s is for later here and not in %q, or the other way round", i+1, mine.Heading, lang)
				break
			}
		}
		if a, b := callouts(r.draft, mine), callouts(other, theirs); a != b {
			r.add("other-callouts", mine.Pos, "the same call-outs in each language, in the same order", "%s has the call-outs %s, and %s in %q", mine.Heading, orNone(a), orNone(b), lang)
		}
	}
	for i := range r.draft.Steps {
		if a, b := screens(&r.draft.Steps[i]), screens(&other.Steps[i]); a != b {
			r.add("other-screens", r.draft.Steps[i].Pos, "the same mock screens in each language, in the same order", "%s has %s, and %d in %q", r.draft.Steps[i].Heading, plural(a, "mock screen"), b, lang)
		}
	}
	for i := range r.draft.Steps {
		if a, b := cards(&r.draft.Steps[i]), cards(&other.Steps[i]); a != b {
			r.add("other-cards", r.draft.Steps[i].Pos, "the same cards in each language, with the same ids and choices", "the cards are %s, and %s in %q", orNone(a), orNone(b), lang)
		}
	}
	r.sameQuestions(other, lang)
	if r.lang == "fr" && lang == "en" || r.lang == "en" && lang == "fr" {
		r.length(r.total["fr"], r.total["en"])
	}
}

// callouts of a step in order, boxes between them standing as a dot.
func callouts(d *curriculum.Draft, s *curriculum.Step) string {
	var names []string
	for _, b := range s.Blocks {
		switch b.Kind {
		case block.Callout:
			names = append(names, b.Name)
		case block.Box:
			if len(names) == 0 || names[len(names)-1] != "boxes" {
				names = append(names, "boxes")
			}
		}
	}
	for _, g := range d.Guides {
		if g.Step == s.ID {
			names = append(names, "MENTOR")
		}
	}
	return strings.Join(names, ", ")
}

// cards are a step's, each with where it leads.
func cards(s *curriculum.Step) string {
	var all []string
	for _, c := range s.Cards {
		to := make([]string, len(c.Choices))
		for i, w := range c.Choices {
			to[i] = w.To
		}
		all = append(all, c.ID+" → "+strings.Join(to, " → "))
	}
	return strings.Join(all, ", ")
}

// screens is how many mock screens a step has, its guide counted.
func screens(s *curriculum.Step) (n int) {
	for _, blocks := range [][]block.Block{s.Blocks, s.Guide} {
		block.Walk(blocks, func(b *block.Block) {
			if b.Kind == block.Screen {
				n++
			}
		})
	}
	return n
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func (r *report) sameQuestions(other *curriculum.Draft, lang string) {
	for i := range max(len(r.draft.Questions), len(other.Questions)) {
		switch {
		case i >= len(r.draft.Questions):
			r.add("other-questions", r.draft.Steps[4].Pos, "the same questions in each language, in the same order", "the question %s is there in %q and not in %q", other.Questions[i].ID, lang, r.lang)
			return
		case i >= len(other.Questions):
			q := r.draft.Questions[i]
			r.add("other-questions", q.Pos, "the same questions in each language, in the same order", "the question %s is not there in %q", q.ID, lang)
			return
		}
		mine, theirs := r.draft.Questions[i], other.Questions[i]
		if mine.ID != theirs.ID {
			r.add("other-questions", mine.Pos, "the same questions in each language, in the same order", "question %d is %s, and %s in %q", i+1, mine.ID, theirs.ID, lang)
			return
		}
		if a, b := len(mine.Options), len(theirs.Options); a != b {
			r.add("other-options", mine.Pos, "the same options in each language, in the same order", "%s has %s, and %d in %q", mine.ID, plural(a, "option"), b, lang)
			continue
		}
		if a, b := right(mine), right(theirs); a != b {
			r.add("other-options", mine.Options[a].Pos, "the same options in each language, in the same order", "option %d of %s is the right one, and option %d in %q", a+1, mine.ID, b+1, lang)
		}
	}
}

func right(q curriculum.Question) int {
	return slices.IndexFunc(q.Options, func(o curriculum.Option) bool { return o.Right })
}

const shortest, longest = 0.85, 1.30

func (r *report) length(fr, en int) {
	if en == 0 {
		return
	}
	ratio := float64(fr) / float64(en)
	if ratio < shortest || ratio > longest {
		at := r.draft.TitlePos
		r.add("other-length", at, "French takes 0.85 to 1.30 times the words of English", "%d words in French, %d in English: %.2f times as many", fr, en, ratio)
	}
}
