package tui

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"binome/tui/screen"
)

// seconds lets seconds go by, as the clock of what counts tells it.
func (d *desk) seconds(n int) {
	d.now = d.now.Add(time.Duration(n) * time.Second)
	d.send(secondMsg{})
}

func (d *desk) ticks() bool {
	s, ok := d.m.top().(screen.Ticker)
	return ok && s.Ticks(d.m.env)
}

// TestTimer: a key starts it, the same key stops it, it goes on where it stood, ends by
// itself, and nothing wakes but while it runs. Nothing of it is kept.
func TestTimer(t *testing.T) {
	for _, guest := range []bool{false, true} {
		d := newDesk(t, "en", 80, 24)
		d.makePair()
		moved(d, "begin", "later", doMenu, "go:outline", "lesson:give-back/disagree", "look", "right")
		d.m.opt.Guest, d.m.env.Guest = guest, guest
		before := journal(t, d)
		if d.ticks() {
			t.Error("a lesson ticks")
		}
		d.press("y")
		d.at("aid:timer")
		d.sees("2:00 left of 2:00")
		if d.ticks() {
			t.Error("it ticks before it was started")
		}
		d.press("enter")
		if !d.ticks() {
			t.Error("it was started and doesn't tick")
		}
		d.seconds(37)
		d.sees("1:23 left of 2:00")
		d.press("enter") // stop
		d.seconds(600)
		d.sees("1:23 left of 2:00")
		if d.ticks() {
			t.Error("it ticks though it was stopped")
		}
		d.press("enter")
		d.seconds(83)
		d.sees("The time is up.")
		if d.ticks() {
			t.Error("it ticks after its end")
		}
		d.by("again")
		d.sees("2:00 left of 2:00")
		d.by("back")
		d.at("lesson:give-back/disagree:together")
		if got := journal(t, d); got != before {
			t.Errorf("a timer has recorded:\n%s", strings.TrimPrefix(got, before))
		}
	}
}

// TestTicking: the model waits for one second at a time, only while something counts.
func TestTicking(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	moved(d, "begin", "later", doMenu, "go:outline", "lesson:give-back/disagree", "look", "right", "aid")
	waits := func() bool {
		d.m.still = false
		defer func() { d.m.still = true }()
		return d.m.untilSecond() != nil
	}
	if waits() {
		t.Error("a second is waited for while nothing counts")
	}
	d.by("start")
	if !waits() || waits() {
		t.Error("one second, and not two, is waited for while it counts")
	}
	d.seconds(1)
	if !waits() {
		t.Error("after a second none is waited for")
	}
	d.m.ticking = false
	d.by("back")
	if waits() {
		t.Error("a second is waited for behind what counted")
	}
}

// TestPrompter: four lines at a time scroll by in the time there is; what the two typed
// takes the place of the author's.
func TestPrompter(t *testing.T) {
	d := newDesk(t, "fr", 40, 12)
	d.makePair()
	moved(d, "begin", "later", doMenu, "go:outline", "lesson:give-back/disagree", "look", "right", "right", "aid")
	d.sees("Vous voulez que la grue parte")
	d.by("start")
	d.seconds(30)
	if s := d.screen(); strings.Contains(s, "Vous voulez que la grue") || !strings.Contains(s, "Reste 0:15") {
		t.Errorf("it doesn't scroll:\n%s", s)
	}
	d.by("stop")
	d.by("own")
	d.press("Bonjour, ici le chantier.")
	d.press("ctrl+s")
	d.at("aid:prompter")
	d.sees("Bonjour, ici le chantier.")
	d.sees("Reste 0:45 sur 0:45")
}

// TestTimerSaid: linear text says what it would do, runs it unseen, and says where it is
// when it is asked, and at the end.
func TestTimerSaid(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	moved(d, "begin", "later", doMenu, "go:outline", "lesson:give-back/disagree", "look", "right", "aid")
	d.m.env.Linear = true
	said := func() string {
		var out bytes.Buffer
		p := d.m.page()
		for _, b := range p.Body {
			out.WriteString(b.Text + "\n")
		}
		for _, a := range p.Actions {
			out.WriteString(a.Letter + " " + a.Label + "\n")
		}
		return out.String()
	}
	for _, want := range []string{"ask where it is", "h Where is it?", "2:00 left of 2:00."} {
		if !strings.Contains(said(), want) {
			t.Errorf("%q isn't said:\n%s", want, said())
		}
	}
	d.by("start")
	d.now = d.now.Add(50 * time.Second)
	d.by("count")
	if !strings.Contains(said(), "1:10 left of 2:00.") {
		t.Errorf("asked, it says\n%s", said())
	}
	d.now = d.now.Add(80 * time.Second)
	d.by("count")
	if !strings.Contains(said(), "The time is up.") {
		t.Errorf("at its end it says\n%s", said())
	}
}
