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
	for there &^= anything; there != 0; there &= there - 1 {
		key := order[bits64.TrailingZeros64(there)]
		if why := e.misfit(key); why != "" {
			return e.refuse(key, "%s", why)
		}
	}
	return nil
}

// anything are the fields that misfit has nothing to say of: those looked at above, and
// the kind. Nearly every entry has all four.
var anything = bits(keys("id at session kind"))

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
func shorten(s string) string { return clean.Short(s, 40) }
