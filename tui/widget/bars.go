package widget

import (
	"strings"

	"binome/tui/theme"
)

// Walked is a lesson brought to its end on which no rung was agreed.
const Walked = -1

// A MapRow is one module of a [Map]: its name and the rung (0 for none yet, to 5, or
// Walked) of each of its lessons.
type MapRow struct {
	ID    string
	Name  string
	Rungs []int
	Words string // what the signs say, for the one row the arrows are on
}

// Map draws the rungs of a whole curriculum, a row a module, so that it is taken in at
// a glance. Names give way to the signs where both don't fit on a line.
func Map(t theme.Theme, width int, rows []MapRow, cursor int) Block {
	names, signs := 0, 0
	for _, r := range rows {
		names = max(names, t.Width(r.Name))
		signs = max(signs, 2*len(r.Rungs)-1)
	}
	var out Block
	names = min(names, max(16, width-4-signs))
	for i, r := range rows {
		first, name := "  ", r.Name
		if i == cursor {
			first, name = t.SelectedSign.Render(t.Sign.Cursor)+" ", t.Selected.Render(t.Shorten(r.Name, names, t.Sign.Ellipsis))
		}
		b := Lines(t.Clip(first+t.Pad(t.Shorten(name, names, t.Sign.Ellipsis), names)+"  "+Rungs(t, r.Rungs), width))
		if i == cursor && r.Words != "" {
			b.Add(t.WrapHang(t.Dim.Render(r.Words), width, "  ", "  ")...)
		}
		b.Hits.Add(r.ID, 0, 0, width, len(b.Lines))
		out.Append(b)
	}
	return out
}

// Rungs draws rungs as signs, a space apart.
func Rungs(t theme.Theme, rungs []int) string {
	signs := make([]string, len(rungs))
	for i, r := range rungs {
		if r == Walked {
			signs[i] = t.Done.Render(t.Sign.Done)
			continue
		}
		r = max(0, min(r, len(t.Sign.Rungs)-1))
		style := t.Rung
		if r == 0 {
			style = t.RungNone
		}
		signs[i] = style.Render(t.Sign.Rungs[r])
	}
	return strings.Join(signs, " ")
}

// Legend names signs: "○ with you   ◔ with a hint …", wrapped, no name cut.
func Legend(t theme.Theme, width int, signs, words []string) []string {
	var parts []string
	for i, s := range signs {
		if i < len(words) {
			parts = append(parts, t.Rung.Render(s)+"\u00a0"+t.Dim.Render(strings.ReplaceAll(words[i], " ", "\u00a0")))
		}
	}
	return t.Wrap(strings.Join(parts, "   "), width)
}
