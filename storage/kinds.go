package storage

import "strings"

// Kind says what an entry records.
type Kind string

// The kinds of entry this version writes. Others are kept and not counted.
const (
	KindPair       Kind = "pair"       // the first: who the two are
	KindName       Kind = "name"       // a later change to either
	KindCharter    Kind = "charter"    // the text agreed to, by whom
	KindGoal       Kind = "goal"       // what the mentee would like to do; a lesson it points to, if any
	KindRoute      Kind = "route"      // the one they chose
	KindConsent    Kind = "consent"    // to what leaves the pair
	KindSession    Kind = "session"    // a meeting begins
	KindClose      Kind = "close"      // of a session
	KindPostpone   Kind = "postpone"   // the next date is another
	KindStep       Kind = "step"       // begun or done
	KindTick       Kind = "tick"       // a box
	KindRung       Kind = "rung"       // how much of a lesson on their own
	KindConfidence Kind = "confidence" // how sure they are
	KindOpinion    Kind = "opinion"    // of the whole, at the end
	KindRecall     Kind = "recall"     // a question, from memory
	KindNote       Kind = "note"
	KindWord       Kind = "word" // noted for later
	KindPromise    Kind = "promise"
	KindOutcome    Kind = "outcome" // of a promise
	KindGift       Kind = "gift"    // what the mentor learned in return
	KindMoved      Kind = "moved"   // a screen has changed: for the author
	KindRetract    Kind = "retract" // undone
)

// shapes are the kinds' fields by key, with a star those that a kind needs. What the fold
// does with a kind is in progress/kinds.go; the two tables are all there is to one.
var shapes = map[Kind]shape{
	KindPair:       shaped("mentor* mentee* mentor_language mentee_language code"),
	KindName:       shaped("who* name* language"),
	KindCharter:    shaped("hash* who lesson"),
	KindGoal:       shaped("text* who lesson"),
	KindRoute:      shaped("route*"),
	KindConsent:    shaped("who* given* to text"),
	KindSession:    shaped("minutes"),
	KindClose:      shaped("next text"),
	KindPostpone:   shaped("next text"),
	KindStep:       shaped("lesson* step* state* edition"),
	KindTick:       shaped("lesson* step* item* edition"),
	KindRung:       shaped("lesson* rung* evidence edition"),
	KindConfidence: shaped("who* topic* value* lesson"),
	KindOpinion:    shaped("who* topic* value*"),
	KindRecall:     shaped("question* rating* edition"),
	KindNote:       shaped("text* lesson step"),
	KindWord:       shaped("text* lesson step"),
	KindPromise:    shaped("who* text* lesson"),
	KindOutcome:    shaped("of* outcome* text"),
	KindGift:       shaped("text* lesson"),
	KindMoved:      shaped("lesson* text step edition"),
	KindRetract:    shaped("of*"),
}

// A shape says which fields a kind needs and which it may have, as their bits.
type shape struct{ needs, has uint64 }

func shaped(list string) (sh shape) {
	sh.has = bits("id by session kind")
	for key := range strings.FieldsSeq(list) {
		key, needed := strings.CutSuffix(key, "*")
		if sh.has |= bits(key); needed {
			sh.needs |= bits(key)
		}
	}
	return sh
}
