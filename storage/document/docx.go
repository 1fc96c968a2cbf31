package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// writeDOCX writes WordprocessingML (ECMA-376, ISO/IEC 29500 transitional), what Word
// opens: headings, title, caption and quotation are Word's own styles, so that its
// navigation, its tables of contents and a company's template work.
func (d *Document) writeDOCX(b *bytes.Buffer) error {
	a := newArchive(b)
	a.part("[Content_Types].xml", docxTypes)
	a.part("_rels/.rels", relsOpen+`<Relationship Id="rId1" Type="`+docxRel+`officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
	w := &docx{d: d, a: a, rtl: direction(d.Lang) == "rtl"}
	w.link("styles", "styles.xml", "")
	w.link("numbering", "numbering.xml", "")
	footer := w.link("footer", "footer1.xml", "")
	w.link("settings", "settings.xml", "")
	if err := d.writeOffice(w); err != nil {
		return err
	}
	bidi := ""
	if w.rtl {
		bidi = "<w:bidi/>"
	}
	a.part("word/document.xml", "<w:document "+docxSpaces+"><w:body>"+w.String()+
		`<w:sectPr><w:footerReference w:type="default" r:id="`+footer+`"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>`+bidi+`</w:sectPr></w:body></w:document>`)
	a.part("word/_rels/document.xml.rels", relsOpen+w.links.String()+"</Relationships>")
	a.part("word/styles.xml", d.docxStyles())
	a.part("word/numbering.xml", w.numbering())
	a.part("word/settings.xml", "<w:settings "+docxSpaces+`><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`)
	a.part("word/footer1.xml", "<w:ftr "+docxSpaces+`><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> / </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> NUMPAGES </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`)
	a.core(d.Title.Plain(), d.Lang, d.Made)
	return a.close()
}

type docx struct {
	xmlWriter
	d        *Document
	a        *archive
	rtl      bool
	links    xmlWriter
	linked   int
	pictures int
	numbered int // lists with numbers, each of which begins at one
}

// link adds a part, or an address, that the document names by the id returned.
func (w *docx) link(kind, target, mode string) string {
	w.linked++
	id := "rId" + strconv.Itoa(w.linked)
	w.links.raw("<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"", id, docxRel+kind, target)
	if mode != "" {
		w.links.raw(" TargetMode=\"%s\"", mode)
	}
	w.links.raw("/>")
	return id
}

// paragraph begins one; its properties are in the order that the schema asks for.
func (w *docx) paragraph(style, numbering string, breaks, rtl bool) {
	w.raw("<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style)
	if breaks {
		w.raw("<w:pageBreakBefore/>")
	}
	if numbering != "" {
		w.raw("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%s\"/></w:numPr>", numbering)
	}
	if rtl || w.rtl {
		w.raw("<w:bidi/>")
	}
	w.raw("</w:pPr>")
}

func (w *docx) heading(level int, text Line, breaks bool) {
	w.paragraph("Heading"+strconv.Itoa(level), "", breaks, false)
	w.line(text)
	w.raw("</w:p>")
}

func (w *docx) para(as look, text Line) {
	w.paragraph(docxStyle(as), "", false, false)
	w.line(text)
	w.raw("</w:p>")
}

func docxStyle(as look) string {
	switch as {
	case lookBody:
		return "BodyText"
	case lookItem:
		return "ListParagraph"
	case lookCell:
		return "TableText"
	case lookHead:
		return "TableHead"
	}
	return string(as)
}

func (w *docx) item(text Line, as look, ordered, first bool) {
	list := "1"
	if ordered {
		if first {
			w.numbered++
		}
		list = strconv.Itoa(1 + w.numbered)
	}
	w.paragraph(docxStyle(as), list, false, false)
	w.line(text)
	w.raw("</w:p>")
}

func (w *docx) quote(lines []string, _ bool) {
	for _, l := range lines {
		rtl := rightToLeft(l)
		w.paragraph("Quote", "", false, rtl)
		w.run(l, "", rtl)
		w.raw("</w:p>")
	}
}

func (w *docx) table(t *Table) {
	w.para(lookCaption, t.Caption)
	w.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/>`)
	if w.rtl {
		w.raw("<w:bidiVisual/>")
	}
	w.raw(`<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="%s"/></w:tblPr><w:tblGrid>`, t.Caption.Plain())
	wide := t.columns()
	for i := range wide {
		wide[i] = wide[i] * 9638 / 1000 // twentieths of a point
		w.raw("<w:gridCol w:w=\"%d\"/>", wide[i])
	}
	w.raw("</w:tblGrid>")
	w.row(t.Head, wide, lookHead, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
	for _, r := range t.Rows {
		w.row(r, wide, lookCell, "<w:trPr><w:cantSplit/></w:trPr>")
	}
	w.raw("</w:tbl>")
	w.para("Gap", nil)
}

func (w *docx) row(cells []Line, wide []int, as look, properties string) {
	w.WriteString("<w:tr>" + properties)
	for i, c := range cells {
		w.raw("<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", wide[i])
		w.para(as, c)
		w.raw("</w:tc>")
	}
	w.raw("</w:tr>")
}

func (w *docx) picture(f *Figure, png []byte) {
	w.pictures++
	name := fmt.Sprintf("media/%d.png", w.pictures)
	w.a.add("word/"+name, png, true)
	id := w.link("image", name, "")
	const emu = 360 // of a hundredth of a millimetre
	wide, high := f.Picture.size()
	w.paragraph("Picture", "", false, false)
	w.raw(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="%s" descr="%s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		wide*emu, high*emu, w.pictures, name, f.alt(), w.pictures, name, id, wide*emu, high*emu)
}

func (w *docx) line(l Line) {
	for _, s := range l {
		style := ""
		switch {
		case s.Code:
			style = "SourceText"
		case s.Strong:
			style = "Strong"
		case s.Emph:
			style = "Emphasis"
		}
		if s.To != "" {
			style = "Hyperlink"
			w.raw("<w:hyperlink r:id=\"%s\">", w.link("hyperlink", s.To, "External"))
		}
		w.run(w.d.isolated(s), style, s.Typed && rightToLeft(s.Text))
		if s.To != "" {
			w.raw("</w:hyperlink>")
		}
	}
}

func (w *docx) run(text, style string, rtl bool) {
	w.raw("<w:r>")
	if style != "" || rtl || w.rtl {
		w.raw("<w:rPr>")
		if style != "" {
			w.raw("<w:rStyle w:val=\"%s\"/>", style)
		}
		if rtl || w.rtl {
			w.raw("<w:rtl/>")
		}
		w.raw("</w:rPr>")
	}
	w.raw("<w:t xml:space=\"preserve\">%s</w:t></w:r>", text)
}

// numbering is one list of bullets and a list of numbers for each that begins at one.
func (w *docx) numbering() string {
	var x xmlWriter
	x.WriteString("<w:numbering " + docxSpaces + ">")
	for i, level := range []string{`<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>`, `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>`} {
		x.WriteString(fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`, i) + level +
			`<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>`)
	}
	x.WriteString(`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	for n := range w.numbered {
		x.raw(`<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`, n+2)
	}
	return x.String() + "</w:numbering>"
}

const docxRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

const docxSpaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

const docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

// docxStyles are Word's own names with our looks.
func (d *Document) docxStyles() string {
	var w xmlWriter
	w.WriteString("<w:styles " + docxSpaces + ">")
	w.raw(`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="%s"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="%s" w:eastAsia="%s" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`, light.ink[1:], d.Lang, d.Lang)
	style := func(id, name, paragraph, run string) {
		first, based := "", `<w:basedOn w:val="Normal"/>`
		if id == "Normal" {
			first, based = ` w:default="1"`, ""
		}
		w.WriteString(`<w:style w:type="paragraph"` + first + ` w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + based + `<w:qFormat/><w:pPr>` + paragraph + `</w:pPr><w:rPr>` + run + `</w:rPr></w:style>`)
	}
	soft, line, mark, frame, faint := light.soft[1:], light.line[1:], light.mark[1:], light.frame[1:], light.faint[1:]
	style("Normal", "Normal", `<w:widowControl/>`, "")
	style("BodyText", "Body Text", `<w:spacing w:before="60" w:after="80" w:line="300" w:lineRule="auto"/>`, "")
	style("Title", "Title", `<w:keepNext/><w:spacing w:after="180"/>`, `<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>`)
	style("Heading2", "heading 2", `<w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="`+line+`"/></w:pBdr><w:spacing w:before="400" w:after="120"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>`)
	style("Heading3", "heading 3", `<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="2"/>`, `<w:b/><w:bCs/><w:sz w:val="23"/><w:szCs w:val="23"/>`)
	style("Heading4", "heading 4", `<w:keepNext/><w:keepLines/><w:spacing w:before="140" w:after="40"/><w:outlineLvl w:val="3"/>`, `<w:b/><w:bCs/><w:color w:val="`+soft+`"/>`)
	style("ListParagraph", "List Paragraph", `<w:spacing w:after="40" w:line="288" w:lineRule="auto"/>`, "")
	style("KeptItem", "List Paragraph, kept", `<w:keepNext/><w:spacing w:after="40" w:line="288" w:lineRule="auto"/>`, "")
	style("Quote", "Quote", `<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="`+line+`"/></w:pBdr><w:spacing w:after="20"/><w:ind w:left="500"/>`, "")
	style("Aside", "Aside", `<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="`+mark+`"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="`+frame+`"/><w:spacing w:before="40" w:after="200"/><w:ind w:left="200"/><w:contextualSpacing/>`, "")
	style("Caption", "caption", `<w:keepNext/><w:spacing w:before="140" w:after="60"/>`, `<w:b/><w:bCs/><w:sz w:val="20"/><w:szCs w:val="20"/>`)
	style("TableText", "Table Text", `<w:spacing w:before="20" w:after="20"/>`, `<w:sz w:val="19"/><w:szCs w:val="19"/>`)
	style("TableHead", "Table Head", `<w:keepNext/><w:spacing w:before="20" w:after="20"/>`, `<w:b/><w:bCs/><w:sz w:val="19"/><w:szCs w:val="19"/>`)
	style("Picture", "Picture", `<w:keepNext/><w:spacing w:before="120"/>`, "")
	style("Gap", "Gap", "", `<w:sz w:val="8"/><w:szCs w:val="8"/>`)
	style("Footer", "footer", `<w:jc w:val="center"/>`, `<w:color w:val="`+soft+`"/><w:sz w:val="17"/><w:szCs w:val="17"/>`)
	for _, s := range [][3]string{{"Strong", "Strong", "<w:b/><w:bCs/>"}, {"Emphasis", "Emphasis", "<w:i/><w:iCs/>"}, {"SourceText", "Source Text", `<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>`}, {"Hyperlink", "Hyperlink", `<w:color w:val="` + mark + `"/><w:u w:val="single"/>`}} {
		w.WriteString(`<w:style w:type="character" w:styleId="` + s[0] + `"><w:name w:val="` + s[1] + `"/><w:rPr>` + s[2] + `</w:rPr></w:style>`)
	}
	border := func(size int, colour string) string {
		return fmt.Sprintf(`w:val="single" w:sz="%d" w:space="0" w:color="%s"/>`, size, colour)
	}
	w.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	w.WriteString(`<w:style w:type="table" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom ` + border(4, faint) + `<w:insideH ` + border(4, faint) + `</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom ` + border(8, line) + `</w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>`)
	return strings.ReplaceAll(w.String(), "<w:pPr></w:pPr>", "")
}
