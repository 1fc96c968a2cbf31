package curriculum

import (
	"io/fs"
	"regexp"
	"strings"
	"sync"

	"binome/curriculum/block"
	"binome/storage/clean"
)

// Every writer of Markdown has marks that others don't know. Here they are words like any
// other, so the author is told what to write instead.

// A foreign mark is one of another tool's.
type foreign struct {
	mark *regexp.Regexp // of which the first group, if any, is what is quoted
	what string
	fix  string
}

var foreigners = sync.OnceValue(func() []foreign {
	f := func(mark, what, fix string) foreign { return foreign{regexp.MustCompile(mark), what, fix} }
	return []foreign{
		f(`^(?:!!!|\?\?\?\+?) ?[\p{L}"]+`, "a call-out as MkDocs has them", "> [!NOTE], and > before each of its lines"),
		f(`^:::+ ?\{?[\p{L}.]*`, "a block as Docusaurus or Pandoc have them", "> [!NOTE], and > before each of its lines; nothing at its end"),
		f(`^=== ?"[^"]*"`, "a tab as MkDocs has them", "a level-3 heading"),
		f(`^--8<--.*`, "an inclusion of another file", "the text itself"),
		f(`\[TOC\]|\[\[_TOC_\]\]`, "a table of contents", "nothing: the coach has an outline"),
		f(`\{%.*?%\}`, "a command of Jekyll's", "what it stands for"),
		f(`\{\{[<%#]?.*?[>%]?\}\}`, "a template's command", "what it stands for"),
		f(`\{later\}`, "{later} that does nothing here", "{later} at the end of a box, under Together or Your turn"),
		f(`\{:? ?(?:[.#][\w-]|[\w-]+=)[^}]*\}`, "a list of attributes", "nothing: they have no meaning here"),
		f(`\[\^[^\]\s]+\]`, "a footnote without its note", "[^1]: and the note, on a line of its own"),
		f(`!?\[\[[^\]]+\]\]`, "a link as wikis have them", "[words](address)"),
		f(`\[[^\[\]]+\]\[[^\[\]]*\]`, "a link to a definition that isn't there", "[words](address), or the definition: [name]: address"),
		f(`\$\$[^$]*(?:\$\$)?`, "a formula", "it in words: formulas are not drawn"),
		f(`(\$[^\s$][^$]*[\\^_=](?:[^$]*[^\s$])?\$)(?:\D|$)`, "a formula", "it in words: formulas are not drawn"),
		f(`\+\+[^+\s][^+]*\+\+`, "inserted text", "it without the ++"),
		f(`%%[^%]+%%`, "a comment of Obsidian's", "<!-- and -->"),
		f(`<%.*?%>`, "a template's command", "what it stands for"),
		f(`^<<< ?@?[\w/].*`, "an inclusion of another file", "the text itself"),
		f(`^\.\. [\w-]+::`, "a block as reStructuredText has them", "> [!NOTE], and > before each of its lines"),
		f(`^\\(?:newpage|pagebreak|clearpage|[a-z]+\{[^}]*\})`, "a command of LaTeX's", "nothing: it has no meaning here"),
		f(`\^\[[^\]]+\]`, "a note within its line", "[^1] there, and [^1]: and the note on a line of its own"),
		f(`==[^=\s][^=]*==`, "marked text", "**bold**"),
		f(`[^\s^]\^[^\s^]+\^`, "raised text", "it without the ^"),
		f(`(?:^|\s)(:[a-z][a-z0-9_+-]+:)(?:\s|$)`, "an emoji that is not known", "the emoji itself"),
	}
})

// marks are what an author of a draft is told of its text: nothing is left out for it,
// but something is read otherwise than it was meant.
func (l *lesson) marks() {
	for _, p := range l.passages {
		l.foreign(p.spans)
	}
	l.mistyped()
	line := 0
	for _, at := range l.doc.HTML {
		if pos := l.pos(at); pos.Line != line {
			line = pos.Line
			l.mark(pos, "html", "write it in Markdown, or leave the tags out", "HTML is drawn as its text alone")
		}
	}
	for _, at := range l.doc.Unused {
		l.mark(l.pos(at), "unused-note", "refer to it, or leave it out", "nothing refers to this footnote, so nobody sees it")
	}
}

// mark adds a note, as long as there aren't too many.
func (l *lesson) mark(at Pos, code, fix, text string) {
	if len(l.front.notes) < maxFileProblems {
		l.front.notes = append(l.front.notes, Problem{Pos: at, Code: code, Text: text, Fix: fix})
	}
}

func (l *lesson) foreign(spans []block.Span) {
	var read []block.Span
	for _, s := range spans {
		if s.Style&block.Mono != 0 || s.Link != nil && s.Link.Auto {
			s.Text = strings.Repeat("x", len(s.Text)) // written, not meant
		}
		read = append(read, s)
	}
	words, said := block.Words(read), block.Words(spans)
	if !strings.ContainsAny(words, "!?:=-[{$^+%<\\") {
		return
	}
	taken := 0
	for _, f := range foreigners() {
		for _, m := range f.mark.FindAllStringSubmatchIndex(words, -1) {
			from, to := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				from, to = m[2], m[3]
			}
			at := block.At(read, from)
			if from < taken && taken > 0 || l.doc.Escaped(at) {
				continue
			}
			taken = max(taken, to)
			l.mark(l.pos(at), "foreign-mark", "write "+f.fix, f.what+" is drawn as it is written: "+clean.Short(said[from:to], mostQuoted))
		}
	}
}

// mostQuoted is how many characters of a file a finding quotes.
const mostQuoted = 40

// pictures holds that a picture's file is there, of a kind that can be shown, and has
// words for whoever can't see it.
func (d *Draft) pictures(layer fs.FS, file string) {
	note := func(p Picture, code, fix, text string) {
		if len(d.Notes) < maxFileProblems {
			d.Notes = append(d.Notes, Problem{Pos: p.Pos, Code: code, Text: text, Fix: fix})
		}
	}
	for _, p := range d.Pictures {
		if strings.TrimSpace(p.Alt) == "" {
			note(p, "picture-words", "![what it shows](file)", "a picture without words for whoever can't see it")
		}
		if strings.Contains(p.To, ":") {
			note(p, "picture-file", "put the file beside the lesson", "a picture from elsewhere is never fetched")
			continue
		}
		name, ok := pictureName(file, p.To)
		if !ok && fs.ValidPath(name) {
			note(p, "picture-file", "PNG, JPEG or GIF", "a picture of a kind that can't be shown: "+clean.Short(p.To, mostQuoted))
			continue
		}
		if info, err := fs.Stat(layer, name); !ok || err != nil || !info.Mode().IsRegular() {
			note(p, "picture-file", "put it there, or write its name as it is", "there is no picture "+clean.Short(name, mostQuoted))
		}
	}
}
