package document

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// pngScale is how many dots a point of a picture has: enough for a sheet of paper.
const pngScale = 2

// png is the picture for programs that draw no lines of their own.
func (p *Picture) png(pen *pen) ([]byte, error) {
	w, h := p.W*pngScale, p.H*pngScale
	c := canvas{pen: pen, img: image.NewRGBA(image.Rect(0, 0, w, h))}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, s := range p.shapes {
		c.shape(s)
	}
	var b bytes.Buffer
	err := png.Encode(&b, c.img)
	return b.Bytes(), err
}

type canvas struct {
	pen  *pen
	img  *image.RGBA
	r    vector.Rasterizer
	path []segment // what was traced and not filled yet, in dots
}

// A segment goes on to its last point; op is a glyph outline's, or to close the path.
type segment struct {
	op   sfnt.SegmentOp
	n    int
	x, y [3]float32
}

const closePath = sfnt.SegmentOpCubeTo + 1

// rgb reads "#1c2127" or "#000".
func rgb(hex string) color.RGBA {
	v, _ := strconv.ParseUint(hex[1:], 16, 32)
	if len(hex) == 4 {
		return color.RGBA{uint8(v>>8) * 17, uint8(v>>4&15) * 17, uint8(v&15) * 17, 255}
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// fill colours what was traced, and begins anew. Only the dots around it are looked at.
func (c *canvas) fill(hex string) {
	defer func() { c.path = c.path[:0] }()
	if hex == "" || len(c.path) == 0 {
		return
	}
	left, top, right, low := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(0), float32(0)
	for _, s := range c.path {
		for i := range s.n {
			left, right, top, low = min(left, s.x[i]), max(right, s.x[i]), min(top, s.y[i]), max(low, s.y[i])
		}
	}
	box := image.Rect(int(left)-1, int(top)-1, int(right)+2, int(low)+2).Intersect(c.img.Bounds())
	if box.Empty() {
		return
	}
	c.r.Reset(box.Dx(), box.Dy())
	for _, s := range c.path {
		for i := range s.n {
			s.x[i], s.y[i] = s.x[i]-float32(box.Min.X), s.y[i]-float32(box.Min.Y)
		}
		switch s.op {
		case sfnt.SegmentOpMoveTo:
			c.r.MoveTo(s.x[0], s.y[0])
		case sfnt.SegmentOpLineTo:
			c.r.LineTo(s.x[0], s.y[0])
		case sfnt.SegmentOpQuadTo:
			c.r.QuadTo(s.x[0], s.y[0], s.x[1], s.y[1])
		case sfnt.SegmentOpCubeTo:
			c.r.CubeTo(s.x[0], s.y[0], s.x[1], s.y[1], s.x[2], s.y[2])
		case closePath:
			c.r.ClosePath()
		}
	}
	c.r.Draw(c.img, box, image.NewUniform(rgb(hex)), image.Point{})
}

func (c *canvas) shape(s shape) {
	x, y, u, v := float64(s.x), float64(s.y), float64(s.u), float64(s.v)
	fill, stroke, width := light.of(s.ink)
	switch s.kind {
	case aLine:
		c.stroke(x, y, u, v, width, s.dash)
		c.fill(stroke)
	case aRect:
		c.rect(x, y, u, v)
		c.fill(fill)
		if stroke != "" {
			for _, side := range [...][4]float64{{x, y, u, y}, {u, y, u, v}, {u, v, x, v}, {x, v, x, y}} {
				c.stroke(side[0], side[1], side[2], side[3], width, s.dash)
			}
			c.fill(stroke)
		}
	case aCircle:
		c.circle(x, y, u)
		c.fill(fill)
		if stroke != "" {
			const parts = 48
			for i := range parts {
				a, b := 2*math.Pi*float64(i)/parts, 2*math.Pi*float64(i+1)/parts
				if s.dash && i%3 == 2 {
					continue
				}
				c.stroke(x+u*math.Cos(a), y+u*math.Sin(a), x+u*math.Cos(b), y+u*math.Sin(b), width, false)
			}
			c.fill(stroke)
		}
	case aText:
		c.text(s)
		c.fill(fill)
	}
}

func (c *canvas) trace(op sfnt.SegmentOp, x, y float64) {
	c.path = append(c.path, segment{op: op, n: 1, x: [3]float32{float32(x * pngScale)}, y: [3]float32{float32(y * pngScale)}})
}

func (c *canvas) move(x, y float64) { c.trace(sfnt.SegmentOpMoveTo, x, y) }
func (c *canvas) to(x, y float64)   { c.trace(sfnt.SegmentOpLineTo, x, y) }
func (c *canvas) shut()             { c.path = append(c.path, segment{op: closePath}) }

func (c *canvas) rect(x, y, u, v float64) {
	c.move(x, y)
	c.to(u, y)
	c.to(u, v)
	c.to(x, v)
	c.shut()
}

func (c *canvas) circle(x, y, r float64) {
	const parts = 64
	c.move(x+r, y)
	for i := 1; i < parts; i++ {
		a := 2 * math.Pi * float64(i) / parts
		c.to(x+r*math.Cos(a), y+r*math.Sin(a))
	}
	c.shut()
}

// stroke traces a line of that width, in dashes of four points and gaps of three.
func (c *canvas) stroke(x, y, u, v, width float64, dash bool) {
	long := math.Hypot(u-x, v-y)
	if long == 0 {
		return
	}
	dx, dy := (u-x)/long, (v-y)/long
	nx, ny := -dy*width/2, dx*width/2
	piece, step := long, long
	if dash {
		piece, step = 4, 7
	}
	for at := 0.0; at < long; at += step {
		end := min(at+piece, long)
		c.move(x+dx*at+nx, y+dy*at+ny)
		c.to(x+dx*end+nx, y+dy*end+ny)
		c.to(x+dx*end-nx, y+dy*end-ny)
		c.to(x+dx*at-nx, y+dy*at-ny)
		c.shut()
	}
}

func (c *canvas) text(s shape) {
	signs, width := c.pen.line(s.text, s.ink.bold())
	x := float64(s.x)
	switch s.anchor {
	case Middle:
		x -= width * textSize / 2
	case End:
		x -= width * textSize
	}
	for _, g := range signs {
		c.sign(g, x*pngScale, float64(s.y)*pngScale)
		x += g.advance * textSize
	}
}

// sign traces a sign's outline.
func (c *canvas) sign(g glyph, x, y float64) {
	segments, err := c.pen.faces[g.face].font.LoadGlyph(&c.pen.buf, g.id, fixed.I(textSize*pngScale), nil)
	if err != nil {
		return
	}
	open := false
	for _, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo && open {
			c.shut()
		}
		open = true
		to := segment{op: s.Op, n: [...]int{1, 1, 2, 3}[s.Op]}
		for i := range to.n {
			to.x[i], to.y[i] = float32(x+float64(s.Args[i].X)/64), float32(y+float64(s.Args[i].Y)/64)
		}
		c.path = append(c.path, to)
	}
	if open {
		c.shut()
	}
}
