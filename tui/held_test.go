package tui

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// held is a key that is held down for five seconds on a board that repeats as most do.
func (d *desk) held(key string) {
	d.t.Helper()
	d.every(500 * time.Millisecond)
	d.press(key, key)
	d.every(33 * time.Millisecond)
	for range 140 {
		d.press(key)
	}
	d.every(time.Second)
}

// TestKeyHeldDown: from every page, a key that is held down presses one thing. It begins,
// judges and closes nothing after that, and what it pressed can be taken back.
func TestKeyHeldDown(t *testing.T) {
	weighty := []string{
		"today-first", "today-second", "today-missed", "today-early", "launch-agree", "recall-shown", "since", "since-came",
		"return", "close-rung", "close-evidence", "close-sure", "close-sure-chosen", "close-date", "close-end", "opinion-chosen",
		"lesson-plan", "undo",
	}
	for _, s := range scenes() {
		if !slices.Contains(weighty, s.name) && os.Getenv("BINOME_LONG") == "" {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, "fr", 80, 24)
			s.play(d)
			keys := []string{"enter"}
			for _, a := range d.m.shown.page.Actions {
				if !a.Off && !stays(d.name(), a.ID) && (a.Letter == "c" || a.Letter == "1" || strings.HasPrefix(a.ID, "rate:")) {
					keys = append(keys, a.Letter)
				}
			}
			for _, key := range keys {
				once := newDesk(t, "fr", 80, 24)
				s.play(once)
				once.press(key)
				if once.name() == d.name() && key == "enter" { // it read on: the next one presses
					once.press(key, key, key)
				}
				d := newDesk(t, "fr", 80, 24)
				s.play(d)
				before := len(d.entries())
				d.held(key)
				if d.m.pair == nil || once.m.pair == nil {
					continue
				}
				if got, most := len(d.entries()), len(once.entries()); got > most {
					t.Errorf("%q held down keeps %s; pressed once it keeps %s", key, d.kinds(before), once.kinds(min(before, len(once.entries()))))
				}
			}
		})
	}
}

// TestArmOnTheBoard: many keys at once press one thing at most, whichever comes first.
func TestArmOnTheBoard(t *testing.T) {
	for _, s := range []string{"today-second", "recall-shown", "close-sure", "lesson-alone", "close-date", "menu"} {
		for _, arm := range []string{"1c2s3", "cvbn", "yuiop1", "fghjk", "sdfc"} {
			d := newDesk(t, "fr", 80, 24)
			for _, one := range scenes() {
				if one.name == s {
					one.play(d)
				}
			}
			before := len(d.entries())
			d.every(8 * time.Millisecond)
			d.press(strings.Split(arm, "")...)
			if got := d.kinds(before); strings.Count(got, " ") > 1 || strings.Contains(got, "close") && strings.Contains(got, " ") {
				t.Errorf("%s under %q keeps %s", s, arm, got)
			}
		}
	}
}

// TestQuickHands: who presses on purpose is not held up: boxes one after the other, two
// different keys, a name and enter.
func TestQuickHands(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("lesson:presence/headline-photo:alone")
	before := len(d.entries())
	d.every(250 * time.Millisecond)
	d.press("space", "down", "space", "down", "space", "c")
	if got := d.kinds(before); got != "tick tick tick step:done step:begun" {
		t.Errorf("kept were %s", got)
	}
	d = newDesk(t, "fr", 80, 24)
	d.by("begin")
	d.every(10 * time.Millisecond)
	d.press("Inès", "enter", "Philippe", "enter")
	d.at("setup:sees")
}

// Enter where a new line was meant, or the key that keeps, and fingers that go on: what
// they type is no command.
func TestKeysAfterATextWasKept(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	now := d.m.hands.last.at.Add(time.Minute)
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
