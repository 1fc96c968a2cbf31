package storage

import "strings"

// A side is one of the two texts that a git conflict holds.
type side struct {
	text  string
	lines []int // the file's line of each line
	mark  int   // line of the first marker
	last  int   // line of the last marker
}

// splitConflict reads the markers that git leaves in a file both sides have changed.
// Git cuts out the lines common to both, so that a marker may stand in the middle of a
// block: each side is put together again. Nil when there are no markers, or when
// they don't match: then they are lines that belong to no entry.
func splitConflict(text string) []side {
	if !strings.Contains(text, "<<<<<<< ") || !strings.Contains(text, ">>>>>>> ") {
		return nil
	}
	const (
		both = iota
		ours
		base
		theirs
	)
	var a, b strings.Builder
	var sides [2]side
	state, n := both, 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		n++
		switch bare := strings.TrimRight(line, "\r\n"); {
		case strings.HasPrefix(bare, "<<<<<<< "):
			if state != both {
				return nil
			}
			state = ours
			if sides[0].mark == 0 {
				sides[0].mark = n
			}
			continue
		case strings.HasPrefix(bare, "||||||| ") && state == ours:
			state = base
			continue
		case bare == "=======" && (state == ours || state == base):
			state = theirs
			continue
		case strings.HasPrefix(bare, ">>>>>>> "):
			if state != theirs {
				return nil
			}
			state = both
			sides[0].last, sides[1].last = n, n
			continue
		}
		if state == both || state == ours {
			a.WriteString(line)
			sides[0].lines = append(sides[0].lines, n)
		}
		if state == both || state == theirs {
			b.WriteString(line)
			sides[1].lines = append(sides[1].lines, n)
		}
	}
	if state != both || sides[0].mark == 0 {
		return nil
	}
	sides[0].text, sides[1].text = a.String(), b.String()
	sides[1].mark = sides[0].mark
	return sides[:]
}
