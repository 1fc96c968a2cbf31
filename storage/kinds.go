package storage

import "strings"

// A shape says which fields a kind needs and which it may have besides, in the
// files' own key names.
type shape struct {
	need, may  []string
	needs, has uint64 // the same as bits; has is both
}

func keys(s string) []string { return strings.Fields(s) }

func bits(lists ...[]string) (set uint64) {
	for _, list := range lists {
		for _, key := range list {
			_, bit := new(Entry).slot(key)
			set |= bit
		}
	}
	return set
}

func shaped(need, may string) shape {
	n, m, always := keys(need), keys(may), keys("id by session kind")
	return shape{n, m, bits(n), bits(n, m, always)}
}

var shapes = map[Kind]shape{
	KindPair:       shaped("mentor mentee", "mentor_language mentee_language code"),
	KindName:       shaped("who name", "language"),
	KindCharter:    shaped("hash", "who lesson"),
	KindGoal:       shaped("text", "who lesson"),
	KindConsent:    shaped("who given", "to text"),
	KindSession:    shaped("", "minutes"),
	KindClose:      shaped("", "next text"),
	KindPostpone:   shaped("", "next text"),
	KindStep:       shaped("lesson step state", "edition"),
	KindTick:       shaped("lesson step item", "edition"),
	KindRung:       shaped("lesson rung", "evidence edition"),
	KindConfidence: shaped("who topic value", ""),
	KindOpinion:    shaped("who topic value", ""),
	KindRecall:     shaped("question rating", "edition"),
	KindNote:       shaped("text", "lesson step"),
	KindWord:       shaped("text", "lesson step"),
	KindPromise:    shaped("who text", "lesson"),
	KindOutcome:    shaped("of outcome", "text"),
	KindGift:       shaped("text", "lesson"),
	KindMoved:      shaped("lesson", "text step edition"),
	KindRetract:    shaped("of", ""),
}

// order is the order of keys in a block: these, then the unknown ones, then sum.
var order = keys(`id at by session kind
	mentor mentor_language mentee mentee_language code who name language
	lesson step state item edition rung evidence question rating topic value
	text of outcome hash given next minutes to`)

// choices are the values a field may have, nil when it may have any.
func choices(key string) []string {
	switch key {
	case "by":
		return bys
	case "who":
		return bys[:2]
	case "step":
		return steps
	case "state":
		return states
	case "rung":
		return rungs
	case "rating":
		return ratings
	case "topic":
		return topics
	case "outcome":
		return outcomes
	case "to":
		return tos
	}
	return nil
}

var (
	bys      = keys("mentor mentee pair")
	steps    = keys("discover together alone talk remember")
	states   = keys("begun done")
	rungs    = keys("with-you with-hint unaided again passed-on")
	ratings  = keys("alone with-help forgotten")
	topics   = keys("alone-tomorrow looking-back contradict dont-know no-jargon worth recommend")
	outcomes = keys("done adapted not-yet")
	tos      = keys("programme ballot lms")
)

// A slot is where a key's value is kept: one pointer is set, or none for a key that
// this version doesn't know.
type slot struct {
	str  *string
	num  *int
	flag *bool
}

// slot finds the field of a key, and its bit: one shifted by the key's place in order.
func (e *Entry) slot(key string) (slot, uint64) {
	switch key {
	case "id":
		return slot{str: &e.ID}, 1 << 0
	case "by":
		return slot{str: &e.By}, 1 << 2
	case "session":
		return slot{str: &e.Session}, 1 << 3
	case "kind":
		return slot{str: (*string)(&e.Kind)}, 1 << 4
	case "mentor":
		return slot{str: &e.Mentor}, 1 << 5
	case "mentor_language":
		return slot{str: &e.MentorLanguage}, 1 << 6
	case "mentee":
		return slot{str: &e.Mentee}, 1 << 7
	case "mentee_language":
		return slot{str: &e.MenteeLanguage}, 1 << 8
	case "code":
		return slot{str: &e.Code}, 1 << 9
	case "who":
		return slot{str: &e.Who}, 1 << 10
	case "name":
		return slot{str: &e.Name}, 1 << 11
	case "language":
		return slot{str: &e.Language}, 1 << 12
	case "lesson":
		return slot{str: &e.Lesson}, 1 << 13
	case "step":
		return slot{str: &e.Step}, 1 << 14
	case "state":
		return slot{str: &e.State}, 1 << 15
	case "item":
		return slot{num: &e.Item}, 1 << 16
	case "edition":
		return slot{num: &e.Edition}, 1 << 17
	case "rung":
		return slot{str: &e.Rung}, 1 << 18
	case "evidence":
		return slot{str: &e.Evidence}, 1 << 19
	case "question":
		return slot{str: &e.Question}, 1 << 20
	case "rating":
		return slot{str: &e.Rating}, 1 << 21
	case "topic":
		return slot{str: &e.Topic}, 1 << 22
	case "value":
		return slot{num: &e.Value}, 1 << 23
	case "text":
		return slot{str: &e.Text}, 1 << 24
	case "of":
		return slot{str: &e.Of}, 1 << 25
	case "outcome":
		return slot{str: &e.Outcome}, 1 << 26
	case "hash":
		return slot{str: &e.Hash}, 1 << 27
	case "given":
		return slot{flag: &e.Given}, 1 << 28
	case "next":
		return slot{str: &e.Next}, 1 << 29
	case "minutes":
		return slot{num: &e.Minutes}, 1 << 30
	case "to":
		return slot{str: &e.To}, 1 << 31
	}
	return slot{}, 0
}

const bitAt = 1 << 1

// mayBeZero are the fields whose zero says something.
var mayBeZero = bits(keys("value given"))

// zero reports whether the slot holds nothing.
func (s slot) zero() bool {
	switch {
	case s.str != nil:
		return *s.str == ""
	case s.num != nil:
		return *s.num == 0
	case s.flag != nil:
		return !*s.flag
	}
	return true
}
