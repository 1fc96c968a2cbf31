// Package storage is what is kept: one TOML journal per pair, to which entries are
// only ever added.
//
// For most uses, [Open] the data folder, [Folder.Journal] a pair, [Journal.Submit]
// what happened, and redraw from [Journal.State] whenever [Journal.Watch] says so.
//
// It promises (DESIGN, The journal on disk): an entry reported saved is on the disk
// and never altered; any order of the file gives the same entries; a bad block costs
// that block and is never dropped silently; two programs on one file lose nothing;
// what can't be saved stays in memory, marked [Unsaved], and is tried again; a
// newer format is refused, never guessed at. It refuses names that are not ASCII
// slugs, files that are not regular, and entries that lack what their kind needs.
package storage

import (
	"context"
	"errors"
	"time"
)

// Errors a caller tells apart with errors.Is.
var (
	ErrNoPair    = errors.New("no such pair")
	ErrPairThere = errors.New("a pair of that name exists")
	ErrNewer     = errors.New("made by a newer Binome")
	ErrLocked    = errors.New("another program is writing")
	ErrBadID     = errors.New("not a name for a pair")
	ErrDamaged   = errors.New("not a journal that can be read")
)

// Options are what the edges pass in.
type Options struct {
	Now     func() time.Time // the clock; time.Now if nil
	Entropy func([]byte)     // randomness of ids; crypto/rand if nil
}

// A Folder is a data folder: pairs/, private/, curriculum/, config.toml.
type Folder struct {
	Dir string
	opt Options
}

// Open makes the folder (0700) when it isn't there. It keeps nothing open.
func Open(dir string, opt Options) (*Folder, error) { panic("being written") }

// A PairInfo is what a list of pairs shows, read from one journal.
type PairInfo struct {
	ID     string
	Mentor string
	Mentee string
	Next   string    // the next date agreed on, as in Entry.Next; "" when none
	LastAt time.Time // of the newest entry
	Err    error     // why it could not be read; the names are then empty
}

// Pairs lists the pairs, sorted by id. A journal that can't be read is listed with its Err.
func (f *Folder) Pairs() ([]PairInfo, error) { panic("being written") }

// Create makes a new pair's journal with its first entry (kind pair), on the disk.
// ErrPairThere, ErrBadID. The journal is open.
func (f *Folder) Create(id string, first Entry) (*Journal, error) { panic("being written") }

// Journal opens a pair's journal for reading and adding; ErrNoPair, ErrNewer, ErrDamaged.
func (f *Folder) Journal(id string) (*Journal, error) { panic("being written") }

// Private opens private/<id>.toml, which belongs to this computer's owner; it is
// made by its first entry.
func (f *Folder) Private(id string) (*Journal, error) { panic("being written") }

// Erased tells what erasing removed, and what it could not.
type Erased struct {
	Removed []string // paths
	Left    []error  // files that could not be removed, and why
}

// Erase removes a pair and everything about it: journal, private file, set-aside
// tails, temporary files and, last, its lock.
func (f *Folder) Erase(id string) (Erased, error) { panic("being written") }

// A Journal is one open file. Its methods may be called from several goroutines;
// only Append waits for a disk.
type Journal struct {
	ID   string
	Path string
}

// Append adds entries and returns them as written once they are on the disk (one write
// and one fsync for all). On error none of them is: the file is cut back to what it was.
func (j *Journal) Append(ctx context.Context, entries ...Entry) ([]Entry, error) {
	panic("being written")
}

// Submit adds entries without waiting: they are in State at once, marked Saving, then
// Sound when they are on the disk; or Unsaved, and tried again with growing pauses.
// It returns them with their ids. An entry that [Entry.Check] refuses is an error.
func (j *Journal) Submit(entries ...Entry) ([]Entry, error) { panic("being written") }

// State is what the journal holds now, sorted (instant, id, bytes). Never nil.
func (j *Journal) State() *State { panic("being written") }

// Watch returns a channel that receives (coalesced, capacity one) whenever State has
// changed, by this program or another, and the function that ends the watching.
func (j *Journal) Watch() (changed <-chan struct{}, stop func()) { panic("being written") }

// Flush waits until nothing is Saving any more; entries may be Unsaved then.
func (j *Journal) Flush(ctx context.Context) error { panic("being written") }

// Close stops watching and tries the unsaved once more; it returns what would be lost.
func (j *Journal) Close() error { panic("being written") }

// A State is a journal at one moment. It is shared and must not be changed.
type State struct {
	Version  int64   // grows with each change in this process
	Entries  []Entry // every block that could be read, and those not saved yet; sorted
	Unsaved  int     // how many entries are not on the disk, though tried
	SaveErr  error   // why, when Unsaved > 0
	ReadOnly string  // why nothing can be written ("locked by 1234 on desk-7"); "" when it can
	Troubles []Trouble
}

// A Trouble is something in the file that a person should know of.
type Trouble struct {
	Path string
	Line int    // from 1
	Col  int    // from 1, 0 if unknown
	Code string // "torn", "edited", "unreadable", "twice", "conflict-copy", …: names a phrase
	Text string // in English, for doctor and logs; lower case, no period
}
