package curriculum

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"binome/curriculum/block"
)

const fence = "+++"

// front is a lesson's file cut in two, with the places of its keys.
type front struct {
	head  Head
	keys  map[string]Pos
	notes []Problem // unknown keys: said to authors, never in the way
	lines []string  // of the whole file
	body  int       // index of the first line after the front matter
}

// readFront finds the `+++` fences itself, so that what is wrong between them is told
// with the file's own line and column.
func readFront(file, lang, src string) (front, []Problem) {
	f := front{keys: map[string]Pos{}}
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
	for key, p := range keyPlaces(text) {
		f.keys[key] = at(open+1+p.Line, p.Col)
	}
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
		{"task", &f.head.Task, true}, {"bring", &f.head.Bring, true},
	}
	known := map[string]bool{}
	for _, field := range fields {
		known[field.key] = true
		v, there := values[field.key]
		s, isString := v.(string)
		*field.into = safeString(s)
		switch {
		case there && !isString:
			problems = append(problems, Problem{Pos: f.keys[field.key], Code: "bad-toml", Text: field.key + " is not a text", Fix: "put it between quotation marks"})
		case field.must && *field.into == "":
			at := whole
			if there {
				at = f.keys[field.key]
			}
			problems = append(problems, Problem{Pos: at, Code: "no-" + field.key, Text: "the front matter has no " + field.key, Fix: field.key + ` = "…"`})
		}
	}
	for _, key := range sortedKeys(values) {
		if !known[key] {
			f.notes = append(f.notes, Problem{Pos: f.keys[key], Code: "unknown-key", Text: fmt.Sprintf("nothing reads the key %s", safeString(key)), Fix: "title, objective, task and bring are read"})
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

var tomlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`line (\d+) \(last key "([^"]*)"\): `) })

// decodeTOML guards, then decodes; the first line of src is line `first` of the file.
func decodeTOML(file, src string, first, limit int, into any) (unread []toml.Key, problem *Problem) {
	if off, text, ok := guardTOML(src, limit); !ok {
		return nil, &Problem{Pos: place(file, src, off, first), Code: "bad-toml", Text: text, Fix: "keep it as short and flat as the built-in ones"}
	}
	meta, err := toml.Decode(src, into)
	if err == nil {
		return meta.Undecoded(), nil
	}
	p := &Problem{Pos: Pos{File: file, Line: first, Col: 1}, Code: "bad-toml", Fix: "see https://toml.io for how TOML is written"}
	var pe toml.ParseError
	if errors.As(err, &pe) {
		p.Text = safeString(pe.Message)
		if pe.Position.Line > 0 {
			p.Pos = place(file, src, pe.Position.Start, first)
			// An error at a line's end is counted by toml as the line's, by offset as the next one's.
			p.Pos.Line = min(p.Pos.Line, first+strings.Count(src, "\n"))
		}
		return nil, p
	}
	p.Text = safeString(err.Error())
	if m := tomlLine().FindStringSubmatchIndex(err.Error()); m != nil {
		n, _ := strconv.Atoi(err.Error()[m[2]:m[3]])
		p.Pos.Line = first + n - 1
		p.Text = safeString(err.Error()[m[4]:m[5]] + ": " + err.Error()[m[1]:])
	}
	return nil, p
}

// keyLine finds the key, of bare words and dots, that a line opens with; what follows its
// "=" begins at value.
func keyLine(line string) (key string, start, value int, ok bool) {
	before, _, ok := strings.Cut(line, "=")
	key = strings.Trim(before, " \t")
	if !ok || !bareKey(key) {
		return "", 0, 0, false
	}
	return key, strings.Index(before, key), len(before) + 1, true
}

// tableLine finds the table that a line opens; many says that it is one of several.
func tableLine(line string) (name string, start int, many, ok bool) {
	inner := strings.TrimLeft(line, " \t")
	start = len(line) - len(inner)
	if inner, ok = strings.CutPrefix(inner, "["); !ok {
		return "", 0, false, false
	}
	inner, many = strings.CutPrefix(inner, "[")
	name, _, ok = strings.Cut(inner, "]")
	name = strings.Trim(name, " \t")
	return name, start, many, ok && bareKey(name)
}

// bareKey reports whether a key is of words that need no quotation marks, and dots.
func bareKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' && c != '.' {
			return false
		}
	}
	return s != ""
}

// keyPlaces finds where keys stand: "title", "title.en" under [title], "lesson.0"
// for the first [[lesson]] and "lesson.0.id" for its key. Columns and lines from 1.
func keyPlaces(src string) map[string]Pos {
	places := map[string]Pos{}
	table := ""
	count := map[string]int{}
	skip := 0 // until this offset we are in a string of several lines
	off := 0
	for n, line := range strings.Split(src, "\n") {
		start := off
		off += len(line) + 1
		if start < skip {
			continue
		}
		if name, col, many, ok := tableLine(line); ok {
			table = name
			if many {
				i := count[table]
				count[table]++
				table += "." + strconv.Itoa(i)
			}
			places[table] = Pos{Line: n + 1, Col: col + 1}
			table += "."
			continue
		}
		key, col, end, ok := keyLine(line)
		if !ok {
			continue
		}
		key = table + key
		if _, twice := places[key]; !twice {
			places[key] = Pos{Line: n + 1, Col: col + 1}
		}
		value := strings.TrimLeft(line[end:], " \t")
		if strings.HasPrefix(value, `"""`) || strings.HasPrefix(value, "'''") {
			skip = skipString(src, start+len(line)-len(value))
		}
	}
	return places
}
