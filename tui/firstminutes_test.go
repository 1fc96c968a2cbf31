package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/screen"
)

// TestFirstTick: from an empty data folder to the first tick of a box, in the keys that
// a pair presses who read what is on the screen and do what its button says. At one key
// a second, reading the pages aloud, that is well under three minutes.
func TestFirstTick(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			keys := 0
			press := func(ks ...string) {
				for _, k := range ks {
					d.press(k)
					keys++
				}
			}
			for range 4 {
				if d.m.top().Name() != "setup" {
					press("enter")
				}
			}
			d.press("Inès") // names are typed, not pressed
			press("enter", "enter")
			d.press("Philippe")
			press("enter", "enter")
			for d.m.env.PairID == "" && keys < 40 {
				press("enter")
			}
			for keys < 60 && !strings.HasSuffix(d.m.top().Name(), ":together") {
				press("enter")
			}
			press("space")
			d.m.refold()
			if l := d.m.env.Prog.Lessons[progress.CharterLesson]; l == nil || len(l.Ticks) != 1 {
				t.Fatalf("nothing is ticked after %d keys\n%s", keys, d.screen())
			}
			most := 20
			if size[1] < 24 {
				most = 45 // as much to read, a quarter of the lines
			}
			if keys > most {
				t.Errorf("%s %v: %d keys to the first tick; at most %d", lang, size, keys, most)
			}
			t.Logf("%s %dx%d: %d keys to the first tick", lang, size[0], size[1], keys)
		}
	}
}

// TestArrowsAndEnterAlone: once they have typed their names, a pair that knows no other
// key than enter and the arrows gets through its first hour, and it is closed with a date.
func TestArrowsAndEnterAlone(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 80, 24)
		d.makePair()
		seen := map[string]bool{}
		for n := range 400 {
			name := d.m.top().Name()
			seen[strings.SplitN(name, ":", 2)[0]] = true
			held := d.m.env.Prog.Held("")
			if name == "today" && len(held) > 0 && held[0].Closed {
				break
			}
			switch d.m.dialog() {
			case nil:
				if n%3 == 0 { // they try the arrows
					d.press("down", "up")
				}
			default:
				if _, writing := d.m.dialog().Dialog.(*screen.Write); writing && strings.HasPrefix(name, "return") {
					d.press("esc") // nothing typed: it can be left
					d.clickOn("p|skip")
					continue
				}
			}
			d.press("enter")
			d.pass(1)
		}
		held := d.m.env.Prog.Held("")
		if len(held) != 1 || !held[0].Closed || held[0].Next == "" {
			t.Fatalf("%s: the hour did not close: %+v\n%s", lang, held, d.screen())
		}
		for _, want := range []string{"today", "lesson", "return", "closing"} {
			if !seen[want] {
				t.Errorf("%s: %s was never on the screen (%v)", lang, want, seen)
			}
		}
	}
}

// TestLongestLessonInTheSmallestWindow: at 40 by 12 every step of every lesson can be
// read to its end by enter alone; how many windows that takes is logged.
func TestLongestLessonInTheSmallestWindow(t *testing.T) {
	const mostWindows = 24
	cur := curriculum.Load(curriculum.Builtin())
	for _, lang := range []string{"en", "fr"} {
		worst, where := map[curriculum.StepID]int{}, map[curriculum.StepID]string{}
		for _, m := range cur.Modules {
			for _, l := range m.Lessons {
				d := newDesk(t, lang, 40, 12)
				d.m.env.Cur = cur
				d.makePair()
				for _, step := range curriculum.StepIDs() {
					s := screen.NewLesson(d.m.env, l, step)
					d.m.Replace(s)
					d.send(minuteMsg{})
					name, windows := d.m.top().Name(), 1
					for d.m.shown.page.Buttons[0].ID == readOnID && windows <= mostWindows {
						d.press("enter")
						windows++
					}
					if d.m.top().Name() != name {
						t.Errorf("%s %s: enter left the step before its end", lang, name)
					}
					if windows > worst[step] {
						worst[step], where[step] = windows, l.ID
					}
				}
			}
		}
		var said []string
		for _, step := range curriculum.StepIDs() {
			said = append(said, fmt.Sprintf("%s %d (%s)", step, worst[step], where[step]))
			if worst[step] > mostWindows {
				t.Errorf("%s: %s of %s takes more than %d windows", lang, step, where[step], mostWindows)
			}
		}
		t.Logf("%s, windows of 40 by 12 to read the longest: %s", lang, strings.Join(said, ", "))
	}
}

// TestResize: every screen survives any size on the way from the smallest window to a
// huge one and back, and is afterwards what it was.
func TestResize(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, "fr", 80, 24)
			s.play(d)
			was := d.screen()
			for _, size := range [][2]int{{40, 12}, {57, 17}, {100, 24}, {200, 60}, {99, 30}, {41, 40}, {200, 12}, {80, 24}} {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				checkFrame(t, d, size[0], size[1])
			}
			if got := d.screen(); strings.Count(got, "\n") != strings.Count(was, "\n") || d.m.top() == nil {
				t.Errorf("not what it was:\n%s\nwas\n%s", got, was)
			}
			for _, size := range [][2]int{{39, 24}, {80, 11}, {1, 1}} {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if strings.Contains(d.screen(), "[") {
					t.Errorf("%v: a screen in a window too small for it:\n%s", size, d.screen())
				}
			}
		})
	}
}
