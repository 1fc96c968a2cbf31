package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"binome/tui/face"
	"binome/tui/page"
)

// A scene is a page worth looking at, and how one comes to it by keyboard.
type scene struct {
	name string
	play func(d *desk)
}

// scenes are every page and every dialog.
func scenes() []scene {
	setup := func(n int) func(*desk) {
		return func(d *desk) {
			d.by("begin")
			steps := []func(){
				func() { d.press("Inès", "enter", "Philippe", "enter") },
				func() { d.by("sees:shared") },
				func() { d.by("whose:mentor") },
			}
			for _, s := range steps[:n] {
				s()
			}
		}
	}
	launch := func(moves ...string) func(*desk) {
		return func(d *desk) {
			d.makePair()
			d.by("begin")
			for _, m := range moves {
				if m == "first" {
					m = d.m.shown.page.Pressable()[0]
				}
				d.by(m)
			}
		}
	}
	lesson := func(moves ...string) func(*desk) {
		return func(d *desk) { launch("later")(d); moved(d, moves...) }
	}
	until := func(name string, moves ...string) func(*desk) {
		return func(d *desk) { d.playHour(name); moved(d, moves...) }
	}
	second := func(moves ...string) func(*desk) {
		return func(d *desk) { d.playHour(""); d.days(15); moved(d, moves...) }
	}
	later := func(days int, moves ...string) func(*desk) {
		return func(d *desk) { d.playHour(""); d.days(days); moved(d, moves...) }
	}
	menu := func(line string, moves ...string) func(*desk) {
		return func(d *desk) { lesson(doMenu, "go:"+line)(d); moved(d, moves...) }
	}
	practising := func(moves ...string) func(*desk) {
		return func(d *desk) { menu("outline", "lesson:ai/ai-check", "look", "right")(d); moved(d, moves...) }
	}
	aiding := func(d *desk, moves ...string) {
		menu("outline", "lesson:give-back/disagree", "look")(d)
		moved(d, moves...)
	}
	mentorAlone := func(moves ...string) func(*desk) {
		return func(d *desk) { lesson()(d); d.m.SetView("mentor"); d.send(minuteMsg{}); moved(d, moves...) }
	}
	return []scene{
		{"welcome", func(*desk) {}},
		{"setup-names", setup(0)},
		{"setup-sees", setup(1)},
		{"setup-whose", setup(2)},
		{"setup-privacy", setup(3)},
		{"today-first", (*desk).makePair},
		{"launch-wish", launch()},
		{"launch-need", launch("no-wish")},
		{"launch-need-ticked", launch("no-wish", "need:1", "need:3", "need:2")},
		{"launch-first", launch("no-wish", "skip")},
		{"launch-first-chosen", launch("no-wish", "need:0", "route")},
		{"launch-mentor", launch("no-wish", "skip", "first")},
		{"launch-mentee", launch("no-wish", "skip", "first", "on")},
		{"launch-agree", launch("no-wish", "skip", "first", "on", "on")},
		{"launch-agreed", launch("no-wish", "skip", "first", "on", "on", "agree:mentor", "agree:mentee")},
		{"lesson-discover", lesson()},
		{"lesson-together", lesson("on")},
		{"lesson-ticked", lesson("on", "box:1", "box:2")},
		{"lesson-guide", lesson("on", "guide")},
		{"lesson-looked-ahead", lesson("right", "right")},
		{"lesson-jump", lesson("right", "right", "jump")},
		{"lesson-alone", lesson("on", "on")},
		{"lesson-unticked", func(d *desk) { lesson("on")(d); d.by("on") }},
		{"lesson-talk", lesson("on", "on", "on")},
		{"lesson-question", lesson("on", "on", "on", "on")},
		{"lesson-answer", lesson("on", "on", "on", "on", "say:B")},
		{"lesson-plan", lesson("on", "on", "on", "on", "show", "question", "show", "question", "show", "question")},
		{"today-running", lesson("esc")},
		{"return", until("return")},
		{"return-ideas", until("return", "ideas")},
		{"write", until("return", "write")},
		{"close-rung", until("closing:rung")},
		{"close-evidence", until("closing:evidence")},
		{"close-promise", until("closing:promise")},
		{"close-sure", until("closing:sure")},
		{"close-sure-chosen", until("closing:sure", "value:7")},
		{"close-date", until("closing:date")},
		{"close-other-day", until("closing:date", "other")},
		{"close-end", until("closing:end")},
		{"today-after", func(d *desk) { d.playHour("") }},
		{"end", func(d *desk) { d.walked(); d.by("end") }},
		{"opinion", func(d *desk) { d.walked(); d.by("end"); moved(d, "opinions") }},
		{"opinion-chosen", func(d *desk) { d.walked(); d.by("end"); moved(d, "opinions", "value:8") }},
		{"today-walked", (*desk).walked},
		{"today-second", second()},
		{"recall", second("begin")},
		{"recall-shown", second("begin", "say:A")},
		{"since", second("begin", "skip")},
		{"since-came", second("begin", "skip", "out:adapted")},
		{"today-missed", later(20)},
		{"today-early", later(3, "begin")},
		{"recap", later(70, "restart")},
		{"outline", menu("outline")},
		{"outline-filter", func(d *desk) { menu("outline")(d); d.press("photo") }},
		{"outline-nothing", func(d *desk) { menu("outline")(d); d.press("zzzz") }},
		{"card", menu("outline", "lesson:presence/first-post")},
		{"lesson-only-looked-at", menu("outline", "lesson:presence/first-post", "look")},
		{"lesson-practice", practising()},
		{"practice-taken", practising("files")},
		{"practice-shown", practising("files", "show")},
		{"practice-asks", func(d *desk) { practising()(d); d.m.env.Far = "atelier"; moved(d, "files") }},
		{"lesson-case", practising("right", "card:left")},
		{"lesson-case-on", practising("right", "card:left", "way:1")},
		{"lesson-screen", func(d *desk) { menu("outline", "lesson:build/sharing-rights", "look")(d); d.downTo("├") }},
		{"lesson-aid", menu("outline", "lesson:give-back/disagree", "look", "right", "right")},
		{"aid-timer", func(d *desk) { aiding(d, "right", "aid", "start"); d.seconds(37) }},
		{"aid-prompter", func(d *desk) { aiding(d, "right", "right", "aid") }},
		{"aid-prompter-runs", func(d *desk) { aiding(d, "right", "right", "aid", "start"); d.seconds(12) }},
		{"aid-up", func(d *desk) { aiding(d, "right", "aid", "start"); d.seconds(121) }},
		{"routes", menu("progress", "routes")},
		{"search", func(d *desk) { menu("outline", "other")(d); d.press("photo") }},
		{"words", menu("words")},
		{"prepare", menu("prepare")},
		{"progress", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:progress") }},
		{"to-close", lesson("f")},
		{"written", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:notes", "written") }},
		{"written-one", func(d *desk) {
			d.playHour("")
			moved(d, doMenu, "go:notes", "written")
			d.by(d.m.shown.page.Pressable()[0])
		}},
		{"settings", menu("settings")},
		{"settings-name", menu("settings", "name:mentee")},
		{"notes", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:notes") }},
		{"notes-readers", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:notes", "reader") }},
		{"notes-all-readers", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:notes", "reader", "all") }},
		{"consent", func(d *desk) { d.playHour(""); moved(d, doMenu, "go:notes", "consent") }},
		{"pairs", menu("pairs")},
		{"help", lesson(doHelp)},
		{"menu", lesson(doMenu)},
		{"note", lesson(doNote)},
		{"note-alone", mentorAlone(doNote)},
		{"own", mentorAlone(doMenu, "go:notes", "own")},
		{"own-asked", mentorAlone(doMenu, "go:notes", "own", "ask")},
		{"undo", lesson("on", "box:1", doUndo)},
		{"undo-close", func(d *desk) { d.playHour(""); moved(d, doUndo) }},
		{"leave", lesson(doLeave)},
		{"leave-draft", func(d *desk) { lesson(doNote)(d); d.press("à moitié", "esc"); moved(d, doLeave) }},
	}
}

// moved makes moves: presses by id, or keys by name.
func moved(d *desk, moves ...string) {
	d.t.Helper()
	for _, m := range moves {
		if _, key := special[m]; key || m == "f" {
			d.press(m)
			continue
		}
		d.by(m)
		if m == "on" && strings.HasPrefix(d.name(), "ask:") { // no box is ticked
			d.by("yes")
		}
	}
}

// downTo pages down until a text is in sight.
func (d *desk) downTo(text string) {
	d.t.Helper()
	for range 20 {
		if strings.Contains(d.screen(), text) {
			return
		}
		d.press("page-down")
	}
	d.sees(text)
}

// TestScreens holds every scene in goldens, at three sizes and in both languages, and what
// is true of every frame.
func TestScreens(t *testing.T) {
	for _, s := range scenes() {
		for _, lang := range []string{"en", "fr"} {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%s/%s/%dx%d", s.name, lang, size[0], size[1]), func(t *testing.T) {
					t.Parallel()
					d := newDesk(t, lang, size[0], size[1])
					s.play(d)
					d.checkFrame(size[0], size[1])
					if size[1] == leastHeight {
						d.enoughToRead()
					}
					golden(t, filepath.Join("testdata", "screens", lang, fmt.Sprintf("%dx%d", size[0], size[1]), s.name+".txt"), d.screen()+"\n")
				})
			}
		}
	}
}

// enoughToRead: the smallest window shows eight lines of a page, or all there are.
func (d *desk) enoughToRead() {
	d.t.Helper()
	if d.m.shown.page.Over || d.m.shown.place.View.AtEnd() {
		return
	}
	a := layout(d.m.w, d.m.h, lowRows, 0, false)
	read := 0
	for _, l := range strings.Split(d.screen(), "\n")[a.body.y : a.body.y+a.body.h] {
		if strings.TrimSpace(l) != "" {
			read++
		}
	}
	if read < 8 {
		d.t.Errorf("%d lines to read:\n%s", read, d.screen())
	}
}

// TestPageStaysUnderDialog: what stands beside a page stays where it is when a dialog opens.
func TestPageStaysUnderDialog(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {200, 60}} {
		d := newDesk(t, "fr", size[0], size[1])
		d.makePair()
		d.by("begin")
		d.by("later")
		before := strings.Split(d.screen(), "\n")
		fold := layout(d.m.w, d.m.h, 1, 0, true).fold
		for _, open := range []string{doMenu, doNote, doLeave} {
			d.by(open)
			for y, l := range strings.Split(d.screen(), "\n") {
				if want := ansi.TruncateLeft(before[y], fold.x, ""); y < fold.y+fold.h && ansi.TruncateLeft(l, fold.x, "") != want {
					t.Errorf("%s, line %d: %q is %q", open, y, want, l)
				}
			}
			d.press("esc")
		}
	}
}

// TestEveryWayOut: from every scene, each action, row and value that is shown can be
// pressed by keyboard alone, every field can be left, and none is a dead end: from wherever
// it leads, esc and the actions lead back to Today.
func TestEveryWayOut(t *testing.T) {
	step := 3 // every third way in the quick run; all of them in the long one
	if os.Getenv("BINOME_LONG") != "" {
		step = 1
	}
	for at, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			size := sizes[at%len(sizes)]
			d := newDesk(t, "fr", size[0], size[1])
			s.play(d)
			ways := waysOut(&d.m.shown.page)
			for i := at % step; i < len(ways); i += step {
				d := newDesk(t, "fr", size[0], size[1])
				s.play(d)
				if ways[i] == "esc" {
					d.press("esc")
				} else {
					d.by(ways[i])
				}
				if d.quit {
					continue
				}
				d.checkFrame(size[0], size[1])
				home(d)
			}
		})
	}
}

// waysOut are all that can be pressed on a page, esc among them.
func waysOut(p *page.Page) []string {
	ways := []string{"esc"}
	for _, a := range p.Actions {
		if !a.Off && !(a.ID == "pick" && p.Picks) && !slices.Contains([]string{"merge", "pager", "editor", "calendar"}, a.ID) {
			ways = append(ways, a.ID)
		}
	}
	for _, id := range face.Rows(p) {
		if !strings.HasPrefix(id, "lesson:") || len(ways) < 12 {
			ways = append(ways, id)
		}
	}
	for _, b := range p.Body {
		if b.Kind == page.Turn || b.Kind == page.Scale {
			ways = append(ways, b.ID+":0")
		}
	}
	return ways
}

// home goes back by esc as long as that leads anywhere.
func home(d *desk) {
	d.t.Helper()
	for range 12 {
		switch name, _, _ := strings.Cut(d.name(), ":"); name {
		case "today", "pairs", "welcome":
			return
		}
		d.press("esc")
	}
	d.t.Fatalf("no way back from %s\n%s", d.name(), d.screen())
}

// TestLookingNeverRecords: whatever is only looked at leaves the journal as it is, byte for
// byte: lessons from the outline, steps ahead, the page that prepares, notes, words.
func TestLookingNeverRecords(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	d.days(3)
	before := journal(t, d)
	moved(d, "outline", "lesson:presence/first-post", "look", "right", "right", "right", "right", "left", "esc", "esc", "esc")
	moved(d, "prepare", "back", doMenu, "go:words", "esc", doMenu, "go:progress", "back", doMenu, "go:notes", "reader", "cancel", "back")
	moved(d, "outline", "lesson:talk-meet/right-channel", "look", "take") // only Today begins it
	d.at("today")
	d.sees("Mail, tchat, appel ou commentaire")
	moved(d, "begin", "no") // it asks: the date they agreed on is still ahead
	if got := journal(t, d); got != before {
		t.Errorf("looking has recorded:\n%s", strings.TrimPrefix(got, before))
	}
}

// TestBeginningIsTakenBack: a session in which nothing was done leaves nothing, and the
// date they agreed on stands.
func TestBeginningIsTakenBack(t *testing.T) {
	for _, way := range []string{"unbegin", "leave"} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour("")
		d.days(15)
		next := d.m.env.Prog.NextDate
		if next == "" {
			t.Fatal("no date was agreed on")
		}
		d.by("begin")
		if way == "unbegin" {
			moved(d, "esc", "unbegin")
		} else {
			moved(d, doLeave, "leave")
		}
		d.m.refold()
		if got := d.m.env.Prog.NextDate; got != next || len(d.m.env.Prog.Held("")) != 1 {
			t.Errorf("%s: the date is %q, was %q; %d sessions held", way, got, next, len(d.m.env.Prog.Held("")))
		}
	}
}

// TestAfterTheClose: enter there leads out, and never begins another hour or closes twice.
func TestAfterTheClose(t *testing.T) {
	for _, keys := range [][]string{{"enter", "esc", "enter", "esc"}, {"esc", "esc", "enter", "esc"}, {"esc", "enter"}} {
		d := newDesk(t, "fr", 80, 24)
		d.playHour("closing:end")
		before := len(d.entries())
		d.press(keys...)
		if got := d.kinds(before); got != "" {
			t.Errorf("%v after the close keep %s", keys, got)
		}
	}
}

// TestNothingIsJudgedByEnter: a walk of enter alone gives no judgement.
func TestNothingIsJudgedByEnter(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	d.days(15)
	before := len(d.entries())
	for range 120 {
		d.press("enter")
		d.pass(1)
	}
	for _, e := range d.entries()[before:] {
		switch e.Kind {
		case "recall", "outcome", "rung", "confidence":
			t.Errorf("enter alone has judged: %+v", e)
		}
	}
}

// TestDraftsArePairs: what was begun about one pair is never offered in another.
func TestDraftsArePairs(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, doNote)
	d.press("sur Philippe", "esc")
	moved(d, doMenu, "go:pairs", "new")
	d.press("Inès", "enter", "Claire", "enter")
	moved(d, "sees:shared", "whose:mentor", "make", doNote)
	if strings.Contains(d.screen(), "sur Philippe") {
		t.Errorf("the draft of another pair is on the screen:\n%s", d.screen())
	}
}

// TestArrowsInEveryList: from any row to any other by the arrows, at every size, and round
// from the last one to the first.
func TestArrowsInEveryList(t *testing.T) {
	for _, s := range scenes() {
		for _, size := range sizes {
			d := newDesk(t, "fr", size[0], size[1])
			s.play(d)
			p, pl := &d.m.shown.page, d.m.shown.place
			rows := face.Rows(p)
			if !p.Picks || len(rows) < 2 {
				break
			}
			seen := map[string]bool{}
			for range len(rows) + 1 {
				d.press("down")
				seen[pl.Row] = true
			}
			if len(seen) != len(rows) {
				t.Errorf("%s at %v: the arrows reach %d rows of %d", s.name, size, len(seen), len(rows))
			}
			d.press("home")
			if pl.Row != rows[0] && !strings.HasPrefix(pl.Focused(p), face.OnField) {
				t.Errorf("%s: home goes to %q", s.name, pl.Row)
			}
		}
	}
}

// TestDraftsOutliveTheProgram: a note that was begun is there again after a kill, and gone
// once it is kept.
func TestDraftsOutliveTheProgram(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, doNote)
	d.press("à moitié")
	dir := d.folder.Dir
	again := &desk{t: t, now: d.now}
	again.openAt(dir, "fr", "ines-philippe", 80, 24)
	moved(again, doNote)
	again.sees("à moitié")
	again.press(" dit", "ctrl+s")
	if last := again.entries()[len(again.entries())-1]; last.Text != "à moitié dit" {
		t.Errorf("kept is %q", last.Text)
	}
	third := &desk{t: t, now: d.now}
	third.openAt(dir, "fr", "ines-philippe", 80, 24)
	moved(third, doNote)
	if strings.Contains(third.screen(), "à moitié") {
		t.Errorf("what was kept is still offered as a draft:\n%s", third.screen())
	}
}
