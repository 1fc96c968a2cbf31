package tui

import (
	"slices"
	"strings"
	"testing"

	"binome/tui/page"
)

// TestTodayIsShort: how long they have got is in sight at once where a window has the usual
// size, whatever date and promise stand there; in the smallest one three more keys show it all.
func TestTodayIsShort(t *testing.T) {
	for _, s := range scenes() {
		if !strings.HasPrefix(s.name, "today-") {
			continue
		}
		for _, lang := range []string{"fr", "en"} {
			d := newDesk(t, lang, 80, 24)
			s.play(d)
			asks := slices.ContainsFunc(d.m.shown.page.Body, func(b page.Block) bool { return b.Kind == page.Turn })
			if !strings.HasPrefix(d.name(), "today") || !asks {
				continue
			}
			d.sees("60 min")
			d.sees("90 min")
			d = newDesk(t, lang, 40, 12)
			s.play(d)
			windows := 1
			for ; d.m.readsOn(&d.m.shown.page, d.m.shown.place) && windows < 10; windows++ {
				d.press("enter")
			}
			most := 4
			if s.name == "today-missed" { // a sentence and a button more
				most++
			}
			if windows > most {
				t.Errorf("%s %s: %d windows", lang, s.name, windows)
			}
		}
	}
}

// TestBroughtForTheLessonChosen: before the first lesson is chosen nobody is told what to bring
// for another; once it is, both are told for that one.
func TestBroughtForTheLessonChosen(t *testing.T) {
	for n := range 3 {
		d := newDesk(t, "fr", 80, 24)
		d.makePair()
		hand := d.m.env.T("bring.has", "Name", "Philippe", "What", "")
		told := func() string {
			for _, b := range d.m.shown.page.Body {
				if strings.HasPrefix(b.Text, hand) {
					return b.Text
				}
			}
			return ""
		}
		if got := told(); got != "" {
			t.Fatalf("told before the lesson is chosen: %s", got)
		}
		moved(d, "begin", "no-wish", "skip")
		d.at("launch:first")
		all := d.m.shown.page.Pressable()
		if n >= len(all) {
			break
		}
		id := strings.TrimPrefix(all[n], "first:")
		d.by(all[n])
		l, _ := d.m.env.Cur.Lesson(id)
		head, err := l.Head("fr")
		if err != nil {
			t.Fatal(err)
		}
		if got := told(); got != d.m.env.T("bring.has", "Name", "Philippe", "What", d.m.env.All.For("fr").Typo(head.Bring)) {
			t.Errorf("%s: told is %q, not %q", id, got, head.Bring)
		}
	}
}

// TestAskedOnce: what the wish says is ticked already when the needs are asked, stands above
// them, and enter takes the route that follows.
func TestAskedOnce(t *testing.T) {
	d := newDesk(t, "fr", 120, 40)
	d.makePair()
	d.by("begin")
	d.fill("wish", "Publier moi-même des nouvelles")
	d.by("wish")
	d.at("launch:need")
	d.sees("Publier moi-même des nouvelles")
	if first := d.m.shown.page.Body[slices.IndexFunc(d.m.shown.page.Body, func(b page.Block) bool { return b.Kind == page.Box })]; first.State != page.Done {
		t.Errorf("what was just said is asked for again\n%s", d.screen())
	}
	d.press("enter")
	if d.m.env.Prog.RouteID != "voice" {
		t.Errorf("enter takes the route %q\n%s", d.m.env.Prog.RouteID, d.screen())
	}
}
