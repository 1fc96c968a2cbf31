package storage

import "time"

// Kind says what an entry records.
type Kind string

// The kinds of entry this version writes. Others are kept and not counted.
const (
	KindPair       Kind = "pair"       // the first: who the two are
	KindName       Kind = "name"       // a later change to either: who, name, language
	KindCharter    Kind = "charter"    // hash of the text agreed to, by whom
	KindGoal       Kind = "goal"       // text; a lesson it points to, if any
	KindConsent    Kind = "consent"    // to what leaves the pair: who, given, to whom
	KindSession    Kind = "session"    // a meeting begins; minutes the two have
	KindClose      Kind = "close"      // of a session: next (may be empty: to be fixed), text
	KindPostpone   Kind = "postpone"   // next
	KindStep       Kind = "step"       // lesson, step, state: begun or done
	KindTick       Kind = "tick"       // lesson, step, item, edition
	KindRung       Kind = "rung"       // lesson, rung, evidence
	KindConfidence Kind = "confidence" // who, topic, value 0 to 10
	KindOpinion    Kind = "opinion"    // of the whole, at the end: who, topic, value 0 to 10
	KindRecall     Kind = "recall"     // question, rating
	KindNote       Kind = "note"       // text; lesson and step, if any
	KindWord       Kind = "word"       // text: a word noted for later
	KindPromise    Kind = "promise"    // who, text; lesson, if any
	KindOutcome    Kind = "outcome"    // of (a promise), outcome
	KindGift       Kind = "gift"       // text: what the mentor learned in return
	KindMoved      Kind = "moved"      // lesson, text: a screen has changed, for the author
	KindRetract    Kind = "retract"    // of an id: undone
)

// An Entry is one thing that happened, kept for good. Which fields a kind needs is
// checked on append ([Entry.Check]); a field that a kind doesn't use is left zero
// and is not written.
type Entry struct {
	ID      string    // ULID, given by the journal on append when empty
	At      time.Time // to the second; given by the journal when zero
	By      string    // "mentor", "mentee", "pair" (one keyboard, nobody chosen); may be empty
	Session string    // id of the session entry it belongs to; may be empty
	Kind    Kind

	Mentor         string // pair
	MentorLanguage string // pair: BCP 47, "fr"
	Mentee         string // pair
	MenteeLanguage string // pair
	Code           string // pair: the code that stands for the names in the programme

	Who      string // name, consent, promise, confidence, opinion: "mentor" or "mentee"
	Name     string // name
	Language string // name

	Lesson  string // module/lesson
	Step    string // discover, together, alone, talk, remember
	State   string // step: "begun" or "done"
	Item    int    // tick: from 1
	Edition int    // step, tick: the lesson's edition

	Rung     string // "with-you", "with-hint", "unaided", "again", "passed-on"
	Evidence string // rung: one line

	Question string // recall: module/lesson#id
	Rating   string // recall: "alone", "with-help", "forgotten"

	Topic string // confidence: "alone-tomorrow", "looking-back", "contradict", "dont-know", "no-jargon"; opinion: "worth", "recommend"
	Value int    // confidence, opinion: 0 to 10

	Text    string // note, word, promise, gift, goal, moved, close
	Of      string // retract, outcome: the id it speaks of
	Outcome string // outcome: "done", "adapted", "not-yet"
	Hash    string // charter: the text agreed to, 12 hex digits
	Given   bool   // consent: given, or withdrawn
	Next    string // close, postpone: next date, "2026-12-04" or RFC 3339; empty is "to be fixed"
	Minutes int    // session: how long the two have
	To      string // consent: "programme" (also when empty), "ballot" or "lms"

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
