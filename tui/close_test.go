package tui

import "testing"

// TestBackFromTheClose: f is one key, and so is the way back from it: to the very step,
// with what was left out still to come, and nothing kept by either.
func TestBackFromTheClose(t *testing.T) {
	const step = "lesson:presence/headline-photo:alone"
	for _, back := range []string{"esc", "back-to"} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour(step)
		d.pass(3)
		before, left, clock := len(d.entries()), d.m.env.Hour.PartsLeft(), d.m.clock()
		d.press("f")
		d.at("closing:")
		moved(d, back)
		d.at(step)
		if kept := d.kinds(before); kept != "" || d.m.env.Hour.PartsLeft() != left || d.m.clock() != clock {
			t.Errorf("%s: kept %q, %d parts left of %d, %q and not %q", back, kept, d.m.env.Hour.PartsLeft(), left, d.m.clock(), clock)
		}
		d.press("f")
		d.at("closing:")
	}
	d := newDesk(t, "fr", 80, 24) // from another part than the lesson
	d.playHour("return")
	d.press("f", "esc")
	d.at("return")
	d = newDesk(t, "fr", 80, 24) // who came there in time has nothing to go back to
	d.playHour("closing:")
	d.press("esc")
	d.at("today")
}

// TestGoOnWhereTheyWere: from Today the way on leads to the step they were at.
func TestGoOnWhereTheyWere(t *testing.T) {
	const step = "lesson:presence/headline-photo:talk"
	d := newDesk(t, "en", 80, 24)
	d.playHour(step)
	d.press("esc")
	d.at("today")
	before := len(d.entries())
	d.by("on")
	d.at(step)
	if kept := d.kinds(before); kept != "" {
		t.Errorf("kept %s", kept)
	}
}
