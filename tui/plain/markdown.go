package plain

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// markdown prints a lesson's Markdown as it would be read aloud: no marks, a table as
// one sentence a row, a link followed by its address. Sizes and nesting were capped when
// the lesson was loaded.
func (w *walk) markdown(lang, md string) {
	src := []byte(w.typo(lang, md))
	m := goldmark.New(goldmark.WithExtensions(extension.GFM))
	l := linear{w: w, src: src}
	l.blocks(m.Parser().Parse(text.NewReader(src)), "")
}

// inline is one line of Markdown without its marks.
func (w *walk) inline(lang, md string) string {
	src := []byte(w.typo(lang, md))
	m := goldmark.New(goldmark.WithExtensions(extension.GFM))
	l := linear{w: w, src: src}
	var parts []string
	doc := m.Parser().Parse(text.NewReader(src))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		parts = append(parts, l.words(n))
	}
	return strings.Join(parts, " ")
}

type linear struct {
	w   *walk
	src []byte
}

func (l linear) blocks(parent ast.Node, indent string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.List:
			l.gapBefore(n)
			l.list(n, indent)
		case *ast.Blockquote:
			l.gapBefore(n)
			l.blocks(n, indent+"  ")
		case *ast.FencedCodeBlock:
			l.code(n, indent)
		case *ast.CodeBlock:
			l.code(n, indent)
		case *east.Table:
			l.w.out.gap()
			l.table(n, indent)
		case *ast.HTMLBlock, *ast.ThematicBreak:
		default:
			l.gapBefore(n)
			l.w.hang(indent, indent, l.words(n))
		}
	}
}

// gapBefore keeps paragraphs apart, but not an item's text from its number.
func (l linear) gapBefore(n ast.Node) {
	if _, inItem := n.Parent().(*ast.ListItem); !inItem {
		l.w.out.gap()
	}
}

func (l linear) list(list *ast.List, indent string) {
	n := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = strconv.Itoa(n) + ". "
			n++
		}
		first := item.FirstChild()
		if first == nil {
			continue
		}
		under := indent + strings.Repeat(" ", len(mark))
		l.w.hang(indent+mark, under, l.words(first))
		for more := first.NextSibling(); more != nil; more = more.NextSibling() {
			if sub, ok := more.(*ast.List); ok {
				l.list(sub, under)
			} else {
				l.w.hang(under, under, l.words(more))
			}
		}
	}
}

func (l linear) code(n ast.Node, indent string) {
	l.w.out.gap()
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		l.w.hang(indent+"    ", indent+"    ", strings.TrimRight(string(s.Value(l.src)), "\r\n"))
	}
}

// table says each row as "column: cell. column: cell.".
func (l linear) table(t *east.Table, indent string) {
	var heads []string
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, l.words(c))
		}
		if _, ok := row.(*east.TableHeader); ok {
			heads = cells
			continue
		}
		var parts []string
		for i, c := range cells {
			if c == "" {
				continue
			}
			if i < len(heads) && heads[i] != "" {
				c = l.w.T("plain.cell", "Column", heads[i], "Text", c)
			}
			parts = append(parts, strings.TrimRight(c, ".")+".")
		}
		l.w.hang(indent+"- ", indent+"  ", strings.Join(parts, " "))
	}
}

// words is the text of a block on one line.
func (l linear) words(n ast.Node) string {
	var b strings.Builder
	l.inlines(n, &b)
	return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
}

func (l linear) inlines(parent ast.Node, b *strings.Builder) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(n.Segment.Value(l.src)), n.IsRaw()))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(unescape(string(n.Value), n.IsRaw()))
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.Write(t.Segment.Value(l.src))
				}
			}
		case *ast.AutoLink:
			b.Write(n.Label(l.src))
		case *ast.Link:
			at := b.Len()
			l.inlines(n, b)
			if to := string(n.Destination); to != b.String()[at:] {
				b.WriteString(" (" + to + ")")
			}
		case *ast.RawHTML, *east.TaskCheckBox:
		default:
			l.inlines(n, b)
		}
	}
}

// unescape reads what Markdown writes otherwise: \* and &eacute;.
func unescape(s string, raw bool) string {
	if raw || !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return html.UnescapeString(b.String())
}
