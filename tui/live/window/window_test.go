package window

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/adrg/xdg"

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

// pairUp opens two windows; the first leads.
func pairUp(t testing.TB) (dir string, a, b *Window) {
	dir = short(t)
	a = join(t, dir, room.Mentor)
	b = join(t, dir, room.Mentee)
	until(t, a, "the other", people(2))
	until(t, b, "the other", people(2))
	return dir, a, b
}

func TestTwoWindows(t *testing.T) {
	_, a, b := pairUp(t)
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

	fi, err := os.Stat(filepath.Dir(a.table.path))
	if err != nil || runtime.GOOS != "windows" && fi.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v, %v", fi.Mode(), err)
	}
	fi, err = os.Stat(a.table.path)
	if err != nil || runtime.GOOS != "windows" && fi.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", fi.Mode(), err)
	}
}

// TestTheFirstLeaves: the second goes on where they were, and nothing is left in the end.
func TestTheFirstLeaves(t *testing.T) {
	dir, a, b := pairUp(t)
	a.Move(lesson("alone"))
	until(t, b, "alone", at("alone"))
	a.Close()
	if st := until(t, b, "being alone", people(1)); !st.Mine() || st.Place != lesson("alone") {
		t.Errorf("alone it sees %+v", st)
	}
	b.Move(lesson("talk"))
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
	if names := left(t, c.table.path); len(names) > 0 {
		t.Errorf("%v is left", names)
	}
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
			heard(w)
		}
		a.Lead()
		a.Move(lesson("end of " + fmt.Sprint(round)))
		for _, w := range all {
			until(t, w, "the end", at("end of "+fmt.Sprint(round)))
			w.Away(false)
		}
	}
}

// heard waits until what was done at a window is in the file.
func heard(w *Window) {
	for in := false; !in; <-time.After(time.Millisecond) {
		w.mu.Lock()
		in = len(w.acts) == 0
		w.mu.Unlock()
	}
}

// TestManyTakeOver: however many are left when the first goes, they are in one room again.
func TestManyTakeOver(t *testing.T) {
	dir := short(t)
	first := join(t, dir, room.Mentor)
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
	a := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor})
	t.Cleanup(a.Close)
	b := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentee})
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

// TestNamesNobody: no file is called by the pair's name, so that erasing need not find it.
func TestNamesNobody(t *testing.T) {
	_, a, _ := pairUp(t)
	for _, name := range left(t, a.table.path) {
		if strings.Contains(name, "ines") {
			t.Errorf("%s names the pair", name)
		}
	}
}

// left is what stands of a room on the disk.
func left(t testing.TB, path string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if strings.HasPrefix(d.Name(), filepath.Base(path)) {
			names = append(names, d.Name())
		}
	}
	return names
}

func asides(n int) func(room.State) bool {
	return func(st room.State) bool { return len(st.Asides) == n }
}

// TestQuestionsStayInMemory: no disk has a question's words and no mentee's window is told
// them, while every mentor is, one that comes later too, until one has covered it.
func TestQuestionsStayInMemory(t *testing.T) {
	dir := short(t)
	first := join(t, dir, room.Mentee)
	other := join(t, dir, room.Mentee)
	first.Ask("who sees \x1b[2Jour photos?") // nobody is there to be told
	first.Ask("and who else?")
	i := join(t, dir, room.Mentor)
	until(t, i, "both questions", asides(2))
	late := join(t, dir, room.Mentor)
	until(t, late, "both questions", asides(2))
	if got := late.State().Asides; got[0] != "who sees our photos?" {
		t.Errorf("the questions are %q", got)
	}
	for _, name := range left(t, i.table.path) {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(i.table.path), name))
		if err != nil || strings.Contains(string(data), "photos") || strings.Contains(string(data), "else") {
			t.Errorf("%s has the words: %q, %v", name, data, err)
		}
	}
	late.Cover("who sees our photos?")
	until(t, i, "one question", asides(1))
	for _, w := range []*Window{first, other} {
		if st := w.State(); st.Asides != nil {
			t.Errorf("a mentee is told %q", st.Asides)
		}
	}
	i.Close()
	late.Close() // what is not covered waits for whoever comes
	again := join(t, dir, room.Mentor)
	if st := until(t, again, "the question left", asides(1)); st.Asides[0] != "and who else?" {
		t.Errorf("the questions are %q", st.Asides)
	}
	first.Close() // it stays with her
	other.Move(lesson("talk"))
	until(t, again, "two people", people(2))
	if st := again.State(); len(st.Asides) != 1 {
		t.Errorf("the questions are %q", st.Asides)
	}
}

// TestSpoiltFile: whatever somebody makes of the file, those who sit go on where they were.
func TestSpoiltFile(t *testing.T) {
	_, a, b := pairUp(t)
	path := a.table.path
	bomb, err := json.Marshal(record{Room: room.State{N: 1 << 40, Lead: 7, People: []room.Person{{Seat: 7, Role: "root", Name: "\x1b]52;c;aGk=\x07"}, {Seat: 7}}, Place: room.Place{Step: "\x9b2J"}}, Asides: []aside{{To: "zz", Sealed: []byte("x")}}})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"nothing":     {},
		"half":        whole[:len(whole)/2],
		"more":        append(slices.Clone(whole), whole...),
		"no JSON":     []byte("hello"),
		"deep JSON":   []byte(strings.Repeat("[", 60_000)),
		"wrong types": []byte(`{"room":7}`),
		"too long":    []byte(strings.Repeat(" ", 2*mostFile)),
		"a stranger":  bomb,
	} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		b.Away(false)
		a.Lead()
		a.Move(lesson(name))
		for _, w := range []*Window{a, b} {
			st := until(t, w, name, func(st room.State) bool { return len(st.People) == 2 && st.Place.Step == name })
			if strings.ContainsAny(fmt.Sprint(st), "\x1b\x07\u009b") {
				t.Errorf("%s: unclean: %q", name, fmt.Sprint(st))
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	a.Move(lesson("talk"))
	until(t, b, "talk", at("talk"))
}

// TestNoPlace: where there can be no file, a window works alone.
func TestNoPlace(t *testing.T) {
	blocked := filepath.Join(short(t), "f")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(xdg.Reload)
	t.Setenv("XDG_RUNTIME_DIR", blocked)
	t.Setenv("TMPDIR", blocked)
	t.Setenv("TMP", blocked)
	xdg.Reload()
	w := Join(Options{Dir: blocked, Pair: "p", Role: room.Mentor})
	w.Move(lesson("talk"))
	if st := w.State(); !st.Mine() || st.Place.Step != "talk" {
		t.Errorf("alone it sees %+v", st)
	}
	w.Close()
}

// TestBlocked: what can't be written for a while is done as soon as it can be.
func TestBlocked(t *testing.T) {
	_, a, b := pairUp(t)
	unlock, err := storage.Lock(t.Context(), a.table.path+".lock", lockPause)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 * mostActs {
		q := lesson("talk")
		q.Question = i
		a.Move(q)
	}
	if st := a.State(); st.Place.Question != 3*mostActs-1 {
		t.Errorf("it waited: %+v", st)
	}
	unlock()
	until(t, b, "the last of them", func(st room.State) bool { return st.Place.Question == 3*mostActs-1 })
}

// TestKilled: a window that is killed at any moment leaves the others in a room that goes
// on where it was, with one who leads; erasing takes away what the last one left.
func TestKilled(t *testing.T) {
	dir := short(t)
	n := 8
	if os.Getenv("BINOME_LONG") == "1" {
		n = 300
	}
	b := join(t, dir, room.Mentee)
	for i := range n {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), "BINOME_WINDOW="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		until(t, b, "the other", func(st room.State) bool { return len(st.People) == 2 && st.Place.Question > 7*i%50 })
		if i%3 == 0 {
			b.Lead()
		}
		cmd.Process.Kill() //nolint:errcheck // it has ended, then
		cmd.Wait()         //nolint:errcheck // it was killed
		st := until(t, b, "being alone", people(1))
		if !st.Mine() || st.Place.Screen != "lesson" || st.Place.Question == 0 {
			t.Fatalf("after kill %d: %+v", i, st)
		}
		b.Move(lesson(fmt.Sprint("after ", i)))
		heard(b) // else the next one leads before he has moved, and he looks elsewhere
	}
	c := join(t, dir, room.Mentor)
	until(t, c, "where he is", at(fmt.Sprint("after ", n-1)))
	if err := Erase(dir, "ines-philippe"); err != nil {
		t.Error(err)
	}
	if names := left(t, b.table.path); len(names) > 0 {
		t.Errorf("%v is left", names)
	}
}

func TestMain(m *testing.M) {
	if dir := os.Getenv("BINOME_WINDOW"); dir != "" {
		w := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor})
		for i := 1; ; i++ { // until it is killed
			w.Lead()
			w.Move(room.Place{Screen: "lesson", Step: "talk", Question: i})
			<-time.After(100 * time.Microsecond)
		}
	}
	dir, err := os.MkdirTemp("", "w")
	if err != nil {
		panic(err)
	}
	os.Setenv("XDG_RUNTIME_DIR", dir) //nolint:errcheck // then it is where it always is
	xdg.Reload()
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}
