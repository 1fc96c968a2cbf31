package document

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"
)

// An archive is the zip file that an office file is.
type archive struct {
	z   *zip.Writer
	err error
}

func newArchive(b *bytes.Buffer) *archive {
	z := zip.NewWriter(b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	return &archive{z: z}
}

// add adds a file; a picture and what must be found first are stored as they are. No file
// has a time, so that the same document gives the same bytes.
func (a *archive) add(name string, data []byte, stored bool) {
	if a.err != nil {
		return
	}
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	if stored {
		h.Method = zip.Store
	}
	var w io.Writer
	if w, a.err = a.z.CreateHeader(h); a.err == nil {
		_, a.err = w.Write(data)
	}
}

// part adds a file of XML.
func (a *archive) part(name, body string) { a.add(name, []byte(xmlHead+body), false) }

// core says what a file of Microsoft's formats is, for whoever looks at its properties.
func (a *archive) core(title, lang string, made time.Time) {
	w := &xmlWriter{}
	w.raw(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>%s</dc:title><dc:creator>Binome</dc:creator>`, title)
	if !made.IsZero() {
		w.raw(`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>`, made.UTC().Format("2006-01-02T15:04:05Z"))
	}
	w.raw(`<dc:language>%s</dc:language></cp:coreProperties>`, lang)
	a.part("docProps/core.xml", w.String())
}

// relsOpen begins a part that says where others are.
const relsOpen = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

func (a *archive) close() error {
	if err := a.z.Close(); a.err == nil {
		a.err = err
	}
	return a.err
}

const xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

// An xmlWriter writes elements; what it is given as text is escaped.
type xmlWriter struct{ strings.Builder }

// raw writes markup of ours; its values are escaped.
func (w *xmlWriter) raw(format string, values ...any) {
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = xmlText(s)
		}
	}
	fmt.Fprintf(w, format, values...)
}

func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes all
	return b.String()
}

// look is what a paragraph of an office file is.
type look string

// The looks; each format has a style for it.
const (
	lookTitle   look = "Title"
	lookBody    look = "Body"
	lookItem    look = "Item"
	lookQuote   look = "Quote"
	lookAside   look = "Aside"
	lookCaption look = "Caption"
	lookCell    look = "Cell"
	lookHead    look = "Head"
	lookPicture look = "Picture"
	lookKept    look = "KeptItem" // an item that stays on the page of what follows it
)

// isolated is the text of a span for formats that can't say where a direction begins and
// ends: with a mark on either side (U+200E), a name written from the right keeps its place
// beside another.
func (d *Document) isolated(s Span) string {
	switch ours := direction(d.Lang) == "rtl"; {
	case !s.Typed:
	case !ours && strings.ContainsFunc(s.Text, func(r rune) bool { return rightToLeft(string(r)) }):
		return "\u200e" + s.Text + "\u200e"
	case ours && strings.ContainsFunc(s.Text, func(r rune) bool { return r >= 'A' && !rightToLeft(string(r)) }):
		return "\u200f" + s.Text + "\u200f"
	}
	return s.Text
}

// An office writes the blocks of a document that office files have alike.
type office interface {
	heading(level int, text Line, breaks bool)
	para(as look, text Line)
	item(text Line, as look, ordered, first bool)
	quote(lines []string, inItem bool)
	table(t *Table)
	picture(f *Figure, png []byte)
}

// writeOffice hands the document to an office, block by block.
func (d *Document) writeOffice(o office) error {
	pen := newPen()
	breaks := false
	o.para(lookTitle, d.Title)
	blocks := d.plain()
	for at, k := range blocks {
		switch {
		case k.Heading != nil:
			o.heading(k.Heading.Level, k.Heading.Text, breaks)
			breaks = false
		case k.Para != nil:
			o.para(lookBody, k.Para)
		case k.List != nil:
			for n, i := range k.List {
				as := lookItem
				if n >= len(k.List)-2 && lastLine(blocks[at+1:]) { // which isn't left a page to itself
					as = lookKept
				}
				o.item(i.Text, as, k.Ordered, n == 0)
				if i.Quote != nil {
					o.quote(i.Quote, true)
				}
			}
		case k.Quote != nil:
			o.quote(k.Quote, false)
		case k.Table != nil:
			o.table(k.Table)
		case k.Figure != nil:
			if p := k.Figure.Picture; p != nil {
				png, err := p.png(pen)
				if err != nil {
					return err
				}
				o.picture(k.Figure, png)
			}
			o.table(k.Figure.Table)
		case k.Aside != nil:
			for _, l := range k.Aside {
				o.para(lookAside, l)
			}
		case k.Break:
			breaks = true
		}
	}
	return nil
}

// lastLine reports whether a paragraph comes next, and then another page or nothing.
func lastLine(next []Block) bool {
	return len(next) > 0 && next[0].Para != nil && (len(next) == 1 || next[1].Break)
}

// Text on A4 is so wide, in hundredths of a millimetre, and a picture at most so high.
const (
	sheetWidth  = 17000
	sheetHeight = 22000
)

// size of a picture on a sheet.
func (p *Picture) size() (w, h int) {
	w = sheetWidth
	if h = p.H * w / p.W; h > sheetHeight {
		w, h = w*sheetHeight/h, sheetHeight
	}
	return w, h
}

// columns of a table: how wide each is of a thousand, by what stands in it. A head may take
// two lines.
func (t *Table) columns() []int {
	const least = 5
	wide := make([]int, len(t.Head))
	all := 0
	for i, h := range t.Head {
		longest := (len([]rune(h.Plain())) + 1) / 2
		for w := range strings.FieldsSeq(h.Plain()) {
			longest = max(longest, len([]rune(w)))
		}
		for _, row := range t.Rows {
			longest = max(longest, min(len([]rune(row[i].Plain())), 36))
		}
		wide[i] = max(least, longest+2)
		all += wide[i]
	}
	for i := range wide {
		wide[i] = wide[i] * 1000 / all
	}
	return wide
}
