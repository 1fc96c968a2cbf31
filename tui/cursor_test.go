package tui

import (
	"slices"
	"strings"
	"testing"

	"binome/tui/face"
	"binome/tui/page"
)

// TestCursorInSight: wherever one types, what is typed is in sight: in a field that tab or
// enter came to, at the end of a long text, and in its middle. A value that tab came to is
// in sight, too.
func TestCursorInSight(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, "fr", 40, 12)
			s.play(d)
			p, pl := &d.m.shown.page, d.m.shown.place
			if len(p.Fields) == 0 && !slices.ContainsFunc(p.Body, func(b page.Block) bool { return b.Kind == page.Turn }) {
				return
			}
			for range face.Stops(p) {
				d.press("tab")
				focus := pl.Focused(p)
				if id, ok := strings.CutPrefix(focus, face.OnTurn); ok {
					if _, there := d.m.shown.hits.Find("p|" + id); !there {
						t.Errorf("%s is not in sight:\n%s", focus, d.screen())
					}
				}
				id, ok := strings.CutPrefix(focus, face.OnField)
				if !ok {
					continue
				}
				looks := func(when string) {
					if d.m.shown.cursor == nil {
						t.Errorf("%s: the cursor of %s is not in sight:\n%s", when, focus, d.screen())
					}
				}
				looks("come to")
				if f, _ := p.Field(id); f.Live {
					continue
				}
				d.press(strings.Repeat("mot ", 12))
				looks("typed")
				d.press("home", "up", "up")
				if pl.Focused(p) == focus {
					looks("gone back")
				}
				for range 3 { // the arrow has left it for the line above
					if pl.Focused(p) != focus {
						d.press("tab")
					}
				}
			}
			d.press("tab")
			if focus := pl.Focused(p); strings.HasPrefix(focus, face.OnField) && d.m.shown.cursor == nil {
				t.Errorf("%s, come to again, is not in sight:\n%s", focus, d.screen())
			}
		})
	}
}
