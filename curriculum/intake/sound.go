package intake

import (
	"slices"
	"strings"

	"binome/curriculum"
)

// mostMended is how often a lesson is mended before it is left as it is.
const mostMended = 60

// sound puts what keeps a lesson from being used between fences: it is literal then.
// A link that leads to nothing there is becomes words.
func (p *page) sound(names map[string]string, file string, lines []line) string {
	lessons := map[string]bool{}
	for _, id := range names {
		lessons[id] = true
	}
	for range mostMended {
		d := curriculum.Examine(file, p.lang, joined(lines))
		at := slices.IndexFunc(d.Problems, func(f curriculum.Problem) bool {
			return f.Pos.Line > 0 && f.Pos.Line <= len(lines) && lines[f.Pos.Line-1].n > 0
		})
		if len(d.Problems) == 0 {
			if p.unlink(lines, d.Links, lessons) {
				continue
			}
			for _, n := range d.Notes {
				if n.Pos.Line > 0 && n.Pos.Line <= len(lines) && (n.Code == "foreign-mark" || n.Code == "html" && !strings.HasPrefix(strings.TrimSpace(lines[n.Pos.Line-1].text), "<!--")) {
					p.change(lines[n.Pos.Line-1].n, "left", n.Text)
				}
			}
			break
		}
		if at < 0 && d.Problems[0].Code == "missing-step" { // something is never closed
			at = 0
			d.Problems[0].Pos.Line = open(lines) + 1
		}
		if at < 0 || d.Problems[at].Pos.Line == 0 {
			p.change(0, "fault", d.Problems[0].Text)
			break
		}
		i := d.Problems[at].Pos.Line - 1
		p.change(lines[i].n, "literal", d.Problems[at].Text)
		lines = literal(lines, i)
	}
	return joined(lines)
}

// open is the last line of the source that may open what it doesn't close: HTML, a comment,
// a fence; -1 when there is none.
func open(lines []line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		bare := strings.TrimLeft(lines[i].text, " >\t-*+")
		if lines[i].n > 0 && !literally(lines, i) && (strings.HasPrefix(bare, "<") || fenceOf(bare) != "") {
			return i
		}
	}
	return -1
}

// literally reports whether a line stands in a fence of our own.
func literally(lines []line, i int) bool {
	n := 0
	for _, l := range lines[:i+1] {
		if l.text == ownFence {
			n++
		}
	}
	return n%2 == 1 || lines[i].text == ownFence
}

const ownFence = "~~~~~~~~"

// literal fences the block that line i is in.
func literal(lines []line, i int) []line {
	own := func(k int) bool {
		return k >= 0 && k < len(lines) && lines[k].n > 0 && strings.TrimSpace(lines[k].text) != ""
	}
	from, to := i, i
	for own(from-1) || from > 0 && lines[from].code && lines[from-1].code {
		from--
	}
	for own(to+1) || to+1 < len(lines) && lines[to].code && lines[to+1].code {
		to++
	}
	block := []line{{text: ownFence, n: lines[from].n, code: true}}
	for _, l := range lines[from : to+1] {
		if strings.TrimSpace(l.text) == ownFence {
			l.text = ""
		}
		l.code = true
		block = append(block, l)
	}
	block = append(block, line{text: ownFence, n: lines[to].n, code: true})
	return slices.Concat(lines[:from], []line{{}}, block, []line{{}}, lines[to+1:])
}

func joined(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}
