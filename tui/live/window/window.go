// Package window lets two windows of one computer share a room without SSH: they find
// each other through a local socket in the data folder.
//
// For most uses, [Join] before the coach runs, give the [Window] to tui.Options as its
// seat, and [Window.Close] it when the coach has ended.
//
// It promises: the first window listens and holds the room, the others are in it, and
// when the first one goes another takes over, at the place where it was; whatever goes
// wrong with the socket leaves a window that works alone, and nothing here is ever
// waited for; what one window has written to the journal the others look at at once.
// The socket is its owner's alone (0600, in a folder 0700). What comes through it is cut
// to size, counted and cleaned at the door; who floods or sends rubbish is dropped, and
// nobody else notices. A mentee's window is told no question for later.
package window

import (
	"context"
	"net"
	"slices"
	"sync"

	"binome/storage"
	"binome/tui/live/room"
)

// Options are what a window joins with.
type Options struct {
	Dir        string // the data folder
	Pair       string
	Role, Name string           // of whoever looks at this window
	Journal    *storage.Journal // of the pair; nil for none
}

// A Window is this terminal's seat in the room of the pair, wherever that is held. It
// implements tui.Seat.
type Window struct {
	o    Options
	news chan struct{}
	stop context.CancelFunc
	done sync.WaitGroup

	mu    sync.Mutex
	n     uint64 // of the snapshots shown: it grows through every change of rooms
	st    room.State
	seat  *room.Seat // in a room held here; nil while another window holds it
	own   *room.Room // that room
	link  *link      // to the window that holds it
	seen  bool       // this terminal has looked since the room was another
	peers []*link    // windows in the room held here
	over  bool
}

// Join returns at once: the window is alone until it has found another.
func Join(o Options) *Window {
	ctx, stop := context.WithCancel(context.Background())
	w := &Window{o: o, news: make(chan struct{}, 1), stop: stop}
	w.mu.Lock()
	w.alone()
	w.mu.Unlock()
	w.done.Go(func() { w.run(ctx) })
	w.done.Go(func() { w.watch(ctx) })
	return w
}

// Close leaves the room and ends all that was begun here. Another window that was in it
// takes over.
func (w *Window) Close() {
	w.stop()
	w.mu.Lock()
	w.over = true
	if w.seat != nil {
		w.seat.Leave()
	}
	w.mu.Unlock()
	w.done.Wait()
}

// run finds the others, again and again.
func (w *Window) run(ctx context.Context) {
	at, err := place(w.o.Dir, w.o.Pair)
	if err != nil {
		return // alone
	}
	for lost := 0; ctx.Err() == nil && lost < 3; {
		conn, ln := at.meet(ctx)
		switch {
		case ln != nil:
			w.hold(ctx, at, ln)
			return
		case conn == nil:
			return // alone
		}
		switch w.attend(ctx, conn) {
		case lineRubbish:
			return
		case lineSilent: // it never said where it is
			lost++
		default:
			lost = 0
		}
	}
}

// alone goes on in a room of its own, from wherever the room was, and does there what
// whoever held it may not have heard any more; mu is held.
func (w *Window) alone() {
	w.own = room.Again(w.st)
	w.seat = w.own.Sit(w.o.Role, w.o.Name)
	if w.link != nil {
		for _, m := range w.link.unheard() {
			act(w.seat, m)
		}
		w.link = nil
	}
	w.show(w.seat.State())
}

// show is what this window's terminal sees now; mu is held.
func (w *Window) show(st room.State) {
	w.n++
	st.N = w.n
	w.st = st
	select {
	case w.news <- struct{}{}:
	default:
	}
}

// State implements tui.Seat.
func (w *Window) State() room.State {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = true
	st := w.st
	st.People, st.Asides = slices.Clone(st.People), slices.Clone(st.Asides)
	return st
}

// News implements tui.Seat.
func (w *Window) News() <-chan struct{} { return w.news }

// do has something done in the room, here or where it is held.
func (w *Window) do(m message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.over:
	case w.link != nil && !w.seen && (m.Do == doMove || m.Do == doAway):
		// It was said of the room of its own, before this one was found: here it would be
		// looking elsewhere, which nobody meant.
	case w.link != nil:
		w.link.say(m)
	default:
		act(w.seat, m)
		w.show(w.seat.State())
	}
}

// Move implements tui.Seat.
func (w *Window) Move(p room.Place) { w.do(message{Do: doMove, Place: &p}) }

// Lead implements tui.Seat.
func (w *Window) Lead() { w.do(message{Do: doLead}) }

// Hand implements tui.Seat.
func (w *Window) Hand(to uint64) { w.do(message{Do: doHand, To: to}) }

// Away implements tui.Seat.
func (w *Window) Away(away bool) { w.do(message{Do: doAway, Away: away}) }

// Ask implements tui.Seat.
func (w *Window) Ask(text string) { w.do(message{Do: doAsk, Text: text}) }

// Cover implements tui.Seat.
func (w *Window) Cover(text string) { w.do(message{Do: doCover, Text: text}) }

// Leave implements tui.Seat: this window is in no room any more. Close still waits for
// what was begun.
func (w *Window) Leave() {
	w.stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over = true; w.seat != nil {
		w.seat.Leave()
	}
}

// watch tells the other windows to look at the journal when this one has written to it.
func (w *Window) watch(ctx context.Context) {
	if w.o.Journal == nil {
		return
	}
	changed, stop := w.o.Journal.Watch()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		if onDisk(w.o.Journal.State()) {
			w.mu.Lock()
			w.look(nil)
			w.mu.Unlock()
		}
	}
}

// onDisk reports whether the latest entries are: what is still on its way will be news
// once more.
func onDisk(st *storage.State) bool {
	latest := st.Entries[max(0, len(st.Entries)-64):]
	return !slices.ContainsFunc(latest, func(e storage.Entry) bool { return e.Mark == storage.Saving })
}

// look passes on that the journal has changed, but not to whom it came from; mu is held.
func (w *Window) look(from *link) {
	if w.link != nil && w.link != from {
		w.link.look()
	}
	for _, p := range w.peers {
		if p != from {
			p.look()
		}
	}
}

// reread looks at the journal: another window has written to it.
func (w *Window) reread(from *link) {
	if w.o.Journal != nil {
		w.o.Journal.Look()
	}
	w.mu.Lock()
	w.look(from)
	w.mu.Unlock()
}

// hold listens for other windows, in a room held here, until ctx ends.
func (w *Window) hold(ctx context.Context, at *meetingPlace, ln net.Listener) {
	w.mu.Lock()
	own, seat := w.own, w.seat
	w.mu.Unlock()
	var wg sync.WaitGroup
	wg.Go(func() { // what the others do is news here too
		for {
			select {
			case <-ctx.Done():
				return
			case <-seat.News():
				w.mu.Lock()
				w.show(seat.State())
				w.mu.Unlock()
			}
		}
	})
	wg.Go(func() {
		<-ctx.Done()
		at.leave(ln)
		w.mu.Lock()
		for _, p := range w.peers {
			p.conn.Close()
		}
		w.mu.Unlock()
	})
	for {
		conn, err := ln.Accept()
		if err != nil {
			break
		}
		l := newLink(conn, fromWindow)
		w.mu.Lock()
		full := len(w.peers) >= mostPeers || ctx.Err() != nil
		if !full {
			w.peers = append(w.peers, l)
		}
		w.mu.Unlock()
		if full {
			conn.Close()
			continue
		}
		wg.Go(func() {
			w.serve(own, l)
			w.mu.Lock()
			w.peers = slices.DeleteFunc(w.peers, func(p *link) bool { return p == l })
			w.mu.Unlock()
		})
	}
	w.stop()
	wg.Wait()
}

// mostPeers is how many other windows a room held here takes.
const mostPeers = 8
