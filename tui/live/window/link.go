package window

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"time"

	"binome/tui/live/room"
)

// What a message does. A window says hello once; then it acts, and the window that holds
// the room answers with snapshots. Both say look when the journal has changed.
const (
	doHello = "hello"
	doMove  = "move"
	doLead  = "lead"
	doHand  = "hand"
	doAway  = "away"
	doAsk   = "ask"
	doCover = "cover"
	doLook  = "look"
	doState = "state"
)

// A message is one frame: four bytes of length, big-endian, and that much JSON.
type message struct {
	Do      string      `json:"do"`
	Version int         `json:"version,omitempty"` // of hello
	Role    string      `json:"role,omitempty"`
	Name    string      `json:"name,omitempty"`
	Place   *room.Place `json:"place,omitempty"`
	To      uint64      `json:"to,omitempty"`
	Away    bool        `json:"away,omitempty"`
	Text    string      `json:"text,omitempty"`
	// Seq numbers what a window does. A snapshot carries the last one it takes into
	// account: one that is older than what this window did last would take it back.
	Seq   uint64      `json:"seq,omitempty"`
	State *room.State `json:"state,omitempty"`
}

const (
	protocol   = 1
	mostFrame  = 64 << 10
	helloWait  = 5 * time.Second
	writeWait  = 10 * time.Second
	mostQueued = 256 // acts that wait for a window that doesn't read
)

// A rate is how many messages may come at once, and how many a second.
type rate struct{ burst, second float64 }

// A held key sends 30 a second; the window that holds the room passes on what eight do.
var (
	fromWindow = rate{400, 200}
	fromHolder = rate{8000, 4000}
)

var errRubbish = errors.New("not what a window says")

// A link is a connection to another window. One goroutine reads it and one writes it;
// whoever has something to say never waits.
type link struct {
	conn net.Conn
	wake chan struct{}

	mu     sync.Mutex
	queue  []message // of acts, in order
	sent   []message // acts that no snapshot takes into account yet
	state  *message  // the latest snapshot: older ones are dropped
	looks  bool
	seq    uint64 // of the last act said, or heard
	opened bool   // a snapshot has come

	rate rate
	left float64 // messages that may come now
	last time.Time
}

func newLink(conn net.Conn, r rate) *link {
	return &link{conn: conn, wake: make(chan struct{}, 1), rate: r, left: r.burst, last: time.Now()}
}

// say queues an act. A window that reads nothing for so long is not there any more.
func (l *link) say(m message) {
	l.mu.Lock()
	if m.Do != doHello {
		l.seq++
		m.Seq = l.seq
	}
	if len(l.queue) >= mostQueued || len(l.sent) >= 4*mostQueued {
		l.conn.Close()
	} else {
		l.queue = append(l.queue, m)
		l.sent = append(l.sent, m)
	}
	l.mu.Unlock()
	l.poke()
}

// heard notes that whoever holds the room has heard all up to that number; late is
// whether this window has said more since.
func (l *link) heard(seq uint64) (late bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent = slices.DeleteFunc(l.sent, func(m message) bool { return m.Seq <= seq })
	return seq < l.seq
}

// unheard is what they may not have heard.
func (l *link) unheard() []message {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sent
}

func (l *link) look() {
	l.mu.Lock()
	l.looks = true
	l.mu.Unlock()
	l.poke()
}

// show replaces the snapshot that is to be sent. It is taken here, under the lock: one
// taken before would put an older one in the place of a newer.
func (l *link) show(s *room.Seat) {
	l.mu.Lock()
	st := s.State()
	l.state = &message{Do: doState, State: &st, Seq: l.seq}
	l.mu.Unlock()
	l.poke()
}

func (l *link) poke() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// take is what is to be written now.
func (l *link) take() []message {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := l.queue
	l.queue = nil
	if l.state != nil {
		out = append(out, *l.state)
		l.state = nil
	}
	if l.looks {
		out = append(out, message{Do: doLook})
		l.looks = false
	}
	return out
}

// write sends what there is to say until ended is closed or the line is.
func (l *link) write(ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case <-l.wake:
		}
		for _, m := range l.take() {
			if err := l.send(m); err != nil {
				l.conn.Close()
				return
			}
		}
	}
}

func (l *link) send(m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if len(body) > mostFrame {
		return errRubbish
	}
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(body)), uint32(len(body)))
	if err := l.conn.SetWriteDeadline(time.Now().Add(writeWait)); err != nil {
		return err
	}
	_, err = l.conn.Write(append(frame, body...))
	return err
}

// hear reads one message: errRubbish for what is none, or for one too many.
func (l *link) hear() (message, error) {
	var head [4]byte
	if _, err := io.ReadFull(l.conn, head[:]); err != nil {
		return message{}, err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n == 0 || n > mostFrame || !l.may(time.Now()) {
		return message{}, errRubbish
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(l.conn, body); err != nil {
		return message{}, err
	}
	var m message
	if err := json.Unmarshal(body, &m); err != nil {
		return message{}, errRubbish
	}
	return m, nil
}

// may counts a message against what may come.
func (l *link) may(now time.Time) bool {
	l.left = min(l.rate.burst, l.left+now.Sub(l.last).Seconds()*l.rate.second)
	l.last = now
	l.left--
	return l.left >= 0
}

// act does in a room what a message says; false for what is no act.
func act(s *room.Seat, m message) bool {
	switch m.Do {
	case doMove:
		if m.Place == nil {
			return false
		}
		s.Move(*m.Place)
	case doLead:
		s.Lead()
	case doHand:
		s.Hand(m.To)
	case doAway:
		s.Away(m.Away)
	case doAsk:
		s.Ask(m.Text)
	case doCover:
		s.Cover(m.Text)
	default:
		return false
	}
	return true
}

// serve is another window's stay in the room held here.
func (w *Window) serve(r *room.Room, l *link) {
	defer l.conn.Close()
	if l.conn.SetReadDeadline(time.Now().Add(helloWait)) != nil {
		return
	}
	hello, err := l.hear()
	if err != nil || hello.Do != doHello || hello.Version != protocol || l.conn.SetReadDeadline(time.Time{}) != nil {
		return
	}
	seat := r.Sit(hello.Role, hello.Name)
	defer seat.Leave()
	ended := make(chan struct{})
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(ended)
	wg.Go(func() { l.write(ended) })
	wg.Go(func() {
		for {
			select {
			case <-ended:
				return
			case <-seat.News():
				l.show(seat)
			}
		}
	})
	defer l.conn.Close()
	for {
		m, err := l.hear()
		switch {
		case err != nil:
			return
		case m.Do == doLook:
			w.reread(l)
		case !act(seat, m):
			return
		default:
			l.mu.Lock()
			l.seq = m.Seq
			l.mu.Unlock()
			l.show(seat) // though nothing may have changed: it waits for its number
		}
	}
}

// How a stay in another window's room ended.
type lineEnd int

const (
	lineDropped lineEnd = iota
	lineSilent          // before a first snapshot came
	lineRubbish
)

// attend is this window's stay in the room that another one holds. Then it is alone.
func (w *Window) attend(ctx context.Context, conn net.Conn) (end lineEnd) {
	l := newLink(conn, fromHolder)
	l.say(message{Do: doHello, Version: protocol, Role: w.o.Role, Name: w.o.Name})
	ended := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { l.write(ended) })
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	end = w.listen(l)
	stop()
	conn.Close()
	close(ended)
	wg.Wait()
	w.mu.Lock()
	if w.link == l {
		w.alone()
	}
	w.mu.Unlock()
	return end
}

func (w *Window) listen(l *link) lineEnd {
	for {
		m, err := l.hear()
		switch {
		case errors.Is(err, errRubbish):
			return lineRubbish
		case err != nil && !l.opened:
			return lineSilent
		case err != nil:
			return lineDropped
		case m.Do == doLook:
			w.reread(l)
		case m.Do == doState && m.State != nil:
			w.attending(l, m)
		default:
			return lineRubbish
		}
	}
}

// attending takes a snapshot in: the first one gives up the room of one's own.
func (w *Window) attending(l *link, m message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return
	}
	if !l.opened {
		l.opened = true
		w.seat.Leave()
		w.link, w.seat, w.own, w.seen = l, nil, nil, false
	}
	if !l.heard(m.Seq) {
		w.show(m.State.Cleaned(w.o.Role))
	}
}
