// Package tame reads TOML that somebody else wrote.
//
// For most uses, [Decode] a text within [Bounds], and [Places] where its keys stand.
//
// It promises that no text takes the TOML library longer, or more memory, than in a line
// with its length: what it would recurse or multiply on, and what is too large, is refused
// beforehand (1.5 MB of "[" ends the process otherwise, a dotted key of 20 KB takes seconds
// and gigabytes); and that every fault is told with its line and column. It errs on the
// side of refusing. It is a leaf: it knows no journal, no lesson and no catalogue.
package tame

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"binome/storage/clean"
)

// Deep is how many tables, arrays and dots of a key may be within one another.
const Deep = 8

// Bounds are what a text may be at most.
type Bounds struct {
	Bytes int
	Keys  int // assignments; 0 is as many as the bytes allow
}

// A Fault is what is wrong at a place of a text.
type Fault struct {
	Offset    int
	Line, Col int // from 1, columns in letters; 0 when it is not known
	Why       string
}

// Decode checks a text, then hands it to the library; keys that found no place are in the
// metadata. Into is a map or a struct, as toml.Decode has it.
func Decode(src string, b Bounds, into any) (toml.MetaData, *Fault) {
	if f := b.Check(src); f != nil {
		return toml.MetaData{}, f
	}
	md, err := toml.Decode(src, into)
	if err == nil {
		return md, nil
	}
	var pe toml.ParseError
	if errors.As(err, &pe) {
		f := &Fault{Line: pe.Position.Line, Col: pe.Position.Col, Why: clean.Line(pe.Message)}
		if f.Line > 0 {
			at := At(src, pe.Position.Start)
			// An error at a line's end is counted by the library as the line's, by its offset as the next one's.
			f.Offset, f.Line, f.Col = at.Offset, min(at.Line, 1+strings.Count(src, "\n")), at.Col
		}
		return md, f
	}
	why := strings.TrimPrefix(err.Error(), "toml: ")
	f := &Fault{Line: 1, Why: clean.Line(why)}
	if m := lastKey().FindStringSubmatchIndex(why); m != nil { // a value of another type
		f.Line, _ = strconv.Atoi(why[m[2]:m[3]])
		f.Why = clean.Line(why[m[4]:m[5]] + ": " + why[m[1]:])
	}
	return md, f
}

var lastKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`line (\d+) \(last key "([^"]*)"\): `) })

// At gives the place of an offset.
func At(src string, offset int) *Fault {
	offset = min(max(offset, 0), len(src))
	before := src[:offset]
	line := strings.LastIndexByte(before, '\n') + 1
	return &Fault{Offset: offset, Line: 1 + strings.Count(before, "\n"), Col: 1 + utf8.RuneCountInString(before[line:])}
}

// Check refuses what must not reach the library.
func (b Bounds) Check(src string) *Fault {
	fault := func(offset int, format string, args ...any) *Fault {
		f := At(src, offset)
		f.Why = fmt.Sprintf(format, args...)
		return f
	}
	if len(src) > b.Bytes {
		return fault(b.Bytes, "larger than %s", size(b.Bytes))
	}
	depth, dots, keys := 0, 0, 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '"', '\'':
			i = stringEnd(src, i) - 1
		case '#':
			for i+1 < len(src) && src[i+1] != '\n' {
				i++
			}
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			dots++
		case '=':
			if keys++; b.Keys > 0 && keys > b.Keys {
				return fault(i, "more than %d keys", b.Keys)
			}
		}
		if depth+dots > Deep {
			return fault(i, "nested deeper than %d", Deep)
		}
		if c := src[min(i, len(src)-1)]; c == '=' || c == ',' || c == '\n' || c == '{' {
			dots = 0
		}
	}
	return nil
}

func size(bytes int) string {
	if bytes%1024 == 0 {
		return strconv.Itoa(bytes/1024) + " KiB"
	}
	return strconv.Itoa(bytes) + " bytes"
}

// stringEnd is the offset after the string that begins at i. An unclosed one ends at once:
// what follows is looked at, and the library says that it is unclosed.
func stringEnd(s string, i int) int {
	q := s[i]
	if i+2 < len(s) && s[i+1] == q && s[i+2] == q {
		for j := i + 3; j < len(s); j++ {
			if q == '"' && s[j] == '\\' {
				j++
				continue
			}
			if s[j] == q && j+2 < len(s) && s[j+1] == q && s[j+2] == q {
				for j += 3; j < len(s) && s[j] == q; { // up to two more belong to it
					j++
				}
				return j
			}
		}
		return len(s)
	}
	for j := i + 1; j < len(s) && s[j] != '\n'; j++ {
		if q == '"' && s[j] == '\\' {
			j++
			continue
		}
		if s[j] == q {
			return j + 1
		}
	}
	return i + 1
}
