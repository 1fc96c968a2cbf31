package live

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"time"
)

// errStalled is what a program gets that writes to a terminal which takes nothing.
var errStalled = errors.New("the terminal takes nothing any more")

// An outlet stands between a program and its terminal. Writing never waits: what is
// written is kept for a goroutine that sends it. A terminal that leaves a megabyte
// untaken, or takes nothing at all for half a minute, is cut off; nobody else notices.
type outlet struct {
	to      io.Writer
	newline bool // "\n" becomes "\r\n", as a terminal's driver would do
	backlog int
	stall   time.Duration
	cut     func() // cuts the terminal off

	mu      sync.Mutex
	pending []byte
	last    byte   // that was written
	spare   []byte // the buffer that was sent, to be filled again
	err     error
	ended   bool
	wake    chan struct{}
	done    chan struct{}
}

func newOutlet(to io.Writer, newline bool, l Limits, cut func()) *outlet {
	o := &outlet{to: to, newline: newline, backlog: l.Backlog, stall: l.Stall, cut: cut,
		wake: make(chan struct{}, 1), done: make(chan struct{})}
	go o.run()
	return o
}

// Write keeps p to be sent.
func (o *outlet) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err == nil && len(o.pending)+len(p) > o.backlog {
		o.err = errStalled
		o.pending = nil
		o.poke()
		go o.cut() // it may wait for a lock of whoever writes
	}
	if o.err != nil {
		return 0, o.err
	}
	if o.ended {
		return 0, io.ErrClosedPipe
	}
	o.keep(p)
	o.poke()
	return len(p), nil
}

// keep appends p to what is to be sent, each bare "\n" as "\r\n".
func (o *outlet) keep(p []byte) {
	for o.newline {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			break
		}
		if i > 0 {
			o.last = p[i-1]
		}
		o.pending = append(o.pending, p[:i]...)
		if o.last != '\r' {
			o.pending = append(o.pending, '\r')
		}
		o.pending, o.last = append(o.pending, '\n'), '\n'
		p = p[i+1:]
	}
	if len(p) > 0 {
		o.pending, o.last = append(o.pending, p...), p[len(p)-1]
	}
}

func (o *outlet) poke() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// end waits until all is sent, or until the terminal is cut off, or for as long as
// that; then nothing more is.
func (o *outlet) end(patience time.Duration) {
	o.mu.Lock()
	o.ended = true
	o.poke()
	o.mu.Unlock()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case <-o.done:
	case <-late.C:
		o.cut()
		<-o.done
	}
}

func (o *outlet) run() {
	defer close(o.done)
	for range o.wake {
		for {
			p, more := o.next()
			if len(p) == 0 {
				if !more {
					return
				}
				break
			}
			if err := o.send(p); err != nil {
				o.mu.Lock()
				if o.err == nil {
					o.err = err
				}
				o.pending = nil
				o.mu.Unlock()
				return
			}
		}
	}
}

// next takes the bytes that wait to be sent; more is false after the last of them.
func (o *outlet) next() (p []byte, more bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p, o.pending, o.spare = o.pending, o.spare[:0], nil
	return p, !o.ended && o.err == nil
}

// send writes to the terminal and has it cut off when it takes too long.
func (o *outlet) send(p []byte) error {
	late := time.AfterFunc(o.stall, o.cut)
	_, err := o.to.Write(p)
	if !late.Stop() && err == nil {
		err = errStalled
	}
	o.mu.Lock()
	if cap(p) <= 16<<10 {
		o.spare = p[:0]
	}
	o.mu.Unlock()
	return err
}
