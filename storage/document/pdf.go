package document

import (
	"bytes"
	"fmt"
	"strconv"

	"golang.org/x/image/font/sfnt"
)

// writePDF writes a tagged PDF: text that can be selected, searched and read aloud, its
// fonts in the file, pictures as lines. The libraries that were tried (go-pdf/fpdf,
// signintech/gopdf) embed fonts as well, but tag nothing, know no direction of text but
// the whole line's, and leave breaking lines of several looks to whoever calls them: what
// they would save is pdffile.go.
func (d *Document) writePDF(b *bytes.Buffer) error {
	w := d.layPDF("")
	if w.pen.missing > 0 && d.Boxes != "" { // which is known only now
		w = d.layPDF(d.Boxes)
	}
	w.finish(b)
	return nil
}

// A sheet of A4, in points.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	margin     = 56.7
	textWidth  = pageWidth - 2*margin
	bottom     = pageHeight - 62
)

type pdf struct {
	d     *Document
	pen   *pen
	file  pdfFile
	used  [faces]map[sfnt.GlyphIndex]string
	pages []*pdfPage
	y     float64 // from the top of the page
	root  *element
	rtl   bool
}

type pdfPage struct {
	content bytes.Buffer
	owners  []*element // of its marks, in their order
	links   []pdfLink
}

type pdfLink struct {
	x, y, u, v float64
	to         string
}

// A setting is how text is set.
type setting struct {
	size, lead float64
	strong     bool
	colour     string
}

func settings(level int) setting {
	switch level {
	case 1:
		return setting{20, 26, true, light.ink}
	case 2:
		return setting{14, 19, true, light.ink}
	case 3:
		return setting{11.5, 16, true, light.ink}
	case 4:
		return setting{10, 14, true, light.soft}
	}
	return setting{10, 14.5, false, light.ink}
}

func (d *Document) layPDF(boxes string) *pdf {
	w := &pdf{d: d, pen: newPen(), root: &element{kind: "Document"}, rtl: direction(d.Lang) == "rtl"}
	for i := range w.used {
		w.used[i] = map[sfnt.GlyphIndex]string{}
	}
	w.turn()
	w.text(w.root.add("H1", ""), d.Title, settings(1), 0, 0)
	w.y += 8
	breaks := false
	blocks := d.plain()
	for i, k := range blocks {
		switch {
		case k.Heading != nil:
			w.heading(k.Heading, w.least(blocks[i+1:]), breaks)
			breaks = false
		case k.Para != nil:
			w.text(w.root.add("P", ""), k.Para, settings(0), 0, 0)
			w.y += 3
		case k.List != nil:
			w.list(k.List, k.Ordered)
		case k.Quote != nil:
			w.quote(w.root, k.Quote, 0)
		case k.Table != nil:
			w.table(k.Table)
		case k.Figure != nil:
			w.figure(k.Figure)
		case k.Aside != nil:
			if boxes != "" {
				k.Aside = append(k.Aside[:len(k.Aside):len(k.Aside)], Ours(boxes))
				boxes = ""
			}
			w.aside(k.Aside)
		case k.Break:
			breaks = i+1 < len(blocks)
		}
	}
	return w
}

// turn begins a page.
func (w *pdf) turn() {
	w.pages = append(w.pages, &pdfPage{})
	w.y = margin
}

func (w *pdf) page() *pdfPage { return w.pages[len(w.pages)-1] }

// need turns the page when there is less room than that.
func (w *pdf) need(height float64) {
	if w.y+height > bottom && w.y > margin {
		w.turn()
	}
}

// begin and end mark content as an element's; what belongs to none is decoration.
func (w *pdf) begin(e *element) {
	p := w.page()
	if e == nil {
		p.content.WriteString("/Artifact BMC\n")
		return
	}
	e.kids = append(e.kids, mark{len(w.pages) - 1, len(p.owners)})
	fmt.Fprintf(&p.content, "/%s <</MCID %d>> BDC\n", e.kind, len(p.owners))
	p.owners = append(p.owners, e)
}

func (w *pdf) end() { w.page().content.WriteString("EMC\n") }

// A piece is a stretch of one look in a line of a page.
type piece struct {
	span  *Span
	text  []rune // shaped, in reading order
	width float64
}

// lines breaks text at its blanks, and a word that is wider than the line where it must.
func (w *pdf) lines(l Line, set setting, width float64) (all [][]piece) {
	var line []piece
	used, blank := 0.0, false
	var cut struct{ piece, letter int } // behind the last blank
	put := func(s *Span, r rune, advance float64) {
		if n := len(line); n == 0 || line[n-1].span != s {
			line = append(line, piece{span: s})
		}
		k := &line[len(line)-1]
		k.text = append(k.text, r)
		k.width += advance
		used += advance
	}
	for i := range l {
		s := &l[i]
		for _, r := range letters(s.Text) {
			advance := w.pen.glyph(r, set.strong || s.Strong).advance * set.size
			if used+advance > width && r != ' ' && used > 0 {
				rest := []piece(nil)
				if blank {
					k := line[cut.piece]
					rest = append([]piece{{span: k.span, text: k.text[cut.letter:]}}, line[cut.piece+1:]...)
					line = line[:cut.piece+1]
					line[cut.piece].text = k.text[:cut.letter:cut.letter]
				}
				all = append(all, w.trimmed(line, set))
				line, used, blank = nil, 0, false
				for _, k := range rest {
					for _, r := range k.text {
						put(k.span, r, w.pen.glyph(r, set.strong || k.span.Strong).advance*set.size)
					}
				}
			}
			put(s, r, advance)
			if r == ' ' {
				cut.piece, cut.letter, blank = len(line)-1, len(line[len(line)-1].text), true
			}
		}
	}
	return append(all, w.trimmed(line, set))
}

// trimmed is a line without the blank it was broken at, its pieces measured.
func (w *pdf) trimmed(line []piece, set setting) []piece {
	for i := range line {
		k := &line[i]
		for i == len(line)-1 && len(k.text) > 0 && k.text[len(k.text)-1] == ' ' {
			k.text = k.text[:len(k.text)-1]
		}
		k.width = 0
		for _, r := range k.text {
			k.width += w.pen.glyph(r, set.strong || k.span.Strong).advance * set.size
		}
	}
	return line
}

// text sets a paragraph, from left to right of the text's width with indents.
func (w *pdf) text(e *element, l Line, set setting, left, right float64) {
	all := w.lines(l, set, textWidth-left-right)
	for i, line := range all {
		if i == 0 {
			w.need(set.lead * float64(min(len(all), 2)))
		} else if i == len(all)-2 && len(all) > 3 { // no line alone on a page
			w.need(set.lead * 2)
		}
		w.need(set.lead)
		w.line(e, line, set, margin+left, textWidth-left-right)
		w.y += set.lead
	}
}

// line draws a line at y; from the right, where the page is written from there.
func (w *pdf) line(e *element, line []piece, set setting, x, width float64) {
	all, said := 0.0, ""
	for _, k := range line {
		all += k.width
		said += string(k.text)
	}
	if said == "" {
		return
	}
	ordered := line
	if w.rtl {
		ordered = make([]piece, len(line))
		for i, k := range line {
			ordered[len(line)-1-i] = k
		}
	}
	if w.rtl {
		x += width - all
	}
	w.begin(e)
	w.page().content.WriteString("BT\n")
	for _, k := range ordered {
		w.piece(k, set, x)
		x += k.width
	}
	w.page().content.WriteString("ET\n")
	w.end()
}

// piece draws one stretch: a run of signs of one face at a time.
func (w *pdf) piece(k piece, set setting, x float64) {
	colour := set.colour
	if k.span.To != "" {
		colour = light.mark
		w.page().links = append(w.page().links, pdfLink{x, pageHeight - w.y - set.lead + 2, x + k.width, pageHeight - w.y, k.span.To})
	}
	skew := 0.0
	if k.span.Emph {
		skew = .2
	}
	w.signs(string(visual(k.text)), set.strong || k.span.Strong, set.size, colour, skew, x, pageHeight-w.y-set.lead*.75)
}

// signs draws text that is in order, on its base line in PDF's own measure.
func (w *pdf) signs(text string, strong bool, size float64, colour string, skew, x, y float64) {
	b := &w.page().content
	var run []sfnt.GlyphIndex
	at, last := x, uint8(0)
	flush := func() {
		if len(run) > 0 {
			fmt.Fprintf(b, "/F%d %.1f Tf %s 1 0 %.1f 1 %.2f %.2f Tm <%s> Tj\n", last, size, pdfColour(colour, "rg"), skew, at, y, hexGlyphs(run))
			run = run[:0]
		}
	}
	for _, r := range text {
		g := w.pen.glyph(r, strong)
		if g.face != last {
			flush()
			at, last = x, g.face
		}
		w.used[g.face][g.id] = g.text
		run = append(run, g.id)
		x += g.advance * size
	}
	flush()
}

func pdfColour(hex, op string) string {
	c := rgb(hex)
	part := func(v uint8) string { return strconv.FormatFloat(float64(v)/255, 'f', 3, 64) }
	return part(c.R) + " " + part(c.G) + " " + part(c.B) + " " + op
}

// rule draws a line, a box fills one, from the top.
func (w *pdf) rule(x, y, u, v, width float64, colour string) {
	fmt.Fprintf(&w.page().content, "%s %.2f w %.2f %.2f m %.2f %.2f l S\n", pdfColour(colour, "RG"), width, x, pageHeight-y, u, pageHeight-v)
}

func (w *pdf) box(x, y, wide, high float64, colour string) {
	fmt.Fprintf(&w.page().content, "%s %.2f %.2f %.2f %.2f re f\n", pdfColour(colour, "rg"), x, pageHeight-y-high, wide, high)
}

// number writes the page's own below it.
func (w *pdf) number(i int) {
	p := w.pages[i]
	all := w.pages
	w.pages = all[:i+1]
	said := fmt.Sprintf("%d / %d", i+1, len(all))
	_, width := w.pen.line(said, false)
	p.content.WriteString("/Artifact BMC\nBT\n")
	w.signs(said, false, 8.5, light.soft, 0, (pageWidth-width*8.5)/2, 34)
	p.content.WriteString("ET\nEMC\n")
	w.pages = all
}
