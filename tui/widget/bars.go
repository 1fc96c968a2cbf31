package widget

import (
	"strings"

	"binome/tui/theme"
)

// Pace draws how much of the planned time has gone: a thin bar and the words for it.
// Beyond the plan the bar is full and stays calm.
func Pace(t theme.Theme, width, gone, planned int, words string) string {
	w := width - Width(words) - 2
	if w < 6 || planned <= 0 {
		return Shorten(t.Dim.Render(words), width, t.Sign.Ellipsis)
	}
	return Bar(t, min(w, 24), gone, planned) + "  " + t.Dim.Render(words)
}

// Bar draws part of a whole, width columns wide. Something is never drawn as nothing,
// nor nearly all as all.
func Bar(t theme.Theme, width, part, whole int) string {
	if width <= 0 {
		return ""
	}
	n := 0
	if whole > 0 {
		n = max(0, min(width, part*width/whole))
		if part > 0 && n == 0 {
			n = 1
		}
		if part < whole && n == width && width > 1 {
			n = width - 1
		}
	}
	s := ""
	if n > 0 {
		s = t.BarFull.Render(strings.Repeat(t.Sign.BarFull, n))
	}
	if n < width {
		s += t.BarEmpty.Render(strings.Repeat(t.Sign.BarEmpty, width-n))
	}
	return s
}

// A Stop is one of the stops of a [Trail].
type Stop struct {
	ID   string
	Sign string
	Word string
	Done bool
}

// Trail draws the stops one passes (the steps of a lesson) on one line: signs and words
// where they fit, then the current stop's word only, then "2/5" with its word.
func Trail(t theme.Theme, width int, stops []Stop, current int) Block {
	for _, gap := range []int{3, 2} {
		if b, ok := trail(t, width, gap, stops, current, true); ok {
			return b
		}
	}
	if b, ok := trail(t, width, 2, stops, current, false); ok {
		return b
	}
	if current < 0 || current >= len(stops) {
		return Lines("")
	}
	return Lines(Shorten(t.Current.Render(stops[current].Sign+" "+stops[current].Word), width, t.Sign.Ellipsis))
}

func trail(t theme.Theme, width, gap int, stops []Stop, current int, words bool) (Block, bool) {
	var line strings.Builder
	var hits Hits
	x := 0
	for i, s := range stops {
		if i > 0 {
			line.WriteString(strings.Repeat(" ", gap))
			x += gap
		}
		style, label := t.Todo, s.Sign
		if s.Done {
			style, label = t.Done, t.Sign.Done
		}
		if i == current {
			style, label = t.Current, s.Sign
		}
		if words || i == current {
			label += " " + s.Word
		}
		line.WriteString(style.Render(label))
		if s.ID != "" {
			hits.Add(s.ID, x, 0, Width(label), 1)
		}
		x += Width(label)
	}
	return Block{Lines: []string{line.String()}, Hits: hits}, x <= width
}

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
		names = max(names, Width(r.Name))
		signs = max(signs, 2*len(r.Rungs)-1)
	}
	var out Block
	names = min(names, max(16, width-4-signs))
	for i, r := range rows {
		first, name := "  ", r.Name
		if i == cursor {
			first, name = t.SelectedSign.Render(t.Sign.Cursor)+" ", t.Selected.Render(Shorten(r.Name, names, t.Sign.Ellipsis))
		}
		b := Lines(clip(first+Pad(Shorten(name, names, t.Sign.Ellipsis), names)+"  "+Rungs(t, r.Rungs), width))
		if i == cursor && r.Words != "" {
			b.Add(WrapHang(t.Dim.Render(r.Words), width, "  ", "  ")...)
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
	return Wrap(strings.Join(parts, "   "), width)
}
