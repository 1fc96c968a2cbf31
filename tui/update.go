package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"binome/storage"
	"binome/tui/screen"
	"binome/tui/theme"
)

// Messages of the root's own.
type (
	changedMsg struct{ stop <-chan struct{} } // the journal holds something new
	secondMsg  struct{}                       // a second is over, while something counts
	minuteMsg  struct{}                       // the clock's minute has changed
	lessonsMsg Reload                         // an author has saved a file
	inviteMsg  struct{}                       // an invitation is another, or used
	roomMsg    struct{}                       // the room has changed
	answerMsg  struct{ of any }               // a task is done
)

// Update implements tea.Model.
func (m *model) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer func() {
		if fault := faultOf(recover()); fault != "" {
			m.fault, cmd = fault, tea.Quit
		}
	}()
	m.debug(msg)
	m.unmoved = false
	if fault, ok := msg.(faultMsg); ok {
		m.fault = string(fault)
		return m, tea.Quit
	}
	cmd = m.handle(msg)
	if m.unmoved {
		return m, cmd
	}
	m.tell()
	return m, tea.Batch(cmd, m.after())
}

// after composes the next frame, and returns the commands that a message has asked for.
func (m *model) after() tea.Cmd {
	m.compose()
	cmds := []tea.Cmd{m.watch(), m.untilSecond()}
	for _, do := range m.tasks {
		cmds = append(cmds, func() (msg tea.Msg) {
			defer func() {
				if fault := faultOf(recover()); fault != "" {
					msg = faultMsg(fault)
				}
			}()
			return answerMsg{do()}
		})
	}
	m.tasks = nil
	if m.clip != "" {
		cmds = append(cmds, tea.SetClipboard(m.clip))
		m.clip = ""
	}
	if l := m.lend; l != nil {
		m.lend = nil
		m.lends()
		if f, ok := m.opt.In.(*os.File); ok && l.cmd.Stdin == nil {
			l.cmd.Stdin = f // the terminal itself, not our reader of it
		}
		if f, ok := m.opt.Out.(*os.File); ok && l.cmd.Stdout == nil {
			l.cmd.Stdout = f // the same
		}
		cmds = append(cmds, tea.ExecProcess(l.cmd, func(err error) tea.Msg { return answerMsg{l.done(err)} }))
	}
	beside := m.beside()
	if m.quit {
		beside = append(beside, tea.Quit)
	}
	if len(beside) > 0 {
		cmds = append(cmds, tea.Sequence(beside...))
	}
	return tea.Batch(cmds...)
}

func (m *model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.unmoved = m.w == msg.Width && m.h == msg.Height
		m.w, m.h = msg.Width, msg.Height
		if m.shown.place != nil && !m.unmoved { // what was in sight to its end may be longer now
			m.shown.place.Read = false
		}
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
	case tea.TerminalVersionMsg:
		m.unmoved = !m.named(msg.Name)
	case uv.KittyGraphicsEvent:
		m.unmoved = !m.answered(msg)
	case tea.RawMsg:
		m.unmoved = !m.sent(msg)
	case tea.ModeReportMsg:
		m.unmoved = !m.counts(msg)
	case tea.KeyPressMsg:
		m.key(msg)
	case tea.PasteMsg:
		m.paste(msg)
	case tea.MouseClickMsg:
		m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		m.wheel(msg.Mouse())
	case changedMsg:
		was := m.env.State
		m.changed()
		if m.unmoved = onlySaved(was, m.env.State) && !m.follows(); m.unmoved {
			m.redrawSaving()
		}
		return m.await(msg.stop)
	case roomMsg:
		m.meet()
		return m.listen()
	case minuteMsg:
		return m.untilMinute()
	case secondMsg:
		m.ticking = false
	case inviteMsg:
		return m.invites()
	case lessonsMsg:
		if msg.Curriculum != nil {
			m.dropPictures() // an author may have changed them
			m.relearn(msg.Curriculum)
		}
		m.wrong = msg.Finding
		return m.reloads()
	case answerMsg:
		if pic, ok := msg.of.(pictureMsg); ok {
			if at := m.pictures[pic.name]; at != nil && at.id == pic.id {
				at.img, at.sharp = pic.img, pic.sharp
			}
			return nil
		}
		m.receive(msg.of)
	default:
		// What the terminal tells at the start, and a mouse that only moves: nothing of it
		// is seen.
		m.unmoved = true
	}
	return nil
}

// watch waits for news of the open pair's journal, and no longer of another's.
func (m *model) watch() tea.Cmd {
	if m.still || m.watched == m.env.PairID {
		return nil
	}
	if m.stopWatch != nil {
		m.stopWatch()
		m.stopWatch = nil
	}
	m.watched = m.env.PairID
	if m.pair == nil {
		return nil
	}
	ch, stop := m.pair.journal.Watch()
	m.stopWatch = stop
	if v := m.env.State.Version; m.pair.journal.State().Version != v { // what changed before anybody watched
		m.changed()
		m.compose()
	}
	return m.await(ch)
}

func (m *model) await(ch <-chan struct{}) tea.Cmd {
	if ch == nil {
		return nil
	}
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

// listen waits for news of the room.
func (m *model) listen() tea.Cmd {
	if m.opt.Seat == nil || m.still {
		return nil
	}
	return heard(m.gone, m.opt.Seat.News(), func(struct{}) tea.Msg { return roomMsg{} })
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
	return heard(m.gone, ch, func(r Reload) tea.Msg { return lessonsMsg(r) })
}

// untilMinute wakes when the minute changes, for the clock; nothing else moves by itself.
func (m *model) untilMinute() tea.Cmd {
	if m.still {
		return nil
	}
	now := time.Now()
	next := time.After(now.Truncate(time.Minute).Add(time.Minute).Sub(now))
	return heard(m.gone, next, func(time.Time) tea.Msg { return minuteMsg{} })
}

// untilSecond wakes after a second while what is in front counts; at other times nothing does.
func (m *model) untilSecond() tea.Cmd {
	counts, ok := m.top().(screen.Ticker)
	if m.still || m.ticking || !ok || !counts.Ticks(m.env) {
		return nil
	}
	m.ticking = true
	return heard(m.gone, time.After(time.Second), func(time.Time) tea.Msg { return secondMsg{} })
}

// rememberBackground keeps what the terminal has said, where it doesn't say so in its
// environment: the next first frame has the right colours at once.
func (m *model) rememberBackground() tea.Cmd {
	said := map[bool]string{true: "dark", false: "light"}[m.dark]
	if _, known := theme.Background(m.getenv("COLORFGBG")); known || m.opt.Guest || m.opt.Config.Background == said {
		return nil
	}
	m.opt.Config.Background = said
	folder, config := m.opt.Folder, m.opt.Config
	return func() tea.Msg { return answerMsg{settingsMsg{folder.SaveConfig(config)}} }
}

// faultMsg is the trace of a panic in a task.
type faultMsg string

// faultOf is the trace of what was recovered, taken while its stack is still there; "" when
// there was nothing. The program then leaves as it always does, terminal and all; what
// Bubble Tea does with a panic is to print it over the screen.
func faultOf(recovered any) string {
	if recovered == nil {
		return ""
	}
	return fmt.Sprintf("%v\n\n%s", recovered, debug.Stack())
}

// panicked tells, in the pair's language, that the journal is whole after a fault of ours,
// and where its trace is: what was acknowledged is on the disk, whatever happened since.
func (m *model) panicked() error {
	where := filepath.Join(m.opt.Folder.Dir, "trace.txt")
	if m.opt.Guest || storage.WriteFile(where, []byte(m.fault)) != nil {
		where = os.DevNull
	}
	return fmt.Errorf("%s", m.env.T("failed.panic", "Path", where))
}
