package document

import (
	"fmt"
	"math"
	"strconv"
)

// least is the room that blocks begin with, which a heading must not be parted from.
func (w *pdf) least(blocks []Block) float64 {
	const some = 48
	switch {
	case len(blocks) == 0:
		return 0
	case blocks[0].Figure != nil && blocks[0].Figure.Picture != nil:
		return blocks[0].Figure.Picture.high() + figureGap
	case blocks[0].Heading != nil:
		return settings(blocks[0].Heading.Level).lead + some
	}
	return some
}

func (w *pdf) heading(h *Heading, below float64, breaks bool) {
	set := settings(h.Level)
	if breaks && w.y > margin {
		w.turn()
	}
	before := map[int]float64{2: 22, 3: 12, 4: 7}[h.Level]
	lines := float64(len(w.lines(h.Text, set, textWidth)))
	w.need(before + set.lead*lines + 3 + below)
	if w.y > margin {
		w.y += before
	}
	if h.Level == 2 {
		w.begin(nil)
		w.rule(margin, w.y-7, pageWidth-margin, w.y-7, .6, light.line)
		w.end()
	}
	w.text(w.root.add("H"+strconv.Itoa(h.Level), ""), h.Text, set, 0, 0)
	w.y += 3
}

const (
	listIndent  = 15
	quoteIndent = 11
)

func (w *pdf) list(items []Item, ordered bool) {
	list := w.root.add("L", "")
	for n, i := range items {
		w.need(w.itemHeight(i))
		if n == len(items)-2 { // the last one isn't alone on a page
			w.need(w.itemHeight(i) + w.itemHeight(items[n+1]))
		}
		item := list.add("LI", "")
		sign := "•"
		if ordered {
			sign = strconv.Itoa(n+1) + "."
		}
		span := Span{Text: sign}
		set := settings(0)
		x := margin + 3.0
		if w.rtl {
			x = pageWidth - margin - listIndent
		}
		for _, line := range w.lines(Line{span}, set, listIndent) {
			rtl := w.rtl
			w.rtl = false
			w.line(item.add("Lbl", ""), line, set, x, listIndent)
			w.rtl = rtl
		}
		left, right := float64(listIndent), 0.0
		if w.rtl {
			left, right = right, left
		}
		body := item.add("LBody", "")
		w.text(body, i.Text, set, left, right)
		if i.Quote != nil {
			w.quote(body, i.Quote, listIndent)
		}
		w.y += 2
	}
	w.y += 2
}

// itemHeight is the least room that an item begins with.
func (w *pdf) itemHeight(i Item) float64 {
	set := settings(0)
	n := len(w.lines(i.Text, set, textWidth-listIndent))
	return set.lead*float64(min(n+min(len(i.Quote), 2), 4)) + 2
}

// quote sets the lines that somebody typed, a rule beside them.
func (w *pdf) quote(in *element, lines []string, indent float64) {
	quote := in.add("BlockQuote", "")
	set := settings(0)
	for _, l := range lines {
		span := Line{{Text: l, Typed: true}}
		p := quote.add("P", "")
		for _, line := range w.lines(span, set, textWidth-indent-quoteIndent) {
			w.need(set.lead)
			w.begin(nil)
			x := margin + indent + 2
			if w.rtl {
				x = pageWidth - margin - indent - 2
			}
			w.rule(x, w.y, x, w.y+set.lead, 1.5, light.line)
			w.end()
			left := margin + indent + quoteIndent
			switch {
			case w.rtl:
				left = margin
			case rightToLeft(l):
				for _, k := range line {
					left -= k.width
				}
				left += textWidth - indent - quoteIndent
			}
			w.line(p, line, set, left, textWidth-indent-quoteIndent)
			w.y += set.lead
		}
	}
	w.y += 3
}

// aside is the frame at the head.
func (w *pdf) aside(lines []Line) {
	set := settings(0)
	high := 10.0
	for _, l := range lines {
		high += set.lead * float64(len(w.lines(l, set, textWidth-24)))
	}
	w.need(high)
	w.begin(nil)
	w.box(margin, w.y, textWidth, high, light.frame)
	x := margin
	if w.rtl {
		x = pageWidth - margin - 3
	}
	w.box(x, w.y, 3, high, light.mark)
	w.end()
	w.y += 5
	note := w.root.add("Note", "")
	for _, l := range lines {
		w.text(note.add("P", ""), l, set, 12, 12)
	}
	w.y += 13
}

func cellSetting(head bool) setting { return setting{9, 12.5, head, light.ink} }

// table has its head again on each page.
func (w *pdf) table(t *Table) {
	caption := setting{9.5, 14, true, light.ink}
	wide := t.columns()
	columns := make([]float64, len(wide))
	for i := range wide {
		columns[i] = float64(wide[i]) * textWidth / 1000
	}
	head := w.rowHeight(t.Head, columns, true)
	first := 0.0
	if len(t.Rows) > 0 {
		first = w.rowHeight(t.Rows[0], columns, false)
	}
	w.need(caption.lead*float64(len(w.lines(t.Caption, caption, textWidth))) + 8 + head + first)
	w.y += 6
	table := w.root.add("Table", "")
	w.text(table.add("Caption", ""), t.Caption, caption, 0, 0)
	w.y += 2
	w.row(table.add("TR", ""), t.Head, columns, true)
	for i, r := range t.Rows {
		high := w.rowHeight(r, columns, false)
		if i == len(t.Rows)-2 { // the last row isn't alone on a page
			high += w.rowHeight(t.Rows[i+1], columns, false)
		}
		if w.y+high > bottom && w.y > margin {
			w.turn()
			w.row(nil, t.Head, columns, true)
		}
		w.row(table.add("TR", ""), r, columns, false)
	}
	w.y += 8
}

const cellGap = 6

func (w *pdf) rowHeight(cells []Line, columns []float64, head bool) float64 {
	set := cellSetting(head)
	most := 1
	for i, c := range cells {
		most = max(most, len(w.lines(c, set, columns[i]-cellGap)))
	}
	return float64(most)*set.lead + 5
}

// row draws one; without an element it is a head said again.
func (w *pdf) row(tr *element, cells []Line, columns []float64, head bool) {
	set := cellSetting(head)
	high := w.rowHeight(cells, columns, head)
	top, x := w.y, margin
	if w.rtl {
		x = pageWidth - margin
	}
	for i, c := range cells {
		kind, scope := "TD", ""
		switch {
		case head:
			kind, scope = "TH", "/A<</O/Table/Scope/Column>>"
		case i == 0:
			kind, scope = "TH", "/A<</O/Table/Scope/Row>>"
		}
		var cell *element
		if tr != nil {
			cell = tr.add(kind, scope)
		}
		left := x
		if w.rtl {
			left = x - columns[i] + cellGap
		}
		w.y = top + 2.5
		for _, line := range w.lines(c, set, columns[i]-cellGap) {
			w.line(cell, line, set, left, columns[i]-cellGap)
			w.y += set.lead
		}
		if w.rtl {
			x -= columns[i]
		} else {
			x += columns[i]
		}
	}
	w.y = top + high
	w.begin(nil)
	colour, width := light.faint, .5
	if head {
		colour, width = light.line, .9
	}
	w.rule(margin, w.y, pageWidth-margin, w.y, width, colour)
	w.end()
}

// figureGap is the beginning of a picture's table, which stays with it.
const figureGap = 70

// high is a picture's height on a sheet, a heading above it.
func (p *Picture) high() float64 { return min(float64(p.H)*textWidth/float64(p.W), bottom-margin-140) }

// figure draws the picture, and the table with its facts.
func (w *pdf) figure(f *Figure) {
	if p := f.Picture; p != nil {
		high := p.high()
		scale := high / float64(p.H)
		w.need(high + figureGap)
		w.y += 4
		w.begin(w.root.add("Figure", "/Alt "+pdfText(f.alt())+
			fmt.Sprintf("/A<</O/Layout/BBox[%.1f %.1f %.1f %.1f]/Placement/Block>>", margin, pageHeight-w.y-high, margin+float64(p.W)*scale, pageHeight-w.y)))
		for _, s := range p.shapes {
			w.shape(s, scale)
		}
		w.end()
		w.y += high
	}
	w.table(f.Table)
}

func (w *pdf) shape(s shape, scale float64) {
	b := &w.page().content
	x := func(v int) float64 { return margin + float64(v)*scale }
	y := func(v int) float64 { return w.y + float64(v)*scale }
	fill, stroke, width := light.of(s.ink)
	if s.kind == aText {
		_, wide := w.pen.line(s.text, s.ink.bold())
		size := textSize * scale
		at := x(s.x)
		switch s.anchor {
		case Middle:
			at -= wide * size / 2
		case End:
			at -= wide * size
		}
		b.WriteString("BT\n")
		w.signs(string(visual(letters(s.text))), s.ink.bold(), size, fill, 0, at, pageHeight-y(s.y))
		b.WriteString("ET\n")
		return
	}
	if s.dash {
		b.WriteString("[3 2] 0 d ")
	}
	paint := "S"
	if fill != "" {
		b.WriteString(pdfColour(fill, "rg") + " ")
		paint = "f"
		if stroke != "" {
			paint = "B"
		}
	}
	if stroke != "" {
		fmt.Fprintf(b, "%s %.2f w ", pdfColour(stroke, "RG"), width*scale)
	}
	switch s.kind {
	case aLine:
		fmt.Fprintf(b, "%.2f %.2f m %.2f %.2f l", x(s.x), pageHeight-y(s.y), x(s.u), pageHeight-y(s.v))
	case aRect:
		fmt.Fprintf(b, "%.2f %.2f %.2f %.2f re", x(s.x), pageHeight-y(s.v), float64(s.u-s.x)*scale, float64(s.v-s.y)*scale)
	case aCircle:
		cx, cy, r := x(s.x), pageHeight-y(s.y), float64(s.u)*scale
		for i := range 32 {
			a, op := 2*math.Pi*float64(i)/32, "l"
			if i == 0 {
				op = "m"
			}
			fmt.Fprintf(b, "%.2f %.2f %s ", cx+r*math.Cos(a), cy+r*math.Sin(a), op)
		}
		b.WriteString("h")
	}
	b.WriteString(" " + paint + "\n")
	if s.dash {
		b.WriteString("[] 0 d\n")
	}
}
