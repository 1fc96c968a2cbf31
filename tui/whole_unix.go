//go:build unix

package tui

import (
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// WholePieces is what Bubble Tea reads instead of in.
func WholePieces(in io.Reader, ended <-chan struct{}) io.Reader {
	if f, ok := in.(*os.File); ok {
		return &wholeFile{File: f}
	}
	return newWholeStream(in, ended)
}

// A wholeFile is a terminal of this computer. It stays the file that it is: Bubble Tea sets
// it raw, waits for something to be there and then reads, so that nothing is taken from an
// editor that has it meanwhile. What only time can tell is waited for inside a read.
type wholeFile struct {
	*os.File
	whole
}

// Read gives whole pieces, or nothing when what came is not whole yet.
func (t *wholeFile) Read(p []byte) (int, error) {
	var out []byte
	for room := len(p) - len(t.held) - 2*len(escKey); room > 0; room = len(p) - len(out) - len(t.held) - 2*len(escKey) {
		buf := make([]byte, min(room, 1024))
		n, err := t.File.Read(buf)
		out = append(out, t.add(buf[:n], time.Now())...)
		if err != nil {
			return copy(p, append(out, t.rest()...)), err
		}
		if !t.waits() {
			break
		}
		if !readable(int(t.Fd()), escWait) {
			out = append(out, t.rest()...)
			break
		}
	}
	return copy(p, out), nil
}

// readable waits until there is something to read. It is select, because macOS has nothing
// else for terminals.
func readable(fd int, wait time.Duration) bool {
	for end := time.Now().Add(wait); ; {
		var set unix.FdSet
		set.Set(fd)
		left := unix.NsecToTimeval(max(0, time.Until(end)).Nanoseconds())
		n, err := unix.Select(fd+1, &set, nil, nil, &left)
		if !errors.Is(err, unix.EINTR) {
			return n > 0
		}
	}
}
