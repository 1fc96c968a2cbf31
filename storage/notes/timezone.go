package notes

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// inZone turns a calendar's moments from UTC into hours of a zone, and says with each change
// of its clocks what that is (RFC 5545, 3.6.5): so an hour agreed on stays that hour for
// whoever moves the event, and reads as it was said. In UTC itself nothing is to be turned.
func inZone(cal *ics.Calendar, loc *time.Location) error {
	const utc, local = "20060102T150405Z", "20060102T150405"
	if loc == time.UTC || loc.String() == "UTC" {
		return nil
	}
	var from, to time.Time
	id := ""
	for _, e := range cal.Events() {
		for _, p := range [...]ics.ComponentProperty{ics.ComponentPropertyDtStart, ics.ComponentPropertyDtEnd} {
			v := e.GetProperty(p)
			if v == nil || !strings.HasSuffix(v.Value, "Z") {
				continue // a day is a day everywhere
			}
			at, err := time.Parse(utc, v.Value)
			if err != nil {
				return err
			}
			if at = at.In(loc); id == "" {
				id, from, to = zoneID(at), at, at
			}
			if from.After(at) {
				from = at
			}
			if to.Before(at) {
				to = at
			}
			e.SetProperty(p, at.Format(local), ics.WithTZID(id))
		}
	}
	if id != "" {
		cal.Components = append([]ics.Component{timezone(id, from, to.AddDate(1, 0, 0))}, cal.Components...)
	}
	return nil
}

// zoneID is what a calendar calls the zone of a time: its name in the zone database, or
// what is known of one without.
func zoneID(at time.Time) string {
	if name := at.Location().String(); strings.Contains(name, "/") {
		return name
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`,;:"`, r) {
			return '.'
		}
		return r
	}, zones(at))
}

// timezone is a zone as its clocks go from one time to another, changes to summer and back
// named one by one.
func timezone(id string, from, to time.Time) *ics.VTimezone {
	z := ics.NewTimezone(id)
	for at := from; ; {
		begins, ends := at.ZoneBounds()
		name, off := at.Zone()
		before, since := off, "19700101T000000"
		if !begins.IsZero() {
			_, before = begins.Add(-time.Second).Zone()
			since = begins.In(time.FixedZone("", before)).Format("20060102T150405")
		}
		var c ics.Component
		var base *ics.ComponentBase
		if at.IsDST() {
			d := &ics.Daylight{}
			c, base = d, &d.ComponentBase
		} else {
			s := &ics.Standard{}
			c, base = s, &s.ComponentBase
		}
		base.SetProperty(ics.ComponentPropertyDtStart, since)
		base.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), offset(before))
		base.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), offset(off))
		if name != "" {
			base.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
		}
		z.Components = append(z.Components, c)
		if ends.IsZero() || !ends.Before(to) {
			return z
		}
		at = ends
	}
}

// offset is how far a clock is from UTC: "+0530".
func offset(seconds int) string {
	sign, s := '+', seconds
	if s < 0 {
		sign, s = '-', -s
	}
	said := fmt.Sprintf("%c%02d%02d", sign, s/3600, s/60%60)
	if s%60 != 0 {
		said += fmt.Sprintf("%02d", s%60)
	}
	return said
}
