package tui

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/goldentest"
	"binome/tui/face"
	"binome/tui/page"
)

var update = flag.Bool("update", false, "write the goldens anew; then read the diff")

// sizes are those that every screen must work at.
var sizes = [][2]int{{40, 12}, {80, 24}, {120, 40}}

// desk is a pair in front of a screen: it presses keys, lets time pass, and looks. What
// it asks of the disk is done before it goes on; nothing sleeps.
type desk struct {
	t      testing.TB
	m      *model
	now    time.Time
	folder *storage.Folder
	quit   bool
	copied string
	taught func() *curriculum.Curriculum // nil for the tests' own
	says   string                        // what is typed in an hour; "" for the usual
}

var paris = time.FixedZone("CET", 3600)

// A pair that began on a Sunday morning, as Inès and Philippe do.
var opening = time.Date(2026, 11, 22, 10, 0, 0, 0, paris)

func newDesk(t testing.TB, lang string, w, h int) *desk {
	t.Helper()
	d := &desk{t: t, now: opening}
	d.openAt(filepath.Join(t.TempDir(), "binome"), lang, "", w, h)
	return d
}

// options are those of a desk whose data is in that folder, its ids counted from one.
func (d *desk) options(dir, lang, pair string) Options {
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
	config, err := folder.Config()
	if err != nil {
		d.t.Fatal(err)
	}
	home := filepath.Dir(dir)
	documents := filepath.Join(home, "Documents")
	if err := os.MkdirAll(documents, 0o700); err != nil {
		d.t.Fatal(err)
	}
	d.folder, d.quit = folder, false
	return Options{
		Folder: folder, Curriculum: d.lessons(), Phrases: words(), Config: config, Lang: lang, Pair: pair,
		Now: func() time.Time { return d.now }, Out: io.Discard,
		Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor", "HOME=" + home, "DISPLAY=:0"}, Documents: documents,
	}
}

func (d *desk) openAt(dir, lang, pair string, w, h int) {
	d.t.Helper()
	d.show(d.options(dir, lang, pair), w, h)
}

func (d *desk) show(o Options, w, h int) {
	d.t.Helper()
	d.m = newModel(o)
	d.m.still = true
	d.m.hands.moment = unhurried()
	d.do(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	m := d.m
	d.t.Cleanup(func() {
		select {
		case <-m.gone: // the test has left by itself
		default:
			m.shut(nil) //nolint:errcheck // a test's own folder
		}
	})
}

// unhurried is a clock of somebody who takes a second for each key.
func unhurried() func() time.Time {
	now := opening
	return func() time.Time { now = now.Add(time.Second); return now }
}

// every has keys come that far apart; a hand at ease takes a second.
func (d *desk) every(gap time.Duration) {
	at := d.m.hands.moment()
	d.m.hands.moment = func() time.Time { at = at.Add(gap); return at }
}

func (d *desk) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.m.Update(msg)
	if d.m.fault != "" {
		d.t.Fatal(d.m.fault)
	}
	d.do(cmd)
	d.settle()
}

// do runs what the model asked for, to the end. A message of a kind it doesn't know is a
// fault of the test's, so that none is dropped unseen.
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
	case answerMsg, changedMsg, tea.RawMsg:
		d.send(msg)
	default:
		v := reflect.ValueOf(msg)
		switch name := fmt.Sprintf("%T", msg); {
		case v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd](): // a sequence
			for i := range v.Len() {
				c, _ := v.Index(i).Interface().(tea.Cmd)
				d.do(c)
			}
		case strings.Contains(name, "setClipboard"):
			d.copied = fmt.Sprint(v.Interface())
		case strings.Contains(name, "backgroundColorMsg"), strings.Contains(name, "execMsg"):
			// Asked of the terminal, which is not there.
		default:
			d.t.Fatalf("the desk doesn't know what to do with a %T", msg)
		}
	}
	d.settle()
}

// settle waits until what was submitted is on the disk, or is known not to be.
func (d *desk) settle() {
	d.t.Helper()
	if d.m.pair == nil {
		return
	}
	if err := d.m.pair.journal.Flush(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	if d.m.env.State.Version != d.m.pair.journal.State().Version {
		d.m.refold()
		d.m.compose()
	}
}

// special are the keys with names.
var special = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"page-up": {Code: tea.KeyPgUp}, "page-down": {Code: tea.KeyPgDown}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"backspace": {Code: tea.KeyBackspace}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+z": {Code: 'z', Mod: tea.ModCtrl},
	"ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+o": {Code: 'o', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl},
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

func (d *desk) pass(minutes int) { d.now = d.now.Add(time.Duration(minutes) * time.Minute) }

// days lets days go by, to ten in the morning.
func (d *desk) days(n int) {
	y, mo, da := d.now.AddDate(0, 0, n).Date()
	d.now = time.Date(y, mo, da, 10, 0, 0, 0, paris)
	d.send(minuteMsg{})
}

func (d *desk) screen() string {
	lines := strings.Split(ansi.Strip(d.m.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (d *desk) sees(text string) {
	d.t.Helper()
	if !strings.Contains(d.screen(), text) {
		d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
	}
}

// name is that of the page in front.
func (d *desk) name() string { return d.m.shown.page.Name }

func (d *desk) at(name string) {
	d.t.Helper()
	if !strings.HasPrefix(d.name(), name) {
		d.t.Fatalf("this is %q, not %q:\n%s", d.name(), name, d.screen())
	}
}

func (d *desk) entries() []storage.Entry {
	if d.m.pair == nil {
		return nil
	}
	return d.m.pair.journal.State().Entries
}

// kinds are the entries from the nth on, a word each.
func (d *desk) kinds(from int) string {
	var out []string
	for _, e := range d.entries()[from:] {
		k := string(e.Kind)
		if e.State != "" {
			k += ":" + e.State
		}
		out = append(out, k)
	}
	return strings.Join(out, " ")
}

// by presses an action, a row or a value of the page in front as hands at a keyboard do:
// by its letter or number, else by tab or the arrows and enter. What no key reaches is a
// fault.
func (d *desk) by(id string) {
	d.t.Helper()
	p, pl := &d.m.shown.page, d.m.shown.place
	for range 20 { // what is agreed to is read to its end first
		if !slices.ContainsFunc(p.Actions, func(a page.Action) bool { return a.ID == id && a.Last && a.Off }) {
			break
		}
		d.press("page-down")
	}
	for range 4 { // out of a field whose letters are letters
		if !strings.HasPrefix(pl.Focused(p), face.OnField) {
			break
		}
		if d.reach(id) {
			d.press("enter")
			return
		}
		if strings.HasPrefix(pl.Focused(p), face.OnField) {
			d.press("tab")
		}
	}
	if i := slices.IndexFunc(p.Actions, func(a page.Action) bool { return a.ID == id && !a.Off }); i >= 0 {
		if l := p.Actions[i].Letter; l != "" {
			d.press(l)
			return
		}
		if d.reach(id) {
			d.press("enter")
			return
		}
	}
	if d.turn(id) || d.choose(id) {
		return
	}
	d.t.Fatalf("no key reaches %q on %s\n%s", id, p.Name, d.screen())
}

// reach goes round by tab until enter would press that action.
func (d *desk) reach(id string) bool {
	p, pl := &d.m.shown.page, d.m.shown.place
	for range len(face.Stops(p)) + 1 {
		if pl.Focused(p) == face.OnAction+id {
			return true
		}
		d.press("tab")
	}
	return false
}

// choose goes to a row and presses it: by its number, else by the arrows.
func (d *desk) choose(id string) bool {
	p, pl := &d.m.shown.page, d.m.shown.place
	for n := range 10 {
		if got, ok := face.Digit(p, fmt.Sprint(n)); ok && got == id {
			d.press(fmt.Sprint(n))
			return true
		}
	}
	rows := face.Rows(p)
	if !slices.Contains(rows, id) {
		return false
	}
	for range face.Stops(p) {
		if f := pl.Focused(p); !p.Picks || f == face.OnRows || strings.HasPrefix(f, face.OnField) {
			break
		}
		d.press("tab")
	}
	for range 4*len(rows) + 200 {
		if pl.Row == id {
			if p.Picks {
				d.press("enter")
			} else {
				d.press("space")
			}
			return true
		}
		d.press("down")
	}
	return false
}

// turn presses a value that is turned to: "minutes:2", "value:10".
func (d *desk) turn(id string) bool {
	key, _, ok := strings.Cut(id, ":")
	if !ok {
		return false
	}
	turns := func(b page.Block) bool { return (b.Kind == page.Turn || b.Kind == page.Scale) && b.ID == key }
	for range 40 {
		p, pl := &d.m.shown.page, d.m.shown.place
		i := slices.IndexFunc(p.Body, turns)
		if i < 0 {
			return false
		}
		b := p.Body[i]
		if id == fmt.Sprintf("%s:%d", key, b.At) {
			return true
		}
		if got, ok := face.Digit(p, id[len(key)+1:]); ok && got == id {
			d.press(id[len(key)+1:])
			return true
		}
		for range len(face.Stops(p)) {
			if face.Bound(p, b) || pl.Focused(p) == face.OnTurn+key || p.Picks && pl.Row == key {
				break
			}
			if p.Picks {
				d.press("down")
			} else {
				d.press("tab")
			}
		}
		want := 0
		fmt.Sscan(id[len(key)+1:], &want) //nolint:errcheck // 0 is as good
		if b.At < want {
			d.press("right")
		} else {
			d.press("left")
		}
	}
	return false
}

// fill types a text into a field of the page in front.
func (d *desk) fill(id, text string) {
	d.t.Helper()
	p, pl := &d.m.shown.page, d.m.shown.place
	for range len(face.Stops(p)) {
		if pl.Focused(p) == face.OnField+id {
			d.press("end", "ctrl+u")
			d.types(text)
			return
		}
		d.press("tab")
	}
	d.t.Fatalf("no key reaches the field %q on %s\n%s", id, p.Name, d.screen())
}

// types is a text that comes by its first key and then whole, as from a clipboard: each of
// some forty letters would be drawn and kept, in hundreds of hours that tests play.
// TestThreeWaysOneJournal, TestQuickHands and makePair type all of theirs.
func (d *desk) types(text string) {
	d.t.Helper()
	first, rest := text, ""
	for i := range text {
		if i > 0 {
			first, rest = text[:i], text[i:]
			break
		}
	}
	d.press(first)
	if rest != "" {
		d.send(tea.PasteMsg{Content: rest})
	}
}

// click is the same by mouse.
func (d *desk) click(id string) {
	d.t.Helper()
	for range 60 {
		if hit, ok := d.m.shown.hits.Find("p|" + id); ok {
			d.send(tea.MouseClickMsg{X: hit.X + hit.W/2, Y: hit.Y, Button: tea.MouseLeft})
			return
		}
		d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	d.t.Fatalf("nothing to click has the id %q on %s\n%s", id, d.name(), d.screen())
}

// makePair goes from the welcome to Today by keyboard.
func (d *desk) makePair() {
	d.t.Helper()
	d.at("welcome")
	d.by("begin")
	d.press("Inès", "enter", "Philippe", "enter")
	d.by("sees:shared")
	d.by("whose:mentor")
	d.by("make")
	if d.m.env.PairID != "ines-philippe" {
		d.t.Fatalf("no pair was made: %q\n%s", d.m.env.PairID, d.screen())
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	goldentest.Same(t, *update, path, got)
}

// rawKey is a phrase that isn't there, as the printer shows it.
var rawKey = regexp.MustCompile(`\[[a-z][a-z-]*(\.[a-z-]+)+\]|\{\{|<no value>|%!`)

// checkFrame holds what is true of every frame, so that a bad golden can't be blessed.
func (d *desk) checkFrame(w, h int) {
	d.t.Helper()
	if d.m.keeps.refused {
		d.t.Error("the journal has refused what the test keeps")
	}
	content := d.m.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != h {
		d.t.Errorf("%s: %d lines in a window of %d", d.name(), len(lines), h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got > w {
			d.t.Errorf("%s: line %d is %d columns wide: %q", d.name(), i+1, got, ansi.Strip(l))
		}
	}
	seen := d.screen()
	if raw := rawKey.FindString(seen); raw != "" {
		d.t.Errorf("a raw phrase is on the screen: %s\n%s", raw, seen)
	}
	for _, hit := range d.m.shown.hits {
		if hit.X < 0 || hit.Y < 0 || hit.X+hit.W > w || hit.Y+hit.H > h {
			d.t.Errorf("%s can be hit outside the window: %+v", hit.ID, hit)
		}
	}
	if c := d.m.shown.cursor; c != nil && (c.X >= w || c.Y >= h) {
		d.t.Errorf("the cursor is at %d,%d", c.X, c.Y)
	}
	buttons := 0
	letters := map[string]string{}
	hits, words := d.m.shown.hits, seen
	if h < tallFrom && !d.m.shown.page.Over { // what has no room at the foot stands below the text
		was := *d.m.shown.place
		d.m.shown.place.View.End()
		d.m.compose()
		hits, words = append(slices.Clone(hits), d.m.shown.hits...), seen+d.screen()
		*d.m.shown.place = was
		d.m.compose()
	}
	for _, a := range d.m.shown.page.Actions {
		if was, twice := letters[a.Letter]; twice {
			d.t.Errorf("%s: the letter %q is %s's and %s's", d.name(), a.Letter, was, a.ID)
		}
		letters[a.Letter] = a.ID
		if a.Letter == "" {
			d.t.Errorf("%s: %s has no letter", d.name(), a.ID)
		}
		if a.Quiet || a.Hidden {
			continue
		}
		buttons++
		if _, ok := hits.Find("p|" + a.ID); !ok && !a.Off {
			d.t.Errorf("the button %q can't be clicked on\n%s", a.Label, seen)
		}
		for _, word := range strings.Fields(a.Label) {
			if !strings.Contains(words, word) {
				d.t.Errorf("the word %q of the button %q is not whole on\n%s", word, a.Label, seen)
			}
		}
	}
	if p := &d.m.shown.page; has(p, doMenu) && !p.Over && !strings.HasPrefix(d.m.shown.place.Focused(p), face.OnField) && !strings.Contains(seen, "m menu") {
		d.t.Errorf("no word of the menu on\n%s", seen)
	}
	if buttons == 0 {
		d.t.Errorf("no button on\n%s", seen)
	}
}

func (d *desk) lessons() func() *curriculum.Curriculum {
	if d.taught != nil {
		return d.taught
	}
	return lessons
}

// words are the coach's own; nothing changes them, so that all desks read the same.
var words = sync.OnceValue(func() *phrases.Catalogues {
	words, errs := phrases.Load()
	if len(errs) > 0 {
		panic(errors.Join(errs...))
	}
	return words
})

// lessons is a small curriculum of the tests' own, so that goldens don't change with the
// real one.
var lessons = sync.OnceValue(func() *curriculum.Curriculum {
	c := curriculum.Load(curriculum.Layer{FS: os.DirFS(filepath.Join("testdata", "curriculum")), Trusted: true})
	if len(c.Problems) > 0 {
		panic(c.Problems[0])
	}
	return c
})
