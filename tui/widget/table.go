package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"binome/curriculum/block"
)

// The table of lipgloss shrinks columns until it fits: at 40 columns, four of them became
// "Te…" and words cut letter by letter. So:
//
// A table is read across. Where its columns would be too narrow to read (fewer than
// minColumn columns for words), its rows are stacked instead: each cell below the name
// of its column.
const (
	minColumn = 14
	columnGap = 2
)

func (r *Renderer) table(b *block.Block, width int) []string {
	head, rows := r.cells(b)
	if len(head) == 0 {
		return nil
	}
	if len(head) == 2 && len(rows) == 1 && anyText(head) && width >= cardsFrom && r.style.Width(rows[0][0])+r.style.Width(rows[0][1]) > width/2 {
		return r.addresses(b, width, r.cards([2]card{{head[0], r.style.Wrap(rows[0][0], cardWidth(width))}, {head[1], r.style.Wrap(rows[0][1], cardWidth(width))}}, width))
	}
	var out []string
	widths := r.columnWidths(head, rows, width)
	if widths == nil {
		return r.addresses(b, width, r.stacked(b, head, rows, width))
	}
	if anyText(head) {
		styled := make([]string, len(head))
		for i, c := range head {
			styled[i] = Paint(r.style.HeadStyle, c)
		}
		out = append(out, r.across(styled, widths, b.Align)...)
	}
	rule := r.style.RuleStyle.Render(strings.Repeat(r.style.Rule, sum(widths)+columnGap*(len(widths)-1)))
	out = append(out, rule)
	for i, row := range rows {
		lines := r.across(row, widths, b.Align)
		if i > 0 && (len(lines) > 1 || r.wrapped(rows[i-1], widths)) {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return r.addresses(b, width, out)
}

// addresses puts where a table's links lead below it, if no terminal opens them.
func (r *Renderer) addresses(b *block.Block, width int, lines []string) []string {
	if r.style.InFull {
		b.EachSpans(func(spans []block.Span) {
			for _, to := range block.Addresses(spans) {
				lines = append(lines, r.style.WrapHang(r.style.LabelStyle.Render(to), width, "  ", "  ")...)
			}
		})
	}
	return lines
}

// cells draws every cell as one line.
func (r *Renderer) cells(b *block.Block) (head []string, rows [][]string) {
	for i, row := range b.Rows {
		cells := make([]string, len(row))
		for j, c := range row {
			cells[j] = strings.ReplaceAll(r.spans(c, false), "\n", " ")
		}
		if i == 0 {
			head = cells
			continue
		}
		rows = append(rows, cells)
	}
	return head, rows
}

// columnWidths gives every column what it wants if all fit; otherwise narrow columns
// get that and the rest share what is left. Nil when a column would be too narrow.
func (r *Renderer) columnWidths(head []string, rows [][]string, width int) []int {
	n := len(head)
	want := make([]int, n)
	least := make([]int, n) // the longest word, up to minColumn at least
	for i := range n {
		column := []string{head[i]}
		for _, row := range rows {
			column = append(column, row[i])
		}
		for _, c := range column {
			want[i] = max(want[i], r.style.Width(c))
			for _, word := range strings.Fields(ansi.Strip(c)) {
				least[i] = max(least[i], r.style.Width(word))
			}
		}
		least[i] = min(want[i], max(least[i], minColumn))
	}
	room := width - columnGap*(n-1)
	if sum(want) <= room {
		return want
	}
	if sum(least) > room {
		return nil
	}
	// Share the rest in proportion to what is still wanted.
	widths := append([]int(nil), least...)
	for left := room - sum(least); left > 0; left-- {
		best := 0
		for i := range widths {
			if ratio(want[i], widths[i]) > ratio(want[best], widths[best]) {
				best = i
			}
		}
		widths[best]++
	}
	return widths
}

// ratio is how many lines a column's longest cell takes, in thousandths.
func ratio(want, have int) int {
	if have >= want {
		return 0
	}
	return want * 1000 / max(have, 1)
}

// across draws one row, its cells wrapped in their columns.
func (r *Renderer) across(cells []string, widths []int, align []block.Align) []string {
	columns := make([][]string, len(widths))
	h := 0
	for i := range widths {
		columns[i] = r.style.Wrap(cells[i], widths[i])
		h = max(h, len(columns[i]))
	}
	out := make([]string, h)
	for y := range out {
		var line strings.Builder
		for i, w := range widths {
			s := ""
			if y < len(columns[i]) {
				s = columns[i][y]
			}
			switch {
			case i < len(align) && align[i] == block.Right:
				s = r.style.Right(s, w)
			case i < len(align) && align[i] == block.Center:
				s = r.style.Center(s, w)
			}
			if i < len(widths)-1 {
				s = r.style.Pad(s, w) + strings.Repeat(" ", columnGap)
			}
			line.WriteString(s)
		}
		out[y] = strings.TrimRight(line.String(), " ")
	}
	return out
}

// stacked draws each row as "name: cell" lines, the first cell leading.
func (r *Renderer) stacked(b *block.Block, head []string, rows [][]string, width int) []string {
	var out []string
	if len(rows) == 0 {
		rows, head = [][]string{head}, make([]string, len(head))
	}
	for i, row := range rows {
		if i > 0 {
			out = append(out, "")
		}
		for j, cell := range row {
			if ansi.Strip(cell) == "" {
				if !block.EmptyColumn(b, j) {
					continue
				}
				cell = "–"
			}
			mark := "  "
			if j == 0 {
				mark = r.style.BulletStyle.Render(r.style.Bullet) + " "
				cell = Paint(r.style.HeadStyle, cell)
			}
			if label := ansi.Strip(head[j]); label != "" {
				cell = Paint(r.style.LabelStyle, label+" "+r.style.Rule) + " " + cell
			}
			out = append(out, r.style.WrapHang(cell, width, mark, "  ")...)
		}
	}
	return out
}

func (r *Renderer) wrapped(row []string, widths []int) bool {
	for i, c := range row {
		if i < len(widths) && r.style.Width(c) > widths[i] {
			return true
		}
	}
	return false
}

func anyText(cells []string) bool {
	for _, c := range cells {
		if ansi.Strip(c) != "" {
			return true
		}
	}
	return false
}

func sum(ns []int) int {
	t := 0
	for _, n := range ns {
		t += n
	}
	return t
}
