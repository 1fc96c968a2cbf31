package block

import (
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// What is fed to the parser is capped beforehand, because the parser is not: 280 KB of
// `*a **a` overflow its stack, and it fills a table's short rows up to the width of its
// head. What somebody wrote comes nowhere near.
const (
	maxBytes       = 256 << 10
	maxNesting     = 4    // quotations and lists within one another
	maxColumns     = 64   // of a table
	maxCells       = 1024 // of a table, short rows filled up
	maxMarks       = 512  // emphasis, brackets, code: in one paragraph, at most
	maxInlineDepth = 12   // emphasis in links in emphasis …
	maxHeadings    = 128
	maxFaults      = 20 // more would hide them
)

// guard looks at a source before the parser does, line by line and without recursion.
func guard(s *source) []Fault {
	if len(s.text) > maxBytes {
		return []Fault{{Code: "too-long", Text: fmt.Sprintf("longer than %d KiB", maxBytes>>10), Fix: "make several of it"}}
	}
	g := guarding{src: s}
	for i := range s.starts {
		g.line(i, s.line(i))
		if len(g.faults) >= maxFaults {
			break
		}
	}
	return g.faults
}

type guarding struct {
	src      *source
	faults   []Fault
	headings int
	marks    int // in this run of lines
	columns  int // of the table that this line may belong to
	rows     int
	fence    string // that seems to be open: what stands in it opens nothing
	sure     bool   // and is: the parser can't take it for anything else
	lost     bool   // one seemed to be: what opens and what closes isn't known any more
	told     bool   // of this run of lines
	raw      [len(rawHTML)]bool
	before   string // the line before
	run      int    // lines since the last blank one
	table    int    // columns of the table that this run is for certain; -1 when it is none
}

// maxLiteral is how many marks may open a line that seems to be literal: a conflict of
// git's has seven. Whether it is one is known once it is parsed.
const maxLiteral = 16

func (g *guarding) add(line int, code, text, fix string) {
	at := g.src.starts[line]
	for at < g.src.end(line) && g.src.text[at] == ' ' {
		at++
	}
	g.faults = append(g.faults, Fault{at, code, text, fix})
}

func (g *guarding) line(i int, line string) {
	trimmed := strings.TrimLeft(line, " \t")
	literal := g.fenced(line)
	g.html(trimmed)
	g.tabled(line)
	g.before = line
	if literal && g.sure {
		g.marks, g.columns, g.rows, g.told = 0, 0, 0, false
		return
	}
	if strings.HasPrefix(trimmed, "#") && !literal {
		g.headings++
		if g.headings == maxHeadings+1 {
			g.add(i, "too-many-headings", fmt.Sprintf("more than %d headings", maxHeadings), "a lesson has one title, five steps and a few questions")
		}
	}
	if n := markers(line); n > maxLiteral || n > maxNesting && !literal {
		g.add(i, "too-deep", tooDeep, "keep to one list within another")
	}
	if trimmed == "" {
		g.marks, g.columns, g.rows, g.told = 0, 0, 0, false
		return
	}
	g.cells(i, trimmed)
	if bulleted(line) {
		g.marks, g.told = 0, false // an item interrupts the paragraph before
	}
	n := marks(line)
	g.marks += n
	if g.table <= 0 { // a table's rows are each their own, unless it turns out to be none
		n = g.marks
	}
	if n > maxMarks && !g.told {
		g.told = true
		g.add(i, "too-many-marks", fmt.Sprintf("more than %d marks of emphasis, links or code in one paragraph", maxMarks), "write it plainly, in shorter paragraphs")
	}
}

// fenced reports whether a line seems to stand between fences at the margin. It is sure
// of one that nothing comes before on its line, below a blank line, where no HTML is open
// that goes on over blank lines, if it was of all before: no list, quotation or paragraph
// can have that line.
func (g *guarding) fenced(line string) bool {
	bare := strings.TrimLeft(line, " ")
	mark := bare[:len(bare)-len(strings.TrimLeft(bare, "`"))]
	if mark == "" {
		mark = bare[:len(bare)-len(strings.TrimLeft(bare, "~"))]
	}
	switch at := len(line)-len(bare) < 4 && len(mark) >= 3; {
	case g.fence == "" && at && !(mark[0] == '`' && strings.Contains(bare[len(mark):], "`")):
		g.fence = mark
		g.sure = !g.lost && bare == line && strings.TrimLeft(g.before, " \t") == "" && g.raw == [len(rawHTML)]bool{}
		g.lost = !g.sure
	case g.fence != "" && at && strings.HasPrefix(mark, g.fence) && strings.TrimRight(bare, " \t") == mark:
		g.fence = ""
	default:
		return g.fence != ""
	}
	return true
}

// rawHTML is the HTML that goes on over blank lines: how it begins, and ends.
var rawHTML = [...]struct {
	opens []string
	ends  []string
}{
	{[]string{"<!--"}, []string{"-->"}},
	{[]string{"<?"}, []string{"?>"}},
	{[]string{"<![cdata["}, []string{"]]>"}},
	{[]string{"<!"}, []string{">"}},
	{[]string{"<pre", "<script", "<style", "<textarea"}, []string{"</pre>", "</script>", "</style>", "</textarea>"}},
}

// html notes what HTML may be open: each kind by itself, because what seems to begin may be
// within another.
func (g *guarding) html(line string) {
	if g.raw == [len(rawHTML)]bool{} && !strings.Contains(line, "<") {
		return
	}
	line = strings.ToLower(line)
	bare := strings.TrimLeft(line, "> \t-*+.):[]^0123456789")
	has := func(any []string, is func(string, string) bool, s string) bool {
		return slices.ContainsFunc(any, func(mark string) bool { return is(s, mark) })
	}
	for k, h := range rawHTML {
		if has(h.opens, strings.HasPrefix, bare) {
			g.raw[k] = true
		}
		if g.raw[k] && has(h.ends, strings.Contains, line) {
			g.raw[k] = false
		}
	}
}

// tabled notes whether this run of lines is a table and nothing else: one with its head and
// its rule at the margin, on the first two lines of it, each cell of both between bars.
func (g *guarding) tabled(line string) {
	if strings.TrimLeft(line, " \t") == "" {
		g.run, g.table = 0, 0
		return
	}
	g.run++
	switch {
	case g.table < 0 || len(line) < 3 || line[0] != '|':
		g.table = -1
	case g.run == 1 && (strings.ContainsAny(line, "\\`") || !strings.HasSuffix(line, "|")):
		g.table = -1
	case g.run == 2:
		g.table = strings.Count(line, "|") - 1
		for cell := range strings.SplitSeq(strings.TrimSuffix(line[1:], "|"), "|") {
			if strings.Trim(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(cell), ":"), ":"), "-") != "" || !strings.Contains(cell, "-") {
				g.table = -1
			}
		}
		if g.table != strings.Count(g.before, "|")-1 || !strings.HasSuffix(line, "|") || g.raw != [len(rawHTML)]bool{} || g.fence != "" {
			g.table = -1
		}
	}
}

var (
	tooDeep       = fmt.Sprintf("quotations or lists nested more than %d deep", maxNesting)
	tooDeepInline = fmt.Sprintf("emphasis or links nested more than %d deep", maxInlineDepth)
)

// cells caps the columns, and the cells a short row would be filled up with.
func (g *guarding) cells(i int, line string) {
	pipes := strings.Count(line, "|")
	if pipes > maxColumns+1 {
		g.add(i, "too-wide", fmt.Sprintf("a table of more than %d columns", maxColumns), "a table of two to four columns fits a screen")
		return
	}
	if strings.Trim(line, ">|:- \t") == "" && strings.Contains(line, "-") && (pipes > 0 || strings.Contains(line, ":")) {
		g.columns, g.rows = max(pipes+1, g.columns), 0
	}
	if g.columns == 0 {
		return
	}
	g.rows++
	if cells := g.columns * g.rows; cells > maxCells && cells-g.columns <= maxCells {
		g.add(i, "table-too-long", fmt.Sprintf("a table of more than %d cells", maxCells), "a table of two to four columns and a few rows fits a screen")
	}
}

// markers counts the `>`, bullets and numbers that open a line. A short rule
// (`* * * * *`) is none.
func markers(line string) int {
	n, i := 0, 0
	bullets := true // nothing but one kind of bullet so far
	blank := func(i int) bool { return i == len(line) || line[i] == ' ' || line[i] == '\t' }
	for i < len(line) {
		c := line[i]
		switch {
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '>':
			n++
			i++
			bullets = false
			continue
		case (c == '-' || c == '*' || c == '+') && blank(i+1):
			n++
			i++
			continue
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j < len(line) && (line[j] == '.' || line[j] == ')') && blank(j+1) {
				n++
				i = j + 1
				bullets = false
				continue
			}
		}
		bullets = false
		break
	}
	if bullets && len(line) < 40 && (strings.Trim(line, "- \t") == "" || strings.Trim(line, "* \t") == "") {
		return 0
	}
	return n
}

// bulleted reports whether a line begins an item, whatever stands before it.
func bulleted(line string) bool {
	s := strings.TrimLeft(line, " ")
	return len(line)-len(s) <= 3 && len(s) > 2 && strings.IndexByte("-+*", s[0]) >= 0 && s[1] == ' ' && strings.TrimLeft(s[2:], " \t") != ""
}

// marks counts what the parser keeps on a stack while it reads a paragraph.
func marks(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; c {
		case '*', '_', '~', '`':
			if i == 0 || line[i-1] != c {
				n++
			}
		case '[', '<':
			n++
		}
	}
	return n
}

// shallow holds the depth of what was parsed, before anything walks it.
func shallow(root ast.Node) *Fault {
	var fault *Fault
	var walk func(n ast.Node, blocks, inlines int)
	walk = func(n ast.Node, blocks, inlines int) {
		switch n.Kind() {
		case ast.KindBlockquote, ast.KindList:
			blocks++
		}
		if n.Type() == ast.TypeInline {
			inlines++
		}
		switch {
		case blocks > maxNesting:
			fault = &Fault{max(n.Pos(), 0), "too-deep", tooDeep, "keep to one list within another"}
		case inlines > maxInlineDepth:
			fault = &Fault{blockPos(n), "too-deep", tooDeepInline, "write it plainly"}
		}
		for c := n.FirstChild(); fault == nil && c != nil; c = c.NextSibling() {
			walk(c, blocks, inlines)
		}
	}
	walk(root, 0, 0)
	return fault
}

func blockPos(n ast.Node) int {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	if n == nil {
		return 0
	}
	return max(n.Pos(), 0)
}
