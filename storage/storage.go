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
	ErrClosed    = errors.New("the journal is closed")
)

// A State is a journal at one moment. It is shared and must not be changed.
type State struct {
	Version  int64   // grows with each change in this process
	Base     int64   // grows when Entries changed otherwise than by new ones at their end, or by marks
	Entries  []Entry // every block that could be read, and those not saved yet; sorted
	Unsaved  int     // how many entries are not on the disk, though tried
	SaveErr  error   // why, when Unsaved > 0
	ReadOnly string  // why nothing can be written ("locked by 1234 on desk-7"); "" when it can
	Troubles []Trouble
}

// Has reports whether there is a trouble of that code.
func (s *State) Has(code string) bool { return hasTrouble(s.Troubles, code) }

// clockSlack is how far two computers' clocks may be apart without a word.
const clockSlack = 2 * time.Minute

// Ahead reports that the newest entry is of a time that the clock has yet to reach: it was
// set back, or is wrong on one of two computers. What is added now counts as of then.
func (s *State) Ahead(now time.Time) bool {
	n := len(s.Entries)
	return n > 0 && s.Entries[n-1].At.Sub(now) > clockSlack
}

// A Trouble is something in the file that a person should know of.
type Trouble struct {
	Path string
	Line int    // from 1; 0 when it is about the whole file
	Col  int    // from 1, 0 if unknown
	Code string // names a phrase: see the list below
	Text string // in English, for doctor and logs; lower case, no period
}

// The codes of troubles: torn (half an append, set aside), edited (by hand; it counts),
// unreadable (no TOML; doesn't count), refused (an entry without what it needs; doesn't
// count), twice (one id, two texts; the other counts), head (the lines above the first
// entry), conflict (git's markers), conflict-copy (a file that a sync folder made),
// missing (the file is gone), gone (entries seen before are not in the file any more),
// damaged (the whole file can't be read any more), other-name (the file says it is
// another pair's), open-to-others (the file's permissions), stray (left by a program
// that was stopped), line-ends (not as Binome writes them; only Repair tells of it), draft
// (typed and not kept; nothing is wrong), erasing (begun, and not ended), held (a lock that another computer, or a
// program that nobody can tell, has not given back), clock (behind the newest entry).
const (
	TroubleTorn       = "torn"
	TroubleEdited     = "edited"
	TroubleUnreadable = "unreadable"
	TroubleRefused    = "refused"
	TroubleTwice      = "twice"
	TroubleHead       = "head"
	TroubleConflict   = "conflict"
	TroubleCopy       = "conflict-copy"
	TroubleMissing    = "missing"
	TroubleGone       = "gone"
	TroubleDamaged    = "damaged"
	TroubleOtherName  = "other-name"
	TroubleOpen       = "open-to-others"
	TroubleStray      = "stray"
	TroubleLineEnds   = "line-ends"
	TroubleDraft      = "draft"
	TroubleErasing    = "erasing"
	TroubleHeld       = "held"
	TroubleClock      = "clock"
)
