package window

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"binome/storage"
	"binome/tui"
	"binome/tui/live/room"
)

var _ tui.Seat = (*Window)(nil)

// deadline is for a single thing waited for. Only a test that hangs ever waits so long.
const deadline = 30 * time.Second

func short(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "w")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func join(t testing.TB, dir, role string) *Window {
	t.Helper()
	w := Join(Options{Dir: dir, Pair: "ines-philippe", Role: role, Name: role})
	t.Cleanup(w.Close)
	return w
}

// until waits for a snapshot that is as it should be, and holds that they grow.
func until(t testing.TB, w *Window, what string, ok func(room.State) bool) room.State {
	t.Helper()
	limit := time.After(deadline)
	last := uint64(0)
	for {
		st := w.State()
		if st.N < last {
			t.Fatalf("N went from %d to %d", last, st.N)
		}
		if last = st.N; ok(st) {
			return st
		}
		select {
		case <-w.News():
		case <-limit:
			t.Fatalf("%s never came: %+v", what, st)
		}
	}
}

func people(n int) func(room.State) bool {
	return func(st room.State) bool { return len(st.People) == n }
}

func at(step string) func(room.State) bool {
	return func(st room.State) bool { return st.Place.Step == step }
}

func lesson(step string) room.Place {
	return room.Place{Screen: "lesson", Lesson: "m/one", Step: step, Left: 2}
}

// pairUp opens two windows; the first holds the room.
func pairUp(t testing.TB) (dir string, a, b *Window) {
	dir = short(t)
	a = join(t, dir, room.Mentor)
	listening(t, dir)
	b = join(t, dir, room.Mentee)
	until(t, a, "the other", people(2))
	until(t, b, "the other", people(2))
	return dir, a, b
}

// listening waits until a window holds the room.
func listening(t testing.TB, dir string) {
	t.Helper()
	p, err := place(dir, "ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	for range 30_000 {
		if conn, err := net.Dial("unix", p.path); err == nil {
			conn.Close()
			return
		}
		<-time.After(time.Millisecond)
	}
	t.Fatal("nobody listens")
}

func TestTwoWindows(t *testing.T) {
	dir, a, b := pairUp(t)
	if st := b.State(); st.Mine() {
		t.Fatalf("the second leads: %+v", st)
	}
	a.Move(lesson("together"))
	until(t, b, "together", at("together"))
	b.Lead()
	b.Move(lesson("alone")) // before the answer has come
	until(t, a, "alone", at("alone"))
	if st := until(t, b, "alone", at("alone")); !st.Mine() {
		t.Errorf("who took the lead hasn't: %+v", st)
	}
	b.Hand(b.State().People[0].Seat)
	until(t, a, "the lead", room.State.Mine)
	until(t, b, "no lead", func(st room.State) bool { return !st.Mine() })
	b.Move(lesson("discover"))
	until(t, a, "him looking round", func(st room.State) bool { return st.People[1].Away })
	b.Away(false)
	until(t, a, "him back", func(st room.State) bool { return !st.People[1].Away })
	b.Ask("why?")
	if got := until(t, a, "a question", func(st room.State) bool { return len(st.Asides) > 0 }); got.Asides[0] != "why?" {
		t.Errorf("the question is %q", got.Asides)
	}
	a.Cover("why?")
	until(t, a, "no question", func(st room.State) bool { return len(st.Asides) == 0 })

	fi, err := os.Stat(filepath.Join(dir, "rooms"))
	if err != nil || runtime.GOOS != "windows" && fi.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", fi.Mode(), err)
	}
	fi, err = os.Stat(filepath.Join(dir, "rooms", hashed("ines-philippe")+".sock"))
	if err != nil || runtime.GOOS != "windows" && fi.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", fi.Mode(), err)
	}
}

// TestTheFirstLeaves: the second goes on where they were and holds the room from then on.
func TestTheFirstLeaves(t *testing.T) {
	dir, a, b := pairUp(t)
	a.Move(lesson("alone"))
	until(t, b, "alone", at("alone"))
	a.Close()
	if st := until(t, b, "being alone", people(1)); !st.Mine() || st.Place != lesson("alone") {
		t.Errorf("alone it sees %+v", st)
	}
	b.Move(lesson("talk"))
	listening(t, dir)
	c := join(t, dir, room.Mentor)
	until(t, c, "talk", func(st room.State) bool { return len(st.People) == 2 && st.Place.Step == "talk" && !st.Mine() })
	until(t, b, "the other again", people(2))
	b.Ask("later?")
	until(t, c, "the question", func(st room.State) bool { return len(st.Asides) == 1 })
	b.Close() // the question stays with the mentor
	if st := until(t, c, "being alone", people(1)); len(st.Asides) != 1 || st.Place.Step != "talk" {
		t.Errorf("alone it sees %+v", st)
	}
	c.Close()
	left, err := filepath.Glob(filepath.Join(dir, "rooms", "*.sock"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v, %v is left", left, err)
	}
}

// TestSaidOfAnotherRoom: what a terminal says of its place before it has looked at the room
// it was found to be in is not said in that room.
func TestSaidOfAnotherRoom(t *testing.T) {
	_, a, b := pairUp(t)
	a.Move(lesson("alone"))
	until(t, b, "alone", at("alone"))
	b.mu.Lock()
	b.seen = false // as it is when the room has just been found
	b.mu.Unlock()
	b.Move(lesson("discover"))
	b.Away(true)
	b.Ask("heard all the same")
	if st := until(t, a, "the question", func(st room.State) bool { return len(st.Asides) > 0 }); st.People[1].Away {
		t.Errorf("he looks elsewhere: %+v", st)
	}
	b.State()
	b.Move(lesson("discover"))
	until(t, a, "him looking round", func(st room.State) bool { return st.People[1].Away })
}

// TestAllSeeTheSame: whatever is done at once, in the end no window is left behind.
func TestAllSeeTheSame(t *testing.T) {
	dir, a, b := pairUp(t)
	c := join(t, dir, room.Mentee)
	all := []*Window{a, b, c}
	until(t, c, "all", people(3))
	for round := range 30 { // no more than a window may say at once
		var wg sync.WaitGroup
		for n, w := range all {
			wg.Go(func() {
				w.State()
				for i := range 4 {
					p := lesson("together")
					p.Question = 1 + 10*n + i
					w.Move(p)
					w.Lead()
				}
				w.Move(lesson(fmt.Sprint(round, n)))
			})
		}
		wg.Wait()
		for _, w := range []*Window{b, c} {
			until(t, w, "that all is heard", func(room.State) bool {
				w.mu.Lock()
				defer w.mu.Unlock()
				return len(w.link.unheard()) == 0
			})
		}
		a.Lead()
		a.Move(lesson("end of " + fmt.Sprint(round)))
		for _, w := range all {
			until(t, w, "the end", at("end of "+fmt.Sprint(round)))
			w.Away(false)
		}
	}
}

// TestManyTakeOver: however many are left when the first goes, they are in one room again.
func TestManyTakeOver(t *testing.T) {
	dir := short(t)
	first := join(t, dir, room.Mentor)
	listening(t, dir)
	var rest []*Window
	for range 5 {
		rest = append(rest, join(t, dir, room.Mentee))
	}
	until(t, first, "all", people(6))
	for _, w := range rest {
		until(t, w, "all", people(6))
	}
	first.Close()
	for _, w := range rest {
		until(t, w, "the five", people(5))
	}
}

// TestAllAtOnce: windows opened in the same moment find one room.
func TestAllAtOnce(t *testing.T) {
	dir := short(t)
	all := make([]*Window, 6)
	var wg sync.WaitGroup
	for i := range all {
		wg.Go(func() { all[i] = join(t, dir, room.Mentor) })
	}
	wg.Wait()
	for _, w := range all {
		until(t, w, "all", people(len(all)))
	}
}

// TestStaleSocket: what a killed window left is replaced; what is no socket isn't.
func TestStaleSocket(t *testing.T) {
	dir := short(t)
	p, err := place(dir, "ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.ListenUnix("unix", &net.UnixAddr{Name: p.path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	ln.SetUnlinkOnClose(false)
	ln.Close()
	a := join(t, dir, room.Mentor)
	listening(t, dir)
	b := join(t, dir, room.Mentee)
	until(t, a, "the other", people(2))
	until(t, b, "the other", people(2))

	dir = short(t)
	if p, err = place(dir, "ines-philippe"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p.path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor})
	c.Move(lesson("talk"))
	until(t, c, "itself", func(st room.State) bool { return st.Mine() && st.Place.Step == "talk" })
	c.Close()
	if got, err := os.ReadFile(p.path); err != nil || string(got) != "mine" {
		t.Errorf("a file in the way is %q, %v", got, err)
	}
}

// TestNoPlace: where there can be no socket, a window works alone.
func TestNoPlace(t *testing.T) {
	blocked := short(t)
	if err := os.WriteFile(filepath.Join(blocked, "rooms"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := Join(Options{Dir: blocked, Pair: "p", Role: room.Mentor})
	w.Move(lesson("talk"))
	if st := w.State(); !st.Mine() || st.Place.Step != "talk" {
		t.Errorf("alone it sees %+v", st)
	}
	w.Close()

	long := filepath.Join(short(t), strings.Repeat("d", 90))
	p, err := place(long, "p")
	if err != nil || len(p.path) > sunPath || strings.HasPrefix(p.path, long) {
		t.Errorf("for a long name the place is %+v, %v", p, err)
	}
	other, err := place(long, "q")
	if err != nil || other.path == p.path {
		t.Errorf("two pairs meet at %v, %v", other, err)
	}
}

func frame(v any) []byte {
	body, ok := v.([]byte)
	if !ok {
		var err error
		if body, err = json.Marshal(v); err != nil {
			panic(err)
		}
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), body...)
}

// TestRubbish: whatever a peer sends, it is dropped, and the two go on.
func TestRubbish(t *testing.T) {
	dir, a, b := pairUp(t)
	p, err := place(dir, "ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	hello := frame(message{Do: doHello, Version: protocol, Role: room.Mentee, Name: "x"})
	move := frame(message{Do: doMove, Place: &room.Place{Screen: "lesson"}})
	for name, sent := range map[string][]byte{
		"no frame":          []byte("GET / HTTP/1.1\r\n\r\n"),
		"no length":         {0, 0, 0, 0},
		"too long":          {255, 255, 255, 255},
		"no JSON":           frame([]byte("hello")),
		"deep JSON":         frame([]byte(strings.Repeat("[", 60_000))),
		"another version":   frame(message{Do: doHello, Version: 99}),
		"no hello":          move,
		"two hellos":        append(append([]byte{}, hello...), hello...),
		"a snapshot":        append(append([]byte{}, hello...), frame(message{Do: doState, State: &room.State{N: 9}})...),
		"no place":          append(append([]byte{}, hello...), frame(message{Do: doMove})...),
		"an unknown act":    append(append([]byte{}, hello...), frame(message{Do: "erase"})...),
		"wrong types":       append(append([]byte{}, hello...), frame([]byte(`{"do":"move","place":7}`))...),
		"a flood of moves":  append(append([]byte{}, hello...), []byte(strings.Repeat(string(move), 5_000))...),
		"a flood of looks":  append(append([]byte{}, hello...), []byte(strings.Repeat(string(frame(message{Do: doLook})), 5_000))...),
		"half and nothing":  hello[:len(hello)-3],
		"escape sequences":  append(frame(message{Do: doHello, Version: protocol, Role: "\x1b[2J", Name: "\x1b]52;c;aGk=\x07"}), frame(message{Do: "\x1b"})...),
		"64 KiB of a place": append(append([]byte{}, hello...), frame(message{Do: doMove, Place: &room.Place{Screen: strings.Repeat("x", 65_000)}, Seq: 1 << 60})...),
	} {
		conn, err := net.Dial("unix", p.path)
		if err != nil {
			t.Fatal(name, err)
		}
		go conn.Write(sent) //nolint:errcheck // it is cut off in the middle
		if name == "half and nothing" || name == "64 KiB of a place" {
			conn.Close() // nothing there is wrong enough to be dropped for
		} else {
			conn.SetReadDeadline(time.Now().Add(deadline)) //nolint:errcheck
			if _, err := drain(conn); err != nil {
				t.Errorf("%s: it wasn't dropped: %v", name, err)
			}
			conn.Close()
		}
		a.Move(lesson(name))
		until(t, b, name, at(name))
		for _, w := range []*Window{a, b} {
			st := until(t, w, "the two alone", people(2))
			if strings.ContainsAny(fmt.Sprint(st), "\x1b\x07") {
				t.Errorf("%s: unclean: %q", name, fmt.Sprint(st))
			}
		}
	}
}

// drain reads until the line is closed; an error is that it wasn't.
func drain(conn net.Conn) (n int, err error) {
	buf := make([]byte, 4096)
	for {
		k, err := conn.Read(buf)
		n += k
		if ne, ok := err.(net.Error); ok && ne.Timeout() {
			return n, err
		}
		if err != nil {
			return n, nil
		}
	}
}

// TestRubbishFromTheHolder: whoever stands where a room is held, and what they say.
func TestRubbishFromTheHolder(t *testing.T) {
	many := room.State{N: 1, Me: 2, Lead: 1, Asides: []string{"not for a mentee", "\x1b[2J"}, Place: room.Place{Screen: "lesson", Step: "\x9b2J"}}
	for range 100 {
		many.People = append(many.People, room.Person{Seat: 2, Role: "root", Name: "\x1b]0;x\x07" + strings.Repeat("n", 300)})
	}
	for name, sent := range map[string][]byte{
		"nothing":        nil,
		"no frame":       []byte("220 ready\r\n"),
		"an act":         frame(message{Do: doLead}),
		"no state":       frame(message{Do: doState}),
		"too much of it": frame(message{Do: doState, State: &many}),
	} {
		dir := short(t)
		p, err := place(dir, "ines-philippe")
		if err != nil {
			t.Fatal(err)
		}
		ln, err := net.Listen("unix", p.path)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				conn, err := ln.Accept()
				if err != nil {
					return
				}
				conn.Write(sent) //nolint:errcheck
				if name != "too much of it" {
					conn.Close()
				}
			}
		}()
		w := join(t, dir, room.Mentee)
		if name == "too much of it" {
			st := until(t, w, name, func(st room.State) bool { return st.Me == 2 })
			if len(st.Asides) > 0 || len(st.People) > 40 || strings.ContainsAny(fmt.Sprint(st), "\x1b\x07\u009b") || st.People[0].Role != "" {
				t.Errorf("it took in %q", fmt.Sprint(st))
			}
		}
		w.Move(lesson("talk"))
		if name != "too much of it" {
			until(t, w, name, func(st room.State) bool { return st.Mine() && st.Place.Step == "talk" })
		}
		w.Close()
		ln.Close()
	}
}

// TestStalledWindow: one that reads nothing holds nobody up.
func TestStalledWindow(t *testing.T) {
	dir, a, b := pairUp(t)
	p, err := place(dir, "ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("unix", p.path)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write(frame(message{Do: doHello, Version: protocol, Role: room.Mentor})); err != nil {
		t.Fatal(err)
	}
	until(t, a, "the stalled one", people(3))
	for i := range 5_000 { // far more than its line holds
		q := lesson(strings.Repeat("s", 100))
		q.Question = i
		a.Move(q)
	}
	until(t, b, "the last of them", func(st room.State) bool { return st.Place.Question == 4_999 })
}

// TestChurn: windows that come and go leave nothing behind.
func TestChurn(t *testing.T) {
	dir, a, b := pairUp(t)
	before := runtime.NumGoroutine()
	n := 60
	if os.Getenv("BINOME_LONG") == "1" {
		n = 1000
	}
	for i := range n {
		w := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor})
		if i%2 == 0 {
			until(t, w, "the others", people(3))
		}
		w.Close()
	}
	until(t, a, "the two", people(2))
	until(t, b, "the two", people(2))
	for range 3_000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		<-time.After(time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// journals are the two processes' own views of one file.
func journals(t testing.TB, dir string) (a, b *storage.Journal) {
	t.Helper()
	for _, j := range []**storage.Journal{&a, &b} {
		f, err := storage.Open(dir, storage.Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		if *j, err = f.Journal("ines-philippe"); err == nil {
			j := *j
			t.Cleanup(func() { j.Close() }) //nolint:errcheck
			continue
		}
		if *j, err = f.Create("ines-philippe", storage.Entry{Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "fr", Mentee: "Philippe", MenteeLanguage: "fr"}); err != nil {
			t.Fatal(err)
		}
		k := *j
		t.Cleanup(func() { k.Close() }) //nolint:errcheck
	}
	return a, b
}

// TestJournalTravels: what one writes the other has, both ways.
func TestJournalTravels(t *testing.T) {
	dir := short(t)
	ja, jb := journals(t, dir)
	a := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor, Journal: ja})
	t.Cleanup(a.Close)
	listening(t, dir)
	b := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentee, Journal: jb})
	t.Cleanup(b.Close)
	until(t, a, "the other", people(2))
	until(t, b, "the other", people(2))
	for i, from := range []*storage.Journal{ja, jb, ja, jb} {
		to := []*storage.Journal{jb, ja}[i%2]
		travel(t, from, to, i)
	}
}

// travel submits an entry here and waits for it there.
func travel(t testing.TB, from, to *storage.Journal, i int) time.Duration {
	t.Helper()
	changed, stop := to.Watch()
	defer stop()
	began := time.Now()
	kept, err := from.Submit(storage.Entry{Kind: storage.KindTick, Lesson: "m/one", Step: "together", Item: 1 + i%40, Edition: 1, By: "pair"})
	if err != nil {
		t.Fatal(err)
	}
	limit := time.After(deadline)
	for {
		entries := to.State().Entries
		if n := len(entries); n > 0 && entries[n-1].ID == kept[0].ID {
			return time.Since(began)
		}
		select {
		case <-changed:
		case <-limit:
			t.Fatal("it never came")
		}
	}
}

func TestOnlySockets(t *testing.T) {
	dir, _, _ := pairUp(t)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if strings.Contains(filepath.Base(path), "ines") {
			t.Errorf("%s names the pair", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
