package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
)

// TestLeaveTellsOfTexts: every way to leave tells of a text that was begun, and of none that
// was taken out again or that only lay there while the window changed.
func TestLeaveTellsOfTexts(t *testing.T) {
	const told = "n’est pas gardé"
	for name, typed := range map[string][]string{
		"begun": {"une phrase"}, "taken out": {"ab", "backspace", "backspace"}, "blanks": {"  "}, "nothing": nil,
	} {
		for _, way := range [][]string{{"q"}, {"esc", "q"}, {"m", "q"}} {
			d := newDesk(t, "fr", 80, 24)
			d.makePair()
			moved(d, doNote)
			d.press(typed...)
			d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
			d.send(tea.WindowSizeMsg{Width: 120, Height: 40})
			d.press("esc")
			d.press(way...)
			d.at("leave")
			if got := strings.Contains(d.screen(), told); got != (name == "begun") {
				t.Errorf("%s, %v: told of a text: %v\n%s", name, way, got, d.screen())
			}
		}
	}
}

// TestALengthBetweenTwo: from 45 minutes, as config.toml may have it, the arrows go to the
// neighbours.
func TestALengthBetweenTwo(t *testing.T) {
	for key, want := range map[string]int{"right": 60, "left": 30} {
		d := newDesk(t, "fr", 80, 24)
		d.makePair()
		o := d.options(d.folder.Dir, "fr", "ines-philippe")
		o.Config.Minutes = 45
		d.show(o, 80, 24)
		d.at("today")
		d.press(key)
		if got := d.m.env.Settings.Minutes; got != want {
			t.Errorf("%s from 45 minutes: %d", key, got)
		}
	}
}

// TestANameThatIsTooLong: what is typed beyond the longest name there is isn't taken, and
// what stands in the field is what is kept.
func TestANameThatIsTooLong(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, doMenu, "go:settings")
	d.choose("name:mentor")
	d.at("write:name")
	d.press("ctrl+u", strings.Repeat("é", storage.MaxName+1))
	d.at("write:name")
	shown := d.m.typed(d.m.top())["text"]
	d.press("enter")
	if d.at("settings"); shown != strings.Repeat("é", storage.MaxName) || d.m.env.Prog.Mentor.Name != shown {
		t.Errorf("shown was %q, kept %q", shown, d.m.env.Prog.Mentor.Name)
	}
	d.m.Save(storage.Entry{Kind: storage.KindName, Who: storage.Mentor, Name: shown + "é"}) // whoever asks for it
	if d.m.env.Prog.Mentor.Name != shown || !strings.Contains(d.m.notice, "trop long") {
		t.Errorf("kept %q, told %q", d.m.env.Prog.Mentor.Name, d.m.notice)
	}
}

// TestANameThatIsTooLongSaid: in linear text it is asked for again, in the same language.
func TestANameThatIsTooLongSaid(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	o := d.options(t.TempDir(), "fr", "")
	var out strings.Builder
	o.In = strings.NewReader("\n" + strings.Repeat("é", storage.MaxName+1) + "\nInès\n")
	o.Out = &out
	if err := RunPlain(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "80 caractères au plus") || strings.Contains(out.String(), "entry refused") {
		t.Error(out.String())
	}
}

// TestNotKeptIsNotKept: what the journal refuses, or the disk, isn't called kept beside the
// reason.
func TestNotKeptIsNotKept(t *testing.T) {
	for name, fails := range map[string]func(d *desk){
		"the journal": func(d *desk) {
			if err := d.m.pair.journal.Close(); err != nil {
				t.Fatal(err)
			}
		},
		"the disk": func(d *desk) {
			file := filepath.Join(d.folder.Dir, "pairs", "ines-philippe.toml")
			if err := os.Rename(file, file+"-away"); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(file, 0o700); err != nil { // as a drive that is gone
				t.Fatal(err)
			}
		},
	} {
		d := newDesk(t, "fr", 80, 24)
		d.makePair()
		moved(d, doNote)
		d.press("une phrase")
		fails(d)
		d.press("ctrl+s")
		if s := d.screen(); strings.Contains(s, "est gardée") || len(d.m.status()) == 0 {
			t.Errorf("%s: told is\n%s", name, s)
		}
	}
}

// TestThreeAccents: a search for what has no letter, only accents, finds nothing and harms
// nothing.
func TestThreeAccents(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, doMenu, "go:outline")
	d.m.setText("find", "\u0301\u0301\u0301")
	d.m.compose()
	d.press("\u0301\u0301\u0301", "enter")
}
