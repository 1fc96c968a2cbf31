package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/screen"
	"binome/tui/theme"
)

// Messages of the root's own.
type (
	changedMsg struct{ stop <-chan struct{} }       // the journal holds something new
	minuteMsg  struct{}                             // the clock's minute has changed
	lessonsMsg struct{ cur *curriculum.Curriculum } // an author has saved a file
	inviteMsg  struct{}                             // an invitation is another, or used
)

// Update implements tea.Model.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.debug(msg)
	m.unmoved = false
	cmd := m.handle(msg)
	if m.unmoved {
		return m, cmd
	}
	return m, tea.Batch(cmd, m.tell(), m.after())
}

// after composes what is to be seen and has drawn what had to be left plain.
func (m *model) after() tea.Cmd {
	m.compose()
	return nil
}

func (m *model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		same := m.w == msg.Width && m.h == msg.Height
		m.w, m.h = msg.Width, msg.Height
		cmd := m.pass(msg)
		m.unmoved = same && !m.hears()
		return cmd
	case tea.BackgroundColorMsg:
		if m.unmoved = m.dark == msg.IsDark(); !m.unmoved {
			m.dark = msg.IsDark()
			m.retheme()
		}
		return m.rememberBackground()
	case tea.ColorProfileMsg:
		if m.unmoved = m.profile == msg.Profile; !m.unmoved {
			m.profile = msg.Profile
			m.retheme()
		}
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
		before := m.closes()
		m.refold()
		if m.follows() {
			m.keepHour(m.together.st.Place)
		}
		if m.opt.Journal != nil && !m.opt.Guest && m.closes() > before {
			return tea.Batch(m.await(msg.stop), m.closedElsewhere())
		}
		return m.await(msg.stop)
	case roomMsg:
		return tea.Batch(m.meet(), m.listen())
	case minuteMsg:
		return m.untilMinute()
	case inviteMsg:
		return m.invites()
	case lessonsMsg:
		m.relearn(msg.cur)
		return m.reloads()
	case tea.EnvMsg, tea.ModeReportMsg, tea.KeyboardEnhancementsMsg, tea.CapabilityMsg, tea.MouseReleaseMsg, tea.MouseMotionMsg:
		// What the terminal tells at the start, and a mouse that only moves: as long as
		// nobody asked for it, nothing of it is seen.
		m.unmoved = !m.hears()
	}
	return m.pass(msg)
}

// hears reports whether somebody is in front who takes messages of all kinds.
func (m *model) hears() bool {
	_, modal := m.top().(screen.Modal)
	return modal || m.dialog() != nil
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
// everywhere is what every screen's keys do.
// primary presses the chosen row where rows are chosen from, else the first button.
// keepSel takes over the row that a screen chose.
// move goes to the next row in that direction, when it is in sight or nearly; else it
// scrolls, so that no text is jumped over.
// paste is text for whoever takes text, and never keys.
// click presses what is drawn there.
func (m *model) place() *place {
	name := m.top().Name()
	p := m.places[name]
	if p == nil {
		p = &place{}
		m.places[name] = p
	}
	return p
}

// watch waits for news of the journal.
func (m *model) watch() tea.Cmd {
	if m.journal == nil || m.stopWatch != nil || m.still {
		return nil
	}
	ch, stop := m.journal.Watch()
	m.stopWatch = stop
	m.refold() // what changed before anybody watched
	return m.await(ch)
}

// rememberBackground keeps what the terminal has said, where it doesn't say so in its
// environment: the next first frame has the right colours at once.
func (m *model) rememberBackground() tea.Cmd {
	said := map[bool]string{true: "dark", false: "light"}[m.dark]
	if _, known := theme.Background(m.getenv("COLORFGBG")); known || m.opt.Guest || m.opt.Config.Background == said {
		return nil
	}
	m.opt.Config.Background = said
	return m.saveConfig()
}

// closes is how many sessions have been closed.
func (m *model) closes() int {
	n := 0
	if m.env.State != nil {
		for i := range m.env.State.Entries {
			if m.env.State.Entries[i].Kind == storage.KindClose {
				n++
			}
		}
	}
	return n
}

// closedElsewhere does on the host what a guest who led the close can't: the calendar is
// written there, and the journal goes to its remote from there.
func (m *model) closedElsewhere() tea.Cmd {
	cmd := m.Sync()
	if next := m.env.Prog.NextDate; next != "" {
		cmd = tea.Batch(m.WriteCalendar(next), cmd)
	}
	return cmd
}

func (m *model) await(ch <-chan struct{}) tea.Cmd {
	return heard(m.gone, ch, func(struct{}) tea.Msg { return changedMsg{ch} })
}

// heard waits for news, or for the program's end: in a host others go on, and nobody
// must be left waiting in the process for a terminal that is gone.
func heard[T any](gone <-chan struct{}, news <-chan T, said func(T) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		select {
		case v, ok := <-news:
			if !ok {
				return nil
			}
			return said(v)
		case <-gone:
			return nil
		}
	}
}

// invites waits for another invitation, or for somebody to have come in by it.
func (m *model) invites() tea.Cmd {
	if m.env.Inviter == nil || m.still {
		return nil
	}
	return heard(m.gone, m.env.Inviter.News(), func(struct{}) tea.Msg { return inviteMsg{} })
}

// reloads waits for the curriculum to be read anew.
func (m *model) reloads() tea.Cmd {
	ch := m.opt.Reloads
	if ch == nil {
		return nil
	}
	return heard(m.gone, ch, func(c *curriculum.Curriculum) tea.Msg { return lessonsMsg{c} })
}

// relearn takes another curriculum and stays where it is.
func (m *model) relearn(c *curriculum.Curriculum) {
	c = m.taught(c)
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
	now := time.Now()
	next := time.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now))
	return heard(m.gone, next, func(time.Time) tea.Msg { return minuteMsg{} })
}
