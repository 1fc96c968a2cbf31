package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/clean"
	"binome/tui/screen"
	"binome/tui/widget"
)

// View implements tea.Model: what was composed, through the last gate.
func (m *model) View() tea.View {
	v := tea.NewView(m.frame())
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.Cursor = m.shown.cursor
	v.WindowTitle = clean.Title(m.title())
	return v
}

// frame is what was composed, through the last gate; once.
func (m *model) frame() string {
	if !m.shown.clean {
		m.shown.frame, m.shown.clean = clean.Frame(m.shown.frame), true
	}
	return m.shown.frame
}

func (m *model) title() string {
	if m.env.Prog == nil {
		return "Binome"
	}
	return "Binome: " + m.names()
}

func (m *model) names() string {
	return m.env.T("pairs.pair", "Mentor", m.env.Mentor(), "Mentee", m.env.Mentee())
}

func (m *model) tooSmall() bool { return m.w < leastWidth || m.h < leastHeight }

// compose asks the screen for its page, lays it out, and keeps what can be hit.
func (m *model) compose() {
	if m.tooSmall() {
		m.shown = shown{frame: strings.Join(widget.Wrap(m.env.T("window.small"), max(1, m.w)), "\n")}
		return
	}
	base := m.composeScreen()
	m.shown.frame, m.shown.hits, m.shown.clean = base.String(), base.Hits, false
	if d := m.dialog(); d != nil {
		m.composeDialog(d, base)
	}
}

func (m *model) composeScreen() widget.Block {
	env := m.env
	env.Wide = m.w >= wideFrom
	status := m.status()
	env.SideWidth = layout(m.w, m.h, 1, len(status), env.Wide).side.w
	p := m.place()
	env.Sel = p.sel
	wide := env.Wide && p.pane // as it was: mostly it is so again, and a page is asked for once
	a := layout(m.w, m.h, 1, len(status), wide)
	page := m.page(p, a.body.w, a.body.h)
	if p.pane = page.Side != nil; wide != (env.Wide && p.pane) {
		wide = !wide
		a = layout(m.w, m.h, 1, len(status), wide)
		page = m.page(p, a.body.w, a.body.h)
	}
	m.shown.page = page
	var row, body widget.Block
	room := layout(m.w, m.h, 1, 0, wide).drawnUp(m.h, 0).buttons.w
	for {
		m.shown.page = m.readOn(m.roomy(page), p)
		row = widget.ButtonRow(env.Theme, room, m.buttons(m.shown.page)...)
		if m.h < tallFrom {
			row = dense(row)
		}
		a = layout(m.w, m.h, row.Height(), len(status), wide)
		a = a.drawnUp(m.h, len(page.Body.Lines))
		body = p.view.Draw(env.Theme, bodyBlock(page.Body, a.body.w), a.body.w, a.body.h, m.scrollWords())
		if p.read || !page.Read || !p.view.AtEnd() {
			break
		}
		p.read = true // all of it has been on the screen: enter goes on from here
	}

	canvas := widget.Block{Lines: make([]string, m.h)}
	put(&canvas, a.bar, m.bar(page, a.bar.w))
	put(&canvas, a.body, body)
	put(&canvas, a.buttons, row)
	if wide {
		put(&canvas, a.side, bodyBlock(*page.Side, a.side.w).Fit(a.side.w, a.side.h))
	}
	put(&canvas, a.status, widget.Lines(status...))
	put(&canvas, a.hints, m.hints(m.shown.page.Hints, a.hints.w))
	m.shown.cursor = bodyCursor(page.Cursor, &p.view, a.body)
	return canvas
}

// page asks for the page and sees to it that the chosen row is one that is there.
func (m *model) page(p *place, w, h int) screen.Page {
	env := m.env
	page := m.top().Page(env, w, h)
	rows := rowsOf(page.Body)
	sel := chosen(rows, env.Sel)
	if sel != env.Sel {
		env.Sel = sel
		page = m.top().Page(env, w, h)
		rows = rowsOf(page.Body)
	}
	fresh := p.sel != sel || p.rows == nil
	p.sel, p.rows = sel, rows
	if fresh && page.Picks {
		m.reveal(p)
	}
	return page
}

func rowsOf(b screen.Body) []screen.Spot {
	rows := make([]screen.Spot, 0, len(b.Spots))
	for _, s := range b.Spots {
		if s.Row {
			rows = append(rows, s)
		}
	}
	return rows
}

func chosen(rows []screen.Spot, sel string) string {
	for _, r := range rows {
		if r.ID == sel {
			return sel
		}
	}
	if len(rows) > 0 {
		return rows[0].ID
	}
	return ""
}

// bodyBlock is a body with what can be hit in it.
func bodyBlock(b screen.Body, w int) widget.Block {
	out := widget.Block{Lines: b.Lines}
	for _, s := range b.Spots {
		sw := s.W
		if sw == 0 {
			sw = w
		}
		out.Hits.Add("p|"+s.ID, s.X, s.Line, sw, s.Height)
	}
	return out
}

// readOn makes the first button the one that shows what is further down, until all of a
// text has been on the screen: enter alone reads a lesson through and skips nothing.
func (m *model) readOn(page screen.Page, p *place) screen.Page {
	if !page.Read || p.read {
		return page
	}
	first := screen.Button{ID: readOnID, Label: m.env.T("keys.read-on"), Key: m.env.T("key.enter")}
	rest := slices.Clone(page.Buttons)
	for i := range rest {
		if rest[i].Key == first.Key {
			rest[i].Key = ""
		}
	}
	page.Buttons = append([]screen.Button{first}, rest...)
	return page
}

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

// readOnID is the button of readOn: the root's own.
const readOnID = "read-on"

func (m *model) buttons(p screen.Page) []widget.Button {
	at := m.focused(p)
	var out []widget.Button
	for i, b := range p.Buttons {
		out = append(out, widget.Button{ID: "p|" + b.ID, Label: b.Label, Key: b.Key, Focused: i == at, Off: b.Off})
	}
	return out
}

// focused is the button that enter presses; -1 when none can be pressed.
func (m *model) focused(p screen.Page) int {
	if len(p.Buttons) > 0 && p.Buttons[0].Off && m.follows() && m.placedTop() {
		return -1 // it is the leader's, and enter does nothing that nobody meant
	}
	if p.Focus > 0 && p.Focus < len(p.Buttons) && !p.Buttons[p.Focus].Off {
		return p.Focus
	}
	return slices.IndexFunc(p.Buttons, func(b screen.Button) bool { return !b.Off })
}

// bar is the line at the top: the program, the pair, where one is.
func (m *model) bar(page screen.Page, w int) widget.Block {
	t, where := m.env.Theme, page.Where
	left := t.BarName.Render("Binome")
	if m.env.Prog != nil {
		left += t.Bar.Render("  " + m.presence())
	}
	if full := func() bool { return m.inRoom() && widget.Width(left)+2+widget.Width(where) > w }; full() {
		if page.Short != "" {
			where = page.Short // who is here comes first
		}
		if full() {
			left = t.Bar.Render(m.presence())
		}
	}
	if m.saving() {
		where = m.env.T("save.saving") + "  " + where
	}
	return widget.Lines(widget.Spread(left, t.Bar.Render(where), w, t.Sign.Ellipsis))
}

// saving reports whether what is shown is still on its way to the disk: what is shown
// without a word is on it. Such entries are the latest, and a working disk has them
// before the next frame.
func (m *model) saving() bool {
	if m.env.State == nil || m.still {
		return false
	}
	for _, e := range latest(m.env.State.Entries, 64) {
		if e.Mark == storage.Saving {
			return true
		}
	}
	return false
}

func latest(entries []storage.Entry, n int) []storage.Entry { return entries[max(0, len(entries)-n):] }

// status is what isn't saved, why nothing can be written, or what was said last.
func (m *model) status() []string {
	t, st := m.env.Theme, m.env.State
	var lines []string
	add := func(s string) {
		for _, l := range widget.Wrap(s, max(1, m.w-4)) {
			if len(lines) < 2 {
				lines = append(lines, l)
			}
		}
	}
	switch {
	case st != nil && st.Unsaved > 0 && st.SaveErr != nil:
		add(t.Unsaved.Render(t.Sign.Unsaved + " " + m.env.T("save.trouble", "Why", m.env.Why(st.SaveErr))))
	case st != nil && st.ReadOnly != "":
		add(t.Warning.Render(t.Sign.Warning + " " + m.env.T("save.read-only", "Why", st.ReadOnly)))
	}
	if m.notice != "" {
		add(t.Accent.Render(m.notice))
	}
	return lines
}

func (m *model) hints(own []screen.Hint, w int) widget.Block {
	var hs []widget.Hint
	for _, h := range own {
		hs = append(hs, widget.Hint{Key: h.Key, Does: h.Does})
	}
	if _, modal := m.top().(screen.Modal); !modal {
		if t, ok := m.top().(screen.Typer); !ok || !t.Typing() {
			hs = append(hs, m.roomHints()...)
		}
		hs = append(hs, widget.Hint{ID: "k|menu", Key: "m", Does: m.env.T("keys.short-menu")})
	}
	last := widget.Hint{ID: "k|help", Key: "?", Does: m.env.T("keys.short-help")}
	if t, ok := m.top().(screen.Typer); ok && t.Typing() {
		hs, last = hs[:len(hs)-1], widget.Hint{}
	} else if _, modal := m.top().(screen.Modal); modal {
		last = widget.Hint{}
	}
	return widget.Hints(m.env.Theme, w, hs, last)
}

func (m *model) scrollWords() widget.Words {
	return widget.Words{More: m.env.T("keys.more"), Above: m.env.T("keys.above")}
}

// composeDialog draws the top dialog over the screen.
func (m *model) composeDialog(d *openDialog, base widget.Block) {
	env := m.env
	env.Sel = d.place.sel
	var sheet screen.Sheet
	var at *tea.Cursor
	draw := func(w int) widget.Block {
		sheet = d.Sheet(env, w, m.h-8)
		rows := rowsOf(sheet.Body)
		if sel := chosen(rows, env.Sel); sel != env.Sel {
			env.Sel = sel
			sheet = d.Sheet(env, w, m.h-8)
			rows = rowsOf(sheet.Body)
		}
		if d.place.sel != env.Sel || d.place.rows == nil {
			d.place.sel, d.place.rows = env.Sel, rows
			m.reveal(&d.place)
		}
		d.place.rows = rows
		out := widget.Block{Lines: sheet.Body.Lines}
		for _, s := range sheet.Body.Spots {
			out.Hits.Add("d|"+s.ID, 0, s.Line, w, s.Height)
		}
		if sheet.Cursor != nil {
			out.Hits.Add(cursorHit, sheet.Cursor.X, sheet.Cursor.Y, 1, 1)
		}
		return out
	}
	draw(50) // the title and the buttons are known before the body is drawn in its width
	var buttons []widget.Button
	for i, b := range sheet.Buttons {
		buttons = append(buttons, widget.Button{ID: "d|" + b.ID, Label: b.Label, Key: b.Key, Focused: i == 0, Off: b.Off})
	}
	out := widget.Dialog{Title: sheet.Title, Body: draw, Buttons: buttons}.Draw(env.Theme, base, m.w, m.h, &d.place.view, m.scrollWords())
	if hit, ok := out.Hits.Find(cursorHit); ok && sheet.Cursor != nil {
		at = tea.NewCursor(hit.X, hit.Y)
		at.Shape, at.Blink = tea.CursorBar, false
	}
	m.shown.sheet, m.shown.frame, m.shown.hits, m.shown.cursor = sheet, out.String(), out.Hits, at
	m.shown.clean = false
}

// cursorHit marks where the text cursor is inside a dialog's body, wherever it is drawn.
const cursorHit = "cursor"

// put writes a block into the canvas at a rectangle.
func put(canvas *widget.Block, at rect, b widget.Block) {
	for i, l := range b.Lines {
		y := at.y + i
		if i >= at.h || y < 0 || y >= len(canvas.Lines) {
			break
		}
		line := canvas.Lines[y]
		canvas.Lines[y] = widget.Pad(line, at.x) + l
	}
	canvas.Hits = append(canvas.Hits, b.Hits.Within(at.w, at.h).Moved(at.x, at.y)...)
}

// bodyCursor is the text cursor of a page, if its line is in sight.
func bodyCursor(c *tea.Cursor, v *widget.Viewport, body rect) *tea.Cursor {
	if c == nil {
		return nil
	}
	top, height := v.Window()
	y := c.Y - top
	if y < 0 || y >= max(height, 1) {
		return nil
	}
	at := tea.NewCursor(body.x+c.X, body.y+y)
	at.Shape, at.Blink = tea.CursorBar, false
	return at
}
