package curriculum

import (
	"io/fs"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A Draft is a lesson's file as its author needs it: all that a [Text] has, every
// fault found, and where everything stands. It is made for package check.
type Draft struct {
	*Text    // as far as the file could be read; its Steps are empty where it couldn't
	Lines    []string
	Keys     map[string]Pos // of the front matter
	TitlePos Pos            // of the level-1 heading; zero when there is none
	NextPos  Pos            // of the if-then plan; zero when there is none
	Guides   []Guide
	Passages []Passage
	Links    []Link
	Problems []Problem // each of them keeps the lesson from being used
	Notes    []Problem // and these don't
}

// A Guide is one mentor's call-out.
type Guide struct {
	Step     StepID
	Markdown string
	Pos      Pos
}

// A Link as written: its destination may lead anywhere, or nowhere.
type Link struct {
	To  string
	Pos Pos
}

// PassageKind says what a passage is to its reader.
type PassageKind int

// The kinds of a Passage.
const (
	ProsePassage PassageKind = iota
	CalloutPassage
	BoxPassage
	QuestionPassage
	OptionPassage
	FeedbackPassage
	NextPassage
	GuidePassage
	HeadingPassage
	CellPassage
)

// A Passage is the words of one paragraph, item, cell or heading, without marks of
// emphasis, addresses of links, and code.
type Passage struct {
	Kind  PassageKind
	Step  StepID // "" before the first step
	Plain string

	page  *page
	skip  int // bytes cut off the beginning of what the spans speak of
	spans []span
}

// A span of plain text and where in the source it begins.
type span struct{ plain, src int }

// Pos is the place in the file of a byte of Plain.
func (p *Passage) Pos(off int) Pos {
	off += p.skip
	src := 0
	for _, s := range p.spans {
		if s.plain > off {
			break
		}
		src = s.src + off - s.plain
	}
	return p.page.pos(src)
}

// Draft reads the lesson's file in exactly that language. The error is a [Problem]:
// there is no such file, or it can't be opened.
func (l *Lesson) Draft(lang string) (*Draft, error) {
	s := l.sources[lang]
	if s == nil || s.guided != nil {
		return nil, l.nowhere()
	}
	raw, problem := readFile(s.layer.FS, s.file, maxLessonBytes)
	if problem != nil {
		return nil, s.name(*problem)
	}
	d := newDraft(s.file, lang, raw)
	for _, list := range [][]Problem{d.Problems, d.Notes} {
		for i := range list {
			list[i] = s.name(list[i])
		}
	}
	return d, nil
}

// LayerOf is the name of the layer that this language's file comes from.
func (l *Lesson) LayerOf(lang string) string {
	if s := l.sources[lang]; s != nil {
		return s.layer.Name
	}
	return l.Layer
}

// KeyPos is where module.toml says that of the lesson ("reviewed", "needs"), or where
// the lesson's entry begins.
func (l *Lesson) KeyPos(key string) Pos {
	if p, ok := l.places[l.entry+key]; ok {
		return p
	}
	return l.Pos
}

// Lines of a file of the layer, as they are written; nil when it can't be read.
func (l Layer) Lines(file string) []string {
	raw, problem := readFile(l.FS, file, maxLessonBytes)
	if problem != nil || !fs.ValidPath(file) {
		return nil
	}
	return splitLines(strings.TrimPrefix(raw, "\ufeff"))
}

func newDraft(file, lang, raw string) *Draft {
	l := parseLesson(file, lang, raw)
	d := &Draft{Text: l.text, Lines: l.front.lines, Keys: l.keys, TitlePos: l.titlePos, NextPos: l.nextPos,
		Guides: l.guides, Problems: l.problems, Notes: l.notes}
	if l.root != nil {
		r := reader{page: l.page, draft: d}
		r.blocks(l.root)
	}
	return d
}

// A reader gathers the passages of a page, block by block.
type reader struct {
	page  *page
	draft *Draft
	step  StepID
	count int // level-2 headings so far
	asked bool
}

func (r *reader) blocks(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && h.Level == 1:
		case ok && h.Level == 2:
			r.asked = false
			if r.count < 5 {
				r.step = StepIDs()[r.count]
			}
			r.count++
		case ok && h.Level == 3 && r.step == Remember:
			r.asked = true
			r.passage(n, QuestionPassage)
		case ok:
			r.passage(n, HeadingPassage)
		case r.step == Remember && r.asked && n.Kind() == ast.KindList:
			r.options(n)
		case n.Kind() == ast.KindParagraph && r.draft.NextPos.Line > 0 && r.page.pos(n.Pos()) == r.draft.NextPos:
			r.passage(n, NextPassage)
		case r.step.HandsOn() && r.page.hasBoxes(n):
			r.boxes(n)
		case n.Kind() == ast.KindBlockquote:
			r.quotation(n)
		default:
			r.within(n, ProsePassage)
		}
	}
}

// within takes every paragraph, item and cell below a block.
func (r *reader) within(n ast.Node, kind PassageKind) {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		r.passage(n, kind)
		return
	case *ast.Heading:
		r.passage(n, HeadingPassage)
		return
	case *extast.TableCell:
		r.passage(n, CellPassage)
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock {
			r.within(c, kind)
		}
	}
}

func (r *reader) options(list ast.Node) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c == item.FirstChild() {
				r.passage(c, OptionPassage)
			} else {
				r.within(c, FeedbackPassage)
			}
		}
	}
}

func (r *reader) boxes(list ast.Node) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		_, _, box := r.page.box(item)
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if box && c == item.FirstChild() {
				r.passage(c, BoxPassage)
				if n := len(r.draft.Passages); n > 0 && r.draft.Passages[n-1].Kind == BoxPassage {
					r.draft.Passages[n-1].Plain, _ = cutLater(r.draft.Passages[n-1].Plain)
				}
			} else {
				r.within(c, ProsePassage)
			}
		}
	}
}

func (r *reader) quotation(n ast.Node) {
	before := len(r.draft.Passages)
	r.within(n, ProsePassage)
	own := r.draft.Passages[before:]
	if len(own) == 0 {
		return
	}
	m := calloutMark().FindStringSubmatch(own[0].Plain)
	if m == nil {
		return
	}
	kind := CalloutPassage
	if strings.EqualFold(m[1], "MENTOR") {
		kind = GuidePassage
	}
	own[0].skip += len(m[0])
	own[0].Plain = own[0].Plain[len(m[0]):]
	for i := range own {
		if own[i].Kind == ProsePassage {
			own[i].Kind = kind
		}
	}
}

func (r *reader) passage(n ast.Node, kind PassageKind) {
	p := Passage{Kind: kind, Step: r.step, page: r.page}
	var b strings.Builder
	r.words(n, &p, &b)
	p.Plain = strings.TrimRight(b.String(), " ")
	if p.Plain != "" && len(p.spans) > 0 {
		r.draft.Passages = append(r.draft.Passages, p)
	}
}

func (r *reader) words(n ast.Node, p *Passage, b *strings.Builder) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			p.spans = append(p.spans, span{b.Len(), c.Segment.Start})
			b.Write(c.Segment.Value(r.page.src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.CodeSpan, *ast.RawHTML, *ast.AutoLink, *extast.TaskCheckBox:
		case *ast.Link:
			r.draft.Links = append(r.draft.Links, Link{To: string(c.Destination), Pos: r.page.pos(c.Pos())})
			r.words(c, p, b)
		default:
			r.words(c, p, b)
		}
	}
}
