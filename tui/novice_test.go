package tui

import (
	"bytes"
	"context"
	"errors"
	"image/color"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/notes"
	"binome/tui/screen"
)

// TestNoviceLeansOnTheKeyboard: letters on a lesson's screen change nothing that is kept.
func TestNoviceLeansOnTheKeyboard(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("right")
	before := len(d.entries())
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcdefghijklmnopqrstuvwxyzéèàçùABCDEFGHIJKLMNOPQRSTUVWXYZ&\"'(-_)=^$*!:;,?./§%£+0123456789")
	for range 500 {
		d.press(string(letters[r.IntN(len(letters))]))
		if d.quit {
			t.Fatal("a letter left the program")
		}
	}
	if got := len(d.entries()); got != before {
		t.Fatalf("letters alone kept %d entries: %+v", got-before, d.entries()[before:])
	}
	for range 6 { // and there is a way back
		d.press("esc")
	}
	if d.m.dialog() != nil || d.m.top().Name() != "today" {
		t.Fatalf("no way back: %s\n%s", d.m.top().Name(), d.screen())
	}
}

// TestEveryLetterOnEveryScreen: nothing is kept, shown to the wrong eyes or left
// without a way back by any letter, on any screen.
func TestEveryLetterOnEveryScreen(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			d := newDesk(t, "fr", 80, 24)
			s.play(d)
			before := d.kept()
			for _, r := range "abcdefghijklmnopqrstuvwxyz" {
				d.press(string(r))
				checkFrame(t, d, 80, 24)
				if d.quit {
					t.Fatalf("%q left the program", r)
				}
			}
			if got := d.kept(); got != before {
				t.Errorf("letters alone changed what is kept: %d entries, before %d", got, before)
			}
			for range 12 {
				d.press("esc")
			}
			if top := d.m.dialog(); top != nil {
				if _, over := top.Dialog.(*screen.Over); over { // the line is gone: the way is out
					if d.press("enter"); !d.quit {
						t.Errorf("no way out of %s\n%s", s.name, d.screen())
					}
					return
				}
			}
			if d.m.dialog() != nil || len(d.m.stack) > 1 {
				t.Errorf("no way back from %s\n%s", d.m.top().Name(), d.screen())
			}
		})
	}
}

func (d *desk) kept() int {
	if d.m.journal == nil {
		return 0
	}
	return len(d.entries())
}

// TestHeldKeysRepeatNothing: a key held down decides once.
func TestHeldKeysRepeatNothing(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("right")
	before := len(d.entries())
	for range 30 {
		d.send(tea.KeyPressMsg{Code: tea.KeySpace, Text: " ", IsRepeat: true})
		d.send(tea.KeyPressMsg{Code: tea.KeyEnter, IsRepeat: true})
	}
	if got := len(d.entries()); got != before {
		t.Errorf("held keys kept %d entries", got-before)
	}
}

// TestPasteIsNeverKeys: pasted text is text where text is typed, and nothing elsewhere.
func TestPasteIsNeverKeys(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	before := len(d.entries())
	d.send(tea.PasteMsg{Content: "q\r\nm \x1b[A yes"})
	if d.m.dialog() != nil || len(d.entries()) != before {
		t.Fatalf("pasted text was taken for keys\n%s", d.screen())
	}
	d.press("n")
	d.send(tea.PasteMsg{Content: "first line\r\nsecond\x1b]52;c;eA==\x07"})
	d.press("enter")
	notes := d.m.env.Prog.Notes
	if len(notes) != 1 || !strings.HasPrefix(notes[0].Text, "first line\nsecond") || strings.ContainsAny(notes[0].Text, "\x1b\x07") {
		t.Errorf("the notes are %+v", notes)
	}
}

// TestDraftsAreKept: esc keeps what was typed, over a switch of screens too.
func TestDraftsAreKept(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("n", "half a thought", "esc", "esc", "n")
	d.sees("half a thought")
	for _, size := range [][2]int{{40, 12}, {200, 60}, {20, 5}, {80, 24}} {
		d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	}
	d.sees("half a thought")
	d.press("enter")
	if n := d.m.env.Prog.Notes; len(n) != 1 || n[0].Text != "half a thought" {
		t.Errorf("the note is %+v", n)
	}
}

// TestLanguageInPlace: the language changes at the same step, with what is ticked.
func TestLanguageInPlace(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("right", "space")
	d.sees("Together")
	d.press("m", d.m.env.T("menu-key.language"))
	d.sees("Ensemble")
	d.sees("[✓]")
	if got := d.m.top().Name(); !strings.HasSuffix(got, ":together") {
		t.Errorf("the place is %s", got)
	}
}

// TestUndoNamesAndAsks: undo says what, waits for enter, and adds an entry.
func TestUndoNamesAndAsks(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("right", "space")
	before := d.entries()
	d.press("ctrl+z")
	if len(d.entries()) != len(before) {
		t.Fatal("undo did not ask")
	}
	d.sees("Read your present headline aloud")
	d.press("enter")
	after := d.entries()
	if len(after) != len(before)+1 || after[len(after)-1].Kind != storage.KindRetract {
		t.Fatalf("undoing kept %+v", after[len(before):])
	}
}

// TestAnotherProgramsTick: what a second program appends is on this screen, too.
func TestAnotherProgramsTick(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("enter")
	d.clickOn("p|later")
	d.press("right")
	other, err := d.folder.Journal("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	changed, stop := d.m.journal.Watch()
	defer stop()
	if _, err := other.Append(t.Context(), storage.Entry{
		Kind: storage.KindTick, Lesson: "presence/headline-photo", Step: "together", Item: 3, Edition: 1,
	}); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(d.screen(), "[✓]") {
		<-changed
		d.settle()
	}
	// A box that the other has ticked is no longer the one that space presses.
	if _, err := other.Append(t.Context(), storage.Entry{
		Kind: storage.KindTick, Lesson: "presence/headline-photo", Step: "together", Item: 1, Edition: 1,
	}); err != nil {
		t.Fatal(err)
	}
	for strings.Count(d.screen(), "[✓]") < 2 {
		<-changed
		d.settle()
	}
	d.press("space")
	if got := strings.Count(d.screen(), "[✓]"); got != 3 {
		t.Errorf("space left %d boxes ticked, want three\n%s", got, d.screen())
	}
}

// TestMouseAlone goes from the welcome to a tick with the mouse, but for the names.
func TestMouseAlone(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.clickOn("p|begin")
	d.press("Inès")
	d.clickOn("p|next")
	d.clickOn("p|next")
	d.press("Philippe")
	d.clickOn("p|next")
	d.clickOn("p|next")
	for _, id := range []string{"p|shared", "p|mentor", "p|make", "p|begin", "p|later", "p|step:together", "p|box:2"} {
		d.clickOn(id)
	}
	d.sees("[✓]")
}

// TestGuideIsNeverTheMentees: no screen of the mentee's view has a line of any guide.
func TestGuideIsNeverTheMentees(t *testing.T) {
	d := newDesk(t, "en", 120, 40)
	d.makePair()
	d.m.SetView("mentee")
	d.press("enter")
	d.clickOn("p|later")
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

// TestMenuLetters: in every language each line of the menu has a letter of its own.
func TestMenuLetters(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := newDesk(t, lang, 80, 60)
		d.makePair()
		d.press("m")
		seen := map[string]string{}
		for _, s := range d.m.shown.sheet.Body.Spots {
			letter := d.m.env.T("menu-key." + s.ID)
			if len([]rune(letter)) != 1 || seen[letter] != "" {
				t.Errorf("%s: %q opens both %s and %s", lang, letter, seen[letter], s.ID)
			}
			seen[letter] = s.ID
		}
		if len(seen) < 15 {
			t.Errorf("%s: only %d lines", lang, len(seen))
		}
	}
}

// TestPrivateStaysPrivate: notes of the owner's own are offered to the owner alone, and
// are in nothing that the pair, or anybody else, is given.
func TestPrivateStaysPrivate(t *testing.T) {
	d := newDesk(t, "en", 80, 40)
	d.makePair() // both see the screen; the computer is the mentor's
	own := d.m.env.T("menu-key.own")
	d.press("m", own)
	if strings.HasPrefix(d.m.top().Name(), "own") {
		t.Fatal("private notes are offered on a shared screen")
	}
	d.m.SetView("mentee")
	d.press("m", own)
	if strings.HasPrefix(d.m.top().Name(), "own") {
		t.Fatal("private notes are offered to a guest")
	}
	d.m.SetView("mentor")
	d.press("m", own, "enter", "canary in the mine", "enter")
	d.clickOn("p|ask")
	d.press("right", "enter", "enter", "enter")
	d.sees("canary in the mine")
	d.m.SetView("shared")
	d.send(minuteMsg{})
	if strings.Contains(d.screen(), "canary") {
		t.Error("private notes stay on a screen that both see")
	}
	raw, err := os.ReadFile(d.m.journal.Path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "canary") {
		t.Error("the pair's journal holds a private note")
	}
	for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee, notes.ForProgramme, notes.ForLMS} {
		for _, f := range notes.Formats(a) {
			var b bytes.Buffer
			if err := notes.Write(&b, d.m.notesRequest(a, f)); err == nil && strings.Contains(b.String(), "canary") {
				t.Errorf("the notes for %s as %s hold a private note", a, f)
			}
		}
	}
	d.m.SetView("mentor")
	var b bytes.Buffer
	if err := notes.Write(&b, d.m.notesRequest(notes.ForMentor, "md")); err != nil || !strings.Contains(b.String(), "canary") {
		t.Errorf("the mentor's own notes lack the private one (%v)", err)
	}
}

// TestLinksAreFollowedAndLeft: a link to another lesson is a row; esc comes back.
func TestLinksAreFollowedAndLeft(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.m.relearn(linked(t))
	d.makePair()
	d.press("m", d.m.env.T("menu-key.outline"))
	d.clickOn("p|lesson:a/one")
	d.sees("See also")
	d.clickOn("p|see:a/two")
	d.sees("The second")
	d.press("esc")
	d.sees("The first")
}

// TestFreshnessIsQuiet: a lesson long unread says so in the guide alone.
func TestFreshnessIsQuiet(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.m.relearn(linked(t))
	d.makePair()
	d.press("m", d.m.env.T("menu-key.outline"))
	d.clickOn("p|lesson:a/two")
	said := "Last read against the facts"
	if strings.Contains(d.screen(), said) {
		t.Error("the mentee is told that the lesson is old")
	}
	d.press("g")
	d.sees(said)
}

// TestRolesAreTurned: in a module that gives back, the senior leads and the mentor does.
func TestRolesAreTurned(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.makePair()
	d.press("m", d.m.env.T("menu-key.outline"))
	d.press("disagree", "enter")
	d.sees("Philippe leads, Inès does")
	d.press("right")
	d.sees("Inès's hands on the keyboard")
}

// TestPreviewKeepsThePlace: a lesson saved by its author is shown anew at the same step.
func TestPreviewKeepsThePlace(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	d.m.relearn(linked(t))
	d.makePair()
	d.press("m", d.m.env.T("menu-key.outline"))
	d.clickOn("p|lesson:a/two")
	d.press("right")
	d.send(lessonsMsg{linked(t, "Do it well.", "Do it better.")})
	d.sees("Do it better.")
}

// linked is a small curriculum in which one lesson points to another, read long ago.
func linked(t *testing.T, change ...string) *curriculum.Curriculum {
	t.Helper()
	lesson := func(title, words string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.NewReplacer(append([]string{"TITLE", title, "WORDS", words}, change...)...).Replace(`+++
title = "TITLE"
objective = "I can do it."
task = "It is done."
bring = "Nothing."
+++

# TITLE

## Discover

WORDS

> [!MENTOR]
> Say why.

## Together

- [ ] Do it well.

## Your turn

- [ ] Do it alone.

## Talk

- Why?

## Remember

**Next step:** When I see it, I will do it.
`))}
	}
	c := curriculum.Load(curriculum.Layer{Name: "x", FS: fstest.MapFS{
		"a/module.toml": {Data: []byte("[title]\nen = \"A\"\n[[lesson]]\nid = \"one\"\nminutes = 25\nreviewed = 2026-11-01\n[[lesson]]\nid = \"two\"\nminutes = 25\nreviewed = 2024-01-01\n")},
		"a/one.en.md":   lesson("The first", "It needs [the second](a/two), and [nothing else](a/none)."),
		"a/two.en.md":   lesson("The second", "It needs nothing."),
	}})
	if len(c.Modules) != 1 || len(c.Modules[0].Lessons) != 2 {
		t.Fatal(c.Problems)
	}
	return c
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

// TestSyncAtTheClose: a session that is closed goes to the pair's remote, once, off the
// interface's path, and what became of it is said.
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
				st, err := d.folder.Read(pair)
				if err != nil || st.Entries[len(st.Entries)-1].Kind != storage.KindClose {
					t.Errorf("the close is not on the disk yet: %v", err)
				}
				asked = append(asked, pair)
				return tt.did, tt.err
			}
			playHour(d, hourPlan{until: "closing"})
			for range 8 {
				if len(asked) == 0 {
					d.press("enter")
				}
			}
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

// TestEditorThatIsNotThere: what was typed stays, and the reason is said in their language.
func TestEditorThatIsNotThere(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.m.opt.Env = append(d.m.opt.Env, "EDITOR=no-such-editor --wait")
	d.m.env.Editor = true
	d.makePair()
	d.press("n", "à moitié", "ctrl+o")
	d.sees("L’éditeur no-such-editor --wait est introuvable")
	d.sees("à moitié")
}

// TestBackgroundIsRemembered: a terminal that has said it is light is drawn light from
// the first frame on, the next time, unless its environment says otherwise.
func TestBackgroundIsRemembered(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	d.send(tea.BackgroundColorMsg{Color: color.White})
	c, err := d.folder.Config()
	if err != nil || c.Background != "light" {
		t.Fatalf("%+v, %v", c, err)
	}
	dir := d.folder.Dir
	for env, dark := range map[string]bool{"": false, "COLORFGBG=15;0": true} {
		e := &desk{t: t, now: d.now}
		e.openAt(dir, "fr", "ines-philippe", 80, 24)
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
