package document

import (
	"bytes"
	"encoding/csv"
	"strings"

	"binome/storage/clean"
)

// WriteCSV writes for a spreadsheet that parts cells by separator, with a byte order mark,
// without which it doesn't read the file as UTF-8; 0 is for a program: commas, no mark.
func WriteCSV(b *bytes.Buffer, rows [][]string, separator rune) error {
	w := csv.NewWriter(b)
	w.UseCRLF = true // RFC 4180
	if separator != 0 {
		b.WriteString("\ufeff")
		w.Comma = separator
	}
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = cellText(cell)
		}
		if err := w.Write(safe); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// cellText keeps a spreadsheet from reading a cell as a formula: one that begins with
// = + - @ tab or CR, blanks and marks before it or not, gets an apostrophe in front
// (OWASP, CSV Injection). A number is let be, with its sign.
func cellText(s string) string {
	begin := strings.TrimLeft(s, " \u00a0\u202f\ufeff\u200b\u200e\u200f\"'")
	if begin == "" || strings.IndexByte("=+-@\t\r\n|%", begin[0]) < 0 && !wideFormula(begin) {
		return s
	}
	if number(s) {
		return s
	}
	return "'" + s
}

// wideFormula: the full-width signs that East Asian spreadsheets read as the others.
func wideFormula(s string) bool {
	return strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠")
}

func number(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return s != "" && strings.Trim(s, "0123456789") == "" && len(s) < 16
}

// ReadCSV reads what a spreadsheet saves, in any language: a byte order mark or none,
// commas, semicolons or tabs. Cells come without the blanks around them, and rows may
// differ in length.
func ReadCSV(data []byte) ([][]string, error) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	first, _, _ := strings.Cut(text, "\n")
	for _, comma := range []rune{';', '\t'} {
		if strings.ContainsRune(first, comma) {
			r.Comma = comma
		}
	}
	rows, err := r.ReadAll()
	for _, row := range rows {
		for i := range row {
			row[i] = clean.Line(row[i])
		}
	}
	return rows, err
}
