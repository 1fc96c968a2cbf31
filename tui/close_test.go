package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestBackFromTheClose: f is one key, and so is the way back from it: to the very step,
// with what was left out still to come, and nothing kept by either.
func TestBackFromTheClose(t *testing.T) {
	const step = "lesson:presence/headline-photo:alone"
	for _, back := range []string{"esc", "back-to"} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour(step)
		d.pass(3)
		before, left, was := len(d.entries()), d.m.env.Hour.PartsLeft(), clock(d)
		d.press("f")
		d.at("closing:")
		moved(d, back)
		d.at(step)
		if kept := d.kinds(before); kept != "" || d.m.env.Hour.PartsLeft() != left || clock(d) != was {
			t.Errorf("%s: kept %q, %d parts left of %d, %q and not %q", back, kept, d.m.env.Hour.PartsLeft(), left, clock(d), was)
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

func clock(d *desk) string {
	long, _ := d.m.clock()
	return long
}

// TestClockInEveryBar: on every page of an hour what is left of it and of its part stands in
// the bar, whatever the window and however long the names.
func TestClockInEveryBar(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, names := range [][2]string{{"Inès", "Philippe"}, {"Marie-Christine", "Jean-Philippe-Emmanuel"}} {
			d := newDesk(t, lang, 40, 12)
			d.by("begin")
			d.press(names[0], "enter", names[1], "enter")
			moved(d, "sees:shared", "whose:mentor", "make", "begin")
			for range 60 {
				for _, w := range []int{40, 56, 64, 80, 120} {
					d.send(tea.WindowSizeMsg{Width: w, Height: 24})
					long, short := d.m.clock()
					if bar, _, _ := strings.Cut(d.screen(), "\n"); long != "" && !d.m.shown.page.Over && !strings.Contains(bar, long) && !strings.Contains(bar, short) {
						t.Errorf("%s at %d columns: %q", d.name(), w, bar)
					}
				}
				if d.name() == "closing:end" {
					break
				}
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
				d.pass(1)
			}
			d.at("closing:end")
		}
	}
}
