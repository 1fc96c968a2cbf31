package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew; then read the diff")

// A scene is a screen worth looking at, and how one comes to it.
type scene struct {
	name string
	play func(d *desk)
}

// scenes are every screen and every dialog.
func scenes() []scene {
	inLesson := func(d *desk) {
		d.makePair()
		d.clickOn("p|begin")
		d.clickOn("p|later") // the charter can wait
	}
	step := func(n int) func(*desk) {
		return func(d *desk) {
			inLesson(d)
			for range n {
				d.press("right")
			}
		}
	}
	toClosing := func(d *desk) { playHour(d, hourPlan{until: "closing"}) }
	second := func(d *desk) { playHour(d, hourPlan{}); d.days(15) }
	menu := func(letter string) func(*desk) {
		return func(d *desk) {
			inLesson(d)
			d.press("m")
			d.press(d.m.env.T("menu-key." + letter))
		}
	}
	return append(roomScenes(step), []scene{
		{"welcome", func(*desk) {}},
		{"setup-mentor", func(d *desk) { d.until("setup", 4) }},
		{"setup-no-name", func(d *desk) { d.until("setup", 4); d.press("enter") }},
		{"setup-mentee", func(d *desk) { d.until("setup", 4); d.press("Inès", "enter", "enter") }},
		{"setup-sees", func(d *desk) { d.until("setup", 4); d.press("Inès", "enter", "enter", "Philippe", "enter", "enter") }},
		{"setup-whose", func(d *desk) {
			d.until("setup", 4)
			d.press("Inès", "enter", "enter", "Philippe", "enter", "enter", "enter")
		}},
		{"privacy", func(d *desk) {
			d.until("setup", 4)
			d.press("Inès", "enter", "enter", "Philippe", "enter", "enter", "enter", "enter")
		}},
		{"today-first", (*desk).makePair},
		{"briefing-mentor", func(d *desk) { d.makePair(); d.clickOn("p|begin") }},
		{"briefing-mentee", func(d *desk) { d.makePair(); d.clickOn("p|begin"); d.clickOn("p|next") }},
		{"charter", func(d *desk) { d.makePair(); d.clickOn("p|begin"); d.clickOn("p|next"); d.clickOn("p|next") }},
		{"agree", func(d *desk) { d.makePair(); d.clickOn("p|begin"); d.until("agree", 40) }},
		{"lesson-discover", inLesson},
		{"lesson-together", step(1)},
		{"lesson-ticked", func(d *desk) { step(1)(d); d.press("space", "space") }},
		{"lesson-guide", func(d *desk) { step(1)(d); d.press("g") }},
		{"lesson-alone", step(2)},
		{"lesson-talk", step(3)},
		{"lesson-question", step(4)},
		{"lesson-answer", func(d *desk) { step(4)(d); pressShow(d, "show") }},
		{"lesson-plan", func(d *desk) {
			step(4)(d)
			for range 3 {
				pressShow(d, "show")
				pressShow(d, "question")
			}
		}},
		{"today-running", func(d *desk) { inLesson(d); d.press("esc") }},
		{"return", func(d *desk) { playHour(d, hourPlan{until: "return"}) }},
		{"return-ideas", func(d *desk) { playHour(d, hourPlan{until: "return"}); d.clickOn("p|ideas") }},
		{"write", func(d *desk) { playHour(d, hourPlan{until: "return"}); d.clickOn("p|write") }},
		{"close-rung", toClosing},
		{"close-evidence", func(d *desk) { toClosing(d); d.press("enter") }},
		{"close-promise", func(d *desk) { toClosing(d); d.press("enter", "enter") }},
		{"close-sure", func(d *desk) { toClosing(d); d.press("enter", "enter", "enter") }},
		{"close-date", func(d *desk) { toClosing(d); d.press("enter", "enter", "enter", "enter") }},
		{"close-other-day", func(d *desk) {
			toClosing(d)
			d.press("enter", "enter", "enter", "enter")
			d.until("closing:date", 1)
			d.clickOn2("p|other")
		}},
		{"close-end", func(d *desk) { toClosing(d); d.press("enter", "enter", "enter", "enter", "enter") }},
		{"today-second", second},
		{"recall", func(d *desk) { second(d); d.clickOn("p|begin") }},
		{"recall-shown", func(d *desk) { second(d); d.clickOn("p|begin"); d.clickOn("p|show") }},
		{"since", func(d *desk) { second(d); d.clickOn("p|begin"); d.clickOn("p|skip") }},
		{"today-restart", func(d *desk) { playHour(d, hourPlan{}); d.days(70) }},
		{"recap", func(d *desk) { playHour(d, hourPlan{}); d.days(70); d.clickOn("p|restart") }},
		{"outline", menu("outline")},
		{"outline-filter", func(d *desk) { menu("outline")(d); d.press("photo") }},
		{"outline-nothing", func(d *desk) { menu("outline")(d); d.press("zzzz") }},
		{"search", func(d *desk) { menu("search")(d); d.press("photo") }},
		{"words", menu("words")},
		{"progress", func(d *desk) { playHour(d, hourPlan{}); d.press("m"); d.press(d.m.env.T("menu-key.progress")) }},
		{"progress-later", func(d *desk) {
			for range 3 {
				playHour(d, hourPlan{})
				d.days(14)
			}
			d.press("m")
			d.press(d.m.env.T("menu-key.progress"))
		}},
		{"words-step", func(d *desk) {
			step(1)(d)
			d.press("m")
			d.press(d.m.env.T("menu-key.words"))
		}},
		{"settings", menu("settings")},
		{"settings-name", func(d *desk) { menu("settings")(d); d.clickOn2("p|name:mentee") }},
		{"note-editor", func(d *desk) { d.m.env.Editor = true; inLesson(d); d.press("n") }},
		{"notes", func(d *desk) { playHour(d, hourPlan{}); d.press("m"); d.press(d.m.env.T("menu-key.notes")) }},
		{"pairs", menu("pairs")},
		{"pairs-more", func(d *desk) {
			playHour(d, hourPlan{})
			d.press("m")
			d.press(d.m.env.T("menu-key.pairs"))
			d.clickOn("p|more")
			d.clickOn("p|more")
		}},
		{"help", func(d *desk) { inLesson(d); d.press("?") }},
		{"menu", func(d *desk) { inLesson(d); d.press("m") }},
		{"consent", func(d *desk) {
			playHour(d, hourPlan{})
			d.press("m")
			d.press(d.m.env.T("menu-key.notes"))
			d.clickOn("p|consent")
		}},
		{"notes-reader", func(d *desk) {
			playHour(d, hourPlan{})
			d.press("m")
			d.press(d.m.env.T("menu-key.notes"))
			d.clickOn("p|reader")
		}},
		{"own", func(d *desk) { inLesson(d); d.m.SetView("mentor"); d.press("m"); d.press(d.m.env.T("menu-key.own")) }},
		{"moved", menu("moved")},
		{"theme", menu("colours")},
		{"view", menu("view")},
		{"note", func(d *desk) { inLesson(d); d.press("n") }},
		{"undo", func(d *desk) { step(1)(d); d.press("space", "ctrl+z") }},
		{"undo-close", func(d *desk) { playHour(d, hourPlan{}); d.press("ctrl+z") }},
		{"leave", func(d *desk) { inLesson(d); d.press("q") }},
		{"leave-draft", func(d *desk) { inLesson(d); d.press("n", "à moitié", "esc", "q") }},
	}...)
}

// clickOn2 clicks what may have to be scrolled to first.
func (d *desk) clickOn2(id string) {
	for range 8 {
		if _, ok := d.m.shown.hits.Find(id); ok {
			break
		}
		d.press("down")
	}
	d.clickOn(id)
}

// pressShow presses the button of that id, reading on first where the window is small.
func pressShow(d *desk, id string) {
	d.t.Helper()
	d.clickOn("p|" + id)
}

// hourPlan is what becomes of an hour.
type hourPlan struct {
	until string // stop when the screen of that name comes
}

// playHour plays a whole session, pressing enter wherever one can; the gift and the
// names are all that is typed.
func playHour(d *desk, plan hourPlan) {
	d.t.Helper()
	if d.m.env.PairID == "" {
		d.makePair()
	}
	for range 4 { // begin, having read
		if d.m.top().Name() == "today" {
			d.press("enter")
		}
	}
	for range 200 {
		name := d.m.top().Name()
		if plan.until != "" && strings.HasPrefix(name, plan.until) {
			return
		}
		switch {
		case d.m.dialog() != nil:
			d.press("enter")
		case name == "today":
			return
		case name == "return":
			d.clickOn("p|write")
			d.press("On décide dans le couloir.", "enter")
			d.pass(10)
		case strings.HasPrefix(name, "lesson:") && (strings.HasSuffix(name, ":together") || strings.HasSuffix(name, ":alone")):
			for range 6 {
				if d.untickedLeft() {
					d.press("space")
				}
			}
			d.pass(7)
			d.press("enter")
		default:
			d.press("enter")
			d.pass(1)
		}
	}
	d.t.Fatalf("the hour never ended: %s\n%s", d.m.top().Name(), d.screen())
}

func (d *desk) untickedLeft() bool {
	for _, s := range d.m.shown.page.Body.Spots {
		if n, ok := strings.CutPrefix(s.ID, "box:"); ok {
			l := d.m.env.Prog.Lessons[d.m.env.Prog.Place.Lesson]
			if l == nil || !tickedNow(d, n) {
				return true
			}
		}
	}
	return false
}

func tickedNow(d *desk, n string) bool {
	for b := range d.m.env.Prog.Lessons[d.m.env.Prog.Place.Lesson].Ticks {
		if fmt.Sprint(b.Item) == n && strings.HasSuffix(d.m.top().Name(), ":"+string(b.Step)) {
			return true
		}
	}
	return false
}

var sizes = [][2]int{{40, 12}, {80, 24}, {120, 40}}

func TestScreens(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s-%dx%d", lang, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				for _, s := range scenes() {
					t.Run(s.name, func(t *testing.T) {
						d := newDesk(t, lang, size[0], size[1])
						s.play(d)
						checkFrame(t, d, size[0], size[1])
						golden(t, filepath.Join("testdata", "screens", lang, fmt.Sprintf("%dx%d", size[0], size[1]), s.name+".txt"), d.screen()+"\n")
					})
				}
			})
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-golden +now); if it should, run with -update and read the diff\n%s", path, diff)
	}
}

// rawKey is a phrase that isn't there, as the printer shows it.
var rawKey = regexp.MustCompile(`\[[a-z][a-z-]*(\.[a-z-]+)+\]|\{\{|<no value>|%!`)

// checkFrame holds what is true of every frame, so that a bad golden can't be blessed.
func checkFrame(t *testing.T, d *desk, w, h int) {
	t.Helper()
	content := d.m.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		t.Errorf("%d lines in a window of %d", len(lines), h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got > w {
			t.Errorf("line %d is %d columns wide: %q", i+1, got, ansi.Strip(l))
		}
	}
	if raw := rawKey.FindString(ansi.Strip(content)); raw != "" {
		t.Errorf("a raw phrase is on the screen: %s", raw)
	}
	for _, hit := range d.m.shown.hits {
		if hit.X < 0 || hit.Y < 0 || hit.X+hit.W > w || hit.Y+hit.H > h {
			t.Errorf("%s can be hit outside the window: %+v", hit.ID, hit)
		}
	}
	checkButtons(t, d)
	if c := d.m.shown.cursor; c != nil && (c.X >= w || c.Y >= h) {
		t.Errorf("the cursor is at %d,%d", c.X, c.Y)
	}
}

// checkButtons: every button is there to be hit, each word of it whole on the screen.
func checkButtons(t *testing.T, d *desk) {
	t.Helper()
	seen := d.screen()
	buttons, prefix := d.m.shown.page.Buttons, "p|"
	if d.m.dialog() != nil {
		buttons, prefix = d.m.shown.sheet.Buttons, "d|"
	}
	for _, b := range buttons {
		if _, ok := d.m.shown.hits.Find(prefix + b.ID); !ok && !b.Off {
			t.Errorf("the button %q can't be clicked on\n%s", b.Label, seen)
		}
		for _, word := range strings.Fields(b.Label) {
			if !strings.Contains(seen, word) {
				t.Errorf("the word %q of the button %q is not whole on\n%s", word, b.Label, seen)
			}
		}
	}
	if len(buttons) == 0 {
		t.Errorf("no button on\n%s", seen)
	}
}
