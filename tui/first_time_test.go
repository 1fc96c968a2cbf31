package tui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/tui/page"
)

// What two people who sit down for the first time meet, keyboard alone.

// TestSetupByKeys: enter always goes on, the arrows up and down go from line to line, those
// to the side and the space bar turn a language, and the button has one key all the way.
func TestSetupByKeys(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.by("begin")
	at := func(want string) {
		t.Helper()
		if got := d.m.shown.place.Focused(&d.m.shown.page); got != want {
			t.Fatalf("the keys go to %q, not %q\n%s", got, want, d.screen())
		}
		d.sees("[ Suite  entrée ]")
	}
	lang := func(id string) int {
		i := slices.IndexFunc(d.m.shown.page.Body, func(b page.Block) bool { return b.ID == id && b.Kind == page.Turn })
		return d.m.shown.page.Body[i].At
	}
	at("field:mentor")
	d.press("Inès", "down")
	at("turn:mentor-lang")
	was := lang("mentor-lang")
	d.press("enter")
	at("field:mentee")
	d.press("Philippe", "up")
	at("turn:mentor-lang")
	d.press("up")
	at("field:mentor")
	d.press("up")
	at("field:mentor")
	d.press("down", "down", "down")
	at("turn:mentee-lang")
	if lang("mentor-lang") != was {
		t.Error("enter or an arrow has turned the language")
	}
	mentee := lang("mentee-lang")
	d.press("space")
	if lang("mentee-lang") == mentee {
		t.Error("space doesn't turn the language")
	}
	d.press("left")
	if lang("mentee-lang") != mentee {
		t.Error("the arrow doesn't turn it back")
	}
	d.press("enter")
	d.at("setup:sees")
}

// TestAgreedOnceRead: what is agreed to can't be pressed, by no key, while a part of it has
// not been in sight; enter shows the rest, and then agrees.
func TestAgreedOnceRead(t *testing.T) {
	for _, size := range sizes {
		d := newDesk(t, "fr", size[0], size[1])
		d.makePair()
		moved(d, "begin", "no-wish")
		for d.name() != "launch:agree" {
			d.by(nextMove(&d.m.shown.page).press)
		}
		for windows := 0; !d.m.shown.place.Read; windows++ {
			d.press("y")
			if len(d.m.env.Prog.Charter) > 0 || windows > 20 {
				t.Fatalf("%v: agreed to in window %d of the text\n%s", size, windows+1, d.screen())
			}
			d.press("enter")
		}
		d.press("enter")
		if len(d.m.env.Prog.Charter) != 1 {
			t.Errorf("%v: it can't be agreed to at its end\n%s", size, d.screen())
		}
	}
}

// TestSpaceStays: space ticks the box in hand, and unticks it when pressed again.
func TestSpaceStays(t *testing.T) {
	d := newDesk(t, "fr", 80, 24).lesson(1)
	row := d.m.shown.place.Row
	d.press("space")
	if got := d.m.shown.place.Row; got != row || d.kinds(len(d.entries())-1) != "tick" {
		t.Errorf("after space %q is in hand, not %q", got, row)
	}
	d.press("space")
	if got := d.kinds(len(d.entries()) - 1); got != "retract" {
		t.Errorf("space once more keeps %q", got)
	}
}

// TestUntickedIsAsked: a step with boxes of which none is ticked is not left by one enter more
// than its text takes, and never passes for done.
func TestUntickedIsAsked(t *testing.T) {
	d := newDesk(t, "fr", 80, 24).lesson(1)
	for range 12 {
		d.press("enter")
		if strings.HasPrefix(d.name(), "ask:") {
			break
		}
	}
	d.at("ask:")
	d.press("esc")
	d.at("lesson:presence/headline-photo:together")
	moved(d, "on", "on")
	l := d.m.env.Prog.Lessons["presence/headline-photo"]
	if _, done := l.Done["together"]; done {
		t.Error("a step in which nothing was done is done")
	}
	d.at("lesson:presence/headline-photo:talk")
}

// TestEvidenceIsAskedFor: nothing typed is no evidence; going on without is a button.
func TestEvidenceIsAskedFor(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("closing:evidence")
	before := len(d.entries())
	d.press("enter")
	d.at("closing:evidence")
	d.sees("écrivez une ligne, ou tab")
	d.by("no-evidence")
	if got := d.kinds(before); got != "rung" {
		t.Errorf("kept is %q", got)
	}
}

// TestNoClockAfterTheClose: what is left of the hour isn't told once the session is closed.
func TestNoClockAfterTheClose(t *testing.T) {
	d := newDesk(t, "fr", 120, 40)
	d.playHour("closing:date")
	d.sees("en tout")
	d.by(d.m.shown.page.Row)
	d.at("closing:end")
	if strings.Contains(d.screen(), "en tout") || strings.Contains(d.screen(), "reste ") {
		t.Errorf("the clock runs on:\n%s", d.screen())
	}
}

// TestSmallerWindowIsReadAgain: what was in sight to its end is read on from when the window
// has become smaller, and enter does not lead away meanwhile.
func TestSmallerWindowIsReadAgain(t *testing.T) {
	d := newDesk(t, "fr", 120, 40)
	d.makePair()
	moved(d, "outline", "lesson:presence/first-post", "look")
	name := d.name()
	d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	d.press("enter")
	if d.name() != name {
		t.Errorf("enter led to %s while there is more below", d.name())
	}
}

// TestWhatIsTakenBackIsAsked: the question stands above its answer wherever something is
// taken back.
func TestWhatIsTakenBackIsAsked(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	moved(d, doMenu, "go:notes", "written")
	d.by(d.m.shown.page.Pressable()[0])
	before := len(d.entries())
	d.by("take-back")
	d.at("undo")
	d.sees("Effacer ceci\u202f?")
	d.by("undo")
	if e := d.entries()[len(d.entries())-1]; len(d.entries()) != before+1 || e.Kind != storage.KindRetract {
		t.Errorf("kept is %q", d.kinds(before))
	}
	d.sees("Effacé\u00a0: ")
}

// TestMarksOfANote: what a note can be kept as stands there with what becomes of it, and enter
// chooses; leaving that list leads back to the text.
func TestMarksOfANote(t *testing.T) {
	d := newDesk(t, "fr", 80, 24).lesson(0)
	moved(d, doNote)
	d.press("le nuage")
	d.by("as")
	d.at("keep-as")
	d.sees("il rejoint le lexique")
	d.press("esc")
	d.at("write")
	d.sees("le nuage")
	d.by("as")
	before := len(d.entries())
	d.press("down", "enter")
	if got := d.kinds(before); got != "word" {
		t.Errorf("kept is %q", got)
	}
	d.at("lesson:")
}

// TestThePairsLanguage: two who both read French are spoken to in French, whatever the
// environment says, until somebody asks for another language.
func TestThePairsLanguage(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.by("begin")
	d.press("Inès", "tab", "right", "tab", "Philippe", "tab", "right", "enter")
	moved(d, "sees:shared", "whose:mentor", "make")
	d.sees("Commencer")
	again := &desk{t: t, now: d.now}
	again.openAt(d.folder.Dir, "en", "ines-philippe", 80, 24)
	again.sees("Commencer")
	moved(again, doMenu, "go:settings", "language:0", "esc")
	again.sees("Begin")
	asked := &desk{t: t, now: d.now}
	o := asked.options(d.folder.Dir, "en", "ines-philippe")
	o.LangAsked = true
	asked.show(o, 80, 24)
	asked.sees("Begin")
}

// TestNotesGoToTheDocuments: the pair's notes are for Word first, are written where the system
// has documents, told in words, and never over a file that is there.
func TestNotesGoToTheDocuments(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	moved(d, doMenu, "go:notes", "write")
	d.sees("C’est enregistré dans votre dossier Documents")
	files, err := os.ReadDir(d.m.opt.Documents)
	if err != nil || len(files) != 1 || filepath.Ext(files[0].Name()) != ".docx" {
		t.Fatalf("%v, %v", files, err)
	}
	if !has(&d.m.shown.page, "open") || d.m.shown.page.Actions[0].ID != "open" {
		t.Error("what was written isn't offered to be opened")
	}
	moved(d, "reader")
	forms := strings.Join(d.m.shown.page.Pressable(), " ")
	if !strings.HasPrefix(forms, "pair:docx pair:pdf pair:html pair:md pair:ics") {
		t.Errorf("offered are %s", forms)
	}
}
