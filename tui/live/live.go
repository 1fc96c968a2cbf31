// Package live is the SSH host: two terminals in one lesson.
//
// For most uses: [Open] a host, give the mentor's own coach a chair of it ([Host.Sit]),
// show what [Host.Invite] gives, and call [Host.Serve], which returns
// when its context ends. A standing host has members instead ([Host.Admit]).
//
// It promises: who somebody is follows from their key alone, or from a code of 128 bits
// that is good once and for ten minutes; a connection gets the coach and nothing else of
// this computer (no command, no file, no forwarding, no environment but its terminal's
// kind and language); whatever one connection does costs what [Limits] says, and slows
// no other; a mentee's terminal is sent neither the mentor's guide nor anything private,
// for its program is given a curriculum without guides; there is one journal and one
// room a pair in the process; a connection that drops loses nothing; and when the host
// stops, everybody is told and the journals are closed.
//
// It refuses old algorithms, a host key that others may read, a second session on one
// connection, and members.toml as a whole when one line of it is wrong.
package live

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/tui"
	"binome/tui/screen"
)

// Port is where a host listens when it isn't told.
const Port = "2022"

// Options are what a host is given.
type Options struct {
	Folder     *storage.Folder
	Curriculum *curriculum.Curriculum
	Phrases    *phrases.Catalogues
	Config     storage.Config // rhythm and minutes; a guest gets nothing else of it
	Lang       string         // of this computer
	Now        func() time.Time

	// Listen is an address, a port or both; "" is the loopback address and [Port].
	Listen string
	// Guest is the place that invitations are for; the zero Place when nobody is invited.
	Guest Place
	// Log takes a line for each event; nil takes none.
	Log    io.Writer
	Limits Limits

	run func(context.Context, tui.Options) error // tui.Run; tests have others
}

// A Host is one SSH server and who is connected to it.
type Host struct {
	o      Options
	limits Limits
	signer gossh.Signer
	ln     net.Listener
	srv    *ssh.Server
	door   *door
	codes  invitations
	log    *logbook
	words  *phrases.Printer
	news   chan struct{}
	bare   func() *curriculum.Curriculum // without guides

	mu       sync.Mutex
	members  *Members           // of the file
	bound    map[string]*Member // keys that came in by a code
	keyless  *Member            // who came in by a code without a key
	in       map[*visitor]string
	sittings map[*sitting]bool
	desks    map[string]*desk
	stopping bool
	running  sync.WaitGroup // sessions
}

// Open reads or makes the host key and begins to listen; nobody is answered before
// [Host.Serve].
func Open(o Options) (*Host, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.run == nil {
		o.run = tui.Run
	}
	h := &Host{
		o: o, limits: o.Limits.filled(), log: &logbook{now: o.Now, w: o.Log}, words: o.Phrases.For(doorLanguage(o)),
		news: make(chan struct{}, 1), bound: map[string]*Member{}, in: map[*visitor]string{},
		sittings: map[*sitting]bool{}, desks: map[string]*desk{},
		bare: sync.OnceValue(o.Curriculum.WithoutGuides),
	}
	h.door = newDoor(h.limits)
	h.codes = invitations{limits: h.limits, now: o.Now}
	var err error
	if h.signer, err = hostKey(o.Folder.Dir); err != nil {
		return nil, err
	}
	if h.srv, err = h.server(); err != nil {
		return nil, err
	}
	if h.ln, err = net.Listen("tcp", Address(o.Listen)); err != nil {
		return nil, err
	}
	return h, nil
}

// server is wish's, with nothing in it but a door, a way to tell who somebody is, and a
// session of our own: the stock one says yes to agents and to any environment, draws any
// size, and waits for ever on a window that changes after the program has ended.
func (h *Host) server() (*ssh.Server, error) {
	return wish.NewServer(
		wish.WithVersion("Binome"),
		func(s *ssh.Server) error {
			s.AddHostKey(h.signer)
			s.ConnCallback = func(ctx ssh.Context, c net.Conn) net.Conn {
				v := h.door.admit(c)
				if v == nil {
					h.log.event("turned away", "", "")
					return nil
				}
				ctx.SetValue(visitorKey{}, v)
				return v
			}
			s.ServerConfigCallback = h.config
			s.ChannelHandlers = map[string]ssh.ChannelHandler{"session": h.channel}
			return nil
		},
	)
}

// Address completes what --listen says: the loopback address and the port are what isn't
// said. A port alone (":2022") is every address of this computer.
func Address(listen string) string {
	if listen == "" {
		return net.JoinHostPort("127.0.0.1", Port)
	}
	if _, _, err := net.SplitHostPort(listen); err == nil {
		return listen
	}
	return net.JoinHostPort(strings.Trim(listen, "[]"), Port)
}

// Addr is where it listens.
func (h *Host) Addr() *net.TCPAddr { return h.ln.Addr().(*net.TCPAddr) }

// Fingerprint is the host key's, as ssh shows it to whoever connects for the first time.
func (h *Host) Fingerprint() string { return gossh.FingerprintSHA256(h.signer.PublicKey()) }

// Serve answers until ctx ends. Then nobody new is let in, those connected are told, and
// it waits for their programs and journals.
func (h *Host) Serve(ctx context.Context) error {
	failed := make(chan error, 1)
	go func() { failed <- h.srv.Serve(h.ln) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		if errors.Is(err, ssh.ErrServerClosed) {
			err = nil
		}
	}
	h.stop()
	return err
}

// Close is for a host that was opened and won't serve.
func (h *Host) Close() error { return h.ln.Close() }

func (h *Host) stop() {
	h.ln.Close() // nobody new; srv.Close does it again
	h.mu.Lock()
	h.stopping = true
	for s := range h.sittings {
		s.end(byeStop)
	}
	h.mu.Unlock()
	h.codes.withdraw()
	h.door.shut()
	h.running.Wait() // each within Limits.Farewell
	h.srv.Close()
	h.log.event("stopped", "", "")
}

// Admit makes these the members. Those whose key or place is gone are told and sent
// away; nobody else notices.
func (h *Host) Admit(m *Members) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.members = m
	h.review()
}

// review ends the sessions of those who have no place here any more; mu is held.
func (h *Host) review() {
	for s := range h.sittings {
		if !h.allowed(s) {
			s.end(byeRemoved)
		}
	}
}

// allowed reports whether a session may go on; mu is held.
func (h *Host) allowed(s *sitting) bool {
	m := h.memberOf(s.visit)
	return m != nil && (s.place == (Place{}) || m.Has(s.place))
}

// memberOf is who a visit is now, nil for nobody any more; mu is held.
func (h *Host) memberOf(v visit) *Member {
	if v.print == "" {
		if v.member != h.keyless {
			return nil
		}
		return v.member
	}
	if m := h.bound[v.print]; m != nil {
		return m
	}
	return h.members.Of(v.print)
}

func (h *Host) member(print string) *Member {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.memberOf(visit{print: print})
}

// guest is the place that invitations are for.
func (h *Host) guest() Place { return h.o.Guest }

// inviting reports whether there is a code that lets somebody in.
func (h *Host) inviting() bool {
	_, _, ok := h.codes.current()
	return ok && h.guest() != (Place{})
}

// bind makes the place that of whoever has typed the code. Whoever had it by an earlier
// code has it no more: there is one guest.
func (h *Host) bind(print string) *Member {
	h.mu.Lock()
	defer h.mu.Unlock()
	m := &Member{Places: []Place{h.guest()}}
	h.bound, h.keyless = map[string]*Member{}, nil
	if print == "" {
		h.keyless = m
	} else {
		h.bound[print] = m
	}
	for s := range h.sittings {
		if !h.allowed(s) {
			s.end(byeMoved)
		}
	}
	h.changed()
	return m
}

// claim counts a connection that is being let in; false when there are too many.
func (h *Host) claim(v *visitor, print string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	mine := 0
	for _, p := range h.in {
		if p == print {
			mine++
		}
	}
	if h.stopping || mine >= h.limits.Mine || len(h.in) >= h.limits.All {
		return false
	}
	h.in[v] = print
	v.mu.Lock()
	v.gone = func() {
		h.mu.Lock()
		delete(h.in, v)
		h.mu.Unlock()
	}
	v.mu.Unlock()
	return true
}

// changed says that an invitation has become another, or good no more.
func (h *Host) changed() {
	select {
	case h.news <- struct{}{}:
	default:
	}
}

// News receives (coalesced, capacity one) when the invitation or its guest has changed.
func (h *Host) News() <-chan struct{} { return h.news }

// say is a phrase for whoever is at the door.
func (h *Host) say(key string) string { return h.words.T(key) }

// doorLanguage is the guest's, who reads what is asked at the door, as the pair says it.
func doorLanguage(o Options) string {
	if st, err := o.Folder.Read(o.Guest.Pair); err == nil {
		if lang, ok := o.Phrases.Match(spoken(o.Curriculum, st.Entries, o.Guest.Role)); ok {
			return lang
		}
	}
	return o.Lang
}

// Invite makes a new code; the one before is not good any more.
func (h *Host) Invite() screen.Invitation {
	code, until := h.codes.mint()
	return h.invitation(code, until)
}

// Invited is the invitation that is good now; ok is false when it is used, late, or was
// withdrawn because too many wrong codes had been typed.
func (h *Host) Invited() (inv screen.Invitation, ok bool) {
	code, until, ok := h.codes.current()
	return h.invitation(code, until), ok
}

func (h *Host) invitation(code string, until time.Time) screen.Invitation {
	return screen.Invitation{Line: h.Line(), Code: code, Until: until, Fingerprint: h.Fingerprint(), Near: h.Addr().IP.IsLoopback()}
}

// Line is the command that reaches this host.
func (h *Host) Line() string {
	at := h.Addr()
	name := at.IP.String()
	switch {
	case at.IP.IsLoopback():
		name = "localhost"
	case at.IP.IsUnspecified():
		name = ownAddress()
	}
	return fmt.Sprintf("ssh -p %d join@%s", at.Port, name)
}

// ownAddress is the address by which others in the house most likely reach this
// computer: a private one before a public one, an old one before a new one.
func ownAddress() string {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return "localhost"
	}
	best, score := "localhost", 0
	for _, a := range addrs {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.IsLinkLocalUnicast() {
			continue
		}
		s := 1
		if n.IP.To4() != nil {
			s += 2
		}
		if n.IP.IsPrivate() {
			s++
		}
		if s > score {
			best, score = n.IP.String(), s
		}
	}
	return best
}
