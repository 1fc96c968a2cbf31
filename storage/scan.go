package storage

import (
	"strings"
	"time"
)

// A chunk is a stretch of a file from one [[entry]] at column 0 to before the next.
type chunk struct {
	start int // offset in the file
	line  int // from 1
	text  string
	last  bool
}

// cut divides a file's text into its head and its chunks. It is the only rule about
// where a block begins: [[entry]] at column 0, whatever else is on that line.
func cut(text string) (head string, chunks []chunk) {
	next := nextEntry(text, 0)
	if next < 0 {
		return text, nil
	}
	head = text[:next]
	c := chunk{start: next, line: 1 + strings.Count(head, "\n")}
	for c.start >= 0 {
		c = c.in(text)
		chunks = append(chunks, c)
		c = c.after()
	}
	return head, chunks
}

// in completes a chunk of which only the start is known.
func (c chunk) in(text string) chunk {
	end := nextEntry(text, c.start+len(entryLine))
	if c.last = end == -1; c.last {
		end = len(text)
	}
	c.text = text[c.start:end]
	return c
}

// after is the start of the next chunk; it is -1 when there is none.
func (c chunk) after() chunk {
	if c.last {
		return chunk{start: -1}
	}
	return chunk{start: c.start + len(c.text), line: c.line + strings.Count(c.text, "\n")}
}

// nextEntry is the offset of the first [[entry]] at column 0 at or after from, or -1.
func nextEntry(text string, from int) int {
	if from == 0 && strings.HasPrefix(text, entryLine) {
		return 0
	}
	for {
		i := strings.Index(text[from:], entryLine)
		if i < 0 {
			return -1
		}
		i += from
		if i > 0 && text[i-1] == '\n' {
			return i
		}
		from = i + len(entryLine)
	}
}

// A zones caches the locations of offsets, for the few that a file uses.
type zones struct {
	off []int
	loc []*time.Location
}

func (z *zones) at(off int) *time.Location {
	if off == 0 {
		return time.UTC
	}
	for i, o := range z.off {
		if o == off {
			return z.loc[i]
		}
	}
	loc := time.FixedZone("", off)
	z.off, z.loc = append(z.off, off), append(z.loc, loc)
	return loc
}

// scanBlock reads exactly the blocks that appendBlock writes, some thirty times
// faster than a TOML library does (PERFORMANCE, 6), and says no to everything else:
// then readBlock takes its time. It must never read anything otherwise than the library
// would; FuzzLoad holds that.
//
// The text has unix lines and is valid UTF-8; it may go on after the block.
func scanBlock(text string, e *Entry, z *zones) (b scanned, ok bool) {
	if len(text) <= len(entryLine) || text[len(entryLine)] != '\n' {
		return b, false
	}
	next := fields // a block's keys come in their order, each once
	b.lines = 1
	pos := len(entryLine) + 1
	for pos < len(text) && pos < MaxEntry {
		b.lines++
		if strings.HasPrefix(text[pos:], sumStart) {
			b.n, ok = scanSum(text, pos)
			return b, ok && b.n <= MaxEntry
		}
		end := strings.IndexByte(text[pos:], '\n')
		if end < 0 {
			return b, false
		}
		line := text[pos : pos+end]
		pos += end + 1
		eq := strings.IndexByte(line, ' ')
		if eq < 0 || !strings.HasPrefix(line[eq:], " = ") {
			return b, false
		}
		key := line[:eq]
		for len(next) > 0 && next[0].key != key {
			next = next[1:]
		}
		if len(next) == 0 {
			return b, false
		}
		bit, full, ok := scanValue(next[0], line[eq+3:], e, z)
		if !ok {
			return b, false
		}
		next = next[1:]
		if full {
			b.there |= bit
		}
	}
	return b, false
}

// scanned is what scanBlock found.
type scanned struct {
	n     int    // length of the block with its sum line
	lines int    // how many it has
	there uint64 // the bits of the fields that are there
}

// scanSum reads the sum line at pos and compares it with what stands before.
func scanSum(text string, pos int) (n int, ok bool) {
	if !sumLineAt(text, pos) {
		return 0, false
	}
	sum := sumOf(text[:pos-1])
	return min(pos+sumLine+1, len(text)), text[pos+len(sumStart):pos+sumLine-1] == string(sum[:])
}

// sumLineAt reports whether a whole sum line, in the one form it is written in, is at
// pos: with a line feed after it, or at the very end.
func sumLineAt(text string, pos int) bool {
	end := pos + sumLine
	if end > len(text) || !strings.HasPrefix(text[pos:], sumStart) || text[end-1] != '"' {
		return false
	}
	for _, c := range []byte(text[pos+len(sumStart) : end-1]) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return end == len(text) || text[end] == '\n'
}

func scanValue(f *field, val string, e *Entry, z *zones) (bit uint64, full, ok bool) {
	if val == "" {
		return 0, false, false
	}
	if f.bit == bitAt {
		e.At, ok = scanTime(val, z)
		return bitAt, true, ok
	}
	s := e.in(f)
	switch {
	case s.str != nil:
		if n := len(val) - 1; n > 1 && val[0] == '"' && val[n] == '"' && val[1] != ' ' && val[n-1] != ' ' && all(val[1:n], plainByte) {
			*s.str = val[1:n] // nearly always; it needs no cleaning either
			return f.bit, true, true
		}
		*s.str, ok = scanString(val)
		wash(f.key, s.str)
		return f.bit, *s.str != "", ok
	case s.num != nil:
		*s.num, ok = scanNumber(val)
	case s.flag != nil:
		*s.flag, ok = val == "true", val == "true" || val == "false"
	}
	return f.bit, true, ok
}

// scanString reads a basic string with the escapes that appendQuoted writes.
func scanString(val string) (string, bool) {
	if len(val) < 2 || val[0] != '"' || val[len(val)-1] != '"' {
		return "", false
	}
	val = val[1 : len(val)-1]
	escaped := false
	for i := 0; i < len(val); i++ {
		switch c := val[i]; {
		case c == '\\':
			escaped = true
			i++ // and whatever it escapes
			if i == len(val) {
				return "", false
			}
		case c == '"' || c < ' ' || c == 0x7F:
			return "", false
		}
	}
	if !escaped {
		return val, true
	}
	return unescape(val)
}

func unescape(val string) (string, bool) {
	var b strings.Builder
	b.Grow(len(val))
	for i := 0; i < len(val); i++ {
		if val[i] != '\\' {
			b.WriteByte(val[i])
			continue
		}
		i++
		switch val[i] {
		case '"', '\\':
			b.WriteByte(val[i])
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'u':
			r, ok := hex4(val[i+1:])
			if !ok || r >= 0xD800 && r < 0xE000 {
				return "", false
			}
			b.WriteRune(r)
			i += 4
		default:
			return "", false
		}
	}
	return b.String(), true
}

func hex4(s string) (r rune, ok bool) {
	if len(s) < 4 {
		return 0, false
	}
	for i := range 4 {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

func scanNumber(val string) (n int, ok bool) {
	if len(val) > 9 || val[0] == '0' && len(val) > 1 {
		return 0, false
	}
	for i := range len(val) {
		if val[i] < '0' || val[i] > '9' {
			return 0, false
		}
		n = n*10 + int(val[i]-'0')
	}
	return n, true
}

// scanTime reads 2026-11-22T10:12:11 with Z or an offset.
func scanTime(val string, z *zones) (time.Time, bool) {
	if len(val) != 20 && len(val) != 25 {
		return time.Time{}, false
	}
	const form = "dddd-dd-ddTdd:dd:ddZ"
	for i := range len(form) - 1 {
		if c := val[i]; form[i] == 'd' && (c < '0' || c > '9') || form[i] != 'd' && c != form[i] {
			return time.Time{}, false
		}
	}
	two := func(i int) int { return int(val[i]-'0')*10 + int(val[i+1]-'0') }
	off := 0
	switch val[19] {
	case 'Z':
		if len(val) != 20 {
			return time.Time{}, false
		}
	case '+', '-':
		for _, i := range [4]int{20, 21, 23, 24} {
			if len(val) != 25 || val[i] < '0' || val[i] > '9' {
				return time.Time{}, false
			}
		}
		if val[22] != ':' || two(20) > 23 || two(23) > 59 {
			return time.Time{}, false
		}
		off = two(20)*3600 + two(23)*60
		if val[19] == '-' {
			off = -off
		}
	default:
		return time.Time{}, false
	}
	year, month, day := two(0)*100+two(2), two(5), two(8)
	if month < 1 || month > 12 || day < 1 || day > 28 && day > daysIn(year, month) ||
		two(11) > 23 || two(14) > 59 || two(17) > 59 {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, two(11), two(14), two(17), 0, z.at(off)), true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
