package live

import (
	"net"
	"sync"
	"time"
)

// The door is where connections are nobody yet. What programs say to each other must be
// said in ten seconds; then a person may compare the fingerprint and type the code, and
// has two minutes in all for it. There are at most 64 such connections: the next one
// takes the place of the oldest that has had its ten seconds, or is turned away. So a
// crowd that only stands there can't keep anybody out for longer than that.
type door struct {
	limits  Limits
	mu      sync.Mutex
	waiting []*visitor // oldest first
}

// A visitor is a connection, from the door on.
type visitor struct {
	net.Conn
	door *door
	came time.Time

	mu     sync.Mutex
	writes int  // packets of ours, until the keys are agreed on
	in     bool // let in: the door has no more to do with it
	opened bool // has asked for a session, which it gets once
	heard  time.Time
	gone   func() // told once, when it is closed
}

// visitorKey finds the visitor in a connection's context.
type visitorKey struct{}

// admit takes a connection in to be asked who it is; nil when there is no room.
func (d *door) admit(c net.Conn) *visitor {
	now := time.Now() // deadlines are the system's, so they go by its clock
	v := &visitor{Conn: c, door: d, came: now, heard: now}
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.waiting) >= d.limits.Waiting {
		oldest := d.waiting[0]
		if now.Sub(oldest.came) < d.limits.Machine {
			return nil
		}
		d.waiting = d.waiting[1:]
		oldest.Conn.Close() // its own goroutine finds out
	}
	d.waiting = append(d.waiting, v)
	c.SetDeadline(now.Add(d.limits.Machine))
	return v
}

// leave takes a visitor off the list: let in, or gone.
func (d *door) leave(v *visitor) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, w := range d.waiting {
		if w == v {
			d.waiting = append(d.waiting[:i:i], d.waiting[i+1:]...)
			return
		}
	}
}

// Write counts what is sent until the keys are agreed on: our version, our list of
// algorithms, then the host's key with its signature. From there on the other side may
// have a person before it who compares the fingerprint, and nothing in the protocol says
// so.
func (v *visitor) Write(p []byte) (int, error) {
	const signed = 3
	v.mu.Lock()
	v.writes = min(v.writes+1, signed+1)
	if v.writes == signed && !v.in {
		v.Conn.SetDeadline(v.came.Add(v.door.limits.Person))
	}
	v.mu.Unlock()
	return v.Conn.Write(p)
}

// Read notes that the other side lives.
func (v *visitor) Read(p []byte) (int, error) {
	n, err := v.Conn.Read(p)
	if n > 0 {
		v.mu.Lock()
		v.heard = time.Now()
		v.mu.Unlock()
	}
	return n, err
}

// silent is how long nothing has come from the other side.
func (v *visitor) silent() time.Duration {
	v.mu.Lock()
	defer v.mu.Unlock()
	return time.Since(v.heard)
}

// enter is being let in. What follows is a program's again: it asks for the coach at
// once, or is closed.
func (v *visitor) enter() {
	v.mu.Lock()
	v.in = true
	v.mu.Unlock()
	v.door.leave(v)
	v.Conn.SetDeadline(time.Now().Add(v.door.limits.Start))
}

// stay ends the deadline: the session has its own limits.
func (v *visitor) stay() { v.Conn.SetDeadline(time.Time{}) }

// open reports whether this is its first session.
func (v *visitor) open() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	first := !v.opened
	v.opened = true
	return first
}

// SetDeadline is the library's, which knows nothing of people: the door sets them.
func (v *visitor) SetDeadline(time.Time) error      { return nil }
func (v *visitor) SetReadDeadline(time.Time) error  { return nil }
func (v *visitor) SetWriteDeadline(time.Time) error { return nil }

// Close also leaves the list.
func (v *visitor) Close() error {
	v.door.leave(v)
	v.mu.Lock()
	gone := v.gone
	v.gone = nil
	v.mu.Unlock()
	if gone != nil {
		gone()
	}
	return v.Conn.Close()
}

// shut closes whoever is still at the door.
func (d *door) shut() {
	d.mu.Lock()
	waiting := d.waiting
	d.waiting = nil
	d.mu.Unlock()
	for _, v := range waiting {
		v.Conn.Close() // its own goroutine finds out
	}
}
