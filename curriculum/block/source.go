package block

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"binome/storage/clean"
)

// A source is a text made safe: UTF-8 in NFC, lines ended by LF, no control character but
// the tab, which means something in Markdown. It knows the way back to the lines and
// columns as they were written, which is where an author looks.
type source struct {
	text    []byte
	starts  []int          // offset of each line in text
	first   int            // the file's number of the first line
	changed map[int]string // lines that were made safe, as they were written
}

// newSource takes in lines, the first of which has that number in its file.
func newSource(lines []string, first int) *source {
	s := &source{first: first, starts: make([]int, 0, len(lines))}
	size := 0
	for _, l := range lines {
		size += len(l) + 1
	}
	s.text = make([]byte, 0, size)
	for i, raw := range lines {
		line := safeLine(raw)
		if line != raw {
			if s.changed == nil {
				s.changed = map[int]string{}
			}
			s.changed[i] = raw
		}
		s.starts = append(s.starts, len(s.text))
		s.text = append(s.text, line...)
		s.text = append(s.text, '\n')
	}
	return s
}

// Lines cuts a text at LF, CRLF or a lone CR.
func Lines(s string) []string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// end is the offset where a line ends, before its line feed.
func (s *source) end(line int) int {
	if line+1 < len(s.starts) {
		return s.starts[line+1] - 1
	}
	return max(len(s.text)-1, 0)
}

func (s *source) line(i int) string { return string(s.text[s.starts[i]:s.end(i)]) }

// lineOf is the line that an offset falls in.
func (s *source) lineOf(at int) int {
	return max(0, sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > at })-1)
}

// pos is the line and the column (from 1, in characters) of an offset in text.
func (s *source) pos(at int) (line, col int) {
	if len(s.starts) == 0 {
		return s.first, 1
	}
	at = min(max(at, 0), s.end(len(s.starts)-1))
	i := s.lineOf(at)
	col = utf8.RuneCount(s.text[s.starts[i]:at]) + 1
	if raw, ok := s.changed[i]; ok {
		col = rawColumn(raw, col)
	}
	return s.first + i, col
}

// longLine is where looking for an exact column would cost more than it is worth.
const longLine = 8 << 10

// rawColumn is where in a line as written the column of the safe line falls: behind
// the beginning that is shorter than that once it is safe. Searched by halves, because
// a hostile line has thousands of characters and as many places to ask for.
func rawColumn(raw string, col int) int {
	runes := []rune(raw)
	if len(runes) > longLine {
		return min(col, len(runes)+1)
	}
	return 1 + sort.Search(len(runes), func(k int) bool {
		return utf8.RuneCountInString(safeLine(string(runes[:k+1]))) >= col
	})
}

// safeLine is the door for one line of Markdown; its blanks stay, they mean something.
func safeLine(s string) string {
	if !strings.Contains(s, "\t") {
		return safe(s)
	}
	parts := strings.Split(s, "\t")
	for i, p := range parts {
		parts[i] = safe(p)
	}
	return strings.Join(parts, "\t")
}

// safe is the door for words: of a line, or out of an entity.
func safe(s string) string {
	return strings.ReplaceAll(norm.NFC.String(clean.Text(s)), "\n", " ")
}
