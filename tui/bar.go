package tui

import (
	"slices"
	"strings"

	"binome/storage"
	"binome/storage/clean"
	"binome/tui/page"
	"binome/tui/widget"
)

// bar is the line at the top: the program, the pair, the clock, where one is. Where there is
// no room for all of it the clock stays; in a room who is here comes first.
func (m *model) bar(p *page.Page, w int) widget.Block {
	t := m.face.Theme
	if m.saving() {
		w -= t.Width(m.env.T("save.saving")) + 2
	}
	who := ""
	if m.env.Prog != nil {
		who = m.presence()
	}
	long, short := m.clock()
	if p.Name == "closing:end" { // what is left of an hour that is over tells nobody anything
		long, short = "", ""
	}
	all := [][2]string{{"Binome  " + who, beside(long, p.Where)}, {who, beside(long, p.Where)}, {who, beside(short, p.Where)}}
	switch {
	case long == "" && m.inRoom():
		all = [][2]string{{"Binome  " + who, p.Where}, {who, p.Where}}
	case long == "":
		all = all[:1]
	case m.inRoom():
		all = append(all, [2]string{who, short})
	default:
		all = append(all, [2]string{short, p.Where}, [2]string{short, ""})
	}
	at := slices.IndexFunc(all, func(c [2]string) bool { return t.Width(strings.TrimSpace(c[0]))+2+t.Width(c[1]) <= w })
	if at < 0 {
		at = len(all) - 1
	}
	left, name := strings.CutPrefix(strings.TrimSpace(all[at][0]), "Binome")
	left = t.Bar.Render(left)
	if name {
		left = t.BarName.Render("Binome") + left
	}
	where := all[at][1]
	if m.saving() {
		w += t.Width(m.env.T("save.saving")) + 2
		where = beside(m.env.T("save.saving"), where)
	}
	return widget.Lines(t.Spread(left, t.Bar.Render(where), w, t.Sign.Ellipsis))
}

// beside sets two words on a line, apart.
func beside(a, b string) string { return strings.Trim(a+"  "+b, " ") }

// saving reports whether what is shown is still on its way to the disk: what is shown
// without a word is on it. Such entries are the latest, and a working disk has them
// before the next frame.
func (m *model) saving() bool {
	if m.env.State == nil || m.still {
		return false
	}
	entries := m.env.State.Entries
	for _, e := range entries[max(0, len(entries)-64):] {
		if e.Mark == storage.Saving {
			return true
		}
	}
	return false
}

// onlySaved reports whether nothing has changed but that what was on its way is on the disk.
func onlySaved(was, now *storage.State) bool {
	return was != nil && was.Base == now.Base && len(was.Entries) == len(now.Entries) && was.Unsaved == 0 && now.Unsaved == 0 &&
		was.ReadOnly == now.ReadOnly && slices.Equal(was.Troubles, now.Troubles)
}

// redrawSaving draws the one sign anew that the disk's answer changes: the bar's.
func (m *model) redrawSaving() {
	switch _, rest, _ := strings.Cut(m.frame(), "\n"); {
	case m.shown.saving == m.saving():
	case m.shown.page.Over: // it lies over the bar, too
		m.compose()
	default:
		at := m.shown.bar
		bar := widget.Block{Lines: make([]string, 1)}
		m.put(&bar, at, m.bar(&m.shown.page, at.w))
		m.shown.frame, m.shown.anchored, m.shown.saving = clean.Frame(bar.Lines[0])+"\n"+rest, "", m.saving()
	}
}
