package storage

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"binome/storage/clean"
)

// Format is the newest format of a journal that this version reads, and the one it writes.
const Format = 1

// Limits of a file.
const (
	maxFile  = 16 << 20 // bytes: some 100,000 entries
	maxSlow  = 4 << 20  // bytes of a file that are read the slow way, most of a second's worth at worst
	perBlock = 256      // what a block costs there besides its bytes

	// maxBlocks is more than a file of that size holds when we write it: the shortest
	// block has 110 bytes. A million empty ones would cost a gigabyte.
	maxBlocks = 160_000
	minBlock  = 100

	maxTroubles = 1000 // told one by one
)

const bom = "\uFEFF"

// A doc is a journal's file, read. Entries are in the file's order until sorted.
type doc struct {
	pair     string
	entries  []Entry
	bodies   []string // the block of each entry, with unix lines, to its sum or its end
	troubles []Trouble
	lines    int  // line feeds in the file
	openEnd  bool // the last line isn't closed
	conflict bool // has the markers of a git conflict
	tail     tail
}

// A tail is an end of the file that looks like half an append. It may also be another
// program's append that is still being written: only with the lock held can the two be
// told apart.
type tail struct {
	torn   bool
	offset int // in the file
	line   int
}

// A loader reads one text into a doc.
type loader struct {
	doc
	path  string
	z     zones
	lines []int // the file's line of each line of the text, when they differ
	mark  int   // the file's last line that is a conflict marker; what is torn begins after it
	slow  int
	more  int // troubles not told one by one
}

// load reads a journal's bytes. It never looks at a disk, never panics, and refuses with
// ErrNewer or ErrDamaged only when nothing in the file can be trusted.
func load(data []byte, path string) (*doc, error) { return (&loader{path: path}).load(data) }

func (l *loader) load(data []byte) (*doc, error) {
	path := l.path
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s: %w: larger than %d MiB", path, ErrDamaged, maxFile>>20)
	}
	text := string(data)
	if countBlocks(text) > maxBlocks {
		return nil, fmt.Errorf("%s: %w: more than %d entries", path, ErrDamaged, maxBlocks)
	}
	l.doc.lines = strings.Count(text, "\n")
	l.openEnd = text != "" && !strings.HasSuffix(text, "\n")
	body := strings.TrimPrefix(text, bom)
	var err error
	if sides := splitConflict(body); sides != nil {
		l.conflict = true
		l.trouble(sides[0].mark, 1, TroubleConflict, "git left both sides of a conflict here; both are read")
		for _, side := range sides {
			l.lines, l.mark = side.lines, max(l.mark, side.last)
			if err = l.read(side.text); err != nil {
				return nil, err
			}
		}
		if l.tail.torn { // the same on both sides: it begins after the last marker
			l.tail.offset = lineOffset(body, l.tail.line-1)
		}
	} else if err = l.read(body); err != nil {
		return nil, err
	}
	l.tail.offset += len(text) - len(body)
	l.settle()
	return &l.doc, nil
}

func countBlocks(text string) int { return strings.Count(text, "\n"+entryLine) }

func (l *loader) trouble(line, col int, code, text string) {
	if len(l.troubles) >= maxTroubles {
		l.more++
		return
	}
	l.troubles = append(l.troubles, Trouble{Path: l.path, Line: l.fileLine(line), Col: col, Code: code, Text: text})
}

func (l *loader) fileLine(line int) int {
	if l.lines == nil || line < 1 || line > len(l.lines) {
		return line
	}
	return l.lines[line-1]
}

func (l *loader) read(text string) error {
	start := nextEntry(text, 0)
	head := text
	if start >= 0 {
		head = text[:start]
	}
	if l.entries == nil {
		n := min(countBlocks(text), len(text)/minBlock) + 16
		l.entries, l.bodies = make([]Entry, 0, n), make([]string, 0, n)
	}
	valid, unix := utf8.ValidString(text), strings.IndexByte(text, '\r') < 0
	c := chunk{start: start, line: 1 + strings.Count(head, "\n")}
	for c.start >= 0 {
		if next, ok := l.quick(text, c, valid && unix); ok {
			c = next
			continue
		}
		c = c.in(text)
		l.chunk(&c, valid, unix)
		c = c.after()
	}
	return l.head(head, start < 0)
}

// quick reads a block that is as we write it and that is followed by another or by
// nothing: nearly all are.
func (l *loader) quick(text string, c chunk, plain bool) (next chunk, ok bool) {
	if !plain {
		return next, false
	}
	l.entries = append(l.entries, Entry{})
	e := &l.entries[len(l.entries)-1]
	b, ok := scanBlock(text[c.start:], e, &l.z)
	end := c.start + b.n
	switch {
	case ok && end == len(text):
		next.start = -1
	case ok && strings.HasPrefix(text[end:], "\n"+entryLine):
		next = chunk{start: end + 1, line: c.line + b.lines + 1}
	default:
		l.entries = l.entries[:len(l.entries)-1]
		return next, false
	}
	l.add(e, Sound, b.there, c.line, text[c.start:end])
	return next, true
}

// chunk reads one block, and what stands between it and the next.
func (l *loader) chunk(c *chunk, valid, unix bool) {
	text := c.text
	if !unix {
		text = unixLines(text)
	}
	if valid || utf8.ValidString(text) {
		l.entries = append(l.entries, Entry{})
		e := &l.entries[len(l.entries)-1]
		if b, ok := scanBlock(text, e, &l.z); ok && quiet(text[b.n:]) {
			l.add(e, Sound, b.there, c.line, text[:b.n])
			return
		}
		l.entries = l.entries[:len(l.entries)-1]
	}
	sealed := sealedLen(text)
	if sealed > 0 && quiet(text[sealed:]) {
		l.slowBlock(c.line, text[:sealed], Sound)
		return
	}
	whole := text[:len(text)-len(loudEnd(text))]
	if sealed > 0 {
		l.sealedAndMore(c, text, whole, sealed)
		return
	}
	if c.last && !hasSumLine(text) && l.fileLine(c.line) > l.mark && !l.complete(text) {
		l.tail = tail{torn: true, offset: c.start, line: l.fileLine(c.line)}
		return
	}
	l.slowBlock(c.line, whole, Edited)
}

// complete reports whether the last block of a file, which has no sum, is all there: it was
// written by hand then, and counts as it would higher up. What an append left that was cut
// off is not: it doesn't parse, its kind needs more, or the line it broke off in may have
// gone on. Where one breaks off at the very end of a line nobody could tell the two apart:
// each value there is as it was meant, and it is marked. Of a kind that a newer Binome
// writes, what it needs isn't known here.
func (l *loader) complete(text string) bool {
	body := strings.TrimSuffix(text, loudEnd(text))
	if !strings.HasSuffix(body, "\n") && !strings.HasSuffix(body, `"`) && !strings.HasSuffix(body, "'") {
		return false
	}
	e, there, bad := l.slowRead(body)
	_, known := shapes[e.Kind]
	return bad == nil && known && e.ID != "" && there&bitAt != 0 && e.fits(there) == nil
}

// sealedAndMore is a block with a right sum and something after it: keys added by hand,
// the beginning of an append that was cut short, or what a damaged [[entry]] began.
func (l *loader) sealedAndMore(c *chunk, text, whole string, sealed int) {
	if _, _, bad := l.slowRead(whole); bad == nil {
		l.slowBlock(c.line, whole, Edited)
		return
	}
	l.slowBlock(c.line, text[:sealed], Sound)
	skip := strings.Count(text[:sealed], "\n")
	if line := l.fileLine(c.line + skip); c.last && !hasSumLine(text[sealed:]) && line > l.mark {
		l.tail = tail{torn: true, offset: c.start + lineOffset(c.text, skip), line: line}
		return
	}
	for line := range strings.SplitSeq(text[sealed:], "\n") {
		if !quiet(line) {
			break
		}
		skip++
	}
	l.trouble(c.line+skip, 1, TroubleUnreadable, "lines that belong to no entry")
}

// slowRead is readBlock within the file's allowance.
func (l *loader) slowRead(body string) (Entry, uint64, *placed) {
	if l.slow += len(body) + perBlock; l.slow > maxSlow {
		return Entry{}, 0, &placed{line: 1, why: fmt.Sprintf("not read: more than %d MiB are not as Binome writes them", maxSlow>>20)}
	}
	return readBlock(body)
}

func (l *loader) slowBlock(line int, body string, mark Mark) {
	e, there, bad := l.slowRead(body)
	if bad != nil {
		l.trouble(line+bad.line-1, bad.col, TroubleUnreadable, bad.why)
		return
	}
	l.entries = append(l.entries, e)
	l.add(&l.entries[len(l.entries)-1], mark, there, line, body)
}

// add keeps the last entry, when it has what an entry must have.
func (l *loader) add(e *Entry, mark Mark, there uint64, line int, body string) {
	why := ""
	switch {
	case e.ID == "":
		why = "an entry without an id"
	case there&bitAt == 0:
		why = "an entry without a time"
	case e.Kind == "":
		why = "an entry without a kind"
	default:
		if err := e.fits(there); err != nil {
			why = clean.Line(err.Error())
		}
	}
	if why != "" {
		l.trouble(line, 0, TroubleRefused, why)
		l.entries = l.entries[:len(l.entries)-1]
		return
	}
	e.Mark, e.Line = mark, l.fileLine(line)
	if mark == Edited {
		l.trouble(line, 0, TroubleEdited, "edited by hand: its sum is missing or wrong; it counts all the same")
	}
	l.bodies = append(l.bodies, strings.TrimSuffix(body, "\n"))
}

// quiet reports whether there is nothing but blank lines and comments.
func quiet(s string) bool {
	if s == "" || s == "\n" {
		return true
	}
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimLeft(line, " \t")
		if line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// loudEnd is the longest end of text that is quiet: comments and blank lines, which
// belong to the block that follows.
func loudEnd(text string) string {
	end := len(text)
	for end > 0 {
		start := strings.LastIndexByte(text[:end-1], '\n') + 1
		if !quiet(text[start:end]) {
			break
		}
		end = start
	}
	return text[end:]
}

// sealedLen is the length of text up to and with the first sum line that is right
// about what stands before it; 0 when there is none.
func sealedLen(text string) int {
	for pos := 0; ; {
		i := strings.Index(text[pos:], "\n"+sumStart)
		if i < 0 {
			return 0
		}
		pos += i + 1
		if n, ok := scanSum(text, pos); ok {
			return n
		}
	}
}

// hasSumLine reports whether any whole sum line is there, right or wrong.
func hasSumLine(text string) bool {
	for pos := 0; ; {
		i := strings.Index(text[pos:], "\n"+sumStart)
		if i < 0 {
			return false
		}
		pos += i + 1
		if sumLineAt(text, pos) {
			return true
		}
	}
}

// lineOffset is where the line after n line feeds begins.
func lineOffset(text string, n int) int {
	pos := 0
	for range n {
		i := strings.IndexByte(text[pos:], '\n')
		if i < 0 {
			return len(text)
		}
		pos += i + 1
	}
	return pos
}
