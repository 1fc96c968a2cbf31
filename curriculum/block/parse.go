package block

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// engine is made when the first text is parsed: what shows no Markdown needs none of it.
var engine = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, emoji.New(emoji.WithEmojis(emojis{}))),
		goldmark.WithParserOptions(parser.WithHeadingAttribute(), parser.WithASTTransformers(util.Prioritized(unused{}, 1))),
	)
})

// emojis are GitHub's, of which the table is made when a text first names one.
type emojis struct{}

func (emojis) Get(name string) (*definition.Emoji, bool) { return definition.Github().Get(name) }
func (emojis) Add(definition.Emojis)                     {}
func (emojis) Clone() definition.Emojis                  { return emojis{} }

// unused finds footnotes that nothing refers to, before they are dropped.
type unused struct{}

var unusedKey = parser.NewContextKey()

// Transform implements parser.ASTTransformer.
func (unused) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	var at []int
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != extast.KindFootnoteList {
			continue
		}
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			if f, ok := f.(*extast.Footnote); ok && f.Index < 0 {
				at = append(at, max(f.Pos(), 0))
			}
		}
	}
	pc.Set(unusedKey, at)
}

// Parse reads Markdown: CommonMark with GitHub's tables, strikethrough, tasks and bare
// addresses, footnotes, definition lists, call-outs (`> [!NOTE]`), emoji codes and
// headings' ids.
func Parse(markdown string) *Doc { return ParseLines(Lines(markdown), 1) }

// ParseLines is Parse for lines of a file, the first of which has that number there.
func ParseLines(lines []string, first int) *Doc {
	src := newSource(lines, first)
	d := &Doc{src: src, Faults: guard(src)}
	if len(d.Faults) == 0 {
		pc := parser.NewContext()
		root := engine().Parser().Parse(text.NewReader(src.text), parser.WithContext(pc))
		d.Unused, _ = pc.Get(unusedKey).([]int)
		if fault := shallow(root); fault != nil {
			d.Faults = []Fault{*fault}
		} else {
			b := builder{doc: d, src: src.text}
			d.Blocks = b.blocks(root)
		}
	}
	if len(d.Faults) > 0 {
		d.Blocks = asWritten(src)
	}
	return d
}

// asWritten is a text that is not parsed: a paragraph for each run of its lines.
func asWritten(src *source) []Block {
	var out []Block
	open := false
	for i, at := range src.starts {
		line := strings.TrimSpace(strings.ReplaceAll(src.line(i), "\t", " "))
		switch {
		case line == "":
			open = false
			continue
		case open:
			p := &out[len(out)-1]
			p.Spans = append(p.Spans, Span{Kind: Break, At: at}, Span{Text: line, At: at})
		default:
			out = append(out, Block{Kind: Paragraph, Spans: []Span{{Text: line, At: at}}, At: at})
			open = true
		}
	}
	return out
}

// Inline reads one line of Markdown. What isn't a paragraph is words as they stand.
func Inline(markdown string) []Span {
	line := strings.Join(strings.Fields(markdown), " ")
	if !strings.ContainsAny(line, "\\`*_[]<>&~:#-+=|!@/.") {
		return []Span{{Text: safe(line)}}
	}
	d := Parse(line)
	if len(d.Blocks) == 1 && (d.Blocks[0].Kind == Paragraph || d.Blocks[0].Kind == Picture) {
		return d.Blocks[0].Spans
	}
	return []Span{{Text: safe(line)}}
}

// Pos turns a place in the source (a block's At) into its line and column, from 1, in
// characters.
func (d *Doc) Pos(at int) (line, col int) { return d.src.pos(at) }

// Escaped reports whether what has that At has a backslash before it: its author means it
// as it stands.
func (d *Doc) Escaped(at int) bool {
	return at > 0 && at <= len(d.src.text) && d.src.text[at-1] == '\\'
}

// Source is the text as it was parsed: in NFC, lines ended by LF, without control
// characters.
func (d *Doc) Source() string { return string(d.src.text) }
