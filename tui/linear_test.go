package tui

import (
	"strings"
	"testing"

	"binome/tui/plain"
)

// A reading is the coach as linear text, for lines typed one by one.
type reading struct {
	*coach
	d *desk
	l *linear
}

// newReading is a pair that has just begun, in linear text.
func newReading(t *testing.T, lang string) *reading {
	t.Helper()
	d := &desk{t: t, now: opening}
	o := d.options(t.TempDir(), lang, "")
	o.Plain = true
	c := newCoach(o)
	c.open()
	r := &reading{coach: c, d: d, l: &linear{coach: c}}
	t.Cleanup(func() {
		if err := c.shut(); err != nil {
			t.Error(err)
		}
	})
	r.presses("begin")
	r.l.Type("mentor", "Inès")
	r.l.Type("mentee", "Philippe")
	r.presses("next", "sees:shared", "whose:mentor", "make")
	if c.env.PairID != "ines-philippe" {
		t.Fatalf("no pair was made: %q", c.env.PairID)
	}
	return r
}

// presses goes somewhere by what is pressed on each page.
func (r *reading) presses(ids ...string) {
	for _, id := range ids {
		r.l.Page()
		r.l.Press(id)
	}
	r.l.Page()
}

// types has those lines typed, and gives what is said meanwhile.
func (r *reading) types(lines ...string) string {
	r.d.t.Helper()
	var out strings.Builder
	if err := plain.Run(r.d.t.Context(), strings.NewReader(strings.Join(lines, "\n")+"\n"), &out, r.l); err != nil {
		r.d.t.Fatal(err)
	}
	return out.String()
}
