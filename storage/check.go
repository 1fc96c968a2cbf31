package storage

import (
	"errors"
	"fmt"
	bits64 "math/bits"

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
)

// cleaned is the entry with every text made safe to keep: the door through which
// all that people type comes in. What files hold comes in by the same wash.
func (e Entry) cleaned() Entry {
	for i := range fields {
		if s := e.in(fields[i]); s.str != nil {
			wash(fields[i].key, s.str)
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
		return e.refuse(fields[bits64.TrailingZeros64(useless)].key, "not used by this kind")
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
	for i := range fields {
		if s := e.in(fields[i]); !s.zero() {
			set |= fields[i].bit
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
		return e.refuse(fields[bits64.TrailingZeros64(lack)].key, "missing")
	}
	for there &^= unruled; there != 0; there &= there - 1 {
		f := fields[bits64.TrailingZeros64(there)]
		if sh.needs&f.bit != 0 && !f.zero && e.in(f).zero() {
			return e.refuse(f.key, "missing") // a number given as zero
		}
		if why := e.misfit(f); why != "" {
			return e.refuse(f.key, "%s", why)
		}
	}
	return nil
}

// unruled are the fields that misfit has nothing to say of: those looked at above, and the
// kind. Nearly every entry has all four.
var unruled = bits("id at session kind")

// shorten keeps a value quoted in an error to a line's worth.
func shorten(s string) string { return clean.Short(s, 40) }
