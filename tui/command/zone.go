package command

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// inZone is a clock that names the zone it is in, "Europe/Paris": the system's own, which Go
// calls Local. What is taken away says so, and a calendar needs the name.
func (f *Factory) inZone(now func() time.Time) func() time.Time {
	zone := sync.OnceValue(func() *time.Location { return namedZone(f.env("TZ"), now()) })
	return func() time.Time {
		t := now()
		if t.Location() == time.Local {
			return t.In(zone())
		}
		return t
	}
}

// namedZone is the local one by the name that it has in the zone database, if that can be
// found, and is in truth the same.
func namedZone(tz string, now time.Time) *time.Location {
	names := []string{strings.TrimPrefix(tz, ":")}
	if at, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		_, name, _ := strings.Cut(filepath.ToSlash(at), "/zoneinfo/")
		names = append(names, name)
	}
	if name, err := os.ReadFile("/etc/timezone"); err == nil {
		names = append(names, strings.TrimSpace(string(name)))
	}
	for _, name := range names {
		if name == "" {
			continue
		}
		loc, err := time.LoadLocation(name)
		if err == nil && sameZone(now.In(loc), now.Local()) {
			return loc
		}
	}
	return time.Local
}

// sameZone reports whether two clocks agree now and in half a year.
func sameZone(a, b time.Time) bool {
	for range 2 {
		_, offA := a.Zone()
		_, offB := b.Zone()
		if offA != offB {
			return false
		}
		a, b = a.AddDate(0, 6, 0), b.AddDate(0, 6, 0)
	}
	return true
}
