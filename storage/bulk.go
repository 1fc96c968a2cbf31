package storage

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/BurntSushi/toml"
)

// A Bulk reads many files one after another, in the same memory. What it gives is good
// until its next call. It is for one goroutine.
type Bulk struct {
	buf     []byte
	zones   zones
	entries []Entry
}

// A Batch is what one journal holds, as [State] has it.
type Batch struct {
	Entries []Entry
	Ours    bool // it is wholly as Binome writes it: sorted, no id twice, nothing lost
	Lost    int  // blocks that can't be read, or lack what they need, and don't count
}

// maxQuick bounds what is read quickly: beyond it the loader's allowance for edited blocks
// could be used up, and what counts would not be the same.
const maxQuick = 1 << 20

// Journal reads a journal wherever it is and however it is. What is wholly as Binome
// writes it (nothing else in the file, the entries in their order, no id twice) it reads
// at the speed of the disk; anything else as [ReadFile] does.
//
// On the quick way sums aren't checked, which takes longer than all the rest: a block
// edited by hand counts as well as a sound one. So all marks are Sound there, and no
// Line is given. FuzzBulk holds that both ways read the same.
func (b *Bulk) Journal(path string) (Batch, error) {
	var err error
	if b.buf, err = readInto(path, b.buf[:0], maxQuick); err == nil {
		if entries, ok := b.quick(unsafe.String(unsafe.SliceData(b.buf), len(b.buf))); ok {
			return Batch{Entries: entries, Ours: true}, nil
		}
	}
	s, err := ReadFile(path)
	if err != nil {
		return Batch{}, err
	}
	return Batch{Entries: s.Entries, Lost: lost(s.Troubles)}, nil
}

func (b *Bulk) quick(text string) ([]Entry, bool) {
	at := nextEntry(text, 0) - 1
	if at < 1 || !utf8.ValidString(text) {
		return nil, false
	}
	if _, format, bad := readHead(text[:at]); bad != nil || format != Format || !strings.HasPrefix(text, headNote) {
		return nil, false
	}
	b.entries = b.entries[:0]
	last := &Entry{}
	for at < len(text) {
		if !strings.HasPrefix(text[at:], "\n"+entryLine) {
			return nil, false
		}
		at++
		b.entries = append(b.entries, Entry{})
		e := &b.entries[len(b.entries)-1]
		s, ok := scanFields(text[at:], e, &b.zones, anySum)
		if !ok || e.ID <= last.ID || s.there&bitAt == 0 || e.Kind == "" || e.fits(s.there) != nil || e.At.Before(last.At) {
			return nil, false
		}
		last, at = e, at+s.n
	}
	return b.entries, true
}

func lost(troubles []Trouble) (n int) {
	for _, t := range troubles {
		if t.Code == TroubleUnreadable || t.Code == TroubleRefused {
			n++
		}
	}
	return n
}

// Errors of files that are no journals, told apart with errors.Is.
var (
	ErrNotRegular = errNotRegular
	ErrTooLarge   = errors.New("too large")
	ErrTOML       = errors.New("not the TOML that was expected")
)

// File reads a regular file of at most limit bytes. ErrNotRegular, ErrTooLarge.
func (b *Bulk) File(path string, limit int) (data []byte, err error) {
	b.buf, err = readInto(path, b.buf[:0], limit)
	return b.buf, err
}

// DecodeTOML hands text that somebody sent to the TOML library, if it is tame (no larger
// than [MaxEntry], not nested deep). The error is ErrTOML and says the line, and nothing
// of what stands there.
func DecodeTOML(text string, into any) error {
	if err := tame(text); err != nil {
		return fmt.Errorf("%w: %w", ErrTOML, err)
	}
	_, err := toml.Decode(text, into)
	if err == nil {
		return nil
	}
	var pe toml.ParseError
	if errors.As(err, &pe) {
		return fmt.Errorf("%w: %w", ErrTOML, &placed{line: pe.Position.Line, why: fmt.Sprintf("line %d", pe.Position.Line)})
	}
	return fmt.Errorf("%w: a value of another type", ErrTOML)
}

// LineOf is the line that an error of [DecodeTOML] speaks of, 0 when it says none.
func LineOf(err error) int {
	var p *placed
	if errors.As(err, &p) {
		return p.line
	}
	return 0
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
