package phrases

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
)

// What a catalogue may be at most. The built-in ones stay far below.
const (
	maxFile    = 256 << 10
	maxPhrases = 5000
	maxPhrase  = 8 << 10
	maxDepth   = 4 // brackets within brackets
	maxDots    = 6 // in one line: tables within tables
)

// A phrase is what one key says, in as many plural forms as its language has.
type phrase struct {
	one   *template            // said whatever the count is
	forms map[string]*template // by CLDR category, when it depends on a count
}

// categories are the plural forms of CLDR.
var categories = [...]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

func isCategory(s string) bool {
	for _, c := range categories {
		if c == s {
			return true
		}
	}
	return false
}

// parse reads one catalogue. What is wrong costs its phrase; what is no TOML, the file.
func parse(file, lang, src string) (map[string]*phrase, []error) {
	src = strings.TrimPrefix(src, "\ufeff")
	tree, err := decode(file, src)
	if err != nil {
		return nil, []error{err}
	}
	r := reader{french: french(lang), src: src, said: map[string]*phrase{}}
	r.table("", tree)
	sort.Slice(r.errs, func(i, j int) bool { return r.errs[i].offset < r.errs[j].offset })
	errs := make([]error, len(r.errs))
	for i, e := range r.errs {
		errs[i] = at(file, src, e.offset, e.why)
	}
	return r.said, errs
}

func decode(file, src string) (map[string]any, error) {
	if err := guard(src); err != nil {
		return nil, at(file, src, err.offset, err.why)
	}
	var tree map[string]any
	_, err := toml.Decode(src, &tree)
	var pe toml.ParseError
	switch {
	case errors.As(err, &pe):
		return nil, fmt.Errorf("%s:%d:%d: %s", file, pe.Position.Line, max(1, pe.Position.Col), pe.Message)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return tree, nil
}

// A fault is what is wrong at a place of a source.
type fault struct {
	offset int
	why    string
}

func at(file, src string, offset int, why string) error {
	before := src[:min(offset, len(src))]
	line := strings.Count(before, "\n") + 1
	col := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Errorf("%s:%d:%d: %s", file, line, col, why)
}

type reader struct {
	french bool
	src    string
	said   map[string]*phrase
	errs   []fault
}

func (r *reader) fail(key, where, format string, args ...any) {
	offset := keyOffset(r.src, key)
	if where != "" {
		if i := strings.Index(r.src[offset:], where); i >= 0 {
			offset += i
		}
	}
	r.errs = append(r.errs, fault{offset, fmt.Sprintf(format, args...)})
}

func (r *reader) table(prefix string, t map[string]any) {
	for name, v := range t {
		key := name
		if prefix != "" {
			key = prefix + "." + name
		}
		switch v := v.(type) {
		case string:
			if p, ok := r.template(key, key, v); ok {
				r.add(key, &phrase{one: p})
			}
		case map[string]any:
			r.child(key, v)
		default:
			r.fail(key, "", "%s is neither a phrase nor a table", key)
		}
	}
}

// child tells a table of plural forms from a table of phrases.
func (r *reader) child(key string, t map[string]any) {
	forms := 0
	for name, v := range t {
		if _, text := v.(string); text && isCategory(name) {
			forms++
		}
	}
	switch {
	case forms == 0:
		r.table(key, t)
		return
	case forms < len(t):
		r.fail(key, "", "%s mixes plural forms with other keys", key)
		return
	case t["other"] == nil:
		r.fail(key, "", "%s lacks the form other", key)
		return
	}
	p := &phrase{forms: make(map[string]*template, len(t))}
	for name, v := range t {
		form, ok := r.template(key, key+"."+name, v.(string))
		if !ok {
			return
		}
		p.forms[name] = form
	}
	r.add(key, p)
}

func (r *reader) add(key string, p *phrase) {
	if len(r.said) >= maxPhrases {
		if len(r.said) == maxPhrases {
			r.fail(key, "", "more than %d phrases", maxPhrases)
		}
		return
	}
	r.said[key] = p
}

// template sets the punctuation first, so that catalogues can be typed plainly.
func (r *reader) template(key, place, text string) (*template, bool) {
	if len(text) > maxPhrase {
		r.fail(place, "", "%s is longer than %d KiB", key, maxPhrase>>10)
		return nil, false
	}
	for _, c := range text {
		if c != '\n' && unicode.IsControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 {
			r.fail(place, "", "%s holds the control character %U", key, c)
			return nil, false
		}
	}
	if r.french {
		text = frenchSpaces(text)
	}
	t, bad := compile(text)
	if bad != "" {
		r.fail(place, bad, "%s: a template knows only {{.Name}}, not %s", key, bad)
		return nil, false
	}
	return t, true
}

// keyOffset finds where a key stands in a catalogue written line by line, for the
// messages; where it can't tell, the beginning.
func keyOffset(src, key string) int {
	header, offset := "", 0
	for line := range strings.Lines(src) {
		text := strings.TrimLeft(line, " \t")
		start := offset + len(line) - len(text)
		offset += len(line)
		if name, _, ok := strings.Cut(strings.TrimPrefix(text, "["), "]"); ok && strings.HasPrefix(text, "[") {
			header = strings.TrimSpace(name)
			if header == key {
				return start
			}
			continue
		}
		name, _, ok := strings.Cut(text, "=")
		if !ok {
			continue
		}
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		if header != "" {
			name = header + "." + name
		}
		if name == key || strings.HasPrefix(key, name+".") {
			return start
		}
	}
	return 0
}

// guard refuses what the TOML library would recurse or multiply on, before it sees
// it: brackets within brackets and keys of many dots (40 KB of nested inline tables
// take 12 s and 6.5 GB otherwise). Within strings and comments anything goes.
func guard(src string) *fault {
	if len(src) > maxFile {
		return &fault{0, fmt.Sprintf("larger than %d KiB", maxFile>>10)}
	}
	depth, dots := 0, 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\n':
			dots = 0
		case '#':
			for i+1 < len(src) && src[i+1] != '\n' {
				i++
			}
		case '"', '\'':
			i = stringEnd(src, i)
		case '[', '{':
			if depth++; depth > maxDepth {
				return &fault{i, fmt.Sprintf("more than %d brackets within one another", maxDepth)}
			}
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			if dots++; dots > maxDots {
				return &fault{i, fmt.Sprintf("more than %d dots in a line's keys", maxDots)}
			}
		}
	}
	return nil
}

// stringEnd is the offset of the last byte of the string that begins at i, or of the
// source's when it never ends; the library then stops at the same place.
func stringEnd(src string, i int) int {
	q := src[i]
	quote := src[i : i+1]
	if strings.HasPrefix(src[i:], strings.Repeat(quote, 3)) {
		quote = src[i : i+3]
	}
	for j := i + len(quote); j < len(src); j++ {
		switch {
		case src[j] == '\\' && q == '"':
			j++
		case src[j] == '\n' && len(quote) == 1:
			return len(src)
		case strings.HasPrefix(src[j:], quote):
			return j + len(quote) - 1
		}
	}
	return len(src)
}
