package progress

import (
	"slices"

	"binome/storage"
)

// Undoable are those of the entries that can still be taken back, newest first: not what
// was taken back already, and not what has ways of its own to be changed (who the pair is,
// that they met, a consent).
func (p *Progress) Undoable(entries []storage.Entry) []storage.Entry {
	var out []storage.Entry
	real := false
	for _, e := range slices.Backward(entries) {
		if undoable(e.Kind) && !p.retracted[e.ID] {
			out = append(out, e)
			real = real || !byItself(&e)
		}
	}
	if !real {
		return nil
	}
	// What a person did stands first: it is what the question names.
	slices.SortStableFunc(out, func(a, b storage.Entry) int {
		switch x, y := byItself(&a), byItself(&b); {
		case x == y:
			return 0
		case y:
			return -1
		}
		return 1
	})
	return out
}

func undoable(k storage.Kind) bool { return kinds[k] != nil && kinds[k].undo }

// byItself: that a step was come to is noted by the coach, and is no stop on the way back.
func byItself(e *storage.Entry) bool { return e.Kind == storage.KindStep && e.State == Begun }

// LastDone is the newest thing that can be taken back, with what was kept by the same
// press: the step that was come to when another was completed, and the whole of a lesson
// recorded away from the coach. entries are the journal's, in their order.
func (p *Progress) LastDone(entries []storage.Entry) []storage.Entry {
	last := p.Undo
	if last == nil {
		return nil
	}
	var group []storage.Entry
	for _, e := range entries {
		if e.ID == last.ID || together(last, &e) {
			group = append(group, e)
		}
	}
	return p.Undoable(group)
}

func together(last, e *storage.Entry) bool {
	if e.Session != last.Session || e.Lesson != last.Lesson || e.Lesson == "" || !e.At.Equal(last.At) {
		return false
	}
	return last.Session == "" || last.Kind == storage.KindStep && byItself(e)
}
