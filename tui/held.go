package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/tui/face"
)

// A key that is held down, an arm that leans on the board and a text pasted where nothing is
// typed all come in as key presses, and few terminals tell them apart. So only their first
// key presses something: one that comes again must have been let go before, and another
// must not come sooner than a hand can. What moves, scrolls or is typed isn't held up.

const (
	letGo    = 700 * time.Millisecond // longer than any board waits before a key repeats
	otherKey = 25 * time.Millisecond  // no hand is as quick from one key to another
	tick     = 100 * time.Millisecond // between two boxes; a key repeats sooner
)

// A stroke is the last key that could press something.
type stroke struct {
	key    string
	at     time.Time
	typed  bool          // into a field
	before time.Duration // that the same key, or another one, came earlier
	again  bool          // it is the same key
}

// struck takes note of a key on its way to a page, or into a field.
func (m *model) struck(msg tea.KeyPressMsg, typed bool, now time.Time) {
	key := msg.String()
	was := m.last
	m.last = stroke{key: key, at: now, typed: typed, before: now.Sub(was.at), again: key == was.key}
	if !m.last.again && (typed || was.typed) { // quick fingers, not an arm
		m.last.before = letGo
	}
}

// rushed reports whether what the last key presses comes too soon to be meant.
func (m *model) rushed(id string) bool {
	s := m.last
	switch {
	case !s.again:
		return s.before < otherKey
	case strings.HasPrefix(id, "box:"):
		return s.before < tick
	}
	return s.before < letGo
}

// press does what a key or a click asks for, unless it comes too soon to be meant. A value
// that is turned is kept nowhere.
func (m *model) press(id string) {
	key, _, _ := strings.Cut(id, ":")
	if _, turn := face.Turned(&m.shown.page, key, 1, true); !turn && m.rushed(id) {
		return
	}
	m.coach.press(id)
}
