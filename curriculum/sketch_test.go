package curriculum

import (
	"fmt"
	"strings"

	"binome/curriculum/block"
)

var kindNames = map[block.Kind]string{
	block.Paragraph: "text", block.Heading: "heading", block.List: "list", block.Quotation: "quotation", block.Callout: "call-out", block.Code: "code",
	block.Table: "table", block.Rule: "rule", block.Definitions: "definitions", block.Footnotes: "notes", block.Picture: "picture", block.Box: "box", block.Screen: "screen",
}

// sketch is a lesson as these tests look at it: a line for each thing in it, with where
// it stands.
func sketch(l *lesson) string {
	var b strings.Builder
	put := func(indent string, at Pos, what, text string) {
		fmt.Fprintf(&b, "%s%d:%d %s %s\n", indent, at.Line, at.Col, what, strings.ReplaceAll(strings.TrimSpace(text), "\n", " / "))
	}
	blocks := func(indent string, list []block.Block) {
		for i := range list {
			name := kindNames[list[i].Kind]
			if list[i].Name != "" {
				name += " " + list[i].Name
			}
			put(indent, l.pos(list[i].At), name, block.Plain(list[i:i+1], block.Phrases{}))
		}
	}
	for _, s := range l.text.Steps {
		put("", s.Pos, string(s.ID), s.Heading)
		blocks("  ", s.Blocks)
		for _, it := range s.Items {
			put("  ", it.Pos, fmt.Sprintf("item %d", it.N), block.Words(it.Spans))
		}
		blocks("  guide ", s.Guide)
	}
	for _, q := range l.text.Questions {
		put("", q.Pos, "question "+q.ID, block.Words(q.Spans))
		blocks("  ", q.Blocks)
		for _, o := range q.Options {
			put("  ", o.Pos, fmt.Sprintf("option %v", o.Right), block.Words(o.Spans))
			blocks("    ", o.Blocks)
			blocks("    then ", o.Feedback)
		}
		blocks("  after ", q.After)
	}
	if len(l.text.NextStep) > 0 {
		put("", l.nextPos, "plan", block.Words(l.text.NextStep))
	}
	return b.String()
}
