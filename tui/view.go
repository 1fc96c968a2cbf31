package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"binome/storage/clean"
	"binome/tui/face"
	"binome/tui/page"
	"binome/tui/ruler"
	"binome/tui/screen"
	"binome/tui/widget"
)

// View implements tea.Model: the frame that was composed, through the last gate.
func (m *model) View() tea.View {
	v := tea.NewView(m.anchored())
	v.AltScreen = true
	v.KeyboardEnhancements.ReportAlternateKeys = true // what a key has on a Latin board
	if m.env.Settings.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.Cursor = m.shown.cursor
	v.WindowTitle = clean.Title(m.title())
	return v
}

// frame is the composed frame through the last gate, filtered once however often it is asked
// for.
func (m *model) frame() string {
	if !m.shown.clean {
		m.shown.frame, m.shown.clean = clean.Frame(m.shown.frame), true
	}
	return m.shown.frame
}

// anchored is the frame for this terminal.
func (m *model) anchored() string {
	if m.ruler == ruler.Whole {
		return m.frame()
	}
	if m.shown.anchored == "" {
		m.shown.anchored = anchored(m.frame())
	}
	return m.shown.anchored
}

func (m *model) title() string {
	if m.env.Prog == nil {
		return "Binome"
	}
	return "Binome: " + m.names()
}

func (m *model) tooSmall() bool { return m.w < leastWidth || m.h < leastHeight }

// compose asks for the page in front, lays it out, and keeps what can be hit.
func (m *model) compose() {
	if m.tooSmall() {
		m.shown = shown{frame: strings.Join(m.face.Theme.Wrap(m.env.T("window.small"), max(1, m.w)), "\n")}
		return
	}
	m.face.Phrases = m.env.Cur.Phrases(m.env.Words)
	m.graphics.seen = map[*lessonPicture]bool{}
	p := m.page()
	m.face.Picture = m.picturesOf(&p)
	if p.Over {
		was := m.shown.page.Name
		under, depth := m.below()
		m.face.Picture = blanked(m.picturesOf(&under))
		base, _ := m.canvas(&under, depth, true)
		front := m.over(&p, base, was != p.Name)
		m.shown.frame, m.shown.hits = front.String(), front.Hits
	} else {
		base, cursor := m.canvas(&p, len(m.stack), false)
		m.shown.frame, m.shown.hits, m.shown.cursor = base.String(), base.Hits, cursor
	}
	m.shown.clean, m.shown.anchored = false, ""
	m.unseen()
}

// canvas draws a page over the whole window. Behind a dialog its own keys aren't shown: they
// are the dialog's now.
func (m *model) canvas(p *page.Page, depth int, behind bool) (widget.Block, *tea.Cursor) {
	pl := m.place(p, depth)
	pl.Settle(p)
	wide := m.w >= panelFrom && p.Panel != nil || m.w >= wideFrom && p.Side != nil
	if m.w < panelFrom {
		p.Panel, p.Below = nil, nil
	}
	status := m.statusLines(layout(m.w, m.h, 1, 0, wide).status.w)
	a := layout(m.w, m.h, 1, len(status), wide)
	room, h := a.buttons.w, 0
	fresh := m.shown.page.Name != p.Name
	pl.Read = pl.Read && !fresh // what was seen to its end before may be longer now
	var body face.Body
	var row, drawn widget.Block
	for {
		withhold(p, pl)
		pinned, more := m.rows(m.buttons(p, pl), room)
		row = pinned
		if a = layout(m.w, m.h, row.Height(), len(status), wide); a.body.h != h {
			h = a.body.h
			body = m.body(p, pl, a.body, wide)
			pl.Reveal(p, body, fresh)
		}
		text := body.Block("p|", a.body.w)
		if more.Height() > 0 {
			text.Append(more)
		}
		if words := m.scrollWords(); behind {
			drawn = pl.View.Draw(m.face.Theme, text, a.body.w, a.body.h, widget.Words{})
		} else if m.low() {
			drawn = pl.View.Draw(m.face.Theme, text, a.body.w, a.body.h, widget.Words{})
			m.further(&row, &pl.View, words, room)
		} else {
			drawn = pl.View.Draw(m.face.Theme, text, a.body.w, a.body.h, words)
		}
		if pl.Read || !p.Read || !pl.View.AtEnd() {
			break
		}
		pl.Read = true // all of it has been on the screen: enter goes on from here
	}
	m.shown.page, m.shown.body, m.shown.place, m.shown.bar, m.shown.saving = *p, body, pl, a.bar, m.saving()
	m.shown.left = widget.Hit{}
	if wide {
		m.shown.left = widget.Hit{X: a.body.x, Y: a.body.y, W: a.fold.x - a.body.x, H: a.body.h}
	}
	canvas := widget.Block{Lines: make([]string, m.h)}
	m.put(&canvas, a.bar, m.bar(p, a.bar.w))
	m.put(&canvas, a.body, drawn)
	if !behind {
		m.put(&canvas, a.buttons, row)
	}
	if wide {
		m.put(&canvas, a.fold, m.upright(a.fold.h))
		m.put(&canvas, a.side, m.face.Side(p, a.side.w, a.side.h).Block("p|", a.side.w).Fit(m.face.Theme.Ruler, a.side.w, a.side.h))
	}
	m.put(&canvas, a.status, widget.Lines(status...))
	if !behind {
		m.put(&canvas, a.hints, m.hints(p, pl, a.hints.w))
	}
	return canvas, bodyCursor(body.Cursor, &pl.View, a.body)
}

// withhold turns off the buttons marked Last, which agree to a text, until all of it has been
// in sight.
func withhold(p *page.Page, pl *face.Place) {
	for i := range p.Actions {
		if a := &p.Actions[i]; a.Last {
			a.Off = p.Read && !pl.Read
		}
	}
}

// body is a page's text; where there is no room beside it, the mentor's guide stands at
// its head.
func (m *model) body(p *page.Page, pl *face.Place, in rect, wide bool) face.Body {
	if wide || p.Side == nil {
		return m.face.Body(p, pl, m.env.Typed, in.w, in.h)
	}
	head := *p
	at := 0
	for at < len(p.Body) && (p.Body[at].Kind == page.Title || p.Body[at].Kind == page.Rail || p.Body[at].Kind == page.Task || p.Body[at].Kind == page.Band || p.Body[at].Kind == page.Para && p.Body[at].Tone != page.Plain) {
		at++
	}
	head.Body = append(append(append([]page.Block{}, p.Body[:at]...), p.Side...), p.Body[at:]...)
	return m.face.Body(&head, pl, m.env.Typed, in.w, in.h)
}

// upright is the line between a page and what stands beside it.
func (m *model) upright(h int) widget.Block {
	line := m.face.Theme.Rule.Render(m.face.Theme.Sign.Quote)
	return widget.Lines(slices.Repeat([]string{line}, h)...)
}

// low reports whether there is no line to spare.
func (m *model) low() bool { return m.h < tallFrom }

// further says at the end of the buttons' row that there is more to read: in a low window
// that is worth no line of its own.
func (m *model) further(row *widget.Block, v *widget.Viewport, words widget.Words, w int) {
	t, sign, id, word := m.face.Theme, m.face.Theme.Sign.Down, widget.HitMore, words.More
	switch top, _ := v.Window(); {
	case len(row.Lines) == 0:
		return
	case v.AtEnd() && top == 0:
		return
	case v.AtEnd():
		sign, id, word = t.Sign.Up, widget.HitAbove, words.Above
	}
	said := t.Dim.Render(sign + " " + word)
	if t.Width(row.Lines[0])+2+t.Width(said) > w {
		said = t.Dim.Render(sign)
	}
	at := w - t.Width(said)
	row.Lines[0] = t.Pad(row.Lines[0], at) + said
	row.Hits.Add(id, at, 0, t.Width(said), 1)
}

// statusLines are what isn't saved, how the hour stands, and what was said last, in that many
// columns: a few lines at most, of which the last says that there was more.
func (m *model) statusLines(w int) []string {
	var lines []string
	var styles []lipgloss.Style
	t := m.face.Theme
	for _, b := range m.status() {
		style := t.Dim
		switch b.Tone {
		case page.Warn:
			style = t.Unsaved
			b.Text = t.Sign.Unsaved + " " + b.Text
		case page.Accent:
			style = t.Accent
		}
		for _, l := range t.Wrap(b.Text, max(1, w)) {
			lines, styles = append(lines, l), append(styles, style)
		}
	}
	most := 2
	if m.h >= tallFrom {
		most = 4
	}
	if len(lines) > most {
		lines[most-1] = t.Shorten(lines[most-1]+" "+lines[most], w, t.Sign.Ellipsis)
		lines = lines[:most]
	}
	for i := range lines {
		lines[i] = styles[i].Render(lines[i])
	}
	return lines
}

// hints are the keys that matter here, and the quiet actions with their letters.
func (m *model) hints(p *page.Page, pl *face.Place, w int) widget.Block {
	var hs []widget.Hint
	add := func(id, key, does string) {
		if id != "" {
			id = "p|" + id
		}
		hs = append(hs, widget.Hint{ID: id, Key: key, Does: does})
	}
	typing := strings.HasPrefix(pl.Focused(p), face.OnField)
	if typing {
		add("", m.env.T("key.tab"), m.env.T("keys.short-tab"))
		add("", m.env.T("key.esc"), m.env.T("keys.short-back"))
		return widget.Hints(m.face.Theme, w, hs)
	}
	for _, b := range p.Body {
		if b.Kind == page.Box && b.ID != "" {
			add("", m.env.T("key.space"), m.env.T("keys.short-tick"))
			break
		}
	}
	if p.Prev != "" || p.Next != "" {
		word := "keys.short-change"
		if _, lesson := m.top().(*screen.Lesson); lesson {
			word = "keys.short-look"
		}
		add("", "←→", m.env.T(word))
	}
	var last []widget.Hint
	for _, a := range p.Actions {
		switch {
		case !a.Quiet || a.Off:
		case a.ID == doMenu, a.ID == doHelp:
			last = append(last, widget.Hint{ID: "p|" + a.ID, Key: a.Letter, Does: a.Label})
		default:
			add(a.ID, a.Letter, a.Label)
		}
	}
	return widget.Hints(m.face.Theme, w, hs, last...)
}

func (m *model) scrollWords() widget.Words {
	return widget.Words{
		More:  m.env.T("keys.more", "Key", m.env.T("key.page-down")),
		Above: m.env.T("keys.above", "Key", m.env.T("key.page-up")),
	}
}

// cursorHit marks where the text cursor is inside a dialog's body, wherever it is drawn.
const cursorHit = "cursor"

// over draws a dialog over the page below it.
func (m *model) over(p *page.Page, base widget.Block, fresh bool) widget.Block {
	p2 := *p
	title := ""
	if len(p2.Body) > 0 && p2.Body[0].Kind == page.Title {
		title, p2.Body = p2.Body[0].Text, p2.Body[1:]
	}
	pl := m.place(p, len(m.stack))
	pl.Settle(p)
	typed := m.typed(m.top())
	var body face.Body
	draw := func(w int) widget.Block {
		body = m.face.Body(&p2, pl, typed, w, 0)
		pl.Reveal(p, body, fresh)
		out := body.Block("p|", w)
		if body.Cursor != nil {
			out.Hits.Add(cursorHit, body.Cursor.X, body.Cursor.Y, 1, 1)
		}
		return out
	}
	if m.notice != "" {
		p2.Body = append(p2.Body, page.Block{Kind: page.Para, Tone: page.Accent, Text: m.notice})
	}
	out := widget.Dialog{Title: title, Body: draw, Buttons: m.buttons(p, pl), Page: m.shown.left}.Draw(m.face.Theme, base, m.w, m.h, &pl.View, m.scrollWords())
	m.shown.cursor = nil
	if hit, ok := out.Hits.Find(cursorHit); ok && body.Cursor != nil {
		at := tea.NewCursor(hit.X, hit.Y)
		at.Shape, at.Blink = tea.CursorBar, false
		m.shown.cursor = at
	}
	m.shown.page, m.shown.body, m.shown.place = *p, body, pl
	return out
}

// put writes a block into the canvas at a rectangle.
func (m *model) put(canvas *widget.Block, at rect, b widget.Block) {
	for i, l := range b.Lines {
		y := at.y + i
		if i >= at.h || y < 0 || y >= len(canvas.Lines) {
			break
		}
		canvas.Lines[y] = m.face.Theme.Pad(canvas.Lines[y], at.x) + l
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
