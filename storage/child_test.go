package storage

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"binome/storage/memorytest"
)

// TestMain lets the test binary be the other program: the one that is killed, or that
// writes at the same time.
func TestMain(m *testing.M) {
	role, dir := os.Getenv("BINOME_TEST_CHILD"), os.Getenv("BINOME_TEST_DIR")
	if role == "" {
		memorytest.Folders()
		os.Exit(m.Run())
	}
	n, _ := strconv.Atoi(os.Getenv("BINOME_TEST_N"))
	if err := child(role, dir, n); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func child(role, dir string, n int) error {
	f, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	switch role {
	case "save", "tick":
		j, err := f.Journal("p")
		if err != nil {
			return err
		}
		for i := range n {
			e := tick(1 + i%9)
			if role == "save" {
				e = childEntry(i)
			}
			got, err := j.Append(context.Background(), e)
			if err != nil {
				return err
			}
			fmt.Println(got[0].ID)
		}
		return j.Close()
	case "absorb":
		fmt.Println("go")
		_, err := f.Absorb("p")
		return err
	case "repair":
		fmt.Println("go")
		_, err := f.Repair("p")
		return err
	case "erase":
		fmt.Println("go")
		_, err := f.Erase("p")
		return err
	case "hold":
		l, err := f.locker(f.path("p", false)).take()
		if err != nil {
			return err
		}
		defer l.release()
		fmt.Println("held")
		io.Copy(io.Discard, os.Stdin) // until the parent closes it
		return nil
	case "full":
		return insideFull(f)
	}
	return fmt.Errorf("no role %q", role)
}

// childEntry is of many sizes, so that a kill falls on different places of it.
func childEntry(i int) Entry {
	if i%3 == 0 {
		return Entry{Kind: KindNote, Text: strings.Repeat("é", 1+i*37%4000)}
	}
	return tick(1 + i%9)
}

// A program is the test binary in another role.
type program struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
}

func start(t *testing.T, role, dir string, n int) *program {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "BINOME_TEST_CHILD="+role, "BINOME_TEST_DIR="+dir, "BINOME_TEST_N="+strconv.Itoa(n))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &program{cmd, in, bufio.NewScanner(out)}
}

// killAfter waits for so many lines, spins a little, and kills. It gives all the lines
// that came, those too that were under way.
func (p *program) killAfter(lines int, spin time.Duration) []string {
	var got []string
	for len(got) < lines && p.lines.Scan() {
		got = append(got, p.lines.Text())
	}
	for begun := time.Now(); time.Since(begun) < spin; {
		runtime.Gosched()
	}
	p.cmd.Process.Kill()
	for p.lines.Scan() {
		got = append(got, p.lines.Text())
	}
	p.cmd.Wait() // it was killed: the error says so
	return got
}

func (p *program) wait(t *testing.T) (lines []string) {
	t.Helper()
	for p.lines.Scan() {
		lines = append(lines, p.lines.Text())
	}
	if err := p.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// kill -9 during saves: nothing acknowledged is lost, and the file can be read.
func TestKilledWhileSaving(t *testing.T) {
	rounds := times(20, 1000)
	rnd := rand.New(rand.NewPCG(7, 7))
	var f *Folder
	var dir string
	acked := map[string]bool{}
	all, torn := 0, 0
	for round := range rounds {
		if round%20 == 0 {
			dir = t.TempDir()
			f = laid(t, dir, Options{})
			must(f.Create("p", firstEntry)).Close()
			clear(acked)
		}
		lines := start(t, "save", dir, 1<<30).killAfter(rnd.IntN(40), time.Duration(rnd.IntN(1000))*time.Microsecond)
		for _, id := range lines {
			acked[id] = true
		}
		all += len(lines)
		d := mustLoad(t, must(os.ReadFile(f.path("p", false))))
		if d.tail.torn {
			torn++
		}
		if len(d.troubles) > 0 {
			t.Fatalf("round %d: %v", round, d.troubles)
		}
		there := map[string]bool{}
		for _, e := range d.entries {
			there[e.ID] = e.Mark == Sound
		}
		for id := range acked {
			if !there[id] {
				t.Fatalf("round %d: %s was acknowledged and is lost", round, id)
			}
		}
		j := must(f.Journal("p"))
		got, err := j.Append(context.Background(), tick(1))
		if err != nil {
			t.Fatalf("round %d: the next save: %v", round, err)
		}
		acked[got[0].ID] = true
		j.Close()
	}
	t.Logf("%d rounds, %d acknowledged saves, %d torn tails", rounds, all, torn)
}

// kill -9 during merge, repair and erase: the old file or the new one, and no strays
// once the folder has been opened again.
func TestKilledWhileRewriting(t *testing.T) {
	whole, ends := thirty()
	text := strings.ReplaceAll(string(whole), "pair = \"ines-philippe\"", "pair = \"p\"")
	shift := len(whole) - len(text)
	cutAt := ends[9] - shift
	first := strings.Index(text, "\n"+entryLine)
	rnd := rand.New(rand.NewPCG(11, 11))
	for role, want := range map[string][2]int{"absorb": {10, 30}, "repair": {10, 10}, "erase": {10, 10}} {
		t.Run(role, func(t *testing.T) {
			outcomes := map[string]int{}
			for range times(8, 500) {
				dir := t.TempDir()
				f := laid(t, dir, Options{})
				path := f.path("p", false)
				write := func(path, text string) {
					if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				old := text[:cutAt]
				if role == "repair" {
					old = strings.ReplaceAll(old, "\n", "\r\n")
				}
				write(path, old)
				write(strings.TrimSuffix(path, ".toml")+" (1).toml", text[:first]+text[cutAt:])
				write(f.path("p", true), header("p", true))
				start(t, role, dir, 0).killAfter(1, time.Duration(rnd.IntN(8000))*time.Microsecond)
				outcomes[checkKilled(t, f, role, want)]++
			}
			t.Log(outcomes)
		})
	}
}

func checkKilled(t *testing.T, f *Folder, role string, want [2]int) (outcome string) {
	t.Helper()
	path := f.path("p", false)
	data, err := os.ReadFile(path)
	if role == "erase" && os.IsNotExist(err) {
		outcome = "new"
	} else {
		d := mustLoad(t, data)
		if n := len(d.entries); n != want[0] && n != want[1] || len(d.troubles) > 0 || d.tail.torn {
			t.Fatalf("%d entries, %v", n, d.troubles)
		}
		outcome = "old"
		if len(d.entries) == 30 || role == "repair" && !strings.Contains(string(data), "\r") {
			outcome = "new"
		}
		j := must(f.Journal("p"))
		if _, err := j.Append(context.Background(), tick(1)); err != nil {
			t.Fatal(err)
		}
		j.Close()
		if strays := must(f.strays(path)); len(strays) > 0 {
			t.Fatalf("strays: %v", strays)
		}
	}
	if f.anything("p") {
		if out, err := f.Erase("p"); err != nil || len(out.Left) > 0 {
			t.Fatalf("%+v, %v", out, err)
		}
	}
	for _, private := range []bool{false, true} {
		if list := must(os.ReadDir(f.dir(private))); len(list) > 0 {
			t.Fatalf("left: %v", list)
		}
	}
	return outcome
}

// Two programs on one file lose nothing.
func TestTwoWriters(t *testing.T) {
	n := times(150, 10_000)
	dir := t.TempDir()
	f := laid(t, dir, Options{})
	j := must(f.Create("p", firstEntry))
	defer j.Close()
	a, b := start(t, "tick", dir, n), start(t, "tick", dir, n)
	ids := make(chan []string)
	go func() { ids <- a.wait(t) }()
	acked := append(b.wait(t), <-ids...)
	if len(acked) != 2*n {
		t.Fatalf("%d acknowledged", len(acked))
	}
	d := mustLoad(t, must(os.ReadFile(j.Path)))
	if len(d.entries) != 2*n+1 || len(d.troubles) > 0 {
		t.Fatalf("%d entries, %v", len(d.entries), d.troubles)
	}
	there := map[string]bool{}
	for _, e := range d.entries {
		there[e.ID] = true
	}
	for _, id := range acked {
		if !there[id] {
			t.Fatalf("%s is lost", id)
		}
	}
	await(t, j, "all of both", func(s *State) bool { return len(s.Entries) == 2*n+1 })
}

// While another program holds the lock the journal is read-only and says who holds it;
// when it lets go, what was not saved is saved.
func TestLockHeldByAnother(t *testing.T) {
	dir := t.TempDir()
	clock := newFakeClock()
	clock.locks = true
	f := laid(t, dir, Options{Now: clock.now, After: clock.after})
	must(f.Create("p", firstEntry)).Close()
	holder := start(t, "hold", dir, 0)
	if !holder.lines.Scan() || holder.lines.Text() != "held" {
		t.Fatal("the lock is not held")
	}
	j := must(f.Journal("p"))
	defer j.Close()
	stop := clock.running()
	s := await(t, j, "read-only", func(s *State) bool { return s.ReadOnly != "" })
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("locked by %d on %s", holder.cmd.Process.Pid, host); s.ReadOnly != want {
		t.Errorf("%q, want %q", s.ReadOnly, want)
	}
	must(j.Submit(tick(1)))
	s = await(t, j, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	if s.Entries[1].Mark != Unsaved || s.SaveErr == nil {
		t.Errorf("%+v", s)
	}
	holder.in.Close()
	holder.wait(t)
	s = await(t, j, "saved", func(s *State) bool { return s.Unsaved == 0 && s.ReadOnly == "" })
	if s.Entries[1].Mark != Sound || s.SaveErr != nil {
		t.Errorf("%+v", s)
	}
	stop()
}

func TestLockFileIsCheckedAfterTaking(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.toml")
	k := &locker{path: path + lockEnd, sys: disk{}, now: time.Now, after: time.After}
	l := must(k.take())
	if other, err := k.try(); other != nil || err != nil {
		t.Fatalf("taken twice: %v", err)
	}
	os.Remove(l.path)
	if _, err := os.Lstat(l.path); err == nil { // Windows may keep a file that is open
		if l.still() == nil {
			t.Error("a lock on a file that is there is none")
		}
		l.release()
		return
	}
	if l.still() != nil {
		t.Error("a lock on a file that is gone keeps nobody out")
	}
	l2 := must(k.take()) // a new file
	l2.release()
	l.release()
}
