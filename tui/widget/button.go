package widget

import (
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/theme"
)

// A Button is drawn with its key, and is hit by its ID.
type Button struct {
	ID      string
	Label   string
	Key     string // the key's name in the reader's language; "" for none
	Focused bool   // the one enter presses
	Off     bool   // can't be pressed now: drawn, but not to be hit
}

// Draw draws the button at most width columns wide. A label that is wider takes several
// rows; no word of it is cut.
func (b Button) Draw(t theme.Theme, width int) Block {
	face, key := t.Button, t.ButtonKey
	switch {
	case b.Off:
		face, key = t.ButtonOff, t.ButtonOff
	case b.Focused:
		face, key = t.ButtonFocused, t.ButtonFocusKey
	}
	inner := max(1, width-4)
	text, keyW := b.Label, 0
	if b.Key != "" {
		keyW = t.Width(b.Key) + 2
	}
	var out Block
	if t.Width(text)+keyW <= inner {
		s := face.Render(t.Sign.ButtonLeft+" "+text) + lead(face, key, b.Key) + face.Render(" "+t.Sign.ButtonRight)
		out.Add(s)
		b.hit(&out, t.Width(text)+keyW+4)
		return out
	}
	lines := t.Wrap(text, inner)
	if b.Key != "" {
		if last := lines[len(lines)-1]; t.Width(last)+keyW > inner {
			lines = append(lines, "")
		}
	}
	w := 0
	for i, l := range lines {
		lw := t.Width(l)
		if i == len(lines)-1 {
			lw += keyW
		}
		w = max(w, lw)
	}
	for i, l := range lines {
		s := face.Render(t.Sign.ButtonLeft + " " + l)
		used := t.Width(l)
		if i == len(lines)-1 && b.Key != "" {
			s += lead(face, key, b.Key)
			used += keyW
		}
		out.Add(s + face.Render(strings.Repeat(" ", max(0, w-used))+" "+t.Sign.ButtonRight))
	}
	b.hit(&out, w+4)
	return out
}

// lead is the key's name, two columns after the label.
func lead(face, key lipgloss.Style, name string) string {
	if name == "" {
		return ""
	}
	return face.Render("  ") + key.Render(name)
}

func (b Button) hit(out *Block, w int) {
	if !b.Off {
		out.Hits.Add(b.ID, 0, 0, w, len(out.Lines))
	}
}

// ButtonRow sets buttons side by side, and on further rows when they don't fit.
func ButtonRow(t theme.Theme, width int, buttons ...Button) Block {
	return buttonRows(t, width, 1, buttons)
}

// buttonRows leaves between empty lines between its rows.
func buttonRows(t theme.Theme, width, between int, buttons []Button) Block {
	const gap = 2
	var out, row Block
	x := 0
	flush := func() {
		if len(row.Lines) == 0 {
			return
		}
		out.Gap(between)
		out.Append(row)
		row, x = Block{}, 0
	}
	for _, b := range buttons {
		d := b.Draw(t, width)
		w := d.Width(t.Ruler)
		if x > 0 && x+gap+w > width {
			flush()
		}
		if x > 0 {
			x += gap
		}
		for len(row.Lines) < len(d.Lines) {
			row.Lines = append(row.Lines, "")
		}
		for i, l := range d.Lines {
			row.Lines[i] = t.Pad(row.Lines[i], x) + l
		}
		row.Hits = append(row.Hits, d.Hits.Moved(x, 0)...)
		x += w
	}
	flush()
	return out
}
