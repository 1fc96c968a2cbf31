package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// faulty is a disk whose calls fail from the one numbered at on, for so many calls. A
// write that fails has written the half of it, as on a full disk.
type faulty struct {
	disk
	mu     sync.Mutex
	calls  int
	at     int
	so     int
	err    error
	fired  bool
	healed bool
}

func (d *faulty) fails() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls++
	if d.healed || d.calls < d.at || d.calls >= d.at+d.so {
		return nil
	}
	d.fired = true
	return d.err
}

func (d *faulty) heal() (fired bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.healed = true
	return d.fired
}

func (d *faulty) open(path string, flag int, perm fs.FileMode) (file, error) {
	if err := d.fails(); err != nil {
		return nil, err
	}
	f, err := d.disk.open(path, flag, perm)
	if err != nil {
		return nil, err
	}
	return &faultyFile{f, d}, nil
}

func (d *faulty) rename(from, to string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.disk.rename(from, to)
}

func (d *faulty) remove(path string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.disk.remove(path)
}

func (d *faulty) mkdir(path string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.disk.mkdir(path)
}

func (d *faulty) syncDir(path string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.disk.syncDir(path)
}

type faultyFile struct {
	file
	d *faulty
}

func (f *faultyFile) Write(b []byte) (int, error) {
	if err := f.d.fails(); err != nil {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, err
	}
	return f.file.Write(b)
}

func (f *faultyFile) Sync() error {
	if err := f.d.fails(); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *faultyFile) Truncate(n int64) error {
	if err := f.d.fails(); err != nil {
		return err
	}
	return f.file.Truncate(n)
}

func (f *faultyFile) Close() error {
	err := f.d.fails()
	if cerr := f.file.Close(); err == nil {
		err = cerr
	}
	return err
}

// never is a timer that doesn't ring: nothing happens in these tests but what they ask.
func never(time.Duration) <-chan time.Time { return nil }

// eachFault runs a story on a disk whose Nth call fails, for N = 1 until none does, for
// several errors and for one failing call or many. The story is told whether a call has
// failed yet only afterwards.
func eachFault(t *testing.T, story func(t *testing.T, f *Folder, d *faulty)) {
	t.Helper()
	runs := 0
	for _, err := range []error{syscall.ENOSPC, syscall.EIO, syscall.EROFS} {
		for _, so := range []int{1, 2, 3, 1 << 30} {
			if !long() && (err == syscall.EROFS || so == 3 || err != syscall.ENOSPC && so > 1) {
				continue
			}
			for n := 1; ; n++ {
				runs++
				d := &faulty{at: n, so: so, err: err}
				f := laid(t, t.TempDir(), Options{Now: fixedNow, After: never})
				f.sys = d
				ok := t.Run(fmt.Sprintf("%v-%d-%d", err, so, n), func(t *testing.T) { story(t, f, d) })
				if !ok || !d.heal() {
					break
				}
			}
		}
	}
	t.Logf("%d faults", runs)
}

func TestEveryCallMayFailWhileSaving(t *testing.T) {
	eachFault(t, func(t *testing.T, f *Folder, d *faulty) {
		var kept []Entry
		path := f.path("p", false)
		j, err := f.Create("p", firstEntry)
		if err != nil {
			if data, rerr := os.ReadFile(path); rerr == nil && !wholeFile(data) {
				t.Fatalf("half a journal was made: %q", data)
			}
			d.heal()
			if j, err = f.Create("p", firstEntry); errors.Is(err, ErrPairThere) {
				j, err = f.Journal("p") // it was made, and what failed came after
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		defer j.Close()
		for i := range 6 {
			before, _ := os.ReadFile(path)
			if i == 4 {
				d.heal()
			}
			got, err := j.Append(context.Background(), tick(i+1), tick(i+2))
			switch {
			case err == nil:
				kept = append(kept, got...)
			case i >= 4:
				t.Fatalf("the disk is well and saving fails: %v", err)
			default:
				after, _ := os.ReadFile(path)
				if !bytes.HasPrefix(after, before[:min(len(before), len(after))]) || len(after) < len(before) && !d.fired {
					t.Fatalf("old bytes are not intact")
				}
			}
		}
		checkKept(t, f, j, kept)
	})
}

func wholeFile(data []byte) bool {
	d, err := load(data, "x")
	return err == nil && len(d.entries) == 1 && len(d.troubles) == 0 && !d.tail.torn
}

// checkKept holds what was acknowledged against a fresh look at the folder.
func checkKept(t *testing.T, f *Folder, j *Journal, kept []Entry) {
	t.Helper()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	d := mustLoad(t, must(os.ReadFile(j.Path)))
	if len(d.troubles) > 0 || d.tail.torn {
		t.Errorf("troubles: %v, torn %v", d.troubles, d.tail.torn)
	}
	if len(d.entries) != len(kept)+1 {
		t.Errorf("%d entries, acknowledged %d", len(d.entries), len(kept)+1)
	}
	there := map[string]string{}
	for _, e := range d.entries {
		there[e.ID] = text(e)
	}
	for _, e := range kept {
		if there[e.ID] != text(e) {
			t.Errorf("lost or altered: %+v", e)
		}
	}
	if strays, err := f.strays(j.Path); err != nil || len(strays) > 0 {
		t.Errorf("strays: %v, %v", strays, err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestEveryCallMayFailWhileMending(t *testing.T) {
	whole, ends := thirty()
	text := string(whole[:ends[4]]) + "\n[[entry]]\nid = \"01TORN\"\nat = 2026-11-2"
	eachFault(t, func(t *testing.T, f *Folder, d *faulty) {
		path := f.path("ines-philippe", false)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := f.Journal("ines-philippe")
		if err != nil {
			d.heal()
			j = must(f.Journal("ines-philippe"))
		}
		defer j.Close()
		if _, err := j.Append(context.Background(), tick(1)); err != nil {
			d.heal()
			if _, err := j.Append(context.Background(), tick(1)); err != nil {
				t.Fatal(err)
			}
		}
		d.heal()
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		got := mustLoad(t, must(os.ReadFile(path)))
		if len(got.entries) != 6 || len(got.troubles) > 0 || got.tail.torn {
			t.Errorf("%d entries, %v", len(got.entries), got.troubles)
		}
		found := false
		for _, tail := range f.Torn("ines-philippe", false) {
			found = found || strings.Contains(string(must(os.ReadFile(tail.Path))), "at = 2026-11-2")
		}
		if !found {
			t.Error("the torn tail was lost")
		}
	})
}

// Whatever fails in a merge, a repair or an erasure, the file is the old one or the
// new one, and doing it again succeeds.
func TestEveryCallMayFailWhileRewriting(t *testing.T) {
	whole, ends := thirty()
	old := strings.ReplaceAll(string(whole[:ends[4]]), "\n", "\r\n")
	head := len(header("ines-philippe", false))
	other := append(bytes.Clone(whole[:head]), whole[ends[4]:]...)
	for name, do := range map[string]func(f *Folder) error{
		"merge": func(f *Folder) error {
			m, err := f.Absorb("ines-philippe")
			return errors.Join(append(m.Left, err)...)
		},
		"repair": func(f *Folder) error { _, err := f.Repair("ines-philippe"); return err },
		"erase": func(f *Folder) error {
			out, err := f.Erase("ines-philippe")
			return errors.Join(append(out.Left, err)...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachFault(t, func(t *testing.T, f *Folder, d *faulty) {
				path := f.path("ines-philippe", false)
				copy := strings.TrimSuffix(path, ".toml") + " (1).toml"
				write := func(path, text string) {
					if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				write(path, old)
				write(copy, string(other))
				write(f.path("ines-philippe", true), header("ines-philippe", true))
				err := do(f)
				d.heal()
				if now, rerr := os.ReadFile(path); rerr == nil {
					if n := len(mustLoad(t, now).entries); n != 5 && n != 30 {
						t.Errorf("%d entries after %v", n, err)
					}
				} else if name != "erase" {
					t.Fatal(rerr)
				}
				if err != nil {
					if again := do(f); again != nil && !errors.Is(again, ErrNoPair) {
						t.Fatalf("again: %v (first %v)", again, err)
					}
				}
				checkRewritten(t, f, name)
			})
		})
	}
}

func checkRewritten(t *testing.T, f *Folder, name string) {
	t.Helper()
	if name == "erase" {
		for _, private := range []bool{false, true} {
			if list := must(os.ReadDir(f.dir(private))); len(list) > 0 {
				t.Errorf("left: %v", list)
			}
		}
		return
	}
	path := f.path("ines-philippe", false)
	data := must(os.ReadFile(path))
	d := mustLoad(t, data)
	want := map[string]int{"merge": 30, "repair": 5}[name]
	if len(d.entries) != want || len(d.troubles) > 0 || bytes.Contains(data, []byte("\r")) {
		t.Errorf("%d entries, %v", len(d.entries), d.troubles)
	}
	if strays, err := f.strays(path); err != nil || len(strays) > 0 {
		t.Errorf("strays: %v, %v", strays, err)
	}
	if name == "repair" {
		list := must(os.ReadDir(filepath.Dir(path)))
		kept := false
		for _, e := range list {
			kept = kept || strings.HasPrefix(e.Name(), "ines-philippe.toml"+keptMark) && strings.Contains(string(must(os.ReadFile(filepath.Join(filepath.Dir(path), e.Name())))), "\r\n")
		}
		if !kept {
			t.Error("the original is not beside it")
		}
	}
}
