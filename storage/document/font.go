package document

import (
	"bytes"
	"compress/zlib"
	"embed"
	"io"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The fonts that a PDF and the pictures of office files are written with: Latin, Greek
// and Cyrillic of Noto Sans, Arabic, Hebrew and signs of DejaVu Sans; font/subset.py
// cuts them out. They are compressed as a PDF holds them.
//
//go:embed font/*.ttf.z
var fontFiles embed.FS

// The faces, in the order of a PDF's resources.
const (
	regular = iota
	bold
	others
	faces
)

// A face is a font, read once and for all.
type face struct {
	name   string
	packed []byte // as a PDF embeds it
	size   int    // unpacked
	font   *sfnt.Font
	units  fixed.Int26_6 // of an em
}

var loadFaces = sync.OnceValue(func() (all [faces]face) {
	for i, name := range [faces]string{"regular", "bold", "others"} {
		packed, err := fontFiles.ReadFile("font/" + name + ".ttf.z")
		if err != nil {
			panic(err) // it is in the program
		}
		z, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil {
			panic(err)
		}
		f, err := sfnt.Parse(raw)
		if err != nil {
			panic(err)
		}
		all[i] = face{[faces]string{"NotoSans", "NotoSans-Bold", "DejaVuSans"}[i], packed, len(raw), f, fixed.I(int(f.UnitsPerEm()))}
	}
	return all
})

// A pen knows the fonts and has the room that reading them takes. It is for one writer.
type pen struct {
	faces   [faces]face
	buf     sfnt.Buffer
	missing int // signs that no font has, drawn as a box
}

func newPen() *pen { return &pen{faces: loadFaces()} }

// A glyph is a sign as it is drawn.
type glyph struct {
	face    uint8
	id      sfnt.GlyphIndex
	advance float64 // in ems
	text    string  // what it says: one letter, or the two of a ligature
}

// box stands for a sign that no font has.
const box = '□'

// glyph finds a letter's sign, in bold where there is one.
func (p *pen) glyph(r rune, strong bool) glyph {
	first := regular
	if strong {
		first = bold
	}
	for _, f := range [...]int{first, others} {
		if id, err := p.faces[f].font.GlyphIndex(&p.buf, r); err == nil && id != 0 {
			advance, err := p.faces[f].font.GlyphAdvance(&p.buf, id, p.faces[f].units, font.HintingNone)
			if err == nil {
				return glyph{uint8(f), id, float64(advance) / float64(p.faces[f].units), said(r)}
			}
		}
	}
	if r == box {
		return glyph{}
	}
	p.missing++
	return p.glyph(box, strong)
}
