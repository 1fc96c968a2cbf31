package tui

import (
	"errors"

	"binome/curriculum"
	"binome/tui/screen"
)

// A guest sits at another computer: here nothing is opened, run or written for them but
// the pair's journal. Whatever they ask for beyond that says why not.

var errGuest = errors.New("not for a guest")

// notHere says why, to a guest; it reports whether there is one.
func (c *coach) notHere() bool {
	if c.opt.Guest {
		c.notice = c.env.T("room.guest")
	}
	return c.opt.Guest
}

// viewOf is who looks at this screen: by role where that is settled, else as asked, as
// remembered, or both.
func viewOf(o Options) string {
	for _, v := range []string{o.Role, o.View, o.Config.View} {
		if v != "" {
			return v
		}
	}
	return screen.ViewShared
}

// taught is the curriculum as this terminal is given it: a mentee's has no guides.
func (c *coach) taught(cur *curriculum.Curriculum) *curriculum.Curriculum {
	if c.opt.Role == screen.ViewMentee && cur != nil {
		return cur.WithoutGuides()
	}
	return cur
}
