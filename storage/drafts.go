package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"binome/storage/clean"
)

// Drafts keep what somebody typed and has not kept yet, on the disk, so that it outlives
// a window that is closed, a program that is killed and a power cut. Each belongs to one
// pair and one field of its screens: a draft of one pair is never offered in another, and
// it is erased with the pair. Nothing of it is in the journal, and no sync or merge takes
// it anywhere.
//
// For most uses, [Drafts.Put] what is in a field when it changes, [Drafts.List] them when the
// pair is opened, [Drafts.Drop] one once it is kept; give [Drafts.Edit]'s file to an editor.
type Drafts struct {
	f   *Folder
	dir string
}

// Drafts are the texts of a pair that were typed and not kept yet; "" for those typed before
// there is a pair.
func (f *Folder) Drafts(pair string) (*Drafts, error) {
	if pair != "" && !ValidID(pair) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(pair))
	}
	return &Drafts{f, f.draftsDir(pair)}, nil
}

// A pair's drafts are in a folder of its own. The other has a name that no pair has.
func (f *Folder) draftsDir(pair string) string {
	if pair == "" {
		pair = noPair
	}
	return filepath.Join(f.Dir, DraftsDir, pair)
}

const (
	noPair    = "_new"
	draftEnd  = ".draft"
	editedIn  = ".editing-" // a folder for an editor, with the file and whatever the editor puts beside it
	editFile  = "note.md"
	maxDraft  = 1 << 20 // bytes
	fieldName = "a field's name: small ASCII letters, digits and hyphens"
)

// A Draft is what stands in a field.
type Draft struct {
	Field string
	Text  string
	At    time.Time // when it was last put
}

// Put keeps a field's text, on the disk when it returns. Nothing but blanks is no draft.
func (d *Drafts) Put(field, text string) error {
	if !isSlug(field) {
		return fmt.Errorf("%q: not %s", shorten(field), fieldName)
	}
	if strings.TrimSpace(text) == "" {
		return d.Drop(field)
	}
	if len(text) > maxDraft {
		return fmt.Errorf("%w: a draft has at most %d MiB", ErrTooLarge, maxDraft>>20)
	}
	if err := makeDir(d.f.sys, d.dir); err != nil {
		return err
	}
	return replace(d.f.sys, d.path(field), []byte(text), d.f.stamp())
}

func (d *Drafts) path(field string) string { return filepath.Join(d.dir, field+draftEnd) }

func (d *Drafts) read(field string) (string, error) {
	data, err := readUpTo(d.f.sys, d.path(field), maxDraft)
	return clean.Text(string(data)), err
}

// Drop forgets a field's draft, in a folder that is flushed.
func (d *Drafts) Drop(field string) error {
	err := d.f.sys.remove(d.path(field))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return d.f.sys.syncDir(d.dir)
}

// List has all drafts of the pair, sorted by field, those too that an editor left behind.
func (d *Drafts) List() []Draft {
	d.collect()
	var list []Draft
	for _, name := range d.names() {
		field, ok := strings.CutSuffix(name, draftEnd)
		if !ok {
			continue
		}
		text, err := d.read(field)
		fi, serr := os.Lstat(d.path(field))
		if err == nil && serr == nil {
			list = append(list, Draft{field, text, fi.ModTime()})
		}
	}
	return list
}

func (d *Drafts) names() []string {
	entries, err := os.ReadDir(d.dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	slices.Sort(names)
	return names
}

// An Editing is a draft that an editor has in hand.
type Editing struct {
	Path  string // for the editor
	d     *Drafts
	field string
	given fs.FileInfo // the file as the editor was given it
	lock  *lock
}

// Edit puts a field's text into a file for an editor. It has a folder of its own: what an
// editor leaves beside a file goes with that folder. Should this program or the editor be
// killed meanwhile, what the editor saved is the field's draft the next time.
func (d *Drafts) Edit(field, text string) (*Editing, error) {
	if err := d.Put(field, text); err != nil {
		return nil, err
	}
	dir := filepath.Join(d.dir, field+editedIn+d.f.stamp())
	if err := makeDir(d.f.sys, dir); err != nil {
		return nil, err
	}
	l, err := d.f.locker(dir).take()
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	e := &Editing{Path: filepath.Join(dir, editFile), d: d, field: field, lock: l}
	if err = writeNew(d.f.sys, e.Path, []byte(text)); err == nil {
		err = d.f.sys.syncDir(dir)
	}
	if err == nil {
		e.given, err = os.Lstat(e.Path)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir), removeLocked(d.f.sys, l))
	}
	return e, nil
}

// Done takes what the editor saved as the field's draft, and gives it. saved is false when
// the file is as the editor was given it: nothing was written, or the editor went on by
// itself without being waited for. It is called however the editor ended; after an error
// the file stays, and is found the next time.
func (e *Editing) Done() (text string, saved bool, err error) {
	fi, err := os.Lstat(e.Path)
	saved = err != nil || !os.SameFile(fi, e.given) || fi.Size() != e.given.Size() || !fi.ModTime().Equal(e.given.ModTime())
	if text, err = e.d.take(e.field, filepath.Dir(e.Path)); err != nil {
		e.lock.release()
		return "", saved, err
	}
	return text, saved, removeLocked(e.d.f.sys, e.lock)
}

// take makes what an editor saved the field's draft, then removes its folder.
func (d *Drafts) take(field, dir string) (string, error) {
	data, err := readUpTo(d.f.sys, filepath.Join(dir, editFile), maxDraft)
	text := clean.Text(string(data))
	if err == nil {
		err = d.Put(field, text)
	}
	if errors.Is(err, fs.ErrNotExist) { // the editor deleted it, or we were stopped before it was there
		text, err = d.read(field)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err == nil {
		err = os.RemoveAll(dir)
	}
	return text, err
}

// collect takes in what editors saved whose program was stopped: nobody holds their lock.
func (d *Drafts) collect() {
	last := ""
	for _, name := range d.names() {
		name = strings.TrimSuffix(name, lockEnd)
		field, _, ok := strings.Cut(name, editedIn)
		if !ok || !isSlug(field) || name == last {
			continue
		}
		last = name
		dir := filepath.Join(d.dir, name)
		l, err := d.f.locker(dir).try()
		if l == nil || err != nil {
			continue // an editor is open on it
		}
		if _, err := d.take(field, dir); err == nil {
			removeLocked(d.f.sys, l) // else it is done the next time
		} else {
			l.release()
		}
	}
}
