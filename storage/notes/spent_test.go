package notes_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// TestTwoMinutes: a session of two minutes for which an hour was set aside is two minutes
// for each reader, and the hour is called what it is.
func TestTwoMinutes(t *testing.T) {
	b := &book{at: time.Date(2026, 9, 1, 9, 0, 0, 0, paris()), prefix: "Q"}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès Martin", Mentee: "Philippe Durand", Code: "K7"})
	for _, who := range []string{"mentor", "mentee"} {
		b.agree(who)
	}
	b.begin("2026-09-02 10:00", 60)
	b.rung("presence/headline-photo", "with-hint", "x")
	b.close("")
	for _, tt := range []struct {
		reader notes.Audience
		format string
		want   []string
	}{
		{notes.ForPair, "md", []string{"**Time together:** 2 minutes", "**Time set aside:** 60 minutes", "| 2 |"}},
		{notes.ForPair, "json", []string{`"minutes_spent": 2,`, `"minutes_reserved": 60,`}},
		{notes.ForMentor, "md", []string{"In all, 2 minutes together"}},
		{notes.ForPair, "ics", []string{"DTSTART;TZID=CET (UTC+1):20260902T100000", "DTEND;TZID=CET (UTC+1):20260902T100200"}},
		{notes.ForLMS, "xapi", []string{`"PT2M"`}},
		{notes.ForProgramme, "toml", []string{"minutes_spent = 2\n", "minutes_reserved = 60\n"}},
	} {
		r := notes.Request{
			Audience: tt.reader, Format: tt.format, PairID: "ines-philippe", Curriculum: taughtHere(t), Now: now,
			Progress: progress.Fold(taughtHere(t), b.entries), Words: words(t, "en"),
		}
		out := string(export(t, r))
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s %s has no %q:\n%s", tt.reader, tt.format, want, out)
			}
		}
	}
}

// TestStillGoingOn: a record store never takes a statement back, so a session is told to
// it when it is over.
func TestStillGoingOn(t *testing.T) {
	entries := simulated("en").entries
	last := entries[len(entries)-1]
	if last.Kind != storage.KindClose {
		t.Fatal(last.Kind)
	}
	for _, tt := range []struct {
		closed bool
		after  time.Duration
		want   int
	}{{true, time.Hour, 6}, {false, time.Hour, 5}, {false, 25 * time.Hour, 6}} {
		r := request(t, notes.ForLMS, "xapi", "en")
		some := entries
		if !tt.closed {
			some = entries[:len(entries)-1]
		}
		r.Progress, r.Now = progress.Fold(r.Curriculum, some), last.At.Add(tt.after)
		if got := bytes.Count(export(t, r), []byte(fmt.Sprintf("%q", "http://adlnet.gov/expapi/verbs/attended"))); got != tt.want {
			t.Errorf("%+v: %d sessions", tt, got)
		}
	}
}
