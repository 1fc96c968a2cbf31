// Package intake makes lessons of Markdown that was written for something else: a book, a
// site, a course.
//
// For most uses, call [Import] with the files of one folder and write what it returns.
//
// It promises that no word of a source is lost: what becomes no part of a lesson stays as
// a comment in its front matter, and what can't be read as a lesson stays as literal text
// ([Kept] counts). What it makes loads; what an author has yet to do is told, with the
// source's line. It is pure: it reads no file and writes none.
package intake

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"binome/curriculum"
)

// A Source is a Markdown file: its path within what is imported, and its text.
type Source struct {
	Path string
	Text string
}

// Options of an import.
type Options struct {
	Module string // id of the module
	Title  string // and its title
	Lang   string // of all files; "" is what each says of itself
	Boxes  bool   // imperatives in lists under Together and Your turn become boxes
	// Picture reports whether there is such a picture, by its path among the sources.
	Picture func(path string) bool
	// Taken reports whether a lesson of that file's name is there already.
	Taken func(file string) bool
}

// A Change is what was done to a line of a source, or left for the author.
type Change struct {
	Line int // of the source; 0 is the file as a whole
	Code string
	What string // words of the source, or of what became of them
}

// A Page is what became of one source.
type Page struct {
	Source  string
	Files   []string // of its lessons
	In, Out int      // words in the source, and those of them that are in the lessons
	Changes []Change
}

// A Module is what an import makes.
type Module struct {
	Files    map[string]string // lessons' texts, by path in the layer
	Entries  []Entry           // for module.toml, in order
	Pictures map[string]string // where a picture goes, and where it is
	Titles   map[string]string
	Pages    []Page
}

// An Entry is a lesson's in module.toml.
type Entry struct {
	ID      string
	Minutes int
}

// TOML is the entry as module.toml has it.
func (e Entry) TOML() string {
	return "[[lesson]]\nid = \"" + e.ID + "\"\nminutes = " + strconv.Itoa(cmp.Or(e.Minutes, 25)) + "\nedition = 1\n"
}

// Import makes a module of sources.
func Import(sources []Source, o Options) Module {
	m := Module{Files: map[string]string{}, Pictures: map[string]string{}, Titles: map[string]string{}}
	pages := make([]*page, len(sources))
	taken := map[string]bool{}
	names := map[string]string{} // lessons, by path of their sources
	for i, s := range sources {
		p := newPage(s, o)
		base := p.id
		for n := 2; taken[p.id+"."+p.lang] || o.Taken != nil && o.Taken(o.Module+"/"+p.id+"."+p.lang+".md"); n++ {
			p.id = base + "-" + strconv.Itoa(n)
		}
		taken[p.id+"."+p.lang] = true
		names[path.Clean(s.Path)] = o.Module + "/" + p.id
		pages[i] = p
	}
	seen := map[string]bool{}
	for _, p := range pages {
		p.make(names, m.Pictures)
		out := ""
		for i, text := range p.texts {
			id := p.id
			if i > 0 {
				for id = p.id + "-" + strconv.Itoa(i+1); taken[id+"."+p.lang]; id += "-more" {
				}
				taken[id+"."+p.lang] = true
			}
			file := o.Module + "/" + id + "." + p.lang + ".md"
			m.Files[file] = text
			p.told.Files = append(p.told.Files, file)
			out += text + "\n"
			if !seen[id] {
				seen[id] = true
				m.Entries = append(m.Entries, Entry{ID: id, Minutes: p.minutes})
			}
		}
		p.told.In, p.told.Out = Kept(p.source.Text, out)
		slices.SortStableFunc(p.told.Changes, func(a, b Change) int { return a.Line - b.Line })
		m.Pages = append(m.Pages, p.told)
		if m.Titles[p.lang] == "" {
			m.Titles[p.lang] = cmp.Or(o.Title, curriculum.Titled(o.Module))
		}
	}
	return m
}

// Kept counts the words of a text, and how many of them another still has.
func Kept(before, after string) (words, kept int) {
	have := counted(after)
	was := counted(before)
	for _, w := range slices.Sorted(maps.Keys(was)) {
		words += was[w]
		kept += min(was[w], have[w])
	}
	return words, kept
}

func counted(s string) map[string]int {
	all := map[string]int{}
	if strings.Contains(s, "{{") || strings.Contains(s, "{%") { // what only opens or closes is a mark
		s = strings.Join(slices.DeleteFunc(strings.Split(s, "\n"), func(l string) bool {
			return hugoShut().MatchString(l) || hint().MatchString(l) || hintShut().MatchString(l)
		}), "\n")
	}
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana): // written without blanks: each is a word
			b.WriteString(" " + string(r) + " ")
		case r > unicode.MaxLatin1 && unicode.IsPunct(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	for w := range strings.FieldsFuncSeq(b.String(), func(r rune) bool { return !letter(r) }) {
		all[w]++
	}
	return all
}

// A page is a source while it becomes lessons.
type page struct {
	source  Source
	o       Options
	id      string
	lang    string
	title   string
	goal    string // the objective
	minutes int
	front   []string // the source's front matter, line by line
	lines   []line
	texts   []string // of the lessons it becomes
	told    Page
}

// A line of a source, or one made of it.
type line struct {
	text string
	n    int  // in the source
	code bool // literal: between fences
}

func newPage(s Source, o Options) *page {
	p := &page{source: s, o: o, told: Page{Source: s.Path}}
	text := strings.TrimPrefix(strings.ReplaceAll(s.Text, "\r\n", "\n"), "\ufeff")
	body := p.readFront(strings.Split(text, "\n"))
	p.lines = fenced(body)
	p.named()
	return p
}

func (p *page) change(line int, code, what string) {
	p.told.Changes = append(p.told.Changes, Change{line, code, what})
}

// named finds the lesson's id and language in the path, the front matter, or the words.
func (p *page) named() {
	dir, base := path.Split(p.source.Path)
	stem := strings.TrimSuffix(base, path.Ext(base))
	for _, sep := range []string{".", "_", "-"} {
		if i := strings.LastIndex(stem, sep); i > 0 && isLanguage(strings.ToLower(stem[i+1:])) {
			if p.lang == "" {
				p.lang = strings.ToLower(stem[i+1:])
			}
			stem = stem[:i]
			break
		}
	}
	parts := strings.FieldsFunc(dir, func(r rune) bool { return r == '/' })
	for _, part := range parts {
		if part = strings.ToLower(part); p.lang == "" && isLanguage(part) {
			p.lang = part
		}
	}
	parts = slices.DeleteFunc(parts, func(s string) bool {
		s = strings.ToLower(s)
		return isLanguage(s) || slices.Contains([]string{"content", "docs", "src", "_episodes", "episodes", ".", ".."}, s)
	})
	switch strings.ToLower(strings.TrimLeft(stem, "_")) {
	case "index", "readme", "summary":
		if len(parts) > 0 {
			stem, parts = parts[len(parts)-1], parts[:len(parts)-1]
		}
	}
	p.id = curriculum.Slug(strings.Join(append(parts, stem), " "), 0)
	if p.id == "readme" {
		p.id = "start" // a readme is no lesson
	}
	if p.o.Lang != "" {
		p.lang = p.o.Lang
	}
	if p.lang == "" {
		p.lang = guess(p.source.Text)
	}
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 0xC0 && r != '×' && r != '÷' && !strings.ContainsRune("–—‘’“”…«»•→←✓✗✅❌⚠️\ufe0f\u202f\u2003\u200b\ufeff", r)
}
