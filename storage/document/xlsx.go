package document

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// WriteXLSX writes a workbook (ECMA-376, SpreadsheetML, transitional), a sheet a table,
// headed by labels that stay in sight and filter. What is text is text to a spreadsheet,
// whatever it looks like. github.com/xuri/excelize costs 26 to 40 ms and 1.3 MB before main,
// at every start of every command, and nothing keeps a package that is linked from its init.
func WriteXLSX(b *bytes.Buffer, lang, title string, made time.Time, sheets []*Sheet) error {
	a := newArchive(b)
	types, book, links := &xmlWriter{}, &xmlWriter{}, &xmlWriter{}
	for i, s := range sheets {
		n := i + 1
		types.raw(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		book.raw(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, sheetName(s.Title), n, n)
		links.raw(`<Relationship Id="rId%d" Type="%s" Target="worksheets/sheet%d.xml"/>`, n, docxRel+"worksheet", n)
	}
	const office = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	a.part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`+
		`<Override PartName="/xl/workbook.xml" ContentType="`+office+`sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="`+office+`styles+xml"/>`+
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`+types.String()+`</Types>`)
	a.part("_rels/.rels", relsOpen+`<Relationship Id="rId1" Type="`+docxRel+`officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
	a.part("xl/workbook.xml", "<workbook "+xlsxSpaces+"><sheets>"+book.String()+"</sheets></workbook>")
	a.part("xl/_rels/workbook.xml.rels", relsOpen+links.String()+`<Relationship Id="rId`+strconv.Itoa(len(sheets)+1)+`" Type="`+docxRel+`styles" Target="styles.xml"/></Relationships>`)
	a.part("xl/styles.xml", xlsxStyles)
	for i, s := range sheets {
		a.part("xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml", s.xlsx(direction(lang) == "rtl"))
	}
	a.core(title, lang, made)
	return a.close()
}

// sheetName is a title without the signs that no sheet's name may have, 31 long at most.
func sheetName(title string) string {
	name := []rune(strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, title), "'"))
	return string(name[:min(31, len(name))])
}

// The looks of cells, by their places in xlsxStyles.
const (
	xlsxText = iota
	xlsxHead
	xlsxWhole
	xlsxPart
	xlsxDay
)

// widest is how many signs of a text stand in one line of a cell.
const widest = 75

func (s *Sheet) xlsx(rtl bool) string {
	w := &xmlWriter{}
	var shown []int // columns, by their places
	for i, c := range s.Columns {
		if !c.Keys {
			shown = append(shown, i)
		}
	}
	last := column(len(shown)-1) + strconv.Itoa(len(s.Rows)+1)
	w.raw("<worksheet "+xlsxSpaces+`><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s"/><sheetViews><sheetView workbookViewId="0"`, last)
	if rtl {
		w.raw(` rightToLeft="1"`)
	}
	w.raw(`><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for at, i := range shown {
		wide := len([]rune(s.Columns[i].Label))
		for _, row := range s.Rows {
			wide = max(wide, len([]rune(row[i].plain())))
		}
		w.raw(`<col min="%d" max="%d" width="%d" customWidth="1"/>`, at+1, at+1, min(wide, widest)+3)
	}
	w.raw(`</cols><sheetData><row r="1">`)
	for at, i := range shown {
		w.text(column(at)+"1", s.Columns[i].Label, xlsxHead)
	}
	w.raw(`</row>`)
	for r, row := range s.Rows {
		lines := 1 // said, for not every reader looks how long a text is
		for _, i := range shown {
			lines = max(lines, 1+len([]rune(row[i].text))/widest)
		}
		if w.raw(`<row r="%d"`, r+2); lines > 1 {
			w.raw(` ht="%d" customHeight="1"`, 15*lines)
		}
		w.raw(`>`)
		for at, i := range shown {
			w.cell(column(at)+strconv.Itoa(r+2), row[i])
		}
		w.raw(`</row>`)
	}
	w.raw(`</sheetData><autoFilter ref="A1:%s"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`, last)
	return w.String()
}

func (w *xmlWriter) cell(at string, c Cell) {
	switch {
	case c.kind == 'd':
		w.raw(`<c r="%s" s="%d"><v>%d</v></c>`, at, xlsxDay, serial(c.day))
	case c.kind == 'n' && c.number == float64(int64(c.number)):
		w.raw(`<c r="%s" s="%d"><v>%s</v></c>`, at, xlsxWhole, c.plain())
	case c.kind == 'n':
		w.raw(`<c r="%s" s="%d"><v>%s</v></c>`, at, xlsxPart, c.plain())
	case c.text != "":
		w.text(at, c.text, xlsxText)
	}
}

// text is a cell of text; spaces at its ends are kept.
func (w *xmlWriter) text(at, s string, look int) {
	w.raw(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, look, s)
}

// column is A, B, … Z, AA.
func column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// serial is a day as spreadsheets count them, from the last of December 1899.
func serial(day time.Time) int {
	y, m, d := day.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

const xlsxSpaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// xlsxStyles are the looks of cells; 14 is the day as the reader's country writes it.
const xlsxStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0#"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9EEF2"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
