package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// What stands where in a data folder: the one home of these names.
const (
	PairsDir      = "pairs"      // the pairs' journals
	PrivateDir    = "private"    // what the computer's owner writes for themselves
	DraftsDir     = "drafts"     // what was typed and not kept yet
	NotesDir      = "notes"      // to be taken away: notes, by pair and day
	CalendarDir   = "calendar"   // to be taken away: each pair's dates
	CurriculumDir = "curriculum" // a company's own lessons
	SyncDir       = "sync"       // a clone for each pair that a git remote carries

	configName = "config.toml"
	journalEnd = ".toml"
)

// JournalName is the name of a pair's journal, in whichever folder it stands.
func JournalName(id string) string { return id + journalEnd }

// JournalID is whose journal a file of that name would be: only what ends as they do.
func JournalID(name string) (id string, ok bool) { return strings.CutSuffix(name, journalEnd) }

// ConfigFile is the settings' path. It may not be there.
func (f *Folder) ConfigFile() string { return ConfigFile(f.Dir) }

// ConfigFile is the settings' path in a data folder that need not be there.
func ConfigFile(data string) string { return filepath.Join(data, configName) }

// NotesFile is where the coach writes a pair's notes of a day; ending has its dot.
func (f *Folder) NotesFile(id string, day time.Time, ending string) string {
	return filepath.Join(f.Dir, NotesDir, id+"-"+day.Format(time.DateOnly)+ending)
}

// CalendarFile is a pair's dates for calendars, one file, so that a calendar takes what is
// written anew for an update.
func (f *Folder) CalendarFile(id string) string {
	return filepath.Join(f.Dir, CalendarDir, id+".ics")
}

// CloneDir is the clone by which a pair's journal is synchronised.
func (f *Folder) CloneDir(id string) string { return filepath.Join(f.Dir, SyncDir, id) }

// Has reports whether a pair has a journal, readable or not.
func (f *Folder) Has(id string) bool {
	if !ValidID(id) {
		return false
	}
	_, err := os.Lstat(f.path(id, false))
	return !errors.Is(err, fs.ErrNotExist)
}

// Only is the id of the folder's one pair, "" when there are more or none: nothing is read.
func (f *Folder) Only() string {
	list, err := os.ReadDir(f.dir(false))
	if err != nil {
		return ""
	}
	only := ""
	for _, d := range list {
		id, ok := JournalID(d.Name())
		switch {
		case !ok || d.Type()&fs.ModeDir != 0:
		case only != "" || !ValidID(id):
			return ""
		default:
			only = id
		}
	}
	return only
}

func (f *Folder) dir(private bool) string {
	if private {
		return filepath.Join(f.Dir, PrivateDir)
	}
	return filepath.Join(f.Dir, PairsDir)
}

func (f *Folder) path(id string, private bool) string {
	return filepath.Join(f.dir(private), JournalName(id))
}
