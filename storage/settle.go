package storage

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"binome/storage/clean"
)

const (
	pollEvery = time.Second
	fullPoll  = 10 // every how many polls the file is read though it looks the same
)

// settle tells everybody how the saving went.
func (w *writer) settle(batches []*batch, err error) {
	j := w.j
	j.mu.Lock()
	defer j.mu.Unlock()
	was := j.readOnly
	j.readOnly = readOnlyReason(err)
	if err == nil {
		w.pause = 0
		j.queue = append([]*batch(nil), j.queue[len(batches):]...)
		w.saved(batches)
	} else {
		w.pause = min(max(2*w.pause, firstRetry), lastRetry)
		w.unsaved(err)
	}
	if len(batches) > 0 || was != j.readOnly {
		j.publish()
	}
	for _, b := range batches {
		if b.result != nil {
			b.result <- err
		}
	}
}

// saved marks the entries of these batches as saved: they are on the disk now.
func (w *writer) saved(batches []*batch) {
	j := w.j
	line := w.first
	j.gone = slices.DeleteFunc(j.gone, func(e Entry) bool {
		return slices.ContainsFunc(batches, func(b *batch) bool { return slices.Contains(b.given, e.ID) })
	})
	sound := map[string]int{}
	for _, b := range batches {
		for i := range b.entries {
			e := &b.entries[i]
			e.Mark, e.Line = Sound, line+1
			line += b.lines[i]
			if b.result != nil {
				j.put(*e)
			} else {
				sound[e.ID] = e.Line
			}
		}
	}
	if len(sound) > 0 {
		j.remark(sound, Sound)
	}
}

// unsaved gives up on the batches of Append, and marks the others.
func (w *writer) unsaved(err error) {
	j := w.j
	j.saveErr = err
	var keep []*batch
	missed := map[string]int{}
	for _, b := range j.queue {
		if b.taken && b.result != nil {
			continue
		}
		if b.taken {
			b.tried, b.taken = true, false
			for i := range b.entries {
				missed[b.entries[i].ID] = 0
			}
		}
		keep = append(keep, b)
	}
	j.queue = keep
	if len(missed) > 0 {
		j.remark(missed, Unsaved)
	}
}

// remark gives entries of the view a new mark and line. Snapshots share the array, so
// it is done on a copy.
func (j *Journal) remark(lines map[string]int, m Mark) {
	view := make([]Entry, len(j.view), len(j.view)+64)
	copy(view, j.view)
	for i := len(view) - 1; i >= 0 && len(lines) > 0; i-- {
		if line, ok := lines[view[i].ID]; ok {
			view[i].Mark, view[i].Line = m, line
			delete(lines, view[i].ID)
		}
	}
	j.view = view
}

// show publishes a file as it was read, together with the entries that are still waiting to be
// saved.
func (w *writer) show(d *doc) {
	j := w.j
	j.mu.Lock()
	defer j.mu.Unlock()
	j.miss(d)
	view := d.entries
	if n := len(view); n > 0 {
		j.f.mint.saw(view[n-1].ID)
	}
	pending := map[string]bool{}
	for _, b := range j.queue {
		if b.result != nil {
			continue
		}
		for _, e := range b.entries {
			pending[e.ID] = true
		}
	}
	if len(pending) > 0 {
		view = make([]Entry, 0, len(d.entries)+64)
		for i := range d.entries {
			if !pending[d.entries[i].ID] {
				view = append(view, d.entries[i])
			}
		}
		for i := range j.view {
			if pending[j.view[i].ID] {
				view = insert(view, j.view[i])
			}
		}
	}
	j.view = view
	j.base++
	j.absent = nil
	j.said = d.troubles
	if d.pair != "" && d.pair != j.ID {
		j.said = append(j.said, Trouble{Path: j.Path, Line: 1, Code: TroubleOtherName,
			Text: fmt.Sprintf("the file says it is the journal of %s", d.pair)})
	}
	j.publish()
}

// miss finds the entries that were in the file and are not any more: somebody has
// taken them out, or a sync tool has put an older file in its place. mu is held.
func (j *Journal) miss(d *doc) {
	before := append([]Entry(nil), j.gone...)
	for _, e := range j.view {
		if e.Mark == Sound || e.Mark == Edited {
			before = append(before, e)
		}
	}
	j.gone = nil
	if len(before) == 0 {
		return
	}
	there := make(map[string]bool, len(d.entries))
	for i := range d.entries {
		there[d.entries[i].ID] = true
	}
	for _, e := range before {
		if !there[e.ID] {
			j.gone = append(j.gone, e)
		}
	}
}

// readOnlyReason is what State.ReadOnly says of an error: only what keeps every entry
// from being written counts, not a full disk.
func readOnlyReason(err error) string {
	switch {
	case errors.Is(err, ErrLocked):
		_, who, _ := strings.Cut(err.Error(), ": ")
		return who
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "this folder can't be written"
	}
	return ""
}

// polled looks at the file once a second: watching misses network drives. Now and then
// it reads it though time and size are as they were.
func (w *writer) polled() {
	w.polls++
	full := w.polls%fullPoll == 0
	w.refresh(full)
	if full {
		w.beside()
	}
}

// beside tells of copies of the file that a sync folder made.
func (w *writer) beside() {
	j := w.j
	if j.private {
		return
	}
	found := j.f.copyTroubles(j.ID)
	j.mu.Lock()
	defer j.mu.Unlock()
	if !slices.Equal(found, j.copies) {
		j.copies = found
		j.publish()
	}
}

// refresh shows what another program has done to the file. It needs no lock, and so it
// judges nothing: it may be looking at half an append.
func (w *writer) refresh(full bool) {
	fi, err := os.Lstat(followed(w.j.Path))
	if err == nil && !full && w.known.fi != nil && w.j.absent == nil && os.SameFile(fi, w.known.fi) &&
		fi.Size() == w.known.size && fi.ModTime().Equal(w.known.fi.ModTime()) {
		return
	}
	if err != nil && w.known.fi == nil && w.j.private {
		return // it is made by its first entry
	}
	data, fi, err := readFile(w.j.f.sys, w.j.Path)
	if err == nil && w.known.fi != nil && w.known.same(data) {
		w.known.fi = fi
		w.absent(nil)
		return
	}
	if err == nil && w.cut != nil && w.cut.is(fi, data) {
		return // what stands there is our own failed append: it was not saved, and goes
	}
	var d *doc
	if err == nil {
		d, err = w.load(data, load)
	}
	if err != nil {
		w.absent(err)
		return
	}
	w.learn(data, fi, d)
	w.show(d)
}

func (k *known) same(data []byte) bool {
	if int64(len(data)) != k.size {
		return false
	}
	return maphash.Bytes(k.hash.Seed(), data) == k.hash.Sum64()
}

// absent says that the file can't be read just now. What was read stays in view: it is
// not treated as empty.
func (w *writer) absent(err error) {
	j := w.j
	j.mu.Lock()
	defer j.mu.Unlock()
	if err == nil && j.absent == nil {
		return
	}
	if err == nil {
		j.absent = nil
		j.publish()
		return
	}
	t := Trouble{Path: j.Path, Code: TroubleDamaged, Text: clean.Line(err.Error())}
	if errors.Is(err, fs.ErrNotExist) {
		t = Trouble{Path: j.Path, Code: TroubleMissing, Text: "the file is not there any more"}
	}
	if j.absent == nil || *j.absent != t {
		j.absent = &t
		j.publish()
	}
}
