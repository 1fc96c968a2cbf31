package widget

import (
	"strings"

	"binome/tui/theme"
)

// An Item is one row to choose or to tick.
type Item struct {
	ID     string
	Text   string // styled already ([Renderer.Inline]) or plain
	Ticked bool
	Detail string // dim, below the text; "" for none
}

// Checklist draws items with a box to tick each, the text hanging beside it. cursor is
// the row the arrows are on, -1 for none; it is marked by a sign and by weight. Each
// item is hit by its ID over all its rows, see [Hits.Find] for where it is.
func Checklist(t theme.Theme, width int, items []Item, cursor int) Block {
	var out Block
	for i, it := range items {
		if i > 0 {
			out.Gap(1)
		}
		box := t.Todo.Render(t.Sign.BoxOpen)
		if it.Ticked {
			box = t.Done.Render(t.Sign.BoxTicked)
		}
		if i == cursor && !it.Ticked {
			box = t.SelectedSign.Render(t.Sign.BoxOpen)
		}
		out.Append(itemRows(t, width, it, box+" ", i == cursor))
	}
	return out
}

// List draws items to choose from, one below the other. sign, if not nil, gives each a
// sign of its own (one column).
func List(t theme.Theme, width int, items []Item, cursor int, sign func(i int) string) Block {
	var out Block
	for i, it := range items {
		mark := ""
		if sign != nil {
			mark = sign(i) + " "
		}
		out.Append(itemRows(t, width, it, mark, i == cursor))
	}
	return out
}

func itemRows(t theme.Theme, width int, it Item, mark string, selected bool) Block {
	first, text := "  ", it.Text
	if selected {
		first = t.SelectedSign.Render(t.Sign.Cursor) + " "
		text = Paint(t.Selected, text)
	}
	first += mark
	hang := strings.Repeat(" ", Width(first))
	b := Lines(WrapHang(text, width, first, hang)...)
	if it.Detail != "" {
		b.Add(WrapHang(Paint(t.Dim, it.Detail), width, hang, hang)...)
	}
	b.Hits.Add(it.ID, 0, 0, width, len(b.Lines))
	return b
}
