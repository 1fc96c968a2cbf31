package live

import (
	"context"
	"encoding/binary"
	"runtime"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui"
	"binome/tui/theme"
)

// Why a session ends. Each but the last two is said, in the language of that terminal.
const (
	byeLeft    = "left"    // the person left
	byeStop    = "stop"    // the host stops
	byeRemoved = "removed" // their key or their place is no longer on the list
	byeMoved   = "moved"   // they have come in from another terminal
	byeIdle    = "idle"    // no sign of life
	byeTime    = "time"    // it has lasted as long as it may
	byeTrouble = "trouble" // the pair can't be opened
	byeDumb    = "dumb"    // a terminal that can't draw
	byeNoTerm  = "no-term" // no terminal at all
	byeStalled = "stalled" // the terminal takes nothing: it can't be told
	byeGone    = "gone"    // the connection dropped
)

// A sitting is one person's session: one channel of one connection.
type sitting struct {
	h     *Host
	v     *visitor
	visit visit
	conn  *gossh.ServerConn
	ch    gossh.Channel

	place Place // once chosen; guarded by the host

	term   string
	env    []string
	size   tui.Size
	resize chan tui.Size // the newest that was asked for

	ctx    context.Context
	cancel context.CancelFunc
	once   sync.Once
	reason string
}

// channel is called for each session that a connection asks for. Recovering is the
// outermost thing here and in [sitting.run]: a panic costs one connection.
func (h *Host) channel(_ *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	v, _ := ctx.Value(visitorKey{}).(*visitor)
	who, known := visiting(conn)
	defer h.recovered(conn, who)
	if !known || v == nil || !v.open() {
		asked.Reject(gossh.Prohibited, "one session a connection")
		return
	}
	ch, requests, err := asked.Accept()
	if err != nil {
		return
	}
	s := &sitting{h: h, v: v, visit: who, conn: conn, ch: ch, resize: make(chan tui.Size, 1)}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	running := false
	for r := range requests {
		ok := s.request(r, running)
		if r.Type == "shell" && ok && !h.begin(s) {
			ok = false
		}
		r.Reply(ok, nil)
		switch {
		case r.Type == "shell" && ok:
			running = true
			v.stay()
			go s.run()
		case !ok && (r.Type == "shell" || r.Type == "exec" || r.Type == "subsystem"):
			h.log.event("refused", who.print, r.Type)
			conn.Close() // there is nothing else to be had here
		}
	}
	s.end(byeGone)
}

// request answers one; whatever isn't named here is refused.
func (s *sitting) request(r *gossh.Request, running bool) bool {
	switch r.Type {
	case "pty-req":
		term, w, h, ok := parsePty(r.Payload)
		if running || !ok || s.term != "" {
			return false
		}
		s.term, s.size = term, s.h.limits.clamp(w, h)
		return true
	case "env":
		var kv struct{ Name, Value string }
		if running || gossh.Unmarshal(r.Payload, &kv) != nil || len(s.env) >= 12 {
			return false
		}
		clean, ok := cleanEnv(kv.Name, kv.Value)
		if ok {
			s.env = append(s.env, clean)
		}
		return ok
	case "window-change":
		w, h, ok := parseSize(r.Payload)
		if !ok || s.term == "" {
			return false
		}
		s.resized(s.h.limits.clamp(w, h), running)
		return true
	case "shell":
		return !running
	}
	return false
}

// resized keeps the newest size for whoever asks next.
func (s *sitting) resized(size tui.Size, running bool) {
	if !running {
		s.size = size
		return
	}
	select {
	case <-s.resize:
	default:
	}
	s.resize <- size // this goroutine alone puts any in
}

// begin counts a session; false when the host is stopping or they have no place any more.
func (h *Host) begin(s *sitting) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopping || !h.allowed(s) {
		return false
	}
	h.running.Add(1)
	h.sittings[s] = true
	return true
}

// take is the place that was chosen. Whoever sat there is sent away: it is the same
// person, whose connection may hang.
func (h *Host) take(s *sitting, p Place) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m := h.memberOf(s.visit); !m.Has(p) {
		return false
	}
	for other := range h.sittings {
		if other.place == p && other != s {
			other.end(byeMoved)
		}
	}
	s.place = p
	return true
}

// end tells the session's program to end, for the first reason that is given.
func (s *sitting) end(why string) {
	s.once.Do(func() {
		s.reason = why
		s.cancel()
	})
}

// recovered ends a connection on which something panicked. What it was is not written
// down: it might hold what somebody typed.
func (h *Host) recovered(conn *gossh.ServerConn, who visit) {
	if recover() != nil {
		h.log.event("panic", who.print, "")
		conn.Close()
	}
}

// run is the session from the shell on. All is given back when the program's Run
// returns: the context of the connection may end long after, or not.
func (s *sitting) run() {
	h := s.h
	defer h.running.Done()
	defer h.recovered(s.conn, s.visit)
	defer s.rise()
	h.log.event("joined", s.visit.print, "")
	// A newline is for the terminal's driver to complete, and there is none here; on
	// Windows Bubble Tea does it.
	out := newOutlet(s.ch, runtime.GOOS != "windows", h.limits, func() {
		s.end(byeStalled)
		s.conn.Close()
	})
	go s.live()
	words := s.attend(out)
	h.log.event("ended", s.visit.print, s.reason)
	if s.reason != byeGone && s.reason != byeStalled {
		out.Write([]byte(clean.Line(words.T("live.bye."+s.reason)) + "\n"))
	}
	late := time.AfterFunc(h.limits.Farewell, func() { s.conn.Close() })
	defer late.Stop()
	out.end(h.limits.Farewell)
	s.rise()
	s.hangUp()
}

// rise gives back what the session held, its place in the room first of all.
func (s *sitting) rise() {
	s.end(byeLeft)
	s.h.mu.Lock()
	delete(s.h.sittings, s)
	s.h.mu.Unlock()
}

// hangUp closes the session as a shell does, and waits until the other side has closed
// the connection: an ssh that finds it closed first says "Broken pipe" and ends with 255.
func (s *sitting) hangUp() {
	status := binary.BigEndian.AppendUint32(nil, 0)
	s.ch.SendRequest("exit-status", false, status)
	s.ch.Close()
	s.conn.Wait() // the connection's reason is of no use here
}

// attend shows the coach to whoever is there, and returns when it is over.
func (s *sitting) attend(out *outlet) *phrases.Printer {
	h := s.h
	h.mu.Lock()
	m := h.memberOf(s.visit)
	h.mu.Unlock()
	words := h.o.Phrases.For(h.language(s.env, ""))
	if s.term == "" || s.term == "dumb" {
		s.end(map[bool]string{true: byeNoTerm, false: byeDumb}[s.term == ""])
		return words
	}
	s.env = append(s.env, "TERM="+s.term, "TTY_FORCE=1") // it is one, though no file of this computer's
	io := terminal{s, out, newInlet(s.ch, h.limits, s.ctx.Done()), s.sizes()}
	place, ok := Place{}, false
	switch {
	case m == nil:
		s.end(byeRemoved)
	case len(m.Places) == 1:
		place, ok = m.Places[0], true
	default:
		place, ok = io.choose(m, words)
	}
	if !ok {
		s.end(byeLeft)
		return words
	}
	if !h.take(s, place) {
		s.end(byeRemoved)
		return words
	}
	chair, err := h.Sit(place)
	if err != nil {
		s.end(byeTrouble)
		return words
	}
	defer func() {
		if chair.Leave() != nil {
			h.log.event("not saved", s.visit.print, "")
		}
	}()
	lang := h.language(s.env, spoken(h.o.Curriculum, chair.Journal.State().Entries, place.Role))
	words = h.o.Phrases.For(lang)
	if h.o.run(s.ctx, io.options(place, chair, lang)) != nil {
		s.end(byeTrouble)
	}
	s.end(byeLeft)
	return words
}

// spoken is the language the pair says this one speaks.
func spoken(c *curriculum.Curriculum, entries []storage.Entry, role string) string {
	p := progress.Fold(c, entries)
	if role == progress.Mentor {
		return p.Mentor.Language
	}
	return p.Mentee.Language
}

// language is the one their terminal asks for, then the one the pair says they speak,
// then this computer's.
func (h *Host) language(env []string, paired string) string {
	for _, want := range []string{theme.Locale(env), paired, h.o.Lang} {
		if lang, ok := h.o.Phrases.Match(want); ok {
			return lang
		}
	}
	return h.o.Lang
}

// A terminal is what a session's programs are shown on.
type terminal struct {
	s     *sitting
	out   *outlet
	in    *inlet
	sizes <-chan tui.Size
}

// options are the coach's for a guest. Nothing of this computer's settings goes with
// them but how long sessions are and how far apart; a mentee gets lessons that have no
// guides in them, so that nothing on the way could let one through.
func (t terminal) options(p Place, c *Chair, lang string) tui.Options {
	h := t.s.h
	cur := h.bare
	if p.Role == progress.Mentor {
		cur = func() *curriculum.Curriculum { return h.o.Curriculum }
	}
	return tui.Options{
		Folder: h.o.Folder, Curriculum: cur, Phrases: h.o.Phrases,
		Config: storage.Config{Rhythm: h.o.Config.Rhythm, Minutes: h.o.Config.Minutes, View: p.Role},
		Pair:   p.Pair, View: p.Role, Lang: lang, Now: h.o.Now,
		In: t.in.lease(t.s.ctx.Done()), Out: t.out, Env: t.s.env, Size: t.s.size, Sizes: t.sizes, FPS: guestFPS,
		Seat: c.Seat, Role: p.Role, Guest: true, Journal: c.Journal,
	}
}

// guestFPS: Bubble Tea's ticker runs all the time, and two hundred of them at 120 a
// second are 24,000 wake-ups.
const guestFPS = 30

// sizes are the window's, at most twenty a second: each one costs a frame drawn whole.
func (s *sitting) sizes() <-chan tui.Size {
	out := make(chan tui.Size)
	go func() {
		pause := time.NewTicker(s.h.limits.Resize)
		defer pause.Stop()
		for {
			select {
			case size := <-s.resize:
				select {
				case out <- size:
				case <-s.ctx.Done():
					return
				}
			case <-s.ctx.Done():
				return
			}
			select {
			case <-pause.C:
			case <-s.ctx.Done():
				return
			}
		}
	}()
	return out
}

// live asks the other side every minute whether it is there, and ends the session when
// it isn't, or when it has lasted long enough. What is asked is what OpenSSH's servers
// ask; any client answers, be it that it doesn't know. Somebody who talks, or watches,
// for a quarter of an hour is not idle: their program answers for them.
func (s *sitting) live() {
	l := s.h.limits
	beat := time.NewTicker(l.Beat)
	defer beat.Stop()
	over := time.NewTimer(l.Stay)
	defer over.Stop()
	asked := make(chan struct{}, 1) // one question at a time: a dead line answers none
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-over.C:
			s.end(byeTime)
			return
		case <-beat.C:
			if s.v.silent() > l.Idle {
				s.end(byeIdle)
				return
			}
			select {
			case asked <- struct{}{}:
				go func() {
					s.conn.SendRequest("keepalive@openssh.com", true, nil)
					<-asked
				}()
			default:
			}
		}
	}
}
