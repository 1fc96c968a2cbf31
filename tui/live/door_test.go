package live

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"pgregory.net/rapid"
)

// closedWithin reads a connection to its end.
func closedWithin(t testing.TB, c net.Conn) time.Duration {
	t.Helper()
	began := time.Now()
	c.SetDeadline(began.Add(patience))
	_, err := io.Copy(io.Discard, c)
	var late net.Error
	if errors.As(err, &late) && late.Timeout() {
		t.Fatal("it is still open")
	}
	return time.Since(began)
}

// TestSlowHandshakes: somebody who says nothing, half of something, a byte now and then,
// or much of nothing is gone when the machine's time is over.
func TestSlowHandshakes(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace, Limits: Limits{Machine: 300 * time.Millisecond, Person: time.Hour}})
	for name, say := range map[string]func(net.Conn){
		"nothing":          func(net.Conn) {},
		"half a version":   func(c net.Conn) { c.Write([]byte("SSH-2.0-")) },
		"a version":        func(c net.Conn) { c.Write([]byte("SSH-2.0-slow\r\n")) },
		"lines for ever":   func(c net.Conn) { c.Write(bytes.Repeat([]byte("hello\r\n"), 200)) },
		"a huge packet":    func(c net.Conn) { c.Write([]byte("SSH-2.0-x\r\n\xff\xff\xff\xff")) },
		"another protocol": func(c net.Conn) { c.Write([]byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) },
		"noise":            func(c net.Conn) { p := make([]byte, 64<<10); rand.Read(p); c.Write(p) },
		"a byte at a time": func(c net.Conn) {
			go func() {
				for _, b := range []byte(strings.Repeat("SSH-2.0-slow", 1000)) {
					if _, err := c.Write([]byte{b}); err != nil {
						return
					}
					time.Sleep(5 * time.Millisecond)
				}
			}()
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := h.knock()
			say(c)
			if took := closedWithin(t, c); took > 10*time.Second {
				t.Errorf("gone after %v", took)
			}
		})
	}
}

// TestAPersonHasTime: whoever compares the fingerprint, or types the code, is given the
// person's time and not the machine's.
func TestAPersonHasTime(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace, Limits: Limits{Machine: 300 * time.Millisecond}})
	inv := h.Invite()
	past := func() {
		until(t, "the machine's time", func() bool {
			h.door.mu.Lock()
			defer h.door.mu.Unlock()
			return len(h.door.waiting) == 1 && time.Since(h.door.waiting[0].came) > 500*time.Millisecond
		})
	}
	config := h.config("join", gossh.PublicKeys(newKey(t)), gossh.KeyboardInteractive(func(_, _ string, q []string, _ []bool) ([]string, error) {
		past()
		return []string{inv.Code}, nil
	}))
	config.HostKeyCallback = func(string, net.Addr, gossh.PublicKey) error { past(); return nil }
	c, err := gossh.Dial("tcp", h.Addr().String(), config)
	if err != nil {
		t.Fatal(err)
	}
	h.sit(c, 80, 24).sees("[mentee")
	// But not for ever.
	h = serve(t, Options{run: hello, Guest: guestPlace, Limits: Limits{Machine: 100 * time.Millisecond, Person: 300 * time.Millisecond}})
	h.Invite()
	gone := make(chan struct{})
	_, err = gossh.Dial("tcp", h.Addr().String(), h.config("join", gossh.KeyboardInteractive(func(_, _ string, q []string, _ []bool) ([]string, error) {
		until(t, "nobody at the door", func() bool {
			h.door.mu.Lock()
			defer h.door.mu.Unlock()
			return len(h.door.waiting) == 0
		})
		close(gone)
		return []string{""}, nil
	})))
	if err == nil {
		t.Error("in after the person's time")
	}
	<-gone
}

// TestACrowdAtTheDoor: those inside notice nothing of it, and a member comes in past it,
// from the same address too.
func TestACrowdAtTheDoor(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello, Limits: Limits{Machine: time.Minute, Waiting: 16, Address: 8, Pace: 2 * time.Millisecond}})
	h.Admit(twoMembers(t, mentor, mentee))
	inside := h.join(mentor, 80, 24)
	inside.sees("[mentor")
	for range 40 {
		h.knock()
	}
	inside.types("still")
	inside.sees("still")
	h.join(mentee, 80, 24).sees("[mentee")
}

// A caller is a connection as the door sees it: from where, and whether it was closed.
type caller struct {
	net.Conn
	from   netip.Addr
	closed bool
}

func (c *caller) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(netip.AddrPortFrom(c.from, 1)) }
func (c *caller) Close() error         { c.closed = true; return nil }

func (c *caller) SetDeadline(time.Time) error { return nil }
func (c *caller) Write(p []byte) (int, error) { return len(p), nil }

// A street is what goes on before a door, by its own clock.
type street struct {
	d   *door
	now time.Time
	due map[int64][]func() // by millisecond
}

func newStreet() *street {
	return &street{d: newDoor(Limits{}.filled()), now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC), due: map[int64][]func(){}}
}

// after does something once that long has passed, in steps of a millisecond.
func (s *street) after(d time.Duration, do func()) {
	at := s.now.Add(max(d, time.Millisecond)).UnixMilli()
	s.due[at] = append(s.due[at], do)
}

func (s *street) run(d time.Duration) {
	for end := s.now.Add(d); s.now.Before(end); s.now = s.now.Add(time.Millisecond) {
		list := s.due[s.now.UnixMilli()]
		delete(s.due, s.now.UnixMilli())
		for _, do := range list {
			do()
		}
	}
}

// knock comes to the door and is told once it is at it: v is nil when it is turned away.
func (s *street) knock(from netip.Addr, then func(v *visitor, c *caller)) {
	c := &caller{from: from}
	at, class, wait, ok := s.d.queue(from, s.now)
	if !ok {
		then(nil, c)
		return
	}
	s.after(wait, func() { then(s.d.take(c, at, class, s.now), c) })
}

// stranger says hello, or all up to the keys, and nothing more; when it is closed it is
// there again.
func (s *street) stranger(from func() netip.Addr, keys bool) {
	s.knock(from(), func(v *visitor, c *caller) {
		again := func() { s.stranger(from, keys) }
		if v == nil {
			s.after(5*time.Millisecond, again)
			return
		}
		if keys {
			s.after(20*time.Millisecond, func() { v.writes = signed })
		}
		ends := s.now.Add(s.d.limits.Machine)
		var look func()
		look = func() {
			switch {
			case c.closed:
				again()
			case s.now.After(ends):
				v.Close()
				again()
			default:
				s.after(2*time.Millisecond, look)
			}
		}
		look()
	})
}

// member comes from there by a line with that delay, and tells how long it took, 0 for not
// at all: keys are agreed on after one way there and back, and proved after three more.
func (s *street) member(from netip.Addr, delay time.Duration, told func(time.Duration)) {
	came := s.now
	s.knock(from, func(v *visitor, c *caller) {
		if v == nil {
			told(0)
			return
		}
		s.after(delay+20*time.Millisecond, func() { v.Write(nil); v.Write(nil); v.Write(nil) })
		s.after(4*delay+50*time.Millisecond, func() {
			if c.closed {
				told(0)
				return
			}
			v.enter()
			told(s.now.Sub(came))
		})
	})
}

// TestACrowdByTheClock: strangers who come again as soon as they are closed, and a member
// every ten seconds (for ten minutes in the long mode): each time the member gets in.
func TestACrowdByTheClock(t *testing.T) {
	addr := func(n int) netip.Addr { return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)}) }
	one := func() netip.Addr { return addr(1) }
	n := 0
	another := func() netip.Addr { n++; return addr(1000 + n) }
	eighty := func() netip.Addr { n++; return addr(1000 + n%80) }
	for name, c := range map[string]struct {
		crowd   int
		from    func() netip.Addr
		keys    bool
		mine    func(visit int) netip.Addr
		delay   time.Duration
		slowest time.Duration
	}{
		"80 of one address":                     {80, one, false, func(int) netip.Addr { return addr(2) }, 100 * time.Millisecond, 500 * time.Millisecond},
		"80 of the member's own address":        {80, one, false, func(int) netip.Addr { return addr(1) }, 100 * time.Millisecond, 4 * time.Second},
		"80 of it that agree on keys":           {80, one, true, func(int) netip.Addr { return addr(1) }, 50 * time.Millisecond, 4 * time.Second},
		"300 of the member's own address":       {300, one, false, func(int) netip.Addr { return addr(1) }, 100 * time.Millisecond, 9 * time.Second},
		"80 of 80 addresses":                    {80, eighty, false, func(int) netip.Addr { return addr(2) }, 100 * time.Millisecond, 500 * time.Millisecond},
		"80 of 80, the member's always new":     {80, eighty, true, func(visit int) netip.Addr { return addr(1<<20 + visit) }, 100 * time.Millisecond, 500 * time.Millisecond},
		"80 of new addresses, the member known": {80, another, true, func(int) netip.Addr { return addr(2) }, 100 * time.Millisecond, 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreet()
			if name == "80 of new addresses, the member known" { // who came before the crowd did
				s.member(c.mine(0), c.delay, func(time.Duration) {})
				s.run(time.Second)
			}
			for range c.crowd {
				s.stranger(c.from, c.keys)
			}
			s.run(2 * time.Second)
			visits, out := 0, 0
			var slowest time.Duration
			for range many(10, 60) {
				visits++
				s.member(c.mine(visits), c.delay, func(took time.Duration) {
					if took == 0 {
						out++
					}
					slowest = max(slowest, took)
				})
				s.run(10 * time.Second)
			}
			if out > 0 || slowest == 0 || slowest > c.slowest {
				t.Errorf("%d of %d kept out, the slowest in after %v", out, visits, slowest)
			}
			if len(s.d.addresses) > mostAddresses || len(s.d.waiting) > s.d.limits.Waiting {
				t.Errorf("%d addresses, %d at the door", len(s.d.addresses), len(s.d.waiting))
			}
		})
	}
}

// TestTheOldestMakesWay, those first that have not agreed on keys; who was let in is no
// longer at the door.
func TestTheOldestMakesWay(t *testing.T) {
	s := newStreet()
	s.d.limits.Address = 3
	from := netip.MustParseAddr("192.0.2.7")
	var all []*visitor
	come := func() {
		s.knock(from, func(v *visitor, _ *caller) { all = append(all, v) })
		s.run(100 * time.Millisecond)
	}
	come()
	all[0].writes = signed // a person compares the fingerprint
	come()
	come()
	come()
	if !all[1].Conn.(*caller).closed || all[0].Conn.(*caller).closed || len(s.d.waiting) != 3 {
		t.Error("it was not the oldest without keys that made way")
	}
	all[2].enter()
	if len(s.d.waiting) != 2 || all[0].at.inside != 2 || !all[0].at.let {
		t.Error("who was let in still waits")
	}
	all[3].Close()
	all[3].Close()
	if all[0].at.inside != 1 {
		t.Error("who went twice is counted twice")
	}
	for text, want := range map[string]string{"[2001:db8:1:2:3::4]:22": "2001:db8:1:2::", "[::ffff:192.0.2.7]:1": "192.0.2.7", "[fe80::1%eth0]:9": "fe80::"} {
		at := netip.MustParseAddrPort(text)
		if got := whence(&caller{from: at.Addr()}); got.String() != want {
			t.Errorf("%s is of %s", text, got)
		}
	}
}

// TestOutletNeverWaits: a terminal that takes nothing is cut off when a megabyte is
// waiting for it, or when its time is over, and writing returns at once all the while.
func TestOutletNeverWaits(t *testing.T) {
	for name, l := range map[string]Limits{
		"too much": {Backlog: 1000, Stall: time.Hour},
		"too long": {Backlog: 1 << 30, Stall: 50 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			r, w := io.Pipe() // nobody reads
			cut := make(chan struct{})
			var once sync.Once
			o := newOutlet(w, true, l.filled(), func() { once.Do(func() { close(cut); r.CloseWithError(io.ErrClosedPipe) }) })
			for range 20 {
				o.Write(make([]byte, 100))
			}
			<-cut
			<-o.done
			if _, err := o.Write([]byte("x")); err == nil {
				t.Error("it still takes what is written")
			}
			o.end(time.Hour)
		})
	}
}

// TestOutletLosesNothing: whatever the pieces, what comes out is what went in, with its
// newlines completed.
func TestOutletLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var got bytes.Buffer
		o := newOutlet(&got, true, Limits{}.filled(), func() { t.Error("cut off") })
		var want []byte
		for range rapid.IntRange(0, 20).Draw(t, "writes") {
			p := []byte(rapid.StringMatching(`[a\n\r]{0,8}`).Draw(t, "piece"))
			if n, err := o.Write(p); n != len(p) || err != nil {
				t.Fatal(n, err)
			}
			want = append(want, p...)
		}
		o.end(time.Minute)
		// As ptyWriter in charm.land/ssh has it, over the whole.
		text := bytes.ReplaceAll(want, []byte("\n"), []byte("\r\n"))
		text = bytes.ReplaceAll(text, []byte("\r\r\n"), []byte("\r\n"))
		if !bytes.Equal(got.Bytes(), text) {
			t.Fatalf("%q became %q", want, got.Bytes())
		}
	})
}

// TestInletIsBounded: a burst is taken at once, what follows at the rate of fingers, and
// nothing is lost.
func TestInletIsBounded(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789"), 60)
	never := make(chan struct{})
	began := time.Now()
	got, err := io.ReadAll(newInlet(bytes.NewReader(text), Limits{Rate: 1000, Burst: 500}, never).lease(never))
	if err != nil || !bytes.Equal(got, text) {
		t.Fatal("lost something", err)
	}
	if took := time.Since(began); took < 60*time.Millisecond {
		t.Errorf("100 bytes over the burst took %v", took)
	}
	quit := make(chan struct{})
	close(quit)
	if got, _ := io.ReadAll(newInlet(bytes.NewReader(text), Limits{Rate: 1, Burst: 1}, quit).lease(never)); len(got) > 20 {
		t.Error("it goes on when the session is over")
	}
}

// TestLeases: a program that has ended takes no key from the next, though it was waiting
// for one.
func TestLeases(t *testing.T) {
	r, w := io.Pipe()
	never := make(chan struct{})
	in := newInlet(r, Limits{}.filled(), never)
	for i := range 200 {
		done := make(chan struct{})
		ended := make(chan error)
		go func() {
			_, err := in.lease(done).Read(make([]byte, 10))
			ended <- err
		}()
		if i%2 == 0 {
			runtime.Gosched()
		}
		close(done)
		if err := <-ended; err != io.EOF {
			t.Fatal(err)
		}
	}
	go w.Write([]byte("key"))
	p := make([]byte, 10)
	if n, err := in.lease(never).Read(p); string(p[:n]) != "key" || err != nil {
		t.Fatal(string(p[:n]), err)
	}
}

// TestHostKey is made once, for its owner alone, and refused when others may read it.
func TestHostKey(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	prints := make([]string, 8)
	for i := range prints {
		wg.Go(func() {
			s, err := hostKey(dir)
			if err != nil {
				t.Error(err)
				return
			}
			prints[i] = gossh.FingerprintSHA256(s.PublicKey())
		})
	}
	wg.Wait()
	for _, p := range prints {
		if p != prints[0] || p == "" {
			t.Errorf("several keys: %v", prints)
		}
	}
	path := filepath.Join(dir, hostKeyFile)
	fi, err := os.Stat(path)
	if err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("mode %v %v", fi.Mode(), err)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("strays: %v", list)
	}
	os.Chmod(path, 0o640)
	if _, err := hostKey(dir); !errors.Is(err, ErrKeyOpen) {
		t.Errorf("one that the group may read: %v", err)
	}
	for name, text := range map[string]string{"empty": "", "cut": "-----BEGIN OPENSSH PRIVATE KEY-----\n", "noise": "secret"} {
		os.Remove(path)
		writeFile(t, dir, hostKeyFile, text)
		if _, err := hostKey(dir); !errors.Is(err, ErrKey) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	os.Remove(path)
	os.Symlink("elsewhere", path)
	if _, err := hostKey(dir); err == nil {
		t.Error("a link is followed")
	}
}
