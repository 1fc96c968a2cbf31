package phrases

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"

	"binome/storage/tame"
)

// What a catalogue may be at most. The built-in ones stay far below.
const (
	maxFile   = 256 << 10
	maxKeys   = 5000
	maxPhrase = 8 << 10
	maxFaults = 20 // told of one catalogue; more would hide them
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
	var tree map[string]any
	if _, f := tame.Decode(src, tame.Bounds{Bytes: maxFile, Keys: maxKeys}, &tree); f != nil {
		return nil, []error{&Fault{file, max(1, f.Line), max(1, f.Col), f.Why}}
	}
	r := reader{set: Setter(lang), said: map[string]*phrase{}, places: sync.OnceValue(func() map[string]tame.Place { return tame.Places(src) }),
		lines: sync.OnceValue(func() []string { return strings.Split(src, "\n") })}
	r.table("", tree)
	slices.SortFunc(r.faults, func(a, b fault) int {
		return cmp.Or(a.at.Line-b.at.Line, a.at.Col-b.at.Col, strings.Compare(a.why, b.why))
	})
	var errs []error
	for i, f := range r.faults {
		if i == maxFaults {
			return r.said, append(errs, &Fault{file, 1, 1, fmt.Sprintf("and %d more", len(r.faults)-i)})
		}
		errs = append(errs, &Fault{file, max(1, f.at.Line), max(1, f.at.Col), f.why})
	}
	return r.said, errs
}

// A Fault is what is wrong in a catalogue, and where.
type Fault struct {
	File      string // within its layer
	Line, Col int    // from 1
	Why       string
}

func (f *Fault) Error() string { return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Col, f.Why) }

// A fault is what is wrong with a phrase.
type fault struct {
	at  tame.Place
	why string
}

type reader struct {
	set    func(string) string // its punctuation; nil for as it is typed
	places func() map[string]tame.Place
	lines  func() []string
	said   map[string]*phrase
	faults []fault
}

// fail tells of a key by its place, or of the table it is in where it has no line of its
// own; where is what on the line is wrong, if it can be pointed at.
func (r *reader) fail(key, where, format string, args ...any) {
	at, ok := r.places()[key]
	for name := key; !ok && strings.Contains(name, "."); {
		name = name[:strings.LastIndexByte(name, '.')]
		at, ok = r.places()[name]
	}
	if where != "" && at.Line > 0 {
		if before, _, ok := strings.Cut(r.lines()[at.Line-1], where); ok {
			at.Col = 1 + utf8.RuneCountInString(before)
		}
	}
	r.faults = append(r.faults, fault{at, fmt.Sprintf(format, args...)})
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
				r.said[key] = &phrase{one: p}
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
	if r.set != nil {
		text = r.set(text)
	}
	t, bad := compile(text)
	if bad != "" {
		r.fail(place, bad, "%s: a template knows only {{.Name}}, not %s", key, bad)
		return nil, false
	}
	return t, true
}
