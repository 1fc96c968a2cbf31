package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Journal is one open file. Its methods may be called from several goroutines;
// only Append, Flush and Close wait for a disk.
//
// One goroutine, the writer, does all that touches the disk; the callers and the
// writer meet under mu, which nobody holds while waiting for anything.
type Journal struct {
	ID   string
	Path string

	f       *Folder
	private bool

	state atomic.Pointer[State]

	mu       sync.Mutex
	closed   bool
	view     []Entry  // what State shows; what lies beyond a snapshot's length may be written
	base     int64    // see State.Base
	queue    []*batch // not on the disk yet, oldest first
	saveErr  error
	readOnly string
	said     []Trouble // of the file, as last read
	done     []Trouble // of what this journal did: tails set aside
	gone     []Entry   // seen in the file before, and not there any more
	absent   *Trouble  // why the file can't be read just now
	copies   []Trouble // of the file, that a sync folder made
	watchers map[chan struct{}]bool

	wake  chan struct{}
	look  chan struct{}
	quit  chan struct{}
	ended chan struct{}
}

// A batch is what one call submitted. It goes to the disk whole.
type batch struct {
	entries []Entry
	block   []byte     // each entry's block, after a blank line
	lines   []int      // of each, the blank one among them
	result  chan error // of Append; nil for Submit
	taken   bool       // the writer has it in hand
	tried   bool       // and could not save it
	given   []string   // ids that the caller chose
}

// A LostError is what Close returns when something could not be saved.
type LostError struct {
	Entries []Entry // in the order they were submitted
	Err     error   // why
}

func (l *LostError) Error() string {
	return fmt.Sprintf("%d entries not saved: %v", len(l.Entries), l.Err)
}

func (l *LostError) Unwrap() error { return l.Err }

func (f *Folder) open(id string, private bool) (*Journal, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	j := &Journal{
		ID: id, Path: f.path(id, private), f: f, private: private,
		watchers: map[chan struct{}]bool{},
		wake:     make(chan struct{}, 1), look: make(chan struct{}, 1), quit: make(chan struct{}), ended: make(chan struct{}),
	}
	w := newWriter(j)
	data, fi, err := readFile(f.sys, j.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && private:
		j.publish()
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%w: %s", ErrNoPair, id)
	case err != nil:
		return nil, err
	default:
		d, err := w.load(data, load)
		if err != nil {
			return nil, err
		}
		w.learn(data, fi, d)
		w.show(d)
	}
	go w.run()
	return j, nil
}

// State is what the journal holds now, sorted (instant, id, bytes). Never nil.
func (j *Journal) State() *State { return j.state.Load() }

// Watch returns a channel that receives (coalesced, capacity one) whenever State has
// changed, by this program or another, and the function that ends the watching.
func (j *Journal) Watch() (changed <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	j.mu.Lock()
	j.watchers[c] = true
	j.mu.Unlock()
	return c, func() {
		j.mu.Lock()
		delete(j.watchers, c)
		j.mu.Unlock()
	}
}

// publish makes a new snapshot of what mu guards; mu is held, or nobody else knows
// of the journal yet.
func (j *Journal) publish() {
	s := &State{Version: 1, Base: j.base, Entries: j.view[:len(j.view):len(j.view)], ReadOnly: j.readOnly}
	if old := j.state.Load(); old != nil {
		s.Version = old.Version + 1
	}
	for _, b := range j.queue {
		if b.tried && b.result == nil {
			s.Unsaved += len(b.entries)
		}
	}
	if s.Unsaved > 0 {
		s.SaveErr = j.saveErr
	}
	s.Troubles = append(s.Troubles, j.said...)
	s.Troubles = append(s.Troubles, j.done...)
	s.Troubles = append(s.Troubles, j.copies...)
	if j.absent != nil {
		s.Troubles = append(s.Troubles, *j.absent)
	}
	if len(j.gone) > 0 {
		s.Troubles = append(s.Troubles, Trouble{Path: j.Path, Code: TroubleGone,
			Text: fmt.Sprintf("%d entries that were in the file are not in it any more", len(j.gone))})
	}
	j.state.Store(s)
	for c := range j.watchers {
		select {
		case c <- struct{}{}:
		default: // it has a message it hasn't read
		}
	}
}

// newBatch prepares entries for writing.
func (j *Journal) newBatch(entries []Entry) (*batch, error) {
	b := &batch{entries: make([]Entry, len(entries))}
	copy(b.entries, entries)
	newest := j.newest()
	for i := range b.entries {
		if b.entries[i].At.IsZero() && newest.After(j.f.opt.Now()) {
			b.entries[i].At = newest // the clock was set back: nothing comes before what it was written after
		}
		if id := b.entries[i].ID; id != "" {
			if slices.Contains(b.given, id) {
				return nil, b.entries[i].refuse("id", "given twice")
			}
			b.given = append(b.given, id)
		}
		if err := j.f.mint.prepare(&b.entries[i]); err != nil {
			return nil, err
		}
		before := len(b.block)
		b.block = append(b.block, '\n')
		b.block = appendBlock(b.block, &b.entries[i])
		b.lines = append(b.lines, bytes.Count(b.block[before:], []byte{'\n'}))
	}
	return b, nil
}

// newest is the latest instant in view.
func (j *Journal) newest() time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	if n := len(j.view); n > 0 {
		return j.view[n-1].At
	}
	return time.Time{}
}

// submit puts a batch in the queue and wakes the writer.
func (j *Journal) submit(b *batch) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return ErrClosed
	}
	for _, id := range b.given {
		if j.has(id) {
			return fmt.Errorf("%w: id: %s is there already", ErrEntry, id)
		}
	}
	j.queue = append(j.queue, b)
	if b.result == nil {
		for _, e := range b.entries {
			e.Mark = Saving
			j.put(e)
		}
		j.publish()
	}
	j.poke()
	return nil
}

// has reports whether an id is taken; mu is held.
func (j *Journal) has(id string) bool {
	same := func(e Entry) bool { return e.ID == id }
	if slices.ContainsFunc(j.view, same) {
		return true
	}
	return slices.ContainsFunc(j.queue, func(b *batch) bool { return slices.ContainsFunc(b.entries, same) })
}

func (j *Journal) poke() {
	select {
	case j.wake <- struct{}{}:
	default:
	}
}

// Look has the file looked at now: somebody knows that another program has written to
// it. It never waits, and without it the file is looked at within a second all the same.
func (j *Journal) Look() {
	select {
	case j.look <- struct{}{}:
	default:
	}
}

// Submit adds entries without waiting: they are in State at once, marked Saving, then
// Sound when they are on the disk; or Unsaved, and tried again with growing pauses.
// It returns them with their ids. An entry that [Entry.Check] refuses is an error.
func (j *Journal) Submit(entries ...Entry) ([]Entry, error) {
	b, err := j.newBatch(entries)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	out := make([]Entry, len(b.entries))
	for i, e := range b.entries {
		e.Mark = Saving
		out[i] = e
	}
	if err := j.submit(b); err != nil {
		return nil, err
	}
	return out, nil
}

// Append adds entries and returns them as written once they are on the disk (one write
// and one fsync for all). On error none of them is: the file is cut back to what it was.
// When ctx ends before the writer has begun with them they are taken back.
func (j *Journal) Append(ctx context.Context, entries ...Entry) ([]Entry, error) {
	b, err := j.newBatch(entries)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	b.result = make(chan error, 1)
	if err := j.submit(b); err != nil {
		return nil, err
	}
	select {
	case err = <-b.result:
	case <-ctx.Done():
		if j.withdraw(b) {
			return nil, ctx.Err()
		}
		err = <-b.result
	}
	if err != nil {
		return nil, err
	}
	return b.entries, nil
}

// withdraw takes a batch back, unless the writer has it.
func (j *Journal) withdraw(b *batch) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if b.taken {
		return false
	}
	for i, q := range j.queue {
		if q == b {
			j.queue = append(j.queue[:i:i], j.queue[i+1:]...)
			return true
		}
	}
	return false
}

// Flush waits until nothing is Saving any more; entries may be Unsaved then.
func (j *Journal) Flush(ctx context.Context) error {
	changed, stop := j.Watch()
	defer stop()
	for j.saving() {
		select {
		case <-changed:
		case <-j.ended:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (j *Journal) saving() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, b := range j.queue {
		if !b.tried {
			return true
		}
	}
	return false
}

// Restore adds again, with the ids they had, the entries that were in the file while the
// journal was open and are not in it any more: somebody took them out, or a sync tool put
// an older file in its place (TroubleGone).
func (j *Journal) Restore(ctx context.Context) ([]Entry, error) {
	j.mu.Lock()
	gone := slices.Clone(j.gone)
	j.mu.Unlock()
	return j.Append(ctx, gone...)
}

// Close stops watching and tries the unsaved once more; it returns what would be lost
// as a [LostError]. The journal can't be used any more, its last State can.
func (j *Journal) Close() error {
	j.mu.Lock()
	if !j.closed {
		j.closed = true
		close(j.quit)
	}
	j.mu.Unlock()
	<-j.ended
	j.mu.Lock()
	defer j.mu.Unlock()
	lost := &LostError{Err: j.saveErr}
	for _, b := range j.queue {
		lost.Entries = append(lost.Entries, b.entries...)
	}
	if len(lost.Entries) == 0 {
		return nil
	}
	return lost
}

// put shows one more entry; mu is held.
func (j *Journal) put(e Entry) {
	if n := len(j.view); n > 0 && compareEntries(&e, &j.view[n-1]) < 0 {
		j.base++
	}
	j.view = insert(j.view, e)
}

// insert puts an entry in its place. At the end, where nearly all belong, it may write
// beyond the length of the snapshots that share the array; elsewhere it copies.
func insert(view []Entry, e Entry) []Entry {
	i := len(view)
	for i > 0 && compareEntries(&e, &view[i-1]) < 0 {
		i--
	}
	if i == len(view) {
		return append(view, e)
	}
	out := make([]Entry, 0, len(view)+64)
	out = append(out, view[:i]...)
	out = append(out, e)
	return append(out, view[i:]...)
}
