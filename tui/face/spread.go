package face

import (
	"slices"

	"binome/tui/page"
)

// A page that fills only the head of a large window looks unfinished. So each drawing notes
// where a line more would help, and which line that is; they are put in where all of them
// fit, and moved is what stood below. Nothing is drawn twice for it.

// A lead is a line that stands before another where there is room for it.
type lead struct {
	line  int
	text  string
	level int // 1 comes first, 2 where there is still room
}

// levels are how far apart lines are set at most.
const levels = 2

func (d *drawing) lead(level int, text string) {
	if d.h > 0 && !d.tight {
		d.leads = append(d.leads, lead{len(d.Lines), text, level})
	}
}

// between notes what two blocks are set apart by where there is room.
func (d *drawing) between(a, b *page.Block) {
	last := ""
	if n := len(d.Lines); n > 0 {
		last = d.Lines[n-1]
	}
	switch {
	case a.Kind == page.Station && b.Kind == page.Station:
		d.lead(1, d.way(a.State))
	case a.Kind == page.Part && b.Kind == page.Part:
		d.lead(2, "")
	case a.Kind == b.Kind && (a.Kind == page.Box || a.Kind == page.Option || a.Kind == page.Choice || a.Kind == page.Point) && last != "":
		d.lead(1, "")
	case d.aside && a.Kind == page.Heading && last != "", !d.aside && b.Kind == page.Heading:
		d.lead(1, "")
	case b.Kind == page.Task, a.Kind == page.Task, a.Kind == page.Rail && b.Kind == page.Band:
		if last != "" {
			d.lead(1, "")
		}
	case a.Kind == page.Band, b.Kind == page.Card, a.Kind == page.Card:
		d.lead(2, "")
	}
}

// spread puts the leads in, level by level, as long as everything is still in sight.
func (d *drawing) spread() {
	for level := 1; level <= levels; level++ {
		if d.extent(level) > d.h {
			return
		}
		d.insert(level)
	}
}

// extent is how many lines there are with the leads of a level.
func (d *drawing) extent(level int) int {
	n := len(d.Lines)
	for _, l := range d.leads {
		if l.level == level {
			n++
		}
	}
	return n
}

func (d *drawing) insert(level int) {
	var lines []string
	moved := make([]int, len(d.Lines)+1) // where each line is now
	at := 0
	for i := 0; i <= len(d.Lines); i++ {
		for at < len(d.leads) && (d.leads[at].line <= i || i == len(d.Lines)) {
			if d.leads[at].level == level {
				lines = append(lines, d.leads[at].text)
			}
			at++
		}
		moved[i] = len(lines)
		if i < len(d.Lines) {
			lines = append(lines, d.Lines[i])
		}
	}
	for i := range d.leads {
		d.leads[i].line = moved[min(d.leads[i].line, len(d.Lines))]
	}
	for i, s := range d.Spots {
		d.Spots[i].Line = moved[s.Line]
		d.Spots[i].Height = moved[s.Line+max(1, s.Height)-1] - moved[s.Line] + 1
	}
	if d.Cursor != nil {
		d.Cursor.Y = moved[d.Cursor.Y]
	}
	if d.Guide > 0 {
		d.Guide = moved[d.Guide-1] + 1
	}
	d.Lines = slices.Clip(lines)
}
