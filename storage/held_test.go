package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// noFlock is a disk whose file system has no locks.
type noFlock struct {
	disk
	err error
}

func (d noFlock) flock(fl *flock.Flock) (bool, error) {
	if _, err := d.disk.flock(fl); err != nil {
		return false, err
	}
	fl.Unlock()
	return false, d.err
}

// Where the file system has no locks, everything can be saved all the same, two programs
// lose nothing, and nothing strays.
func TestNoLocks(t *testing.T) {
	for _, errno := range noLockErrors {
		t.Run(fmt.Sprint(errno), func(t *testing.T) {
			dir := t.TempDir()
			var js []*Journal
			for i := range 3 {
				f := laid(t, dir, Options{})
				f.sys = noFlock{err: &os.PathError{Op: "flock", Path: "x", Err: errno}}
				if i == 0 {
					must(f.Create("p", firstEntry)).Close()
				}
				j := must(f.Journal("p"))
				defer j.Close()
				js = append(js, j)
			}
			const each = 40
			var wg sync.WaitGroup
			for i, j := range js {
				wg.Go(func() {
					for n := range each {
						for {
							_, err := j.Append(context.Background(), Entry{Kind: KindNote, Text: fmt.Sprint(i, " ", n)})
							if errors.Is(err, ErrLocked) {
								continue // the others were quicker for two seconds: it is tried again
							}
							if err != nil {
								t.Error(err)
							}
							break
						}
					}
				})
			}
			wg.Wait()
			f := laid(t, dir, Options{})
			if s := must(f.Read("p")); len(s.Entries) != 1+3*each || len(s.Troubles) > 0 {
				t.Errorf("%d entries, %v", len(s.Entries), s.Troubles)
			}
			f.sys = noFlock{err: errno}
			for _, trial := range f.Try() {
				if trial.Err != nil || !trial.NoLocks {
					t.Errorf("%+v", trial)
				}
			}
			if out, err := f.Erase("p"); err != nil || len(out.Left) > 0 {
				t.Errorf("%+v, %v", out, err)
			}
			if list := must(os.ReadDir(f.dir(false))); len(list) > 0 {
				t.Errorf("left: %v", list)
			}
		})
	}
}

// beingRead is a disk on which a file can't be removed while somebody reads it, as on Windows.
type beingRead struct {
	noFlock
	readers *int
}

func (d beingRead) remove(path string) error {
	if *d.readers > 0 {
		*d.readers--
		return &os.PathError{Op: "remove", Path: path, Err: errors.New("used by another process")}
	}
	return d.noFlock.remove(path)
}

// Where the lock's file can't be removed at once, it is a little later: else nobody could
// save any more.
func TestHeldIsGivenBack(t *testing.T) {
	readers := 3
	k := &locker{path: filepath.Join(t.TempDir(), "x.toml"+lockEnd), sys: beingRead{noFlock{err: noLockErrors[0]}, &readers}, now: time.Now, after: time.After}
	must(k.take()).release()
	if l, err := k.try(); l == nil || err != nil || readers > 0 {
		t.Fatalf("it is held still: %v, %d readers", err, readers)
	}
}

// A lock's file that a killed program left is taken away by the next on this computer;
// another computer's is told with its name, whose it is and since when.
func TestHeldByTheDead(t *testing.T) {
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	f.sys = noFlock{err: noLockErrors[0]}
	j := must(f.Create("p", firstEntry))
	j.Close()
	by := j.Path + lockEnd + heldEnd
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(by, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	k := f.locker(j.Path)
	old := time.Now().Add(-time.Hour)
	for name, left := range map[string]func(){
		"a dead program's": func() {
			write(strconv.Itoa(gone.Process.Pid) + " 2026-11-22T10:00:00+01:00 " + hostname() + "\n")
		},
		"one without a name": func() {
			write("")
			os.Chtimes(by, old, old)
			k.now = time.Now
		},
	} {
		left()
		l, err := k.try()
		if l == nil || err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		l.release()
		if _, err := os.Lstat(by); err == nil {
			t.Errorf("%s: it strays", name)
		}
	}
	for _, live := range []string{
		strconv.Itoa(gone.Process.Pid) + " 2026-11-22T10:00:00+01:00 desk-7\n",
		strconv.Itoa(os.Getpid()) + " 2026-11-22T10:00:00+01:00 " + hostname() + "\n",
		"",
	} {
		write(live)
		if l, err := k.try(); l != nil || err != nil {
			t.Errorf("%q was taken: %v", live, err)
		}
		if said := k.holder(); !strings.Contains(said, by) {
			t.Errorf("%q: %q", live, said)
		}
		r := must(f.Doctor("p"))[0]
		if told := !r.Well(); told != !strings.Contains(live, hostname()) {
			t.Errorf("%q: %v", live, r.Troubles)
		}
	}
}

// Settings and journals kept elsewhere, as those do who have a folder of dotfiles.
func TestLinkedFiles(t *testing.T) {
	f := open(t)
	j := create(t, f)
	j.Close()
	if err := f.SaveConfig(Config{Name: "Inès"}); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	var real []string
	for _, path := range []string{j.Path, f.ConfigFile()} {
		to := filepath.Join(elsewhere, filepath.Base(path))
		real = append(real, to)
		if err := errors.Join(os.Rename(path, to), os.Symlink(to, path)); err != nil {
			t.Skip(err) // Windows lets administrators only
		}
	}
	j = must(f.Journal("ines-philippe"))
	must(j.Append(context.Background(), tick(1)))
	j.Close()
	if err := f.SaveConfig(Config{Name: "Philippe"}); err != nil {
		t.Fatal(err)
	}
	if c := must(f.Config()); c.Name != "Philippe" {
		t.Errorf("%+v", c)
	}
	must(f.Merge("ines-philippe", Merging{}, real[0]))
	for i, path := range []string{j.Path, f.ConfigFile()} {
		if to, err := os.Readlink(path); to != real[i] {
			t.Errorf("%s is no link any more: %v", path, err)
		}
	}
	if s := must(ReadFile(real[0])); len(s.Entries) != 2 {
		t.Errorf("%d entries", len(s.Entries))
	}
	if r := must(f.Doctor()); len(r) != 1 || !r[0].Well() || r[0].Entries != 2 {
		t.Errorf("%+v", r)
	}
	if out := must(f.Erase("ines-philippe")); len(out.Left) > 0 {
		t.Errorf("%+v", out)
	}
	for _, path := range []string{j.Path, real[0]} {
		if _, err := os.Lstat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
}

// What the coach needs is tried, and where it can't be had that is told.
func TestTry(t *testing.T) {
	f := open(t)
	create(t, f).Close()
	before := len(must(filepath.Glob(filepath.Join(f.Dir, "*", "*"))))
	for _, trial := range f.Try() {
		if trial.Err != nil || trial.NoLocks {
			t.Errorf("%+v", trial)
		}
	}
	for at := 1; ; at++ {
		d := &faulty{at: at, so: 1, err: syscall.EROFS}
		f.sys = d
		told := false
		for _, trial := range f.Try() {
			told = told || errors.Is(trial.Err, syscall.EROFS)
		}
		if !d.heal() {
			break
		}
		if !told && at > 1 {
			t.Errorf("the call %d failed, and nothing was said", at)
		}
		f.sys = disk{}
		f.Try()
	}
	f.sys = disk{}
	if after := len(must(filepath.Glob(filepath.Join(f.Dir, "*", "*")))); after != before {
		t.Errorf("%d files, and %d before", after, before)
	}
}
