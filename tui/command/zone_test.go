package command

import (
	"testing"
	"time"
	_ "time/tzdata" // the database, on any machine
)

// TestNamedZone: the zone's name is told where it is the clock's own, and no other is.
func TestNamedZone(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for other, same := range map[string]bool{"Europe/Berlin": true, "Europe/London": false, "Africa/Lagos": false, "UTC": false} {
		loc, err := time.LoadLocation(other)
		if err != nil {
			t.Fatal(err)
		}
		if sameZone(day.In(paris), day.In(loc)) != same {
			t.Errorf("%s the same as Europe/Paris: %v", other, !same)
		}
	}
	if got := namedZone("Nowhere/Nothing", day); !sameZone(day.In(got), day.Local()) {
		t.Errorf("another zone than the system's: %s", got)
	}
	fixed := time.FixedZone("CET", 3600)
	f := &Factory{}
	if got := f.inZone(func() time.Time { return day.In(fixed) })(); got.Location() != fixed {
		t.Errorf("a clock in a zone of its own was moved to %s", got.Location())
	}
}
