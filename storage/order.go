package storage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// settle drops exact doubles, lets one of two texts of an id count, and sorts.
func (l *loader) settle() {
	if !l.growing() {
		l.dropDoubles()
	}
	sortEntries(l.entries)
	slices.SortStableFunc(l.troubles, func(a, b Trouble) int { return cmp.Compare(a.Line, b.Line) })
	l.troubles = slices.Compact(l.troubles) // both sides of a conflict tell of what they share
	if l.more > 0 {
		l.troubles = append(l.troubles, Trouble{Path: l.path, Code: TroubleUnreadable,
			Text: fmt.Sprintf("and %d more blocks that don't count or were edited", l.more)})
	}
}

// growing reports whether each id is greater than the one before, as in a file that one
// program wrote: then none is there twice.
func (l *loader) growing() bool {
	for i := 1; i < len(l.entries); i++ {
		if l.entries[i-1].ID >= l.entries[i].ID {
			return false
		}
	}
	return true
}

func (l *loader) dropDoubles() {
	at := make(map[string]int, len(l.entries))
	dropped := 0
	for i := range l.entries {
		e := &l.entries[i]
		j, twice := at[e.ID]
		if !twice {
			at[e.ID] = i
			continue
		}
		dropped++
		if l.bodies[i] == l.bodies[j] {
			e.ID = ""
			continue
		}
		other := &l.entries[j]
		if counts(e, other, l.bodies[i], l.bodies[j]) {
			e, other = other, e
			at[other.ID] = i
		}
		l.troubles = append(l.troubles, Trouble{Path: l.path, Line: e.Line, Code: TroubleTwice,
			Text: fmt.Sprintf("another text of the entry %s on line %d, which counts", e.ID, other.Line)})
		e.ID = ""
	}
	if dropped > 0 {
		keep := 0
		for i := range l.entries {
			if l.entries[i].ID != "" {
				l.entries[keep], l.bodies[keep] = l.entries[i], l.bodies[i]
				keep++
			}
		}
		clear(l.entries[keep:])
		l.entries, l.bodies = l.entries[:keep], l.bodies[:keep]
	}
}

// counts reports whether a counts rather than b, another text of the same id: a right
// sum first, then the greater bytes.
func counts(a, b *Entry, abody, bbody string) bool {
	if (a.Mark == Sound) != (b.Mark == Sound) {
		return a.Mark == Sound
	}
	return abody > bbody
}

// compareEntries is the order of the fold: instant, then id. (Ids are unique by then,
// so that bytes never decide.)
func compareEntries(a, b *Entry) int {
	if c := cmp.Compare(a.At.Unix(), b.At.Unix()); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// sortEntries sorts in place; a file that we wrote is sorted already, but for clocks
// that were set back.
func sortEntries(list []Entry) {
	sorted := true
	for i := 1; i < len(list) && sorted; i++ {
		sorted = compareEntries(&list[i-1], &list[i]) <= 0
	}
	if sorted {
		return
	}
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int { return compareEntries(&list[a], &list[b]) })
	out := make([]Entry, len(list))
	for i, p := range places {
		out[i] = list[p]
	}
	copy(list, out)
}
