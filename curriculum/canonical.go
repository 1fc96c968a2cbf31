package curriculum

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A tomlReader reads TOML that is written as ours is, one thing a line:
//
//	# a comment
//	[table]
//	[[tables]]
//	key = "text, with \" and \\ in it"
//	key = 25
//	key = true
//	key = 2026-11-22
//	key = ["a", "b"]
//	key = [
//	  "a", "b",
//	]
//
// in a tenth of the time that the TOML library takes: the first frame waits for the
// outline, and the outline for fifty titles. Whatever else stands in a file, right or
// wrong, is for the library; a fuzz test holds that the two read the same.
type tomlReader struct {
	rest   string
	n      int    // the line's number, from 1
	below  int    // lines of the value below it
	header string // of a line that opens a table
	many   bool   // it is one of several
	key    string
	value  string // as it is written
	failed bool
}

// next goes to the next line that says something; false at the end and where the form
// is left (failed).
func (r *tomlReader) next() bool {
	for r.rest != "" {
		line := r.line()
		if line == "" {
			continue
		}
		if !tomlText(line) {
			return r.leave()
		}
		if line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			return r.table(line)
		}
		var ok bool
		r.header = ""
		if r.key, r.value, ok = strings.Cut(line, " = "); !ok || !bareKey(r.key) {
			return r.leave()
		}
		return r.value != "[" || r.gather()
	}
	return false
}

// line takes the next line.
func (r *tomlReader) line() string {
	line, rest, ended := strings.Cut(r.rest, "\n")
	if ended {
		line = strings.TrimSuffix(line, "\r")
	}
	r.rest, r.n, r.below = rest, r.n+r.below+1, 0
	return line
}

// gather makes one value of a list of several lines. The place of its key is its first.
func (r *tomlReader) gather() bool {
	var b strings.Builder
	for first := r.n; r.rest != ""; {
		line := r.line()
		if line == "]" {
			r.value, r.n, r.below = "["+strings.TrimPrefix(b.String(), ", ")+"]", first, r.n-first
			return true
		}
		item, indented := strings.CutPrefix(line, "  ")
		item, ended := strings.CutSuffix(item, ",")
		if !indented || !ended || !strings.HasPrefix(item, `"`) || !tomlText(item) {
			break
		}
		b.WriteString(", " + item)
	}
	return r.leave()
}

func (r *tomlReader) leave() bool {
	r.failed = true
	return false
}

func (r *tomlReader) table(line string) bool {
	name, ok := strings.CutPrefix(line, "[[")
	if r.many = ok; ok {
		name, ok = strings.CutSuffix(name, "]]")
	} else {
		name, ok = strings.CutSuffix(line[1:], "]")
	}
	r.header, r.failed = name, !ok || !bareKey(name)
	return !r.failed
}

func bareKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return s != ""
}

// tomlText: UTF-8 without control characters, which TOML forbids even in comments.
func tomlText(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] == 0x7f {
			return false
		}
	}
	return utf8.ValidString(s)
}

// text reads a value that is a string.
func (r *tomlReader) text() string {
	s, rest, ok := readString(r.value)
	r.failed = r.failed || !ok || rest != ""
	return s
}

// readString reads the string that s opens with, and gives what follows.
func readString(s string) (text, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", "", false
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			text = s[1:i]
			if strings.Contains(text, `\`) {
				text = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(text)
			}
			return text, s[i+1:], i > 1 || !strings.HasPrefix(s, `"""`)
		case '\\':
			if i++; i == len(s) || s[i] != '"' && s[i] != '\\' {
				return "", "", false
			}
		}
	}
	return "", "", false
}

func (r *tomlReader) list() []string {
	list := []string{}
	s, ok := strings.CutPrefix(r.value, "[")
	if ok && s == "]" {
		return list
	}
	for ok {
		var text string
		if text, s, ok = readString(s); !ok {
			break
		}
		list = append(list, text)
		if s == "]" {
			return list
		}
		s, ok = strings.CutPrefix(s, ", ")
	}
	r.failed = true
	return nil
}

func (r *tomlReader) number() int {
	n, err := strconv.Atoi(r.value)
	if err != nil || n < 0 || n > 1e9 || strconv.Itoa(n) != r.value {
		r.failed = true
	}
	return n
}

// numbers reads a list of them, written on its line.
func (r *tomlReader) numbers() []int {
	list := []int{}
	body, ok := strings.CutPrefix(r.value, "[")
	body, ended := strings.CutSuffix(body, "]")
	if r.failed = r.failed || !ok || !ended; r.failed || body == "" {
		return list
	}
	for _, s := range strings.Split(body, ", ") {
		n := tomlReader{value: s}
		list, r.failed = append(list, n.number()), r.failed || n.failed
	}
	return list
}

func (r *tomlReader) truth() bool {
	r.failed = r.failed || r.value != "true" && r.value != "false"
	return r.value == "true"
}

func (r *tomlReader) day() time.Time {
	t, err := time.Parse(time.DateOnly, r.value)
	r.failed = r.failed || err != nil || t.Year() == 0
	return t
}

// read goes through a file, with the places that keyPlaces would find. open is told of each
// table and names its path; entry takes each key of the last one opened.
func (r *tomlReader) read(open func() (path string), entry func()) (places map[string]Pos, ok bool) {
	places = make(map[string]Pos, 64)
	table := ""
	for r.next() {
		key := r.key
		if r.header != "" {
			if table = open(); table == "" {
				return nil, false
			}
			key, table = table, table+"."
		} else {
			key = table + key
		}
		if _, twice := places[key]; twice {
			return nil, false
		}
		places[key] = Pos{Line: r.n, Col: 1}
		if r.header == "" {
			entry()
		}
		if r.failed {
			return nil, false
		}
	}
	return places, !r.failed
}

// canonicalModule reads a module.toml.
func canonicalModule(src string) (f *moduleFile, places map[string]Pos, ok bool) {
	f = &moduleFile{}
	r := &tomlReader{rest: src}
	var into *lessonEntry
	places, ok = r.read(func() string {
		switch {
		case r.header == "title" && !r.many && f.Title == nil:
			f.Title, into = map[string]string{}, nil
			return "title"
		case r.header == "lesson" && r.many:
			f.Lesson = append(f.Lesson, lessonEntry{})
			into = &f.Lesson[len(f.Lesson)-1]
			return "lesson." + strconv.Itoa(len(f.Lesson)-1)
		}
		return ""
	}, func() {
		switch {
		case into != nil:
			into.canonical(r)
		case f.Title != nil:
			f.Title[r.key] = r.text()
		default:
			f.canonical(r)
		}
	})
	return f, places, ok
}

// canonicalCurriculum reads a curriculum.toml likewise.
func canonicalCurriculum(src string) (f *curriculumFile, places map[string]Pos, ok bool) {
	f = &curriculumFile{}
	r := &tomlReader{rest: src}
	var into *sessionEntry
	places, ok = r.read(func() string {
		if r.header != "session" || !r.many {
			return ""
		}
		f.Session = append(f.Session, sessionEntry{})
		into = &f.Session[len(f.Session)-1]
		return "session." + strconv.Itoa(len(f.Session)-1)
	}, func() {
		if into != nil {
			into.canonical(r)
		} else {
			f.canonical(r)
		}
	})
	return f, places, ok
}

func (f *curriculumFile) canonical(r *tomlReader) {
	switch r.key {
	case "framework":
		f.Framework = r.text()
	case "version":
		f.Version = r.text()
	case "country":
		f.Country = r.text()
	case "modules":
		f.Modules = r.list()
	default:
		r.failed = true
	}
}

func (e *sessionEntry) canonical(r *tomlReader) {
	switch r.key {
	case "minutes":
		e.Minutes = r.number()
	case "launch":
		e.Launch = r.truth()
	case "lessons":
		e.Lessons = r.list()
	default:
		r.failed = true
	}
}

func (f *moduleFile) canonical(r *tomlReader) {
	switch r.key {
	case "fast":
		fast := r.truth()
		f.Fast = &fast
	case "roles":
		f.Roles = r.text()
	case "replace":
		f.Replace = r.truth()
	default:
		r.failed = true // the library says what nothing reads
	}
}

func (e *lessonEntry) canonical(r *tomlReader) {
	switch r.key {
	case "id":
		e.ID = r.text()
	case "minutes":
		e.Minutes = r.number()
	case "digcomp":
		e.DigComp = r.list()
	case "needs":
		e.Needs = r.list()
	case "edition":
		e.Edition = r.number()
	case "reviewed":
		e.Reviewed = r.day()
	case "facts":
		e.Facts = r.list()
	case "together":
		e.Together = r.numbers()
	case "alone":
		e.Alone = r.numbers()
	case "discover":
		e.Discover = r.text()
	case "talk":
		e.Talk = r.text()
	case "confession":
		e.Confession = r.truth()
	case "was":
		e.Was = r.list()
	default:
		r.failed = true
	}
}

// canonicalTexts reads front matter: keys that are texts, and nothing else.
func canonicalTexts(src string) (values map[string]any, places map[string]Pos, ok bool) {
	values, places = map[string]any{}, map[string]Pos{}
	r := tomlReader{rest: src}
	for r.next() {
		if _, twice := values[r.key]; twice || r.header != "" {
			return nil, nil, false
		}
		values[r.key], places[r.key] = r.text(), Pos{Line: r.n, Col: 1}
	}
	return values, places, !r.failed
}
