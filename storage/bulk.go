package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/BurntSushi/toml"
)

// A Bulk reads many files one after another. What it gives is good until its next call.
// It is for one goroutine.
type Bulk struct{}

// A Batch is what one journal holds, as [State] has it.
type Batch struct {
	Entries []Entry
	Lost    int // blocks that can't be read, or lack what they need, and don't count
}

// Journal reads a journal wherever it is, as [ReadFile] does.
func (b *Bulk) Journal(path string) (Batch, error) {
	s, err := ReadFile(path)
	if err != nil {
		return Batch{}, err
	}
	return Batch{Entries: s.Entries, Lost: lost(s.Troubles)}, nil
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
func (b *Bulk) File(path string, limit int) ([]byte, error) {
	f, err := openRegular(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written
	if fi, err := f.Stat(); err != nil || fi.Size() > int64(limit) {
		if err == nil {
			err = &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
		}
		return nil, err
	}
	data, err := readAll(f)
	if err == nil && len(data) > limit {
		err = &fs.PathError{Op: "read", Path: path, Err: ErrTooLarge}
	}
	return data, err
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
