package storage

import (
	"sync"
	"testing"
	"time"
)

// A fakeClock's timers ring when its time is moved, and never by themselves. The short
// waits for a lock are left to real time: whoever holds it needs some to let go.
type fakeClock struct {
	locks  bool // those too ring only when the time is moved
	mu     sync.Mutex
	time   time.Time
	timers []timer
	set    chan struct{} // has something whenever a timer was set
}

type timer struct {
	at time.Time
	c  chan time.Time
}

func newFakeClock() *fakeClock { return &fakeClock{time: fixedNow(), set: make(chan struct{}, 1)} }

func (c *fakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.time
}

func (c *fakeClock) after(d time.Duration) <-chan time.Time {
	if d <= lockPause && !c.locks {
		return time.After(d)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	t := timer{c.time.Add(d), make(chan time.Time, 1)}
	c.timers = append(c.timers, t)
	select {
	case c.set <- struct{}{}:
	default:
	}
	return t.c
}

func (c *fakeClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.time = c.time.Add(d)
	var later []timer
	for _, t := range c.timers {
		if t.at.After(c.time) {
			later = append(later, t)
		} else {
			t.c <- c.time
		}
	}
	c.timers = later
}

// waiting lists how long the timers still have to go.
func (c *fakeClock) waiting() (left []time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range c.timers {
		left = append(left, t.at.Sub(c.time))
	}
	return left
}

// running moves the time on whenever somebody waits for it, until stopped.
func (c *fakeClock) running() (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-quit:
				return
			case <-c.set:
				c.advance(time.Minute)
			}
		}
	}()
	c.advance(time.Minute)
	return func() { close(quit); <-done }
}

// A clock that is behind the journal is told, and a few seconds aren't.
func TestAhead(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	s := &State{Entries: []Entry{{At: at}}}
	for by, want := range map[time.Duration]bool{-time.Hour: true, -3 * time.Minute: true, -time.Minute: false, 0: false, time.Hour: false} {
		if got := s.Ahead(at.Add(by)); got != want {
			t.Errorf("the clock at %v: %v", by, got)
		}
	}
	if new(State).Ahead(at) {
		t.Error("an empty journal is ahead")
	}
}
