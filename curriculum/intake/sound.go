package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"binome/curriculum"
)

// mostMended is how often a lesson is mended before it is left as it is.
const mostMended = 400

// sound puts what keeps a lesson from being used between fences: it is literal then.
// A link that leads to nothing there is becomes words.
func (p *page) sound(names map[string]string, file string, lines []line) string {
	lessons := map[string]bool{}
	for _, id := range names {
		lessons[id] = true
	}
	for mended := 0; ; mended++ {
		d := curriculum.Examine(file, p.lang, joined(lines))
		at := slices.IndexFunc(d.Problems, func(f curriculum.Problem) bool {
			return f.Pos.Line > 0 && f.Pos.Line <= len(lines) && lines[f.Pos.Line-1].n > 0
		})
		if len(d.Problems) == 0 {
			if mended < mostMended && p.unlink(lines, d.Links, lessons) {
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
		if at < 0 || d.Problems[at].Pos.Line == 0 || mended == mostMended {
			p.change(0, "fault", d.Problems[0].Text)
			break
		}
		i := d.Problems[at].Pos.Line - 1
		if literally(lines, i) { // too much of it in a row
			lines = apart(lines, i)
			continue
		}
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

// apart cuts a literal block before line i, or the line itself.
func apart(lines []line, i int) []line {
	gap := line{n: lines[i].n, code: true}
	if i > 0 && !blank(lines[i-1]) && lines[i-1].text != ownFence {
		return slices.Insert(slices.Clone(lines), i, gap)
	}
	text := lines[i].text
	cut := len(text) / 2
	if k := strings.IndexByte(text[cut:], ' '); k >= 0 {
		cut += k
	} else if k := strings.LastIndexByte(text[:cut], ' '); k > 0 {
		cut = k
	} else {
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
	}
	rest := lines[i]
	rest.text = text[cut:]
	lines = slices.Clone(lines)
	lines[i].text = text[:cut]
	return slices.Insert(lines, i+1, gap, rest)
}

func joined(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	return b.String()
}
