package widget

import (
	"strings"

	"binome/tui/theme"
)

// A Hint is a key's name and what it does, in the reader's language.
type Hint struct {
	ID   string // hit by it; "" for one that is only read
	Key  string
	Does string
}

// Hints is one line of hints, the most important first. Those that don't fit are left
// out whole, from the end; the last ones (the menu and help, as a rule) are kept as long as
// they fit.
func Hints(t theme.Theme, width int, hints []Hint, last ...Hint) Block {
	const gap = 3
	size := func(h Hint) int { return t.Width(h.Key) + 1 + t.Width(h.Does) }
	room := width
	for i := len(last) - 1; i >= 0; i-- { // the last of them first
		if size(last[i]) > room {
			last = last[i+1:]
			break
		}
		room -= size(last[i]) + gap
	}
	var kept []Hint
	used := 0
	for _, h := range hints {
		need := size(h)
		if used > 0 {
			need += gap
		}
		if used+need > room {
			break
		}
		kept, used = append(kept, h), used+need
	}
	kept = append(kept, last...)
	var line strings.Builder
	var out Block
	x := 0
	for i, h := range kept {
		if i > 0 {
			line.WriteString(strings.Repeat(" ", gap))
			x += gap
		}
		line.WriteString(t.Key.Render(h.Key) + " " + t.KeyHint.Render(h.Does))
		if h.ID != "" {
			out.Hits.Add(h.ID, x, 0, size(h), 1)
		}
		x += size(h)
	}
	out.Add(line.String())
	return out
}
