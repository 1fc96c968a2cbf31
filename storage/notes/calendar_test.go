package notes_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // zones whose clocks change, on any machine

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

// startOf is when an event begins, in UTC: of paris, whose hours files are in.
func startOf(e *ics.VEvent) string {
	p := e.GetProperty(ics.ComponentPropertyDtStart)
	if id := p.ICalParameters["TZID"]; len(id) != 1 || id[0] != "CET (UTC+1)" {
		return "of no zone: " + p.Value
	}
	at, err := time.ParseInLocation("20060102T150405", p.Value, paris())
	if err != nil {
		return err.Error()
	}
	return at.UTC().Format("20060102T150405Z")
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
	if value(agreed, ics.ComponentPropertyStatus) != "CONFIRMED" || startOf(agreed) != "20261211T080000Z" {
		t.Errorf("%s %s", value(agreed, ics.ComponentPropertyStatus), startOf(agreed))
	}
	open := b.add(storage.Entry{Kind: storage.KindPostpone, Next: ""})
	off := fold()
	b.add(storage.Entry{Kind: storage.KindRetract, Of: open})
	again := fold()
	for i, e := range []*ics.VEvent{off, again} {
		want := []string{"CANCELLED", "CONFIRMED"}[i]
		if e.Id() != agreed.Id() || value(e, ics.ComponentPropertyStatus) != want || startOf(e) != "20261211T080000Z" {
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

// TestCalendarZone: hours stand in the zone they were agreed on in, summer and winter, and the
// file says when its clocks change; in UTC, and of a day without an hour, there is none.
func TestCalendarZone(t *testing.T) {
	for _, tt := range []struct {
		zone string
		want []string
		not  string
	}{
		{"Europe/Paris", []string{
			"BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n",
			"BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n",
			"BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n",
			"DTSTART;TZID=Europe/Paris:20260902T110000\r\n", "DTSTART;TZID=Europe/Paris:20261211T090000\r\n",
		}, "T090000Z"},
		{"Asia/Kolkata", []string{"TZOFFSETTO:+0530\r\n", "DTSTART;TZID=Asia/Kolkata:20261211T133000\r\n"}, "BEGIN:DAYLIGHT"},
		{"America/New_York", []string{"DTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\n", "DTSTART;TZID=America/New_York:20261211T030000\r\n"}, "TZNAME:CET"},
		{"UTC", []string{"DTSTART;TZID=UTC+1:20261211T090000\r\n", "TZOFFSETTO:+0100\r\n"}, "20261211T080000Z"}, // nowhere: where the pair last wrote
	} {
		loc, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		r := request(t, notes.ForPair, "ics", "en")
		r.Now = r.Now.In(loc)
		out := string(export(t, r))
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s: no %q in\n%s", tt.zone, want, out)
			}
		}
		if strings.Contains(out, tt.not) {
			t.Errorf("%s: %q is in it", tt.zone, tt.not)
		}
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

// TestCalendarHeldBefore: a session held before the day agreed on is an event of its own; the
// day agreed on stays the same event, whether it stands, moves or goes.
func TestCalendarHeldBefore(t *testing.T) {
	next, all := request(t, notes.ForPair, notes.FormatNext, "en"), request(t, notes.ForPair, "ics", "en")
	b := simulated("en")
	read := func(r notes.Request) []*ics.VEvent {
		r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
		return calendarOf(t, r)
	}
	agreed := read(next)[0]
	before := b.entries
	for _, tt := range []struct{ next, status, start string }{
		{"2026-12-11T09:00:00+01:00", "CONFIRMED", "20261211T080000Z"},
		{"2026-12-18T09:00:00+01:00", "CONFIRMED", "20261218T080000Z"},
		{"", "CANCELLED", "20261211T080000Z"},
	} {
		b.entries = before[:len(before):len(before)]
		b.begin("2026-11-21 15:00", 60)
		b.walk("ai/ai-rules")
		b.close(tt.next)
		e := read(next)[0]
		if got := e.GetProperty(ics.ComponentPropertyStatus).Value; e.Id() != agreed.Id() || got != tt.status || startOf(e) != tt.start {
			t.Errorf("%+v: %s under %s, agreed was %s", tt, got, e.Id(), agreed.Id())
		}
		ids := map[string]bool{}
		for _, e := range read(all) {
			ids[e.Id()] = true
		}
		if len(ids) != 10 {
			t.Errorf("%+v: %d events: seven sessions, one ahead, two of after-care", tt, len(ids))
		}
	}
	// Held on the day, later than agreed on, it is that event.
	b.entries = before
	b.begin("2026-12-14 15:00", 60)
	b.walk("ai/ai-rules")
	if events := read(all); events[6].Id() != agreed.Id() {
		t.Errorf("the session that was agreed on has another UID, %s", events[6].Id())
	}
}

// calendars are files as a pair exports them: all dates, the next one with an alarm, and the
// same taken back.
func calendars(t *testing.T, dir string) (files []string) {
	t.Helper()
	r := request(t, notes.ForPair, "ics", "fr")
	home, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	r.Now = r.Now.In(home)
	add := func(name string) {
		files = append(files, filepath.Join(dir, name))
		put(t, files[len(files)-1], export(t, r))
	}
	add("all.ics")
	r.Format, r.Alarm = notes.FormatNext, 30
	add("next.ics")
	b := simulated("fr")
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: ""})
	r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
	add("off.ics")
	return files
}

// TestCalendarElsewhere: five readers read every file and find the same in it. icalendar and
// vobject are Debian's python3-icalendar and python3-vobject, khal its khal, libical its
// libical-dev (whose check of RFC 5546's restrictions is run), ical.js npm's.
func TestCalendarElsewhere(t *testing.T) {
	dir := t.TempDir()
	files := calendars(t, dir)
	want := []string{"all.ics 9", "next.ics CONFIRMED 2026-12-11T08:00:00", "off.ics CANCELLED 2026-12-11T08:00:00"}
	holds := func(t *testing.T, out string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("no %q in\n%s", w, out)
			}
		}
	}
	t.Run("icalendar, vobject", func(t *testing.T) {
		needs(t, "python3")
		const python = "/usr/bin/python3" // Debian's own, which has its packages
		if err := exec.Command(python, "-c", "import icalendar, vobject").Run(); err != nil {
			t.Skip("NOT RUN: icalendar or vobject is not installed")
		}
		const read = `
import sys, os, datetime, icalendar, vobject
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8", newline="").read()
    a = icalendar.Calendar.from_ical(text)
    b = vobject.readOne(text)
    b.validate(raiseException=True)
    events = [e for e in a.walk("vevent")]
    assert len(events) == len(b.vevent_list), name
    print(os.path.basename(name), len(events))
    for e, f in zip(events, b.vevent_list):
        assert str(e["uid"]) == f.uid.value and e["dtstart"].dt == f.dtstart.value and str(e["summary"]) == f.summary.value, name
        at = e["dtstart"].dt
        if isinstance(at, datetime.datetime): at = at.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        print(os.path.basename(name), e["status"], at.isoformat())
`
		out, _ := run(t, dir, python, append([]string{"-c", read}, files...)...)
		holds(t, out)
	})
	t.Run("libical", func(t *testing.T) {
		gcc := needs(t, "gcc")
		if _, err := os.Stat("/usr/include/libical/ical.h"); err != nil {
			t.Skip("NOT RUN: libical-dev is not installed")
		}
		put(t, filepath.Join(dir, "read.c"), []byte(`
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
static char *get(char *s, size_t n, void *f) { return fgets(s, n, f); }
int main(int argc, char **argv) {
	for (int i = 1; i < argc; i++) {
		icalparser *p = icalparser_new();
		icalparser_set_gen_data(p, fopen(argv[i], "r"));
		icalcomponent *c = icalparser_parse(p, get), *e;
		const char *name = strrchr(argv[i], '/') + 1;
		if (!icalrestriction_check(c) || icalcomponent_count_errors(c)) { printf("%s is refused\n", name); return 1; }
		printf("%s %d\n", name, icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT));
		for (e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e; e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
			struct icaltimetype at = icaltime_convert_to_zone(icalcomponent_get_dtstart(e), icaltimezone_get_utc_timezone());
			printf("%s %s %04d-%02d-%02dT%02d:%02d:%02d\n", name, icalproperty_status_to_string(icalcomponent_get_status(e)), at.year, at.month, at.day, at.hour, at.minute, at.second);
		}
	}
	return 0;
}
`))
		run(t, dir, gcc, "read.c", "-o", "read", "-lical")
		out, _ := run(t, dir, filepath.Join(dir, "read"), files...)
		holds(t, out)
	})
	t.Run("ical.js", func(t *testing.T) {
		node, npm := needs(t, "node"), needs(t, "npm")
		run(t, dir, npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", dir, "ical.js@2.2.1")
		const read = `
const I = require("./node_modules/ical.js").default, fs = require("fs"), path = require("path");
for (const f of process.argv.slice(1)) {
  const c = new I.Component(I.parse(fs.readFileSync(f, "utf8"))), all = c.getAllSubcomponents("vevent");
  for (const z of c.getAllSubcomponents("vtimezone")) I.TimezoneService.register(new I.Timezone(z));
  console.log(path.basename(f), all.length);
  for (const v of all) console.log(path.basename(f), v.getFirstPropertyValue("status"), new I.Event(v).startDate.convertToZone(I.Timezone.utcTimezone).toString());
}`
		out, _ := run(t, dir, node, append([]string{"-e", read, "--"}, files...)...)
		holds(t, out)
	})
	t.Run("khal", func(t *testing.T) {
		khal := needs(t, "khal")
		zone := "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%dT%H:%M:00\nlongdatetimeformat = %Y-%m-%dT%H:%M:00\n"
		var said string
		for _, f := range files {
			into := t.TempDir()
			put(t, filepath.Join(into, "conf"), []byte("[calendars]\n[[x]]\npath = "+into+"/x\n[sqlite]\npath = "+into+"/db\n[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"+zone))
			if err := os.Mkdir(filepath.Join(into, "x"), 0o700); err != nil {
				t.Fatal(err)
			}
			run(t, into, khal, "-c", filepath.Join(into, "conf"), "import", "--batch", f)
			out, _ := run(t, into, khal, "-c", filepath.Join(into, "conf"), "list", "--format", "{status} {start}", "--day-format", "", "2026-09-01", "200d")
			lines := strings.FieldsFunc(out, func(r rune) bool { return r == '\n' })
			said += fmt.Sprintf("%s %d\n", filepath.Base(f), len(lines))
			for _, l := range lines {
				said += filepath.Base(f) + " " + strings.Join(strings.Fields(l), " ") + "\n"
			}
		}
		holds(t, said)
	})
}
