package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/screen"
	"binome/tui/widget"
)

// Keys, the mouse and pasted text, on their way to whoever they are for: dialogs before
// screens, screens before what is the same everywhere.

func (m *model) key(msg tea.KeyPressMsg) tea.Cmd {
	k := m.env.Keys
	m.notice = ""
	if msg.Mod.Contains(tea.ModCtrl) && k.Leave.Matches(msg) {
		return m.askLeave()
	}
	if m.tooSmall() {
		if k.Leave.Matches(msg) {
			return m.askLeave()
		}
		return nil
	}
	if d := m.dialog(); d != nil {
		return m.dialogKey(d, msg)
	}
	if modal, ok := m.top().(screen.Modal); ok {
		return modal.Update(m.env, msg)
	}
	p := m.place()
	m.env.Sel = p.sel
	if s, ok := m.top().(screen.Keyer); ok && m.ownKeys() {
		cmd, took := s.Key(m.env, msg)
		m.keepSel(p)
		if took {
			return cmd
		}
	}
	return m.everywhere(msg)
}

func (m *model) everywhere(msg tea.KeyPressMsg) tea.Cmd {
	k := m.env.Keys
	p := m.place()
	switch {
	case k.Up.Matches(msg):
		m.move(p, -1)
	case k.Down.Matches(msg):
		m.move(p, 1)
	case k.PageUp.Matches(msg):
		p.view.Page(-1)
	case k.PageDown.Matches(msg):
		p.view.Page(1)
	case k.Home.Matches(msg):
		p.view.Home()
	case k.End.Matches(msg):
		p.view.End()
	case k.Primary.Matches(msg):
		return m.primary(p)
	case k.Tick.Matches(msg):
		if p.sel != "" {
			return m.press(p.sel)
		}
	case k.Back.Matches(msg):
		return m.Back()
	case k.Menu.Matches(msg):
		return m.Open(&screen.Menu{})
	case k.Help.Matches(msg):
		if m.top().Name() != "help" {
			return m.Go(&screen.Help{})
		}
	case k.Note.Matches(msg):
		return screen.OpenNote(m.env, m.top())
	case k.Undo.Matches(msg):
		return screen.OpenUndo(m.env)
	case k.Leave.Matches(msg):
		return m.askLeave()
	case k.Lead.Matches(msg):
		return m.Lead()
	case k.Rejoin.Matches(msg):
		return m.rejoin()
	case k.Aside.Matches(msg):
		return screen.OpenAside(m.env)
	}
	return nil
}

func (m *model) askLeave() tea.Cmd {
	if d := m.dialog(); d != nil {
		if _, ok := d.Dialog.(*screen.Leave); ok {
			return nil
		}
	}
	return m.Open(&screen.Leave{})
}

func (m *model) primary(p *place) tea.Cmd {
	if m.shown.page.Picks {
		if p.sel == "" {
			return nil
		}
		return m.press(p.sel)
	}
	if at := m.focused(m.shown.page); at >= 0 {
		return m.press(m.shown.page.Buttons[at].ID)
	}
	if len(m.shown.page.Buttons) > 0 {
		m.refused(m.shown.page.Buttons[0].ID)
	}
	return nil
}

func (m *model) press(id string) tea.Cmd {
	p := m.place()
	m.env.Sel = p.sel
	switch id {
	case "pick":
		id = p.sel
	case readOnID:
		p.view.Page(1)
		return nil
	case rejoinID:
		return m.rejoin()
	}
	if m.refused(id) {
		return nil
	}
	cmd := m.top().Press(m.env, id)
	m.keepSel(p)
	return cmd
}

func (m *model) keepSel(p *place) {
	if m.env.Sel != p.sel {
		p.sel = m.env.Sel
		m.reveal(p)
	}
}

func (m *model) move(p *place, by int) {
	at := -1
	for i, r := range p.rows {
		if r.ID == p.sel {
			at = i
		}
	}
	top, height := p.view.Window()
	next := at + by
	if at >= 0 && next >= 0 && next < len(p.rows) {
		r := p.rows[next]
		if r.Line+r.Height > top-2 && r.Line < top+height+2 {
			p.sel = r.ID
			m.reveal(p)
			return
		}
	}
	p.view.Scroll(by)
}

func (m *model) reveal(p *place) {
	for _, r := range p.rows {
		if r.ID == p.sel {
			p.view.Show(widget.Hit{ID: r.ID, Y: r.Line, H: r.Height, W: 1})
			return
		}
	}
}

func (m *model) dialogKey(d *openDialog, msg tea.KeyPressMsg) tea.Cmd {
	m.env.Sel = d.place.sel
	sheet := m.shown.sheet
	if sheet.Picks {
		switch {
		case m.env.Keys.Up.Matches(msg):
			m.move(&d.place, -1)
			return nil
		case m.env.Keys.Down.Matches(msg):
			m.move(&d.place, 1)
			return nil
		case m.env.Keys.Primary.Matches(msg):
			return d.Press(m.env, d.place.sel)
		}
	}
	if !sheet.Typing && !sheet.Picks {
		switch {
		case m.env.Keys.PageUp.Matches(msg):
			d.place.view.Page(-1)
		case m.env.Keys.PageDown.Matches(msg):
			d.place.view.Page(1)
		}
	}
	return d.Update(m.env, msg)
}

func (m *model) paste(msg tea.PasteMsg) tea.Cmd {
	if d := m.dialog(); d != nil {
		return d.Update(m.env, msg)
	}
	if modal, ok := m.top().(screen.Modal); ok {
		return modal.Update(m.env, msg)
	}
	if t, ok := m.top().(screen.Typer); ok {
		t.Paste(m.env, msg)
	}
	return nil
}

func (m *model) click(at tea.Mouse) tea.Cmd {
	if at.Button != tea.MouseLeft || m.tooSmall() {
		return nil
	}
	id, ok := m.shown.hits.At(at.X, at.Y)
	if !ok {
		return nil
	}
	m.notice = ""
	kind, id, _ := strings.Cut(id, "|")
	switch kind {
	case "d": // in the dialog
		d := m.dialog()
		if d == nil {
			return nil
		}
		if id == "pick" {
			id = d.place.sel
		}
		m.env.Sel = d.place.sel
		return d.Press(m.env, id)
	case "k": // a key's hint
		return m.hint(id)
	case widget.HitMore:
		m.scrolled().Page(1)
		return nil
	case widget.HitAbove:
		m.scrolled().Page(-1)
		return nil
	}
	p := m.place()
	for _, r := range p.rows {
		if r.ID == id {
			p.sel = id
		}
	}
	return m.press(id)
}

func (m *model) hint(id string) tea.Cmd {
	switch id {
	case "menu":
		return m.Open(&screen.Menu{})
	case "help":
		return m.Go(&screen.Help{})
	case "lead":
		return m.Lead()
	case "aside":
		return screen.OpenAside(m.env)
	}
	return nil
}

func (m *model) scrolled() *widget.Viewport {
	if d := m.dialog(); d != nil {
		return &d.place.view
	}
	return &m.place().view
}

func (m *model) wheel(at tea.Mouse) tea.Cmd {
	switch at.Button {
	case tea.MouseWheelUp:
		m.scrolled().Scroll(-3)
	case tea.MouseWheelDown:
		m.scrolled().Scroll(3)
	}
	return nil
}
