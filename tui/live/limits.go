package live

import "time"

// Limits are what one connection, and all of them together, may cost. The zero value of
// each means the one that RELIABILITY.md gives.
type Limits struct {
	Machine  time.Duration // 10 s: for what programs say to each other before a person is asked anything
	Person   time.Duration // 2 min in all: to compare the fingerprint and type the code
	Waiting  int           // 64 connections that are nobody yet
	Address  int           // 24 of them from one address
	Lately   time.Duration // 10 min: an address that was seen in them is not new
	Pace     time.Duration // 25 ms between two that make way
	Outside  time.Duration // 8 s to wait for one's turn
	Queue    int           // 512 that wait for theirs
	Tries    int           // 3 keys or codes a connection
	Guesses  int           // 100 wrong codes in all, then the invitation is withdrawn
	Invited  time.Duration // 10 min: how long an invitation is good
	Start    time.Duration // 10 s from being let in to asking for the coach
	Mine     int           // 8 connections of one key
	All      int           // 512 connections let in
	Beat     time.Duration // 1 min: how often the other side is asked whether it is there
	Idle     time.Duration // 10 min without a sign of life
	Stay     time.Duration // 2 h
	Stall    time.Duration // 30 s for a terminal to take what it was sent
	Backlog  int           // 1 MiB that it has not taken
	Resize   time.Duration // 50 ms between two sizes
	Width    int           // 300 columns
	Height   int           // 100 lines
	Burst    int           // 64 KiB typed or pasted at once
	Rate     int           // 4 KiB a second after that
	Farewell time.Duration // 5 s for those connected to take the last line
}

func (l Limits) filled() Limits {
	span := func(d *time.Duration, def time.Duration) {
		if *d == 0 {
			*d = def
		}
	}
	count := func(n *int, def int) {
		if *n == 0 {
			*n = def
		}
	}
	span(&l.Machine, 10*time.Second)
	span(&l.Person, 2*time.Minute)
	count(&l.Waiting, 64)
	count(&l.Address, 24)
	span(&l.Lately, 10*time.Minute)
	span(&l.Pace, 25*time.Millisecond)
	span(&l.Outside, 8*time.Second)
	count(&l.Queue, 512)
	count(&l.Tries, 3)
	count(&l.Guesses, 100)
	span(&l.Invited, 10*time.Minute)
	span(&l.Start, 10*time.Second)
	count(&l.Mine, 8)
	count(&l.All, 512)
	span(&l.Beat, time.Minute)
	span(&l.Idle, 10*time.Minute)
	span(&l.Stay, 2*time.Hour)
	span(&l.Stall, 30*time.Second)
	count(&l.Backlog, 1<<20)
	span(&l.Resize, 50*time.Millisecond)
	count(&l.Width, 300)
	count(&l.Height, 100)
	count(&l.Burst, 64<<10)
	count(&l.Rate, 4<<10)
	span(&l.Farewell, 5*time.Second)
	return l
}
