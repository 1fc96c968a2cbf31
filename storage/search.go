package storage

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A place is a folder that has files of pairs in it.
type place struct {
	dir      string
	journals bool // a file that says whose journal it is belongs to that pair
	dated    bool // a day may come after the pair's id
	open     bool // people write there, too: what only holds the pair's words may be theirs
}

// places are all folders in which erasing looks. (curriculum/ holds lessons; the
// settings are told of by the command.)
func (f *Folder) places() []place {
	in := func(name string) string { return filepath.Join(f.Dir, name) }
	return []place{
		{dir: f.dir(false), journals: true},
		{dir: f.dir(true), journals: true},
		{dir: in(DraftsDir)},
		{dir: in(NotesDir), dated: true, open: true},
		{dir: in(CalendarDir), open: true},
		{dir: in(SyncDir)},
		{dir: f.Dir},
	}
}

// A search is the files that belong to a pair, as far as they were found, and those that may.
type search struct {
	found  []string // files and folders by its name, and strays with its words
	doubts []string // with its words, and maybe somebody's own
	unread []error  // folders that could not be looked into
}

// search looks through the data folder for a pair's name and words.
func (f *Folder) search(id string) search {
	var s search
	words := f.wordsOf(id)
	for _, place := range f.places() {
		list, err := os.ReadDir(place.dir)
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				s.unread = append(s.unread, err)
			}
			continue
		}
		for _, d := range list {
			path := filepath.Join(place.dir, d.Name())
			switch {
			case f.named(place, d.Name(), id), place.dated && d.Name() == words.ballot:
				s.found = append(s.found, path)
			case !d.Type().IsRegular() || f.anothers(place, d.Name()) || !words.in(f, path):
			case place.open && !strings.HasPrefix(d.Name(), tempPrefix):
				s.doubts = append(s.doubts, path)
			default:
				s.found = append(s.found, path)
			}
		}
	}
	return s
}

// day is what comes after a pair's id in the name of its notes.
var day = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-[0-9]{4}-[0-9]{2}-[0-9]{2}($|[^0-9a-z-])`) })

// named reports whether a name is the pair's: its id, also after what editors and our own
// temporary files put before it, and then nothing that could be more of an id.
func (f *Folder) named(p place, name, id string) bool {
	if p.dir == f.Dir {
		return false
	}
	path := filepath.Join(p.dir, name)
	if p.journals && f.isCopyOf(path, id) {
		return true
	}
	stem := bareName(name)
	if len(stem) < len(id) || !strings.EqualFold(stem[:len(id)], id) {
		return false
	}
	rest := stem[len(id):]
	switch {
	case rest == "", !p.journals && !p.dated && rest[0] == '.':
		return true
	case p.dated && day().MatchString(strings.ToLower(rest)):
		return true
	case classes[rest[0]]&tagByte != 0:
		return false
	}
	if p.journals && !strings.HasPrefix(rest, journalEnd) && !strings.HasPrefix(rest, tornMark) && rest != erasingEnd {
		pair := f.pairOf(path) // "ines (1).toml" may be the journal of another ines
		return pair == "" || pair == id
	}
	return true
}

// bareName is a name without what editors and our own temporary files put before it.
func bareName(name string) string {
	return strings.TrimLeft(strings.TrimPrefix(name, tempPrefix), ".#~")
}

// ofDay is the name of some pair's notes or calendar.
var ofDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9-]+(-[0-9]{4}-[0-9]{2}-[0-9]{2}\.|\.ics($|-))`)
})

// anothers reports whether a file belongs to some other pair, or to none.
func (f *Folder) anothers(p place, name string) bool {
	switch {
	case p.dir == f.Dir: // of what stands there, only what an editor was given, and strays
		return !strings.HasPrefix(name, "note-") && (!strings.HasPrefix(name, tempPrefix) || strings.Contains(name, configName))
	case p.journals:
		stem, _, more := strings.Cut(bareName(name), ".")
		return more && ValidID(stem) || ValidID(f.pairOf(filepath.Join(p.dir, name)))
	}
	return ofDay().MatchString(bareName(name))
}

// words are by what a file is known to be about a pair.
type words struct {
	names  []string // both must be there
	texts  []string // any of them
	ballot string   // the name of the pair's
}

// least is how long a text must be for its being somewhere to say anything.
const least = 16

// wordsOf reads them from the pair's journal and private file, as far as they can be read.
func (f *Folder) wordsOf(id string) words {
	var w words
	for _, private := range []bool{false, true} {
		s, _, err := readState(f.sys, f.path(id, private))
		if err != nil {
			continue
		}
		for _, e := range s.Entries {
			if e.Kind == KindPair && len(w.names) == 0 { // with both names, or it were no entry
				w.names = []string{e.Mentor, e.Mentee}
				w.ballot = ballotName(Root(e.ID))
			}
			for _, text := range []string{e.Text, e.Evidence} {
				line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
				if len(line) >= least && !slices.Contains(w.texts, line) {
					w.texts = append(w.texts, line)
				}
			}
		}
	}
	return w
}

// in reports whether a file holds them.
func (w words) in(f *Folder, path string) bool {
	data, err := readUpTo(f.sys, path, maxFile)
	if err != nil {
		return false
	}
	has := func(s string) bool { return bytes.Contains(data, []byte(s)) }
	if len(w.names) == 2 && has(w.names[0]) && has(w.names[1]) {
		return true
	}
	return slices.ContainsFunc(w.texts, has)
}
