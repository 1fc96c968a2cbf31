package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"binome/storage/clean"
)

// A Report is what the doctor found about one pair.
type Report struct {
	ID       string
	Entries  int       // of the pair's journal
	Troubles []Trouble // of its journal, its private file and what lies beside them
}

// Well reports whether there is nothing to see to. Entries edited by hand are told of,
// but they count and nothing is wrong with them; so are drafts, and a clock that is behind.
func (r Report) Well() bool {
	return !slices.ContainsFunc(r.Troubles, func(t Trouble) bool {
		return t.Code != TroubleEdited && t.Code != TroubleDraft && t.Code != TroubleClock
	})
}

// Doctor examines pairs, all of them when none is named. It changes nothing.
func (f *Folder) Doctor(ids ...string) ([]Report, error) {
	if len(ids) == 0 {
		var err error
		if ids, err = f.known(); err != nil {
			return nil, err
		}
	}
	reports := make([]Report, 0, len(ids))
	for _, id := range ids {
		if !ValidID(id) {
			return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
		}
		if !f.anything(id) {
			return nil, fmt.Errorf("%w: %s", ErrNoPair, id)
		}
		reports = append(reports, f.examine(id))
	}
	return reports, nil
}

// known lists the ids that anything in the folder belongs to, also what was left
// behind by a pair that is gone.
func (f *Folder) known() ([]string, error) {
	found := map[string]bool{}
	for _, p := range f.places()[:3] { // journals, private files, drafts
		list, err := os.ReadDir(p.dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, d := range list {
			id, _, _ := strings.Cut(bareName(d.Name()), ".")
			if ValidID(id) && f.named(p, d.Name(), id) && (p.dir != f.dir(false) || !f.isCopy(id)) {
				found[id] = true
			}
		}
	}
	ids := make([]string, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}

func (f *Folder) examine(id string) Report {
	r := Report{ID: id}
	for _, private := range []bool{false, true} {
		path := f.path(id, private)
		_, err := os.Lstat(path)
		missing := errors.Is(err, fs.ErrNotExist)
		switch {
		case missing && !private:
			r.add(path, 0, TroubleMissing, "there is no journal, only what lay beside it")
		case !missing:
			r.file(f, path, private)
		}
		r.beside(f, id, private)
	}
	return r
}

func (r *Report) add(path string, line int, code, text string) {
	r.Troubles = append(r.Troubles, Trouble{Path: path, Line: line, Code: code, Text: text})
}

// file examines one journal.
func (r *Report) file(f *Folder, path string, private bool) {
	data, fi, err := readFile(f.sys, path)
	if err != nil {
		r.add(path, 0, TroubleDamaged, clean.Line(err.Error()))
		return
	}
	if runtime.GOOS != "windows" && fi.Mode().Perm()&0o077 != 0 {
		r.add(path, 0, TroubleOpen, fmt.Sprintf("others on this computer may open it (%v)", fi.Mode().Perm()))
	}
	d, err := load(data, path)
	if err != nil {
		r.add(path, 0, TroubleDamaged, clean.Line(err.Error()))
		return
	}
	if !private {
		r.Entries = len(d.entries)
	}
	r.Troubles = append(r.Troubles, d.troubles...)
	if s := (&State{Entries: d.entries}); s.Ahead(f.opt.Now()) {
		r.add(path, 0, TroubleClock, d.entries[len(d.entries)-1].At.Format(time.RFC3339))
	}
	if d.tail.torn {
		r.add(path, d.tail.line, TroubleTorn, "half an entry at the end")
	}
	if d.pair != "" && d.pair != r.ID {
		r.add(path, 1, TroubleOtherName, "the file says it is the journal of "+d.pair)
	}
}

// beside tells of the files that lie beside a journal and want to be seen to.
func (r *Report) beside(f *Folder, id string, private bool) {
	path := f.path(id, private)
	for _, t := range f.Torn(id, private) {
		text := "half an entry, set aside; it can't be read"
		if t.Usable {
			text = "half an entry, set aside; it can be adopted"
		}
		r.add(t.Path, 0, TroubleTorn, text)
	}
	if strays, err := f.strays(path); err == nil {
		for _, p := range strays {
			r.add(p, 0, TroubleStray, "left by a program that was stopped while it wrote")
		}
	}
	if by := path + lockEnd + heldEnd; stuck(by) {
		text := "it says nothing of who made it"
		if h := readHeld(by); h != nil {
			text = fmt.Sprintf("%d on %s, %s", h.pid, shorten(h.host), h.at)
		}
		r.add(by, 0, TroubleHeld, text)
	}
	if private {
		return
	}
	r.Troubles = append(r.Troubles, f.copyTroubles(id)...)
	if _, err := os.Lstat(f.erasingFile(id)); err == nil {
		r.add(f.erasingFile(id), 0, TroubleErasing, "erasing this pair was begun and has not ended")
	}
	d := &Drafts{f, f.draftsDir(id)}
	for _, t := range d.List() {
		r.add(d.path(t.Field), 0, TroubleDraft, t.Field+", "+t.At.Format(time.DateOnly))
	}
}

// A TornTail is half an append that was set aside.
type TornTail struct {
	Path   string
	Usable bool  // the entry can be read
	Entry  Entry // when it can; its last value may be cut short
}

// adoptedEnd ends the name of a torn tail that was taken in; the doctor leaves it alone.
const adoptedEnd = ".adopted"

// Torn lists what was set aside from a pair's journal or private file and not adopted.
func (f *Folder) Torn(id string, private bool) []TornTail {
	list, err := os.ReadDir(f.dir(private))
	if err != nil || !ValidID(id) {
		return nil
	}
	var tails []TornTail
	for _, d := range list {
		if !strings.HasPrefix(d.Name(), id+tornMark) || strings.HasSuffix(d.Name(), adoptedEnd) {
			continue
		}
		t := TornTail{Path: filepath.Join(f.dir(private), d.Name())}
		if data, _, err := readFile(f.sys, t.Path); err == nil {
			t.Entry, t.Usable = salvage(string(data))
		}
		tails = append(tails, t)
	}
	return tails
}

// salvage reads a torn entry: whole if it parses, else without the line it broke off in.
func salvage(text string) (Entry, bool) {
	text = unixLines(text)
	i := nextEntry(text, 0)
	if i < 0 || len(text) > MaxEntry {
		return Entry{}, false
	}
	text = text[i:]
	for range 2 {
		e, there, bad := readBlock(text)
		if bad == nil && e.ID != "" && there&bitAt != 0 && e.Check() == nil {
			return e, true
		}
		end := strings.LastIndexByte(strings.TrimSuffix(text, "\n"), '\n')
		if end < 0 {
			break
		}
		text = text[:end+1]
	}
	return Entry{}, false
}

// Adopt adds a torn entry to the journal it was set aside from, and keeps the file
// under a name that the doctor leaves alone. An entry that is there already by that
// id is not added again.
func (f *Folder) Adopt(id string, private bool, t TornTail) error {
	if !t.Usable || !ValidID(id) || !strings.HasPrefix(filepath.Base(t.Path), id+tornMark) {
		return fmt.Errorf("%s: %w: nothing in it can be adopted", t.Path, ErrEntry)
	}
	j, err := f.open(id, private)
	if err != nil {
		return err
	}
	err = j.adopt(t.Entry)
	if cerr := j.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	path := filepath.Join(f.dir(private), filepath.Base(t.Path))
	if err := f.sys.rename(path, path+adoptedEnd); err != nil {
		return err
	}
	return f.sys.syncDir(f.dir(private))
}
