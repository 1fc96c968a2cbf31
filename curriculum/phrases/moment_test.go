package phrases_test

import (
	"testing"
	"time"

	"binome/curriculum/phrases"
)

func TestReadMoment(t *testing.T) {
	all, errs := phrases.Load()
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	paris := time.FixedZone("here", 3600)
	now := time.Date(2026, 11, 30, 10, 0, 0, 0, paris) // a Monday
	for _, c := range []struct{ lang, typed, want string }{
		{"fr", "demain 14h", "2026-12-01T14:00:00+01:00"},
		{"fr", "Demain à 14 h 30", "2026-12-01T14:30:00+01:00"},
		{"fr", "lundi", "2026-12-07"},
		{"fr", "lundi 9h", "2026-12-07T09:00:00+01:00"},
		{"fr", "lundi 11h", "2026-11-30T11:00:00+01:00"},
		{"fr", "mardi prochain", "2026-12-01"},
		{"fr", "30 mars à 9h30", "2027-03-30T09:30:00+02:00"},
		{"fr", "30/3", "2027-03-30"},
		{"fr", "1er février", "2027-02-01"},
		{"fr", "1er fevrier 2027 à midi", "2027-02-01T12:00:00+01:00"},
		{"fr", "le vendredi 4 déc. 2026", "2026-12-04"},
		{"fr", "dans 3 jours", "2026-12-03"},
		{"fr", "dans deux semaines à 10h", "2026-12-14T10:00:00+01:00"},
		{"fr", "après-demain", "2026-12-02"},
		{"fr", "aujourd'hui 17h", "2026-11-30T17:00:00+01:00"},
		{"fr", "15h30", "2026-11-30T15:30:00+01:00"},
		{"fr", "9:00", "2026-12-01T09:00:00+01:00"},
		{"en", "tomorrow 2pm", "2026-12-01T14:00:00+01:00"},
		{"en", "Tomorrow at 2:30 p.m.", "2026-12-01T14:30:00+01:00"},
		{"en", "March 30", "2027-03-30"},
		{"en", "March 30th, 2027 at 9", "2027-03-30T09:00:00+02:00"},
		{"en", "30 March 9:15", "2027-03-30T09:15:00+02:00"},
		{"en", "3/30", "2027-03-30"},
		{"en", "30/3", "2027-03-30"},
		{"en", "2026-12-04", "2026-12-04"},
		{"en", "2026-12-04 10:00", "2026-12-04T10:00:00+01:00"},
		{"en", "in a week", "2026-12-07"},
		{"en", "next Friday", "2026-12-04"},
		{"en", "Fri 12am", "2026-12-04T00:00:00+01:00"},
		{"fr", "tomorrow 2pm", "2026-12-01T14:00:00+01:00"}, // the other's language, too
		{"en", "demain 14h", "2026-12-01T14:00:00+01:00"},
		{"en", "lundi", "2026-12-07"},
		{"en", "30 mars à 9h30", "2027-03-30T09:30:00+02:00"},
		{"fr", "March 30", "2027-03-30"},
		{"en", "noon", "2026-11-30T12:00:00+01:00"},
		{"en", "", ""}, {"en", "soon", ""}, {"en", "31 November", ""}, {"en", "30", ""}, {"en", "25:00", ""},
		{"en", "13pm", ""}, {"fr", "mar", "2026-12-01"}, {"fr", "dans une semaine", "2026-12-07"}, {"fr", "12/13/2026 x", ""}, {"en", "ju 4", ""}, {"en", "99/99", ""},
	} {
		zone := now
		at, whole, ok := all.For(c.lang).ReadMoment(c.typed, zone)
		got := ""
		if ok {
			got = phrases.WriteMoment(at, whole)
		}
		if len(got) > 10 && len(c.want) > 10 { // the zone here keeps no summer time
			got, c.want = got[:19], c.want[:19]
		}
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.typed, got, c.want)
		}
	}
}
