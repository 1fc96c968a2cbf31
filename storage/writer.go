package storage

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"time"
)

const (
	firstRetry = time.Second
	lastRetry  = 30 * time.Second
	tailLen    = 512 // bytes of the file's end compared before appending
)

// A writer is the goroutine that owns a journal's file. Nobody else reads or changes
// what is not the journal's own here.
type writer struct {
	j      *Journal
	locker *locker
	known  known
	cut    *halfDone // an append of ours that failed and could not be cut back
	pause  time.Duration
	fresh  bool // the first look under the lock is still to come
	first  int  // the line at which the last append began
	polls  int
	origin string // id of the entry that began the journal; "" when it is not known
}

// known is the file as the writer last saw it.
type known struct {
	fi      fs.FileInfo // nil when there is no file
	size    int64
	end     []byte // its last bytes
	hash    maphash.Hash
	lines   int
	tail    tail
	openEnd bool
}

// halfDone is what may stand in the file after a failed append.
type halfDone struct {
	fi   fs.FileInfo
	size int64
	data []byte
}

func newWriter(j *Journal) *writer {
	return &writer{j: j, fresh: true, locker: j.f.locker(j.Path)}
}

// run is the goroutine's loop. It ends after Close, with a last try for what is not
// saved.
func (w *writer) run() {
	defer close(w.j.ended)
	notes, unwatch := WatchFile(w.j.Path)
	defer unwatch()
	w.save()
	w.beside()
	poll := w.j.f.opt.After(pollEvery)
	var retry <-chan time.Time
	for {
		if retry == nil && w.pause > 0 {
			retry = w.j.f.opt.After(w.pause)
		}
		select {
		case <-w.j.wake:
			w.save()
			retry = nil
		case <-retry:
			w.save()
			retry = nil
		case <-notes:
			w.refresh(false)
		case <-w.j.look:
			w.refresh(false)
			w.beside()
		case <-poll:
			w.polled()
			poll = w.j.f.opt.After(pollEvery)
		case <-w.j.quit:
			w.save()
			return
		}
	}
}

// save brings everything in the queue to the disk in one append, or nothing.
func (w *writer) save() {
	batches := w.take()
	if len(batches) == 0 && !w.fresh && w.pause == 0 {
		return
	}
	w.settle(batches, w.locked(batches))
}

// take marks all batches in the queue as being written.
func (w *writer) take() []*batch {
	w.j.mu.Lock()
	defer w.j.mu.Unlock()
	for _, b := range w.j.queue {
		b.taken = true
	}
	return append([]*batch(nil), w.j.queue...)
}

// locked takes the lock, sees whether the file is still what it was, and appends.
func (w *writer) locked(batches []*batch) error {
	begin := false
	if w.j.private && w.known.fi == nil {
		_, err := os.Lstat(w.j.Path)
		if begin = errors.Is(err, fs.ErrNotExist); begin && len(batches) == 0 {
			return nil // no private file, and nothing to put in one
		}
	}
	var l *lock
	var err error
	if begin {
		l, err = w.begin()
	} else {
		l, err = w.locker.takeFor(w.j.f.sys, w.j.Path)
	}
	if err != nil {
		return err
	}
	defer l.release()
	return w.append(batches)
}

// begin makes a private file with nothing but its head, for a pair that is there. Its
// lock stays held.
func (w *writer) begin() (*lock, error) {
	f := w.j.f
	if _, err := os.Lstat(f.path(w.j.ID, false)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%w: %s", ErrNoPair, w.j.ID)
		}
		return nil, err
	}
	if err := makeDir(f.sys, f.dir(true)); err != nil {
		return nil, err
	}
	l, err := w.locker.take()
	if err != nil {
		return nil, err
	}
	if _, err = os.Lstat(w.j.Path); err == nil {
		return l, nil // another window was first
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = replace(f.sys, w.j.Path, []byte(header(w.j.ID, true)), f.stamp())
	}
	if err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

// append is the one way an entry comes to the disk; the lock is held. The file is
// opened by its name each time: a sync tool may have put another there.
func (w *writer) append(batches []*batch) error {
	f, err := w.j.f.sys.open(w.j.Path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	defer f.Close() // what was flushed is safe whatever Close says
	if err := w.recognise(f); err != nil {
		return err
	}
	if err := w.mend(f); err != nil {
		return err
	}
	if w.fresh {
		if err := w.j.f.sweep(w.j.Path); err != nil {
			return err
		}
		w.fresh = false
	}
	if len(batches) == 0 {
		return nil
	}
	var data []byte
	w.first = w.known.lines + 1
	if w.known.openEnd {
		data = append(data, '\n')
		w.first++
	}
	for _, b := range batches {
		data = append(data, b.block...)
	}
	if w.known.size+int64(len(data)) > maxFile {
		return fmt.Errorf("%s: the file would be larger than %d MiB", w.j.Path, maxFile>>20)
	}
	return w.write(f, data)
}

// write appends data whole and flushes it, or cuts the file back to what it was. After
// a failed flush the pages count as clean though they are not on the disk, so that
// flushing again would succeed for nothing: they are written anew next time.
func (w *writer) write(f file, data []byte) error {
	if err := writeFlushed(f, data); err != nil {
		if cerr := cutBack(w.j.f.sys, f, w.j.Path, w.known.size); cerr != nil {
			w.cut = &halfDone{w.known.fi, w.known.size, data}
		}
		return err
	}
	w.known.grow(data)
	if fi, err := f.Stat(); err == nil {
		w.known.fi = fi
	}
	return nil
}

// recognise finds out whether the file is the one that is known, as long and with the
// same end; otherwise it is read again. Time and size alone would not do: sync tools
// keep both.
func (w *writer) recognise(f file) error {
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	if w.cut == nil && w.known.fi != nil && os.SameFile(fi, w.known.fi) && fi.Size() == w.known.size {
		end := make([]byte, len(w.known.end))
		if _, err := f.ReadAt(end, w.known.size-int64(len(end))); err == nil && bytes.Equal(end, w.known.end) {
			return nil
		}
	}
	data, err := readAll(f)
	if err != nil {
		return err
	}
	if w.cut != nil && w.cut.is(fi, data) {
		if err := cutBack(w.j.f.sys, f, w.j.Path, w.cut.size); err != nil {
			return err
		}
		if fi, err = f.Stat(); err != nil {
			return err
		}
		data = data[:w.cut.size]
	}
	d, err := w.load(data, load)
	if err != nil {
		return err
	}
	w.cut = nil
	w.learn(data, fi, d)
	w.show(d)
	return nil
}

// load reads the file, and refuses another pair's in its place: a pair that was erased
// and made anew under the same name while this window was open. What is shown or waiting
// here is none of theirs.
func (w *writer) load(data []byte, load func([]byte, string) (*doc, error)) (*doc, error) {
	d, err := load(data, w.j.Path)
	if err != nil {
		return nil, err
	}
	found := ""
	for i := range d.entries {
		if d.entries[i].Kind == KindPair {
			if found = d.entries[i].ID; w.origin == "" || found == w.origin {
				w.origin = found
				return d, nil
			}
		}
	}
	if found != "" {
		return nil, fmt.Errorf("%s: %w: another pair's journal is in its place", w.j.Path, ErrDamaged)
	}
	return d, nil
}

// is reports whether the file ends in what our failed append left there.
func (h *halfDone) is(fi fs.FileInfo, data []byte) bool {
	return os.SameFile(fi, h.fi) && int64(len(data)) >= h.size && bytes.HasPrefix(h.data, data[h.size:])
}

// learn keeps what the file looks like.
func (w *writer) learn(data []byte, fi fs.FileInfo, d *doc) {
	seed := w.known.hash.Seed()
	w.known = known{fi: fi, size: int64(len(data)), lines: d.lines, tail: d.tail, openEnd: d.openEnd}
	w.known.hash.SetSeed(seed)
	w.known.hash.Write(data)
	w.known.end = bytes.Clone(data[max(0, len(data)-tailLen):])
}

// grow is learn for an append of our own.
func (k *known) grow(data []byte) {
	k.size += int64(len(data))
	k.hash.Write(data)
	k.lines += bytes.Count(data, []byte{'\n'})
	k.openEnd = false
	k.end = append(k.end, data...)
	if extra := len(k.end) - tailLen; extra > 0 {
		k.end = append(k.end[:0], k.end[extra:]...)
	}
}
