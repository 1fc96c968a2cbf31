package storage

import (
	"strings"

	"binome/storage/clean"
)

const maxPairID = 64

// Roles, as entries and settings write them: who of the two, for whose computer it is
// also neither, for who looks at a screen also both.
const (
	Mentor = "mentor"
	Mentee = "mentee"
	Nobody = "nobody"
	Shared = "shared"
)

// Slug makes a pair's id out of any name: "Inès & Philippe" gives "ines-philippe".
// It is false when nothing usable is left, or when the system reserves the name.
func Slug(s string) (string, bool) {
	s = strings.ToValidUTF8(s[:min(len(s), 4096)], "")
	slug := strings.Join(clean.Words(strings.NewReplacer("'", "", "’", "").Replace(s)), "-")
	slug = strings.TrimRight(slug[:min(len(slug), maxPairID)], "-")
	return slug, ValidID(slug)
}

// ValidID reports whether id can name a pair: small ASCII letters, digits and inner
// hyphens, 1 to 64 of them, and no name that Windows keeps for a device. (The names of
// commands are for the command line to refuse.)
func ValidID(id string) bool {
	return len(id) <= maxPairID && isSlug(id) && !clean.Device(id)
}

// Classes of bytes, one table for all: names and ids are looked at a million times when
// many journals are read.
const (
	slugByte  = 1 << iota // a-z 0-9 -
	idByte                // a-z A-Z 0-9 - _ .
	tagByte               // a-z A-Z 0-9 -
	plainByte             // printable ASCII but for " and \
)

var classes = func() (t [256]byte) {
	for c := range 256 {
		lower, upper, digit := c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9'
		if lower || digit || c == '-' {
			t[c] |= slugByte
		}
		if lower || upper || digit || c == '-' {
			t[c] |= tagByte | idByte
		}
		if c == '_' || c == '.' {
			t[c] |= idByte
		}
		if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
			t[c] |= plainByte
		}
	}
	return t
}()

// all reports whether every byte of s is of a class.
func all(s string, class byte) bool {
	for i := range len(s) {
		if classes[s[i]]&class == 0 {
			return false
		}
	}
	return true
}

func isSlug(s string) bool {
	return s != "" && len(s) <= maxPairID && s[0] != '-' && s[len(s)-1] != '-' && all(s, slugByte)
}

func validLesson(s string) bool {
	module, lesson, ok := strings.Cut(s, "/")
	return ok && isSlug(module) && isSlug(lesson)
}

// validEntryID is wider than a ULID: a person may add an entry by hand.
func validEntryID(s string) bool {
	return s != "" && len(s) <= maxID && s[0] != '-' && s[0] != '_' && s[0] != '.' && all(s, idByte)
}

func validLanguage(s string) bool {
	return s != "" && len(s) <= 35 && s[0] != '-' && all(s, tagByte)
}
