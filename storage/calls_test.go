package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// oneFails is a disk on which one kind of call fails, every time, and all others work; of a
// "short" write half is written and no error told, and a file "grows" after it was looked at.
type oneFails struct {
	disk
	call string
}

var errInjected = errors.New("injected")

func (d oneFails) of(call string) error {
	if call == d.call {
		return errInjected
	}
	return nil
}

func (d oneFails) open(path string, flag int, perm fs.FileMode) (file, error) {
	if err := d.of("open"); err != nil {
		return nil, err
	}
	f, err := d.disk.open(path, flag, perm)
	if err != nil {
		return nil, err
	}
	return &oneFailsFile{f, d}, nil
}

func (d oneFails) rename(from, to string) error {
	return errors.Join(d.of("rename"), skip(d.of("rename"), func() error { return d.disk.rename(from, to) }))
}

func (d oneFails) mkdir(path string) error {
	return errors.Join(d.of("mkdir"), skip(d.of("mkdir"), func() error { return d.disk.mkdir(path) }))
}

func (d oneFails) syncDir(path string) error {
	return errors.Join(d.of("syncDir"), skip(d.of("syncDir"), func() error { return d.disk.syncDir(path) }))
}

func skip(err error, do func() error) error {
	if err != nil {
		return nil
	}
	return do()
}

type oneFailsFile struct {
	file
	d oneFails
}

func (f *oneFailsFile) Stat() (fs.FileInfo, error) {
	fi, err := f.file.Stat()
	if f.d.call == "grows" {
		fi = smaller{fi}
	}
	return fi, errors.Join(err, f.d.of("stat"))
}

// smaller is a file as it was before it grew.
type smaller struct{ fs.FileInfo }

func (smaller) Size() int64 { return 1 }

func (f *oneFailsFile) Read(b []byte) (int, error) {
	if err := f.d.of("read"); err != nil {
		return 0, err
	}
	return f.file.Read(b)
}

func (f *oneFailsFile) Write(b []byte) (int, error) {
	if err := f.d.of("write"); err != nil {
		return 0, err
	}
	if f.d.call == "short" {
		return f.file.Write(b[:len(b)/2])
	}
	return f.file.Write(b)
}

func (f *oneFailsFile) Sync() error { return errors.Join(f.d.of("sync"), f.file.Sync()) }

func (f *oneFailsFile) Truncate(n int64) error {
	return errors.Join(f.d.of("truncate"), skip(f.d.of("truncate"), func() error { return f.file.Truncate(n) }))
}

func (f *oneFailsFile) Close() error { return errors.Join(f.file.Close(), f.d.of("close")) }

// Whichever of its calls fails, what a function of this package did on the disk is told as
// failed, and nothing half done is left behind; no other call is needed for it.
func TestWhichCallsCount(t *testing.T) {
	calls := []string{"", "open", "stat", "read", "write", "short", "sync", "truncate", "close", "rename", "mkdir", "syncDir"}
	for name, tt := range map[string]struct {
		do    func(sys fsys, path string) error
		needs string // the calls that it fails with
		left  string // the calls whose failure leaves what was to be made, for a later try
	}{
		"a new file": {func(sys fsys, p string) error { return writeNew(sys, p+"-new", []byte("new")) }, "open write short sync close", ""},
		"a replacement": {func(sys fsys, p string) error { return replace(sys, p, []byte("new"), "1") },
			"open write short sync close rename syncDir", "syncDir"},
		"a folder":       {func(sys fsys, p string) error { return makeDir(sys, p+"-dir") }, "mkdir syncDir", "syncDir"},
		"a folder there": {func(sys fsys, p string) error { return makeDir(sys, filepath.Dir(p)) }, "", ""},
		"reading":        {func(sys fsys, p string) error { _, _, err := readFile(sys, p); return err }, "open stat read", ""},
		"reading some":   {func(sys fsys, p string) error { _, err := readUpTo(sys, p, 10); return err }, "open stat read", ""},
		"cutting back": {func(sys fsys, p string) error {
			f, err := sys.open(p, os.O_RDWR, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			return cutBack(sys, f, p, 3)
		}, "open truncate sync", "sync"},
	} {
		for _, call := range calls {
			dir := t.TempDir()
			path := filepath.Join(dir, "file")
			if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
				t.Fatal(err)
			}
			err := tt.do(oneFails{call: call}, path)
			fails := call != "" && slices.Contains(strings.Fields(tt.needs), call)
			if (err != nil) != fails || call != "short" && fails && !errors.Is(err, errInjected) {
				t.Errorf("%s, and %q fails: %v", name, call, err)
			}
			if fails && !slices.Contains(strings.Fields(tt.left), call) {
				if list := must(os.ReadDir(dir)); len(list) != 1 || string(must(os.ReadFile(path))) != "before" {
					t.Errorf("%s, and %q fails: left %v", name, call, list)
				}
			}
		}
	}
}

// A file is read up to its limit and not a byte more, also when it grows as it is read; a
// folder that somebody else makes at the same moment is as good as ours, and flushed.
func TestLimitsOfReading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	for _, size := range []int{0, 1, 9, 10, 11, 12, 5000} {
		data := strings.Repeat("x", size)
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, sys := range []fsys{disk{}, oneFails{call: "grows"}} {
			got, err := readUpTo(sys, path, 10)
			if size <= 10 && (err != nil || string(got) != data) || size > 10 && (!errors.Is(err, ErrTooLarge) || got != nil) {
				t.Errorf("%d bytes, %+v: %q, %v", size, sys, got, err)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := makeDir(quickerMkdir{}, dir); err != nil {
		t.Error(err)
	}
	if fi, err := os.Stat(dir); err != nil || !fi.IsDir() || fi.Mode().Perm() != 0o700 && os.PathSeparator == '/' {
		t.Errorf("%v, %v", fi, err)
	}
}

// quickerMkdir is a disk on which somebody else has always just made the folder.
type quickerMkdir struct{ disk }

func (d quickerMkdir) mkdir(path string) error {
	if err := d.disk.mkdir(path); err != nil {
		return err
	}
	return fs.ErrExist
}

// pauses notes what is waited for, and rings at once.
type pauses []time.Duration

func (p *pauses) after(d time.Duration) <-chan time.Time {
	*p = append(*p, d)
	c := make(chan time.Time, 1)
	c <- time.Time{}
	return c
}

func (p pauses) sum() (d time.Duration) {
	for _, one := range p {
		d += one
	}
	return d
}

// A lock that somebody has is asked for at once, after a millisecond, twice that, and so on
// to a fortieth of a second; after two seconds it is given up, and who has it is named.
func TestPausesOfALock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.toml"+lockEnd)
	l := must((&locker{path: path, sys: disk{}, now: time.Now, after: time.After}).take())
	defer l.release()
	var p pauses
	k := &locker{path: path, sys: disk{}, now: time.Now, after: p.after}
	if got, err := k.take(); got != nil || !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), hostname()) {
		t.Errorf("%v, %v", got, err)
	}
	ms := time.Millisecond
	if want := []time.Duration{ms, 2 * ms, 4 * ms, 8 * ms, 16 * ms, 25 * ms, 25 * ms}; len(p) < 10 || !slices.Equal(p[:7], want) {
		t.Errorf("pauses of %v", p)
	}
	if all := p.sum(); all < 2*time.Second || all-p[len(p)-1] >= 2*time.Second {
		t.Errorf("given up after %v", all)
	}
}

// Whoever has the lock stands in its file, whatever became of the file since they signed
// it: another was put in its place, it was emptied, or somebody else had it meanwhile.
func TestTheHolderStandsInTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.toml"+lockEnd)
	k := &locker{path: path, sys: disk{}, now: time.Now, after: time.After}
	signed := func(when string) {
		t.Helper()
		l := must(k.take())
		defer l.release()
		if said := holder(path); !strings.HasSuffix(said, " on "+shorten(hostname())) {
			t.Errorf("%s: held by %s", when, said)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	signed("a new file")
	signed("nothing has changed")
	fi := must(os.Stat(path))
	other := []byte(strings.Repeat("x", int(fi.Size())))
	check(errors.Join(os.WriteFile(path+"2", other, 0o600), os.Chtimes(path+"2", fi.ModTime(), fi.ModTime()), os.Rename(path+"2", path)))
	signed("another file of the same size and time")
	fi = must(os.Stat(path))
	check(errors.Join(os.Truncate(path, 0), os.Chtimes(path, fi.ModTime(), fi.ModTime())))
	signed("emptied, at the same time")
	check(os.WriteFile(path, other, 0o600))
	later := must(os.Stat(path)).ModTime().Add(time.Second)
	check(os.Chtimes(path, later, later))
	signed("written over, as long as before")
}

// A lock's file that is somebody's to clear is left to them; one that can't be given back is
// tried for two seconds.
func TestHeldIsClearedByOne(t *testing.T) {
	var p pauses
	k := &locker{path: filepath.Join(t.TempDir(), "x.toml"+lockEnd), sys: noFlock{err: noLockErrors[0]}, now: fixedNow, after: p.after}
	h := &held{path: k.path + heldEnd, sys: k.sys, pid: os.Getpid(), host: hostname(), at: "x", after: p.after}
	old := fixedNow().Add(-unnamed - time.Second)
	write := func(path string) {
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, old, old)); err != nil {
			t.Fatal(err)
		}
	}
	write(h.path)
	write(h.path + "-clearing")
	if k.clear(h) {
		t.Error("it is said to be cleared, and another is about it")
	}
	if _, err := os.Lstat(h.path); err != nil {
		t.Error(err)
	}
	if err := os.Remove(h.path + "-clearing"); err != nil {
		t.Fatal(err)
	}
	if !k.clear(h) {
		t.Error("what nobody has was not cleared")
	}
	if list := must(os.ReadDir(filepath.Dir(k.path))); len(list) > 0 {
		t.Errorf("left: %v", list)
	}
	for1 := &locker{path: k.path, sys: neverRemoved{noFlock{err: noLockErrors[0]}}, now: fixedNow, after: p.after}
	l := must(for1.try())
	p = nil
	l.release()
	if p.sum() != lockWait || lockWait != 2*time.Second {
		t.Errorf("tried for %v", p.sum())
	}
}

type neverRemoved struct{ noFlock }

func (neverRemoved) remove(path string) error { return fs.ErrPermission }

// Which errors say that a file system has no locks, and which that a lock can't be had.
func TestNoLocksAreKnown(t *testing.T) {
	for _, err := range noLockErrors {
		if !noLocks(&fs.PathError{Op: "flock", Path: "x", Err: err}) {
			t.Errorf("%v", err)
		}
	}
	for _, err := range []error{nil, syscall.EIO, syscall.EACCES, fs.ErrNotExist, fs.ErrExist} {
		if noLocks(err) {
			t.Errorf("%v", err)
		}
	}
	k := &locker{path: filepath.Join(t.TempDir(), "x.toml"+lockEnd), sys: badFlock{}, now: fixedNow, after: never}
	if l, err := k.take(); l != nil || !errors.Is(err, errInjected) {
		t.Errorf("%v, %v", l, err)
	}
}

type badFlock struct{ disk }

func (badFlock) flock(*flock.Flock) (bool, error) { return false, errInjected }

// Copies that a sync folder made are looked for every tenth second, and told of.
func TestCopiesAreLookedForNowAndThen(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	j := must(f.Create("p", firstEntry))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(strings.TrimSuffix(j.Path, ".toml")+" (1).toml", must(os.ReadFile(j.Path)), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWriter(j)
	var told []int
	for second := 1; second <= 20; second++ {
		w.polled()
		if len(j.copies) > 0 {
			told, j.copies = append(told, second), nil
		}
	}
	if !slices.Equal(told, []int{10, 20}) {
		t.Errorf("told after %v seconds", told)
	}
}

// A table above the first entry is told of and costs nothing; a damaged [[entry]] that was
// indented costs a file that has no other.
func TestTablesAboveTheFirstEntry(t *testing.T) {
	e := tick(1)
	e.ID, e.At = "01A", fixedNow()
	block := string(appendBlock([]byte("\n"), &e))
	for _, table := range []string{"[x]\na = 1\n", "[[x]]\na = 1\n", "x = {a = 1}\n"} {
		d, err := load([]byte(header("p", false)+table+block), "x")
		if err != nil || d.pair != "p" || len(d.entries) != 1 || len(d.troubles) != 1 || d.troubles[0].Code != TroubleHead || d.troubles[0].Line != 1 || d.troubles[0].Col != 0 {
			t.Errorf("%q: %v, %+v", table, err, d)
		}
	}
	if d, err := load([]byte(header("p", false)+"x = 1\ny = [1]\n"+block), "x"); err != nil || len(d.troubles) != 0 {
		t.Errorf("%v, %+v", err, d)
	}
}

// A first append that was cut off within its [[entry]] is torn from where it begins.
func TestTornWithinItsFirstLine(t *testing.T) {
	head := header("p", false)
	for n := 1; n <= len(entryLine); n++ {
		for _, zeros := range []string{"", "\x00", "\x00\x00\x00"} {
			d, err := load([]byte(head+"\n"+entryLine[:n]+zeros), "x")
			if n == len(entryLine) && zeros == "" {
				continue // an empty entry, judged elsewhere
			}
			if err != nil || !d.tail.torn || d.tail.offset != len(head)+1 || d.tail.line != strings.Count(head, "\n")+2 || d.pair != "p" {
				t.Errorf("%q: %v, %+v", entryLine[:n]+zeros, err, d)
			}
		}
	}
	for _, end := range []string{"", "\n", "\n\n", "# x\n", "# x"} {
		if d, err := load([]byte(head+end), "x"); err != nil || d.tail.torn {
			t.Errorf("%q: %v, %+v", end, err, d)
		}
	}
	for _, end := range []string{"[x", "\x01"} {
		if _, err := load([]byte(head+end), "x"); !errors.Is(err, ErrDamaged) {
			t.Errorf("%q: %v", end, err)
		}
	}
}

// A time is read in the quick way only when the library reads it, and as the same: no month
// 13, no 29 February but every fourth year, no hour 24.
func TestScannedTimes(t *testing.T) {
	for _, day := range []string{"2026-01-01", "2026-12-31", "2026-00-10", "2026-13-10", "2026-04-00", "2026-04-30", "2026-04-31", "2026-01-31", "2026-01-32",
		"2026-02-28", "2026-02-29", "2028-02-29", "2028-02-30", "2000-02-29", "2100-02-29", "2026-11-28", "2026-11-99"} {
		for _, clock := range []string{"00:00:00", "23:59:59", "24:00:00", "09:60:00", "09:00:60", "10:20:30"} {
			for _, zone := range []string{"Z", "+01:00", "-03:30", "+14:00", "+00:00"} {
				val := day + "T" + clock + zone
				got, ok := scanTime(val, &zones{})
				top, _, bad := readTOML("at = " + val)
				if ok != (bad == nil) {
					t.Errorf("%s: %v, and the library: %v", val, ok, bad)
				} else if want, _ := top["at"].(time.Time); ok && !got.Equal(want) {
					t.Errorf("%s: %v, not %v", val, got, want)
				}
			}
		}
	}
}

// What stands quietly at the end of a block, comments and blank lines, belongs to the next.
func TestLoudEnd(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "x": "", "x\n": "", "x\n\n": "\n", "x\n\n\n": "\n\n", "\n": "\n", "\n\n": "\n\n", "# a": "# a", "# a\n": "# a\n", "x\n# a": "# a",
		"x\n# a\n\n \t# b\n": "# a\n\n \t# b\n", "# a\nx\n# b\n": "# b\n", "x # a\n": "", "x\n ": " ", "x\n \ny": "",
	} {
		if got := loudEnd(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// Half an append at the end of the journal that others are merged into is set aside, and is
// not in the middle of what comes of it.
func TestMergingIntoATornJournal(t *testing.T) {
	f, path := sick(t, func(text string) string { return text + "\n[[entry]]\nid = \"01HALF\"\nat = 2026" })
	other := filepath.Join(t.TempDir(), "other.toml")
	whole, _ := thirty()
	if err := os.WriteFile(other, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	m := must(f.Merge("ines-philippe", Merging{}, other))
	if len(m.Aside) != 1 || !strings.Contains(string(must(os.ReadFile(m.Aside[0]))), "01HALF") {
		t.Errorf("%+v", m)
	}
	now := must(os.ReadFile(path))
	if d := mustLoad(t, now); strings.Contains(string(now), "01HALF") || len(d.entries) != 30 || len(d.troubles) > 0 {
		t.Errorf("%d entries, %v", len(d.entries), d.troubles)
	}
}
