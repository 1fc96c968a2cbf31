package live

import (
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/live/room"
)

// A desk is what the terminals of one pair share: one journal, which has one writer, and
// one room. It is there while somebody sits at it.
type desk struct {
	journal *storage.Journal
	room    *room.Room
	chairs  int
}

// A Chair is one terminal's seat at a pair's desk.
type Chair struct {
	Journal *storage.Journal
	Seat    *room.Seat
	Name    string // of whoever sits here, "" when the pair doesn't say

	// Leave gives it back. The last one to leave closes the journal, and is told what
	// could not be saved.
	Leave func() error
}

// Sit takes a chair at a pair's desk for mentor or mentee.
func (h *Host) Sit(p Place) (*Chair, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	d := h.desks[p.Pair]
	if d == nil {
		j, err := h.o.Folder.Journal(p.Pair)
		if err != nil {
			return nil, err
		}
		d = &desk{journal: j, room: room.New()}
		h.desks[p.Pair] = d
	}
	d.chairs++
	name := progress.Fold(h.o.Curriculum, d.journal.State().Entries).Name(p.Role)
	c := &Chair{Journal: d.journal, Seat: d.room.Sit(p.Role, name), Name: name}
	left := false
	c.Leave = func() error {
		c.Seat.Leave()
		h.mu.Lock()
		last := false
		if !left {
			left = true
			d.chairs--
			if last = d.chairs == 0; last {
				delete(h.desks, p.Pair)
			}
		}
		h.mu.Unlock()
		if last {
			return d.journal.Close()
		}
		return nil
	}
	return c, nil
}
