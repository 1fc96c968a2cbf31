package storage

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whatever others do to the file while it is open: what they wrote is there after our
// next append, and ours after it.
func TestEditsFromOutside(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	defer j.Close()
	edits := outsideEdits(t, rnd, j.Path)
	done := map[string]int{}
	for i := range times(200, 2000) {
		edit := edits[rnd.IntN(len(edits))]
		done[edit.name]++
		before := must(os.ReadFile(j.Path))
		after := edit.do(before)
		if rnd.IntN(2) == 0 { // has it been seen by the polling, or not
			clock.advance(pollEvery)
		}
		got, err := j.Append(context.Background(), tick(1+i%9))
		if err != nil {
			t.Fatalf("%d, %s: %v", i, edit.name, err)
		}
		now := must(os.ReadFile(j.Path))
		kept := after
		if d := mustLoad(t, after); d.tail.torn {
			kept = after[:d.tail.offset]
			found := false
			for _, tail := range f.Torn("p", false) {
				found = found || bytes.Equal(must(os.ReadFile(tail.Path)), after[d.tail.offset:])
			}
			if !found {
				t.Fatalf("%d, %s: the tail was lost: %q", i, edit.name, after[d.tail.offset:])
			}
		}
		if !bytes.HasPrefix(now, kept) {
			t.Fatalf("%d, %s: overwritten", i, edit.name)
		}
		if !bytes.HasSuffix(now, appendBlock([]byte("\n"), &got[0])) {
			t.Fatalf("%d, %s: our own entry is not at the end", i, edit.name)
		}
		there := map[string]bool{}
		for _, e := range mustLoad(t, now).entries {
			there[e.ID] = true
		}
		for _, e := range j.State().Entries {
			if !there[e.ID] {
				t.Fatalf("%d, %s: shown and not in the file: %+v", i, edit.name, e)
			}
		}
		shown := map[string]bool{}
		for _, e := range j.State().Entries {
			shown[e.ID] = true
		}
		for id := range there {
			if !shown[id] {
				t.Fatalf("%d, %s: %s is in the file and not shown", i, edit.name, id)
			}
		}
	}
	t.Log(done)
}

type outsideEdit struct {
	name string
	do   func(before []byte) (after []byte)
}

// outsideEdits are what editors, sync tools, git and people do to a file.
func outsideEdits(t *testing.T, rnd *rand.Rand, path string) []outsideEdit {
	write := func(data []byte) []byte {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return data
	}
	swap := func(data []byte) []byte {
		other := filepath.Join(t.TempDir(), "other")
		if err := os.WriteFile(other, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(other, path); err != nil {
			t.Fatal(err)
		}
		return data
	}
	put := func(data []byte) []byte {
		if rnd.IntN(2) == 0 {
			return write(data)
		}
		return swap(data)
	}
	n := 0
	fresh := func() []byte {
		n++
		e := tick(1 + n%9)
		e.ID, e.At = "BYHAND"+strings.Repeat("x", n%7)+string(rune('a'+n%26)), fixedNow().Add(time.Duration(n)*time.Second)
		return appendBlock([]byte("\n"), &e)
	}
	older := []byte(nil)
	return []outsideEdit{
		{"the same again", swap},
		{"CRLF", func(b []byte) []byte {
			return put([]byte(strings.ReplaceAll(unixLines(string(b)), "\n", "\r\n")))
		}},
		{"LF", func(b []byte) []byte { return put([]byte(unixLines(string(b)))) }},
		{"BOM", func(b []byte) []byte { return put([]byte(bom + strings.TrimPrefix(string(b), bom))) }},
		{"another entry", func(b []byte) []byte { return put(append(bytes.Clone(b), fresh()...)) }},
		{"an entry without sum in the middle", func(b []byte) []byte {
			block := string(fresh())
			block = block[:strings.Index(block, sumStart)]
			return put(append(append(bytes.Clone(b), block...), fresh()...))
		}},
		{"half an entry", func(b []byte) []byte {
			block := fresh()
			return put(append(bytes.Clone(b), block[:1+rnd.IntN(len(block)-3)]...))
		}},
		{"shortened", func(b []byte) []byte {
			d := mustLoad(t, b)
			if len(d.entries) < 8 {
				return b
			}
			if err := os.Truncate(path, int64(len(b)-rnd.IntN(min(300, len(b)/3)))); err != nil {
				t.Fatal(err)
			}
			return must(os.ReadFile(path))
		}},
		{"no line end", func(b []byte) []byte { return put(bytes.TrimRight(b, "\r\n")) }},
		{"a value changed, as long as before", func(b []byte) []byte {
			fi := must(os.Stat(path))
			b = bytes.Replace(b, []byte("item = 3"), []byte("item = 4"), 1)
			write(b)
			if err := os.Chtimes(path, fi.ModTime(), fi.ModTime()); err != nil { // as a sync tool does
				t.Fatal(err)
			}
			return b
		}},
		{"a comment", func(b []byte) []byte { return put(append(bytes.Clone(b), "\n# seen by hand\n"...)) }},
		{"words", func(b []byte) []byte { return put(append(bytes.Clone(b), "\nremember to call\n"...)) }},
		{"conflict markers", func(b []byte) []byte {
			x, y := string(fresh()), string(fresh())
			head := "\n" + entryLine + "\n"
			return put([]byte(string(b) + head + "<<<<<<< HEAD\n" + x[len(head):] + "=======\n" + y[len(head):] + ">>>>>>> theirs\n"))
		}},
		{"markers without an end", func(b []byte) []byte { return put(append(bytes.Clone(b), "<<<<<<< HEAD\n"...)) }},
		{"an older file", func(b []byte) []byte {
			if older == nil || rnd.IntN(4) == 0 {
				older = bytes.Clone(b)
			}
			return put(older)
		}},
		{"gone and back", func(b []byte) []byte {
			if err := os.Rename(path, path+".away"); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(path+".away", path); err != nil {
				t.Fatal(err)
			}
			return b
		}},
	}
}

// A block without sum above a torn one was edited by hand, and counts: it came to be
// last when the torn one was set aside, and was not shown.
func TestTornBelowEdited(t *testing.T) {
	f := open(t)
	j := create(t, f)
	j.Close()
	hand := tick(2)
	hand.ID, hand.At = "BYHAND", fixedNow()
	block := string(appendBlock([]byte("\n"), &hand))
	data := string(must(os.ReadFile(j.Path))) + block[:strings.Index(block, sumStart)] + "\n[[entry]]\nid = \"01T"
	if err := os.WriteFile(j.Path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	j = must(f.Journal("ines-philippe"))
	defer j.Close()
	must(j.Append(context.Background(), tick(3)))
	now := must(f.Read("ines-philippe"))
	if len(now.Entries) != 3 || len(j.State().Entries) != 3 {
		t.Errorf("%d in the file, %d shown", len(now.Entries), len(j.State().Entries))
	}
}

// What was on the disk and has been taken out is told of, and can be put back.
func TestEntriesTakenOutAreToldOf(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	defer j.Close()
	old := must(os.ReadFile(j.Path))
	was := must(j.Append(context.Background(), tick(1), tick(2)))
	if err := os.WriteFile(j.Path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	clock.advance(pollEvery)
	s := await(t, j, "the older file", func(s *State) bool { return len(s.Entries) == 1 })
	if !s.Has(TroubleGone) {
		t.Errorf("%+v", s.Troubles)
	}
	back := must(j.Restore(context.Background()))
	if len(back) != 2 || text(back[0]) != text(was[0]) || len(j.State().Entries) != 3 || j.State().Has(TroubleGone) {
		t.Errorf("%+v\n%+v", back, j.State())
	}
}

// A drive that goes away and comes back: nothing is lost, nothing is put in its place.
func TestDriveVanishesAndComesBack(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	dir := filepath.Dir(j.Path)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	must(j.Submit(tick(1)))
	s := await(t, j, "not saved", func(s *State) bool { return s.Unsaved == 1 })
	if s.Entries[1].Mark != Unsaved || s.SaveErr == nil {
		t.Errorf("%+v", s)
	}
	stop := clock.running()
	await(t, j, "missing", func(s *State) bool { return hasTrouble(s.Troubles, TroubleMissing) })
	must(j.Submit(tick(2)))
	s = await(t, j, "both not saved", func(s *State) bool { return s.Unsaved == 2 })
	if len(s.Entries) != 3 {
		t.Errorf("%+v", s.Entries)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("something was put in its place")
	}
	if err := os.Rename(dir+"-away", dir); err != nil {
		t.Fatal(err)
	}
	s = await(t, j, "saved", func(s *State) bool {
		return s.Unsaved == 0 && s.SaveErr == nil && !hasTrouble(s.Troubles, TroubleMissing) && s.Entries[2].Mark == Sound
	})
	stop()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if got := must(f.Read("p")); len(got.Entries) != 3 || len(got.Troubles) > 0 {
		t.Errorf("%+v, was %+v", got, s)
	}
}

// Retries come after 1, 2, 4 … 30 seconds, and a new entry is tried at once.
func TestPausesGrow(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	must(j.Append(context.Background(), tick(9))) // the writer is about its business
	away := j.Path + ".away"
	if err := os.Rename(j.Path, away); err != nil {
		t.Fatal(err)
	}
	must(j.Submit(tick(1)))
	await(t, j, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
		for {
			<-clock.set
			if longest(clock.waiting()) >= want*time.Second {
				break
			}
		}
		if got := longest(clock.waiting()); got != want*time.Second {
			t.Fatalf("a pause of %v, not %v", got, want*time.Second)
		}
		clock.advance(want * time.Second)
	}
	err := j.Close()
	lost, ok := err.(*LostError)
	if !ok || len(lost.Entries) != 1 || lost.Entries[0].Item != 1 {
		t.Errorf("%v", err)
	}
	if _, err := j.Submit(tick(2)); err != ErrClosed {
		t.Error(err)
	}
}

func longest(list []time.Duration) (d time.Duration) {
	for _, l := range list {
		d = max(d, l)
	}
	return d
}

// Append takes back what the writer has not begun with when its context ends.
func TestAppendIsTakenBack(t *testing.T) {
	waits := make(chan struct{}, 1)
	f := must(Open(t.TempDir(), Options{Now: fixedNow, After: func(d time.Duration) <-chan time.Time {
		if d <= lockPause {
			waits <- struct{}{}
		}
		return nil
	}}))
	must(f.Create("p", firstEntry)).Close()
	l := must(f.locker(f.path("p", false)).take())
	j := must(f.Journal("p")) // its writer waits for the lock, for ever here
	<-waits
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := j.Append(ctx, tick(1)); err != context.Canceled {
		t.Error(err)
	}
	if n := len(j.State().Entries); n != 1 {
		t.Errorf("%d entries", n)
	}
	l.release()
}

// A folder that can't be written is said to be so; what is in it can be read.
func TestReadOnlyFolder(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	must(f.Create("p", firstEntry)).Close()
	f.sys = &faulty{at: 2, so: 1 << 30, err: syscall.EROFS} // the first is the reading
	j := must(f.Journal("p"))
	defer j.Close()
	s := await(t, j, "read-only", func(s *State) bool { return s.ReadOnly != "" })
	if len(s.Entries) != 1 {
		t.Errorf("%+v", s)
	}
}

// Only regular files are opened; a FIFO doesn't block.
func TestHostileFolder(t *testing.T) {
	f := open(t)
	create(t, f).Close()
	good := f.path("ines-philippe", false)
	dir := filepath.Dir(good)
	outside := filepath.Join(t.TempDir(), "outside")
	if err := os.WriteFile(outside, must(os.ReadFile(good)), 0o600); err != nil {
		t.Fatal(err)
	}
	hostile(t, dir, outside)
	pairs, bad := must(f.PairIDs()), 0
	for _, id := range pairs {
		if _, err := f.Read(id); err != nil {
			bad++
		}
	}
	if len(pairs) != 5 || bad != 4 {
		t.Errorf("%+v", pairs)
	}
	if _, err := f.Doctor(); err != nil {
		t.Error(err)
	}
	before := must(os.ReadFile(outside))
	for _, id := range []string{"fifo", "link", "folder", "loop"} {
		if j, err := f.Journal(id); err == nil {
			j.Close()
			t.Errorf("%s was opened", id)
		}
		if _, err := f.Create(id, firstEntry); err == nil {
			t.Errorf("%s was made", id)
		}
		f.Merge("ines-philippe", Merging{}, f.path(id, false))
		f.Repair(id)
	}
	if _, err := f.locker(filepath.Join(dir, "linked.toml")).take(); err == nil {
		t.Error("a lock that is a link was taken")
	}
	if !bytes.Equal(before, must(os.ReadFile(outside))) {
		t.Error("a file outside was changed")
	}
}
