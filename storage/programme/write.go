package programme

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage/document"
)

// ErrFormat is a format that a report can't be had in, as one file.
var ErrFormat = errors.New("no such format")

// FormatTables is a file a table, in a folder: see [Report.Tables].
const FormatTables = "csv"

// Formats a report can be had in, the usual one first.
func Formats() []string {
	return slices.Concat([]string{"text"}, document.Formats(), []string{"xlsx", FormatTables, "json"})
}

// A View is how a report is written: the reader's words, the titles of lessons, and for
// text the width of the screen.
type View struct {
	Words      *phrases.Printer
	Curriculum *curriculum.Curriculum
	Width      int
}

// Schema writes the JSON Schema of a report's json.
func Schema(b *bytes.Buffer) error {
	return document.WriteSchema(b, "urn:binome:programme:2", "The report on a programme", Report{})
}

// Write writes a report, whole or not at all. ErrFormat.
func Write(w io.Writer, rep *Report, format string, v View) error {
	var b bytes.Buffer
	var err error
	paged := slices.Contains(document.Formats(), format)
	brief := len(rep.ByPair) > manyPairs && (paged && format != "html" || format == "text")
	switch p := (&pen{rep, v, paged, brief}); {
	case paged:
		err = p.page().Write(&b, format)
	case format == "text":
		p.text(&b)
	case format == "xlsx":
		tables := rep.Tables(v) // without the last, which is for programs
		tables = slices.DeleteFunc(tables[:len(tables)-1], func(s *document.Sheet) bool { return len(s.Rows) == 0 })
		err = document.WriteXLSX(&b, v.Words.Lang, v.Words.T("programme.title", "Date", v.Words.Date(dayOf(rep.Made).time())), dayOf(rep.Made).time(), tables)
	case format == "json":
		err = document.WriteJSON(&b, rep)
	default:
		return fmt.Errorf("%w: %q", ErrFormat, format)
	}
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	return err
}

// head says what the report leaves out.
func (p *pen) head() []string {
	w := p.Words
	who := []string{w.T("export.left.names"), w.T("programme.pseudonyms")}
	switch {
	case p.Totals:
		who = []string{w.T("programme.totals")}
	case p.Names != nil:
		who = []string{w.T("programme.with-names")}
	}
	return append(who, w.T("export.left.typed"), w.T("programme.left-learned"))
}

// ticket is the box at the head of the report: how many pairs, and how many wait for a call.
func (p *pen) ticket() *document.Ticket {
	w := p.Words
	waiting := map[string]bool{}
	for _, l := range p.care().lists {
		for _, s := range l.list {
			waiting[s.Code] = true
		}
	}
	t := &document.Ticket{
		Label: document.Ours(w.T("programme.so-far")),
		Large: document.Ours(w.N("programme.n-pairs", p.Pairs.All) + " · " + w.N("programme.n-sessions", p.Sessions.Held)),
	}
	switch {
	case p.Totals:
		return t
	case len(waiting) == 0:
		t.Items = []document.Item{{Text: document.Ours(w.T("programme.care-none"))}}
	default:
		t.Items = []document.Item{{Text: document.Ours(w.N("programme.n-waiting", len(waiting)))}}
	}
	return t
}

// page is the report as people read it.
func (p *pen) page() *document.Document {
	d := &document.Document{Lang: p.Words.Lang, Made: dayOf(p.Made).time(), Boxes: p.Words.T("export.boxes"), Title: document.Ours(p.Words.T("programme.title", "Date", p.Words.Date(dayOf(p.Made).time())))}
	d.Aside(p.head()...)
	d.Add(document.Block{Ticket: p.ticket()})
	for _, sec := range p.sections() {
		d.Heading(2, document.Ours(sec.title))
		for _, n := range sec.before {
			d.Para(document.Ours(n))
		}
		for _, t := range sec.parts {
			if t.drawing.Picture != nil {
				d.Add(document.Block{Figure: &document.Figure{Picture: t.drawing.Picture, Desc: t.drawing.desc, Table: t.grid.table()}})
			} else {
				d.Add(document.Block{Table: t.grid.table()})
			}
		}
		for _, l := range sec.lists {
			d.Para(document.Line{{Text: p.Words.T("export.labelled", "Label", l.label), Strong: true}, {Text: " "}, {Text: l.plain(p), Typed: true}})
		}
		for _, n := range sec.said {
			d.Para(document.Ours(n))
		}
		for _, t := range sec.terms {
			d.Para(document.Line{{Text: p.Words.T("export.labelled", "Label", t.label), Strong: true}, {Text: " " + t.said}})
		}
	}
	return d
}
