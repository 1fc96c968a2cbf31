package block

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// engine is made when the first text is parsed: what shows no Markdown needs none of it.
var engine = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, emoji.New(emoji.WithEmojis(emojis{}))),
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
	)
})

// emojis are GitHub's, of which the table is made when a text first names one.
type emojis struct{}

func (emojis) Get(name string) (*definition.Emoji, bool) { return definition.Github().Get(name) }
func (emojis) Add(definition.Emojis)                     {}
func (emojis) Clone() definition.Emojis                  { return emojis{} }

// Parse reads Markdown: CommonMark with GitHub's tables, strikethrough, tasks and bare
// addresses, footnotes, definition lists, call-outs (`> [!NOTE]`), emoji codes and
// headings' ids.
func Parse(markdown string) *Doc { return ParseLines(Lines(markdown), 1) }

// ParseLines is Parse for lines of a file, the first of which has that number there.
func ParseLines(lines []string, first int) *Doc {
	src := newSource(lines, first)
	d := &Doc{src: src, Faults: guard(src)}
	if len(d.Faults) == 0 {
		root := engine().Parser().Parse(text.NewReader(src.text))
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

// Pos is the line and the column, from 1 and in characters, of what has that At.
func (d *Doc) Pos(at int) (line, col int) { return d.src.pos(at) }

// Source is the text as it was parsed: in NFC, lines ended by LF, without control
// characters.
func (d *Doc) Source() string { return string(d.src.text) }
