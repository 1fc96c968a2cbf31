package tui

import "testing"

// TestExtraQuarterKeepsTheDate: a quarter of an hour put in before the agreed day leaves that
// date standing, in the hour, at its close, where enter keeps it, and after it.
func TestExtraQuarterKeepsTheDate(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			d.playHour("")
			date := d.m.env.Prog.NextDate
			if date == "" {
				t.Fatal("no date was agreed on")
			}
			d.days(3)
			d.by("minutes:0")
			d.by("begin")
			d.at("ask:") // before the date
			d.press("enter")
			(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			if d.m.env.Prog.NextDate != date {
				t.Errorf("%s %v: in the session the date is %q", lang, size, d.m.env.Prog.NextDate)
			}
			d.pass(20)
			d.press("f")
			for range 10 {
				if d.name() == "closing:date" {
					break
				}
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			}
			d.downTo(map[string]string{"fr": "déjà convenu", "en": "agreed already"}[lang])
			d.press("enter")
			d.at("closing:end")
			if d.m.env.Prog.NextDate != date {
				t.Errorf("%s %v: after the close the date is %q, not %q", lang, size, d.m.env.Prog.NextDate, date)
			}
		}
	}
}
