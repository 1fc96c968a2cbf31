package tui

import (
	"errors"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/screen"
	"binome/tui/theme"
)

// The coach is its screens' host: what they ask for, it does, or has done by a task.

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
	mendedMsg   struct { // the journal's file was seen to
		err error
		key string // what to say of it
	}
	droppedMsg struct{ err error } // another pair's journal was closed
	ranMsg     struct {            // a program of this computer's
		err  error
		path string // of what it was to show
	}
)

func (c *coach) task(do func() any) { c.tasks = append(c.tasks, do) }

// receive takes an answer: the root's own, or a screen's.
func (c *coach) receive(msg any) {
	switch msg := msg.(type) {
	case nil:
	case pairMadeMsg:
		if msg.err != nil {
			c.notice = c.failed(msg.err)
			return
		}
		c.env.View = msg.made.View
		c.adopt(msg.id, msg.j)
		c.setOwner(msg.id, msg.made.Owner)
		c.saveConfig()
		clear(c.loose) // the names are kept now
	case pairOpenMsg:
		if msg.err != nil {
			c.notice = c.failed(msg.err)
			return
		}
		c.adopt(msg.id, msg.j)
	case droppedMsg:
		if msg.err != nil {
			c.notice = c.env.T("save.dropped", "Why", c.env.Why(msg.err))
			c.lost = errors.Join(c.lost, msg.err)
		}
	case mendedMsg:
		c.notice = c.env.T(msg.key)
		if msg.err != nil {
			c.notice = c.failed(msg.err)
		}
		c.refold()
	case ranMsg:
		switch {
		case msg.path != "":
			c.notice = c.env.T("failed.viewer", "Path", msg.path)
		case msg.err != nil:
			c.notice = c.failed(msg.err)
		}
	case syncedMsg:
		switch {
		case msg.err != nil:
			c.notice = c.env.T("save.not-synced")
			var said interface{ Why() string } // git's own reason, or ssh's
			if errors.As(msg.err, &said) && said.Why() != "" {
				c.notice = c.env.T("save.not-synced-why", "Why", said.Why())
			}
		case msg.did:
			c.notice = c.env.T("save.synced")
		}
	case settingsMsg:
		if msg.err != nil {
			c.notice = c.env.T("save.trouble", "Why", c.env.Why(msg.err))
		}
	case draftsMsg: // one that can't be written stays in memory, and is tried with the next key
		c.keptDrafts()
	case editedMsg:
		switch { // whatever became of the editor, what it saved is the draft
		case msg.err != nil:
			c.notice = c.env.T("failed.other-reason", "Why", msg.err.Error())
		case !msg.saved:
			c.notice = c.env.T("failed.editor-unsaved")
			return
		}
		if msg.text != "" {
			c.setText(msg.field, msg.text)
		}
	default:
		for _, s := range c.stack {
			if r, ok := s.(screen.Receiver); ok {
				r.Receive(c.env, msg)
			}
		}
	}
}

// Save implements screen.Host.
func (c *coach) Save(entries ...storage.Entry) []storage.Entry {
	if c.pair == nil || len(entries) == 0 {
		return nil
	}
	kept, err := c.pair.journal.Submit(entries...)
	c.keeps.tried = true
	if err != nil {
		c.notice, c.keeps.refused = c.failed(err), true
	}
	if len(kept) > 0 {
		c.doing().kept = append(c.doing().kept, kept...)
	}
	c.refold()
	return kept
}

// SavePrivate implements screen.Host.
func (c *coach) SavePrivate(entries ...storage.Entry) {
	if c.notHere() {
		return
	}
	if err := c.openPrivate(); err != nil {
		c.notice = c.failed(err)
		return
	}
	if _, err := c.pair.private.Submit(entries...); err != nil {
		c.notice = c.failed(err)
	}
	c.Private()
}

// Private implements screen.Host. The file is opened only when its owner asks.
func (c *coach) Private() {
	if c.notHere() {
		return
	}
	if err := c.openPrivate(); err != nil {
		c.receive(screen.PrivateMsg{Err: err})
		return
	}
	st := c.pair.private.State()
	c.receive(screen.PrivateMsg{Entries: st.Entries, Err: st.SaveErr})
}

func (c *coach) openPrivate() error {
	switch {
	case c.opt.Guest || c.pair == nil:
		return errGuest
	case c.pair.private != nil:
		return nil
	}
	j, err := c.opt.Folder.Private(c.pair.id)
	if err == nil {
		c.pair.private = j
	}
	return err
}

// Top implements screen.Host.
func (c *coach) Top() screen.Screen { return c.top() }

// Go implements screen.Host.
func (c *coach) Go(s screen.Screen) {
	c.stack = append(c.stack, s)
	c.enter()
}

// Replace implements screen.Host: the way back from here is Today.
func (c *coach) Replace(s screen.Screen) {
	c.stack = c.stack[:min(len(c.stack), 1)]
	c.Go(s)
}

// Back implements screen.Host.
func (c *coach) Back() {
	if len(c.stack) > 1 {
		c.stack = c.stack[:len(c.stack)-1]
		c.enter()
	}
}

// Home implements screen.Host.
func (c *coach) Home() {
	switch c.stack[0].(type) {
	case *screen.Today, *screen.Drafts:
		c.stack = c.stack[:1]
	default:
		c.stack = []screen.Screen{&screen.Today{}}
		if c.pair == nil {
			c.stack = []screen.Screen{&screen.Pairs{}}
		}
	}
	c.enter()
}

// Say implements screen.Host.
func (c *coach) Say(text string) {
	if !c.keeps.refused {
		c.notice, c.keeps.said = text, c.keeps.tried
	}
}

// Type implements screen.Host.
func (c *coach) Type(field, text string) { c.setText(field, text) }

// Saved implements screen.Host.
func (c *coach) Saved(draft string) {
	delete(c.texts(), draftName(draft))
	c.keepDraft(draftName(draft), "")
}

// CreatePair implements screen.Host.
func (c *coach) CreatePair(p screen.NewPair) {
	if c.notHere() {
		return
	}
	folder, now := c.opt.Folder, c.opt.Now()
	c.task(func() any {
		id, err := folder.FreeID(p.Mentor, p.Mentee)
		if err != nil {
			return pairMadeMsg{err: err}
		}
		j, err := folder.Create(id, storage.Entry{
			At: now, Kind: storage.KindPair,
			Mentor: p.Mentor, MentorLanguage: p.MentorLanguage, Mentee: p.Mentee, MenteeLanguage: p.MenteeLanguage,
		})
		return pairMadeMsg{id: id, j: j, made: p, err: err}
	})
}

// OpenPair implements screen.Host. What isn't on the disk yet is not left behind without
// a word.
func (c *coach) OpenPair(id string) {
	if id == c.env.PairID {
		c.Home()
		return
	}
	if c.notHere() {
		return
	}
	if st := c.env.State; st != nil && c.pair.journal.State().Unsaved > 0 {
		c.Go(&screen.Ask{
			Title: c.env.T("save.unsaved-title"), Text: c.env.Words.N("leave.unsaved", c.pair.journal.State().Unsaved),
			Quiet: c.env.T("leave.unsaved-why"), Yes: c.env.T("save.open-all-the-same"), No: c.env.T("leave.not"),
			Do: func(*screen.Env) { c.openPair(id) },
		})
		return
	}
	screen.Unbegin(c.env)
	c.openPair(id)
}

func (c *coach) openPair(id string) {
	folder, shared := c.opt.Folder, c.opt.Journal
	c.task(func() any {
		if shared != nil && shared.ID == id {
			return pairOpenMsg{id, shared, nil}
		}
		j, err := folder.Journal(id)
		return pairOpenMsg{id, j, err}
	})
}

// Pairs implements screen.Host.
func (c *coach) Pairs() {
	if c.notHere() {
		return
	}
	folder, now := c.opt.Folder, c.opt.Now()
	c.task(func() any {
		ps, err := progress.Pairs(folder, now)
		return screen.PairsMsg{Pairs: ps, Err: err}
	})
}

// Copy implements screen.Host.
func (c *coach) Copy(text string) { c.clip = text }

// Quit implements screen.Host.
func (c *coach) Quit() { c.quit = true }

func (c *coach) getenv(names ...string) string { return theme.Getenv(c.opt.Env, names...) }
