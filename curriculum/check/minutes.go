package check

import (
	"slices"
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
)

// tooMuch is how far a step may go over its plan before its author is told.
const tooMuch = 1.1

// minutes holds that what a step asks for fits what it is planned to take: the boxes by
// their author's estimate, and everything else read aloud.
func (r *report) minutes() {
	for i := range r.draft.Steps {
		s := &r.draft.Steps[i]
		words := r.aloud(s.ID)
		boxes, reading := r.lesson.BoxTime(s), float64(words)/curriculum.WordsAloud
		plan := curriculum.StepMinutes(r.lesson.Minutes, s.ID)
		if need := boxes + reading; need > tooMuch*float64(plan) {
			fix := "cut it"
			if s.ID.HandsOn() {
				fix = "cut a box, or end it with {later}: it isn't asked for in the hour, and becomes part of the promise"
			}
			r.add("over-time", s.Pos, fix, "%s needs %s minutes and has %d: %s for the boxes, %s for %d words read aloud",
				s.Heading, format1(need), plan, format1(boxes), format1(reading), words)
		}
	}
}

// aloud is how many words of a step are read out: not the boxes, which have minutes of
// their own, nor a case that a box has them play, and of each answer's feedback only the right one's.
func (r *report) aloud(step curriculum.StepID) int {
	n := 0
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		if p.Step != step {
			continue
		}
		switch p.Kind {
		case curriculum.BoxPassage, curriculum.GuidePassage, curriculum.FeedbackPassage, curriculum.CardPassage:
		default:
			n += len(r.readings[i].words)
		}
	}
	if step == curriculum.Remember {
		for _, q := range r.draft.Questions {
			if i := right(q); i >= 0 {
				n += len(wordsOf(block.Plain(q.Options[i].Feedback, block.Phrases{})))
			}
		}
	}
	return n
}

// estimates holds that module.toml gives each box its minutes, and none to one that is
// not asked for in the hour.
func (r *report) estimates(d *curriculum.Draft) {
	for _, s := range d.Steps {
		minutes, given := r.lesson.BoxMinutes[s.ID]
		if !given {
			continue
		}
		at, key := r.lesson.KeyPos(string(s.ID)), string(s.ID)
		if len(minutes) != len(s.Items) {
			r.add("box-minutes", at, key+" = "+boxMinutes(s.Items, minutes)+"   # minutes, one number a box", "%s gives minutes for %s, and %s has %d", r.lesson.ID, pluralBox(len(minutes)), s.Heading, len(s.Items))
			continue
		}
		if i := slices.IndexFunc(s.Items, func(it curriculum.Item) bool { return it.Later && minutes[it.N-1] > 0 }); i >= 0 {
			r.add("box-minutes", at, key+" = "+boxMinutes(s.Items, minutes), "box %d of %s is for later, and is given minutes", i+1, s.Heading)
		}
	}
}

// boxMinutes is a step's list as module.toml has it: the minutes that are given, one where
// there are none, nothing for a box that is for later.
func boxMinutes(items []curriculum.Item, minutes []int) string {
	all := make([]string, len(items))
	for i, it := range items {
		switch {
		case it.Later:
			all[i] = "0"
		case i < len(minutes):
			all[i] = strconv.Itoa(minutes[i])
		default:
			all[i] = "1"
		}
	}
	return "[" + strings.Join(all, ", ") + "]"
}
