package programme

import "binome/storage/document"

// A grid is a table of a report, before it is anything's: cells as text. What stands in
// the typed columns was typed by somebody.
type grid struct {
	caption string
	head    []string
	rows    [][]string
	typed   []int
}

func (g grid) table() *document.Table {
	t := &document.Table{Caption: document.Ours(g.caption)}
	for _, h := range g.head {
		t.Head = append(t.Head, document.Ours(h))
	}
	typed := make([]bool, len(g.head))
	for _, i := range g.typed {
		typed[i] = true
	}
	for _, row := range g.rows {
		cells := make([]document.Line, len(row))
		for i, c := range row {
			if cells[i] = document.Ours(c); typed[i] {
				cells[i] = document.Wrote(c)
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
