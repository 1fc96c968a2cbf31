package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/live/room"
	"binome/tui/screen"
)

// The model is its screens' host: what they ask for, it does.

// Answers to what was asked of the disk.
type (
	pairMadeMsg struct {
		id   string
		j    *storage.Journal
		made screen.NewPair
		err  error
	}
	pairOpenMsg struct {
		id  string
		j   *storage.Journal
		err error
	}
	settingsMsg struct{ err error }
	absorbedMsg struct{ err error }
	pagedMsg    struct{ err error }
)

// own handles the answers that are the root's.
func (m *model) own(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case pairMadeMsg:
		if msg.err != nil {
			m.notice = m.failed(msg.err)
			return nil, true
		}
		m.env.View = msg.made.View
		m.adopt(msg.id, msg.j)
		m.setOwner(msg.id, msg.made.Owner)
		return tea.Batch(m.watch(), m.saveConfig()), true
	case pairOpenMsg:
		if msg.err != nil {
			m.notice = m.failed(msg.err)
			return nil, true
		}
		m.adopt(msg.id, msg.j)
		return m.watch(), true
	case absorbedMsg:
		m.notice = m.env.T("trouble.merged")
		if msg.err != nil {
			m.notice = m.failed(msg.err)
		}
		m.refold()
		return nil, true
	case pagedMsg:
		if msg.err != nil {
			m.notice = m.failed(msg.err)
		}
		return nil, true
	case syncedMsg:
		switch {
		case msg.err != nil:
			m.notice = m.env.T("save.not-synced")
		case msg.did:
			m.notice = m.env.T("save.synced")
		}
		return nil, true
	case settingsMsg:
		if msg.err != nil {
			m.notice = m.env.T("save.trouble", "Why", m.env.Why(msg.err))
		}
		return nil, true
	}
	return nil, false
}

// failed says an error in the language of the screen.
func (m *model) failed(err error) string {
	for _, known := range []struct {
		err error
		key string
	}{
		{storage.ErrNewer, "failed.newer"}, {storage.ErrNoPair, "failed.no-pair"},
		{storage.ErrPairThere, "failed.pair-there"}, {storage.ErrBadID, "failed.bad-id"},
		{storage.ErrLocked, "failed.locked"}, {storage.ErrDamaged, "failed.damaged"},
	} {
		if errors.Is(err, known.err) {
			return m.env.T(known.key)
		}
	}
	return m.env.T("failed.other-reason", "Why", err.Error())
}

// Save implements screen.Host.
func (m *model) Save(entries ...storage.Entry) []storage.Entry {
	if m.journal == nil || len(entries) == 0 {
		return nil
	}
	kept, err := m.journal.Submit(entries...)
	if err != nil {
		m.notice = m.failed(err)
	}
	m.refold()
	return kept
}

// SavePrivate implements screen.Host.
func (m *model) SavePrivate(entries ...storage.Entry) tea.Cmd {
	if m.notHere() {
		return nil
	}
	if err := m.openPrivate(); err != nil {
		m.notice = m.failed(err)
		return nil
	}
	if _, err := m.private.Submit(entries...); err != nil {
		m.notice = m.failed(err)
	}
	return m.Private()
}

// Private implements screen.Host. The file is opened only when its owner asks.
func (m *model) Private() tea.Cmd {
	if m.notHere() {
		return nil
	}
	if err := m.openPrivate(); err != nil {
		return func() tea.Msg { return screen.PrivateMsg{Err: err} }
	}
	st := m.private.State()
	return func() tea.Msg { return screen.PrivateMsg{Entries: st.Entries, Err: st.SaveErr} }
}

func (m *model) openPrivate() error {
	if m.opt.Guest {
		return errGuest
	}
	if m.private != nil {
		return nil
	}
	j, err := m.opt.Folder.Private(m.env.PairID)
	if err != nil {
		return err
	}
	m.private = j
	return nil
}

// Top implements screen.Host.
func (m *model) Top() screen.Screen { return m.top() }

// Go implements screen.Host.
func (m *model) Go(s screen.Screen) tea.Cmd {
	m.stack = append(m.stack, s)
	return m.enter()
}

// Replace implements screen.Host: the way back from here is Today.
func (m *model) Replace(s screen.Screen) tea.Cmd {
	if len(m.stack) > 0 {
		m.stack = m.stack[:1]
	}
	return m.Go(s)
}

// Back implements screen.Host.
func (m *model) Back() tea.Cmd {
	if len(m.stack) > 1 {
		m.stack = m.stack[:len(m.stack)-1]
		return m.enter()
	}
	return nil
}

// Home implements screen.Host.
func (m *model) Home() tea.Cmd {
	if m.env.PairID == "" {
		m.stack = []screen.Screen{&screen.Pairs{}}
		return m.enter()
	}
	if _, ok := m.stack[0].(*screen.Today); ok {
		m.stack = m.stack[:1]
	} else {
		m.stack = []screen.Screen{&screen.Today{}}
	}
	return m.enter()
}

func (m *model) enter() tea.Cmd {
	if e, ok := m.top().(screen.Enterer); ok {
		return e.Enter(m.env)
	}
	return nil
}

// Open implements screen.Host.
func (m *model) Open(d screen.Dialog) tea.Cmd {
	m.dialogs = append(m.dialogs, &openDialog{Dialog: d})
	return nil
}

// Close implements screen.Host: the dialog that asks closes itself.
func (m *model) Close() tea.Cmd {
	if n := len(m.dialogs); n > 0 {
		m.dialogs = m.dialogs[:n-1]
	}
	return nil
}

// Say implements screen.Host.
func (m *model) Say(text string) { m.notice = text }

// CreatePair implements screen.Host.
func (m *model) CreatePair(p screen.NewPair) tea.Cmd {
	if m.notHere() {
		return nil
	}
	folder, now := m.opt.Folder, m.opt.Now()
	return func() tea.Msg {
		id, err := folder.FreeID(p.Mentor, p.Mentee)
		if err != nil {
			return pairMadeMsg{err: err}
		}
		j, err := folder.Create(id, storage.Entry{
			At: now, Kind: storage.KindPair,
			Mentor: p.Mentor, MentorLanguage: p.MentorLanguage, Mentee: p.Mentee, MenteeLanguage: p.MenteeLanguage,
		})
		return pairMadeMsg{id: id, j: j, made: p, err: err}
	}
}

// OpenPair implements screen.Host.
func (m *model) OpenPair(id string) tea.Cmd {
	if id != m.env.PairID && m.notHere() {
		return nil
	}
	if id == m.env.PairID {
		return m.Home()
	}
	folder, shared := m.opt.Folder, m.opt.Journal
	return func() tea.Msg {
		if shared != nil && shared.ID == id {
			return pairOpenMsg{id, shared, nil}
		}
		j, err := folder.Journal(id)
		return pairOpenMsg{id, j, err}
	}
}

// Pairs implements screen.Host.
func (m *model) Pairs() tea.Cmd {
	if m.notHere() {
		return nil
	}
	folder := m.opt.Folder
	return func() tea.Msg {
		ps, err := folder.Pairs()
		return screen.PairsMsg{Pairs: ps, Err: err}
	}
}

// PairsMore implements screen.Host: the journals are read, none is opened.
func (m *model) PairsMore(of []storage.PairInfo) tea.Cmd {
	if m.notHere() {
		return nil
	}
	folder, cur := m.opt.Folder, m.env.Cur
	return func() tea.Msg {
		all := map[string]screen.PairMore{}
		for _, info := range of {
			st, err := folder.Read(info.ID)
			if err != nil {
				continue // the list says why
			}
			p := progress.Fold(cur, st.Entries)
			more := screen.PairMore{Next: p.NextDate}
			for _, q := range p.OpenPromises("") {
				more.Promises = append(more.Promises, screen.PairPromise{Who: p.Name(q.Who), Text: q.Text})
			}
			all[info.ID] = more
		}
		return screen.PairsMoreMsg{More: all}
	}
}

// SetLanguage implements screen.Host: in place, at the same step.
func (m *model) SetLanguage(lang string) tea.Cmd {
	m.env.Words = m.opt.Phrases.For(lang)
	m.opt.Config.Language = lang
	return m.saveConfig()
}

// SetTheme implements screen.Host.
func (m *model) SetTheme(setting string) tea.Cmd {
	m.env.Settings.Theme = setting
	m.opt.Config.Theme = setting
	m.retheme()
	return m.saveConfig()
}

// SetView implements screen.Host.
func (m *model) SetView(view string) tea.Cmd {
	if m.opt.Guest || m.opt.Role == screen.ViewMentee { // a mentee's terminal has no guide to show
		m.notice = m.env.T("room.view-settled", "Name", screen.PersonName(m.env, room.Person{Role: m.opt.Role}))
		return nil
	}
	m.env.View = view
	m.opt.Config.View = view
	return m.saveConfig()
}

// SetSettings implements screen.Host.
func (m *model) SetSettings(s screen.Settings) tea.Cmd {
	m.env.Settings = s
	m.opt.Config.Rhythm, m.opt.Config.Minutes = s.Rhythm, s.Minutes
	return m.saveConfig()
}

// SetOwner implements screen.Host.
func (m *model) SetOwner(owner string) tea.Cmd {
	if m.notHere() {
		return nil
	}
	m.setOwner(m.env.PairID, owner)
	return m.saveConfig()
}

// setOwner remembers whose computer this is, and their name for the next pair.
func (m *model) setOwner(id, owner string) {
	owners := map[string]string{}
	for k, v := range m.owners {
		owners[k] = v
	}
	owners[id] = owner
	m.owners, m.opt.Config.Owner, m.env.Settings.Owner = owners, owners, owner
	name := ""
	if m.env.Prog != nil && owner != "nobody" {
		name = m.env.Prog.Name(owner)
	}
	m.opt.Config.Name, m.opt.Config.Role = name, owner
	m.env.Settings.Name, m.env.Settings.Role = name, owner
	m.opt.Config.View = m.env.View
}

func (m *model) saveConfig() tea.Cmd {
	if m.opt.Guest { // what they set lasts as long as they stay
		return nil
	}
	folder, c := m.opt.Folder, m.opt.Config
	return func() tea.Msg { return settingsMsg{folder.SaveConfig(c)} }
}

// WriteNotes implements screen.Host.
// WriteCalendar implements screen.Host: one file a pair, replaced each time, so that a
// calendar takes it as an update.
// tilde writes a path as people with a home folder do.
// Absorb implements screen.Host.
// Page implements screen.Host. The text goes through standard input: nothing of the
// pair's stays in a temporary file.
// Edit implements screen.Host.
// Quit implements screen.Host.
func (m *model) Quit() tea.Cmd { return tea.Quit }
