package curriculum

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"binome/curriculum/block"
	"binome/storage/tame"
)

const fence = "+++"

// front is a lesson's file cut in two, with the places of its keys.
type front struct {
	head  Head
	keys  func() map[string]Pos // worked out when somebody asks
	notes []Problem             // unknown keys: said to authors, never in the way
	lines []string              // of the whole file
	body  int                   // index of the first line after the front matter
}

// readFront finds the `+++` fences itself, so that what is wrong between them is told
// with the file's own line and column.
func readFront(file, lang, src string) (front, []Problem) {
	f := front{keys: func() map[string]Pos { return nil }}
	at := func(line, col int) Pos { return Pos{File: file, Line: line, Col: col} }
	src = strings.TrimPrefix(src, "\ufeff")
	if i := invalidUTF8(src); i >= 0 {
		return f, []Problem{{Pos: place(file, src, i, 1), Code: "not-utf8", Text: "the file is not UTF-8", Fix: "save it as UTF-8"}}
	}
	f.lines = block.Lines(src)
	open := 0
	for open < len(f.lines) && strings.TrimSpace(f.lines[open]) == "" {
		open++
	}
	if open == len(f.lines) || strings.TrimSpace(f.lines[open]) != fence {
		return f, []Problem{{Pos: at(min(open+1, len(f.lines)), 1), Code: "no-front-matter", Text: "the lesson does not open with front matter",
			Fix: "begin with a line +++, then title, objective, task and bring, then a line +++"}}
	}
	end := open + 1
	for end < len(f.lines) && strings.TrimSpace(f.lines[end]) != fence {
		end++
	}
	if end == len(f.lines) {
		return f, []Problem{{Pos: at(open+1, 1), Code: "open-front-matter", Text: "the front matter is never closed",
			Fix: "put a line +++ after the last key"}}
	}
	f.body = end + 1
	text := strings.Join(f.lines[open+1:end], "\n") + "\n"
	var values map[string]any
	if _, problem := decodeTOML(file, text, open+2, maxFrontBytes, &values); problem != nil {
		return f, []Problem{*problem}
	}
	f.keys = sync.OnceValue(func() map[string]Pos {
		keys := map[string]Pos{}
		for key, p := range keyPlaces(file, text) {
			keys[key] = at(open+1+p.Line, p.Col)
		}
		return keys
	})
	return f, f.take(values, lang, at(open+1, 1))
}

func (f *front) take(values map[string]any, lang string, whole Pos) []Problem {
	var problems []Problem
	f.head.Lang = lang
	fields := []struct {
		key  string
		into *string
		must bool
	}{
		{"title", &f.head.Title, true}, {"objective", &f.head.Objective, false},
		{"task", &f.head.Task, true}, {"bring", &f.head.Bring, true}, {"bring_leader", &f.head.BringLeader, false},
	}
	known := map[string]bool{}
	for _, field := range fields {
		known[field.key] = true
		v, there := values[field.key]
		s, isString := v.(string)
		*field.into = safeString(s)
		switch {
		case there && !isString:
			problems = append(problems, Problem{Pos: f.keys()[field.key], Code: "bad-toml", Text: field.key + " is not a text", Fix: "put it between quotation marks"})
		case field.must && *field.into == "":
			at := whole
			if there {
				at = f.keys()[field.key]
			}
			problems = append(problems, Problem{Pos: at, Code: "no-" + field.key, Text: "the front matter has no " + field.key, Fix: field.key + ` = "…"`})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !known[key] {
			f.notes = append(f.notes, Problem{Pos: f.keys()[key], Code: "unknown-key", Text: fmt.Sprintf("nothing reads the key %s", safeString(key)), Fix: "title, objective, task, bring and bring_leader are read"})
		}
	}
	return problems
}

func invalidUTF8(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// place is the position of an offset in a text whose first line has that number.
func place(file, src string, off, first int) Pos {
	off = min(max(off, 0), len(src))
	before := src[:off]
	line := strings.Count(before, "\n")
	return Pos{File: file, Line: first + line, Col: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
}

// decodeTOML reads TOML within its bounds; the first line of src is line `first` of the
// file.
func decodeTOML(file, src string, first, limit int, into any) (unread []toml.Key, problem *Problem) {
	meta, f := tame.Decode(src, tame.Bounds{Bytes: limit}, into)
	if f == nil {
		return meta.Undecoded(), nil
	}
	return nil, &Problem{Pos: Pos{File: file, Line: first + max(1, f.Line) - 1, Col: max(1, f.Col)}, Code: "bad-toml", Text: f.Why,
		Fix: "keep it as flat as the built-in ones; https://toml.io says how TOML is written"}
}

// keyPlaces finds where keys stand in a file: see [tame.Places].
func keyPlaces(file, src string) map[string]Pos {
	places := map[string]Pos{}
	for key, p := range tame.Places(src) {
		places[key] = Pos{File: file, Line: p.Line, Col: p.Col}
	}
	return places
}
