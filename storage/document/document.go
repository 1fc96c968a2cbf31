// Package document is a page that people read, and its writers: one for each program
// that opens it. What a page says is decided before it comes here, once.
//
// For most uses: fill a [Document], then [Document.Write] it in one of [Formats]. A new
// format is a line in writers and a file of its own.
//
// It promises that what somebody typed is read as they typed it in every format, and
// never becomes markup, a formula or a field; that a picture's facts are in a table
// beside it, for whoever can't see it and for formats without pictures; that each file
// needs nothing else, and fetches nothing; and that the same document gives the same bytes.
package document

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"binome/storage/clean"
)

// A Document is a page before it is Markdown, HTML or an office file.
type Document struct {
	Lang   string
	Title  Line
	Blocks []Block
	Made   time.Time // what the file says it was written on
	Boxes  string    // what is said at the head of a file whose fonts lack some signs
}

// A Block is one piece of a page: one of its fields is set.
type Block struct {
	Heading *Heading
	Para    Line
	List    []Item
	Ordered bool     // the list is numbered
	Quote   []string // lines that somebody typed
	Table   *Table
	Figure  *Figure
	Aside   []Line // what is left out: a frame at the head
	Break   bool   // a printed page may end here
	Ticket  *Ticket
	Route   Route
}

// A Heading of level 2 to 4; the title is the one of level 1.
type Heading struct {
	Level int
	Text  Line
}

// An Item of a list.
type Item struct {
	Text  Line
	Quote []string // typed, several lines
	Strip []Part   // what the text says, drawn below it where that can be
}

// A Table; the first cell of each row names the row.
type Table struct {
	Caption Line
	Head    []Line
	Rows    [][]Line
}

// A Figure is a picture with the same facts in a table; Markdown has the table alone.
type Figure struct {
	Picture *Picture
	Desc    string // what the picture shows, for whoever can't see it
	Table   *Table
}

// alt is what is said in a picture's place.
func (f *Figure) alt() string { return f.Table.Caption.Plain() + ". " + f.Desc }

// A Span is a stretch of a line that has one origin, which decides how it is written:
// the program's own words, or words that somebody typed.
type Span struct {
	Text   string
	Typed  bool // by one of the pair, or by an author: never markup, its own direction
	Strong bool
	Emph   bool
	Code   bool
	To     string // where it leads: https or mailto
	Lang   string // when it isn't the document's
}

// A Line is spans in a row.
type Line []Span

// Ours is a line of the program's own words.
func Ours(s string) Line { return Line{{Text: s}} }

// Wrote is a line that somebody typed.
func Wrote(s string) Line { return Line{{Text: clean.Line(s), Typed: true}} }

// Join puts lines in a row.
func Join(parts ...Line) Line {
	var l Line
	for _, p := range parts {
		l = append(l, p...)
	}
	return l
}

// Plain is the line without its marks.
func (l Line) Plain() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Add adds a block.
func (d *Document) Add(b Block) { d.Blocks = append(d.Blocks, b) }

// Heading adds one of level 2 to 4.
func (d *Document) Heading(level int, text Line) { d.Add(Block{Heading: &Heading{level, text}}) }

// Para adds a paragraph.
func (d *Document) Para(l Line) { d.Add(Block{Para: l}) }

// List adds a list, if there is anything in it.
func (d *Document) List(items []Item) {
	if len(items) > 0 {
		d.Add(Block{List: items})
	}
}

// Aside adds the framed note at the head of a document; exports say in it what they leave out.
func (d *Document) Aside(lines ...string) {
	var out []Line
	for _, l := range lines {
		out = append(out, Ours(l))
	}
	d.Add(Block{Aside: out})
}

// A writer writes a document in one format. Those that aren't text can't be shown on a
// terminal.
type writer struct {
	format string
	text   bool
	write  func(*Document, *bytes.Buffer) error
}

func writers() []writer {
	return []writer{
		{"md", true, (*Document).writeMarkdown},
		{"html", true, (*Document).writeHTML},
		{"docx", false, (*Document).writeDOCX},
		{"odt", false, (*Document).writeODT},
		{"pdf", false, (*Document).writePDF},
	}
}

// ErrFormat is a format that no document can be had in.
var ErrFormat = errors.New("no such format of a document")

// Formats a document can be had in, the usual one first. A format is also the ending of
// its file.
func Formats() (all []string) {
	for _, w := range writers() {
		all = append(all, w.format)
	}
	return all
}

// Text reports whether files of a format can be shown on a terminal.
func Text(format string) bool {
	for _, w := range writers() {
		if w.format == format {
			return w.text
		}
	}
	return true
}

// Write writes the document. ErrFormat.
func (d *Document) Write(b *bytes.Buffer, format string) error {
	for _, w := range writers() {
		if w.format == format {
			return w.write(d, b)
		}
	}
	return fmt.Errorf("%w: %q", ErrFormat, format)
}

// direction is the way a language is written.
func direction(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
