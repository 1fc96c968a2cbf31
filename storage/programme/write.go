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

// ErrFormat is a format that a report can't be had in.
var ErrFormat = errors.New("no such format")

// Formats a report can be had in, the usual one first.
func Formats() []string {
	return slices.Concat([]string{"text"}, document.Formats(), []string{"csv", "json"})
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
	case format == "csv":
		err = p.csv(&b)
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
	names := w.T("export.left.names")
	if p.Names != nil {
		names = w.T("programme.with-names")
	}
	return []string{names, w.T("export.left.typed"), w.T("programme.left-learned")}
}

// ticket is what is asked first: how many, and whether somebody waits for a call.
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
		Items: []document.Item{{Text: document.Ours(w.T("programme.care-none"))}},
	}
	if len(waiting) > 0 {
		t.Items[0].Text = document.Ours(w.N("programme.n-waiting", len(waiting)))
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
	}
	return d
}

// csv is every table of the report below one another, as wide as the widest: the first
// column says which.
func (p *pen) csv(b *bytes.Buffer) error {
	var rows [][]string
	for _, h := range p.head() {
		rows = append(rows, []string{p.Words.T("export.left-out"), h})
	}
	add := func(name string, g grid) {
		rows = append(rows, slices.Concat([]string{p.Words.T("programme.col-table")}, g.head))
		for _, r := range g.rows {
			rows = append(rows, slices.Concat([]string{name}, r))
		}
	}
	for _, sec := range p.sections() {
		for _, t := range sec.parts {
			if t.grid.caption != p.Words.T("programme.by-pair-what") {
				add(sec.title, t.grid)
			}
		}
		for _, l := range sec.lists {
			add(sec.title, l.grid(p))
		}
		for _, n := range slices.Concat(sec.before, sec.said) {
			rows = append(rows, []string{sec.title, n})
		}
	}
	add(p.Words.T("programme.by-pair"), p.everyPair(p.ByPair))
	most := 0
	for _, r := range rows {
		most = max(most, len(r))
	}
	for i, r := range rows {
		rows[i] = append(r, make([]string, most-len(r))...)
	}
	return document.WriteCSV(b, rows, p.Words.Lang)
}
