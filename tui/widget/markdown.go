package widget

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"

	glamour "charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	astext "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"binome/tui/theme"
)

// A Renderer draws Markdown at one width. Glamour draws what stands in a line, in our
// own style; the blocks around it (lists, quotations, tables) are laid out here,
// because glamour hangs no indents, squeezes tables and takes exponential time over
// nested quotes. A Renderer is cheap to make (30 µs) and not safe for concurrent use:
// one per goroutine.
type Renderer struct {
	style theme.Markdown
	width int
	md    goldmark.Markdown
	draw  renderer.Renderer
}

// NewRenderer draws at that width in columns.
func NewRenderer(style theme.Markdown, width int) *Renderer {
	return &Renderer{
		style: style,
		width: max(width, 1),
		md: goldmark.New(
			goldmark.WithExtensions(extension.GFM),
			goldmark.WithParserOptions(parser.WithHeadingAttribute()),
		),
		draw: renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(
			// Width 0: glamour must not wrap; Wrap does, and knows French spaces.
			glamour.NewRenderer(glamour.Options{
				Styles: style.Config, PreserveNewLines: true, InlineTableLinks: true,
				ChromaFormatter: "terminal16m",
			}), 1000))),
	}
}

// A Drawn is Markdown as lines. Plain says why it was drawn as plain text, if it was.
type Drawn struct {
	Lines []string
	Plain error
}

// Draw draws blocks of Markdown; one empty line between blocks, none around.
func (r *Renderer) Draw(markdown string) Drawn {
	src := tidy(markdown)
	lines, err := r.blocks(src)
	if err != nil {
		return Drawn{Lines: Wrap(strings.TrimSpace(src), r.width), Plain: err}
	}
	return Drawn{Lines: lines}
}

// Inline draws one paragraph of Markdown as a single styled line, to be wrapped by the
// caller. Blocks in it are drawn as plain text.
func (r *Renderer) Inline(markdown string) string {
	src := strings.Join(strings.Fields(tidy(markdown)), " ")
	if gateSource(src) != nil {
		return src
	}
	s, err := r.inline(src)
	if err != nil {
		return src
	}
	return s
}

func (r *Renderer) inline(src string) (s string, err error) {
	defer recovered(&err)
	b := []byte(src)
	doc := r.md.Parser().Parse(text.NewReader(b))
	first := doc.FirstChild()
	if first == nil || first.NextSibling() != nil || first.Kind() != ast.KindParagraph {
		return src, nil
	}
	if err := gateTree(doc); err != nil {
		return "", err
	}
	return strings.Join(r.leaf(b, first), " "), nil
}

func (r *Renderer) blocks(src string) (lines []string, err error) {
	defer recovered(&err)
	if err := gateSource(src); err != nil {
		return nil, err
	}
	b := []byte(src)
	doc := r.md.Parser().Parse(text.NewReader(b))
	if err := gateTree(doc); err != nil {
		return nil, err
	}
	return r.children(b, doc, r.width, false), nil
}

// recovered turns a panic of a library into an error: no text may end the program.
func recovered(err *error) {
	if recover() != nil {
		*err = errUnreadable
	}
}

// children draws the blocks within a node; tight ones have no empty line between.
func (r *Renderer) children(src []byte, parent ast.Node, width int, tight bool) []string {
	var out []string
	var next ast.Node
	for n := parent.FirstChild(); n != nil; n = next {
		next = n.NextSibling() // drawing takes the tree apart
		lines := r.block(src, n, width)
		if len(lines) == 0 {
			continue
		}
		if len(out) > 0 && !tight {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

func (r *Renderer) block(src []byte, n ast.Node, width int) []string {
	width = max(width, 1)
	switch n := n.(type) {
	case *ast.List:
		return r.list(src, n, width)
	case *ast.Blockquote:
		if width-2 < leastText {
			return r.children(src, n, width, false)
		}
		bar := r.style.QuoteStyle.Render(r.style.Quote) + " "
		return prefixed(r.children(src, n, width-2, false), bar, bar)
	case *astext.Table:
		return r.table(src, n, width)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return r.code(src, n, width)
	case *ast.ThematicBreak:
		return []string{r.style.RuleStyle.Render(strings.Repeat(r.style.Rule, min(width, 24)))}
	case *ast.HTMLBlock:
		return nil // lessons hold no HTML; a comment is the author's own
	}
	var out []string
	for _, l := range r.leaf(src, n) {
		out = append(out, Wrap(l, width)...)
	}
	return out
}

// leaf gives a paragraph or a heading to glamour and returns its unwrapped lines, more
// than one where the author broke them.
func (r *Renderer) leaf(src []byte, n ast.Node) []string {
	if s, ok := unmarked(src, n); ok {
		return []string{s}
	}
	unbreak(n)
	return r.throughGlamour(src, n)
}

// unmarked is the text of a paragraph that has no mark at all, as most have: glamour
// would give back the same, in ten times the time (TestUnmarkedIsWhatGlamourDraws).
func unmarked(src []byte, n ast.Node) (string, bool) {
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return "", false
	}
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || t.HardLineBreak() || t.IsRaw() {
			return "", false
		}
		seg := t.Segment.Value(src)
		if bytes.ContainsAny(seg, "\\&") {
			return "", false
		}
		b.Write(seg)
		if t.SoftLineBreak() {
			b.WriteByte(' ')
		}
	}
	return b.String(), true
}

func (r *Renderer) throughGlamour(src []byte, n ast.Node) []string {
	doc := ast.NewDocument()
	if n.Kind() == ast.KindTextBlock {
		n = asParagraph(n)
	}
	if p := n.Parent(); p != nil {
		p.RemoveChild(p, n)
	}
	doc.AppendChild(doc, n)
	var out bytes.Buffer
	if err := r.draw.Render(&out, src, doc); err != nil {
		panic(err) // recovered above: drawn plainly
	}
	s := strings.Trim(showHosts(out.String()), "\n")
	return strings.Split(s, "\n")
}

// asParagraph moves a tight item's text into a paragraph, which glamour draws as a
// block of its own.
func asParagraph(n ast.Node) ast.Node {
	p := ast.NewParagraph()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		n.RemoveChild(n, c)
		p.AppendChild(p, c)
	}
	return p
}

// unbreak makes the author's line ends spaces, where glamour would keep or drop all
// alike; only hard breaks stay.
func unbreak(n ast.Node) {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := c.(*ast.Text)
		if !entering || !ok || !t.SoftLineBreak() || t.HardLineBreak() || t.Parent().Kind() == ast.KindCodeSpan {
			return ast.WalkContinue, nil
		}
		t.SetSoftLineBreak(false)
		t.Parent().InsertAfter(t.Parent(), t, ast.NewTextSegment(text.NewSegmentPadding(0, 0, 1)))
		return ast.WalkContinue, nil
	})
}

func (r *Renderer) list(src []byte, n *ast.List, width int) []string {
	var out []string
	number := n.Start
	depth := listDepth(n)
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := r.style.BulletStyle.Render(r.style.Bullet)
		if depth > 1 {
			mark = r.style.BulletStyle.Render(r.style.SubBullet)
		}
		if n.IsOrdered() {
			last := n.Start + n.ChildCount() - 1
			mark = r.style.BulletStyle.Render(Right(strconv.Itoa(number)+".", len(strconv.Itoa(last))+1))
			number++
		}
		if box := takeBox(item); box != nil {
			mark = r.style.BoxOpen
			if box.IsChecked {
				mark = r.style.BoxTicked
			}
		}
		mark += " "
		if width-Width(mark) < leastText {
			mark = ""
		}
		hang := strings.Repeat(" ", Width(mark))
		lines := prefixed(r.children(src, item, width-Width(mark), n.IsTight), mark, hang)
		if len(lines) == 0 {
			lines = []string{strings.TrimRight(mark, " ")}
		}
		if len(out) > 0 && !n.IsTight {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

// takeBox takes the check box of a task off its item.
func takeBox(item ast.Node) *astext.TaskCheckBox {
	first := item.FirstChild()
	if first == nil {
		return nil
	}
	box, ok := first.FirstChild().(*astext.TaskCheckBox)
	if !ok {
		return nil
	}
	first.RemoveChild(first, box)
	return box
}

func listDepth(n ast.Node) int {
	d := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			d++
		}
	}
	return d
}

// code is drawn without glamour, which eats backslashes in it: two columns in, as it
// is, cut into pieces where it is wider than the page.
func (r *Renderer) code(src []byte, n ast.Node, width int) []string {
	var out []string
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		indent := "  "
		if width-2 < leastText {
			indent = ""
		}
		for _, l := range Wrap(strings.TrimRight(string(seg.Value(src)), "\n"), width-len(indent)) {
			out = append(out, strings.TrimRight(indent+Paint(r.style.CodeStyle, l), " "))
		}
	}
	return out
}

// leastText is how narrow text may become: marks and indents give way to it.
const leastText = 8

// prefixed puts first before the first line and rest before the others; empty lines get
// the mark without its spaces.
func prefixed(lines []string, first, rest string) []string {
	for i, l := range lines {
		mark := rest
		if i == 0 {
			mark = first
		}
		if l == "" {
			mark = strings.TrimRight(mark, " ")
		}
		lines[i] = mark + l
	}
	return lines
}

// entities that stand for control characters, which glamour would decode into live
// escape sequences after parsing.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?|&[A-Za-z]{2,31};`)
})

// The line below a table's head, which typography may have given no-break spaces.
var delimiter = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[|:\- \x{a0}\x{202f}]*-[|:\- \x{a0}\x{202f}]*$`)
})

// tidy readies a source: whole UTF-8, one kind of line end, tabs as spaces (Bubble Tea
// drops them), no control characters, plain or as entities.
func tidy(s string) string {
	s = delimiter().ReplaceAllStringFunc(tidyText(s), func(line string) string {
		return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(line)
	})
	return entity().ReplaceAllStringFunc(s, func(e string) string {
		for _, c := range html.UnescapeString(e) {
			if control(c) {
				return "\uFFFD"
			}
		}
		return e
	})
}

// tidyText is tidy for text that is no Markdown.
func tidyText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(s)
	return strings.Map(func(c rune) rune {
		if c != '\n' && control(c) {
			return -1
		}
		return c
	}, s)
}

func control(c rune) bool {
	return c < 0x20 || c >= 0x7f && c < 0xa0 ||
		c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029
}
