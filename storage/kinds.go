package storage

import (
	"errors"
	"fmt"
	bits64 "math/bits"
	"strings"
	"time"
	"unicode/utf8"

	"binome/storage/clean"
)

// ErrEntry is what [Entry.Check] finds wrong, wrapped with the kind and the field.
var ErrEntry = errors.New("entry refused")

// Limits of what is kept. They are checked before anything is written, and before a
// block of a file is handed to the TOML library.
const (
	MaxEntry    = 64 << 10 // bytes of one entry's block
	MaxText     = 8 << 10  // bytes of a Text
	MaxEvidence = 400      // runes of Evidence
	MaxName     = 80       // runes of a person's name, or a code
	maxID       = 64       // bytes of an entry's id
	maxItem     = 1000
	maxEdition  = 1_000_000
	maxMinutes  = 24 * 60
)

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
	KindConsent:    shaped("who given", "text"),
	KindSession:    shaped("", "minutes"),
	KindClose:      shaped("", "next text"),
	KindPostpone:   shaped("", "next text"),
	KindStep:       shaped("lesson step state", "edition"),
	KindTick:       shaped("lesson step item", "edition"),
	KindRung:       shaped("lesson rung", "evidence edition"),
	KindConfidence: shaped("who topic value", ""),
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
	text of outcome hash given next minutes`)

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
	}
	return nil
}

var (
	bys      = keys("mentor mentee pair")
	steps    = keys("discover together alone talk remember")
	states   = keys("begun done")
	rungs    = keys("with-you with-hint unaided again passed-on")
	ratings  = keys("alone with-help forgotten")
	topics   = keys("alone-tomorrow looking-back contradict dont-know no-jargon")
	outcomes = keys("done adapted not-yet")
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

// cleaned is the entry with every text made safe to keep: the door through which
// all that people type comes in. What files hold comes in by the same wash.
func (e Entry) cleaned() Entry {
	for _, key := range order {
		if s, _ := e.slot(key); s.str != nil {
			wash(key, s.str)
		}
	}
	return e
}

func wash(key string, s *string) {
	switch {
	case harmless(*s):
	case key == "text":
		*s = clean.Text(*s)
	default:
		*s = clean.Line(*s)
	}
}

// harmless is a quick yes to text that cleaning would leave as it is: most of what
// a journal holds is ASCII or Latin letters.
func harmless(s string) bool {
	if s == "" {
		return true
	}
	if s[0] <= ' ' || s[len(s)-1] <= ' ' {
		return false
	}
	for _, r := range s {
		if r < ' ' || r > '~' && r < 0xC0 || r > 0x24F {
			return false
		}
	}
	return true
}

// Check says what keeps the entry from being written: a field that its kind needs
// and that is empty, one that it doesn't use, a value out of range. Text is judged as
// it will be kept, without control characters. A kind that this version doesn't know
// is refused: nobody could say what it needs.
func (e Entry) Check() error {
	e = e.cleaned()
	sh, known := shapes[e.Kind]
	if !known {
		return e.refuse("kind", "%q is not one this version writes", shorten(string(e.Kind)))
	}
	filled := e.filled()
	if err := e.fits(filled | mayBeZero); err != nil {
		return err
	}
	if useless := filled &^ sh.has; useless != 0 {
		return e.refuse(order[bits64.TrailingZeros64(useless)], "not used by this kind")
	}
	for _, kv := range e.Extra {
		if err := checkExtra(kv); err != nil {
			return e.refuse(kv.Key, "%v", err)
		}
	}
	if len(appendBlock(nil, &e))+maxID > MaxEntry {
		return e.refuse("", "larger than %d KiB", MaxEntry>>10)
	}
	return nil
}

func (e *Entry) refuse(key, format string, args ...any) error {
	place := shorten(string(e.Kind))
	if key != "" {
		place += ": " + key
	}
	return fmt.Errorf("%w: %s: %s", ErrEntry, place, fmt.Sprintf(format, args...))
}

// filled has the bits of the fields that hold something.
func (e *Entry) filled() (set uint64) {
	for _, key := range order {
		if s, bit := e.slot(key); !s.zero() {
			set |= bit
		}
	}
	return set
}

// fits checks what is true of every entry counted, also of those read from files:
// the fields that its kind needs are there and every value is in its range. Fields
// that a kind doesn't use are let be: a newer version may use them. there has the
// bits of the fields that hold something, and of numbers and flags that are given as
// zero.
func (e *Entry) fits(there uint64) error {
	sh, known := shapes[e.Kind]
	if e.ID != "" && !validEntryID(e.ID) {
		return e.refuse("id", "not an id")
	}
	if e.Session != "" && !validEntryID(e.Session) {
		return e.refuse("session", "not an id")
	}
	if y := e.At.Year(); (there&bitAt != 0 || !e.At.IsZero()) && (y < 1970 || y > 9998) {
		return e.refuse("at", "the year %d", y)
	}
	if !known {
		return nil
	}
	if lack := sh.needs &^ there; lack != 0 {
		return e.refuse(order[bits64.TrailingZeros64(lack)], "missing")
	}
	if e.Kind == KindTick && e.Item == 0 {
		return e.refuse("item", "missing")
	}
	for there &^= bitAt; there != 0; there &= there - 1 {
		key := order[bits64.TrailingZeros64(there)]
		if why := e.misfit(key); why != "" {
			return e.refuse(key, "%s", why)
		}
	}
	return nil
}

// misfit says what is wrong with the value of one field, if it has one.
func (e *Entry) misfit(key string) string {
	s, _ := e.slot(key)
	if s.zero() {
		return ""
	}
	if s.num != nil {
		return e.numberMisfit(key, *s.num)
	}
	if s.str == nil {
		return ""
	}
	v := *s.str
	if list := choices(key); list != nil {
		for _, c := range list {
			if v == c {
				return ""
			}
		}
		return fmt.Sprintf("%q is none of %s", shorten(v), strings.Join(list, ", "))
	}
	bad := false
	switch key {
	case "mentor", "mentee", "name", "code":
		bad = utf8.RuneCountInString(v) > MaxName
	case "evidence":
		bad = utf8.RuneCountInString(v) > MaxEvidence
	case "text":
		bad = len(v) > MaxText
	case "mentor_language", "mentee_language", "language":
		if !validLanguage(v) {
			return fmt.Sprintf("%q is not a language", shorten(v))
		}
	case "lesson":
		if !validLesson(v) {
			return fmt.Sprintf("%q is not module/lesson", shorten(v))
		}
	case "question":
		lesson, id, ok := strings.Cut(v, "#")
		if !ok || !validLesson(lesson) || !isSlug(id) {
			return fmt.Sprintf("%q is not module/lesson#question", shorten(v))
		}
	case "of":
		if !validEntryID(v) {
			return "not an id"
		}
	case "hash":
		if len(v) != sumLen || strings.Trim(v, "0123456789abcdef") != "" {
			return "not 12 hex digits"
		}
	case "next":
		if !validNext(v) {
			return fmt.Sprintf("%q is not a date", shorten(v))
		}
	}
	if bad {
		return "too long"
	}
	return ""
}

func (e *Entry) numberMisfit(key string, n int) string {
	low, high := 1, 0
	switch key {
	case "item":
		high = maxItem
	case "edition":
		high = maxEdition
	case "value":
		low, high = 0, 10
	case "minutes":
		high = maxMinutes
	}
	if n < low || n > high {
		return fmt.Sprintf("%d is not from %d to %d", n, low, high)
	}
	return ""
}

func validNext(v string) bool {
	if _, err := time.Parse(time.DateOnly, v); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339, v)
	return err == nil
}

// shorten keeps a value quoted in an error to a line's worth.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 40 {
		return s
	}
	return string([]rune(s)[:39]) + "…"
}
