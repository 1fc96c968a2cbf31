package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/tui/keys"
)

// burst is how soon after one key another comes that was meant for the same text.
const burst = 500 * time.Millisecond

// An afterText is for whoever has just kept a text, and may be typing on: a line of enter where
// they meant a new line, or fingers quicker than the screen. What they type then would be
// commands.
type afterText struct {
	moment func() time.Time // of a key; not the pair's clock, which may be set
	last   time.Time        // of the key that kept the text, then of each of the burst
	on     bool             // something of a burst was let go
}

// kept is that the key of that moment has kept a text.
func (t *afterText) kept(now time.Time) { t.last, t.on = now, false }

// goesOn reports whether a key belongs to the text that was kept: letters do, and enter
// among them.
func (t *afterText) goesOn(msg tea.KeyPressMsg, k keys.Map, now time.Time) bool {
	if t.last.IsZero() {
		return false
	}
	text := keys.Types(msg) || t.on && k.Primary.Matches(msg)
	if !text || now.Sub(t.last) >= burst { // any other key is meant, and what follows it
		t.last = time.Time{}
		return false
	}
	t.last, t.on = now, true
	return true
}
