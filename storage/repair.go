package storage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Repaired tells what a repair did.
type Repaired struct {
	Kept string    // the file as it was before, kept beside it; "" when it was not replaced
	Did  []Trouble // each trouble that was mended, with what was done as its text
	Left []Trouble // what only a person can mend
}

// Repair mends what can be mended without guessing: half an append at the end is set
// aside, the two sides of a git conflict are united, a head that can't be read is
// written anew, line ends and exact doubles are put in order, files that others may open
// are closed, and what a stopped program left is removed. Blocks that can't be read
// stay where they are and as they are. The original is kept beside the journal.
func (f *Folder) Repair(id string) (Repaired, error) {
	var out Repaired
	if !ValidID(id) {
		return out, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	if err := f.repairFile(id, false, &out); err != nil {
		return out, err
	}
	if _, err := os.Lstat(f.path(id, true)); err == nil {
		if err := f.repairFile(id, true, &out); err != nil {
			return out, err
		}
	}
	out.Left = f.examine(id).Troubles
	return out, nil
}

func (f *Folder) repairFile(id string, private bool, out *Repaired) error {
	path := f.path(id, private)
	l, err := f.lockThere(id, private)
	if err != nil {
		return err
	}
	defer l.release()
	did := func(line int, code, text string) {
		out.Did = append(out.Did, Trouble{Path: path, Line: line, Code: code, Text: text})
	}
	strays, err := f.strays(path)
	if err != nil {
		return err
	}
	if err := f.sweep(path); err != nil {
		return err
	}
	for _, p := range strays {
		did(0, TroubleStray, "removed "+filepath.Base(p))
	}
	data, fi, err := readFile(f.sys, path)
	if err != nil {
		return err
	}
	mended, err := f.mended(id, private, data, did)
	if err != nil {
		return err
	}
	if string(mended) != string(data) {
		if kept, err := f.keep(path, data); err != nil {
			return err
		} else if !private {
			out.Kept = kept
		}
		return replace(f.sys, path, mended, f.stamp())
	}
	if runtime.GOOS != "windows" && fi.Mode().Perm()&0o077 != 0 {
		if err := os.Chmod(path, 0o600); err != nil {
			return err
		}
		did(0, TroubleOpen, "only you may open it now")
	}
	return nil
}

// mended is the file as it should be.
func (f *Folder) mended(id string, private bool, data []byte, did func(line int, code, text string)) ([]byte, error) {
	path := f.path(id, private)
	d, err := load(data, path)
	if err != nil || hasTrouble(d.troubles, TroubleHead) {
		if err != nil && !mendable(data) {
			return nil, err
		}
		data = withHead(id, private, data)
		if d, err = load(data, path); err != nil {
			return nil, err
		}
		did(1, TroubleHead, "the lines above the first entry were written anew; the old ones are comments now")
	}
	if d.tail.torn {
		aside, err := f.setAside(path, data[d.tail.offset:])
		if err != nil {
			return nil, err
		}
		did(d.tail.line, TroubleTorn, "half an entry at the end was set aside in "+filepath.Base(aside))
		data = data[:d.tail.offset]
	}
	tidy, err := unite(data)
	if err != nil {
		return nil, err
	}
	if d.conflict {
		did(0, TroubleConflict, "the two sides of the git conflict were united")
		return tidy, nil
	}
	if len(cutAll(tidy)) < len(cutAll(data)) {
		did(0, TroubleTwice, "entries that stood there twice, to the letter, stand there once")
		return tidy, nil
	}
	if strings.Contains(string(data), "\r\n") || strings.HasPrefix(string(data), bom) {
		did(0, TroubleLineEnds, "line ends were put in order")
		return tidy, nil
	}
	return data, nil
}

func cutAll(data []byte) []chunk {
	_, chunks := cut(unixLines(strings.TrimPrefix(string(data), bom)))
	return chunks
}

func hasTrouble(list []Trouble, code string) bool {
	return slices.ContainsFunc(list, func(t Trouble) bool { return t.Code == code })
}

// mendable reports whether a file that can't be read may be given a new head: one that
// has entries, or nothing at all but comments. A newer format is none of our business,
// and a file of something else is left alone.
func mendable(data []byte) bool {
	if len(data) > maxFile {
		return false
	}
	text := unixLines(strings.TrimPrefix(string(data), bom))
	head, chunks := cut(text)
	if _, format, _ := readHead(head); format > Format {
		return false
	}
	return len(chunks) > 0 || strings.Trim(text, "\x00 \t\n") == ""
}

// withHead gives a file a new head, with the old one as comments in it.
func withHead(id string, private bool, data []byte) []byte {
	text := unixLines(strings.TrimPrefix(string(data), bom))
	head, _ := cut(text)
	var b strings.Builder
	b.WriteString(header(id, private))
	for line := range strings.Lines(head) {
		if line = strings.TrimRight(line, "\n"); strings.Trim(line, " \t\x00") == "" || strings.Contains(b.String(), line+"\n") {
			continue
		}
		if !strings.HasPrefix(line, "#") || strings.ContainsFunc(line, unsafeRune) {
			line = "# was: " + strings.Trim(strconv.Quote(line), `"`)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("\n")
	b.WriteString(text[len(head):])
	return []byte(b.String())
}

// keep writes the file as it was beside it.
func (f *Folder) keep(path string, data []byte) (string, error) {
	name := path + keptMark + f.stamp()
	if err := writeNew(f.sys, name, data); err != nil {
		return "", err
	}
	return name, f.sys.syncDir(filepath.Dir(path))
}

// adopt appends an entry with the id it has, unless it is there.
func (j *Journal) adopt(e Entry) error {
	j.mu.Lock()
	there := j.has(e.ID)
	j.mu.Unlock()
	if there {
		return nil
	}
	_, err := j.Append(context.Background(), e)
	return err
}
