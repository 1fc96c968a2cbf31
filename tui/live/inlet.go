package live

import (
	"io"
	"time"
)

// An inlet is what a terminal types. One goroutine reads it, at the rate of fingers and
// pastes: somebody who sends keys as fast as the wire takes them must not take the
// processor from the others. Programs read it one after the other, each by a lease: the
// one before is still waiting for a key when it has ended, and must not take it from the
// next.
type inlet struct {
	from  io.Reader
	rate  int // bytes a second
	burst int
	quit  <-chan struct{}
	typed chan []byte
}

func newInlet(from io.Reader, l Limits, quit <-chan struct{}) *inlet {
	i := &inlet{from: from, rate: l.Rate, burst: l.Burst, quit: quit, typed: make(chan []byte)}
	go i.run()
	return i
}

// run reads until the terminal is gone or the session is over.
func (i *inlet) run() {
	defer close(i.typed)
	left, at := i.burst, time.Now()
	for {
		now := time.Now()
		if gained := int(now.Sub(at).Seconds() * float64(i.rate)); gained > 0 {
			left, at = min(i.burst, left+gained), now
		}
		if left <= 0 && !i.pause() {
			return
		}
		p := make([]byte, 1024)
		n, err := i.from.Read(p[:min(len(p), max(1, left))])
		left -= n
		if n > 0 {
			select {
			case i.typed <- p[:n]:
			case <-i.quit:
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// pause waits until something may be taken again; false when the session is over.
func (i *inlet) pause() bool {
	wait := time.NewTimer(100 * time.Millisecond)
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-i.quit:
		return false
	}
}

// lease is what a program reads until done is closed.
func (i *inlet) lease(done <-chan struct{}) io.Reader { return &lease{in: i, done: done} }

type lease struct {
	in   *inlet
	done <-chan struct{}
	rest []byte
}

// Read waits for a key, or for the end of the program or of the session.
func (l *lease) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		select {
		case <-l.done: // first of all: what is typed now is the next one's
			return 0, io.EOF
		default:
		}
		select {
		case typed, ok := <-l.in.typed:
			if !ok {
				return 0, io.EOF
			}
			l.rest = typed
		case <-l.done:
			return 0, io.EOF
		case <-l.in.quit:
			return 0, io.EOF
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}
