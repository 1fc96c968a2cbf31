package tui

import (
	"slices"
	"strings"

	"binome/tui/face"
	"binome/tui/page"
	"binome/tui/widget"
)

// dense takes the empty lines out of a block: there are none to spare in a low window.
func dense(b widget.Block) widget.Block {
	var out widget.Block
	for y, l := range b.Lines {
		if l == "" {
			continue
		}
		for _, h := range b.Hits {
			if h.Y == y {
				h.Y = len(out.Lines)
				out.Hits = append(out.Hits, h)
			}
		}
		out.Add(l)
	}
	return out
}

// rows are the buttons at the foot of the page. In a low window they are two rows at most, the
// one in front first, so that there is room to read; the others stand below the text.
func (m *model) rows(buttons []widget.Button, w int) (pinned, more widget.Block) {
	all := widget.ButtonRow(m.face.Theme, w, buttons...)
	if !m.low() {
		return all, more
	}
	w -= 2 // for the sign that there is more
	if all = dense(widget.ButtonRow(m.face.Theme, w, buttons...)); all.Height() <= lowRows {
		return all, more
	}
	front := max(0, slices.IndexFunc(buttons, func(b widget.Button) bool { return b.Focused }))
	order := append([]widget.Button{buttons[front]}, slices.Delete(slices.Clone(buttons), front, front+1)...)
	n := 1
	for n < len(order) && dense(widget.ButtonRow(m.face.Theme, w, order[:n+1]...)).Height() <= lowRows {
		n++
	}
	return dense(widget.ButtonRow(m.face.Theme, w, order[:n]...)), dense(widget.ButtonRow(m.face.Theme, w, order[n:]...))
}

// lowRows are the rows of buttons that a low window has room for.
const lowRows = 2

// readOnID is the button that shows what is further down: the root's own.
const readOnID = "read-on"

// buttons are the actions that are shown as such; the one in front says that enter
// presses it, the others their letter, unless letters are typed here.
func (m *model) buttons(p *page.Page, pl *face.Place) []widget.Button {
	focus := pl.Focused(p)
	typing := strings.HasPrefix(focus, face.OnField)
	var out []widget.Button
	for i, a := range p.Actions {
		if a.Quiet || a.Hidden {
			continue
		}
		b := widget.Button{ID: "p|" + a.ID, Label: a.Label, Key: a.Letter, Off: a.Off}
		b.Focused = focus == face.OnAction+a.ID || focus == face.OnRows && a.ID == "pick"
		main := i == p.Main()
		switch {
		case a.Off:
			b.Key = ""
		case b.Focused:
			b.Key = m.env.T("key.enter")
		case typing && main && m.fieldEnters(p, focus, a.ID):
			b.Key, b.Focused = m.env.T("key.enter"), true
		case typing && main && !m.entersOn(p, focus):
			b.Key = m.env.T("key.ctrl-s")
		case main && (typing || strings.HasPrefix(focus, face.OnTurn)):
			b.Key = m.env.T("key.enter") // which goes on towards it
		case typing && a.ID == p.Back:
			b.Key = m.env.T("key.esc")
		case typing:
			b.Key = a.Key
		}
		if b.Focused && main && m.readsOn(p, pl) {
			out = append(out, widget.Button{ID: readOnID, Label: m.env.T("keys.read-on"), Key: b.Key, Focused: true})
			b.Key, b.Focused = a.Letter, false
		}
		out = append(out, b)
	}
	return out
}

// fieldEnters reports whether enter in the field in front presses that action.
func (m *model) fieldEnters(p *page.Page, focus, id string) bool {
	f, ok := p.Field(strings.TrimPrefix(focus, face.OnField))
	last := ok && f.ID == p.Fields[len(p.Fields)-1].ID
	return ok && !f.Lines && (f.Enter == id || f.Live && id == "pick" || f.Enter == "" && !f.Live && last)
}

// entersOn reports whether enter in the field in front goes on: in several lines it begins
// one, and above a list it presses the chosen row.
func (m *model) entersOn(p *page.Page, focus string) bool {
	f, ok := p.Field(strings.TrimPrefix(focus, face.OnField))
	return ok && !f.Lines && !f.Live
}
