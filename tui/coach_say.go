package tui

import (
	"errors"
	"fmt"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
	"binome/tui/screen"
)

// names are the two first names.
func (c *coach) names() string {
	return c.env.T("pairs.pair", "Mentor", c.env.Mentor(), "Mentee", c.env.Mentee())
}

// failed says an error in the language of the screen.
func (c *coach) failed(err error) string {
	for _, known := range []struct {
		err error
		key string
	}{
		{storage.ErrNewer, "failed.newer"}, {storage.ErrNoPair, "failed.no-pair"},
		{storage.ErrPairThere, "failed.pair-there"}, {storage.ErrBadID, "failed.bad-id"},
		{storage.ErrLocked, "failed.locked"}, {storage.ErrDamaged, "failed.damaged"}, {storage.ErrEntry, "failed.entry"},
	} {
		if errors.Is(err, known.err) {
			return c.env.T(known.key)
		}
	}
	return c.env.T("failed.other-reason", "Why", err.Error())
}

// shut closes what is open when the program has ended, however it ended.
func (c *coach) shut() error {
	if c.pair == nil {
		return c.lost
	}
	return errors.Join(c.lost, c.pair.close())
}

// status is what isn't saved, why nothing can be written, how the hour stands, and what
// was said last.
func (c *coach) status() []page.Block {
	var out []page.Block
	say := func(t page.Tone, s string) { out = append(out, page.Block{Tone: t, Text: s}) }
	switch st := c.env.State; {
	case st != nil && st.Unsaved > 0 && st.SaveErr != nil:
		say(page.Warn, c.env.T("save.trouble", "Why", c.env.Why(st.SaveErr)))
	case st != nil && st.ReadOnly != "":
		say(page.Warn, c.env.T("save.read-only", "Why", st.ReadOnly))
	case st != nil && st.Ahead(c.env.Now()):
		at := st.Entries[len(st.Entries)-1].At
		say(page.Warn, c.env.T("save.clock", "Date", c.env.Words.Date(at), "At", c.env.Words.Clock(at)))
	}
	if c.notice != "" {
		say(page.Accent, c.notice)
	} else if c.wrong != "" {
		say(page.Accent, c.wrong)
	} else if now := c.env.Hour.Now(); now != nil && now.Kind != progress.PartClose && c.env.Hour.Left(c.env.Now()) <= 10 {
		left := c.env.Hour.Left(c.env.Now())
		if left > 0 {
			say(page.Quiet, c.env.Words.N("hour.ending", left))
		} else {
			say(page.Quiet, c.env.T("hour.over"))
		}
	}
	return out
}

// clock is how much is left of the hour and of its part, for the bar, and the same in a few
// words; "" when none is on.
func (c *coach) clock() (long, short string) {
	h := c.env.Hour
	if screen.HourNow(c.env) == nil {
		return "", ""
	}
	part, of := h.PartLeft(c.env.Now())
	say := func(key string) string {
		return c.env.T(key, "Part", max(0, part), "Of", of, "Left", max(0, h.Left(c.env.Now())))
	}
	return say("hour.clock"), say("hour.clock-short")
}

func (c *coach) debug(msg any) {
	if c.opt.Debug != nil {
		fmt.Fprintf(c.opt.Debug, "%s %T\n", c.opt.Now().Format("15:04:05.000"), msg)
	}
}
