package tui

import (
	"strings"
	"testing"
)

// TestLettersNotOffered: a letter that a page doesn't offer does nothing on it: nothing is kept,
// nothing moves, not a line scrolls.
func TestLettersNotOffered(t *testing.T) {
	d := newDesk(t, "fr", 80, 12)
	d.playHour("")
	for _, way := range [][]string{{}, {doMenu, "go:progress"}, {doMenu, "go:outline"}, {doHelp}, {doMenu, "go:notes"}, {doMenu, "go:settings"}} {
		d.press("esc", "esc", "esc")
		moved(d, way...)
		d.press("page-down")
		p := &d.m.shown.page
		if len(p.Fields) > 0 {
			continue
		}
		for _, letter := range "abcdefghijklmnopqrstuvwxyz" {
			if _, ok := p.Action(string(letter)); ok {
				continue
			}
			before, kept := d.screen(), len(d.entries())
			d.press(string(letter))
			if now := d.screen(); now != before || len(d.entries()) != kept {
				t.Errorf("%s: %c did something:\n%s\n%s", d.name(), letter, strings.TrimSpace(before), strings.TrimSpace(now))
			}
		}
	}
}
