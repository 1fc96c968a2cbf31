package storage

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"
)

// ErrOtherPair: a file is of another pair that has the same id, as two computers give it
// to two pairs with the same first names.
var ErrOtherPair = errors.New("the journal of another pair that has the same name")

// An OtherPairError says who each of the two pairs is.
type OtherPairError struct {
	Ours, Theirs Entry // the entry that began each journal
}

func (e *OtherPairError) Error() string {
	return fmt.Sprintf("%v: %s and %s, since %s", ErrOtherPair, e.Theirs.Mentor, e.Theirs.Mentee, e.Theirs.At.Format(time.DateOnly))
}

func (e *OtherPairError) Unwrap() error { return ErrOtherPair }

// origin is the entry that began a journal: the first of its kind in the order of the
// fold; nil when there is none. A journal has several when two beginnings of one pair
// were merged. The entries are sorted.
func origin(entries []Entry) *Entry {
	for i := range entries {
		if entries[i].Kind == KindPair {
			return &entries[i]
		}
	}
	return nil
}

// Identity is what a pair is known by where its id, which is only its first names, would
// be taken for another's: in a calendar, on a learning platform. It is a UUID made of the
// id of the entry that began the journal, which is random: so each journal has one, old
// ones too, two computers of a pair agree as soon as they are merged, and it tells
// nothing, not even when they began. "" for a journal without a beginning.
func Identity(entries []Entry) string {
	e := origin(entries)
	if e == nil {
		return ""
	}
	seed := "binome pair " + e.ID
	if _, err := ulid.ParseStrict(e.ID); err != nil { // by hand, perhaps "1"
		seed += e.At.UTC().Format(time.RFC3339) + e.Mentor + e.Mentee
	}
	u := sha256.Sum256([]byte(seed))
	u[6], u[8] = u[6]&0x0F|0x80, u[8]&0x3F|0x80 // version 8 (RFC 9562, 5.8)
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

// onePair reports whether two journals have a beginning in common. One that has none at
// all may be anybody's, and is taken for the same pair's.
func onePair(a, b []Entry) bool {
	begun := map[string]bool{}
	for i := range a {
		if a[i].Kind == KindPair {
			begun[a[i].ID] = true
		}
	}
	none := true
	for i := range b {
		if b[i].Kind == KindPair {
			if begun[b[i].ID] {
				return true
			}
			none = false
		}
	}
	return none || len(begun) == 0
}

// SamePair refuses another pair's journal that goes by the same id: [ErrOtherPair]. Two
// computers' journals of one pair have a beginning in common; those of two pairs that
// happen to have the same first names have none.
func SamePair(ours, theirs []Entry) error {
	if onePair(ours, theirs) {
		return nil
	}
	return &OtherPairError{Ours: *origin(ours), Theirs: *origin(theirs)}
}
