package tui

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"binome/tui/page"
)

// hourPlaces are the places of the hour, in its order, by the scenes that lead there.
func hourPlaces() []string {
	return []string{
		"today-first", "launch-wish", "launch-need", "launch-need-ticked", "launch-first", "launch-mentor", "launch-mentee", "launch-agree", "launch-agreed",
		"today-second", "today-early", "today-missed", "recap", "recall", "recall-shown", "since", "since-came",
		"lesson-discover", "lesson-together", "lesson-looked-ahead", "lesson-jump", "lesson-unticked", "lesson-question", "lesson-answer", "lesson-plan",
		"lesson-only-looked-at", "today-running", "return", "write",
		"close-rung", "close-evidence", "close-promise", "close-sure", "close-sure-chosen", "close-date", "close-other-day", "close-end",
		"today-after", "today-walked", "end", "opinion", "opinion-chosen", "undo", "undo-close", "leave",
	}
}

// TestHourTable holds what the hour does: at each place, each action by its letter, where it
// leads and what it keeps. testdata/hour.txt is read as the product's manual, and every line
// of it has been pressed.
func TestHourTable(t *testing.T) {
	told := make([]string, len(hourPlaces()))
	var mu sync.Mutex
	t.Run("places", func(t *testing.T) {
		for i, name := range hourPlaces() {
			at := slices.IndexFunc(scenes(), func(s scene) bool { return s.name == name })
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				text := tableOf(t, scenes()[at])
				mu.Lock()
				defer mu.Unlock()
				told[i] = text
			})
		}
	})
	all := slices.Insert(told, 0, anywhere(t))
	golden(t, filepath.Join("testdata", "hour.txt"), strings.Join(all, "\n"))
}

// anywhere is what every page of a session offers besides its own.
func anywhere(t *testing.T) string {
	t.Helper()
	come := func() *desk {
		d := newDesk(t, "en", 80, 24)
		d.playHour("lesson:presence/headline-photo:together")
		return d
	}
	var b strings.Builder
	b.WriteString("anywhere in a session\n")
	for _, a := range come().m.shown.page.Actions {
		if strings.HasPrefix(a.ID, "coach:") {
			d := come()
			before := len(d.entries())
			d.by(a.ID)
			fmt.Fprintf(&b, "  %-5s  %-34s  > %-28s  keeps %s\n", a.Letter, a.Label, d.name(), cmp.Or(d.kinds(before), "nothing"))
		}
	}
	return b.String()
}

// tableOf presses all that a place offers, one at a time.
func tableOf(t *testing.T, s scene) string {
	t.Helper()
	come := func() *desk {
		d := newDesk(t, "en", 80, 24)
		s.play(d)
		return d
	}
	here := come()
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", strings.ReplaceAll(s.name, "-", " "), here.name())
	line := func(key, label, id string, press func(d *desk)) {
		d := come()
		before, left := len(d.entries()), d.name()
		press(d)
		where, kept := d.name(), d.kinds(before)
		switch {
		case d.quit:
			where = "out"
		case where == left:
			where = "here"
		}
		fmt.Fprintf(&b, "  %-5s  %-34s  > %-28s  keeps %s\n", key, label, where, cmp.Or(kept, "nothing"))
	}
	if len(here.m.shown.page.Fields) == 0 && here.m.shown.page.Judge {
		line("enter", "", "", func(d *desk) { d.press("enter") })
	}
	for _, a := range here.m.shown.page.Actions {
		switch {
		case a.Off && !a.Last || strings.HasPrefix(a.ID, "coach:") || a.ID == "pick" || slices.Contains([]string{"merge", "pager", "editor", "calendar"}, a.ID):
		default:
			line(a.Letter, a.Label, a.ID, func(d *desk) { d.by(a.ID) })
		}
	}
	rows := map[string]bool{}
	for _, r := range here.m.shown.page.Body {
		kind, _, _ := strings.Cut(r.ID, ":")
		if (r.Kind != page.Choice && r.Kind != page.Box) || r.ID == "" || rows[kind] && kind != "out" && kind != "rung" {
			continue
		}
		rows[kind] = true
		label := r.Text
		if r.Kind == page.Box {
			label = "a box"
		}
		line("row", label, r.ID, func(d *desk) { d.by(r.ID) })
	}
	line("esc", "", "", func(d *desk) { d.press("esc") })
	return b.String()
}
