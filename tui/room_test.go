package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/tui/live/room"
	"binome/tui/screen"
)

// two are Inès and Philippe at a terminal each, in one room, on one journal. Whatever is
// sent to either, and all that follows from it on both, was written to its frames.
type two struct {
	t      testing.TB
	room   *room.Room
	i, p   *desk
	seats  map[*desk]*room.Seat
	frames map[*desk]*strings.Builder
}

// oneOf is how one of the two terminals is set up.
type oneOf struct {
	lang  string
	w, h  int
	guest bool
}

func newTwo(t testing.TB, cur *curriculum.Curriculum, i, p oneOf) *two {
	t.Helper()
	dir := t.TempDir()
	now := opening
	folder, err := storage.Open(dir, storage.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	j, err := folder.Create("ines-philippe", storage.Entry{
		Kind: storage.KindPair, At: now, Mentor: "Inès Martin", MentorLanguage: i.lang, Mentee: "Philippe Durand", MenteeLanguage: p.lang,
	})
	if err != nil {
		t.Fatal(err)
	}
	b := &two{t: t, room: room.New(), seats: map[*desk]*room.Seat{}, frames: map[*desk]*strings.Builder{}}
	b.i = b.open(folder, j, cur, room.Mentor, i)
	b.p = b.open(folder, j, cur, room.Mentee, p)
	b.settle()
	t.Cleanup(func() { j.Close() }) //nolint:errcheck // a test's own folder
	return b
}

func (b *two) open(folder *storage.Folder, j *storage.Journal, cur *curriculum.Curriculum, role string, o oneOf) *desk {
	b.t.Helper()
	words, errs := phrases.Load()
	if len(errs) > 0 {
		b.t.Fatal(errors.Join(errs...))
	}
	config, err := folder.Config()
	if err != nil {
		b.t.Fatal(err)
	}
	config.Owner = map[string]string{"ines-philippe": room.Mentor}
	d := &desk{t: b.t, now: opening, folder: folder}
	seat := b.room.Sit(role, "somebody")
	d.m = newModel(Options{
		Folder: folder, Curriculum: func() *curriculum.Curriculum { return cur }, Phrases: words, Config: config, Lang: o.lang, Pair: "ines-philippe",
		Seat: seat, Role: role, Guest: o.guest, Journal: j, Now: func() time.Time { return d.now },
		Out: io.Discard, Env: []string{"TERM=xterm-256color", "COLORTERM=truecolor", "EDITOR=false", "PAGER=false", "HOME=" + folder.Dir},
	})
	d.m.still = true
	d.m.hands.moment = unhurried()
	b.seats[d], b.frames[d] = seat, &strings.Builder{}
	d.do(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: o.w, Height: o.h})
	b.t.Cleanup(func() { d.m.shut(nil) }) //nolint:errcheck
	return d
}

// settle lets both take in what is new until there is nothing new.
func (b *two) settle() {
	b.t.Helper()
	for range 3 {
		for _, d := range []*desk{b.i, b.p} {
			if d == nil {
				continue
			}
			d.settle()
			d.send(changedMsg{closed})
			d.send(roomMsg{})
			fmt.Fprintln(b.frames[d], d.m.View().Content, d.m.View().WindowTitle)
		}
	}
}

// closed is a journal's channel on which nothing comes any more.
var closed = func() <-chan struct{} { c := make(chan struct{}); close(c); return c }()

func (b *two) press(d *desk, names ...string) {
	b.t.Helper()
	for _, n := range names {
		d.press(n)
		b.settle()
	}
}

// drop is one line cut; back is the same person again, at a new terminal.
func (b *two) drop(d *desk) {
	b.seats[d].Leave()
	if d == b.i {
		b.i = nil
	} else {
		b.p = nil
	}
	b.settle()
}

func (b *two) at(d *desk) string {
	s, _ := d.m.here()
	if s == nil {
		return ""
	}
	at := s.At()
	return at.Screen + ":" + at.Step
}

func (b *two) where(i, p string) {
	b.t.Helper()
	if got := b.at(b.i); got != i {
		b.t.Fatalf("Inès is at %s, want %s\n%s", got, i, b.i.screen())
	}
	if got := b.at(b.p); got != p {
		b.t.Fatalf("Philippe is at %s, want %s\n%s", got, p, b.p.screen())
	}
}

// intoLesson begins the hour and skips the launch.
func (b *two) intoLesson() {
	b.t.Helper()
	b.i.by("begin")
	b.settle()
	b.i.by("later")
	b.settle()
	b.where("lesson:discover", "lesson:discover")
}

var large = oneOf{lang: "en", w: 120, h: 40}

// TestFollowing is an hour of the two, as they would tell it.
func TestFollowing(t *testing.T) {
	b := newTwo(t, lessons(), large, oneOf{lang: "fr", w: 80, h: 24, guest: true})
	b.where("today:", "today:")
	b.p.press("enter")
	b.settle()
	b.where("today:", "today:")
	b.p.sees("Inès a la main")
	b.intoLesson()
	b.p.sees("Découvrir")
	b.i.sees("Discover")

	b.press(b.i, "right")
	b.where("lesson:together", "lesson:together")
	b.press(b.p, "space") // what he ticks is ticked for both
	if n := strings.Count(b.i.screen(), b.i.m.face.Theme.Sign.BoxTicked); n != 1 {
		t.Fatalf("%d boxes are ticked on her screen\n%s%s", n, b.i.screen(), b.p.screen())
	}
	b.press(b.p, "right") // he looks ahead, and completes nothing
	b.where("lesson:together", "lesson:alone")
	b.i.sees("Philippe looks round")
	b.p.sees("Inès en est à")
	entries := len(b.i.entries())
	b.press(b.p, "right") // and on
	b.where("lesson:together", "lesson:talk")
	b.press(b.i, "right", "left", "right")
	b.where("lesson:alone", "lesson:talk")
	if got := len(b.i.entries()); got != entries {
		t.Errorf("looking round left %d entries", got-entries)
	}
	b.press(b.p, "r")
	b.where("lesson:alone", "lesson:alone")
	b.i.sees("Inès leads, Philippe  ")

	b.press(b.p, "l") // he takes the lead
	b.i.sees("Philippe leads")
	b.press(b.p, "right")
	b.where("lesson:talk", "lesson:talk")
	b.press(b.p, "l") // and hands it back
	b.press(b.i, "left")
	b.where("lesson:alone", "lesson:alone")
	b.press(b.p, "m", "esc", "?") // what he has open for himself stays open
	b.press(b.i, "left")
	if b.p.name() != "help" {
		t.Errorf("he was torn away from help to %s", b.p.name())
	}
	b.press(b.p, "enter")
	b.where("lesson:together", "lesson:together")
	b.press(b.p, "n", "à moitié")
	b.press(b.i, "right")
	b.press(b.p, " dit", "ctrl+s")
	b.where("lesson:alone", "lesson:alone")
	if last := b.i.entries()[len(b.i.entries())-1]; last.Kind != storage.KindNote || last.Text != "à moitié dit" || last.By != room.Mentee {
		t.Errorf("the note is %+v", last)
	}
}

// TestLineDrops: the other goes on alone, and who comes back is where the other is.
func TestLineDrops(t *testing.T) {
	b := newTwo(t, lessons(), large, oneOf{lang: "fr", w: 80, h: 24, guest: true})
	b.intoLesson()
	b.press(b.i, "right", "right")
	gone := b.p
	b.drop(b.p)
	b.i.sees("Philippe isn't connected any more.")
	b.press(b.i, "right")
	b.i.sees("Philippe isn't here")
	if b.at(gone) != "lesson:alone" {
		t.Errorf("the dropped one is at %s", b.at(gone))
	}
	b.p = b.open(b.i.folder, b.i.m.pair.journal, lessons(), room.Mentee, oneOf{lang: "fr", w: 80, h: 24, guest: true})
	b.settle()
	b.where("lesson:talk", "lesson:talk")
	b.i.sees("Philippe is here.")

	b.drop(b.i) // now who leads drops
	b.p.sees("Inès n’est plus en ligne.")
	b.press(b.p, "right")
	if b.at(b.p) != "lesson:remember" {
		t.Errorf("he can't go on alone: %s", b.at(b.p))
	}
	b.i = b.open(b.p.folder, b.p.m.pair.journal, lessons(), room.Mentor, large)
	b.settle()
	b.where("lesson:remember", "lesson:remember")
	b.i.sees("Philippe leads")

	b.room.Close(room.OverStop)
	b.settle()
	b.p.sees("L’autre ordinateur s’arrête.")
	if b.p.press("enter"); !b.p.quit {
		t.Error("a guest can't leave a room that is over")
	}
	b.i.sees("The other computer stops taking part.")
	if b.i.m.shown.page.Over || b.i.quit {
		t.Error("the owner can't go on alone")
	}
	b.i.press("left")
	if b.at(b.i) != "lesson:talk" {
		t.Errorf("the owner is stuck at %s", b.at(b.i))
	}
}

// TestWhatIsSaid: whoever comes, goes or leads is told in a line, whatever numbers the
// seats have: they are others when another window takes the room over.
func TestWhatIsSaid(t *testing.T) {
	ines := func(seat uint64, leads bool) room.Person {
		return room.Person{Seat: seat, Role: room.Mentor, Leads: leads}
	}
	philippe := func(seat uint64, leads bool) room.Person {
		return room.Person{Seat: seat, Role: room.Mentee, Leads: leads}
	}
	state := func(me uint64, people ...room.Person) room.State {
		st := room.State{Me: me, People: people}
		for _, p := range people {
			if p.Leads {
				st.Lead = p.Seat
			}
		}
		return st
	}
	d := newTwo(t, lessons(), large, large).p
	for _, c := range []struct {
		what    string
		was, st room.State
		says    string
	}{
		{"nothing", state(2, ines(1, true), philippe(2, false)), state(2, ines(1, true), philippe(2, false)), ""},
		{"she comes", state(2, philippe(2, true)), state(2, philippe(2, true), ines(3, false)), "Inès is here."},
		{"she holds the room he joins", state(1, philippe(1, true)), state(2, ines(1, true), philippe(2, false)), "Inès leads now"},
		{"she goes", state(2, ines(1, true), philippe(2, false)), state(2, philippe(2, true)), "Inès isn't connected any more."},
		{"she goes, and he holds the room", state(2, ines(1, true), philippe(2, false)), state(1, philippe(1, true)), "Inès isn't connected any more."},
		{"she goes, who only followed", state(2, ines(1, false), philippe(2, true)), state(1, philippe(1, true)), "Inès isn't connected any more."},
		{"she hands over", state(2, ines(1, true), philippe(2, false)), state(2, ines(1, false), philippe(2, true)), "You lead now"},
		{"she takes the lead", state(2, ines(1, false), philippe(2, true)), state(2, ines(1, true), philippe(2, false)), "Inès leads now"},
	} {
		d.m.notice = ""
		d.m.sayChanges(c.was, c.st)
		if !strings.HasPrefix(d.m.notice, c.says) || c.says == "" && d.m.notice != "" {
			t.Errorf("%s: it says %q, want %q", c.what, d.m.notice, c.says)
		}
	}
}

// TestNothingMissedBeforeWatching: what another has written before this terminal watches
// is seen all the same, and a window that finds a room writes nothing by coming back.
func TestNothingMissedBeforeWatching(t *testing.T) {
	b := newTwo(t, lessons(), large, large)
	b.intoLesson()
	b.press(b.i, "right", "space") // looked at and ticked, but not begun
	before := len(b.i.entries())
	d := b.open(b.i.folder, b.i.m.pair.journal, lessons(), room.Mentee, large)
	if n := len(d.entries()); n != before {
		t.Errorf("coming back wrote %d entries: %+v", n-before, d.entries()[before:])
	}
	if _, err := b.i.m.pair.journal.Append(t.Context(), storage.Entry{Kind: storage.KindNote, Text: "x", By: "mentor"}); err != nil {
		t.Fatal(err)
	}
	d.m.still = false
	d.m.watch()
	if got, want := d.m.env.State.Version, d.m.pair.journal.State().Version; got != want {
		t.Errorf("it shows version %d of %d", got, want)
	}
}

// TestAside: a question for later reaches the mentor's guide, and nothing else.
func TestAside(t *testing.T) {
	for _, i := range []oneOf{large, {lang: "en", w: 80, h: 24}} {
		b := newTwo(t, lessons(), i, oneOf{lang: "fr", w: 80, h: 24, guest: true})
		b.intoLesson()
		b.press(b.p, "a", "Qui voit ça ?", "enter")
		b.p.sees("C’est envoyé à Inès.")
		b.i.sees("Philippe has a question for later")
		b.press(b.i, "right")
		b.i.sees("Qui voit ça ?")
		if strings.Contains(b.p.screen(), "voit ça") {
			t.Errorf("it is on his own screen\n%s", b.p.screen())
		}
		if n := b.p.m.Begun(); n > 0 {
			t.Errorf("%d drafts are kept", n)
		}
		raw, err := os.ReadFile(b.i.m.pair.journal.Path)
		if err != nil || strings.Contains(string(raw), "voit ça") {
			t.Errorf("it is in the journal, or %v", err)
		}
		b.press(b.i, "a", "enter")
		if strings.Contains(b.i.screen(), "voit ça") || b.i.m.shown.page.Over {
			t.Errorf("it wasn't covered\n%s", b.i.screen())
		}
		b.press(b.p, "a", "Encore ?", "enter")
		if _, ok := b.i.m.shown.hits.Find("p|aside:0"); ok { // and by the mouse
			b.i.click("aside:0")
			b.settle()
			if strings.Contains(b.i.screen(), "Encore") {
				t.Errorf("a click didn't cover it\n%s", b.i.screen())
			}
		}
	}
}

// TestHourTogether: the whole hour is led by one and followed by the other, and then by
// the other, without a part that can't be followed.
func TestHourTogether(t *testing.T) {
	b := newTwo(t, lessons(), large, oneOf{lang: "fr", w: 80, h: 24, guest: true})
	seen := map[string]bool{}
	for hour := range 2 {
		leads, follows := b.i, b.p
		if hour == 1 {
			b.press(b.p, "l")
			leads, follows = b.p, b.i
		}
		began := false
		for range 400 {
			name := leads.name()
			if began && strings.HasPrefix(name, "today") && leads.m.env.Prog.OpenSession(leads.now) == nil {
				break
			}
			began = began || !strings.HasPrefix(name, "today")
			(&hands{desk: leads}).do(nextMove(&leads.m.shown.page))
			b.settle()
			if l, f := b.at(leads), b.at(follows); l != f {
				t.Fatalf("one is at %s, the other at %s\n%s", l, f, follows.screen())
			}
			seen[strings.SplitN(b.at(leads), ":", 2)[0]] = true
			follows.checkFrame(follows.m.w, follows.m.h)
		}
		for _, d := range []*desk{b.i, b.p} {
			d.days(15)
		}
		b.i.days(0)
		b.p.now = b.i.now
		b.settle()
	}
	for _, part := range []string{"today", "launch", "lesson", "return", "closing", "recall", "since"} {
		if !seen[part] {
			t.Errorf("the two never came to %s: %v", part, seen)
		}
	}
}

const (
	canaryGuide   = "CANARY-in-the-guide"
	canaryPrivate = "CANARY-of-the-owner"
)

// canaries is the frozen curriculum with a canary in every guide.
func canaries(t testing.TB) *curriculum.Curriculum {
	t.Helper()
	from := os.DirFS(filepath.Join("testdata", "curriculum"))
	to := fstest.MapFS{}
	err := walk(from, func(path string, data []byte) {
		if strings.HasSuffix(path, ".md") {
			data = []byte(strings.ReplaceAll(string(data), "> [!MENTOR]\n", "> [!MENTOR]\n> "+canaryGuide+"\n"))
		}
		to[path] = &fstest.MapFile{Data: data}
	})
	if err != nil {
		t.Fatal(err)
	}
	return curriculum.Load(curriculum.Layer{FS: to, Trusted: true})
}

// TestMenteeIsSentNoGuide: whatever either presses, neither the guide nor the owner's own
// notes come into a frame of the mentee's terminal, whoever leads, and after a reconnect.
func TestMenteeIsSentNoGuide(t *testing.T) {
	cur := canaries(t)
	keys := []string{"enter", "space", "right", "left", "g", "l", "r", "a", "m", "esc", "up", "down", "page-down", "?", "n", "x", "h", "v", "o", "e", "p", "s", "d", "i", "ctrl+z"}
	runs, sung := 12, 0
	if os.Getenv("BINOME_LONG") == "1" {
		runs = 600
	}
	for run := range runs {
		r := rand.New(rand.NewPCG(1, uint64(run)))
		mentee := oneOf{lang: []string{"en", "fr"}[run%2], w: []int{80, 120}[run/2%2], h: 40, guest: run/4%2 == 0}
		b := newTwo(t, cur, large, mentee)
		private(t, b.i)
		b.intoLesson()
		var all, pressed strings.Builder
		for range 30 {
			d := b.p
			if r.IntN(4) == 0 {
				d = b.i
			}
			if d.quit {
				break
			}
			key := keys[r.IntN(len(keys))]
			fmt.Fprint(&pressed, key, " ")
			d.press(key)
			b.settle()
			if r.IntN(15) == 0 {
				all.WriteString(b.frames[b.p].String())
				b.drop(b.p)
				b.p = b.open(b.i.folder, b.i.m.pair.journal, cur, room.Mentee, mentee)
				b.settle()
			}
		}
		all.WriteString(b.frames[b.p].String())
		if strings.Contains(strings.ReplaceAll(ansi.Strip(all.String()), "\n", ""), "CANARY") {
			t.Fatalf("run %d: the canary sings on the mentee's terminal, after %s", run, &pressed)
		}
		if strings.Contains(ansi.Strip(b.frames[b.i].String()), "CANARY") {
			sung++
		}
	}
	if sung == 0 {
		t.Error("no canary sang on the mentor's terminal either: this test shows nothing")
	}
}

// private puts a line into the owner's own file.
func private(t testing.TB, d *desk) {
	t.Helper()
	j, err := d.folder.Private("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.Append(t.Context(), storage.Entry{Kind: storage.KindNote, Text: canaryPrivate, By: "mentor"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestGuest: nothing of this computer is opened, run or written for a guest, and they are
// told so.
func TestGuest(t *testing.T) {
	const no = "Pas d’ici"
	for name, ask := range map[string]func(d *desk){
		"own file":  func(d *desk) { d.m.SavePrivate(storage.Entry{Kind: storage.KindNote, Text: "x", By: "mentee"}) },
		"own page":  func(d *desk) { d.m.Private() },
		"pairs":     func(d *desk) { d.m.Pairs() },
		"new pair":  func(d *desk) { d.m.CreatePair(screen.NewPair{Mentor: "A", Mentee: "B"}) },
		"open pair": func(d *desk) { d.m.OpenPair("other") },
		"owner":     func(d *desk) { d.m.SetOwner("mentee") },
		"write":     func(d *desk) { d.m.Notes(screen.NotesRequest{Audience: "pair", Format: "md", Write: true}) },
		"copies":    func(d *desk) { d.m.Absorb() },
		"put back":  func(d *desk) { d.m.Restore() },
		"pager":     func(d *desk) { d.m.Pager("x") },
		"editor":    func(d *desk) { d.m.Edit("text", "x") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newTwo(t, lessons(), large, oneOf{lang: "fr", w: 80, h: 24, guest: true})
			before := files(t, b.p.folder.Dir)
			ask(b.p)
			b.p.m.compose()
			b.p.sees(no)
			if after := files(t, b.p.folder.Dir); after != before {
				t.Errorf("there are files that were not there:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
	b := newTwo(t, lessons(), large, oneOf{lang: "fr", w: 80, h: 24, guest: true})
	before := files(t, b.p.folder.Dir)
	b.p.m.SetTheme("dark")
	b.p.m.SetLanguage("en")
	b.p.m.SetView("mentor")
	b.p.m.Calendar("2026-12-01")
	b.p.send(minuteMsg{})
	if b.p.m.env.View != "mentee" || b.p.m.env.Settings.Theme != "dark" || b.p.m.env.Lang() != "en" || b.p.m.env.Editor {
		t.Errorf("a guest's own settings: %+v, %s", b.p.m.env.Settings, b.p.m.env.View)
	}
	if after := files(t, b.p.folder.Dir); after != before {
		t.Errorf("a guest's settings were written:\n%s", after)
	}
	t.Run("leaves", func(t *testing.T) {
		b.t = t
		b.drop(b.p)
		b.open(b.i.folder, b.i.m.pair.journal, lessons(), room.Mentee, large)
	}) // here the guest's program has ended
	b.t = t
	if _, err := b.i.m.pair.journal.Append(t.Context(), storage.Entry{Kind: storage.KindNote, Text: "x", By: "mentor"}); err != nil {
		t.Errorf("the guest closed the shared journal: %v", err)
	}
}

func files(t *testing.T, dir string) string {
	t.Helper()
	var out []string
	if err := walk(os.DirFS(dir), func(path string, _ []byte) { out = append(out, path) }); err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// TestClosedByTheGuest: when a guest leads the close, the host's own coach writes the
// calendar and brings the journal to its remote: a guest touches nothing of this computer.
func TestClosedByTheGuest(t *testing.T) {
	small := oneOf{lang: "fr", w: 80, h: 24}
	guest := small
	guest.guest = true
	b := newTwo(t, lessons(), small, guest)
	synced := 0
	b.i.m.opt.Sync = func(context.Context, string) (bool, error) { synced++; return true, nil }
	b.intoLesson()
	file := filepath.Join(b.i.folder.Dir, "calendar", "ines-philippe.ics")
	b.p.m.Save(storage.Entry{Kind: storage.KindClose, Next: "2026-12-07", Session: b.i.m.env.Hour.Session})
	b.p.settle()
	b.p.m.Calendar("2026-12-07")
	b.p.send(minuteMsg{})
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a guest wrote on the host: %v", err)
	}
	b.i.send(changedMsg{closed})
	if _, err := os.Stat(file); err != nil || synced != 1 {
		t.Errorf("the host wrote no calendar (%v), or synchronised %d times", err, synced)
	}
	b.i.send(changedMsg{closed})
	if synced != 1 {
		t.Errorf("synchronised %d times for one close", synced)
	}
}
