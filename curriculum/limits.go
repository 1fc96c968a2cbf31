package curriculum

import (
	"fmt"
	"strings"
)

// What is fed to the parsers is capped beforehand, because the parsers are not: 1.5 MB of
// `[` overflows toml's stack. (Package block guards Markdown.) A lesson that somebody
// wrote comes nowhere near.
const (
	maxLessonBytes  = 256 << 10 // a lesson's file
	maxFrontBytes   = 8 << 10   // its front matter
	maxStepChars    = 8 << 10   // drawn of what stands between two level-2 headings
	maxModuleBytes  = 64 << 10  // module.toml, curriculum.toml
	maxGlossBytes   = 256 << 10 // glossary.<lang>.toml
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
