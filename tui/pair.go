package tui

import (
	"errors"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/screen"
)

// A pair is all that belongs to the open pair: made when it opens and dropped whole.
type pair struct {
	id      string
	journal *storage.Journal
	shared  bool // the journal is others' too, and theirs to close
	private *storage.Journal
	texts   map[string]string // what was typed and isn't kept, by its field's draft
	acts    []*act            // what was done here, a press at a time: undone in that order

	drafts  *storage.Drafts   // where texts are on the disk; nil for a guest
	dirty   map[string]string // drafts to be written
	writing bool              // some are being written
}

// adopt makes a journal the open one and goes to where they were: the step of a session
// that goes on, else Today.
func (c *coach) adopt(id string, j *storage.Journal) {
	c.drop()
	c.pair = &pair{id: id, journal: j, shared: j == c.opt.Journal, texts: map[string]string{}}
	if !c.opt.Guest {
		c.pair.recallDrafts(c.opt.Folder)
	}
	c.env.PairID = id
	if c.opt.Seat != nil && id != c.opt.Pair { // the room is the other pair's
		c.opt.Seat.Leave()
		c.opt.Seat, c.together = nil, together{}
		c.env.InRoom, c.env.Follows, c.env.Asides = false, false, nil
	}
	c.env.Settings.Owner = c.owners[id]
	c.refold()
	c.speak()
	c.stack = []screen.Screen{&screen.Today{}}
	c.env.Follows = c.opt.Seat != nil // until the room says who leads, nothing is written
	if c.env.Hour = c.resumed(); c.env.Hour != nil {
		c.resume()
	}
	c.meet()
}

// drop closes what belongs to the open pair. What can't be written any more is told.
func (c *coach) drop() {
	if p := c.pair; p != nil {
		c.pair = nil
		c.task(func() any { return droppedMsg{p.close()} })
	}
	c.env.PairID, c.env.State, c.env.Prog, c.env.Hour, c.env.Taken = "", nil, nil, nil, ""
}

// close waits for the disk.
func (p *pair) close() error {
	var err error
	if p.journal != nil && !p.shared {
		err = p.journal.Close()
	}
	if p.private != nil {
		err = errors.Join(err, p.private.Close())
	}
	return err
}

// refold reads the journal's state anew.
func (c *coach) refold() {
	if c.pair == nil {
		return
	}
	st := c.pair.journal.State()
	was := c.env.State
	if was != nil && st.Version == was.Version {
		return
	}
	c.env.State = st
	if c.keeps.said && st.SaveErr != nil {
		c.notice, c.keeps = "", keeping{}
	}
	defer func() { c.env.Hour.Paused(c.env.Prog) }()
	if was != nil && st.Base == was.Base && len(st.Entries) >= len(was.Entries) {
		more := st.Entries[len(was.Entries):]
		if len(more) == 0 {
			return // a sign at most has changed: what is on the disk
		}
		if p := c.env.Prog.With(more...); p != nil {
			c.env.Prog = p
			return
		}
	}
	c.env.Prog = progress.Fold(c.env.Cur, st.Entries)
}
