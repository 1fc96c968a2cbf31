package tui

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/tui/screen"
)

// desk is a pair in front of a screen: it presses keys, lets time pass, and looks. What
// it asks of the disk is done before it goes on; nothing sleeps.
type desk struct {
	t      testing.TB
	m      *model
	now    time.Time
	folder *storage.Folder
	quit   bool
}

var paris = time.FixedZone("CET", 3600)

// A pair that began on a Sunday morning, as Inès and Philippe do.
var opening = time.Date(2026, 11, 22, 10, 0, 0, 0, paris)

func newDesk(t testing.TB, lang string, w, h int) *desk {
	t.Helper()
	d := &desk{t: t, now: opening}
	d.openAt(t.TempDir(), lang, "", w, h)
	return d
}

func (d *desk) openAt(dir, lang, pair string, w, h int) {
	d.t.Helper()
	n := uint64(0)
	folder, err := storage.Open(dir, storage.Options{
		Now: func() time.Time { return d.now },
		Entropy: func(b []byte) {
			clear(b)
			n++
			binary.BigEndian.PutUint16(b[len(b)-2:], uint16(n))
		},
	})
	if err != nil {
		d.t.Fatal(err)
	}
	words, errs := phrases.Load()
	if len(errs) > 0 {
		d.t.Fatal(errors.Join(errs...))
	}
	config, err := folder.Config()
	if err != nil {
		d.t.Fatal(err)
	}
	d.folder, d.quit = folder, false
	d.m = newModel(Options{
		Folder: folder, Curriculum: lessons(), Phrases: words, Config: config, Lang: lang, Pair: pair,
		Now: func() time.Time { return d.now }, Out: io.Discard, Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor", "HOME=" + dir},
	})
	d.m.still = true
	d.m.prepare()
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	d.do(d.m.Init())
	d.t.Cleanup(func() { d.m.shut(nil) })
}

// lessons is the curriculum the screens are tested on: frozen, so that mending a lesson
// moves no golden.
var lessons = sync.OnceValue(func() *curriculum.Curriculum {
	return curriculum.Load(curriculum.Layer{FS: os.DirFS(filepath.Join("testdata", "curriculum")), Trusted: true})
})

// send gives the model a message and does all that follows from it.
func (d *desk) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.m.Update(msg)
	d.do(cmd)
}

func (d *desk) do(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	case tea.BatchMsg:
		for _, c := range msg {
			d.do(c)
		}
	default:
		if cmds, ok := sequence(msg); ok {
			for _, c := range cmds {
				d.do(c)
			}
			return
		}
		if known(msg) {
			d.send(msg)
		}
	}
	d.settle()
}

// known: what asks the terminal for something is left unanswered.
func known(msg tea.Msg) bool {
	switch msg.(type) {
	case pairMadeMsg, pairOpenMsg, settingsMsg, syncedMsg, screen.NotesMsg, screen.PairsMsg, screen.PairsMoreMsg, screen.CalendarMsg, screen.PrivateMsg:
		return true
	}
	return strings.Contains(strings.ToLower(typeName(msg)), "huh")
}

// settle waits until what was submitted is on the disk, or is known not to be.
func (d *desk) settle() {
	d.t.Helper()
	if d.m.journal == nil {
		return
	}
	if err := d.m.journal.Flush(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	if d.m.env.State.Version != d.m.journal.State().Version {
		d.m.refold()
		d.m.compose()
	}
}

// press sends keys by name: "enter", "esc", "down", or a text to be typed.
func (d *desk) press(names ...string) {
	d.t.Helper()
	for _, n := range names {
		if k, ok := special[n]; ok {
			d.send(tea.KeyPressMsg(k))
			continue
		}
		for _, r := range n {
			d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

var special = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown}, "tab": {Code: tea.KeyTab},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "backspace": {Code: tea.KeyBackspace},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+o": {Code: 'o', Mod: tea.ModCtrl}, "ctrl+z": {Code: 'z', Mod: tea.ModCtrl},
}

// clickOn presses the middle of what has that id.
func (d *desk) clickOn(id string) {
	d.t.Helper()
	hit, ok := d.m.shown.hits.Find(id)
	if !ok {
		d.t.Fatalf("nothing to click has the id %q on\n%s", id, d.screen())
	}
	d.send(tea.MouseClickMsg{X: hit.X + hit.W/2, Y: hit.Y, Button: tea.MouseLeft})
}

// pass lets minutes go by.
func (d *desk) pass(minutes int) { d.now = d.now.Add(time.Duration(minutes) * time.Minute) }

// days lets days go by, to ten in the morning.
func (d *desk) days(n int) {
	y, mo, da := d.now.AddDate(0, 0, n).Date()
	d.now = time.Date(y, mo, da, 10, 0, 0, 0, paris)
	d.send(minuteMsg{})
}

// screen is what is seen, as plain text.
func (d *desk) screen() string {
	lines := strings.Split(ansi.Strip(d.m.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// sees fails unless the text is on the screen.
func (d *desk) sees(text string) {
	d.t.Helper()
	if !strings.Contains(d.screen(), text) {
		d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
	}
}

// makePair goes through the first minutes, as anybody would.
func (d *desk) makePair() {
	d.t.Helper()
	d.until("setup", 4)
	d.press("Inès", "enter", "enter", "Philippe", "enter", "enter", "enter", "enter")
	for range 4 {
		if d.m.env.PairID == "" {
			d.press("enter")
		}
	}
	if d.m.env.PairID != "ines-philippe" {
		d.t.Fatalf("no pair was made: %q\n%s", d.m.env.PairID, d.screen())
	}
}

// readThrough presses enter until the screen of that name is in front, at most so often.
func (d *desk) until(name string, most int) {
	d.t.Helper()
	for range most {
		if strings.HasPrefix(d.m.top().Name(), name) && d.m.dialog() == nil {
			return
		}
		d.press("enter")
	}
	d.t.Fatalf("%q never came; it is %q:\n%s", name, d.m.top().Name(), d.screen())
}

func (d *desk) entries() []storage.Entry { return d.m.journal.State().Entries }
