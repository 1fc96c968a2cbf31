package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

// stepNamed is the step that a heading's words name, or -1.
func stepNamed(heading string) int {
	words := strings.ToLower(strings.TrimFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) }))
	if step, ok := stepWords()[words]; ok {
		return step
	}
	for _, first := range []string{"exercise ", "exercice ", "exercise: ", "exercice : ", "quiz ", "challenge: ", "activity: "} {
		if strings.HasPrefix(words, first) {
			return stepWords()[strings.Trim(first, " :")]
		}
	}
	return -1
}

var (
	atx = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	})
	underline = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ {0,3}(=+|-+)[ \t]*$`) })
	headingID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*\{[#.:][^}]*\}\s*$`) })
)

// make turns the page into lessons.
func (p *page) make(names map[string]string, pictures map[string]string) {
	p.admonitions()
	p.lines = fenced(uncoded(p.lines))
	p.setext()
	p.links(names, pictures)
	p.lines = split(p.lines)
	steps := p.steps()
	if p.title == "" {
		p.title = curriculum.Titled(p.id)
	}
	if len(p.front) > 0 && !p.frontFits() {
		steps[0] = append(steps[0], line{text: "~~~~"})
		for i, l := range p.front {
			steps[0] = append(steps[0], line{text: comment(l), n: i + 2, code: true})
		}
		steps[0] = append(steps[0], line{text: "~~~~"})
	}
	if p.o.Boxes {
		p.boxes(steps[1])
		p.boxes(steps[2])
	}
	if len(trimmed(steps[4])) == 0 {
		if before, asks := trailing(unlettered(steps[0])); len(asks) > 0 {
			at := slices.IndexFunc(steps[0], func(l line) bool { return l.n >= asks[0].n && !blank(l) })
			steps[0], steps[4] = steps[0][:min(at, len(before))], steps[0][at:]
		}
	}
	steps[4] = p.quiz(steps[4])
	for part, cut := range p.parts(steps) {
		file, lines := p.compose(cut, part)
		p.texts = append(p.texts, p.sound(names, file, lines))
	}
	if len(p.texts) > 1 {
		p.change(0, "split", "")
	}
}

func uncoded(lines []line) []line {
	for i := range lines {
		lines[i].code = false
	}
	return lines
}

// split makes a line of each.
func split(lines []line) (out []line) {
	for _, l := range lines {
		for text := range strings.SplitSeq(l.text, "\n") {
			out = append(out, line{text, l.n, l.code})
		}
	}
	return out
}

// setext turns headings that are underlined into the other kind.
func (p *page) setext() {
	prose := func(i int) bool {
		if i < 0 || i >= len(p.lines) || p.lines[i].code {
			return false
		}
		t := strings.TrimSpace(p.lines[i].text)
		return t != "" && !indented(p.lines[i].text) && atx().FindString(p.lines[i].text) == "" && !strings.ContainsAny(t[:1], ">-*+|<:{") && !underline().MatchString(t)
	}
	var out []line
	for i := range p.lines {
		l := p.lines[i]
		m := underline().FindStringSubmatch(l.text)
		if l.code || m == nil || !prose(i-1) {
			out = append(out, l)
			continue
		}
		if prose(i - 2) {
			out = append(out, line{n: l.n}, l) // a rule below a paragraph, or a heading of several lines
			continue
		}
		mark := "# "
		if m[1][0] == '-' {
			mark = "## "
		}
		out[len(out)-1].text = mark + strings.TrimSpace(out[len(out)-1].text)
	}
	p.lines = out
}

// steps deals the lines out to the five steps by their headings.
func (p *page) steps() [5][]line {
	var steps [5][]line
	at, level := 0, 0 // the step, and the level of the heading that named it
	for _, l := range p.lines {
		m := atx().FindStringSubmatch(l.text)
		if l.code || m == nil {
			steps[at] = append(steps[at], l)
			continue
		}
		depth, words := len(m[1]), m[2]
		bare := headingID().ReplaceAllString(words, "")
		switch {
		case depth == 1 && (p.title == "" || p.title == bare):
			if p.title == "" && bare != "" {
				p.title = bare
				p.change(l.n, "title", bare)
				if id := strings.TrimPrefix(words, bare); id != "" {
					steps[at] = append(steps[at], line{}, line{text: "<!--" + id + " -->", n: l.n}, line{})
				}
			}
			continue
		case bare == "":
			steps[at] = append(steps[at], line{text: words, n: l.n})
			continue
		}
		if step := stepNamed(bare); step >= 0 && (at < 4 || depth <= level) { // a quiz asks why
			at, level = step, depth
			p.change(l.n, "step", bare)
			if strings.EqualFold(bare, headingsOf(p.lang)[step]) && words == bare {
				continue // said by the step's own heading
			}
		} else if depth <= level {
			at, level = 0, 0
		}
		now := max(3, min(depth+1, 6))
		if at == 4 {
			now = max(4, now) // a level-3 heading there is a question
		}
		if now != depth {
			p.change(l.n, "heading", strings.Repeat("#", now)+" "+bare)
		}
		steps[at] = append(steps[at], line{n: l.n}, line{text: strings.Repeat("#", now) + " " + words, n: l.n})
	}
	return steps
}

func headingsOf(lang string) [5]string {
	h, ok := curriculum.Headings(lang)
	if !ok {
		h, _ = curriculum.Headings(phrases.Fallback)
	}
	return h
}

var listItem = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[-*+]|\d{1,3}[.)])[ \t]+(\S.*)$`) })

// boxes makes boxes of the imperatives in a step's lists.
func (p *page) boxes(lines []line) {
	for i, l := range lines {
		m := listItem().FindStringSubmatch(l.text)
		if l.code || m == nil || strings.HasPrefix(m[1], "[") || !imperative(m[1], p.lang) {
			continue
		}
		lines[i].text = "- [ ] " + m[1]
		p.change(l.n, "box", m[1])
	}
}

// parts cuts the steps where one would be longer than a lesson's may: what doesn't fit goes
// on in another lesson.
func (p *page) parts(steps [5][]line) [][5][]line {
	cuts := [5][][]line{}
	most := 1
	for i, s := range steps {
		cuts[i] = chunks(s)
		most = max(most, len(cuts[i]))
	}
	all := make([][5][]line, most)
	for i := range steps {
		for j, c := range cuts[i] {
			all[j][i] = c
		}
	}
	return all
}

// room is how many characters of source a step is given: drawn, they are fewer, but for
// the blanks of French and the marks of a table.
const room = 6000

// chunks cuts lines at blank ones outside fences; a fence that is too long is closed and
// opened again.
func chunks(lines []line) (all [][]line) {
	var now []line
	size, fence, opened := 0, "", ""
	for i, l := range lines {
		n := utf8.RuneCountInString(l.text) + 1
		if strings.HasPrefix(strings.TrimLeft(l.text, " \t"), "#") { // a lesson has so many headings
			n = max(n, room/24)
		}
		rest := 0 // of the block that begins here
		if strings.TrimSpace(l.text) == "" || len(now) == 0 {
			for j := i + 1; j < len(lines) && (lines[j].code || strings.TrimSpace(lines[j].text) != ""); j++ {
				rest += utf8.RuneCountInString(lines[j].text) + 1
			}
		}
		switch {
		case l.code && size+n > room && fence != "":
			all = append(all, append(now, line{text: opened + fence, n: l.n, code: true}))
			now, size = []line{{text: opened + fence, n: l.n, code: true}}, 0
		case !l.code && size > 0 && (size+n > room || rest > 0 && size+n+rest > room && size > room/3):
			all, now, size = append(all, now), nil, 0
			for _, h := range head(lines, i) {
				now, size = append(now, h), size+len(h.text)
			}
		}
		if f := fenceOf(strings.TrimLeft(l.text, " >\t")); l.code && f != "" {
			if fence == "" {
				fence, opened = f, l.text[:strings.Index(l.text, f)]
			} else if strings.HasPrefix(f, fence) {
				fence = ""
			}
		}
		if !l.code {
			fence = ""
		}
		now, size = append(now, l), size+n
	}
	return append(all, now)
}

// head is the head of the table that line i is a row of, to be said again where it is cut.
func head(lines []line, i int) []line {
	row := func(k int) bool {
		return k >= 0 && k < len(lines) && !lines[k].code && strings.HasPrefix(lines[k].text, "|")
	}
	first := i
	for row(first-1) && row(first) {
		first--
	}
	if i-first < 2 || strings.Trim(lines[first+1].text, "|:- \t") != "" {
		return nil
	}
	return lines[first : first+2 : first+2]
}

// compose writes a lesson.
func (p *page) compose(steps [5][]line, part int) (string, []line) {
	title := p.title
	if part > 0 {
		title += " (" + string(rune('0'+(part+1)/10%10)) + string(rune('0'+(part+1)%10)) + ")"
	}
	var lines []line
	for l := range strings.Lines(p.head(title, part == 0)) {
		lines = append(lines, line{text: strings.TrimSuffix(l, "\n")})
	}
	for i, h := range headingsOf(p.lang) {
		lines = append(lines, line{}, line{text: "## " + h}, line{})
		body := trimmed(steps[i])
		if len(body) == 0 {
			body = []line{{text: languageOf(p.lang).todo}}
			if part == 0 {
				p.change(0, "todo", h)
			}
		}
		lines = append(lines, body...)
	}
	return p.o.Module + "/" + p.id + "." + p.lang + ".md", lines
}

func blank(l line) bool { return strings.TrimSpace(l.text) == "" }

func trimmed(lines []line) []line {
	for len(lines) > 0 && blank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && blank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return lines
}
