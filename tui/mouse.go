package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/face"
	"binome/tui/page"
	"binome/tui/widget"
)

// click presses the button, row or field under the pointer.
func (m *model) click(at tea.Mouse) {
	if at.Button != tea.MouseLeft || m.tooSmall() || m.shown.place == nil {
		return
	}
	id, ok := m.shown.hits.At(at.X, at.Y)
	if !ok {
		return
	}
	m.hands.clicked()
	p, pl := &m.shown.page, m.shown.place
	switch id {
	case widget.HitMore:
		pl.Page(p, m.shown.body, 1)
		return
	case widget.HitAbove:
		pl.Page(p, m.shown.body, -1)
		return
	case readOnID:
		pl.View.Page(1)
		return
	}
	id = strings.TrimPrefix(id, "p|")
	switch field, typing := strings.CutPrefix(id, face.OnField); {
	case typing:
		pl.Focus = face.OnField + field
	case turns(p, id):
		press, _ := face.Turned(p, id, 1, true)
		pl.Row = id
		m.press(press)
	case id == "pick":
		m.pressAction(p, pl, id)
	default:
		m.pressRow(p, pl, id)
	}
}

func turns(p *page.Page, id string) bool {
	_, ok := face.Turned(p, id, 1, true)
	return ok
}

func (m *model) wheel(at tea.Mouse) {
	pl := m.shown.place
	if pl == nil {
		return
	}
	switch at.Button {
	case tea.MouseWheelUp:
		pl.View.Scroll(-3)
	case tea.MouseWheelDown:
		pl.View.Scroll(3)
	}
}
