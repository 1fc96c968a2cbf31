// Package room is where two terminals in one lesson meet: who is here, who leads, where
// they are, and the questions for later.
//
// For most uses, [New] a room for a pair, [Room.Sit] each terminal down in it, and give
// the [Seat] to tui.Options. What a seat sees is its [State]; whenever that has changed,
// [Seat.News] says so.
//
// It promises: exactly one leads while anybody sits, and the room is where its leader
// is; snapshots are numbered and only ever grow; nobody waits for anybody, for a seat
// keeps its latest snapshot and a one-place channel, so that a terminal that stalls
// slows no other; a question for later reaches mentors alone, and is kept nowhere but
// here, in memory. There is no clock and no goroutine in it, and nothing of it is
// journalled: ticks and notes travel by the journal's watchers, as everywhere.
//
// It refuses what isn't fit to be shown: text is cleaned at the door and cut to size.
package room

import (
	"slices"
	"sync"
	"sync/atomic"

	"binome/storage"
)

// Who sits somewhere. A terminal that both look at has no role.
const (
	Mentor = storage.Mentor
	Mentee = storage.Mentee
)

// Why a room is over, as [Room.Close] is told. Each terminal says it in its language.
const (
	OverEnded = "ended" // whoever held it has ended the session
	OverStop  = "stop"  // the standing host stops
	OverIdle  = "idle"  // nothing was pressed for long
	OverTime  = "time"  // it has lasted as long as it may
)

// Sizes, in characters, and how many questions may wait.
const (
	mostName   = 60
	mostWord   = 120 // of a place's names
	mostAside  = 300 // of a question for later
	mostAsides = 20
	mostPeople = 32 // in a snapshot from elsewhere
)

// A Room is one pair's. Its methods may be called from several goroutines.
type Room struct {
	mu     sync.Mutex
	n      uint64
	last   uint64 // the number given to a seat last
	seats  []*Seat
	lead   *Seat
	place  Place // where it was when the last one left
	asides []string
	over   string
	now    State // as published, with nobody's questions
}

// New is an empty room.
func New() *Room { return &Room{} }

// Of is the room that a snapshot is of, for whoever keeps it elsewhere between two acts.
func Of(st State) *Room {
	r := &Room{n: st.N - 1, place: st.Place, asides: slices.Clone(st.Asides), over: st.Over}
	for _, p := range st.People {
		s := &Seat{room: r, news: make(chan struct{}, 1), id: p.Seat, role: p.Role, name: p.Name, place: p.Place, away: p.Away}
		r.last = max(r.last, s.id)
		r.seats = append(r.seats, s)
		if p.Seat == st.Lead {
			r.lead, s.away = s, false
		}
	}
	if r.lead == nil && len(r.seats) > 0 {
		r.lead = r.seats[0]
		r.lead.place = st.Place
	}
	r.publish() // which counts it
	return r
}

// State is the room as nobody in it sees it: with the questions, and of no seat.
func (r *Room) State() State {
	r.mu.Lock()
	defer r.mu.Unlock()
	st := r.now
	st.People, st.Asides = slices.Clone(st.People), slices.Clone(r.asides)
	return st
}

// Seat finds a seat by its number, nil when nobody sits there.
func (r *Room) Seat(id uint64) *Seat {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, s := range r.seats {
		if s.id == id {
			return s
		}
	}
	return nil
}

// A Seat is one terminal's place in a room. Its methods never wait, and do nothing once
// the seat is left or the room is closed.
type Seat struct {
	room *Room
	news chan struct{}
	now  atomic.Pointer[State]

	// Guarded by the room.
	id         uint64
	role, name string
	place      Place // of its own, while it leads or looks elsewhere
	away, gone bool
}

// Sit takes a seat: the first one leads, the others are where the leader is. A role that
// is neither mentor nor mentee is none. In a closed room the seat's state says so.
func (r *Room) Sit(role, name string) *Seat {
	if role != Mentor && role != Mentee {
		role = ""
	}
	s := &Seat{room: r, news: make(chan struct{}, 1), role: role, name: clip(name, mostName)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last++
	s.id = r.last
	if r.over != "" {
		s.gone = true
		s.show(State{N: r.n + 1, Me: s.id, Over: r.over})
		return s
	}
	r.seats = append(r.seats, s)
	if r.lead == nil {
		r.lead, s.place = s, r.place
	}
	r.publish()
	return s
}

// Close ends the room and tells all who sit in it why. Later calls change nothing.
func (r *Room) Close(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over != "" {
		return
	}
	if r.over = clip(why, mostWord); r.over == "" {
		r.over = OverEnded
	}
	r.asides = nil
	r.publish()
	for _, s := range r.seats {
		s.gone = true
	}
	r.seats, r.lead = nil, nil
}

// Empty reports whether nobody sits here.
func (r *Room) Empty() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.seats) == 0
}

// publish makes everybody's snapshot; mu is held.
func (r *Room) publish() {
	r.n++
	st := State{N: r.n, Over: r.over}
	if r.lead != nil {
		st.Lead, st.Place = r.lead.id, r.lead.place
	}
	for _, s := range r.seats {
		p := Person{Seat: s.id, Role: s.role, Name: s.name, Place: st.Place, Leads: s == r.lead, Away: s.away}
		if s.away {
			p.Place = s.place
		}
		st.People = append(st.People, p)
	}
	r.now = st
	for _, s := range r.seats {
		own := st
		own.Me = s.id
		if s.role == Mentor {
			own.Asides = slices.Clone(r.asides)
		}
		own.People = slices.Clone(st.People)
		s.show(own)
	}
}

// show replaces what the seat sees and says that there is something new.
func (s *Seat) show(st State) {
	s.now.Store(&st)
	select {
	case s.news <- struct{}{}:
	default: // it hasn't looked since the last time; when it does, it sees this
	}
}

// State is the latest snapshot. It is the caller's own.
func (s *Seat) State() State {
	st := *s.now.Load()
	st.People, st.Asides = slices.Clone(st.People), slices.Clone(st.Asides)
	return st
}

// News receives (coalesced, capacity one) whenever State has changed. It is never closed.
func (s *Seat) News() <-chan struct{} { return s.news }

// change does something to the room and publishes, if it reports that anything changed.
func (s *Seat) change(do func(r *Room) bool) {
	r := s.room
	r.mu.Lock()
	defer r.mu.Unlock()
	if !s.gone && do(r) {
		r.publish()
	}
}

// Move says that this terminal has moved itself. The leader takes all along; another
// looks elsewhere by it, or is back when that is where the leader is.
func (s *Seat) Move(p Place) {
	p = p.cleaned()
	s.change(func(r *Room) bool {
		if s == r.lead {
			changed := s.place != p
			s.place = p
			return changed
		}
		away := !p.Same(r.lead.place)
		changed := s.away != away || away && s.place != p
		s.away, s.place = away, p
		return changed
	})
}

// Lead takes the lead: the room is where this seat is.
func (s *Seat) Lead() { s.change(func(r *Room) bool { return r.give(s) }) }

// Hand gives the lead to another, if it is this seat's to give and the other is here.
func (s *Seat) Hand(to uint64) {
	s.change(func(r *Room) bool {
		i := slices.IndexFunc(r.seats, func(o *Seat) bool { return o.id == to })
		return s == r.lead && i >= 0 && r.give(r.seats[i])
	})
}

// give makes a seat the leader; mu is held.
func (r *Room) give(to *Seat) bool {
	if to == r.lead {
		return false
	}
	if !to.away {
		to.place = r.lead.place
	}
	to.away, r.lead = false, to
	return true
}

// Away says that this terminal looks elsewhere, or is back with the leader. Who leads is
// never away: the room is where they are.
func (s *Seat) Away(away bool) {
	s.change(func(r *Room) bool {
		if s == r.lead || s.away == away {
			return false
		}
		s.away, s.place = away, r.lead.place
		return true
	})
}

// Ask sends the mentor a question for later, without a word said. Only a mentee asks;
// while no mentor sits here it waits for one.
func (s *Seat) Ask(text string) {
	text = Aside(text)
	s.change(func(r *Room) bool {
		if s.role != Mentee || text == "" || len(r.asides) >= mostAsides {
			return false
		}
		r.asides = append(r.asides, text)
		return true
	})
}

// Cover takes a question for later away, once it has been covered.
func (s *Seat) Cover(text string) {
	s.change(func(r *Room) bool {
		i := slices.Index(r.asides, text)
		if s.role != Mentor || i < 0 {
			return false
		}
		r.asides = slices.Delete(r.asides, i, i+1)
		return true
	})
}

// Leave gives up the seat. If it led, whoever has sat here longest and isn't looking
// elsewhere leads now, or else whoever has sat here longest.
func (s *Seat) Leave() {
	s.change(func(r *Room) bool {
		s.gone = true
		r.seats = slices.DeleteFunc(r.seats, func(o *Seat) bool { return o == s })
		if s != r.lead {
			return true
		}
		if len(r.seats) == 0 {
			r.place, r.lead = s.place, nil
			return true
		}
		next := slices.IndexFunc(r.seats, func(o *Seat) bool { return !o.away })
		return r.give(r.seats[max(0, next)])
	})
}
