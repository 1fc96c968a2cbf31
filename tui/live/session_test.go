package live

import (
	"context"
	"fmt"
	"io"
	"net"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"binome/tui"
)

// TestOnlyTheCoach: whatever else a client may ask a server for, it is refused.
func TestOnlyTheCoach(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	session := func(t *testing.T) (*gossh.Client, *gossh.Session) {
		c, err := h.dial("x", gossh.PublicKeys(key))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		return c, s
	}
	for name, try := range map[string]func(*gossh.Client, *gossh.Session) bool{
		"exec": func(_ *gossh.Client, s *gossh.Session) bool { return s.Run("id") == nil },
		"exec, pty": func(_ *gossh.Client, s *gossh.Session) bool {
			s.RequestPty("xterm", 24, 80, nil)
			return s.Start("sh") == nil
		},
		"sftp":      func(_ *gossh.Client, s *gossh.Session) bool { return s.RequestSubsystem("sftp") == nil },
		"subsystem": func(_ *gossh.Client, s *gossh.Session) bool { return s.RequestSubsystem("") == nil },
		"agent": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("auth-agent-req@openssh.com", true, nil)
			return ok
		},
		"x11": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("x11-req", true, gossh.Marshal(struct {
				One    bool
				P, C   string
				Screen uint32
			}{false, "MIT-MAGIC-COOKIE-1", "00", 0}))
			return ok
		},
		"signal": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("signal", true, gossh.Marshal(struct{ S string }{"KILL"}))
			return ok
		},
		"break": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("break", true, []byte{0, 0, 0, 1})
			return ok
		},
		"unknown": func(_ *gossh.Client, s *gossh.Session) bool { ok, _ := s.SendRequest("x\x00y", true, nil); return ok },
		"pty, cut": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("pty-req", true, []byte{0, 0, 0, 200, 'x'})
			return ok
		},
		"window, cut": func(_ *gossh.Client, s *gossh.Session) bool {
			ok, _ := s.SendRequest("window-change", true, []byte{0})
			return ok
		},
		"environment":        func(_ *gossh.Client, s *gossh.Session) bool { return s.Setenv("LD_PRELOAD", "/tmp/x.so") == nil },
		"PATH":               func(_ *gossh.Client, s *gossh.Session) bool { return s.Setenv("PATH", "/tmp") == nil },
		"EDITOR":             func(_ *gossh.Client, s *gossh.Session) bool { return s.Setenv("EDITOR", "sh") == nil },
		"LANG, unclean":      func(_ *gossh.Client, s *gossh.Session) bool { return s.Setenv("LANG", "fr\x1b]52;c;QQ==\x07") == nil },
		"COLORTERM, unclean": func(_ *gossh.Client, s *gossh.Session) bool { return s.Setenv("COLORTERM", "\x1b[31m") == nil },
		"local forward": func(c *gossh.Client, _ *gossh.Session) bool {
			_, err := c.Dial("tcp", h.Addr().String())
			return err == nil
		},
		"unix forward": func(c *gossh.Client, _ *gossh.Session) bool { _, err := c.Dial("unix", "/run/x"); return err == nil },
		"remote forward": func(c *gossh.Client, _ *gossh.Session) bool {
			_, err := c.Listen("tcp", "127.0.0.1:0")
			return err == nil
		},
		"remote unix":  func(c *gossh.Client, _ *gossh.Session) bool { _, err := c.ListenUnix("/tmp/x"); return err == nil },
		"a second one": func(c *gossh.Client, _ *gossh.Session) bool { _, err := c.NewSession(); return err == nil },
		"another channel": func(c *gossh.Client, _ *gossh.Session) bool {
			_, _, err := c.OpenChannel("auth-agent@openssh.com", nil)
			return err == nil
		},
		"tun": func(c *gossh.Client, _ *gossh.Session) bool {
			_, _, err := c.OpenChannel("tun@openssh.com", nil)
			return err == nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			if c, s := session(t); try(c, s) {
				t.Error("it was allowed")
			}
		})
	}
	_, s := session(t)
	if err := s.Setenv("LANG", "fr_FR.UTF-8"); err != nil {
		t.Error("a language is refused")
	}
}

// TestGuestsColours: they are those that the client's terminal says it has, and wants.
func TestGuestsColours(t *testing.T) {
	h, mentor, _ := twoOf(t, "en", "en")
	for _, c := range []struct {
		env        string
		want, none string
	}{
		{"", "\x1b[38;5;", "38;2;"},
		{"COLORTERM=truecolor", "38;2;", ""},
		{"NO_COLOR=1", "\x1b[1m", "38;"},
		{"CLICOLOR=0", "\x1b[1m", "38;"},
	} {
		r := h.join(mentor, 80, 24, c.env)
		r.sees("Binome")
		r.sees("?")
		if sent := string(r.view.sent()); !strings.Contains(sent, c.want) || c.none != "" && strings.Contains(sent, c.none) {
			t.Errorf("%q: %q", c.env, sent)
		}
		r.c.Close()
		r.ended()
	}
}

// TestSizesAreBounded: 65,535 columns and lines would cost 6 GB.
func TestSizesAreBounded(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	for _, s := range []struct{ w, h, wantW, wantH int }{
		{80, 24, 80, 24}, {65535, 65535, 300, 100}, {1 << 31, 1 << 31, 300, 100}, {1<<32 - 1, 1, 300, 1}, {0, 0, 80, 24}, {300, 100, 300, 100},
	} {
		r := h.join(key, s.w, s.h)
		want := fmt.Sprintf("%dx%d", s.wantW, s.wantH)
		until(t, want, func() bool { return strings.Contains(string(r.view.sent()), want) })
		r.s.WindowChange(1<<30, 1<<30)
		until(t, "the most", func() bool { return strings.Contains(string(r.view.sent()), "<300x100>") })
		r.s.WindowChange(30, 100)
		until(t, "the next", func() bool { return strings.Contains(string(r.view.sent()), "<100x30>") })
		r.c.Close()
	}
}

// TestResizesAreFew: however many come, the last one is drawn, and at most twenty a
// second before it.
func TestResizesAreFew(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	r := h.join(key, 80, 24)
	r.sees("80x24")
	began := time.Now()
	for i := range 5000 {
		r.s.WindowChange(20+i%50, 60+i%100)
	}
	r.s.WindowChange(33, 77)
	r.sees("<77x33>")
	drawn := len(regexp.MustCompile(`<\d+x\d+>`).FindAll(r.view.sent(), -1))
	if most := 3 + int(time.Since(began)/(50*time.Millisecond)); drawn > most {
		t.Errorf("%d sizes drawn, at most %d in that time", drawn, most)
	}
}

// TestWithoutATerminal says what is missing.
func TestWithoutATerminal(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	for term, want := range map[string]string{"": "needs a terminal", "dumb": "TERM=xterm-256color"} {
		c, err := h.dial("x", gossh.PublicKeys(key))
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		out, _ := s.StdoutPipe()
		if term != "" {
			s.RequestPty(term, 24, 80, nil)
		}
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(out)
		if !strings.Contains(string(text), want) {
			t.Errorf("TERM=%q: %q", term, text)
		}
		if err := s.Wait(); err != nil {
			t.Errorf("TERM=%q: %v", term, err)
		}
		c.Close()
	}
}

// TestTheNewestTerminalHasThePlace: whoever connects again sits where they sat, and the
// line that hung is closed.
func TestTheNewestTerminalHasThePlace(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	old := h.join(key, 80, 24, "LANG=en_US.UTF-8")
	old.sees("[mentee")
	newer := h.join(key, 80, 24)
	newer.sees("[mentee")
	old.sees("another terminal")
	old.ended()
	newer.types("here")
	newer.sees("here")
	if n := h.sessions(); n != 1 {
		t.Errorf("%d sessions", n)
	}
}

// TestStopTellsEverybody, and waits for their programs.
func TestStopTellsEverybody(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	a, b := h.join(mentor, 80, 24), h.join(mentee, 80, 24)
	a.sees("[mentor")
	b.sees("[mentee")
	lone := h.knock() // at the door, silent
	h.cancel()
	a.sees("The host has stopped. All is saved")
	b.sees("L’hôte s’est arrêté.")
	a.ended()
	b.ended()
	a.c.Close()
	b.c.Close()
	h.stop()
	if _, err := io.Copy(io.Discard, lone); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Error(err)
	}
	if c, err := net.Dial("tcp", h.Addr().String()); err == nil {
		c.Close()
		t.Error("it still listens")
	}
}

// TestMembersChange: whoever is taken off is told and sent away; the others stay, and
// newcomers are let in.
func TestMembersChange(t *testing.T) {
	mentor, mentee, other := newKey(t), newKey(t), newKey(t)
	h := serve(t, Options{run: hello, Folder: newFolder(t, pairID, "zoe-paul")})
	h.Admit(twoMembers(t, mentor, mentee))
	a, b := h.join(mentor, 80, 24), h.join(mentee, 80, 24)
	a.sees("[mentor")
	b.sees("[mentee")
	h.Admit(twoMembers(t, mentor, other))
	b.sees("Votre clé n’a plus de place ici.")
	b.ended()
	a.types("still")
	a.sees("still")
	if c, err := h.dial("x", gossh.PublicKeys(mentee)); err == nil {
		c.Close()
		t.Error("the removed key is let in")
	}
	h.join(other, 80, 24).sees("[mentee")
	// Let in before, and asks for the coach after: the list of now decides.
	c, err := h.dial("x", gossh.PublicKeys(other))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	h.Admit(twoMembers(t, mentor, mentee))
	s, err := c.NewSession()
	if err == nil {
		s.RequestPty("xterm", 24, 80, nil)
		err = s.Shell()
	}
	if err == nil {
		t.Error("a removed member gets a session on an old connection")
	}
	// The place moves to another pair.
	h.Admit(members(t, "[[member]]\nperson = \"I\"\nkey = %q\nrole = \"mentor\"\npairs = [\"zoe-paul\"]\n", authorized(mentor)))
	a.ended()
}

// TestAPanicCostsOneConnection: recovering is outermost.
func TestAPanicCostsOneConnection(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: func(ctx context.Context, o tui.Options) error {
		if o.Role == "mentee" {
			panic("a secret that somebody typed")
		}
		return hello(ctx, o)
	}})
	h.Admit(twoMembers(t, mentor, mentee))
	a := h.join(mentor, 80, 24)
	a.sees("[mentor")
	b := h.join(mentee, 80, 24)
	b.ended()
	a.types("still")
	a.sees("still")
	until(t, "one session", func() bool { return h.sessions() == 1 })
	if log := h.log.String(); !strings.Contains(log, "panic") || strings.Contains(log, "secret") {
		t.Errorf("the log:\n%s", log)
	}
	until(t, "one chair", func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.desks[pairID].chairs == 1
	})
}

// TestLimitsOfTime: a session ends when it has lasted long enough, and when no sign of
// life comes; somebody who only watches is not idle, for their program answers.
func TestLimitsOfTime(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	t.Run("stay", func(t *testing.T) {
		h := serve(t, Options{run: hello, Limits: Limits{Stay: 300 * time.Millisecond}})
		h.Admit(twoMembers(t, mentor, mentee))
		r := h.join(mentor, 80, 24)
		r.sees("Two hours are over")
		r.ended()
	})
	t.Run("idle", func(t *testing.T) {
		h := serve(t, Options{run: hello, Limits: Limits{Beat: 20 * time.Millisecond, Idle: 200 * time.Millisecond}})
		h.Admit(twoMembers(t, mentor, mentee))
		r := h.join(mentor, 80, 24)
		r.sees("[mentor")
		dead := h.deaf(mentee)
		until(t, "the deaf one's end", func() bool { return strings.Contains(h.log.String(), "ended (idle)") })
		dead.Close()
		r.types("still here")
		r.sees("still here")
	})
	t.Run("no session", func(t *testing.T) {
		h := serve(t, Options{run: hello, Limits: Limits{Start: 100 * time.Millisecond}})
		h.Admit(twoMembers(t, mentor, mentee))
		c, err := h.dial("x", gossh.PublicKeys(mentor))
		if err != nil {
			t.Fatal(err)
		}
		c.Wait() // the host closes it
	})
}

// deaf joins and never answers anything again.
func (h *testHost) deaf(key gossh.Signer) io.Closer {
	h.t.Helper()
	conn := h.knock()
	c, chans, _, err := gossh.NewClientConn(conn, "x", h.config("x", gossh.PublicKeys(key))) // nobody reads what it is asked
	if err != nil {
		h.t.Fatal(err)
	}
	go func() {
		for n := range chans {
			n.Reject(gossh.Prohibited, "")
		}
	}()
	ch, in, err := c.OpenChannel("session", nil)
	if err != nil {
		h.t.Fatal(err)
	}
	go gossh.DiscardRequests(in)
	ch.SendRequest("pty-req", true, ptyPayload("xterm", 80, 24))
	ch.SendRequest("shell", true, nil)
	return conn
}

func ptyPayload(term string, w, h uint32) []byte {
	return gossh.Marshal(struct {
		Term       string
		W, H, X, Y uint32
		Modes      string
	}{term, w, h, 0, 0, ""})
}

// TestChurn: many come and go, half of them without a word; then everything is as it was.
func TestChurn(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello, Limits: Limits{Farewell: 200 * time.Millisecond}})
	h.Admit(twoMembers(t, newKey(t), key))
	h.join(key, 80, 24).c.Close() // what is made once is made
	until(t, "nobody left", func() bool { return h.sessions() == 0 })
	before := goroutines()
	for i := range many(60, 1000) {
		conn, err := net.Dial("tcp", h.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c, chans, reqs, err := gossh.NewClientConn(conn, "x", h.config("x", gossh.PublicKeys(key)))
		if err != nil {
			t.Fatal(err)
		}
		client := gossh.NewClient(c, chans, reqs)
		s, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		s.RequestPty("xterm", 24, 80, nil)
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		for j := range i % 5 {
			s.WindowChange(20+j, 80)
		}
		if i%2 == 0 { // killed
			conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
			continue
		}
		s.Close()
		client.Close()
	}
	until(t, "nobody left", func() bool { return h.sessions() == 0 })
	until(t, "the goroutines of before", func() bool { return goroutines() <= before })
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.in) != 0 || len(h.desks) != 0 || len(h.door.waiting) != 0 {
		t.Errorf("left: %d connections, %d desks, %d at the door", len(h.in), len(h.desks), len(h.door.waiting))
	}
}

// TestTheyHangUp: when the host stops, those inside hear it and then close the connection
// themselves. Closing it under them turns a lesson's end into ssh's "Broken pipe" and 255.
func TestTheyHangUp(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), key))
	r := h.join(key, 80, 24)
	r.sees("[mentee")
	h.cancel()
	r.ended()
	if err := r.s.Wait(); err != nil {
		t.Errorf("the session ends with %v", err)
	}
	for range 50 { // some time passes, and the connection stands
		if _, _, err := r.c.SendRequest("are you there", true, nil); err != nil {
			t.Fatalf("closed under them: %v", err)
		}
		time.Sleep(time.Millisecond)
	}
	select {
	case <-h.served:
		t.Fatal("the host doesn't wait for them")
	default:
	}
	r.c.Close()
	h.stop()
}

func goroutines() int { runtime.GC(); return runtime.NumGoroutine() }

// TestTooManyOfOneKey: a key has eight connections at most, and others get in.
func TestTooManyOfOneKey(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	in := 0
	for range 20 {
		if c, err := h.dial("x", gossh.PublicKeys(mentee)); err == nil {
			in++
			defer c.Close()
		}
	}
	if in != 8 {
		t.Errorf("%d connections of one key", in)
	}
	h.join(mentor, 80, 24).sees("[mentor")
}

// TestChannelBombs: thousands of channels, and requests of all kinds, on one connection;
// the second person notices nothing.
func TestChannelBombs(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	a := h.join(mentor, 80, 24)
	a.sees("[mentor")
	b := h.join(mentee, 80, 24)
	b.sees("[mentee")
	for range many(500, 20000) {
		if _, _, err := b.c.OpenChannel("session", nil); err == nil {
			t.Fatal("a second session")
		}
	}
	big := []byte(strings.Repeat("x", 30000))
	for range many(200, 10000) {
		b.s.SendRequest("env", false, gossh.Marshal(struct{ K, V string }{"LANG", string(big)}))
		b.s.SendRequest("pty-req", false, ptyPayload(string(big), 1<<31, 1<<31))
		b.c.SendRequest("tcpip-forward", false, big)
		b.s.SendRequest("shell", false, nil)
	}
	a.types("unaffected")
	a.sees("unaffected")
}
