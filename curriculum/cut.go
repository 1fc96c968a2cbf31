package curriculum

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
)

// A cutter goes over one step's blocks and deals them out: prose gathers until
// something that is drawn in another way comes along.
type cutter struct {
	*lesson
	step   Step
	cursor int // first line not yet dealt out
	asked  int // index of the question being read, from 1; 0 for none
}

// cut reads the blocks after the heading, up to the line where the next step begins.
func (c *cutter) cut(heading ast.Node, end int) {
	c.cursor = c.after(heading, end)
	last := c.nextStepBlock(heading, end)
	for n := heading.NextSibling(); n != nil; n = n.NextSibling() {
		if n.Pos() < 0 || c.page.lineOf(n.Pos()) >= end {
			if n.Pos() < 0 {
				continue
			}
			break
		}
		start, stop := c.page.lineOf(n.Pos()), c.after(n, end)
		switch {
		case n == last:
			c.prose(start)
			c.text.NextStep, c.nextPos = nextStep(c.page.inline(n)), c.page.pos(n.Pos())
		case c.callout(n, start, stop):
		case c.step.ID.HandsOn() && c.page.hasBoxes(n):
			c.prose(start)
			c.boxes(n, stop)
		case c.step.ID == Remember && c.question(n, start):
		default:
			continue
		}
		c.cursor = stop
	}
	c.prose(end)
	c.endQuestion()
}

// after is the line where the block that follows n begins: n's own end, with the
// blank lines and the definitions of links behind it.
func (c *cutter) after(n ast.Node, end int) int {
	for m := n.NextSibling(); m != nil; m = m.NextSibling() {
		if m.Kind() != ast.KindLinkReferenceDefinition && m.Pos() >= 0 {
			return min(c.page.lineOf(m.Pos()), end)
		}
	}
	if h, ok := n.(*ast.Heading); ok && h.NextSibling() == nil {
		return min(c.page.lineOf(h.Pos())+1, end)
	}
	return end
}

// prose deals out what has gathered before that line.
func (c *cutter) prose(stop int) {
	start := c.cursor
	for start < stop && c.page.blank(start) {
		start++
	}
	body := c.page.cut(start, stop)
	c.cursor = stop
	if body == "" {
		return
	}
	c.step.Parts = append(c.step.Parts, Part{Kind: Prose, Markdown: c.page.withRefs(body), Pos: c.page.posLine(start)})
}

var calloutMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[ \t]*\[!([A-Za-z]+)\][ \t]*`) })

// callout takes `> [!NOTE]` and its kin; any other quotation is prose.
func (c *cutter) callout(n ast.Node, start, stop int) bool {
	if n.Kind() != ast.KindBlockquote {
		return false
	}
	body := dequote(c.page.cut(start, stop))
	m := calloutMark().FindStringSubmatch(body)
	if m == nil {
		return false
	}
	name := strings.ToUpper(m[1])
	body = strings.Trim(body[len(m[0]):], "\n ")
	at := c.page.pos(n.Pos())
	switch name {
	case "MENTOR":
		c.prose(start)
		c.step.Guide = strings.Trim(c.step.Guide+"\n\n"+body, "\n")
		c.apartNodes[n] = true
		c.guides = append(c.guides, Guide{Step: c.step.ID, Markdown: body, Pos: at})
	case "NOTE", "TIP", "CAUTION":
		c.prose(start)
		c.step.Parts = append(c.step.Parts, Part{Kind: Callout, Callout: name, Markdown: c.page.withRefs(body), Pos: at})
	default:
		c.notes = append(c.notes, Problem{Pos: at, Code: "unknown-callout", Text: "a call-out [!" + name + "] is drawn as a quotation", Fix: "NOTE, TIP, CAUTION and MENTOR are known"})
		return false
	}
	return true
}

// dequote takes the outermost `> ` off each line; a lazy one has none.
func dequote(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		t := strings.TrimLeft(l, " ")
		if strings.HasPrefix(t, ">") {
			lines[i] = strings.TrimPrefix(t[1:], " ")
		}
	}
	return strings.Join(lines, "\n")
}

func (p *page) hasBoxes(n ast.Node) bool {
	if n.Kind() != ast.KindList {
		return false
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if _, _, ok := p.box(item); ok {
			return true
		}
	}
	return false
}

// boxes makes an item of each box; what stands under a box, or beside the boxes
// without one, stays prose.
func (c *cutter) boxes(list ast.Node, stop int) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		at := item.Pos()
		c.cursor = c.page.lineOf(at)
		end := stop
		if next := item.NextSibling(); next != nil {
			end = c.page.lineOf(next.Pos())
		}
		body, _, ok := c.page.box(item)
		if !ok {
			c.prose(end)
			continue
		}
		body, later := cutLater(body)
		c.step.Items = append(c.step.Items, Item{N: len(c.step.Items) + 1, Text: body, Later: later, Pos: c.page.pos(at)})
		c.step.Parts = append(c.step.Parts, Part{Kind: Box, Item: len(c.step.Items) - 1, Pos: c.page.pos(at)})
		if rest := item.FirstChild().NextSibling(); rest != nil && rest.Pos() >= 0 {
			c.cursor = c.page.lineOf(rest.Pos())
			if body := dedent(c.page.cut(c.cursor, end)); body != "" {
				c.step.Parts = append(c.step.Parts, Part{Kind: Prose, Markdown: body, Pos: c.page.posLine(c.cursor)})
			}
		}
	}
}

// cutLater takes off the mark of a box that is not asked for in the hour.
func cutLater(box string) (rest string, later bool) {
	rest, later = strings.CutSuffix(box, "{later}")
	return strings.TrimRight(rest, " "), later
}

// dedent takes off the indentation that the lines have in common.
func dedent(s string) string {
	lines := strings.Split(s, "\n")
	common := -1
	for _, l := range lines {
		t := strings.TrimLeft(l, " ")
		if t != "" && (common < 0 || len(l)-len(t) < common) {
			common = len(l) - len(t)
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(common, 0), len(l)-len(strings.TrimLeft(l, " "))):]
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// blank reports whether a line holds nothing.
func (p *page) blank(i int) bool { return len(bytes.TrimSpace(p.src[p.starts[i]:p.end(i)])) == 0 }

// A ref is where `[label]` leads. Parts are drawn apart, so each is given those it uses.
// Boxes, questions and options are one line each: a link in them is written in full.
type ref struct{ label, definition string }

const maxRefs = 50

func (p *page) withRefs(body string) string {
	if len(p.refs) == 0 || !strings.Contains(body, "[") {
		return body
	}
	small := strings.ToLower(body)
	first := true
	for _, r := range p.refs {
		if strings.Contains(small, r.label) && !strings.Contains(small, r.label+":") {
			if first {
				body += "\n"
			}
			first = false
			body += "\n" + r.definition
		}
	}
	return body
}

// An edit is a stretch of the source that is drawn otherwise than written.
type edit struct {
	start, stop int
	with        string
}

// prepare finds what a renderer would show raw or choke on: the ids of headings, the
// languages of code blocks that nothing here has a lexer for, and authors' comments.
func (p *page) prepare(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if _, ok := n.AttributeString("id"); ok && n.Lines().Len() > 0 {
				stop := n.Lines().At(n.Lines().Len() - 1).Stop
				p.edits = append(p.edits, edit{stop, p.end(p.lineOf(stop)), ""})
			}
		case *ast.FencedCodeBlock:
			start := n.Pos()
			for start < len(p.src) && (p.src[start] == '`' || p.src[start] == '~') {
				start++
			}
			info := strings.ToLower(string(n.Language(p.src)))
			if !fenceLanguages[info] {
				info = "text"
			}
			p.edits = append(p.edits, edit{start, p.end(p.lineOf(start)), info})
		case *ast.LinkReferenceDefinition:
			if len(p.refs) < maxRefs {
				p.refs = append(p.refs, ref{strings.ToLower("[" + string(n.Label) + "]"), fmt.Sprintf("[%s]: <%s>", n.Label, n.Destination)})
			}
		case *ast.HTMLBlock:
			if e, ok := p.comment(n); ok {
				p.edits = append(p.edits, e)
			}
		}
		return ast.WalkContinue, nil
	})
	sort.SliceStable(p.edits, func(i, j int) bool { return p.edits[i].start < p.edits[j].start })
}

// comment is the edit that takes out a block of <!-- … --> and nothing else.
func (p *page) comment(n *ast.HTMLBlock) (edit, bool) {
	if n.HTMLBlockType != ast.HTMLBlockType2 || n.Lines().Len() == 0 {
		return edit{}, false
	}
	start, stop := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	if n.HasClosure() {
		stop = max(stop, n.ClosureLine.Stop)
	}
	if stop > start && p.src[stop-1] == '\n' {
		stop--
	}
	body := bytes.TrimSpace(p.src[start:stop])
	return edit{start, stop, ""}, bytes.HasPrefix(body, []byte("<!--")) && bytes.HasSuffix(body, []byte("-->")) && bytes.Count(body, []byte("-->")) == 1
}

// cut is the Markdown of some lines as it is to be drawn, without blank lines around.
func (p *page) cut(start, stop int) string {
	for start < stop && p.blank(start) {
		start++
	}
	for stop > start && p.blank(stop-1) {
		stop--
	}
	if start >= stop {
		return ""
	}
	from, to := p.starts[start], p.end(stop-1)
	i := sort.Search(len(p.edits), func(i int) bool { return p.edits[i].start >= from })
	if i == len(p.edits) || p.edits[i].start > to {
		return string(p.src[from:to])
	}
	var b strings.Builder
	for ; i < len(p.edits) && p.edits[i].start <= to; i++ {
		b.Write(p.src[from:p.edits[i].start])
		b.WriteString(p.edits[i].with)
		from = max(p.edits[i].stop, from)
	}
	b.Write(p.src[min(from, to):to])
	return strings.Trim(b.String(), "\n")
}
