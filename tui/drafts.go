package tui

import (
	"errors"
	"maps"
	"strings"

	"binome/storage"
	"binome/tui/screen"
)

// Drafts outlive the program: what is typed and not kept yet goes to the disk by tasks, one
// at a time, so that no key waits for it and no older text comes after a newer one. A
// guest's are kept in memory: they are no business of this computer's.

// draftsMsg is that the drafts which were to be written are.
type draftsMsg struct{ err error }

// draftName is a draft's name as a file may have it.
func draftName(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		}
		return '-'
	}, key)
}

// recallDrafts brings back what was typed before the program ended.
func (p *pair) recallDrafts(folder *storage.Folder) {
	d, err := folder.Drafts(p.id)
	if err != nil {
		return // there are none, or none that can be read: nothing is lost by going on
	}
	p.drafts = d
	for _, one := range d.List() {
		p.texts[one.Field] = one.Text
	}
}

// keepDraft has a draft written, or dropped when its text is "".
func (c *coach) keepDraft(name, text string) {
	p := c.pair
	if p == nil || p.drafts == nil || strings.Contains(name, "/") {
		return
	}
	if p.dirty == nil {
		p.dirty = map[string]string{}
	}
	p.dirty[name] = text
	if p.writing {
		return
	}
	p.writing = true
	drafts, unsaved := p.drafts, maps.Clone(p.dirty)
	clear(p.dirty)
	c.task(func() any {
		var err error
		for field, text := range unsaved {
			if strings.TrimSpace(text) == "" {
				err = errors.Join(err, drafts.Drop(field))
			} else {
				err = errors.Join(err, drafts.Put(field, text))
			}
		}
		return draftsMsg{err}
	})
}

// keptDrafts writes the next draft that changed while another was being written.
func (c *coach) keptDrafts() {
	p := c.pair
	if p == nil {
		return
	}
	p.writing = false
	for name, text := range p.dirty {
		c.keepDraft(name, text)
		return
	}
}

// typed is what stands in the fields of a screen's page, by their ids.
func (c *coach) typed(s screen.Screen) map[string]string {
	out := map[string]string{}
	for id, f := range c.fields[s] {
		out[id] = f.Start
		if text, ok := c.texts()[f.Draft]; ok {
			out[id] = text
		}
	}
	return out
}

// setText takes what was typed into a field of the page in front.
func (c *coach) setText(id, text string) {
	f, ok := c.fields[c.top()][id]
	switch {
	case !ok:
	case text == f.Start:
		delete(c.texts(), f.Draft)
		c.keepDraft(f.Draft, "")
	default:
		c.texts()[f.Draft] = text
		c.keepDraft(f.Draft, text)
	}
}

// texts are what was typed and isn't kept yet, by its draft, or its page and field.
func (c *coach) texts() map[string]string {
	if c.pair != nil {
		return c.pair.texts
	}
	return c.loose
}
