package face

import (
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// promptRows are the lines of a prompter in sight: what is being said, and what comes.
const promptRows = 4

// prompt is a text that scrolls by, a line at a time, evenly over its length: the first row
// is where the voice should be.
func (d *drawing) prompt(b *page.Block) {
	var lines []string
	for para := range strings.SplitSeq(b.Text, "\n") {
		lines = append(lines, d.Theme.Wrap(para, d.w-2)...)
	}
	at := 0
	if b.To > 0 {
		at = min(len(lines)-1, len(lines)*b.Number/b.To)
	}
	for i := range promptRows {
		text := ""
		if at+i < len(lines) {
			text = lines[at+i]
		}
		style, mark := d.Theme.Text, "  "
		if i == 0 {
			style, mark = d.Theme.Strong, d.Theme.Sign.Current+" "
		}
		d.Lines = append(d.Lines, d.Theme.Accent.Render(mark)+widget.Paint(style, text))
	}
}
