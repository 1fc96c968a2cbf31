package document

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A pdfFile is the objects of a PDF 1.7 (ISO 32000-1), each with its number.
type pdfFile struct {
	b  bytes.Buffer
	at []int // where each object begins; 0 for one that was only promised
}

// promise gives a number to an object that is written later.
func (f *pdfFile) promise() int {
	f.at = append(f.at, 0)
	return len(f.at)
}

func (f *pdfFile) object(n int, format string, values ...any) {
	f.at[n-1] = f.b.Len()
	fmt.Fprintf(&f.b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{n}, values...)...)
}

// stream writes data, packed; what is packed already is handed on.
func (f *pdfFile) stream(n int, dict string, data []byte, packed bool) {
	if !packed {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		_, _ = w.Write(data) // into a Buffer
		_ = w.Close()
		data = z.Bytes()
	}
	f.at[n-1] = f.b.Len()
	fmt.Fprintf(&f.b, "%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n", n, dict, len(data))
	f.b.Write(data)
	f.b.WriteString("\nendstream\nendobj\n")
}

// close writes the table of where everything is.
func (f *pdfFile) close(catalog, info int) {
	table := f.b.Len()
	fmt.Fprintf(&f.b, "xref\n0 %d\n0000000000 65535 f \n", len(f.at)+1)
	for _, at := range f.at {
		fmt.Fprintf(&f.b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.at)+1, catalog, info, table)
}

// pdfText is a string of any letters (7.9.2.2).
func pdfText(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

func utf16Hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// An element is one of what a page is made of, for readers that speak it (14.7): its kind
// is PDF's own name.
type element struct {
	kind       string
	attributes string
	parent     *element
	kids       []any // elements and marks, in reading order
	number     int
}

// A mark is a stretch of a page's content that belongs to an element.
type mark struct{ page, id int }

func (e *element) add(kind, attributes string) *element {
	kid := &element{kind: kind, attributes: attributes, parent: e}
	e.kids = append(e.kids, kid)
	return kid
}

// promise gives every element a number of its own.
func (e *element) promise(f *pdfFile) {
	e.number = f.promise()
	for _, k := range e.kids {
		if kid, ok := k.(*element); ok {
			kid.promise(f)
		}
	}
}

func (e *element) write(f *pdfFile, parent int, pages []int) {
	var kids strings.Builder
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			fmt.Fprintf(&kids, "%d 0 R ", k.number)
			k.write(f, e.number, pages)
		case mark:
			fmt.Fprintf(&kids, "<</Type/MCR/Pg %d 0 R/MCID %d>> ", pages[k.page], k.id)
		}
	}
	f.object(e.number, "<</Type/StructElem/S/%s/P %d 0 R%s/K[%s]>>", e.kind, parent, e.attributes, kids.String())
}

// writeFont embeds a face as it is, with the widths of its signs and, of those that were
// used, the letters they stand for, so that text can be searched and copied.
func (w *pdf) writeFont(i int, number int) {
	f, file := &w.pen.faces[i], &w.file
	program, descriptor, cid, letters := file.promise(), file.promise(), file.promise(), file.promise()
	file.stream(program, fmt.Sprintf("/Length1 %d", f.size), f.packed, true)
	ems := func(v fixed.Int26_6) int { return int(v) * 1000 / int(f.units) }
	m, _ := f.font.Metrics(&w.pen.buf, f.units, font.HintingNone) // a zero would only be a worse guess
	box, _ := f.font.Bounds(&w.pen.buf, f.units, font.HintingNone)
	file.object(descriptor, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>",
		f.name, ems(box.Min.X), -ems(box.Max.Y), ems(box.Max.X), -ems(box.Min.Y), ems(m.Ascent), -ems(m.Descent), ems(m.CapHeight), program)
	var widths strings.Builder
	for id := range f.font.NumGlyphs() {
		advance, _ := f.font.GlyphAdvance(&w.pen.buf, sfnt.GlyphIndex(id), f.units, font.HintingNone)
		fmt.Fprintf(&widths, "%d ", ems(advance))
	}
	file.object(cid, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[0[%s]]>>",
		f.name, descriptor, widths.String())
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	used := make([]int, 0, len(w.used[i]))
	for id := range f.font.NumGlyphs() {
		if w.used[i][sfnt.GlyphIndex(id)] != "" {
			used = append(used, id)
		}
	}
	for len(used) > 0 {
		n := min(len(used), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, id := range used[:n] {
			fmt.Fprintf(&b, "<%04X> <%s>\n", id, utf16Hex(w.used[i][sfnt.GlyphIndex(id)]))
		}
		b.WriteString("endbfchar\n")
		used = used[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	file.stream(letters, "", b.Bytes(), false)
	file.object(number, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", f.name, cid, letters)
}

// finish writes all objects.
func (w *pdf) finish(b *bytes.Buffer) {
	f := &w.file
	f.b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	catalog, info, tree, parents, resources, structure := f.promise(), f.promise(), f.promise(), f.promise(), f.promise(), f.promise()
	numbers := make([]int, len(w.pages))
	for i := range w.pages { // before the fonts, which say what is used of them
		w.number(i)
	}
	kids := ""
	for i := range w.pages {
		numbers[i] = f.promise()
		kids += fmt.Sprintf("%d 0 R ", numbers[i])
	}
	fonts := ""
	for i := range w.used {
		if len(w.used[i]) > 0 {
			n := f.promise()
			w.writeFont(i, n)
			fonts += fmt.Sprintf("/F%d %d 0 R", i, n)
		}
	}
	f.object(resources, "<</Font<<%s>>/ProcSet[/PDF/Text]>>", fonts)
	w.root.promise(f)
	w.root.write(f, structure, numbers)
	byPage := ""
	for i, p := range w.pages {
		content := f.promise()
		f.stream(content, "", p.content.Bytes(), false)
		links := ""
		for _, l := range p.links {
			n := f.promise()
			f.object(n, "<</Type/Annot/Subtype/Link/Rect[%.1f %.1f %.1f %.1f]/Border[0 0 0]/F 4/Contents %s/A<</S/URI/URI(%s)>>>>", l.x, l.y, l.u, l.v, pdfText(l.to), pdfEscape(l.to))
			links += fmt.Sprintf("%d 0 R ", n)
		}
		f.object(numbers[i], "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R/Contents %d 0 R/StructParents %d/Tabs/S/Annots[%s]>>", tree, pageWidth, pageHeight, resources, content, i, links)
		var owners strings.Builder
		for _, e := range p.owners {
			fmt.Fprintf(&owners, "%d 0 R ", e.number)
		}
		byPage += fmt.Sprintf("%d [%s] ", i, owners.String())
	}
	f.object(tree, "<</Type/Pages/Kids[%s]/Count %d>>", kids, len(w.pages))
	f.object(parents, "<</Nums[%s]>>", byPage)
	f.object(structure, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", w.root.number, parents, len(w.pages))
	f.object(catalog, "<</Type/Catalog/Pages %d 0 R/Lang %s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>", tree, pdfText(w.d.Lang), structure)
	made := ""
	if !w.d.Made.IsZero() {
		made = "/CreationDate(D:" + w.d.Made.UTC().Format("20060102150405") + "Z)"
	}
	f.object(info, "<</Title %s/Producer(Binome)%s>>", pdfText(w.d.Title.Plain()), made)
	f.close(catalog, info)
	b.Write(f.b.Bytes())
}

// pdfEscape makes an address a string of a PDF: it has nothing but ASCII in it.
func pdfEscape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c == '(' || c == ')' || c == '\\' || c < ' ' || c > '~' {
			fmt.Fprintf(&b, "\\%03o", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// hexGlyphs are signs as a PDF shows them.
func hexGlyphs(ids []sfnt.GlyphIndex) string {
	raw := make([]byte, 0, 2*len(ids))
	for _, id := range ids {
		raw = append(raw, byte(id>>8), byte(id))
	}
	return hex.EncodeToString(raw)
}
