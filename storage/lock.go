package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"binome/storage/clean"
)

const (
	lockWait  = 2 * time.Second       // how long a lock is waited for
	lockPause = 25 * time.Millisecond // the longest pause between two tries
	lockEnd   = ".lock"
)

// A locker takes the lock of one journal, held on a file of its own beside it: one
// held on the journal would be lost when a rename swaps it (RELIABILITY: 362 saves of
// 1,000 lost).
type locker struct {
	path   string
	sys    fsys
	now    func() time.Time
	after  func(time.Duration) <-chan time.Time
	signed fs.FileInfo // the lock's file when our name stood in it
}

func (f *Folder) locker(journal string) *locker {
	return &locker{path: journal + lockEnd, sys: f.sys, now: f.opt.Now, after: f.opt.After}
}

// Lock takes a lock on a file of that name, for another package. It is waited for until ctx
// ends: [ErrLocked].
func Lock(ctx context.Context, path string, pause time.Duration) (unlock func(), err error) {
	k := &locker{path: path, sys: disk{}, now: time.Now, after: time.After}
	for {
		l, err := k.try()
		if err != nil {
			return nil, err
		}
		if l != nil {
			return l.release, nil
		}
		select {
		case <-k.after(pause):
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: locked by %s", ErrLocked, k.holder())
		}
	}
}

// A lock is one that is held.
type lock struct {
	path string
	fl   *flock.Flock
	held *held // what stands for the system's lock where there is none
}

// take waits up to two seconds. ErrLocked names who holds it, when they said so.
func (k *locker) take() (*lock, error) {
	pause, waited := time.Millisecond, time.Duration(0)
	for {
		l, err := k.try()
		if l != nil || err != nil {
			return l, err
		}
		if waited >= lockWait {
			return nil, fmt.Errorf("%w: locked by %s", ErrLocked, k.holder())
		}
		<-k.after(pause)
		waited += pause
		pause = min(2*pause, lockPause)
	}
}

// try takes the lock if it is free; nil and no error when it isn't.
func (k *locker) try() (*lock, error) {
	for range 100 {
		fl := flock.New(k.path, flock.SetFlag(os.O_CREATE|os.O_RDWR|openFlags), flock.SetPermissions(0o600))
		ok, err := k.sys.flock(fl)
		if noLocks(err) {
			fl.Close() //nolint:errcheck // nothing was written
			return k.hold()
		}
		if err != nil {
			return nil, linkError(k.path, err)
		}
		if !ok {
			return nil, fl.Close()
		}
		l := &lock{path: k.path, fl: fl}
		if fi := l.still(); fi != nil {
			k.sign(fi)
			return l, nil
		}
		l.release() // somebody erased it between our opening and our locking
	}
	return nil, nil
}

// still gives the lock's file if the path is still the one that is locked: only erasing
// unlinks it, and a lock on an unlinked file keeps nobody out.
func (l *lock) still() fs.FileInfo {
	held, err := l.fl.Stat()
	if err != nil {
		return nil
	}
	now, err := os.Lstat(l.path)
	if err != nil || !now.Mode().IsRegular() || !os.SameFile(held, now) {
		return nil
	}
	return held
}

// sign writes who holds the lock, for whoever finds it held. It begins at the second
// byte: Windows keeps everybody from reading the first, which is the one locked. What
// stands there already is not written again: that would make every flush of the journal
// wait for this file too.
func (k *locker) sign(fi fs.FileInfo) {
	if k.signed != nil && os.SameFile(fi, k.signed) && fi.Size() == k.signed.Size() && fi.ModTime().Equal(k.signed.ModTime()) {
		return
	}
	f, err := openRegular(k.path, os.O_RDWR, 0)
	if err != nil {
		return // a courtesy: the lock is held all the same
	}
	defer f.Close()
	text := strconv.Itoa(os.Getpid()) + " " + hostname() + "\n"
	was := make([]byte, len(text)+1)
	if n, _ := f.ReadAt(was, 1); string(was[:n]) != text {
		f.WriteAt([]byte(text), 1)
		f.Truncate(int64(1 + len(text)))
	}
	if fi, err := f.Stat(); err == nil {
		k.signed = fi
	}
}

// lockThere takes the lock of a journal that is there; ErrNoPair. No lock is left
// behind for one that isn't: an erased pair leaves nothing.
func (f *Folder) lockThere(id string, private bool) (*lock, error) {
	path := f.path(id, private)
	l, err := f.locker(path).takeFor(f.sys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNoPair, id)
	}
	return l, err
}

// takeFor is take for a journal that must be there, before and after.
func (k *locker) takeFor(sys fsys, journal string) (*lock, error) {
	if _, err := os.Lstat(journal); err != nil {
		return nil, err
	}
	l, err := k.take()
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(journal); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			removeLocked(sys, l) // erased while we waited: its lock goes with it
		} else {
			l.release()
		}
		return nil, err
	}
	return l, nil
}

func hostname() string {
	host, err := os.Hostname()
	if err != nil {
		return "this computer"
	}
	return host
}

// holder reads what sign wrote: "1234 on desk-7".
func (k *locker) holder() string {
	by := k.path + heldEnd
	if h := readHeld(by); h != nil {
		return h.said()
	}
	if _, err := os.Lstat(by); err == nil {
		return "another program, by " + by
	}
	return holder(k.path)
}

func holder(path string) string {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return "another program"
	}
	defer f.Close()
	buf := make([]byte, 300)
	n, _ := f.ReadAt(buf, 1)
	pid, host, ok := strings.Cut(clean.Line(string(buf[:n])), " ")
	if _, err := strconv.Atoi(pid); !ok || err != nil {
		return "another program"
	}
	return pid + " on " + shorten(host)
}

func (l *lock) release() {
	if l.held != nil {
		l.held.release()
		return
	}
	if err := l.fl.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return // the system releases it with the process
	}
}
