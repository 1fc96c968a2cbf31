package tui

import (
	"strings"
	"testing"
)

// TestTypedDates: in the day picker whatever is typed is typed, and presses nothing; what
// was understood stands there in words before it is chosen.
func TestTypedDates(t *testing.T) {
	for _, test := range []struct{ lang, typed, words, kept string }{
		{"fr", "demain 14h", "lundi 23 novembre 2026 à 14 h 00", "2026-11-23T14:00:00+01:00"},
		{"fr", "lundi", "lundi 23 novembre 2026", "2026-11-23"},
		{"fr", "30 mars à 9h30", "mardi 30 mars 2027 à 9 h 30", "2027-03-30T09:30:00+01:00"},
		{"fr", "30/3", "mardi 30 mars 2027", "2027-03-30"},
		{"fr", "tomorrow 2pm", "lundi 23 novembre 2026 à 14 h 00", "2026-11-23T14:00:00+01:00"},
		{"fr", "demain 14h10", "lundi 23 novembre 2026 à 14 h 10", "2026-11-23T14:10:00+01:00"},
		{"en", "tomorrow 2pm", "Monday 23 November 2026, 14:00", "2026-11-23T14:00:00+01:00"},
		{"en", "March 30", "Tuesday 30 March 2027", "2027-03-30"},
		{"en", "30/3", "Tuesday 30 March 2027", "2027-03-30"},
		{"en", "lundi 10h", "Monday 23 November 2026", "2026-11-23T10:00:00+01:00"},
	} {
		d := newDesk(t, test.lang, 80, 24)
		d.playHour("closing:date")
		d.by("other")
		d.press(strings.Split(test.typed, "")...)
		d.at("day")
		d.sees(test.typed)
		if seen := strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(d.screen()); !strings.Contains(seen, test.words) {
			t.Errorf("%s: %q is not understood as %q:\n%s", test.lang, test.typed, test.words, seen)
		}
		d.press("enter")
		if last := d.entries()[len(d.entries())-1]; last.Next != test.kept {
			t.Errorf("%s: %q kept %q, not %q", test.lang, test.typed, last.Next, test.kept)
		}
	}
	d := newDesk(t, "fr", 80, 24)
	d.playHour("closing:date")
	d.by("other")
	for _, no := range []string{"hier", "bonjour", "couscous"} { // with every letter that presses something elsewhere
		d.press(strings.Split(no, "")...)
		d.press("enter")
		d.at("day")
		d.press("ctrl+u")
	}
	for range 3 {
		d.press("backspace", "end", "ctrl+u")
	}
	d.press("down", "right")
	d.sees("mardi 15 décembre 2026")
	d.press("9", "h") // an hour alone is of the day that was chosen
	d.sees("mardi 15 décembre 2026 à 9")
	d.press("enter")
	if last := d.entries()[len(d.entries())-1]; last.Next != "2026-12-15T09:00:00+01:00" {
		t.Errorf("kept %q", last.Next)
	}
}

// TestSetupByTab: tab goes down the page as it is read, either arrow turns a value of two,
// and what was said of a name goes as soon as another is typed.
func TestSetupByTab(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.press("enter")
	d.at("setup:names")
	d.press("ctrl+s")
	d.sees("Il faut un nom")
	d.press("I")
	if strings.Contains(d.screen(), "Il faut un nom") {
		t.Errorf("still said of a name that is there:\n%s", d.screen())
	}
	d.press("tab")
	before := d.screen()
	d.press("right")
	if d.screen() == before {
		t.Errorf("the mentor's language doesn't turn to the right:\n%s", d.screen())
	}
	d.press("right")
	if d.screen() != before {
		t.Errorf("nor back:\n%s", d.screen())
	}
	d.press("tab", "P")
	if got := d.m.typed(d.m.top())["mentee"]; got != "P" {
		t.Errorf("the next stop isn't the mentee's name: %q", got)
	}
}
