package notes

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// zone is where the reader is: the clock's own, or on a computer that is nowhere and keeps
// UTC, as servers do, where the pair last wrote.
func (r Request) zone() *time.Location {
	name, off := r.Now.Zone()
	if r.Progress == nil || name != "UTC" || off != 0 {
		return r.Now.Location()
	}
	if _, theirs := r.Progress.Newest.Zone(); theirs != 0 {
		return time.FixedZone("", theirs)
	}
	return time.UTC
}

// here puts the times of a record into one zone, where its reader is: what was planned and
// what was held are read beside each other, wherever the two of them were then.
func (rec *Record) here(loc *time.Location) {
	to := func(at *time.Time) { *at = at.In(loc) }
	all := func(said []Saying) {
		for i := range said {
			to(&said[i].At)
		}
	}
	period := func(p *Period) {
		if p == nil {
			return
		}
		all(p.Notes)
		all(p.Gifts)
		for i := range p.Rungs {
			to(&p.Rungs[i].At)
		}
		for i := range p.Promises {
			to(&p.Promises[i].At)
		}
	}
	to(&rec.Made)
	to(&rec.Since)
	for i := range rec.Charter {
		to(&rec.Charter[i].At)
	}
	for i := range rec.Confidence {
		to(&rec.Confidence[i].At)
	}
	period(rec.Before)
	for i := range rec.Sessions {
		to(&rec.Sessions[i].At)
		period(&rec.Sessions[i].Period)
		period(rec.Sessions[i].After)
	}
	for i := range rec.Lessons {
		l := &rec.Lessons[i]
		for _, at := range []**time.Time{&l.FirstAt, &l.LastAt} {
			if *at != nil {
				moved := (*at).In(loc) // the fold's own stays
				*at = &moved
			}
		}
	}
}

// zones names the zone of a time, and how far it is from UTC in winter and in summer:
// "Europe/Paris (UTC+1, UTC+2)", or where only that is known "CET (UTC+1), CEST (UTC+2)".
// One without any name is its distance alone.
func zones(at time.Time) string {
	var far, named []string
	for _, month := range [...]time.Month{time.January, time.July} {
		name, off := time.Date(at.Year(), month, 1, 12, 0, 0, 0, at.Location()).Zone()
		utc := "UTC"
		if off != 0 {
			utc = fmt.Sprintf("UTC%+d", off/3600)
		}
		if m := max(off, -off) % 3600 / 60; m != 0 {
			utc += fmt.Sprintf(":%02d", m)
		}
		if slices.Contains(far, utc) {
			continue
		}
		if far = append(far, utc); name != "" && name != "UTC" && !strings.ContainsAny(name[:1], "+-") {
			utc = name + " (" + utc + ")"
		}
		named = append(named, utc)
	}
	if place := at.Location().String(); strings.Contains(place, "/") && place != "Etc/UTC" {
		return place + " (" + strings.Join(far, ", ") + ")"
	}
	return strings.Join(named, ", ")
}
