package storage

import (
	"errors"
	"fmt"
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

// A lock is held on a file of its own beside the journal: one held on the journal
// would be lost when a rename swaps it (RELIABILITY: 362 saves of 1,000 lost).
type lock struct {
	path string
	fl   *flock.Flock
}

// takeLock waits up to two seconds. ErrLocked names who holds it, when they said so.
func takeLock(path string, after func(time.Duration) <-chan time.Time) (*lock, error) {
	pause, waited := time.Millisecond, time.Duration(0)
	for {
		l, err := tryLock(path)
		if l != nil || err != nil {
			return l, err
		}
		if waited >= lockWait {
			return nil, fmt.Errorf("%w: locked by %s", ErrLocked, holder(path))
		}
		<-after(pause)
		waited += pause
		pause = min(2*pause, lockPause)
	}
}

// tryLock takes the lock if it is free; nil and no error when it isn't.
func tryLock(path string) (*lock, error) {
	for range 100 {
		fl := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR|openFlags), flock.SetPermissions(0o600))
		ok, err := fl.TryLock()
		if err != nil {
			return nil, linkError(path, err)
		}
		if !ok {
			return nil, fl.Close()
		}
		l := &lock{path, fl}
		if l.still() {
			l.sign()
			return l, nil
		}
		l.release() // somebody erased it between our opening and our locking
	}
	return nil, nil
}

// still reports whether the path is still the file that is locked: only erasing
// unlinks it, and a lock on an unlinked file keeps nobody out.
func (l *lock) still() bool {
	held, err := l.fl.Stat()
	if err != nil {
		return false
	}
	now, err := os.Lstat(l.path)
	return err == nil && now.Mode().IsRegular() && os.SameFile(held, now)
}

// sign writes who holds the lock, for whoever finds it held. It begins at the second
// byte: Windows keeps everybody from reading the first, which is the one locked.
func (l *lock) sign() {
	host, err := os.Hostname()
	if err != nil {
		host = "this computer"
	}
	f, err := openRegular(l.path, os.O_WRONLY, 0)
	if err != nil {
		return // a courtesy: the lock is held all the same
	}
	text := strconv.Itoa(os.Getpid()) + " " + host + "\n"
	f.WriteAt([]byte(text), 1)
	f.Truncate(int64(1 + len(text)))
	f.Close()
}

// holder reads what sign wrote: "1234 on desk-7".
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
	if err := l.fl.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return // the system releases it with the process
	}
}
