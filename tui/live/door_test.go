package live

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"net"
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

// TestACrowdAtTheDoor: the sixty-fifth is turned away while the others have their ten
// seconds, and takes the oldest one's place afterwards; those inside notice nothing.
func TestACrowdAtTheDoor(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello, Limits: Limits{Machine: time.Second, Waiting: 8}})
	h.Admit(twoMembers(t, mentor, mentee))
	inside := h.join(mentor, 80, 24)
	inside.sees("[mentor")
	var crowd []net.Conn
	for range 8 {
		crowd = append(crowd, h.knock())
	}
	until(t, "a full door", func() bool {
		h.door.mu.Lock()
		defer h.door.mu.Unlock()
		return len(h.door.waiting) == 8
	})
	if took := closedWithin(t, h.knock()); took > 900*time.Millisecond {
		t.Errorf("turned away after %v", took)
	}
	inside.types("still")
	inside.sees("still")
	for _, c := range crowd {
		closedWithin(t, c)
	}
	h.join(mentee, 80, 24).sees("[mentee")
}

// pipe is a connection that tests hold both ends of.
func pipe(t *testing.T) net.Conn {
	a, b := net.Pipe()
	t.Cleanup(func() { a.Close(); b.Close() })
	return a
}

// TestTheOldestMakesRoom once it has had its ten seconds, and not before.
func TestTheOldestMakesRoom(t *testing.T) {
	d := &door{limits: Limits{Waiting: 2, Machine: time.Hour}.filled()}
	first, second := d.admit(pipe(t)), d.admit(pipe(t))
	if d.admit(pipe(t)) != nil {
		t.Fatal("a third, before anybody had their time")
	}
	first.came = first.came.Add(-time.Hour)
	third := d.admit(pipe(t))
	if third == nil || len(d.waiting) != 2 || d.waiting[0] != second || d.waiting[1] != third {
		t.Fatal("the oldest keeps its place")
	}
	if _, err := first.Conn.Write([]byte("x")); err == nil {
		t.Error("and its connection")
	}
	second.enter()
	if len(d.waiting) != 1 || d.waiting[0] != third {
		t.Error("who was let in still waits")
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
