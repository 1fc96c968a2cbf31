package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"binome/storage/progress"
)

// TestReopened: whenever the program is closed and opened again in an hour, that hour goes
// on: the parts that left something in the journal are still behind, no lesson has come to
// it, the step is the very one, and nothing is kept by opening.
func TestReopened(t *testing.T) {
	for session := 1; session <= 2; session++ {
		d := newDesk(t, "fr", 80, 24)
		if session == 2 {
			d.playHour("")
			d.days(15)
			d.by("begin")
		} else {
			d.makePair()
			d.by("begin")
		}
		for range 80 {
			if d.m.env.Hour == nil || d.name() == "closing:end" {
				break
			}
			reopen(t, d, session)
			(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			d.pass(1)
		}
		d.at("closing:end")
	}
}

func reopen(t *testing.T, d *desk, session int) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(d.folder.Dir)); err != nil {
		t.Fatal(err)
	}
	again := &desk{t: t, now: d.now}
	again.openAt(dir, "fr", "ines-philippe", 80, 24)
	where := fmt.Sprintf("session %d, %s", session, d.name())
	h := again.m.env.Hour
	if h == nil {
		t.Fatalf("%s: no hour goes on", where)
	}
	was, is := d.m.env.Hour.Parts, h.Parts
	if len(was) != len(is) {
		t.Fatalf("%s: %d parts, and %d", where, len(was), len(is))
	}
	for i := range was {
		if was[i].Kind != is[i].Kind || was[i].Lesson != nil && was[i].Lesson.ID != is[i].Lesson.ID {
			t.Errorf("%s: part %d was %s", where, i, was[i].Kind)
		}
		// What was skipped at the last left no trace: it is offered again. The launch is behind
		// as soon as both have agreed.
		if was[i].Done != is[i].Done && !was[i].Skipped && was[i].Kind != progress.PartLaunch {
			t.Errorf("%s: %s was behind: %v, and is: %v", where, was[i].Kind, was[i].Done, is[i].Done)
		}
	}
	if h.Left(d.now) != d.m.env.Hour.Left(d.now) {
		t.Errorf("%s: %d minutes left, and %d", where, d.m.env.Hour.Left(d.now), h.Left(d.now))
	}
	if before, now := len(d.entries()), len(again.entries()); before != now {
		t.Errorf("%s: opening has kept %s", where, again.kinds(before))
	}
	if lesson, _, ok := strings.Cut(d.name(), ":remember"); strings.HasPrefix(d.name(), "lesson:") {
		if ok {
			lesson += ":remember"
		}
		if !strings.HasPrefix(again.name(), lesson) {
			t.Errorf("%s: opened again it is %s", where, again.name())
		}
	}
}
