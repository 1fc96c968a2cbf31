package block

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// ScreenWidth is how wide the lines of a mock screen may be: its window then has 60 columns.
const ScreenWidth = 56

// ScreenLines is how many lines a mock screen may have: its window then stands whole on a
// screen of 24.
const ScreenLines = 16

const (
	screenFence = "screen"
	screenTitle = "title:"
	screenAlt   = "alt:"
)

// screen is what a fence of that name draws: a window. Its first lines name it and say in
// words what it shows; those that follow stand in it as they are written.
func (b *builder) screen(n *ast.FencedCodeBlock) Block {
	out := Block{Kind: Screen, At: max(n.Pos(), 0)}
	lines, at := strings.Split(strings.TrimRight(b.code(n), "\n"), "\n"), 0
	for ; at < len(lines); at++ {
		line := strings.TrimSpace(lines[at])
		if title, ok := strings.CutPrefix(line, screenTitle); ok && out.Name == "" {
			out.Name = strings.TrimSpace(title)
			continue
		}
		alt, ok := strings.CutPrefix(line, screenAlt)
		if !ok || len(out.Spans) > 0 {
			break
		}
		if alt = strings.TrimSpace(alt); alt != "" {
			seg := n.Lines().At(at)
			from := strings.Index(string(seg.Value(b.src)), alt)
			out.Spans = []Span{{Text: alt, At: seg.Start + max(from, 0)}}
		}
	}
	for at < len(lines) && strings.TrimSpace(lines[at]) == "" { // between the head and what is drawn
		at++
	}
	for i := at; i < len(lines); i++ {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	out.Text = strings.Join(lines[at:], "\n")
	return out
}

// screen says what a window shows, in its author's words; nothing of it is drawn.
func (l *linear) screen(b *Block, first, rest string) {
	text := l.words(b.Spans)
	switch {
	case l.p.Screen != nil:
		text = l.p.Screen(b.Name, text)
	case b.Name != "":
		text = b.Name + ": " + text
	}
	l.out = append(l.out, Line{First: first, Rest: rest, Text: text})
}
