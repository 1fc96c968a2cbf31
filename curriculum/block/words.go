package block

import (
	"strconv"
	"strings"
)

// Words are the words of spans on one line, without their looks: a picture is its
// alternative text, a new line a blank.
func Words(spans []Span) string {
	if len(spans) == 1 {
		return said(spans[0])
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(said(s))
	}
	return b.String()
}

func said(s Span) string {
	if s.Kind == Break {
		return " "
	}
	return s.Text
}

// At is where in the source a byte of what [Words] says of spans stands.
func At(spans []Span, off int) int {
	at := 0
	for _, s := range spans {
		if off < 0 {
			break
		}
		at = s.At + min(off, len(said(s)))
		off -= len(said(s))
	}
	return at
}

// Chars is how many characters of a text are drawn.
func Chars(blocks []Block) int {
	n := 0
	Walk(blocks, func(b *Block) {
		n += len([]rune(b.Text))
		b.EachSpans(func(spans []Span) {
			for _, s := range spans {
				n += len([]rune(s.Text))
			}
		})
	})
	return n
}

// Walk visits blocks and all that stand within them, in the order they are read.
func Walk(blocks []Block, visit func(*Block)) {
	for i := range blocks {
		visit(&blocks[i])
		Walk(blocks[i].Blocks, visit)
		for j := range blocks[i].Items {
			Walk(blocks[i].Items[j].Blocks, visit)
		}
	}
}

// EachSpans visits the words of the block itself: its line, its terms, its cells.
func (b *Block) EachSpans(visit func([]Span)) {
	if len(b.Spans) > 0 {
		visit(b.Spans)
	}
	for _, it := range b.Items {
		if len(it.Term) > 0 {
			visit(it.Term)
		}
	}
	for _, row := range b.Rows {
		for _, c := range row {
			visit(c)
		}
	}
}

// Phrases are what linear text says in its reader's language. Those left nil are said
// without words.
type Phrases struct {
	Picture func(alt string) string          // "[picture: The shared inbox]"
	Cell    func(column, text string) string // "column: text"
	Callout func(name string) string         // "Careful:"
	Tool    func(name string) string         // what this company calls it; "" where it has no name
	Screen  func(title, shows string) string // of a mock screen: its alt line
}

func (p Phrases) picture(alt string) string {
	if p.Picture == nil {
		return alt
	}
	return p.Picture(alt)
}

// A Line of linear text, not wrapped yet: First stands before its first row, Rest before
// the others. An empty Line parts paragraphs.
type Line struct {
	First, Rest, Text string
	Verbatim          bool // of code: blanks count
}

// Linear says blocks as lines to be read in a row, or read aloud: no marks of emphasis, a
// table as one sentence a row, the address of a link in full, once, under its paragraph.
func Linear(blocks []Block, p Phrases) []Line {
	l := linear{p: p}
	l.blocks(blocks, "", true)
	return l.out
}

// Plain is Linear as one string, each paragraph on one line.
func Plain(blocks []Block, p Phrases) string {
	var b strings.Builder
	for i, l := range Linear(blocks, p) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(strings.TrimRight(l.First+l.Text, " "))
	}
	return b.String()
}

type linear struct {
	p   Phrases
	out []Line
}

func (l *linear) gap() {
	if n := len(l.out); n > 0 && l.out[n-1] != (Line{}) {
		l.out = append(l.out, Line{})
	}
}

func (l *linear) blocks(blocks []Block, indent string, apart bool) {
	for i := range blocks {
		if apart {
			l.gap()
		}
		l.block(&blocks[i], indent, indent)
	}
}

// block says one block, its first line behind first and all others behind rest.
func (l *linear) block(b *Block, first, rest string) {
	switch b.Kind {
	case List:
		l.list(b, first, rest)
	case Quotation:
		l.within(b.Blocks, first+"  ", rest+"  ", true)
	case Callout:
		if l.p.Callout != nil {
			l.out = append(l.out, Line{First: first, Rest: rest, Text: l.p.Callout(b.Name)})
			l.gap()
			first = rest
		}
		l.within(b.Blocks, first, rest, true)
	case Code:
		for i, line := range strings.Split(strings.TrimRight(b.Text, "\n"), "\n") {
			if i > 0 {
				first = rest
			}
			l.out = append(l.out, Line{First: first + "    ", Rest: rest + "    ", Text: line, Verbatim: true})
		}
	case Table:
		l.table(b, first, rest)
	case Screen:
		l.screen(b, first, rest)
	case Rule: // it has no sound
	case Definitions:
		for _, it := range b.Items {
			if len(it.Term) > 0 {
				l.spans(it.Term, first, rest)
				first = rest
			}
			l.within(it.Blocks, first+"  ", rest+"  ", !b.Tight)
			first = rest
		}
	case Footnotes:
		for _, it := range b.Items {
			mark := noteText(it.N) + " "
			l.within(it.Blocks, first+mark, rest+strings.Repeat(" ", len(mark)), false)
			first = rest
		}
	default:
		l.spans(b.Spans, first, rest)
	}
}

// within says blocks of which the first goes on where first ends.
func (l *linear) within(blocks []Block, first, rest string, apart bool) {
	for i := range blocks {
		if i > 0 {
			first = rest
			if apart {
				l.gap()
			}
		}
		l.block(&blocks[i], first, rest)
	}
}

func (l *linear) list(b *Block, first, rest string) {
	n := b.Start
	for i, it := range b.Items {
		mark := "- "
		if b.Ordered {
			mark = strconv.Itoa(n) + ". "
			n++
		}
		switch it.Box {
		case Open:
			mark += "[ ] "
		case Ticked:
			mark += "[x] "
		}
		if i > 0 {
			first = rest
			if !b.Tight {
				l.gap()
			}
		}
		if len(it.Blocks) == 0 {
			l.out = append(l.out, Line{First: first + mark, Rest: rest})
			continue
		}
		l.within(it.Blocks, first+mark, rest+strings.Repeat(" ", len(mark)), !b.Tight)
	}
}

// table says each row as "column: cell. column: cell.", and its head where there is no row.
func (l *linear) table(b *Block, first, rest string) {
	if len(b.Rows) == 0 {
		return
	}
	head := b.Rows[0]
	rows := b.Rows[1:]
	if len(rows) == 0 {
		rows, head = b.Rows, nil
	}
	for _, row := range rows {
		var cells []string
		var all []Span
		for i, c := range row {
			s := l.words(c)
			if s == "" {
				if !EmptyColumn(b, i) {
					continue
				}
				s = "–"
			}
			if i < len(head) {
				if column := l.words(head[i]); column != "" {
					s = l.cell(column, s)
				}
			}
			cells = append(cells, strings.TrimRight(s, ".")+".")
			all = append(all, c...)
		}
		l.out = append(l.out, Line{First: first + "- ", Rest: rest + "  ", Text: strings.Join(cells, " ")})
		first = rest
		l.addresses(all, rest+"  ")
	}
}

// EmptyColumn reports whether a table's column is to be filled in by its reader: there is
// nothing below its name.
func EmptyColumn(b *Block, column int) bool {
	for _, row := range b.Rows[1:] {
		if column < len(row) && len(row[column]) > 0 {
			return false
		}
	}
	return len(b.Rows) > 1 && len(b.Rows[0][column]) > 0
}

func (l *linear) cell(column, text string) string {
	if l.p.Cell == nil {
		return column + ": " + text
	}
	return l.p.Cell(column, text)
}

// spans says a line, one more for each that the author broke it into, then its addresses.
func (l *linear) spans(spans []Span, first, rest string) {
	start := 0
	for i := 0; i <= len(spans); i++ {
		if i < len(spans) && spans[i].Kind != Break {
			continue
		}
		l.out = append(l.out, Line{First: first, Rest: rest, Text: l.words(spans[start:i])})
		first, start = rest, i+1
	}
	l.addresses(spans, rest+"  ")
}

// words are spans as they are said: pictures in words, tools by their names.
func (l *linear) words(spans []Span) string {
	var b strings.Builder
	for i, s := range spans {
		switch s.Kind {
		case Image:
			b.WriteString(l.p.picture(s.Text))
		case Break:
			b.WriteByte(' ')
		default:
			b.WriteString(s.Text)
		}
		if s.Link != nil && s.Link.Tool != "" && l.p.Tool != nil && (i+1 == len(spans) || spans[i+1].Link != s.Link) {
			if name := l.p.Tool(s.Link.Tool); name != "" {
				b.WriteString(" (" + name + ")")
			}
		}
	}
	return strings.TrimSpace(b.String())
}

func (l *linear) addresses(spans []Span, indent string) {
	for _, to := range Addresses(spans) {
		l.out = append(l.out, Line{First: indent, Rest: indent, Text: to})
	}
}

// Addresses are where the links of a paragraph lead, each once, where its words don't say
// so already. A place in the same text is none, nor is a tool's, nor the file of a
// picture: that is opened from here, not by its name.
func Addresses(spans []Span) []string {
	var out []string
	seen := map[*Link]bool{}
	told := map[string]bool{}
	for i, s := range spans {
		for link := s.Link; link != nil && !seen[link]; link = link.Around {
			seen[link] = true
			switch {
			case link.To == "" || link.Tool != "" || strings.HasPrefix(link.To, "#") || told[link.To]:
			case s.Kind == Image && link == s.Link && !strings.Contains(link.To, "://"):
			case !SaysItself(spans[i:], link):
				told[link.To] = true
				out = append(out, link.To)
			}
		}
	}
	return out
}

// Pictures are the files that blocks show, each once, in order, with their words.
func Pictures(blocks []Block) (all []Span) {
	seen := map[string]bool{}
	Walk(blocks, func(b *Block) {
		b.EachSpans(func(spans []Span) {
			for _, s := range spans {
				if s.Kind == Image && s.Link != nil && !seen[s.Link.To] {
					seen[s.Link.To] = true
					all = append(all, s)
				}
			}
		})
	})
	return all
}

// Destinations are all places that links in blocks lead to, each once, in order.
func Destinations(blocks []Block) []string {
	var out []string
	seen := map[string]bool{}
	Walk(blocks, func(b *Block) {
		b.EachSpans(func(spans []Span) {
			for _, s := range spans {
				if s.Kind != Image && s.Link != nil && !seen[s.Link.To] {
					seen[s.Link.To] = true
					out = append(out, s.Link.To)
				}
			}
		})
	})
	return out
}

// SaysItself reports whether the words of the link that spans begin with are its address.
func SaysItself(spans []Span, link *Link) bool {
	var b strings.Builder
	for _, s := range spans {
		if s.Link != link {
			break
		}
		b.WriteString(said(s))
	}
	bare := func(s string) string {
		for _, p := range []string{"mailto:", "https://", "http://"} {
			s = strings.TrimPrefix(s, p)
		}
		return strings.TrimSuffix(s, "/")
	}
	return link.Auto || bare(b.String()) == bare(link.To)
}
