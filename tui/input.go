package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/face"
	"binome/tui/keys"
	"binome/tui/page"
	"binome/tui/widget"
)

// Keys, the mouse and pasted text, on their way to what they press on the page in front.

func (m *model) key(msg tea.KeyPressMsg) {
	k := m.keys
	if msg.Mod.Contains(tea.ModCtrl) && k.Leave.Matches(msg) {
		m.askLeave()
		return
	}
	if m.tooSmall() {
		return
	}
	p, pl := &m.shown.page, m.shown.place
	if pl == nil {
		return
	}
	focus, now := pl.Focused(p), m.hands.moment()
	if id, ok := strings.CutPrefix(focus, face.OnField); ok {
		f, _ := p.Field(id)
		m.hands.struck(msg, true, now)
		m.hands.last.kept = k.Save.Matches(msg) || k.Primary.Matches(msg) && !f.Lines
		m.typing(msg, p, pl, id)
		return
	}
	if m.hands.goesOn(msg, k, now) {
		return
	}
	if id, ok := strings.CutPrefix(focus, face.OnTurn); ok && !k.Primary.Matches(msg) && m.turning(msg, p, id) {
		return
	}
	if p.Picks && m.turning(msg, p, pl.Row) {
		return
	}
	if m.moves(msg, p, pl) {
		m.hands.moved(msg)
		return
	}
	m.hands.struck(msg, false, now)
	if letter, ok := keys.Letter(msg); ok && letter != " " {
		m.letter(p, pl, letter)
		return
	}
	switch {
	case k.Primary.Matches(msg):
		m.enterKey(p, pl, focus)
	case k.Tick.Matches(msg):
		if pl.Row != "" && m.inSight(pl, pl.Row) {
			m.pressRow(p, pl, pl.Row)
		}
	case k.Undo.Matches(msg):
		m.press(doUndo)
	case k.Save.Matches(msg):
		m.pressMain(p)
	}
}

// moves are the keys that move on a page and press nothing, or what it says they press.
func (m *model) moves(msg tea.KeyPressMsg, p *page.Page, pl *face.Place) bool {
	k, b := m.keys, m.shown.body
	along := func(id string, by int) {
		switch {
		case id != "":
			m.turn(pl, id)
		case !pl.Step(p, by):
			pl.Move(p, b, by)
		}
	}
	across := func(id string, by int) {
		switch {
		case id != "":
			m.turn(pl, id)
		case p.Prev == "" && p.Next == "":
			pl.Aside(p, by)
		}
	}
	switch {
	case k.Up.Matches(msg):
		along(p.Up, -1)
	case k.Down.Matches(msg):
		along(p.Down, 1)
	case k.Prev.Matches(msg):
		across(p.Prev, -1)
	case k.Next.Matches(msg):
		across(p.Next, 1)
	case k.PageUp.Matches(msg):
		pl.Page(p, b, -1)
	case k.PageDown.Matches(msg):
		pl.Page(p, b, 1)
	case k.Home.Matches(msg):
		pl.Jump(p, b, false)
	case k.End.Matches(msg):
		pl.Jump(p, b, true)
	case k.FocusNext.Matches(msg):
		pl.Tab(p, 1)
	case k.FocusPrev.Matches(msg):
		pl.Tab(p, -1)
	case k.Back.Matches(msg):
		m.back()
	default:
		return false
	}
	return true
}

// turn presses what an arrow stands for, and brings it into sight: it may have been below.
func (m *model) turn(pl *face.Place, id string) {
	pl.Show(m.shown.body, id)
	m.coach.press(id)
}

// turning changes a value with the arrows and the space bar, and with enter where enter
// presses the chosen row.
func (m *model) turning(msg tea.KeyPressMsg, p *page.Page, id string) bool {
	by, round := 0, false
	switch k := m.keys; {
	case k.Prev.Matches(msg):
		by = -1
	case k.Next.Matches(msg):
		by = 1
	case k.Primary.Matches(msg), k.Tick.Matches(msg):
		by, round = 1, true
	}
	if _, turn := face.Turned(p, id, 0, true); !turn || by == 0 {
		return false
	}
	if press, ok := face.Turned(p, id, by, round); ok {
		m.coach.press(press)
	}
	return true
}

// letter presses the action that has it, or the row of that number.
func (m *model) letter(p *page.Page, pl *face.Place, letter string) {
	if a, ok := p.Action(letter); ok {
		m.pressAction(p, pl, a.ID)
		return
	}
	if id, ok := face.Digit(p, letter); ok {
		m.pressRow(p, pl, id)
	}
}

// enterKey presses what is highlighted; where nothing is, it says how to choose. From a value
// it goes on, as from a field.
func (m *model) enterKey(p *page.Page, pl *face.Place, focus string) {
	id, action := strings.CutPrefix(focus, face.OnAction)
	_, value := strings.CutPrefix(focus, face.OnTurn)
	switch {
	case value:
		if !pl.NextField(p) {
			m.pressMain(p)
		}
	case m.readsOn(p, pl):
		pl.View.Page(1)
	case action:
		m.press(id)
	case focus == face.OnRows && pl.Row != "":
		if m.inSight(pl, pl.Row) {
			m.pressRow(p, pl, pl.Row)
		}
	case p.Judge && !m.follows():
		m.notice = m.env.T("keys.choose-first")
	case m.follows() && len(p.Actions) > 0:
		m.refused(p.Actions[0].ID)
	}
}

// inSight reports whether the chosen row can be seen; else it is shown first, and nothing is
// pressed that nobody sees.
func (m *model) inSight(pl *face.Place, row string) bool {
	if _, seen := m.shown.hits.Find("p|" + row); seen {
		return true
	}
	pl.Show(m.shown.body, row)
	return false
}

func (m *model) pressAction(p *page.Page, pl *face.Place, id string) {
	if id == "pick" && p.Picks {
		if pl.Row == "" {
			m.notice = m.env.T("keys.choose-first")
			return
		}
		id = pl.Row
		if _, turn := face.Turned(p, id, 1, true); turn {
			id, _ = face.Turned(p, id, 1, true)
		}
	}
	m.press(id)
}

// pressRow chooses a row and presses it; it stays the chosen one.
func (m *model) pressRow(p *page.Page, pl *face.Place, id string) {
	if slices.Contains(face.Rows(p), id) {
		pl.Choose(id)
	}
	m.press(id)
}

func (m *model) pressMain(p *page.Page) {
	if at := p.Main(); at >= 0 {
		m.press(p.Actions[at].ID)
	}
}

// readsOn reports whether enter shows what is further down instead: all of a text is to
// have been on the screen before one goes on.
func (m *model) readsOn(p *page.Page, pl *face.Place) bool {
	if at := p.Main(); !p.Read || pl.Read || at < 0 {
		return false
	} else if focus := pl.Focused(p); focus != face.OnRows {
		return focus == face.OnAction+p.Actions[at].ID
	}
	return pl.Row == ""
}

// typing is a key in a field: a letter is a letter there.
func (m *model) typing(msg tea.KeyPressMsg, p *page.Page, pl *face.Place, id string) {
	f, _ := p.Field(id)
	field := pl.Field(f, m.typed(m.top())[id])
	field.Focus()
	m.notice = "" // it was about the text as it was
	k := m.keys
	switch {
	case f.Live && m.turnsPage(msg, p, field.Value() == ""):
	case k.Back.Matches(msg) && f.Live && field.Value() != "":
		field.SetValue("")
		m.setText(id, "")
		pl.Row = ""
	case k.Back.Matches(msg):
		m.back()
	case k.FocusNext.Matches(msg):
		pl.Tab(p, 1)
	case k.FocusPrev.Matches(msg):
		pl.Tab(p, -1)
	case k.Undo.Matches(msg) && field.Value() == "" && m.pair != nil:
		m.press(doUndo)
	case k.Save.Matches(msg):
		m.pressMain(p)
	case k.Editor.Matches(msg) && has(p, "editor"):
		m.press("editor")
	case k.Primary.Matches(msg):
		m.fieldEnter(p, pl, f, field)
	case k.NewLine.Matches(msg):
		field.NewLine()
		m.setText(id, field.Value())
	case k.PageUp.Matches(msg):
		pl.View.Page(-1)
	case k.PageDown.Matches(msg):
		pl.View.Page(1)
	case f.Live && k.Up.Matches(msg):
		pl.Move(p, m.shown.body, -1)
	case f.Live && k.Down.Matches(msg):
		pl.Move(p, m.shown.body, 1)
	case field.Update(msg):
		if f.Live && field.Value() != m.typed(m.top())[id] {
			pl.Row = ""
		}
		m.setText(id, field.Value())
	case k.Up.Matches(msg):
		m.aside(p, pl, -1)
	case k.Down.Matches(msg):
		m.aside(p, pl, 1)
	}
}

// aside is an arrow that has nowhere to go in a field: to the next one, else it scrolls.
func (m *model) aside(p *page.Page, pl *face.Place, by int) {
	if !pl.Step(p, by) {
		pl.View.Scroll(by)
	}
}

// turnsPage has the arrows press what the page says, past a field in which they have
// nothing to move.
func (m *model) turnsPage(msg tea.KeyPressMsg, p *page.Page, empty bool) bool {
	id := ""
	switch k := m.keys; {
	case k.Up.Matches(msg):
		id = p.Up
	case k.Down.Matches(msg):
		id = p.Down
	case k.Prev.Matches(msg) && empty:
		id = p.Prev
	case k.Next.Matches(msg) && empty:
		id = p.Next
	}
	if id != "" {
		m.coach.press(id)
	}
	return id != ""
}

// fieldEnter: a new line where there are several; the chosen row of a list that is
// filtered; the next field; else what the field says, or the main action.
func (m *model) fieldEnter(p *page.Page, pl *face.Place, f page.Field, field *widget.Field) {
	switch {
	case f.Lines:
		field.NewLine()
		m.setText(f.ID, field.Value())
	case f.Live && f.Enter == "":
		if pl.Row != "" {
			m.pressRow(p, pl, pl.Row)
		}
	case f.Enter != "":
		m.press(f.Enter)
	case !pl.NextField(p):
		m.pressMain(p)
	}
}

func has(p *page.Page, id string) bool {
	for _, a := range p.Actions {
		if a.ID == id && !a.Off {
			return true
		}
	}
	return false
}

// paste is text for whoever takes text, and never keys.
func (m *model) paste(msg tea.PasteMsg) {
	p, pl := &m.shown.page, m.shown.place
	if pl == nil {
		return
	}
	id, ok := strings.CutPrefix(pl.Focused(p), face.OnField)
	if !ok {
		return
	}
	f, _ := p.Field(id)
	field := pl.Field(f, m.typed(m.top())[id])
	field.Focus()
	if field.Update(msg) {
		m.setText(id, field.Value())
	}
}
