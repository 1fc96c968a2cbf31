package notes

import "bytes"

// A Sheet is a page of figures that another package fills: it is written by the hand
// that writes the notes, with the same care for what was typed, for readers who can't
// see a picture, and for a browser that must fetch and run nothing.
type Sheet struct{ p page }

// NewSheet begins a page in that language.
func NewSheet(lang, title string) *Sheet { return &Sheet{page{lang: lang, title: ours(title)}} }

// A Grid is a table. What stands in Typed columns was typed by somebody.
type Grid struct {
	Caption string
	Head    []string
	Rows    [][]string
	Typed   []int
}

// A Drawing is the inside of an SVG picture, its size, and what it shows in words.
type Drawing struct {
	SVG  string
	W, H int
	Desc string
}

// Heading of level 2 to 4.
func (s *Sheet) Heading(level int, text string) { s.p.h(level, ours(text)) }

// Para is a paragraph of the program's own words.
func (s *Sheet) Para(text string) { s.p.para(ours(text)) }

// Label is a paragraph that begins with a word in bold; what follows was typed.
func (s *Sheet) Label(label, value string) {
	s.p.para(line{{s: label, strong: true}, {s: " "}, {s: value, typed: true}})
}

// Aside is the frame at the head that says what is left out.
func (s *Sheet) Aside(lines ...string) {
	var out []line
	for _, l := range lines {
		out = append(out, ours(l))
	}
	s.p.add(block{aside: out})
}

// Table adds a table.
func (s *Sheet) Table(g Grid) { s.p.add(block{table: g.table()}) }

// Figure adds a picture with the same facts in a table below it.
func (s *Sheet) Figure(d Drawing, g Grid) {
	s.p.add(block{figure: &figure{svg: d.SVG, w: d.W, h: d.H, desc: d.Desc, table: g.table()}})
}

func (g Grid) table() *table {
	t := &table{caption: ours(g.Caption)}
	for _, h := range g.Head {
		t.head = append(t.head, ours(h))
	}
	typed := make([]bool, len(g.Head))
	for _, i := range g.Typed {
		typed[i] = true
	}
	for _, row := range g.Rows {
		cells := make([]line, len(row))
		for i, c := range row {
			if cells[i] = ours(c); typed[i] {
				cells[i] = wrote(c)
			}
		}
		t.rows = append(t.rows, cells)
	}
	return t
}

// HTML and Markdown write the page.
func (s *Sheet) HTML(b *bytes.Buffer) { s.p.writeHTML(b) }

// Markdown writes the page without its pictures.
func (s *Sheet) Markdown(b *bytes.Buffer) { s.p.writeMarkdown(b) }

// Escape makes text safe inside a Drawing.
func Escape(s string) string { return esc(s) }

// WriteCSV writes rows for a spreadsheet in that language, no cell a formula.
func WriteCSV(b *bytes.Buffer, rows [][]string, lang string) error { return writeCSV(b, rows, lang) }

// WriteJSON writes JSON that may be pasted into a page.
func WriteJSON(b *bytes.Buffer, v any) error { return writeJSON(b, v) }
