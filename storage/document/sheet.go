package document

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"time"

	"binome/storage/clean"
)

// A Sheet is a table that programs and spreadsheets read: a file of a folder as CSV, a
// sheet of a workbook as XLSX.
type Sheet struct {
	Name    string // English, and always the same
	Title   string // in the reader's words
	Columns []Column
	Rows    [][]Cell
}

// A Column is known to programs by its name, to people by its label. One of keys is for
// programs alone.
type Column struct {
	Name, Label string
	Keys        bool
}

// A Cell is a text, a number or a day; its zero is empty.
type Cell struct {
	text   string
	number float64
	day    time.Time
	kind   byte
}

// A text, a number and a day in a cell.
func Words(s string) Cell      { return Cell{text: clean.Line(s)} }
func Number(v float64) Cell    { return Cell{number: v, kind: 'n'} }
func Count(n int) Cell         { return Number(float64(n)) }
func OnDay(day time.Time) Cell { return Cell{day: day, kind: 'd'} }

// Said is the cell on a page, by who says numbers and days.
func (c Cell) Said(number func(float64) string, day func(time.Time) string) string {
	switch c.kind {
	case 'n':
		return number(c.number)
	case 'd':
		return day(c.day)
	}
	return c.text
}

// plain is the cell as programs read it: points in numbers, days as 2026-12-04.
func (c Cell) plain() string {
	switch c.kind {
	case 'n':
		return strconv.FormatFloat(c.number, 'f', -1, 64)
	case 'd':
		return c.day.Format(time.DateOnly)
	}
	return cellText(c.text)
}

// WriteCSV writes the sheet for programs, alike in every language: names of columns above,
// commas, points, and a byte order mark, without which spreadsheets misread accents.
func (s *Sheet) WriteCSV(b *bytes.Buffer) error {
	b.WriteString("\ufeff")
	w := csv.NewWriter(b)
	w.UseCRLF = true // RFC 4180
	line := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		line[i] = c.Name
	}
	err := w.Write(line)
	for _, row := range s.Rows {
		for i, c := range row {
			line[i] = c.plain()
		}
		if err == nil {
			err = w.Write(line)
		}
	}
	w.Flush()
	if err == nil {
		err = w.Error()
	}
	return err
}
