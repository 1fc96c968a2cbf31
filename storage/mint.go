package storage

import (
	"encoding/binary"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"
)

// A mint gives entries what the caller left out. Its ids grow: entries of one second
// sort as they were made, also when the clock is set back, and after those that were
// in the file already. A folder has one for all its journals.
type mint struct {
	now    func() time.Time
	random func([]byte)

	mu   sync.Mutex
	last ulid.ULID // our own
	seen ulid.ULID // found in a file: maybe another program's
}

// saw lets the next id of the same millisecond come after one found in a file.
func (m *mint) saw(id string) {
	seen, err := ulid.ParseStrict(id)
	if err != nil {
		return // made by hand
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := m.now().UnixMilli(); now >= 0 && seen.Time() == uint64(now) && seen.Compare(m.seen) > 0 {
		m.seen = seen
	}
}

// id makes the next id: of this millisecond with fresh randomness, or else our last
// one's successor. One that must come after another program's is put at random above
// it: that program may be taking its successor at this moment, too.
func (m *mint) id(t time.Time) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	ms := min(uint64(max(t.UnixMilli(), 0)), ulid.MaxTime())
	var id ulid.ULID
	if ms > m.last.Time() || m.last.IsZero() {
		if err := id.SetTime(ms); err == nil { // it is within range
			m.random(id[6:])
		}
	} else {
		id = add(m.last, 1)
	}
	if id.Time() == m.seen.Time() && id.Compare(m.seen) <= 0 {
		var r [8]byte
		m.random(r[2:])
		id = add(m.seen, 1+binary.BigEndian.Uint64(r[:]))
	}
	m.last = id
	return id.String()
}

// add counts on from an id, into the next millisecond when this one is full.
func add(id ulid.ULID, n uint64) ulid.ULID {
	low := binary.BigEndian.Uint64(id[8:])
	binary.BigEndian.PutUint64(id[8:], low+n)
	for i := 7; i >= 0 && low+n < low; i-- {
		if id[i]++; id[i] != 0 {
			break
		}
	}
	return id
}

// prepare cleans an entry, gives it its id and time, and checks it.
func (m *mint) prepare(e *Entry) error {
	*e = e.cleaned()
	now := m.now()
	if e.ID == "" {
		e.ID = m.id(now)
	}
	if e.At.IsZero() {
		e.At = now
	}
	e.At = wholeOffset(e.At.Truncate(time.Second))
	e.Mark, e.Line = Sound, 0
	return e.Check()
}
