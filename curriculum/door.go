package curriculum

import (
	"html"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"binome/storage/clean"
)

// A page is a stretch of a file made safe: UTF-8 in NFC, LF, no control characters
// written or named as entities. It knows the way back to the file's own lines and
// columns, which is where an author looks.
type page struct {
	file    string
	src     []byte
	starts  []int          // offset of each line in src
	first   int            // the file's line of starts[0], from 1
	changed map[int]string // lines that were made safe, as the file has them
	edits   []edit         // what is drawn otherwise than written, in order
	refs    []ref          // links defined apart
}

// newPage takes in the lines of a file, the first of which has that number. It always
// has a line: where nothing follows the front matter, an empty one in its last.
func newPage(file string, lines []string, first int) *page {
	if len(lines) == 0 {
		lines, first = []string{""}, first-1
	}
	p := &page{file: file, first: first, starts: make([]int, 0, len(lines))}
	size := 0
	for _, l := range lines {
		size += len(l) + 1
	}
	p.src = make([]byte, 0, size)
	for i, raw := range lines {
		line := safeLine(raw)
		if line != raw {
			if p.changed == nil {
				p.changed = map[int]string{}
			}
			p.changed[i] = raw
		}
		p.starts = append(p.starts, len(p.src))
		p.src = append(p.src, line...)
		p.src = append(p.src, '\n')
	}
	return p
}

// splitLines cuts at LF, CRLF or a lone CR.
func splitLines(s string) []string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// end is the offset where a line ends, before its line feed.
func (p *page) end(line int) int {
	if line+1 < len(p.starts) {
		return p.starts[line+1] - 1
	}
	return max(len(p.src)-1, 0)
}

func (p *page) line(i int) string { return string(p.src[p.starts[i]:p.end(i)]) }

// lineOf is the line that an offset falls in.
func (p *page) lineOf(off int) int {
	lo, hi := 0, len(p.starts)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; p.starts[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// pos is the place in the file of an offset in src.
func (p *page) pos(off int) Pos {
	off = min(max(off, 0), p.end(len(p.starts)-1))
	i := p.lineOf(off)
	col := utf8.RuneCount(p.src[p.starts[i]:off]) + 1
	if raw, ok := p.changed[i]; ok {
		col = rawColumn(raw, col)
	}
	return Pos{File: p.file, Line: p.first + i, Col: col}
}

// posLine is the place of a line's first character that is no blank.
func (p *page) posLine(i int) Pos {
	off := p.starts[i]
	for off < p.end(i) && p.src[off] == ' ' {
		off++
	}
	return p.pos(off)
}

// rawColumn is where in a line as written the column of the safe line falls: behind
// the beginning that is shorter than that once it is safe. Searched by halves, because
// a hostile line has thousands of characters and as many places to ask for.
func rawColumn(raw string, col int) int {
	runes := []rune(raw)
	if len(runes) > maxStepBytes {
		return min(col, len(runes)+1)
	}
	return 1 + sort.Search(len(runes), func(k int) bool {
		return utf8.RuneCountInString(safeLine(string(runes[:k+1]))) >= col
	})
}

// safeLine is the door for one line of Markdown; its blanks stay, they mean something.
func safeLine(s string) string {
	if !plain(s) {
		s = strings.ReplaceAll(norm.NFC.String(clean.Text(s)), "\n", " ")
	}
	if strings.Contains(s, "&") {
		s = safeEntities(s)
	}
	return s
}

// plain reports whether nothing in a line can need cleaning.
func plain(s string) bool {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
		if s[i] < 0x20 || s[i] == 0x7f {
			return false
		}
	}
	if ascii {
		return true
	}
	for _, r := range s {
		if r >= 0x20 && r < 0x7f || r == 0xa0 || r == 0x202f {
			continue
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) || unicode.Is(unicode.M, r) {
			return false
		}
	}
	return norm.NFC.IsNormalString(s)
}

// Renderers decode entities after parsing, so that `&#27;` would become an escape,
// and `&amp;#27;` where they do it twice. html.UnescapeString wants no semicolon.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`&(?:amp;?)*(?:#[xX]?[0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;?)`)
})

func safeEntities(s string) string {
	return entity().ReplaceAllStringFunc(s, func(e string) string {
		if harmless(e) {
			return e
		}
		return string(utf8.RuneError)
	})
}

func harmless(e string) bool {
	name := e[1:]
	for strings.HasPrefix(name, "amp;") || strings.HasPrefix(name, "amp#") {
		name = strings.TrimPrefix(name[3:], ";")
	}
	if strings.HasPrefix(name, "#") {
		digits, base := strings.TrimSuffix(name[1:], ";"), 10
		if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseUint(digits, base, 32)
		return digits == "" || err == nil && n <= unicode.MaxRune && safeRune(rune(n))
	}
	for _, r := range html.UnescapeString("&" + name) {
		if !safeRune(r) {
			return false
		}
	}
	return true
}

// safeRune reports whether a character may be named by an entity: no control, nothing
// that turns the direction of writing, nothing unseen.
func safeRune(r rune) bool {
	return r == 0xad || r == 0xa0 || r == 0x202f || r != utf8.RuneError && unicode.IsPrint(r) || unicode.Is(unicode.Zs, r)
}

// safeString is the door for a string out of TOML, which has escapes of its own.
func safeString(s string) string {
	if !plain(s) {
		s = norm.NFC.String(clean.Line(s))
	}
	if strings.Contains(s, "&") {
		s = safeEntities(s)
	}
	return strings.TrimSpace(s)
}
