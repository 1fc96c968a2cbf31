package storage

import (
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
	last ulid.ULID
}

// saw lets the next id of the same millisecond come after one found in a file.
func (m *mint) saw(id string) {
	seen, err := ulid.ParseStrict(id)
	if err != nil {
		return // made by hand
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if now := m.now().UnixMilli(); now >= 0 && seen.Time() == uint64(now) && seen.Compare(m.last) > 0 {
		m.last = seen
	}
}

// id makes the next id: of this millisecond with fresh randomness, or else the last
// one's successor.
func (m *mint) id(t time.Time) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	ms := min(uint64(max(t.UnixMilli(), 0)), ulid.MaxTime())
	if ms > m.last.Time() || m.last.IsZero() {
		var id ulid.ULID
		if err := id.SetTime(ms); err == nil { // it is within range
			m.random(id[6:])
			m.last = id
			return id.String()
		}
	}
	for i := len(m.last) - 1; i >= 0; i-- {
		if m.last[i]++; m.last[i] != 0 {
			break
		}
	}
	return m.last.String()
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
