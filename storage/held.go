package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"binome/storage/clean"
)

// Some file systems have no locks (ENOSYS, EOPNOTSUPP, ENOLCK). There a file stands for the
// lock that only one program can make, and that its release removes. It says who made it
// and when: what a program that was killed has left is taken away by the next one on the
// same computer; what another computer left, only a person can judge.

const (
	heldEnd = ".held"          // after the name of the lock's file
	unnamed = 10 * time.Minute // how long a file without a name in it is left alone
)

// A held is such a file.
type held struct {
	path string
	sys  fsys
	pid  int
	host string
	at   string

	after func(time.Duration) <-chan time.Time
}

func (h *held) text() string { return strconv.Itoa(h.pid) + " " + h.at + " " + h.host + "\n" }

// said names the holder for a message, and the file, for it may have to be removed by hand.
func (h *held) said() string {
	return fmt.Sprintf("%d on %s since %s, by %s", h.pid, shorten(h.host), h.at, h.path)
}

// readHeld is what a file says of its holder; nil when it says nothing that can be read.
func readHeld(path string) *held {
	data, err := readUpTo(disk{}, path, 1024)
	if err != nil {
		return nil
	}
	pid, rest, _ := strings.Cut(clean.Line(string(data)), " ")
	at, host, ok := strings.Cut(rest, " ")
	n, err := strconv.Atoi(pid)
	if err != nil || n <= 0 || !ok {
		return nil
	}
	return &held{path: path, pid: n, host: host, at: at}
}

// hold takes the lock by such a file; nil and no error when somebody has it.
func (k *locker) hold() (*lock, error) {
	h := &held{path: k.path + heldEnd, sys: k.sys, pid: os.Getpid(), host: hostname(), at: k.now().Format(time.RFC3339), after: k.after}
	for range 2 {
		err := writeNew(k.sys, h.path, []byte(h.text()))
		if err == nil {
			return &lock{path: k.path, held: h}, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if !k.clear(h) {
			break
		}
	}
	return nil, nil
}

// clear takes away what a dead program of this computer left. Only one does so at a time,
// and it looks again: another may have cleared it and made its own meanwhile.
func (k *locker) clear(by *held) bool {
	dead := func() bool {
		if h := readHeld(by.path); h != nil {
			return h.host == by.host && !alive(h.pid)
		}
		fi, err := os.Lstat(by.path) // one killed before it wrote its name
		return err == nil && fi.Size() == 0 && k.now().Sub(fi.ModTime()) > unnamed
	}
	if !dead() {
		return false
	}
	clearing := by.path + "-clearing"
	if writeNew(k.sys, clearing, []byte(by.text())) != nil {
		return false
	}
	ok := dead() && k.sys.remove(by.path) == nil
	return k.sys.remove(clearing) == nil && ok
}

// release removes the file. Windows doesn't while somebody reads it, as all do who wait for
// it: it is tried again, for otherwise nobody would have it as long as this program runs.
func (h *held) release() {
	for waited := time.Duration(0); waited < lockWait; waited += lockPause / 5 {
		if now := readHeld(h.path); now != nil && (now.text() != h.text() || h.sys.remove(h.path) == nil) {
			return
		}
		if _, err := os.Lstat(h.path); errors.Is(err, fs.ErrNotExist) {
			return
		}
		<-h.after(lockPause / 5)
	}
}

// stuck reports whether such a file is there that no program of this computer holds.
func stuck(path string) bool {
	if _, err := os.Lstat(path); err != nil {
		return false
	}
	h := readHeld(path)
	return h == nil || h.host != hostname() || !alive(h.pid)
}
