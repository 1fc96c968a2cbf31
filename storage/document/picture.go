package document

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A Picture is drawn in points from the upper left, of few shapes, so that each writer
// can draw it: HTML as SVG, a PDF in its own lines, office files as PNG. No colour alone
// carries meaning.
type Picture struct {
	W, H   int
	shapes []shape
}

// PictureWidth is how wide pictures are drawn; they are as high as they need.
const PictureWidth = 640

// textSize of what is written in a picture, and the least it may be scaled to on a phone.
const (
	textSize  = 13
	leastSize = 11
)

// An Ink is what a shape or a text is drawn in.
type Ink uint8

// The inks of texts, then those of shapes.
const (
	Plain Ink = iota
	Soft
	Bold
	Over  // bold, on a shape of ink On
	On    // filled, what is there
	Off   // a frame, what isn't
	Ring  // a ring, what was or will be
	Rule  // a thin line
	Slope // a thick one
	// The other one's colour, of the two who change places.
	Second   // as Slope
	SecondOn // as On
)

// An Anchor is where a text stands at its point.
type Anchor uint8

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

type shapeKind uint8

const (
	aLine shapeKind = iota
	aRect
	aCircle
	aText
)

// A shape has its place as x, y to u, v: of a line its ends, of a rectangle its corners,
// of a circle its centre and its radius as u.
type shape struct {
	kind       shapeKind
	ink        Ink
	dash       bool
	x, y, u, v int
	anchor     Anchor
	text       string
}

// Line draws a line.
func (p *Picture) Line(ink Ink, x1, y1, x2, y2 int) {
	p.shapes = append(p.shapes, shape{kind: aLine, ink: ink, x: x1, y: y1, u: x2, v: y2})
}

// Dashed makes the last shape a dashed one.
func (p *Picture) Dashed() { p.shapes[len(p.shapes)-1].dash = true }

// Rect draws a rectangle.
func (p *Picture) Rect(ink Ink, x, y, w, h int) {
	p.shapes = append(p.shapes, shape{kind: aRect, ink: ink, x: x, y: y, u: x + w, v: y + h})
}

// Circle draws a circle.
func (p *Picture) Circle(ink Ink, x, y, r int) {
	p.shapes = append(p.shapes, shape{kind: aCircle, ink: ink, x: x, y: y, u: r})
}

// Text writes a line of text on its base line.
func (p *Picture) Text(ink Ink, x, y int, at Anchor, s string) {
	p.shapes = append(p.shapes, shape{kind: aText, ink: ink, x: x, y: y, anchor: at, text: s})
}

// Label writes a text around x, and within the picture. It returns the room that takes.
func (p *Picture) Label(ink Ink, x, y int, s string) (from, to int) {
	switch from, to = p.Room(x, s); {
	case to == p.W:
		p.Text(ink, to, y, End, s)
	case from == 0:
		p.Text(ink, from, y, Start, s)
	default:
		p.Text(ink, x, y, Middle, s)
	}
	return from, to
}

// Room is about what a label would take, at seven points a letter.
func (p *Picture) Room(x int, s string) (from, to int) {
	half := utf8.RuneCountInString(s) * 7 / 2
	x = max(min(x, p.W-half), half)
	return x - half, x + half
}

// A palette is the colours of a page, dark on light or light on dark, with 4.5:1 for
// text and 3:1 for what is drawn: warm paper, rust and teal, as the coach's own.
type palette struct{ ink, soft, paper, frame, line, mark, second, faint string }

var (
	light = palette{"#2c2621", "#5f564e", "#fffdfa", "#f6efe7", "#8f8378", "#9a4316", "#0f6259", "#e9e0d5"}
	dark  = palette{"#f1eae3", "#b8ada2", "#1d1916", "#2b2521", "#8a7f75", "#f2b184", "#8cc7bb", "#453d37"}
)

// of gives the fill and stroke of a shape, "" for none, and how wide the stroke is.
func (c palette) of(i Ink) (fill, stroke string, width float64) {
	switch i {
	case Soft:
		return c.soft, "", 0
	case Over:
		return c.paper, "", 0
	case On:
		return c.mark, "", 0
	case Off:
		return c.faint, c.line, 1
	case Ring:
		return c.paper, c.mark, 2
	case Rule:
		return "", c.line, 1
	case Slope:
		return "", c.mark, 2.5
	case Second:
		return "", c.second, 2.5
	case SecondOn:
		return c.second, "", 0
	}
	return c.ink, "", 0
}

// bold reports whether a text is.
func (i Ink) bold() bool { return i == Bold || i == Over }

// dataURI is the picture as an SVG image that stands in a page's own text, with colours
// for a light page and a dark one.
func (p *Picture) dataURI() string {
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(p.svg()))
}

func (p *Picture) svg() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-size=\"%d\" font-family=\"system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif\">\n<style>", p.W, p.H, p.W, p.H, textSize)
	for i := Plain; i <= SecondOn; i++ {
		b.WriteString(light.rule(i))
	}
	b.WriteString("@media(prefers-color-scheme:dark){")
	for i := Plain; i <= SecondOn; i++ {
		b.WriteString(dark.rule(i))
	}
	b.WriteString("}</style>\n")
	for _, s := range p.shapes {
		// The colours of a light page stand at each shape too: Writer reads no style sheet.
		fill, stroke, width := light.of(s.ink)
		look := fmt.Sprintf("class=\"i%d\" fill=\"%s\"", s.ink, orNone(fill))
		if stroke != "" {
			look += fmt.Sprintf(" stroke=\"%s\" stroke-width=\"%g\"", stroke, width)
		}
		if s.dash {
			look += " stroke-dasharray=\"4 3\""
		}
		switch s.kind {
		case aLine:
			fmt.Fprintf(&b, "<line %s x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", look, s.x, s.y, s.u, s.v)
		case aRect:
			fmt.Fprintf(&b, "<rect %s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", look, s.x, s.y, s.u-s.x, s.v-s.y)
		case aCircle:
			fmt.Fprintf(&b, "<circle %s cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n", look, s.x, s.y, s.u)
		case aText:
			if s.ink.bold() {
				look += " font-weight=\"600\""
			}
			if s.anchor != Start {
				look += " text-anchor=\"" + map[Anchor]string{Middle: "middle", End: "end"}[s.anchor] + "\""
			}
			fmt.Fprintf(&b, "<text %s x=\"%d\" y=\"%d\">%s</text>\n", look, s.x, s.y, esc(s.text))
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// rule is an ink in a style sheet.
func (c palette) rule(i Ink) string {
	fill, stroke, _ := c.of(i)
	return fmt.Sprintf(".i%d{fill:%s;stroke:%s}", i, orNone(fill), orNone(stroke))
}

func orNone(colour string) string {
	if colour == "" {
		return "none"
	}
	return colour
}
