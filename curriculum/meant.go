package curriculum

import (
	"fmt"
	"strings"
)

// Meant is the module or lesson whose name is most like one that isn't there, "" for none:
// of modules, or of lessons where the name has its module. Of a few slips at most.
func (c *Curriculum) Meant(id string) string {
	best, least := "", len(id)+1
	take := func(name string) {
		if d := edits(id, name); d < least || d == least && name < best {
			best, least = name, d
		}
	}
	for _, m := range c.Modules {
		if !strings.Contains(id, "/") {
			take(m.ID)
			continue
		}
		for _, l := range m.Lessons {
			take(l.ID)
		}
	}
	if least > max(1, len(id)/4) {
		return ""
	}
	return best
}

// didYouMean is the remedy for a name that isn't there.
func didYouMean(near, otherwise string) string {
	if near == "" {
		return otherwise
	}
	meantFix := fmt.Sprintf("did you mean %s?", near)
	return meantFix
}

// HiddenBy is the layer whose folder hides a lesson, and where it says so.
func (c *Curriculum) HiddenBy(id string) (layer string, at Pos, ok bool) {
	h, ok := c.hidden[c.Canonical(id)]
	return h.layer, h.pos, ok
}

// edits is how many letters two words differ by: put in, left out, changed or swapped.
func edits(a, b string) int {
	const most = 200
	if len(a) > most || len(b) > most {
		return max(len(a), len(b))
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j], rows[i][j-1], rows[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], 1+rows[i-2][j-2])
			}
		}
	}
	return rows[len(a)][len(b)]
}
