package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/screen"
	"binome/tui/widget"
)

// Messages of the root's own.
type (
	changedMsg struct{ stop <-chan struct{} }       // the journal holds something new
	minuteMsg  struct{}                             // the clock's minute has changed
	drawnMsg   struct{ what []screen.Wanted }       // Markdown is in the cache
	lessonsMsg struct{ cur *curriculum.Curriculum } // an author has saved a file
)

// Update implements tea.Model.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.debug(msg)
	cmd := m.handle(msg)
	return m, tea.Batch(cmd, m.after())
}

// after composes what is to be seen and has drawn what had to be left plain.
func (m *model) after() tea.Cmd {
	m.compose()
	return m.draw()
}

func (m *model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		return m.pass(msg)
	case tea.BackgroundColorMsg:
		m.dark = msg.IsDark()
		m.retheme()
		return nil
	case tea.ColorProfileMsg:
		m.profile = msg.Profile
		m.retheme()
		return nil
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tea.MouseClickMsg:
		return m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		return m.wheel(msg.Mouse())
	case changedMsg:
		m.refold()
		return m.await(msg.stop)
	case minuteMsg:
		return m.untilMinute()
	case lessonsMsg:
		m.relearn(msg.cur)
		return m.reloads()
	case drawnMsg:
		for _, w := range msg.what {
			delete(m.drawing, w)
		}
		return nil
	}
	return m.pass(msg)
}

// pass gives a message to whoever it is for.
func (m *model) pass(msg tea.Msg) tea.Cmd {
	if cmd, ok := m.own(msg); ok {
		return cmd
	}
	var cmds []tea.Cmd
	if d := m.dialog(); d != nil {
		cmds = append(cmds, d.Update(m.env, msg))
	}
	for _, s := range m.stack {
		if r, ok := s.(screen.Receiver); ok {
			cmds = append(cmds, r.Receive(m.env, msg))
		}
	}
	if modal, ok := m.top().(screen.Modal); ok {
		cmds = append(cmds, modal.Update(m.env, msg))
	}
	return tea.Batch(cmds...)
}

func (m *model) dialog() *openDialog {
	if len(m.dialogs) == 0 {
		return nil
	}
	return m.dialogs[len(m.dialogs)-1]
}

// key: dialogs before screens, screens before what is the same everywhere.
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
	if s, ok := m.top().(screen.Keyer); ok {
		cmd, took := s.Key(m.env, msg)
		m.keepSel(p)
		if took {
			return cmd
		}
	}
	return m.everywhere(msg)
}

// everywhere is what every screen's keys do.
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

// primary presses the chosen row where rows are chosen from, else the first button.
func (m *model) primary(p *place) tea.Cmd {
	if m.shown.page.Picks {
		if p.sel == "" {
			return nil
		}
		return m.press(p.sel)
	}
	for _, b := range m.shown.page.Buttons {
		if !b.Off {
			return m.press(b.ID)
		}
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
	}
	cmd := m.top().Press(m.env, id)
	m.keepSel(p)
	return cmd
}

// keepSel takes over the row that a screen chose.
func (m *model) keepSel(p *place) {
	if m.env.Sel != p.sel {
		p.sel = m.env.Sel
		m.reveal(p)
	}
}

// move goes to the next row in that direction, when it is in sight or nearly; else it
// scrolls, so that no text is jumped over.
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

// paste is text for whoever takes text, and never keys.
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

// click presses what is drawn there.
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

func (m *model) place() *place {
	name := m.top().Name()
	p := m.places[name]
	if p == nil {
		p = &place{}
		m.places[name] = p
	}
	return p
}

// draw has what is wanted drawn by a command, each once.
func (m *model) draw() tea.Cmd {
	var what []screen.Wanted
	for _, w := range m.env.Wanted {
		if !m.drawing[w] {
			m.drawing[w] = true
			what = append(what, w)
		}
	}
	m.env.Wanted = nil
	if len(what) == 0 {
		return nil
	}
	cache, style := m.env.Render, m.env.Theme.Markdown
	return func() tea.Msg {
		for _, w := range what {
			cache.Draw(style, w.Width, w.Text)
		}
		return drawnMsg{what}
	}
}

// watch waits for news of the journal.
func (m *model) watch() tea.Cmd {
	if m.journal == nil || m.stopWatch != nil || m.still {
		return nil
	}
	ch, stop := m.journal.Watch()
	m.stopWatch = stop
	return m.await(ch)
}

func (m *model) await(ch <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		if _, ok := <-ch; !ok {
			return nil
		}
		return changedMsg{ch}
	}
}

// reloads waits for the curriculum to be read anew.
func (m *model) reloads() tea.Cmd {
	ch := m.opt.Reloads
	if ch == nil {
		return nil
	}
	return func() tea.Msg {
		c, ok := <-ch
		if !ok {
			return nil
		}
		return lessonsMsg{c}
	}
}

// relearn takes another curriculum and stays where it is.
func (m *model) relearn(c *curriculum.Curriculum) {
	m.env.Cur = c
	if m.env.State != nil {
		m.env.Prog = progress.Fold(c, m.env.State.Entries)
	}
	for _, s := range m.stack {
		if l, ok := s.(*screen.Lesson); ok {
			l.Relearn(c)
		}
	}
}

// untilMinute wakes when the minute changes, for the pace; nothing else moves by itself.
func (m *model) untilMinute() tea.Cmd {
	if m.still {
		return nil
	}
	return tea.Every(time.Minute, func(time.Time) tea.Msg { return minuteMsg{} })
}
