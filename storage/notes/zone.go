package notes

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

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

// zones names the zone of a time, in winter and in summer: "CET (UTC+1), CEST (UTC+2)". One
// without a name is its distance alone.
func zones(at time.Time) string {
	var said []string
	for _, month := range [...]time.Month{time.January, time.July} {
		name, off := time.Date(at.Year(), month, 1, 12, 0, 0, 0, at.Location()).Zone()
		utc := "UTC"
		if off != 0 {
			utc = fmt.Sprintf("UTC%+d", off/3600)
		}
		if m := max(off, -off) % 3600 / 60; m != 0 {
			utc += fmt.Sprintf(":%02d", m)
		}
		if name != "" && name != "UTC" && !strings.ContainsAny(name[:1], "+-") {
			utc = name + " (" + utc + ")"
		}
		if !slices.Contains(said, utc) {
			said = append(said, utc)
		}
	}
	return strings.Join(said, ", ")
}
