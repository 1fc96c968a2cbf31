package widget

import (
	"errors"
	"strings"

	"github.com/yuin/goldmark/ast"
	astext "github.com/yuin/goldmark/extension/ast"
)

// The gate before Markdown: what passes is drawn by glamour, what doesn't is drawn as
// plain text. The limits are those of RELIABILITY: 82 bytes of nested quotes take
// glamour 87 seconds and 2.7 GB, and 280 KB of stars overflow goldmark's stack.
const (
	maxBytes    = 8 << 10
	maxNesting  = 4  // quotes and lists within each other
	maxInline   = 8  // emphasis, links and the like within each other
	maxColumns  = 64 // of a table
	maxCells    = 1024
	maxMarks    = 1500 // characters that can open something, in one text
	maxMarkRun  = 64   // and of them in a row, but for rules and table lines
	maxBlocks   = 1000
	maxLineRefs = 64 // reference definitions
)

// Reasons the gate gives.
var (
	errTooLong    = errors.New("longer than 8 KiB")
	errTooDeep    = errors.New("nested deeper than 4")
	errTooWide    = errors.New("a table of more than 64 columns")
	errTooMany    = errors.New("too many marks")
	errUnreadable = errors.New("can't be drawn")
)

// gateSource refuses what must not even be parsed.
func gateSource(s string) error {
	if len(s) > maxBytes {
		return errTooLong
	}
	marks, refs := 0, 0
	for line := range strings.SplitSeq(s, "\n") {
		if containers(line) > maxNesting {
			return errTooDeep
		}
		if strings.Count(line, "|") > maxColumns+1 {
			return errTooWide
		}
		if strings.HasPrefix(strings.TrimSpace(line), "[") && strings.Contains(line, "]:") {
			refs++
		}
		n, run := countMarks(line)
		marks += n
		if marks > maxMarks || run > maxMarkRun || refs > maxLineRefs {
			return errTooMany
		}
	}
	return nil
}

// containers counts the quotes and list items that open at the start of a line.
func containers(line string) int {
	n := 0
	for n <= maxNesting {
		line = strings.TrimLeft(line, " \t")
		switch {
		case strings.HasPrefix(line, ">"):
			line = line[1:]
		case len(line) > 1 && strings.ContainsRune("-+*", rune(line[0])) && (line[1] == ' ' || line[1] == '\t'):
			line = line[2:]
		default:
			rest := strings.TrimLeft(line, "0123456789")
			if len(rest) == len(line) || len(rest) < 2 || (rest[0] != '.' && rest[0] != ')') || rest[1] != ' ' {
				return n
			}
			line = rest[2:]
		}
		n++
	}
	return n
}

// countMarks counts what may open or close something in a line, and the longest run of
// them. Dashes, pipes and equals signs make rules and tables, which are long.
func countMarks(line string) (n, longest int) {
	run := 0
	for i := range len(line) {
		if strings.IndexByte("*_`[]!<~\\&:@#", line[i]) < 0 {
			run = 0
			continue
		}
		n++
		run++
		longest = max(longest, run)
	}
	return n, longest
}

// gateTree refuses a tree that would take too long to draw.
func gateTree(doc ast.Node) error {
	blocks, cells := 0, 0
	var walk func(n ast.Node, nesting, inline int) error
	walk = func(n ast.Node, nesting, inline int) error {
		switch n.Kind() {
		case ast.KindList, ast.KindBlockquote:
			nesting++
		case astext.KindTable:
			if len(n.(*astext.Table).Alignments) > maxColumns {
				return errTooWide
			}
		case astext.KindTableCell:
			cells++
		}
		if n.Type() == ast.TypeInline {
			inline++
		} else {
			blocks++
		}
		if nesting > maxNesting || inline > maxInline {
			return errTooDeep
		}
		if blocks > maxBlocks+maxCells || cells > maxCells {
			return errTooMany
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if err := walk(c, nesting, inline); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(doc, 0, 0)
}
