package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/tui/page"
)

// TestBackFromTheClose: f is one key, and so is the way back from it: to the very step,
// with what was left out still to come, and nothing kept by either.
func TestBackFromTheClose(t *testing.T) {
	const step = "lesson:presence/headline-photo:alone"
	for _, back := range []string{"esc", "back-to"} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour(step)
		d.pass(3)
		before, left, was := len(d.entries()), d.m.env.Hour.PartsLeft(), clock(d)
		d.press("f")
		d.at("ask:") // it names what would be left out
		d.sees("En retour")
		d.press("enter")
		d.at("closing:")
		moved(d, back)
		d.at(step)
		if kept := d.kinds(before); kept != "" || d.m.env.Hour.PartsLeft() != left || clock(d) != was {
			t.Errorf("%s: kept %q, %d parts left of %d, %q and not %q", back, kept, d.m.env.Hour.PartsLeft(), left, clock(d), was)
		}
		d.press("f", "b") // asked again, and left
		d.at(step)
		d.pass(60)
		d.press("f") // when the time is up it is one key
		d.at("closing:")
	}
	d := newDesk(t, "fr", 80, 24) // from another part than the lesson
	d.playHour("return")
	d.press("f", "esc")
	d.at("return")
	d = newDesk(t, "fr", 80, 24) // who came there in time has nothing to go back to
	d.playHour("closing:")
	d.press("esc")
	d.at("today")
}

// TestGoOnWhereTheyWere: from Today the way on leads to the step they were at.
func TestGoOnWhereTheyWere(t *testing.T) {
	const step = "lesson:presence/headline-photo:talk"
	d := newDesk(t, "en", 80, 24)
	d.playHour(step)
	d.press("esc")
	d.at("today")
	before := len(d.entries())
	d.by("on")
	d.at(step)
	if kept := d.kinds(before); kept != "" {
		t.Errorf("kept %s", kept)
	}
}

func clock(d *desk) string {
	long, _ := d.m.clock()
	return long
}

// TestClockInEveryBar: on every page of an hour what is left of it and of its part stands in
// the bar, whatever the window and however long the names.
func TestClockInEveryBar(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, names := range [][2]string{{"Inès", "Philippe"}, {"Marie-Christine", "Jean-Philippe-Emmanuel"}} {
			d := newDesk(t, lang, 40, 12)
			d.by("begin")
			d.press(names[0], "enter", names[1], "enter")
			moved(d, "sees:shared", "whose:mentor", "make", "begin")
			for range 60 {
				for _, w := range []int{40, 56, 64, 80, 120} {
					d.send(tea.WindowSizeMsg{Width: w, Height: 24})
					long, short := d.m.clock()
					if bar, _, _ := strings.Cut(d.screen(), "\n"); long != "" && !d.m.shown.page.Over && !strings.Contains(bar, long) && !strings.Contains(bar, short) {
						t.Errorf("%s at %d columns: %q", d.name(), w, bar)
					}
				}
				if d.name() == "closing:end" {
					break
				}
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
				d.pass(1)
			}
			d.at("closing:end")
		}
	}
}

// TestCloseGoesOn: who leaves the close for Today comes back to the very question of it.
func TestCloseGoesOn(t *testing.T) {
	for _, stage := range []string{"closing:rung", "closing:promise", "closing:sure", "closing:date"} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour(stage)
		before := len(d.entries())
		d.press("esc")
		d.at("today")
		d.by("on")
		d.at(stage)
		if kept := d.kinds(before); kept != "" {
			t.Errorf("%s: kept %s", stage, kept)
		}
		dir := d.folder.Dir
		again := &desk{t: t, now: d.now}
		again.openAt(dir, "fr", "ines-philippe", 80, 24)
		again.by("on")
		again.at(stage)
	}
}

// TestWritten: whatever was typed is listed, and can be put right or taken back: then it is
// on no page and in no notes.
func TestWritten(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.says = "n" // a stray letter, kept by enter
	d.playHour("")
	d.by(doNote)
	d.press("Le client Untel", "ctrl+s")
	moved(d, doMenu, "go:notes", "written")
	seen := func(text string) bool {
		all := text == ""
		for _, e := range d.m.env.Prog.Notes {
			all = all || strings.Contains(e.Text, text)
		}
		for _, l := range d.m.env.Prog.Lessons {
			for _, r := range l.Rungs {
				all = all || r.Evidence == text
			}
		}
		return all
	}
	list := func() (ids []string) {
		for _, id := range d.m.shown.page.Pressable() {
			if strings.HasPrefix(id, "entry:") {
				ids = append(ids, id)
			}
		}
		return ids
	}
	first := list()
	if len(first) < 4 || !seen("Le client Untel") {
		t.Fatalf("%v\n%s", first, d.screen())
	}
	moved(d, first[0], "take-back", "undo")
	if seen("Le client Untel") || strings.Contains(d.screen(), "› 1 Le client") || len(list()) != len(first)-1 {
		t.Errorf("the note is still there:\n%s", d.screen())
	}
	for _, id := range list() {
		moved(d, id, "correct")
		d.at("write:")
		d.press("end", "ctrl+u", "Corrigé")
		d.by("save")
		d.at("written")
	}
	for _, e := range typed(d) {
		if e != "Corrigé" {
			t.Errorf("left is %q", e)
		}
	}
	if got := len(list()); got != len(first)-1 {
		t.Errorf("%d texts, and %d", len(first)-1, got)
	}
}

func typed(d *desk) (all []string) {
	for _, b := range d.m.shown.page.Body {
		if b.Kind == page.Choice {
			all = append(all, b.Text)
		}
	}
	return all
}

// TestPressedIsSeen: space and enter press no row that is out of sight; they show it first.
func TestPressedIsSeen(t *testing.T) {
	for _, size := range sizes {
		d := newDesk(t, "fr", size[0], size[1])
		d.playHour("lesson:presence/headline-photo:alone")
		for range 12 {
			d.press("space")
			p, pl := &d.m.shown.page, d.m.shown.place
			if _, seen := d.m.shown.hits.Find("p|" + pl.Row); pl.Row != "" && !seen {
				t.Errorf("%v: %s is chosen and not in sight:\n%s", size, pl.Row, d.screen())
			}
			d.press("home")
			if _, seen := d.m.shown.hits.Find("p|" + pl.Row); !seen {
				before := len(d.entries())
				d.press("space")
				if got := d.kinds(before); got != "" {
					t.Errorf("%v: space pressed what nobody sees: %s on %s", size, got, p.Name)
				}
			}
		}
	}
}

// TestUnfinishedIsPromised: an hour that ends before the lesson does asks what is taken into the
// week all the same, and its last page says where they go on.
func TestUnfinishedIsPromised(t *testing.T) {
	for _, size := range sizes {
		d := newDesk(t, "fr", size[0], size[1])
		d.playHour("lesson:presence/headline-photo:talk")
		d.pass(60)
		d.press("f")
		d.at("closing:promise")
		d.by("promise")
		if got := d.m.env.Prog.Promises; len(got) != 1 || got[0].Lesson != "presence/headline-photo" {
			t.Fatalf("promised: %+v", got)
		}
		for d.name() != "closing:end" {
			d.by(map[string]string{"closing:sure": "skip", "closing:date": "open"}[d.name()])
		}
		d.downTo("en êtes à")
	}
}

// TestShortHourIsPromised: a session of a quarter of an hour, or one that goes to its close from
// the very first step, still asks for a promise: a line, or one key that leaves it out.
func TestShortHourIsPromised(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		for _, size := range sizes {
			for _, typed := range []string{"", "Mardi, je le refais"} {
				d := newDesk(t, lang, size[0], size[1])
				d.playHour("")
				d.days(15)
				d.by("minutes:0")
				d.by("begin")
				for strings.HasPrefix(d.name(), "since") || strings.HasPrefix(d.name(), "recall") {
					(&hands{desk: d}).do(nextMove(&d.m.shown.page))
				}
				d.pass(14)
				d.press("f")
				d.at("closing:promise")
				before := len(d.entries())
				if typed == "" {
					d.by("skip")
				} else {
					d.press("enter")
					d.at("write:")
					d.press(typed, "enter")
				}
				d.at("closing:")
				if d.name() == "closing:promise" {
					t.Fatalf("%s", d.screen())
				}
				if got := d.kinds(before); (got == "promise") != (typed != "") {
					t.Errorf("%s %v: kept %q", lang, size, got)
				}
			}
		}
	}
}

// TestPartIsStillToDo: that a lesson is half done is said where its rung is asked for, by one key
// in its stead: nothing of it counts as done from the open step on, the next session goes on
// there, and ctrl-z takes it back.
func TestPartIsStillToDo(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			d.playHour("closing:rung")
			d.by("part")
			d.at("closing:promise")
			l := d.m.env.Prog.Lessons["presence/headline-photo"]
			if len(l.Rungs) != 0 || l.Finished() || l.Resume() != "alone" {
				t.Errorf("%s %v: %+v", lang, size, l)
			}
			d.takesBack(map[string]string{"fr": "une partie reste à faire", "en": "a part is still to do"}[lang])
			d.at("closing:rung")
			if l := d.m.env.Prog.Lessons["presence/headline-photo"]; !l.Finished() {
				t.Errorf("%s: taken back it is %+v", lang, l)
			}
			d.by("part")
			for d.m.env.Hour != nil {
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			}
			if n := d.m.env.Prog.Next(); n.Lesson.ID != "presence/headline-photo" || n.Step != "alone" {
				t.Errorf("%s: next is %+v", lang, n)
			}
		}
	}
}

// TestOpenBoxesInTheStrip: a step that was left with a box open has no tick in the strip: it says
// how many of its boxes are ticked.
func TestOpenBoxesInTheStrip(t *testing.T) {
	for lang, step := range map[string]string{"fr": "Ensemble 1/", "en": "Together 1/"} {
		d := newDesk(t, lang, 80, 24)
		d.playHour("lesson:presence/headline-photo:together")
		d.by("box:1")
		d.by("on")
		d.at("lesson:presence/headline-photo:alone")
		d.sees(step)
		if strings.Contains(d.screen(), "✓ "+step) {
			t.Errorf("%s:\n%s", lang, d.screen())
		}
	}
}

// TestWaysOutShowTheirKeys: the way out of a note and of the list of pairs says its key, and that
// key leads out.
func TestWaysOutShowTheirKeys(t *testing.T) {
	for lang, keys := range map[string][2]string{"fr": {"Retour  échap", "Retour  b"}, "en": {"Back  esc", "Back  b"}} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			d.playHour("lesson:presence/headline-photo:discover")
			d.press("n")
			d.sees(keys[0])
			d.press("esc")
			d.at("lesson:")
			moved(d, doMenu, "go:pairs")
			d.sees(keys[1])
			d.press("b")
			d.at("lesson:")
		}
	}
}
