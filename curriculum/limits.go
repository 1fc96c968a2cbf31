package curriculum

import (
	"fmt"
	"strings"
)

// What is fed to the parsers is capped beforehand, because the parsers are not: 82
// bytes of `>` cost glamour 87 seconds, 280 KB of `*a **a` overflow goldmark's stack,
// and 1.5 MB of `[` overflows toml's. A lesson that somebody wrote comes nowhere near.
const (
	maxLessonBytes  = 256 << 10 // a lesson's file
	maxFrontBytes   = 8 << 10   // its front matter
	maxStepBytes    = 8 << 10   // what stands between two level-2 headings
	maxModuleBytes  = 64 << 10  // module.toml, curriculum.toml
	maxGlossBytes   = 256 << 10 // glossary.<lang>.toml
	maxNesting      = 4         // quotations and lists within one another
	maxColumns      = 64        // of a table
	maxCells        = 1024      // of a table: a short row is filled up to the header's width
	maxMarks        = 256       // emphasis, brackets, code: in lines without a blank one between
	maxInlineDepth  = 12        // emphasis in links in emphasis …
	maxHeadings     = 128       // of a file
	maxTOMLNesting  = 6         // arrays and inline tables within one another
	maxTOMLDots     = 16        // dots in a line outside of strings: dotted keys
	maxFileProblems = 20        // named for one file; more would hide them
)

// Of a folder: more than any curriculum has, less than hurts.
const (
	maxModules    = 1000
	maxEntries    = 2000     // in one module's folder
	maxFiles      = 20000    // lessons' files of a layer
	maxLayerBytes = 64 << 20 // all files of a layer
	maxName       = 60       // an id
)

// fenceLanguages may colour a code block. Others are shown as text: some of chroma's
// lexers (reStructuredText) take tens of seconds over a few kilobytes.
var fenceLanguages = map[string]bool{
	"text": true, "console": true, "sh": true, "toml": true, "json": true,
	"yaml": true, "html": true, "sql": true,
}

// guard looks at a page before goldmark does, line by line and without recursion.
func guard(p *page) []Problem {
	var g guarding
	for i := range p.starts {
		g.line(p, i, p.line(i))
		if len(g.problems) >= maxFileProblems {
			break
		}
	}
	return g.problems
}

type guarding struct {
	problems []Problem
	section  int // bytes since the last level-2 heading
	told     bool
	headings int
	marks    int // in this run of lines
	columns  int // of the table that this line may belong to
	rows     int
}

func (g *guarding) add(p *page, line int, code, text, fix string) {
	g.problems = append(g.problems, Problem{Pos: p.posLine(line), Code: code, Text: text, Fix: fix})
}

func (g *guarding) line(p *page, i int, line string) {
	trimmed := strings.TrimLeft(line, " ")
	if strings.HasPrefix(trimmed, "#") {
		g.headings++
		if g.headings == maxHeadings+1 {
			g.add(p, i, "too-many-headings", fmt.Sprintf("more than %d headings", maxHeadings), "a lesson has one title, five steps and a few questions")
		}
		if level, _ := atx(line); level == 2 {
			g.section, g.told = 0, false
		}
	}
	g.section += len(line) + 1
	if g.section > maxStepBytes && !g.told {
		g.told = true
		g.add(p, i, "step-too-long", fmt.Sprintf("the step is longer than %d bytes", maxStepBytes), "make two lessons of it")
	}
	if markers(line) > maxNesting {
		g.add(p, i, "too-deep", fmt.Sprintf("quotations or lists nested more than %d deep", maxNesting), "keep to one list within another")
	}
	if trimmed == "" {
		g.marks, g.columns, g.rows = 0, 0, 0
		return
	}
	g.table(p, i, trimmed)
	before := g.marks
	g.marks += marks(line)
	if before <= maxMarks && g.marks > maxMarks {
		g.add(p, i, "too-many-marks", fmt.Sprintf("more than %d marks of emphasis, links or code without a blank line between", maxMarks), "write it plainly, in shorter paragraphs")
	}
}

// table caps the columns, and the cells a short row would be filled up with.
func (g *guarding) table(p *page, i int, line string) {
	pipes := strings.Count(line, "|")
	if pipes > maxColumns+1 {
		g.add(p, i, "too-wide", fmt.Sprintf("a table of more than %d columns", maxColumns), "a table of two to four columns fits a screen")
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
		g.add(p, i, "table-too-long", fmt.Sprintf("a table of more than %d cells", maxCells), "a table of two to four columns and a few rows fits a screen")
	}
}

// atx is the level of a heading line (0 for none) and where its text begins.
func atx(line string) (level, text int) {
	i := 0
	for i < len(line) && i < 4 && line[i] == ' ' {
		i++
	}
	if i > 3 {
		return 0, 0
	}
	start := i
	for i < len(line) && line[i] == '#' {
		i++
	}
	level = i - start
	if level == 0 || level > 6 || (i < len(line) && line[i] != ' ') {
		return 0, 0
	}
	return level, i
}

// markers counts the `>`, bullets and numbers that open a line. A short rule
// (`* * * * *`) is none.
func markers(line string) int {
	n, i := 0, 0
	bullets := true // nothing but one kind of bullet so far
	for i < len(line) {
		c := line[i]
		switch {
		case c == ' ':
			i++
			continue
		case c == '>':
			n++
			i++
			bullets = false
			continue
		case (c == '-' || c == '*' || c == '+') && (i+1 == len(line) || line[i+1] == ' '):
			n++
			i++
			continue
		case c >= '0' && c <= '9':
			j := i
			for j < len(line) && line[j] >= '0' && line[j] <= '9' {
				j++
			}
			if j < len(line) && (line[j] == '.' || line[j] == ')') && (j+1 == len(line) || line[j+1] == ' ') {
				n++
				i = j + 1
				bullets = false
				continue
			}
		}
		bullets = false
		break
	}
	if bullets && len(line) < 40 && (strings.Trim(line, "- ") == "" || strings.Trim(line, "* ") == "") {
		return 0
	}
	return n
}

// marks counts what goldmark keeps on a stack while it reads a paragraph.
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

// guardTOML holds before BurntSushi reads: size, nesting, dotted keys. It follows
// strings and comments, so that a bracket in a title is no nesting.
func guardTOML(src string, limit int) (offset int, text string, ok bool) {
	if len(src) > limit {
		return limit, fmt.Sprintf("longer than %d bytes", limit), false
	}
	depth, dots := 0, 0
	for i := 0; i < len(src); i++ {
		switch c := src[i]; c {
		case '#':
			for i+1 < len(src) && src[i+1] != '\n' {
				i++
			}
		case '"', '\'':
			i = skipString(src, i)
		case '[', '{':
			if depth++; depth > maxTOMLNesting {
				return i, fmt.Sprintf("arrays or tables nested more than %d deep", maxTOMLNesting), false
			}
		case ']', '}':
			depth = max(depth-1, 0)
		case '.':
			if dots++; dots > maxTOMLDots {
				return i, fmt.Sprintf("more than %d dots in a line", maxTOMLDots), false
			}
		case '\n':
			dots = 0
		}
	}
	return 0, "", true
}

// skipString is the offset of the last byte of the string that opens at i.
func skipString(src string, i int) int {
	q := src[i]
	if strings.HasPrefix(src[i:], strings.Repeat(string(q), 3)) {
		for j := i + 3; j < len(src); j++ {
			if src[j] == '\\' && q == '"' {
				j++
				continue
			}
			if strings.HasPrefix(src[j:], strings.Repeat(string(q), 3)) {
				return j + 2
			}
		}
		return len(src)
	}
	for j := i + 1; j < len(src); j++ {
		switch {
		case src[j] == '\\' && q == '"':
			j++
		case src[j] == q:
			return j
		case src[j] == '\n': // never closed: toml will say so, and what follows is looked at again
			return j - 1
		}
	}
	return len(src)
}
