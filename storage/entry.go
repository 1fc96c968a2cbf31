package storage

import "time"

// An Entry is one thing that happened, kept for good. Which fields a kind needs is
// checked on append ([Entry.Check]); a field that a kind doesn't use is left zero
// and is not written.
//
// The tags are all there is to a field, in the order of a block's lines (fields.go): its
// key, and what it may hold: one of some words, what a rule lets through, or a number from
// 1 up to the most there may be. Where zero says something, it counts as given.
type Entry struct {
	ID      string    `key:"id" is:"id"`                  // ULID, given by the journal on append when empty
	At      time.Time `key:"at"`                          // to the second; given by the journal when zero
	By      string    `key:"by" one:"mentor mentee pair"` // pair: one keyboard, nobody chosen; may be empty
	Session string    `key:"session" is:"id"`             // id of the session entry it belongs to; may be empty
	Kind    Kind      `key:"kind"`

	Mentor         string `key:"mentor" is:"name"`
	MentorLanguage string `key:"mentor_language" is:"language"` // BCP 47, "fr"
	Mentee         string `key:"mentee" is:"name"`
	MenteeLanguage string `key:"mentee_language" is:"language"`
	Code           string `key:"code" is:"name"` // stands for the names in the programme

	Who      string `key:"who" one:"mentor mentee"`
	Name     string `key:"name" is:"name"`
	Language string `key:"language" is:"language"`

	Lesson  string `key:"lesson" is:"lesson"` // module/lesson
	Step    string `key:"step" one:"discover together alone talk remember"`
	State   string `key:"state" one:"begun done"`
	Item    int    `key:"item" most:"1000"`       // from 1
	Edition int    `key:"edition" most:"1000000"` // the lesson's

	Rung     string `key:"rung" one:"with-you with-hint unaided again passed-on"`
	Evidence string `key:"evidence" is:"evidence"` // one line

	Question string `key:"question" is:"question"` // module/lesson#id
	Rating   string `key:"rating" one:"alone with-help forgotten"`

	Topic string `key:"topic" one:"alone-tomorrow looking-back contradict dont-know no-jargon worth recommend"`
	Value int    `key:"value" most:"10" zero:"counts"`

	Text    string `key:"text" is:"text"`
	Of      string `key:"of" is:"id"` // the entry it speaks of
	Outcome string `key:"outcome" one:"done adapted not-yet"`
	Hash    string `key:"hash" is:"hash"`                // of the text agreed to, 12 hex digits
	Given   bool   `key:"given" zero:"counts"`           // or withdrawn
	Next    string `key:"next" is:"date"`                // "2026-12-04" or RFC 3339; empty is "to be fixed"
	Minutes int    `key:"minutes" most:"1440"`           // how long the two have
	Route   string `key:"route" is:"slug"`               // of the curriculum's, by its id
	To      string `key:"to" one:"programme ballot lms"` // empty is the programme

	// Extra holds keys this version doesn't know, in the file's order, as TOML
	// values written on one line. They are kept.
	Extra []KeyValue

	// What the loader found; never written.
	Mark Mark
	Line int // where the block begins in the file, from 1; 0 for an entry not read from a file
}

// A KeyValue is one unknown key with its value in TOML.
type KeyValue struct{ Key, Value string }

// A Mark says how far an entry can be trusted.
type Mark int

// The marks of an entry.
const (
	Sound   Mark = iota // its sum is right
	Edited              // no sum, or a wrong one: somebody edited the file by hand; counted all the same
	Saving              // on its way to the disk
	Unsaved             // could not be saved yet; tried again
)
