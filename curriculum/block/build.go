package block

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A builder makes blocks of a tree, once; nothing of the tree is kept.
type builder struct {
	doc *Doc
	src []byte
}

func (b *builder) blocks(parent ast.Node) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() == ast.TypeInline { // a footnote's way back
			continue
		}
		out = append(out, b.block(n)...)
	}
	return out
}

// block is what a node is drawn as: one block, several out of HTML, or nothing.
func (b *builder) block(n ast.Node) []Block {
	at := max(n.Pos(), 0)
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return paragraph(b.spans(n), at)
	case *ast.Heading:
		return []Block{{Kind: Heading, Level: n.Level, ID: headingAttribute(n, "id"), Name: headingAttribute(n, "clock"), Spans: b.spans(n), At: at}}
	case *ast.List:
		return []Block{b.list(n)}
	case *ast.Blockquote:
		return []Block{callout(Block{Kind: Quotation, Blocks: b.blocks(n), At: at})}
	case *ast.FencedCodeBlock:
		switch string(n.Language(b.src)) {
		case screenFence:
			return []Block{b.screen(n)}
		case "timer":
			return []Block{b.aid(n, Timer)}
		case "prompter":
			return []Block{b.aid(n, Prompter)}
		}
		return []Block{{Kind: Code, Name: safe(string(n.Language(b.src))), Text: b.code(n), At: at}}
	case *ast.CodeBlock:
		return []Block{{Kind: Code, Text: b.code(n), At: at}}
	case *ast.ThematicBreak:
		return []Block{{Kind: Rule, At: at}}
	case *ast.HTMLBlock:
		return b.htmlBlock(n)
	case *extast.Table:
		return []Block{b.table(n)}
	case *extast.DefinitionList:
		return []Block{b.definitions(n)}
	case *extast.FootnoteList:
		out := Block{Kind: Footnotes, Tight: true, At: at}
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			if f, ok := f.(*extast.Footnote); ok {
				out.Items = append(out.Items, Item{N: f.Index, Blocks: b.blocks(f), At: max(f.Pos(), 0)})
			}
		}
		return []Block{out}
	case *ast.LinkReferenceDefinition:
		return nil
	}
	return b.blocks(n)
}

// paragraph is nothing where there are no words, and a picture where it is all there is.
func paragraph(spans []Span, at int) []Block {
	switch {
	case len(spans) == 0:
		return nil
	case len(spans) == 1 && spans[0].Kind == Image:
		return []Block{{Kind: Picture, Spans: spans, At: at}}
	}
	return []Block{{Kind: Paragraph, Spans: spans, At: at}}
}

// headingAttribute is a text that stands in braces behind a heading, {#id clock="8:10"}.
func headingAttribute(n *ast.Heading, name string) string {
	if value, ok := n.AttributeString(name); ok {
		if value, ok := value.([]byte); ok {
			return safe(string(value))
		}
	}
	return ""
}

var laterMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*\{later\}\s*$`) })

func (b *builder) list(n *ast.List) Block {
	out := Block{Kind: List, Ordered: n.IsOrdered(), Start: n.Start, Tight: n.IsTight, At: max(n.Pos(), 0)}
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		item := Item{At: max(li.Pos(), 0)}
		if first := li.FirstChild(); first != nil {
			if box, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
				item.Box = Open
				if box.IsChecked {
					item.Box = Ticked
				}
			}
		}
		item.Blocks = b.blocks(li)
		if item.Box != NoBox && len(item.Blocks) > 0 {
			item.Later = later(item.Blocks[0].Spans)
		}
		out.Items = append(out.Items, item)
	}
	return out
}

// later takes {later} off the end of a box's words.
func later(spans []Span) bool {
	if len(spans) == 0 {
		return false
	}
	last := &spans[len(spans)-1]
	if last.Kind != Text || last.Style&Mono != 0 {
		return false
	}
	cut := laterMark().FindStringIndex(last.Text)
	if cut == nil {
		return false
	}
	last.Text = last.Text[:cut[0]]
	return true
}

// code is the lines of a block of code, tabs as blanks.
func (b *builder) code(n ast.Node) string {
	var s strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		s.WriteString(detab(string(seg.Value(b.src))))
	}
	return s.String()
}

// detab makes tabs the blanks up to the next stop of four.
func detab(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var out strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			n := 4 - col%4
			out.WriteString("    "[:n])
			col += n
			continue
		case '\n':
			col = -1
		}
		out.WriteRune(r)
		col++
	}
	return out.String()
}

func (b *builder) table(n *extast.Table) Block {
	out := Block{Kind: Table, At: max(n.Pos(), 0)}
	for _, a := range n.Alignments {
		out.Align = append(out.Align, map[extast.Alignment]Align{extast.AlignLeft: Left, extast.AlignCenter: Center, extast.AlignRight: Right}[a])
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := make([]Cell, 0, len(out.Align))
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, b.spans(c))
		}
		for len(out.Rows) > 0 && len(cells) < len(out.Rows[0]) {
			cells = append(cells, nil)
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

func (b *builder) definitions(n ast.Node) Block {
	out := Block{Kind: Definitions, Tight: true, At: max(n.Pos(), 0)}
	var term []Span
	at := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *extast.DefinitionTerm:
			if term != nil { // two words with one meaning
				out.Items = append(out.Items, Item{Term: term, At: at})
			}
			term, at = b.spans(c), max(c.Pos(), 0)
		case *extast.DefinitionDescription:
			out.Tight = out.Tight && c.IsTight
			out.Items = append(out.Items, Item{Term: term, Blocks: b.blocks(c), At: at})
			term = nil
		}
	}
	if term != nil {
		out.Items = append(out.Items, Item{Term: term, At: at})
	}
	return out
}

var calloutMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\[!([A-Za-z]+)\][+-]?\s*`) })

// knownCallouts are GitHub's, and the one that is the mentor's alone.
var knownCallouts = map[string]bool{"NOTE": true, "TIP": true, "IMPORTANT": true, "WARNING": true, "CAUTION": true, "MENTOR": true}

// callout makes a call-out of a quotation that opens with the mark of one.
func callout(q Block) Block {
	if len(q.Blocks) == 0 || q.Blocks[0].Kind != Paragraph {
		return q
	}
	spans := q.Blocks[0].Spans
	m := calloutMark().FindStringSubmatch(Words(spans))
	if m == nil {
		return q
	}
	if q.Name = strings.ToUpper(m[1]); !knownCallouts[q.Name] {
		return q
	}
	q.Kind = Callout
	if rest := trimLeft(skip(spans, len(m[0]))); len(rest) > 0 {
		first := q.Blocks[0]
		first.Spans = rest
		q.Blocks[0] = first
	} else {
		q.Blocks = q.Blocks[1:]
	}
	return q
}

// skip takes the first n bytes of what [Words] says off spans.
func skip(spans []Span, n int) []Span {
	for len(spans) > 0 && n >= len(said(spans[0])) {
		n -= len(said(spans[0]))
		spans = spans[1:]
	}
	if n > 0 && len(spans) > 0 {
		first := spans[0]
		first.Text, first.At = first.Text[n:], first.At+n
		spans = append([]Span{first}, spans[1:]...)
	}
	return spans
}

// Rest are spans without their first n bytes, as [Words] says them, and the blanks behind.
func Rest(spans []Span, n int) []Span { return trimLeft(skip(spans, n)) }

// trimLeft takes off what opens spans without being words.
func trimLeft(spans []Span) []Span {
	for len(spans) > 0 && (spans[0].Kind == Break || spans[0].Kind == Text && spans[0].Style&Mono == 0 && strings.TrimSpace(spans[0].Text) == "") {
		spans = spans[1:]
	}
	return spans
}

// pictureText is the alternative text of a picture.
func (b *builder) pictureText(n ast.Node) string {
	inner := liner{b: b}
	inner.children(n)
	return Words(inner.out)
}

// emojiText is the characters of an emoji, or its code where it has none.
func emojiText(n *emoji.Emoji) string {
	if n.Value.IsUnicode() {
		return string(n.Value.Unicode)
	}
	return ":" + string(n.ShortName) + ":"
}

func noteText(n int) string { return "[" + strconv.Itoa(n) + "]" }
