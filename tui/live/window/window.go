// Package window lets two windows of one computer share a room without SSH, by a small
// file that each of them watches and changes under a lock.
//
// For most uses, [Join] before the coach runs, give the [Window] to tui.Options as its
// seat, and [Window.Close] it when the coach has ended.
//
// It promises: nobody holds the room, so whoever goes, or is killed, takes nothing along;
// who was killed is missed within a quarter of a second, by a lock that the system drops;
// whatever goes wrong with the file leaves a window that works alone, and no key waits for
// it. The file is its owner's alone (0600, in a folder 0700), what is read from it is cut
// to size and cleaned, and the last to leave removes it. A question for later stands in it
// sealed for a mentor's window, whose key is in its memory alone: no disk has its words,
// and no mentee's window.
package window

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"binome/storage"
	"binome/tui/live/room"
)

// Options are what a window joins with.
type Options struct {
	Dir        string // the data folder
	Pair       string
	Role, Name string // of whoever looks at this window
}

// A Window is this terminal's seat in the room of the pair. It implements tui.Seat.
type Window struct {
	o    Options
	news chan struct{}
	wake chan struct{}
	stop context.CancelFunc
	done sync.WaitGroup

	mu   sync.Mutex
	st   room.State         // what this window's terminal sees, its own acts always among it
	acts []func(*room.Seat) // that aren't in the file yet
	past int                // how many were before these
	over bool

	table *table // the file; the goroutine's alone
}

const (
	pollEvery = 250 * time.Millisecond // for who was killed, and where a folder can't be watched
	mostActs  = 256                    // that wait for a file which can't be written
)

// Join waits for another window's hand on the file for a moment, never long.
func Join(o Options) *Window {
	ctx, stop := context.WithCancel(context.Background())
	w := &Window{o: o, news: make(chan struct{}, 1), wake: make(chan struct{}, 1), stop: stop}
	w.st = room.New().Sit(o.Role, o.Name).State()
	t, err := newTable(o)
	if err != nil {
		return w // alone
	}
	w.table = t
	changed, unwatch := storage.WatchFile(t.path)
	w.turn(50*time.Millisecond, false)
	w.done.Go(func() {
		defer unwatch()
		w.run(ctx, changed)
	})
	return w
}

// Close leaves the room and ends all that was begun here.
func (w *Window) Close() {
	w.Leave()
	w.done.Wait()
}

// Leave implements tui.Seat: this window is in no room any more. Close still waits for
// what was begun.
func (w *Window) Leave() {
	w.mu.Lock()
	w.over = true
	w.mu.Unlock()
	w.stop()
}

func (w *Window) run(ctx context.Context, changed <-chan struct{}) {
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			w.turn(lockWait, true)
			return
		case <-w.wake:
		case <-changed:
		case <-poll.C:
		}
		w.turn(lockWait, false)
	}
}

// turn does in the file what was done here, and shows what it then says. Where that fails
// it is done at the next turn.
func (w *Window) turn(wait time.Duration, leave bool) {
	w.mu.Lock()
	mine, acts, upTo := w.st, slices.Clone(w.acts), w.past+len(w.acts)
	w.mu.Unlock()
	st, err := w.table.turn(wait, mine, acts, leave)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		return
	}
	w.forget(upTo - w.past)
	if len(w.acts) > 0 {
		return // older than what was done since: another turn comes
	}
	if st.N = w.st.N; !reflect.DeepEqual(st, w.st) {
		w.show(st)
	}
}

// forget drops the oldest acts; mu is held.
func (w *Window) forget(n int) {
	n = max(0, n)
	w.acts, w.past = slices.Delete(w.acts, 0, n), w.past+n
}

// show is what this window's terminal sees now; mu is held.
func (w *Window) show(st room.State) {
	st.N = w.st.N + 1
	w.st = st
	poke(w.news)
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// State implements tui.Seat.
func (w *Window) State() room.State {
	w.mu.Lock()
	defer w.mu.Unlock()
	st := w.st
	st.People, st.Asides = slices.Clone(st.People), slices.Clone(st.Asides)
	return st
}

// News implements tui.Seat.
func (w *Window) News() <-chan struct{} { return w.news }

// do shows an act here at once and has it done in the file.
func (w *Window) do(act func(*room.Seat)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return
	}
	me := room.Of(w.st).Seat(w.st.Me)
	act(me)
	w.show(me.State())
	if w.table == nil {
		return
	}
	if w.acts = append(w.acts, act); len(w.acts) > mostActs {
		w.forget(1)
	}
	poke(w.wake)
}

// Move implements tui.Seat.
func (w *Window) Move(p room.Place) { w.do(func(s *room.Seat) { s.Move(p) }) }

// Lead implements tui.Seat.
func (w *Window) Lead() { w.do((*room.Seat).Lead) }

// Hand implements tui.Seat.
func (w *Window) Hand(to uint64) { w.do(func(s *room.Seat) { s.Hand(to) }) }

// Away implements tui.Seat.
func (w *Window) Away(away bool) { w.do(func(s *room.Seat) { s.Away(away) }) }

// Ask implements tui.Seat.
func (w *Window) Ask(text string) { w.do(func(s *room.Seat) { s.Ask(text) }) }

// Cover implements tui.Seat.
func (w *Window) Cover(text string) { w.do(func(s *room.Seat) { s.Cover(text) }) }
