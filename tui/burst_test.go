package tui

import (
	"testing"
	"time"
)

// Enter where a new line was meant, or the key that keeps, and fingers that go on: what
// they type is no command.
func TestKeysAfterATextWasKept(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	now := d.m.last.at.Add(time.Minute)
	pause := 100 * time.Millisecond
	d.m.hands.moment = func() time.Time { now = now.Add(pause); return now }
	d.press("n")
	d.at("write")
	d.press("first", "enter", "second", "ctrl+s")
	lesson := d.name()
	before := d.kinds(0)
	d.press("question", "enter", "menu", " ")
	if d.name() != lesson || d.kinds(0) != before {
		t.Errorf("typed on, it came to %q; %s", d.name(), d.kinds(0))
	}
	now = now.Add(time.Second)
	d.press("m")
	d.at("menu")
	d.press("esc", "n")
	d.at("write") // after escape a letter is a command at once
}

// The machine's clock is behind the journal: it is said, on the screen and in the walk.
func TestAClockThatIsBehind(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.pass(-60)
	d.send(minuteMsg{})
	d.sees("This computer's clock is behind")
}
