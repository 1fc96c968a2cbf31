package curriculum

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// headings of the five steps, by language: what the built-in catalogues call the steps.
var headings = sync.OnceValue(func() map[string][5]string {
	all := map[string][5]string{}
	own, _ := phrases.Load()
	for i, step := range StepIDs() {
		for lang, said := range own.Each("steps." + string(step)) {
			h := all[lang]
			h[i] = said
			all[lang] = h
		}
	}
	return all
})

// Headings are the five steps' headings in a language of which they are fixed: one that is
// built in. Any five will do in another.
func Headings(lang string) (h [5]string, ok bool) {
	h, ok = headings()[lang]
	return h, ok
}

// lesson is a file taken apart: all of it, for whoever asks for a Text or a Draft.
type lesson struct {
	front
	label    string // what opens the if-then plan; "" for whatever looks like it
	doc      *block.Doc
	text     *Text
	guides   []Guide
	passages []Passage
	nextPos  Pos
	titlePos Pos
	problems []Problem // any of these and the lesson can't be used
}

// parseLesson reads a whole file of a language whose words are built in, or nobody's.
func parseLesson(file, lang, src string) *lesson {
	label, _ := NextLabel(phrases.Base(lang))
	return parseLabelled(file, lang, label, src)
}

// parseLabelled reads a whole file. What it returns is never nil, and is as complete
// as the problems let it be.
func parseLabelled(file, lang, label, src string) *lesson {
	l := &lesson{label: label, text: &Text{File: file}}
	l.front, l.problems = readFront(file, lang, src)
	l.text.Head = l.head
	if l.front.body == 0 {
		return l
	}
	lines, first := l.front.lines[l.front.body:], l.front.body+1
	if len(lines) == 0 {
		lines, first = []string{""}, first-1 // a place is a line of the file
	}
	l.doc = block.ParseLines(lines, first)
	l.text.body = l.doc.Source()
	for _, f := range l.doc.Faults {
		l.fault(l.pos(f.At), f.Code, f.Fix, "%s", f.Text)
	}
	if len(l.doc.Faults) == 0 && l.steps() {
		l.apart()
		l.lookAlikes()
	}
	return l
}

// pos is the place in the file of what the parser has put at that offset.
func (l *lesson) pos(at int) Pos {
	line, col := l.doc.Pos(at)
	return Pos{File: l.text.File, Line: line, Col: col}
}

func (l *lesson) fault(at Pos, code, fix, format string, args ...any) {
	if len(l.problems) < maxFileProblems {
		l.problems = append(l.problems, Problem{Pos: at, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
	}
}

// steps cuts the text at its level-2 headings and reads each, if there are five.
func (l *lesson) steps() bool {
	blocks, notes := l.doc.Blocks, []block.Item(nil)
	if n := len(blocks); n > 0 && blocks[n-1].Kind == block.Footnotes {
		blocks, notes = blocks[:n-1], blocks[n-1].Items
	}
	var found []int
	titles := 0
	for i, b := range blocks {
		switch {
		case b.Kind != block.Heading:
		case b.Level == 2:
			found = append(found, i)
		case b.Level == 1:
			l.title(b, &titles)
		}
	}
	if titles == 0 {
		l.fault(Pos{File: l.text.File, Line: l.front.body + 1, Col: 1}, "no-title-heading", "# "+l.head.Title, "no level-1 heading")
	}
	if !l.five(blocks, found) {
		return false
	}
	for _, b := range blocks[:found[0]] {
		if b.Kind != block.Heading || b.Level > 1 {
			l.read(ProsePassage, "", []block.Block{b})
		}
	}
	for i, at := range found {
		end := len(blocks)
		if i+1 < len(found) {
			end = found[i+1]
		}
		h := blocks[at]
		c := cutter{lesson: l, notes: notes, step: Step{ID: StepIDs()[i], Heading: block.Words(h.Spans), Pos: l.pos(h.At)}}
		c.cut(blocks[at+1 : end])
		l.text.Steps = append(l.text.Steps, c.step)
	}
	return true
}

func (l *lesson) title(h block.Block, titles *int) {
	at := l.pos(h.At)
	if *titles++; *titles > 1 {
		l.fault(at, "second-title", "use ## for the steps, ### within them", "a second level-1 heading")
		return
	}
	l.titlePos = at
	got, want := block.Words(h.Spans), l.head.Title
	if want != "" && !sameWords(got, want) && !sameWords(got, block.Words(block.Inline(want))) {
		l.fault(at, "title-differs", "# "+want, "the heading differs from the title of the front matter")
	}
}

// sameWords compares two texts of which one may have no-break spaces.
func sameWords(a, b string) bool {
	spaces := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	return spaces.Replace(a) == spaces.Replace(b)
}

// lastLine is where the file's last line begins, after its blanks.
func (l *lesson) lastLine() Pos {
	n := len(l.front.lines)
	last := ""
	if n > 0 {
		last = l.front.lines[n-1]
	}
	return Pos{File: l.text.File, Line: max(n, 1), Col: 1 + len(last) - len(strings.TrimLeft(last, " "))}
}

var mentorMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\[!mentor\]`) })

// apart holds that no mentor's guide is left in what the mentee sees: one that is
// nested, or that follows another call-out without a blank line, would be.
func (l *lesson) apart() {
	inside := func(at int) {
		l.fault(l.pos(at), "guide-not-apart", "put blank lines around it and nothing before its >", "a mentor's guide inside something else")
	}
	l.outer(l.doc.Blocks, func(b *block.Block) {
		if b.Kind == block.Callout && b.Name == mentor {
			inside(b.At)
		}
		b.EachSpans(func(spans []block.Span) {
			spans = slices.DeleteFunc(slices.Clone(spans), func(s block.Span) bool { return s.Style&block.Mono != 0 })
			if m := mentorMark().FindStringIndex(block.Words(spans)); m != nil {
				inside(block.At(spans, m[0]))
			}
		})
	})
}

// outer visits all blocks but what stands in the guides that were split off.
func (l *lesson) outer(blocks []block.Block, visit func(*block.Block)) {
	split := map[int]bool{}
	for _, g := range l.guides {
		split[g.at] = true
	}
	top := make([]block.Block, 0, len(blocks))
	for _, b := range blocks {
		if b.Kind != block.Callout || b.Name != mentor || !split[b.At] {
			top = append(top, b)
		}
	}
	block.Walk(top, visit)
}

// mentor is the name of the call-out that is the mentor's guide.
const mentor = "MENTOR"
