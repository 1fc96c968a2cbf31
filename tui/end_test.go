package tui

import (
	"strings"
	"testing"

	"binome/storage"
	"binome/storage/progress"
)

// walked is a pair that has walked the whole route, without anybody at the keys.
func (d *desk) walked() {
	d.t.Helper()
	d.makePair()
	for _, stage := range d.m.env.Cur.Route {
		id := d.m.Save(storage.Entry{Kind: storage.KindSession, Minutes: 60})[0].ID
		for _, lesson := range stage.Lessons {
			d.m.Save(
				storage.Entry{Kind: storage.KindStep, Lesson: lesson, Step: "remember", State: "done", Session: id},
				storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: "unaided", Evidence: "En ligne", Session: id},
			)
		}
		d.m.Save(
			storage.Entry{Kind: storage.KindGift, Text: "On décide avant la réunion", Session: id},
			storage.Entry{Kind: storage.KindClose, Next: "2027-12-01", Session: id},
		)
		d.days(14)
	}
	d.m.Save(storage.Entry{Kind: storage.KindCharter, Hash: "0123456789ab"})
	d.send(minuteMsg{})
}

// TestKeptForLater: a box that the lesson keeps for later is not ticked in the hour; the
// close proposes it with the plan, and what is accepted is one promise.
func TestKeptForLater(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	d.days(14)
	d.playHour("closing:promise")
	for _, e := range d.entries() {
		if e.Kind == storage.KindTick && e.Lesson == "presence/first-post" && e.Step == "alone" && e.Item == 5 {
			t.Errorf("a box kept for later was ticked in the hour: %+v", e)
		}
	}
	d.sees("Notez qui relira le brouillon")
	d.by("promise")
	last := d.entries()[len(d.entries())-1]
	if last.Kind != storage.KindPromise || !strings.HasSuffix(last.Text, "Notez qui relira le brouillon avant sa parution, et pour quand.") || !strings.HasPrefix(last.Text, "Jeudi, quand") {
		t.Errorf("the promise is %+v", last)
	}
}

// TestTheEnd: after the route each is asked two questions, by keyboard alone and with
// nothing chosen beforehand; the answers are there when the ballot is written.
func TestTheEnd(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 80, 24)
		d.walked()
		d.by("end")
		d.by("opinions")
		before := len(d.entries())
		d.press("enter", "enter")
		if got := d.kinds(before); got != "" {
			t.Errorf("enter alone has kept %s", got)
		}
		moved(d, "value:9", "sure", "skip", "value:7", "sure", "value:10", "sure")
		d.at("end")
		if got := d.kinds(before); got != "opinion opinion opinion" {
			t.Errorf("kept were %s", got)
		}
		p := d.m.env.Prog
		until, ok := p.Settled(d.now)
		for _, o := range p.Opinions {
			if !ok || o.At.After(until) {
				t.Errorf("%+v comes too late for the ballot, settled at %v", o, until)
			}
		}
		if left := p.OpinionsToAsk(progress.Mentee, progress.Mentor); len(left) != 1 || left[0] != (progress.Opinion{Topic: progress.Recommend, Who: progress.Mentee}) {
			t.Errorf("left to ask: %v", left)
		}
		moved(d, "opinions", "value:4", "sure")
		for _, a := range d.m.shown.page.Actions {
			if a.ID == "opinions" {
				t.Error("what was answered is asked again")
			}
		}
	}
}
