package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	entryLine = "[[entry]]"
	sumStart  = `sum = "`
	sumLen    = 12                          // hex digits
	sumLine   = len(sumStart) + sumLen + 1  // with its closing quote
	timeForm  = "2006-01-02T15:04:05Z07:00" // to the second, with its offset
	headNote  = "# Binome: the journal of one pair. Entries are only ever added. Read it, copy it, keep it in git."
	ownerNote = "# Binome: what this computer's owner writes for themselves. Never merged, synchronised or shown on a shared screen."
)

// header opens a new journal.
func header(id string, private bool) string {
	note := headNote
	if private {
		note = ownerNote
	}
	return note + "\nformat = " + strconv.Itoa(Format) + "\npair = " + string(appendQuoted(nil, id)) + "\n"
}

// appendBlock writes the entry's block: canonical, each value on one line, sum last,
// without the blank line that sets it apart from the one before.
func appendBlock(b []byte, e *Entry) []byte {
	start := len(b)
	b = append(b, entryLine...)
	b = append(b, '\n')
	sh := shapes[e.Kind]
	for i := range fields {
		f := fields[i]
		if f.bit == bitAt {
			b = append(b, "at = "...)
			b = wholeOffset(e.At).AppendFormat(b, timeForm)
			b = append(b, '\n')
			continue
		}
		s := e.in(f)
		if s.zero() && (s.str != nil || sh.needs&f.bit == 0) {
			continue
		}
		b = append(b, f.key...)
		b = append(b, " = "...)
		switch {
		case s.str != nil:
			b = appendQuoted(b, *s.str)
		case s.num != nil:
			b = strconv.AppendInt(b, int64(*s.num), 10)
		default:
			b = strconv.AppendBool(b, *s.flag)
		}
		b = append(b, '\n')
	}
	for _, kv := range e.Extra {
		b = appendKey(b, kv.Key)
		b = append(b, " = "...)
		b = append(b, kv.Value...)
		b = append(b, '\n')
	}
	sum := sumOf(string(b[start : len(b)-1]))
	b = append(b, sumStart...)
	b = append(b, sum[:]...)
	return append(b, "\"\n"...)
}

// sumOf is the proof that an entry is whole: the first 12 hex digits of the SHA-256
// of its lines before the sum, CR stripped, joined by LF.
func sumOf(lines string) [sumLen]byte {
	var near [1024]byte // most blocks fit, and then nothing is allocated
	h := sha256.Sum256(append(near[:0], lines...))
	var out [sumLen]byte
	hex.Encode(out[:], h[:sumLen/2])
	return out
}

// wholeOffset gives a time that RFC 3339 can write: offsets of the days before time
// zones have seconds.
func wholeOffset(t time.Time) time.Time {
	if _, off := t.Zone(); off%60 != 0 || off <= -24*3600 || off >= 24*3600 {
		return t.UTC()
	}
	return t
}

// appendQuoted writes a TOML basic string on one line. Besides what TOML asks for it
// escapes C1, direction marks and line separators, so that a journal can be shown with
// cat without any harm.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c <= '~' && c != '"' && c != '\\' {
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\r':
			b = append(b, `\r`...)
		case unsafeRune(r):
			const digits = "0123456789ABCDEF"
			b = append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// unsafeRune is true of what a terminal may act upon or a reader can't see (all of it
// below U+10000).
func unsafeRune(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r <= 0x9F:
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF:
		return true
	}
	return false
}

func appendKey(b []byte, key string) []byte {
	if bareKey(key) {
		return append(b, key...)
	}
	return appendQuoted(b, key)
}

func bareKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return key != ""
}

// unixLines strips the CR of line ends, however many there are.
func unixLines(s string) string {
	for strings.Contains(s, "\r\n") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	return s
}

// AppendJournal writes a whole journal as it stands on the disk. The entries have their
// ids and times, and are what [Entry.Check] lets through.
func AppendJournal(b []byte, id string, entries []Entry) []byte {
	b = append(b, header(id, false)...)
	for i := range entries {
		b = append(b, '\n')
		b = appendBlock(b, &entries[i])
	}
	return b
}
