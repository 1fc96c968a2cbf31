package notes_test

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

func calendarOf(t *testing.T, r notes.Request) []*ics.VEvent {
	t.Helper()
	cal, err := ics.ParseCalendar(bytes.NewReader(export(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	return cal.Events()
}

// TestCalendarNext: one event, the next date; put to be fixed or taken back it is the same
// event, later and cancelled; and a pair that never agreed on one has no such file.
func TestCalendarNext(t *testing.T) {
	r := request(t, notes.ForPair, notes.FormatNext, "en")
	b := simulated("en")
	fold := func() *ics.VEvent {
		t.Helper()
		r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
		events := calendarOf(t, r)
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		return events[0]
	}
	value := func(e *ics.VEvent, p ics.ComponentProperty) string { return e.GetProperty(p).Value }
	agreed := fold()
	if value(agreed, ics.ComponentPropertyStatus) != "CONFIRMED" || value(agreed, ics.ComponentPropertyDtStart) != "20261211T080000Z" {
		t.Errorf("%s", agreed.Serialize(&ics.SerializationConfiguration{}))
	}
	open := b.add(storage.Entry{Kind: storage.KindPostpone, Next: ""})
	off := fold()
	b.add(storage.Entry{Kind: storage.KindRetract, Of: open})
	again := fold()
	for i, e := range []*ics.VEvent{off, again} {
		want := []string{"CANCELLED", "CONFIRMED"}[i]
		if e.Id() != agreed.Id() || value(e, ics.ComponentPropertyStatus) != want || value(e, ics.ComponentPropertyDtStart) != "20261211T080000Z" {
			t.Errorf("%s %s, want %s under %s", e.Id(), value(e, ics.ComponentPropertyStatus), want, agreed.Id())
		}
	}
	if a, z := value(agreed, ics.ComponentPropertySequence), value(off, ics.ComponentPropertySequence); len(z) < len(a) || len(z) == len(a) && z <= a {
		t.Errorf("SEQUENCE %s, then %s", a, z)
	}
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-18"})
	moved := b.entries[len(b.entries)-1].ID
	fold()
	for _, e := range b.entries { // the close that fixed it, and the date it was moved to
		if e.Kind == storage.KindClose && e.Next == "2026-12-11T09:00:00+01:00" || e.ID == moved {
			b.add(storage.Entry{Kind: storage.KindRetract, Of: e.ID})
		}
	}
	if e := fold(); value(e, ics.ComponentPropertyStatus) != "CANCELLED" {
		t.Errorf("a date that was taken back is %s", value(e, ics.ComponentPropertyStatus))
	}
	r.Alarm = 30
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-18T09:00:00+01:00"})
	if e := fold(); len(e.Alarms()) != 1 {
		t.Error("no alarm, and one was asked for")
	}
	b = &book{at: now, prefix: "N"}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès", Mentee: "Philippe"})
	r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
	if err := notes.Write(&bytes.Buffer{}, r); !errors.Is(err, notes.ErrNoDate) {
		t.Errorf("no date: %v", err)
	}
}

// TestCalendarOfPair: two pairs of one name are two to a calendar.
func TestCalendarOfPair(t *testing.T) {
	ids := map[string]bool{}
	for _, prefix := range []string{"P", "Q"} {
		r := request(t, notes.ForPair, "ics", "en")
		b := simulated("en")
		b.entries[0].ID = strings.Replace(b.entries[0].ID, "P", prefix, 1)
		r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
		for _, e := range calendarOf(t, r) {
			if ids[e.Id()] {
				t.Errorf("both have %s", e.Id())
			}
			ids[e.Id()] = true
		}
	}
}

// TestCalendarElsewhere: icalendar and vobject (Debian's python3-icalendar and
// python3-vobject) read every file, and vobject's validation passes.
func TestCalendarElsewhere(t *testing.T) {
	needs(t, "python3")
	const python = "/usr/bin/python3" // Debian's own, which has its packages
	if err := exec.Command(python, "-c", "import icalendar, vobject").Run(); err != nil {
		t.Skip("NOT RUN: icalendar or vobject is not installed")
	}
	const read = `
import sys, icalendar, vobject
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8", newline="").read()
    a = icalendar.Calendar.from_ical(text)
    b = vobject.readOne(text)
    b.validate(raiseException=True)
    events = [e for e in a.walk("vevent")]
    assert len(events) == len(b.vevent_list), name
    for e, f in zip(events, b.vevent_list):
        assert str(e["uid"]) == f.uid.value and e["dtstart"].dt == f.dtstart.value and str(e["summary"]) == f.summary.value, name
        print(e["status"], e["dtstart"].dt.isoformat())
`
	dir := t.TempDir()
	r := request(t, notes.ForPair, "ics", "fr")
	put(t, dir+"/all.ics", export(t, r))
	r.Format, r.Alarm = notes.FormatNext, 30
	put(t, dir+"/next.ics", export(t, r))
	b := simulated("fr")
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: ""})
	r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
	put(t, dir+"/off.ics", export(t, r))
	out, _ := run(t, dir, python, "-c", read, dir+"/all.ics", dir+"/next.ics", dir+"/off.ics")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); len(lines) != 9+1+1 || lines[9] != "CONFIRMED 2026-12-11T08:00:00+00:00" || lines[10] != "CANCELLED 2026-12-11T08:00:00+00:00" {
		t.Errorf("%q", lines)
	}
}
