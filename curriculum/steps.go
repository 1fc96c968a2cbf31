package curriculum

import (
	"fmt"
	"strings"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// A level2 is a level-2 heading of a lesson.
type level2 struct {
	words string
	pos   Pos
	step  int // which of the five it names; -1 for none
}

// five holds that the steps are there, in order, under their names where those are fixed,
// and says of each heading what is wrong with it.
func (l *lesson) five(blocks []block.Block, found []int) bool {
	want, fixed := Headings(phrases.Base(l.head.Lang))
	all := make([]level2, len(found))
	count := [5]int{}
	for i, n := range found {
		all[i] = level2{block.Words(blocks[n].Spans), l.pos(blocks[n].At), -1}
		for step, name := range want {
			if fixed && strings.EqualFold(all[i].words, name) {
				all[i].step = step
				count[step]++
			}
		}
	}
	before := len(l.problems)
	if fixed {
		l.named(all, want, count)
	} else {
		l.counted(all)
	}
	return len(l.problems) == before && len(all) == 5
}

// counted is for a language whose steps have no fixed names.
func (l *lesson) counted(all []level2) {
	for i := 5; i < len(all); i++ {
		l.extra(all[i])
	}
	if len(all) < 5 {
		l.fault(l.lastLine(), "missing-step", fmt.Sprintf("add step %d and what belongs there", len(all)+1), "only %d of the five steps are there", len(all))
	}
}

// named is for a language whose steps are called one way.
func (l *lesson) named(all []level2, want [5]string, count [5]int) {
	orderFix := "the order is " + strings.Join(want[:], ", ")
	at, seen := 0, [5]bool{}
	for i, h := range all {
		switch {
		case h.step >= 0 && h.step != at && at < 5 && count[h.step] > 1 && count[at] == 0:
			l.fault(h.pos, "wrong-step", "## "+want[at], "step %d is called %q", at+1, h.words)
			count[h.step]--
			at++
		case h.step >= 0 && seen[h.step]:
			l.fault(h.pos, "extra-step", "### "+h.words, "a second ## %s", want[h.step])
		case h.step >= 0:
			for ; at < h.step; at++ {
				if count[at] == 0 {
					l.fault(h.pos, "missing-step", "## "+want[at], "## %s is missing before ## %s", want[at], want[h.step])
				}
			}
			if h.step < at {
				l.fault(h.pos, "wrong-order", orderFix, "## %s comes too late", want[h.step])
			}
			seen[h.step], at = true, max(at, h.step+1)
		case l.stands(all, i, count, at):
			l.fault(h.pos, "wrong-step", "## "+want[at], "step %d is called %q", at+1, h.words)
			at++
		default:
			l.extra(h)
		}
	}
	for ; at < 5; at++ {
		if count[at] == 0 {
			l.fault(l.lastLine(), "missing-step", "## "+want[at], "## %s is missing at the end", want[at])
		}
	}
}

// stands reports whether a heading that names no step stands where one that is missing
// should: between its neighbours, or last.
func (l *lesson) stands(all []level2, i int, count [5]int, at int) bool {
	if at >= 5 || count[at] > 0 {
		return false
	}
	unknown := 0
	for _, h := range all[i:] {
		if h.step > at {
			break
		}
		unknown++
	}
	missing := 0
	for step := at; step < 5 && count[step] == 0; step++ {
		missing++
	}
	return unknown <= missing
}

func (l *lesson) extra(h level2) {
	l.fault(h.pos, "extra-step", "### "+h.words, "## %s is no step", h.words)
}
