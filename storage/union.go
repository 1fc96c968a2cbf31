package storage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A part is one block of a file with the comments above it, in the form merging works
// with: unix lines, no blank lines around.
type part struct {
	id   string
	body string
	lead []string // paragraphs of comments
}

// A sheet is a file taken apart for merging.
type sheet struct {
	pair  string
	notes []string // paragraphs of comments in the head
	rest  string   // lines of the head that this version doesn't know
	parts []part
	end   []string // paragraphs of comments after the last block
}

// MergeBytes is the union of two files of one pair. It is commutative, associative
// and idempotent, and loses nothing: every block of either is there once, sorted by
// id and bytes, with the comments above it; blocks that can't be read are kept as they
// are. (Line ends become LF, blank lines are set anew; of a line in the head that
// only this version doesn't know and that differs, the greater stays and the other
// becomes a comment.) ErrNewer, ErrDamaged when the head can't be read; ErrBadID when
// the two belong to different pairs.
func MergeBytes(a, b []byte) ([]byte, error) {
	s, err := takeApart(string(a))
	if err != nil {
		return nil, err
	}
	t, err := takeApart(string(b))
	if err != nil {
		return nil, err
	}
	if s.pair != t.pair {
		return nil, fmt.Errorf("%w: one file is of %s, the other of %s", ErrBadID, s.pair, t.pair)
	}
	out := s.union(t).bytes()
	head, _ := cut(string(out))
	if _, _, bad := readHead(head); bad != nil {
		return nil, fmt.Errorf("the two heads don't go together: %w: %s", ErrDamaged, bad.why)
	}
	return out, nil
}

func takeApart(text string) (*sheet, error) {
	if len(text) > maxFile {
		return nil, fmt.Errorf("%w: larger than %d MiB", ErrDamaged, maxFile>>20)
	}
	if countBlocks(text) > maxBlocks {
		return nil, fmt.Errorf("%w: more than %d entries", ErrDamaged, maxBlocks)
	}
	text = unixLines(strings.TrimPrefix(text, bom) + "\n")
	head, chunks := cut(text)
	s := &sheet{}
	pair, format, bad := readHead(head)
	switch {
	case format > Format:
		return nil, fmt.Errorf("%w (format %d)", ErrNewer, format)
	case bad != nil:
		return nil, fmt.Errorf("line %d: %w: %s", bad.line, ErrDamaged, bad.why)
	}
	s.pair = pair
	lead := s.takeHead(head)
	for _, c := range chunks {
		quietEnd := loudEnd(c.text)
		if n := sealedLen(c.text); n > 0 && quiet(c.text[n:]) {
			quietEnd = c.text[n:]
		}
		body := strings.TrimRight(strings.TrimSuffix(c.text, quietEnd), "\n")
		s.parts = append(s.parts, part{id: idOf(body), body: body, lead: lead})
		lead = paragraphs(quietEnd)
	}
	s.end = lead
	s.sort()
	return s, nil
}

// takeHead keeps what stands above the first block and gives back the comments that
// belong to it.
func (s *sheet) takeHead(head string) (lead []string) {
	above := loudEnd(head)
	head = strings.TrimSuffix(head, above)
	known := map[string]bool{"format": false, "pair": false}
	var rest, notes strings.Builder
	for line := range strings.SplitAfterSeq(head, "\n") {
		key, _, isKey := strings.Cut(line, "=")
		key = strings.Trim(key, " \t\"'")
		switch seen, ours := known[key]; {
		case isKey && ours && !seen:
			known[key] = true
		case rest.Len() == 0 && quiet(line):
			notes.WriteString(line)
		default:
			rest.WriteString(line)
		}
	}
	s.rest = strings.Trim(rest.String(), "\n")
	s.notes = paragraphs(notes.String())
	return paragraphs(above)
}

// paragraphs takes comments apart at blank lines.
func paragraphs(text string) []string {
	var list []string
	var p []string
	flush := func() {
		if len(p) > 0 {
			list = append(list, strings.Join(p, "\n"))
		}
		p = nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		if strings.Trim(line, " \t") == "" {
			flush()
		} else {
			p = append(p, line)
		}
	}
	flush()
	slices.Sort(list)
	return slices.Compact(list)
}

var idLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]*)["']`) })

// idOf finds the id of a block, also of one that can't be read.
func idOf(body string) string {
	if m := idLine().FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

func both(a, b []string) []string {
	list := slices.Concat(a, b)
	slices.Sort(list)
	return slices.Compact(list)
}

func (s *sheet) union(t *sheet) *sheet {
	u := &sheet{pair: s.pair, notes: both(s.notes, t.notes), end: both(s.end, t.end), rest: s.rest}
	if s.rest != t.rest {
		less := t.rest
		if t.rest > s.rest {
			u.rest, less = t.rest, s.rest
		}
		if less != "" {
			u.notes = both(u.notes, []string{"# was: " + strings.ReplaceAll(less, "\n", "\n# was: ")})
		}
	}
	u.parts = slices.Concat(s.parts, t.parts)
	u.sort()
	return u
}

// sort puts the parts in order and makes one of exact doubles.
func (s *sheet) sort() {
	slices.SortStableFunc(s.parts, func(a, b part) int {
		if c := strings.Compare(a.id, b.id); c != 0 {
			return c
		}
		return strings.Compare(a.body, b.body)
	})
	var out []part
	for _, p := range s.parts {
		if n := len(out); n > 0 && out[n-1].body == p.body {
			out[n-1].lead = both(out[n-1].lead, p.lead)
			continue
		}
		out = append(out, p)
	}
	s.parts = out
}

func (s *sheet) bytes() []byte {
	var b strings.Builder
	for _, p := range s.notes {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p + "\n")
	}
	b.WriteString("format = 1\npair = " + string(appendQuoted(nil, s.pair)) + "\n")
	if s.rest != "" {
		b.WriteString(s.rest + "\n")
	}
	for _, p := range s.parts {
		writeLead(&b, p.lead)
		if len(p.lead) == 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.body + "\n")
	}
	writeLead(&b, s.end)
	return []byte(b.String())
}

func writeLead(b *strings.Builder, lead []string) {
	for _, p := range lead {
		b.WriteString("\n" + p + "\n")
	}
}

// unite is a file merged with itself: in the order and form of a merge, the sides of a
// git conflict put together.
func unite(data []byte) ([]byte, error) {
	text := strings.TrimPrefix(string(data), bom)
	if sides := splitConflict(text); sides != nil {
		return MergeBytes([]byte(sides[0].text), []byte(sides[1].text))
	}
	return MergeBytes(data, data)
}

// Readdress gives a pair's journal another id, and changes no entry.
func Readdress(data []byte, id string) ([]byte, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	all, err := unite(data)
	if err != nil {
		return nil, err
	}
	s, err := takeApart(string(all))
	if err != nil {
		return nil, err
	}
	s.pair = id
	return s.bytes(), nil
}
