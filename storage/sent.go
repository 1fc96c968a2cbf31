package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"binome/storage/tame"
)

// Errors of files that somebody sent, told apart with errors.Is.
var (
	ErrNotRegular = errNotRegular
	ErrTooLarge   = errors.New("too large")
	ErrTOML       = errors.New("not the TOML that was expected")
)

// ReadSent reads a regular file of at most limit bytes that somebody sent: a FIFO or a
// link is refused, not opened. ErrNotRegular, ErrTooLarge.
func ReadSent(path string, limit int) ([]byte, error) {
	if fi, err := os.Lstat(path); err == nil && !fi.Mode().IsRegular() { // even a link of one's own
		return nil, &fs.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	return readUpTo(disk{}, path, limit)
}

// ReadNamed is ReadSent for a file that the person named: a link is followed, and still a
// FIFO makes nobody wait.
func ReadNamed(path string, limit int) ([]byte, error) {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, err
	}
	return ReadSent(real, limit)
}

// AppendTo opens a file that the person named, to add to it: it is made (0600) when it
// isn't there, and must be a regular one. A FIFO would make everybody wait for a reader.
func AppendTo(path string) (*os.File, error) {
	path = filepath.Clean(path)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return openRegular(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
}

// DecodeTOML hands text that somebody sent to the TOML library, if it is tame (no larger
// than [MaxEntry], not nested deep). The error is ErrTOML and says the line, and nothing
// of what stands there.
func DecodeTOML(text string, into any) error {
	_, f := tame.Decode(text, bounds, into)
	if f == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrTOML, &placed{line: f.Line, why: fmt.Sprintf("line %d", f.Line)})
}

// LineOf is the line that an error of [DecodeTOML] speaks of, 0 when it says none.
func LineOf(err error) int {
	var p *placed
	if errors.As(err, &p) {
		return p.line
	}
	return 0
}
