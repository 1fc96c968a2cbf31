package curriculum

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// markdown is made when the first lesson is opened: the outline needs none of it.
var markdown = sync.OnceValue(func() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList),
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
	).Parser()
})

// headings of the five steps; any five will do in another language.
var headings = map[string][5]string{
	"en": {"Discover", "Together", "Your turn", "Talk", "Remember"},
	"fr": {"Découvrir", "Ensemble", "À vous", "Échanger", "Retenir"},
}

// Headings are the five steps' headings in a language of which they are fixed.
func Headings(lang string) (h [5]string, ok bool) {
	h, ok = headings[lang]
	return h, ok
}

// lesson is a file taken apart: all of it, for whoever asks for a Text or a Draft.
type lesson struct {
	front
	page       *page
	root       ast.Node
	text       *Text
	guides     []Guide
	apartNodes map[ast.Node]bool // the guides' quotations
	nextPos    Pos
	titlePos   Pos
	problems   []Problem // any of these and the lesson can't be used
}

// parseLesson reads a whole file. What it returns is never nil, and is as complete
// as the problems let it be.
func parseLesson(file, lang, src string) *lesson {
	l := &lesson{text: &Text{File: file}, apartNodes: map[ast.Node]bool{}}
	l.front, l.problems = readFront(file, lang, src)
	l.text.Head = l.head
	if l.front.body == 0 {
		return l
	}
	l.page = newPage(file, l.front.lines[l.front.body:], l.front.body+1)
	if problems := guard(l.page); len(problems) > 0 {
		l.problems = append(l.problems, problems...)
		return l
	}
	l.text.body = string(l.page.src)
	l.root = markdown().Parse(text.NewReader(l.page.src))
	if !l.shallow() {
		return l
	}
	l.page.prepare(l.root)
	if l.steps() {
		l.apart()
	}
	return l
}

func (l *lesson) fault(at Pos, code, fix, format string, args ...any) {
	if len(l.problems) < maxFileProblems {
		l.problems = append(l.problems, Problem{Pos: at, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
	}
}

// shallow holds the depth of what was parsed, before anything walks it to draw it.
func (l *lesson) shallow() bool {
	ok := true
	var walk func(n ast.Node, blocks, inlines int)
	walk = func(n ast.Node, blocks, inlines int) {
		switch n.Kind() {
		case ast.KindBlockquote, ast.KindList:
			blocks++
		}
		if n.Type() == ast.TypeInline {
			inlines++
		}
		if ok && blocks > maxNesting {
			ok = false
			l.fault(l.page.pos(n.Pos()), "too-deep", "keep to one list within another", "quotations or lists nested more than %d deep", maxNesting)
		}
		if ok && inlines > maxInlineDepth {
			ok = false
			l.fault(l.page.pos(blockPos(n)), "too-deep", "write it plainly", "emphasis or links nested more than %d deep", maxInlineDepth)
		}
		for c := n.FirstChild(); ok && c != nil; c = c.NextSibling() {
			walk(c, blocks, inlines)
		}
	}
	walk(l.root, 0, 0)
	return ok
}

func blockPos(n ast.Node) int {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	if n == nil {
		return 0
	}
	return n.Pos()
}

// steps cuts the page at its level-2 headings and reads each, if there are five.
func (l *lesson) steps() bool {
	var found []ast.Node
	titles := 0
	for n := l.root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok {
			continue
		}
		switch h.Level {
		case 1:
			if titles++; titles == 1 {
				l.titlePos = l.page.pos(h.Pos())
				if got := l.page.inline(h); !sameWords(got, l.head.Title) && l.head.Title != "" {
					l.fault(l.titlePos, "title-differs", "# "+l.head.Title, "the heading differs from the title of the front matter")
				}
			} else {
				l.fault(l.page.pos(h.Pos()), "second-title", "use ## for the steps, ### within them", "a second level-1 heading")
			}
		case 2:
			found = append(found, n)
		}
	}
	if titles == 0 {
		l.fault(Pos{File: l.page.file, Line: l.page.first, Col: 1}, "no-title-heading", "# "+l.head.Title, "no level-1 heading")
	}
	if !l.five(found) {
		return false
	}
	for i, n := range found {
		id := StepIDs()[i]
		next := len(l.page.starts)
		if i+1 < len(found) {
			next = l.page.lineOf(found[i+1].Pos())
		}
		c := cutter{lesson: l, step: Step{ID: id, Heading: l.page.inline(n), Pos: l.page.pos(n.Pos())}}
		c.cut(n, next)
		l.text.Steps = append(l.text.Steps, c.step)
	}
	return true
}

// sameWords compares two texts of which one may have no-break spaces.
func sameWords(a, b string) bool {
	spaces := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	return spaces.Replace(a) == spaces.Replace(b)
}

// five holds that the steps are there, under their names where those are fixed.
func (l *lesson) five(found []ast.Node) bool {
	want, fixed := Headings(baseLang(l.head.Lang))
	for i, n := range found {
		at := l.page.pos(n.Pos())
		got := l.page.inline(n)
		switch {
		case i >= 5:
			l.fault(at, "extra-step", "use ### within a step", "a sixth level-2 heading, %q", got)
			return false
		case fixed && !strings.EqualFold(got, want[i]):
			l.fault(at, "wrong-step", "## "+want[i], "step %d is called %q", i+1, got)
			return false
		}
	}
	if len(found) < 5 {
		missing := fmt.Sprintf("step %d", len(found)+1)
		if fixed {
			missing = "## " + want[len(found)]
		}
		l.fault(l.page.posLine(len(l.page.starts)-1), "missing-step", "add "+missing+" and what belongs there", "only %d of the five steps are there", len(found))
		return false
	}
	return true
}

var mentorMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\[!mentor\]`) })

// apart holds that no mentor's guide is left in what the mentee sees: one that is
// nested, or that follows another call-out without a blank line, would be.
func (l *lesson) apart() {
	_ = ast.Walk(l.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline || l.apartNodes[n] {
			return ast.WalkSkipChildren, nil
		}
		lines := n.Lines()
		for i := 0; lines != nil && i < lines.Len(); i++ {
			line := lines.At(i)
			if m := mentorMark().FindIndex(line.Value(l.page.src)); m != nil {
				l.fault(l.page.pos(line.Start+m[0]), "guide-not-apart", "put blank lines around it and nothing before its >", "a mentor's guide inside something else")
			}
		}
		return ast.WalkContinue, nil
	})
}

// inline is the Markdown of a block's lines as one line.
func (p *page) inline(n ast.Node) string {
	lines := n.Lines()
	if lines == nil {
		return ""
	}
	if lines.Len() == 1 {
		at := lines.At(0)
		return strings.TrimSpace(string(at.Value(p.src)))
	}
	var parts []string
	for i := range lines.Len() {
		at := lines.At(i)
		part := strings.TrimSuffix(strings.TrimSpace(string(at.Value(p.src))), `\`)
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

var boxMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[[ \txX]\]\s*`) })

// box reads a list item that opens with a box to tick.
func (p *page) box(item ast.Node) (body string, ticked, ok bool) {
	first := item.FirstChild()
	if first == nil {
		return "", false, false
	}
	mark, isBox := first.FirstChild().(*extast.TaskCheckBox)
	if !isBox {
		return "", false, false
	}
	return boxMark().ReplaceAllString(p.inline(first), ""), mark.IsChecked, true
}
