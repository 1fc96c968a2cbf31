package tui

import (
	"binome/tui/live/room"
)

// A Seat is this terminal's place in a room that it shares with another: [room.Seat] in
// the same process, or whatever stands for one elsewhere. None of its methods waits.
type Seat interface {
	State() room.State
	News() <-chan struct{} // receives whenever State has changed
	Move(room.Place)       // this terminal has moved itself
	Lead()
	Hand(to uint64)
	Away(bool)
	Ask(text string)
	Cover(text string)
	Leave()
}
