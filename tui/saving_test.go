package tui

import (
	"slices"
	"testing"

	"binome/storage"
	"binome/tui/page"
	"binome/tui/screen"
)

// asked counts how often a screen says its page.
type asked struct {
	screen.Screen
	n int
}

func (s *asked) Page(env *screen.Env) page.Page { s.n++; return s.Screen.Page(env) }

// TestDiskAnswers: when what was on its way is on the disk, the bar's sign is drawn anew and
// no page is said again; the frame is the one that would have been composed.
func TestDiskAnswers(t *testing.T) {
	for _, c := range []struct {
		name  string
		again bool
		was   func(*storage.State)
	}{
		{"saved", false, func(*storage.State) {}},
		{"another's entry", true, func(s *storage.State) { s.Entries = s.Entries[:len(s.Entries)-1] }},
		{"could not be saved", true, func(s *storage.State) { s.Unsaved = 1 }},
		{"a trouble", true, func(s *storage.State) { s.Troubles = []storage.Trouble{{Code: storage.TroubleGone}} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, "fr", 120, 40)
			d.playHour("lesson:presence/headline-photo:together")
			d.press("space")
			m := d.m
			counted := &asked{Screen: m.top()}
			m.stack[len(m.stack)-1] = counted
			now := m.env.State
			was := *now
			was.Version--
			was.Entries = slices.Clone(was.Entries)
			was.Entries[len(was.Entries)-1].Mark = storage.Saving
			c.was(&was)
			m.env.State, m.still = &was, false
			m.compose()
			saving := m.View().Content
			before := counted.n
			m.Update(changedMsg{})
			if again := counted.n > before; again != c.again {
				t.Errorf("the page was said again: %v", again)
			}
			got := m.View().Content
			m.compose()
			if want := m.View().Content; got != want || !c.again && got == saving {
				t.Errorf("drawn is\n%s\nand should be\n%s", got, want)
			}
			m.still = true
		})
	}
}
