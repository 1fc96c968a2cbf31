package live

import (
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// The door is where connections are nobody yet. What programs say to each other must be
// said in ten seconds; then a person may compare the fingerprint and type the code, and
// has two minutes in all for it.
//
// Who somebody is can't be known before they have said it, so nobody may take the room in
// which it is said: there are so many connections in all, and fewer for one address. Where
// it is full the oldest makes way, those first that have not agreed on keys, and never for
// an address of a lower class. It makes way at a pace: the next ones of that class wait
// outside, unanswered, so that whoever is inside has time to say who they are, however
// fast a crowd knocks.
type door struct {
	limits Limits

	mu        sync.Mutex
	waiting   []*visitor // oldest first
	outside   int        // those whose turn has not come
	next      [classes]time.Time
	addresses map[netip.Addr]*address
	shutting  chan struct{}
}

// The classes of addresses: the first make way for the next, and keep none of them waiting.
const (
	lately  = iota // seen lately, and never let in
	fresh          // not seen lately
	known          // somebody was let in from there
	classes        // how many there are
)

// An address is what the door remembers of a caller's address; of IPv6, where one caller has
// many, of their network.
type address struct {
	seen   time.Time
	let    bool      // somebody was let in
	inside int       // connections at the door
	next   time.Time // when one of its connections makes way again
}

// mostAddresses are remembered.
const mostAddresses = 4096

func newDoor(l Limits) *door {
	return &door{limits: l, addresses: map[netip.Addr]*address{}, shutting: make(chan struct{})}
}

// A visitor is a connection, from the door on.
type visitor struct {
	net.Conn
	door  *door
	came  time.Time
	at    *address
	class int

	mu     sync.Mutex
	writes int  // packets of ours, until the keys are agreed on
	in     bool // let in: the door has no more to do with it
	opened bool // has asked for a session, which it gets once
	heard  time.Time
	gone   func() // told once, when it is closed
}

// visitorKey finds the visitor in a connection's context.
type visitorKey struct{}

// admit takes a connection in to be asked who it is, when its turn has come; nil when
// there are too many before it.
func (d *door) admit(c net.Conn) *visitor {
	at, class, wait, ok := d.queue(whence(c), time.Now()) // deadlines are the system's, so all goes by its clock
	if !ok {
		return nil
	}
	if wait > 0 {
		turn := time.NewTimer(wait)
		defer turn.Stop()
		select {
		case <-turn.C:
		case <-d.shutting:
		}
	}
	return d.take(c, at, class, time.Now())
}

// queue says how long somebody from there has to wait; ok is false when that is too long.
func (d *door) queue(from netip.Addr, now time.Time) (at *address, class int, wait time.Duration, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, class = d.remember(from, now)
	turn := now
	crowded, full := at.inside >= d.limits.Address, len(d.waiting) >= d.limits.Waiting
	if crowded && at.next.After(turn) {
		turn = at.next
	}
	if full && d.next[class].After(turn) {
		turn = d.next[class]
	}
	wait = turn.Sub(now)
	if wait > d.limits.Outside || wait > 0 && d.outside >= d.limits.Queue {
		return nil, 0, 0, false
	}
	if crowded {
		at.next = turn.Add(d.limits.Pace)
	}
	if full {
		d.next[class] = turn.Add(d.limits.Pace)
	}
	d.outside++
	return at, class, wait, true
}

// remember finds or makes what is known of an address, and its class now; mu is held.
func (d *door) remember(from netip.Addr, now time.Time) (at *address, class int) {
	at = d.addresses[from]
	if at == nil {
		d.forget(now)
		at = &address{}
		d.addresses[from] = at
	}
	switch {
	case at.let:
		class = known
	case now.Sub(at.seen) > d.limits.Lately:
		class = fresh
	}
	at.seen = now
	return at, class
}

// forget makes room for another address. Those that were let in are forgotten last.
func (d *door) forget(now time.Time) {
	if len(d.addresses) < mostAddresses {
		return
	}
	for _, drop := range []func(*address) bool{
		func(a *address) bool { return !a.let && now.Sub(a.seen) > d.limits.Lately },
		func(a *address) bool { return !a.let },
		func(a *address) bool { return true },
	} {
		for from, a := range d.addresses {
			if len(d.addresses) > mostAddresses*3/4 && a.inside == 0 && drop(a) {
				delete(d.addresses, from)
			}
		}
	}
}

// take lets a connection to the door whose turn has come, and makes room for it.
func (d *door) take(c net.Conn, at *address, class int, now time.Time) *visitor {
	v := &visitor{Conn: c, door: d, came: now, heard: now, at: at, class: class}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.outside--
	select {
	case <-d.shutting:
		return nil
	default:
	}
	if at.inside >= d.limits.Address {
		d.makeWay(func(w *visitor) bool { return w.at == at })
	}
	for lower := lately; lower <= class && len(d.waiting) >= d.limits.Waiting; lower++ {
		d.makeWay(func(w *visitor) bool { return w.class == lower })
	}
	if len(d.waiting) >= d.limits.Waiting {
		return nil
	}
	at.inside++
	d.waiting = append(d.waiting, v)
	c.SetDeadline(now.Add(d.limits.Machine))
	return v
}

// makeWay closes the oldest of some visitors. Half of the room is for those that have not
// agreed on keys, half for those that have: neither can push all of the other out.
func (d *door) makeWay(of func(*visitor) bool) {
	var agreed, not []*visitor
	for _, w := range d.waiting {
		switch {
		case !of(w):
		case w.agreed():
			agreed = append(agreed, w)
		default:
			not = append(not, w)
		}
	}
	if len(not) < len(agreed) || len(not) == 0 {
		not = agreed
	}
	if len(not) > 0 {
		d.drop(not[0])
		not[0].Conn.Close() // its own goroutine finds out
	}
}

// leave takes a visitor off the list: let in, or gone.
func (d *door) leave(v *visitor, let bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v.at.let = v.at.let || let
	d.drop(v)
}

// drop takes a visitor off the list; mu is held.
func (d *door) drop(v *visitor) {
	if i := slices.Index(d.waiting, v); i >= 0 {
		d.waiting = slices.Delete(d.waiting, i, i+1)
		v.at.inside--
	}
}

// whence is the address of the other side, or the network that a provider gives to one
// customer.
func whence(c net.Conn) netip.Addr {
	at, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	from := at.Addr().Unmap().WithZone("")
	if from.Is6() {
		net, _ := from.Prefix(64) // it has as many bits
		from = net.Addr()
	}
	return from
}

// agreed is whether keys are agreed on.
func (v *visitor) agreed() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.writes >= signed
}

// signed is the packet of ours with which keys are agreed on.
const signed = 3

// Write counts what is sent until the keys are agreed on: our version, our list of
// algorithms, then the host's key with its signature. From there on the other side may
// have a person before it who compares the fingerprint, and nothing in the protocol says
// so.
func (v *visitor) Write(p []byte) (int, error) {
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
	v.door.leave(v, true)
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
	v.door.leave(v, false)
	v.mu.Lock()
	gone := v.gone
	v.gone = nil
	v.mu.Unlock()
	if gone != nil {
		gone()
	}
	return v.Conn.Close()
}

// shut closes whoever is still at the door, and lets nobody else to it.
func (d *door) shut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	select {
	case <-d.shutting:
		return
	default:
	}
	close(d.shutting)
	for _, v := range d.waiting {
		v.Conn.Close() // its own goroutine finds out
	}
}
