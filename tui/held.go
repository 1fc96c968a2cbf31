package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/tui/face"
	"binome/tui/keys"
)

// A key that is held down, an arm that leans on the board, a text pasted where nothing is
// typed, and fingers that go on after the text was kept all come in as key presses, and few
// terminals tell them apart. So a key presses something only when enough time has gone by
// since the one before: how much, the one before says. What moves, scrolls or is typed
// isn't held up.

const (
	letGo    = 700 * time.Millisecond // the same key: longer than any board waits before it repeats
	tick     = 100 * time.Millisecond // the same key on boxes; a key repeats sooner
	otherKey = 25 * time.Millisecond  // another key: no hand is as quick
	burst    = 500 * time.Millisecond // a letter after a text was kept: it was meant for the text
)

// fingers are those of whoever presses: the last key that could press something.
type fingers struct {
	moment func() time.Time // of a key; not the pair's clock, which may be set
	last   stroke
}

type stroke struct {
	key   string
	at    time.Time
	gap   time.Duration // since the key before
	again bool          // that one was the same
	typed bool          // into a field
	kept  bool          // and it kept the text
	wake  bool          // it was let go, as meant for a text that was kept
}

// struck takes note of a key on its way to a page, or into a field.
func (h *fingers) struck(msg tea.KeyPressMsg, typed bool, now time.Time) {
	key := msg.String()
	was := h.last
	h.last = stroke{key: key, at: now, typed: typed, gap: now.Sub(was.at), again: key == was.key}
	if !h.last.again && (typed || was.typed) { // quick fingers, not an arm
		h.last.gap = letGo
	}
}

// moved: whatever was held was let go for a key that moves, and what follows is meant.
func (h *fingers) moved(msg tea.KeyPressMsg) {
	h.last.key, h.last.kept, h.last.wake = msg.String(), false, false
}

// clicked: a hand at the mouse is at ease.
func (h *fingers) clicked() { h.last = stroke{gap: letGo} }

// goesOn reports whether a key belongs to a text that was just kept (a line of enter where
// they meant a new line, fingers quicker than the screen): letters do, and enter among them.
func (h *fingers) goesOn(msg tea.KeyPressMsg, k keys.Map, now time.Time) bool {
	s := &h.last
	text := keys.Types(msg) || s.wake && k.Primary.Matches(msg)
	if (s.kept || s.wake) && text && now.Sub(s.at) < burst {
		*s = stroke{key: msg.String(), at: now, wake: true}
		return true
	}
	s.kept, s.wake = false, false
	return false
}

// rushed reports whether what the last key presses comes too soon to be meant.
func (h *fingers) rushed(id string) bool {
	s := h.last
	switch {
	case !s.again:
		return s.gap < otherKey
	case strings.HasPrefix(id, "box:"):
		return s.gap < tick
	}
	return s.gap < letGo
}

// press does what a key or a click asks for, unless it comes too soon to be meant. Turning a
// value (minutes, say) is always done: it saves nothing, so a key too many does no harm.
func (m *model) press(id string) {
	key, _, _ := strings.Cut(id, ":")
	if _, turn := face.Turned(&m.shown.page, key, 1, true); !turn && m.hands.rushed(id) {
		return
	}
	m.coach.press(id)
}
