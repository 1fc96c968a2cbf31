package programme

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage/notes"
)

// ErrFormat is a format that a report can't be had in.
var ErrFormat = errors.New("no such format")

// Formats a report can be had in, the usual one first.
func Formats() []string { return []string{"text", "md", "html", "csv", "json"} }

// A View is how a report is written: the reader's words, the titles of lessons, and for
// text the width of the screen.
type View struct {
	Words      *phrases.Printer
	Curriculum *curriculum.Curriculum
	Width      int
}

// Write writes a report, whole or not at all. ErrFormat.
func Write(w io.Writer, rep *Report, format string, v View) error {
	var b bytes.Buffer
	var err error
	brief := len(rep.ByPair) > manyPairs && (format == "text" || format == "md")
	switch p := (&pen{rep, v, format == "md" || format == "html", brief}); format {
	case "text":
		p.text(&b)
	case "md":
		p.sheet().Markdown(&b)
	case "html":
		p.sheet().HTML(&b)
	case "csv":
		err = p.csv(&b)
	case "json":
		err = notes.WriteJSON(&b, rep)
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

// sheet is the report as a page.
func (p *pen) sheet() *notes.Sheet {
	s := notes.NewSheet(p.Words.Lang, p.Words.T("programme.title", "Date", p.Words.Date(dayOf(p.Made).time())))
	s.Aside(p.head()...)
	for _, sec := range p.sections() {
		s.Heading(2, sec.title)
		for _, n := range sec.before {
			s.Para(n)
		}
		for _, t := range sec.parts {
			if t.drawing.SVG != "" {
				s.Figure(t.drawing, t.grid)
			} else {
				s.Table(t.grid)
			}
		}
		for _, l := range sec.lists {
			s.Label(p.Words.T("export.labelled", "Label", l.label), l.plain(p))
		}
		for _, n := range sec.said {
			s.Para(n)
		}
	}
	return s
}

// csv is every table of the report below one another, as wide as the widest: the first
// column says which.
func (p *pen) csv(b *bytes.Buffer) error {
	var rows [][]string
	for _, h := range p.head() {
		rows = append(rows, []string{p.Words.T("export.left-out"), h})
	}
	add := func(name string, g notes.Grid) {
		rows = append(rows, slices.Concat([]string{p.Words.T("programme.col-table")}, g.Head))
		for _, r := range g.Rows {
			rows = append(rows, slices.Concat([]string{name}, r))
		}
	}
	for _, sec := range p.sections() {
		for _, t := range sec.parts {
			if t.grid.Caption != p.Words.T("programme.by-pair-what") {
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
	return notes.WriteCSV(b, rows, p.Words.Lang)
}
