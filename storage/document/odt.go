package document

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// writeODT writes OpenDocument 1.2 text (ISO/IEC 26300), what Writer opens and most
// others read: styles by name, so that a company's own can take their place.
func (d *Document) writeODT(b *bytes.Buffer) error {
	a := newArchive(b)
	a.add("mimetype", []byte("application/vnd.oasis.opendocument.text"), true)
	w := &odt{d: d, a: a}
	if err := d.writeOffice(w); err != nil {
		return err
	}
	w.endList()
	manifest := ""
	for n := range w.pictures {
		manifest += fmt.Sprintf("<manifest:file-entry manifest:full-path=\"Pictures/%d.png\" manifest:media-type=\"image/png\"/>", n+1)
	}
	a.part("content.xml", "<office:document-content "+odtSpaces+"><office:automatic-styles>"+odtAutomatic+w.columns.String()+"</office:automatic-styles><office:body><office:text>"+
		w.String()+"</office:text></office:body></office:document-content>")
	a.part("styles.xml", d.odtStyles())
	made := ""
	if !d.Made.IsZero() {
		made = "<meta:creation-date>" + d.Made.UTC().Format("2006-01-02T15:04:05") + "</meta:creation-date>"
	}
	a.part("meta.xml", "<office:document-meta "+odtSpaces+"><office:meta><meta:generator>Binome</meta:generator><dc:title>"+xmlText(d.Title.Plain())+
		"</dc:title>"+made+"<dc:language>"+xmlText(d.Lang)+"</dc:language></office:meta></office:document-meta>")
	a.part("META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">`+
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.text"/>`+
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>`+
		`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>`+manifest+`</manifest:manifest>`)
	return a.close()
}

type odt struct {
	xmlWriter
	d        *Document
	a        *archive
	list     string // the style of the list that is open; "" for none
	pictures int
	tables   int
	columns  xmlWriter // the styles of tables' columns
}

func (w *odt) endList() {
	if w.list != "" {
		w.raw("</text:list-item></text:list>")
		w.list = ""
	}
}

func (w *odt) heading(level int, text Line, breaks bool) {
	w.endList()
	style := "Heading_20_" + strconv.Itoa(level)
	if breaks {
		style = "Break" + strconv.Itoa(level)
	}
	w.raw("<text:h text:style-name=\"%s\" text:outline-level=\"%d\">", style, level)
	w.line(text)
	w.raw("</text:h>")
}

func (w *odt) para(as look, text Line) {
	w.endList()
	w.paragraph(as, text)
}

func (w *odt) paragraph(as look, text Line) {
	w.raw("<text:p text:style-name=\"%s\">", odtStyle(as))
	w.line(text)
	w.raw("</text:p>")
}

// odtStyle is the name that OpenDocument's own programs give such a style.
func odtStyle(as look) string {
	switch as {
	case lookBody:
		return "Text_20_body"
	case lookItem:
		return "Item"
	case lookQuote:
		return "Quotations"
	case lookCell:
		return "Table_20_Contents"
	case lookHead:
		return "Table_20_Heading"
	}
	return string(as)
}

func (w *odt) item(text Line, as look, ordered, first bool) {
	style := "Bullets"
	if ordered {
		style = "Numbers"
	}
	if first {
		w.endList()
		w.raw("<text:list text:style-name=\"%s\">", style)
		w.list = style
	}
	if !first {
		w.raw("</text:list-item>")
	}
	w.raw("<text:list-item>") // open, for what is quoted in it
	w.paragraph(as, text)
}

func (w *odt) quote(lines []string, inItem bool) {
	if !inItem {
		w.endList()
	}
	for _, l := range lines {
		style := "Quotations"
		if rightToLeft(l) {
			style = "QuotationsRight"
		}
		w.raw("<text:p text:style-name=\"%s\">", style)
		w.text(l)
		w.raw("</text:p>")
	}
}

func (w *odt) table(t *Table) {
	w.endList()
	w.paragraph(lookCaption, t.Caption)
	w.tables++
	w.raw("<table:table table:name=\"%s\" table:style-name=\"Sheet\">", "T"+strconv.Itoa(w.tables))
	for i, wide := range t.columns() {
		name := fmt.Sprintf("T%d.%d", w.tables, i+1)
		w.columns.raw("<style:style style:name=\"%s\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"%d*\"/></style:style>", name, wide)
		w.raw("<table:table-column table:style-name=\"%s\"/>", name)
	}
	w.raw("<table:table-header-rows>")
	w.row(t.Head, lookHead, "TopCell")
	w.raw("</table:table-header-rows>")
	for _, r := range t.Rows {
		w.row(r, lookCell, "Cell")
	}
	w.raw("</table:table><text:p text:style-name=\"Gap\"/>")
}

func (w *odt) row(cells []Line, as look, style string) {
	w.raw("<table:table-row table:style-name=\"Row\">")
	for _, c := range cells {
		w.raw("<table:table-cell table:style-name=\"%s\" office:value-type=\"string\">", style)
		w.paragraph(as, c)
		w.raw("</table:table-cell>")
	}
	w.raw("</table:table-row>")
}

func (w *odt) picture(f *Figure, png []byte) {
	w.endList()
	w.pictures++
	name := fmt.Sprintf("Pictures/%d.png", w.pictures)
	w.a.add(name, png, true)
	wide, high := f.Picture.size()
	w.raw("<text:p text:style-name=\"Picture\"><draw:frame draw:name=\"%s\" text:anchor-type=\"as-char\" svg:width=\"%smm\" svg:height=\"%smm\"><draw:image xlink:href=\"%s\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:title>%s</svg:title><svg:desc>%s</svg:desc></draw:frame></text:p>",
		"Picture "+strconv.Itoa(w.pictures), hundredths(wide), hundredths(high), name, f.Table.Caption.Plain(), f.Desc)
}

func hundredths(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

func (w *odt) line(l Line) {
	for _, s := range l {
		style := ""
		switch {
		case s.Code:
			style = "Source_20_Text"
		case s.Strong:
			style = "Strong_20_Emphasis"
		case s.Emph:
			style = "Emphasis"
		}
		if s.To != "" {
			w.raw("<text:a xlink:type=\"simple\" xlink:href=\"%s\">", s.To)
		}
		if style != "" {
			w.raw("<text:span text:style-name=\"%s\">", style)
		}
		w.text(w.d.isolated(s))
		if style != "" {
			w.raw("</text:span>")
		}
		if s.To != "" {
			w.raw("</text:a>")
		}
	}
}

// text writes blanks in a row as what they are: OpenDocument makes them one.
func (w *odt) text(s string) {
	for i, part := range strings.Split(s, " ") {
		if i > 0 {
			if blank := w.String(); part == "" || strings.HasSuffix(blank, ">") || strings.HasSuffix(blank, " ") {
				w.raw("<text:s/>")
			} else {
				w.WriteByte(' ')
			}
		}
		w.WriteString(xmlText(part))
	}
}

const odtSpaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.2"`

// odtAutomatic are the styles that no person would look for in a list.
var odtAutomatic = `<style:style style:name="Sheet" style:family="table"><style:table-properties style:width="17cm" table:align="margins" fo:margin-bottom="0.1cm"/></style:style>` +
	`<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>` +
	`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.06cm" fo:border-bottom="0.02cm solid ` + light.faint + `"/></style:style>` +
	`<style:style style:name="TopCell" style:family="table-cell"><style:table-cell-properties fo:padding="0.06cm" fo:border-bottom="0.04cm solid ` + light.line + `"/></style:style>` +
	`<style:style style:name="Break2" style:family="paragraph" style:parent-style-name="Heading_20_2"><style:paragraph-properties fo:break-before="page"/></style:style>` +
	`<style:style style:name="Break3" style:family="paragraph" style:parent-style-name="Heading_20_3"><style:paragraph-properties fo:break-before="page"/></style:style>`

// odtStyles are the styles a reader may change, the page and its number.
func (d *Document) odtStyles() string {
	var w xmlWriter
	lang, country, _ := strings.Cut(d.Lang, "-")
	if country == "" {
		country = "none"
	}
	flow := "lr-tb"
	if direction(d.Lang) == "rtl" {
		flow = "rl-tb"
	}
	w.WriteString("<office:document-styles " + odtSpaces + "><office:font-face-decls><style:font-face style:name=\"Sans\" svg:font-family=\"'Liberation Sans', Arial, sans-serif\"/><style:font-face style:name=\"Mono\" svg:font-family=\"'Liberation Mono', 'Courier New', monospace\"/></office:font-face-decls><office:styles>")
	w.raw("<style:default-style style:family=\"paragraph\"><style:paragraph-properties style:writing-mode=\"%s\" fo:orphans=\"2\" fo:widows=\"2\"/><style:text-properties style:font-name=\"Sans\" style:font-name-complex=\"Sans\" fo:font-size=\"10.5pt\" style:font-size-complex=\"10.5pt\" fo:color=\"%s\" fo:language=\"%s\" fo:country=\"%s\"/></style:default-style>", flow, light.ink, lang, country)
	style := func(name, shown, parent, class, paragraph, text string) {
		w.raw("<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"paragraph\" style:class=\"%s\"", name, shown, class)
		if parent != "" {
			w.raw(" style:parent-style-name=\"%s\"", parent)
		}
		w.WriteString("><style:paragraph-properties " + paragraph + "/><style:text-properties " + text + "/></style:style>")
	}
	style("Standard", "Standard", "", "text", "", "")
	style("Text_20_body", "Text body", "Standard", "text", `fo:margin-top="0.1cm" fo:margin-bottom="0.15cm" fo:line-height="125%"`, "")
	style("Title", "Title", "Standard", "chapter", `fo:margin-bottom="0.3cm" fo:keep-with-next="always"`, `fo:font-size="20pt" fo:font-weight="bold"`)
	heading := func(level int, paragraph, text string) {
		n := strconv.Itoa(level)
		w.raw("<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:next-style-name=\"Text_20_body\" style:class=\"text\" style:default-outline-level=\"%d\">", "Heading_20_"+n, "Heading "+n, level)
		w.WriteString("<style:paragraph-properties fo:keep-with-next=\"always\" " + paragraph + "/><style:text-properties fo:font-weight=\"bold\" " + text + "/></style:style>")
	}
	heading(2, `fo:margin-top="0.7cm" fo:margin-bottom="0.2cm" fo:padding-top="0.15cm" fo:border-top="0.02cm solid `+light.line+`"`, `fo:font-size="14pt"`)
	heading(3, `fo:margin-top="0.4cm" fo:margin-bottom="0.1cm"`, `fo:font-size="11.5pt"`)
	heading(4, `fo:margin-top="0.25cm" fo:margin-bottom="0.05cm"`, `fo:font-size="10.5pt" fo:color="`+light.soft+`"`)
	style("Item", "List item", "Standard", "list", `fo:margin-bottom="0.08cm" fo:line-height="120%"`, "")
	style("KeptItem", "List item, kept", "Item", "list", `fo:margin-bottom="0.08cm" fo:line-height="120%" fo:keep-with-next="always"`, "")
	quoted := `fo:margin-left="0.6cm" fo:margin-bottom="0.05cm" fo:padding-left="0.25cm" fo:border-left="0.06cm solid ` + light.line + `"`
	style("Quotations", "Quotations", "Standard", "html", quoted, "")
	style("QuotationsRight", "Quotations from the right", "Quotations", "html", quoted+` fo:text-align="end" style:writing-mode="rl-tb"`, "")
	style("Aside", "Aside", "Standard", "extra", `fo:background-color="`+light.frame+`" fo:padding="0.15cm" fo:padding-left="0.3cm" fo:border-left="0.1cm solid `+light.mark+`"`, "")
	style("Caption", "Caption", "Standard", "extra", `fo:margin-top="0.25cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"`, `fo:font-weight="bold" fo:font-size="10pt"`)
	style("Table_20_Contents", "Table Contents", "Standard", "extra", "", `fo:font-size="9.5pt"`)
	style("Table_20_Heading", "Table Heading", "Table_20_Contents", "extra", `fo:keep-with-next="always"`, `fo:font-weight="bold"`)
	style("Picture", "Picture", "Standard", "extra", `fo:margin-top="0.2cm" fo:keep-with-next="always"`, "")
	style("Gap", "Gap", "Standard", "extra", "", `fo:font-size="4pt"`)
	style("Footer", "Footer", "Standard", "extra", `fo:text-align="center"`, `fo:font-size="8.5pt" fo:color="`+light.soft+`"`)
	for _, s := range [][3]string{{"Strong_20_Emphasis", "Strong Emphasis", `fo:font-weight="bold" style:font-weight-complex="bold"`}, {"Emphasis", "Emphasis", `fo:font-style="italic"`}, {"Source_20_Text", "Source Text", `style:font-name="Mono"`}} {
		w.raw("<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"text\">", s[0], s[1])
		w.WriteString("<style:text-properties " + s[2] + "/></style:style>")
	}
	const space = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm" fo:text-indent="-0.5cm" fo:margin-left="0.6cm"/></style:list-level-properties>`
	w.WriteString(`<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">` + space + `</text:list-level-style-bullet></text:list-style>`)
	w.WriteString(`<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">` + space + `</text:list-level-style-number></text:list-style>`)
	w.raw("</office:styles><office:automatic-styles><style:page-layout style:name=\"A4\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin=\"2cm\" style:writing-mode=\"%s\"/><style:footer-style><style:header-footer-properties fo:min-height=\"0.8cm\" fo:margin-top=\"0.4cm\"/></style:footer-style></style:page-layout></office:automatic-styles>", flow)
	w.WriteString(`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current"/> / <text:page-count/></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`)
	return w.String()
}
