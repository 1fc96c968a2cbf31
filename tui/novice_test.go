package tui

import (
	"context"
	"errors"
	"image/color"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/tui/screen"
)

// What somebody new to terminals does, and what must hold then.

// lesson comes to a step of the first lesson, in an hour without a launch.
func (d *desk) lesson(steps int) *desk {
	d.t.Helper()
	d.makePair()
	moved(d, "begin", "later")
	for range steps {
		d.by("on")
	}
	return d
}

// TestPasteIsNeverKeys: pasted text is text where text is typed, and nothing elsewhere.
func TestPasteIsNeverKeys(t *testing.T) {
	d := newDesk(t, "en", 80, 24).lesson(0)
	before, at := len(d.entries()), d.name()
	d.send(tea.PasteMsg{Content: "q\r\nm \x1b[A yes"})
	if d.name() != at || len(d.entries()) != before {
		t.Fatalf("pasted text was taken for keys\n%s", d.screen())
	}
	d.by(doNote)
	d.send(tea.PasteMsg{Content: "first line\r\nsecond\x1b]52;c;eA==\x07"})
	d.press("ctrl+s")
	notes := d.m.env.Prog.Notes
	if len(notes) != 1 || !strings.HasPrefix(notes[0].Text, "first line\nsecond") || strings.ContainsAny(notes[0].Text, "\x1b\x07") {
		t.Errorf("the notes are %+v", notes)
	}
}

// TestAnyLetterAnywhere: letters alone, on every page, judge nothing, begin and close
// nothing twice, and leave a way back.
func TestAnyLetterAnywhere(t *testing.T) {
	keys := []rune("abcdefghijklmnoprstuvwxyzéèàçùABCDEFGHIJKLMNOPRSTUVWXYZ&\"'(-_)=^$*!:;,./§%£+") // q asks, y says yes
	d := newDesk(t, "fr", 80, 24).lesson(1)
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		d.press(string(keys[r.IntN(len(keys))]))
		if d.quit {
			t.Fatal("letters have left the program")
		}
		for _, e := range d.entries() {
			if e.Kind == storage.KindRung || e.Kind == storage.KindConfidence {
				t.Fatalf("letters alone have judged: %+v", e)
			}
		}
	}
	home(d)
}

// TestLanguageInPlace: the language changes in Settings, and the pair comes back to the same
// step, with what is ticked.
func TestLanguageInPlace(t *testing.T) {
	d := newDesk(t, "en", 80, 24).lesson(1)
	at := d.name()
	moved(d, "box:1", doMenu, "go:settings", "language:1")
	d.press("esc")
	if d.name() != at {
		t.Errorf("it is %s, was %s", d.name(), at)
	}
	d.sees("Ensemble")
	d.sees("[✓]")
}

// TestAnotherProgramsTick: what a second program appends is on this screen, too, and a box
// that it has ticked is no longer the one that space presses.
func TestAnotherProgramsTick(t *testing.T) {
	d := newDesk(t, "en", 80, 24).lesson(1)
	other, err := d.folder.Journal("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close() //nolint:errcheck // nothing waits in it
	changed, stop := d.m.pair.journal.Watch()
	defer stop()
	for i, box := range []int{3, 1} {
		if _, err := other.Append(t.Context(), storage.Entry{Kind: storage.KindTick, Lesson: "presence/headline-photo", Step: "together", Item: box, Edition: 1}); err != nil {
			t.Fatal(err)
		}
		for strings.Count(d.screen(), "[✓]") < i+1 {
			<-changed
			d.settle()
		}
	}
	d.press("space")
	if got := strings.Count(d.screen(), "[✓]"); got != 3 {
		t.Errorf("space left %d boxes ticked, want three\n%s", got, d.screen())
	}
}

// TestGuideIsNeverTheMentees: no page of the mentee's view has a line of any guide, nor the
// way to the page that prepares.
func TestGuideIsNeverTheMentees(t *testing.T) {
	d := newDesk(t, "en", 120, 40)
	d.makePair()
	d.m.SetView("mentee")
	d.send(minuteMsg{})
	if has(&d.m.shown.page, "prepare") {
		t.Error("the mentee is offered what prepares the mentor")
	}
	moved(d, "begin", "later")
	l, _ := lessons().Lesson("presence/headline-photo")
	text, err := l.Text("en")
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		d.press("g")
		seen := strings.Join(strings.Fields(d.screen()), " ")
		for _, st := range text.Steps {
			for _, line := range strings.Split(block.Plain(st.Guide, block.Phrases{}), ". ") {
				if len(line) > 20 && strings.Contains(seen, line[:20]) {
					t.Errorf("the mentee is shown %q", line)
				}
			}
		}
		d.press("right")
	}
}

// TestMenuLetters: at most ten lines, and one where there are several routes, each with a letter of its own, the same in every
// language, and none of them flips the language.
func TestMenuLetters(t *testing.T) {
	var was string
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 80, 60)
		d.makePair()
		d.by(doMenu)
		letters, lines := "", 0
		for _, a := range d.m.shown.page.Actions {
			if strings.HasPrefix(a.ID, "go:") {
				letters += a.Letter
				lines++
				if strings.Contains(a.ID, "lang") {
					t.Errorf("%s in the menu", a.ID)
				}
			}
		}
		if lines > 11 || lines < 7 || was != "" && letters != was {
			t.Errorf("%s: %d lines by %q, were %q", lang, lines, letters, was)
		}
		was = letters
	}
}

// TestFailuresAreSaid in the pair's words, each of them.
func TestFailuresAreSaid(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 80, 24)
		for _, err := range []error{
			storage.ErrNewer, storage.ErrNoPair, storage.ErrPairThere, storage.ErrBadID, storage.ErrLocked,
			storage.ErrDamaged, fs.ErrPermission, fs.ErrNotExist, syscall.ENOSPC, errors.New("something else"),
		} {
			for _, said := range []string{d.m.failed(err), d.m.env.Why(err)} {
				if rawKey.MatchString(said) || said == "" {
					t.Errorf("%s: %v is said as %q", lang, err, said)
				}
			}
		}
	}
}

// TestSyncAtTheClose: a session that is closed goes to the pair's remote, once, when it is
// on the disk, and what became of it is said; without a remote nobody speaks of git.
func TestSyncAtTheClose(t *testing.T) {
	for name, tt := range map[string]struct {
		did  bool
		err  error
		said string
	}{
		"sent":      {true, nil, "on your git remote, too"},
		"not sent":  {true, errors.New("no route"), "Not sent to your git remote this time"},
		"no remote": {false, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "en", 80, 24)
			var asked []string
			d.m.opt.Sync = func(_ context.Context, pair string) (bool, error) {
				asked = append(asked, pair)
				return tt.did, tt.err
			}
			d.playHour("closing:end")
			if len(asked) != 1 || asked[0] != "ines-philippe" {
				t.Fatalf("synchronised %q\n%s", asked, d.screen())
			}
			d.sees(tt.said)
			if tt.said == "" && strings.Contains(d.screen(), "git") {
				t.Errorf("said without a remote:\n%s", d.screen())
			}
		})
	}
}

// TestBackgroundIsRemembered: a terminal that has said it is light is drawn light from the
// first frame on, the next time, unless its environment says otherwise.
func TestBackgroundIsRemembered(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	d.send(tea.BackgroundColorMsg{Color: color.White})
	c, err := d.folder.Config()
	if err != nil || c.Background != "light" {
		t.Fatalf("%+v, %v", c, err)
	}
	for env, dark := range map[string]bool{"": false, "COLORFGBG=15;0": true} {
		e := &desk{t: t, now: d.now}
		e.openAt(d.folder.Dir, "fr", "ines-philippe", 80, 24)
		if env != "" {
			o := e.m.opt
			o.Env = append(o.Env, env)
			e.m = newModel(o)
		}
		if e.m.dark != dark {
			t.Errorf("%q: drawn dark: %v", env, e.m.dark)
		}
	}
}

// TestPreviewKeepsThePlace: lessons read anew are shown at the same step.
func TestPreviewKeepsThePlace(t *testing.T) {
	d := newDesk(t, "en", 80, 24).lesson(1)
	at := d.name()
	d.send(lessonsMsg{Curriculum: curriculum.Load(curriculum.Layer{FS: os.DirFS("testdata/curriculum"), Trusted: true}), Finding: "one finding"})
	d.sees("one finding")
	if d.name() != at {
		t.Errorf("it is %s, was %s", d.name(), at)
	}
}

// TestRestartIsNoDefault: fifteen minutes after a gap are for once.
func TestRestartIsNoDefault(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.playHour("")
	d.days(70)
	d.by("restart")
	if got := d.m.env.Hour.Minutes; got != 15 || d.m.env.Settings.Minutes != 60 {
		t.Errorf("a session of %d minutes, and the next of %d", got, d.m.env.Settings.Minutes)
	}
}

// TestFirstTick: from an empty data folder to the first tick of a box by what the button in
// front says, the launch left for later.
func TestFirstTick(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			keys := 0
			press := func(k string) { d.press(k); keys++ }
			for !strings.HasSuffix(d.name(), ":together") && keys < 80 {
				switch kind, _, _ := strings.Cut(d.name(), ":"); kind {
				case "setup":
					if d.name() == "setup:names" && d.m.typed(d.m.top())["mentee"] == "" {
						d.press("Inès")
						press("enter")
						d.press("Philippe")
					}
				case "launch":
					press("tab") // out of the field
					d.by("later")
					keys++
					continue
				}
				press("enter")
			}
			press("space")
			if l := d.m.env.Prog.Lessons["presence/headline-photo"]; l == nil || len(l.Ticks) != 1 {
				t.Fatalf("nothing is ticked after %d keys\n%s", keys, d.screen())
			}
			most := 20
			if size[1] < 24 {
				most = 40 // as much to read, in a quarter of the lines
			}
			t.Logf("%s %dx%d: %d keys to the first tick", lang, size[0], size[1], keys)
			if keys > most {
				t.Errorf("%s %v: %d keys to the first tick; at most %d", lang, size, keys, most)
			}
		}
	}
}

// TestLongestLessonInTheSmallestWindow: at 40 by 12 every step of every built-in lesson can be
// read to its end by enter alone.
func TestLongestLessonInTheSmallestWindow(t *testing.T) {
	const most = 26 // windows
	cur := curriculum.Load(curriculum.Builtin())
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 40, 12)
		d.makePair()
		d.m.env.Cur = cur
		worst, where := 0, ""
		for i, m := range cur.Modules {
			if i%4 > 0 && os.Getenv("BINOME_LONG") == "" {
				continue
			}
			for _, l := range m.Lessons {
				for _, step := range curriculum.StepIDs() {
					d.m.Replace(screen.NewLesson(l, step))
					d.send(minuteMsg{})
					name, windows := d.name(), 1
					for windows <= most && d.m.readsOn(&d.m.shown.page, d.m.shown.place) {
						d.press("enter")
						windows++
					}
					if d.name() != name {
						t.Errorf("%s %s: enter left it before its end", lang, name)
					}
					if windows > worst {
						worst, where = windows, name
					}
				}
			}
		}
		t.Logf("%s: %d windows for %s", lang, worst, where)
		if worst > most {
			t.Errorf("%s: %s takes more than %d windows", lang, where, most)
		}
	}
}

// TestResize: every page survives any size on the way from the smallest window to a huge one
// and back; in one too small there is a sentence and no page.
func TestResize(t *testing.T) {
	for i, s := range scenes() {
		if i%5 > 0 && os.Getenv("BINOME_LONG") == "" {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, "fr", 80, 24)
			s.play(d)
			was := d.name()
			for _, size := range [][2]int{{40, 12}, {57, 17}, {100, 24}, {200, 60}, {99, 30}, {41, 40}, {200, 12}, {80, 24}} {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				d.checkFrame(size[0], size[1])
			}
			if d.name() != was {
				t.Errorf("it is %s, was %s", d.name(), was)
			}
			for _, size := range [][2]int{{39, 24}, {80, 11}, {1, 1}} {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				if strings.Contains(d.screen(), "[") {
					t.Errorf("%v: a page in a window too small for it:\n%s", size, d.screen())
				}
			}
		})
	}
}
