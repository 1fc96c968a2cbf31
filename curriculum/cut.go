package curriculum

import (
	"fmt"
	"slices"

	"binome/curriculum/block"
)

// A cutter goes over one step's blocks and deals them out: the guide, boxes and
// questions, and what is left for the mentee to see.
type cutter struct {
	*lesson
	step  Step
	notes []block.Item // the file's footnotes
	asked int          // index of the question being read, from 1; 0 for none
	loose []block.Item // items without boxes, where options may have been meant
	plays bool         // the step has a case to be played through
}

// cut reads the blocks of a step.
func (c *cutter) cut(blocks []block.Block) {
	c.size(blocks)
	c.screens(blocks)
	c.aids(blocks)
	c.plays = c.step.ID == Alone && slices.ContainsFunc(blocks, func(b block.Block) bool { return choices(&b) })
	plan := c.nextStepBlock(blocks)
	for i := range blocks {
		b := &blocks[i]
		switch {
		case i == plan:
			c.endQuestion()
			c.text.NextStep = withoutLabel(b.Spans)
			c.nextPos = c.pos(b.At)
			c.line(NextPassage, c.step.ID, b.Spans)
		case b.Kind == block.Callout && b.Name == mentor:
			c.guide(b)
		case c.plays && c.card(b):
		case c.step.ID.HandsOn() && hasBoxes(b):
			c.boxes(b)
		case c.step.ID == Remember && c.question(b):
		default:
			c.note(b)
			c.stray([]block.Block{*b})
			c.read(ProsePassage, c.step.ID, []block.Block{*b})
			c.step.Blocks = append(c.step.Blocks, *b)
		}
	}
	c.endQuestion()
	c.played()
	c.step.Blocks = c.withNotes(c.step.Blocks)
	c.step.Guide = c.withNotes(c.step.Guide)
}

// size holds what will be drawn of a step.
func (c *cutter) size(blocks []block.Block) {
	n := 0
	for _, b := range blocks {
		if n += block.Chars([]block.Block{b}); n > maxStepChars {
			c.fault(c.pos(b.At), "step-too-long", "make two lessons of it", "the step has more than %d characters", maxStepChars)
			return
		}
	}
}

func (c *cutter) guide(b *block.Block) {
	c.step.Guide = append(c.step.Guide, b.Blocks...)
	c.guides = append(c.guides, Guide{Step: c.step.ID, Blocks: b.Blocks, Pos: c.pos(b.At), at: b.At})
	c.read(GuidePassage, c.step.ID, b.Blocks)
}

// note tells the author of a call-out that has no drawing of its own.
func (c *cutter) note(b *block.Block) {
	if b.Kind != block.Quotation || b.Name == "" {
		return
	}
	c.front.notes = append(c.front.notes, Problem{Pos: c.pos(b.At), Code: "unknown-callout",
		Text: fmt.Sprintf("a call-out [!%s] is drawn as a quotation", b.Name), Fix: "NOTE, TIP, IMPORTANT, WARNING, CAUTION and MENTOR are known"})
}

func hasBoxes(b *block.Block) bool {
	return b.Kind == block.List && slices.ContainsFunc(b.Items, func(it block.Item) bool { return it.Box != block.NoBox })
}

// line keeps a line for the author's checks.
func (l *lesson) line(kind PassageKind, step StepID, spans []block.Span) {
	l.passages = append(l.passages, Passage{Kind: kind, Step: step, spans: spans, lesson: l})
}

// read keeps every paragraph, item and cell of blocks for the author's checks.
func (l *lesson) read(kind PassageKind, step StepID, blocks []block.Block) {
	for i := range blocks {
		b := &blocks[i]
		of := kind
		switch {
		case b.Kind == block.Heading:
			of = HeadingPassage
		case b.Kind == block.Table:
			of = CellPassage
		case b.Kind == block.Callout && kind == ProsePassage:
			of = CalloutPassage
		}
		b.EachSpans(func(spans []block.Span) { l.line(of, step, spans) })
		l.read(of, step, b.Blocks)
		for _, it := range b.Items {
			l.read(of, step, it.Blocks)
		}
	}
}

// boxes makes an item of each box; what stands under a box, or beside the boxes
// without one, stays among the blocks.
func (c *cutter) boxes(list *block.Block) {
	for _, it := range list.Items {
		if it.Box == block.NoBox {
			rest := *list
			rest.Items, rest.Ordered, rest.At = []block.Item{it}, false, it.At
			c.stray([]block.Block{rest})
			c.read(ProsePassage, c.step.ID, []block.Block{rest})
			c.step.Blocks = append(c.step.Blocks, rest)
			continue
		}
		var words []block.Span
		under := it.Blocks
		if len(under) > 0 && isLine(&under[0]) {
			words, under = under[0].Spans, under[1:]
		}
		n := len(c.step.Items) + 1
		c.step.Items = append(c.step.Items, Item{N: n, Spans: words, Later: it.Later, Pos: c.pos(it.At)})
		c.step.Blocks = append(c.step.Blocks, block.Block{Kind: block.Box, N: n, Spans: words, At: it.At})
		c.step.Blocks = append(c.step.Blocks, under...)
		c.line(BoxPassage, c.step.ID, words)
		c.stray(under)
		c.read(ProsePassage, c.step.ID, under)
	}
}

// isLine reports whether a block is words in a row.
func isLine(b *block.Block) bool { return b.Kind == block.Paragraph || b.Kind == block.Picture }

// withNotes puts the footnotes that blocks refer to below them. Each place that refers to
// a note has its own: a guide's note is the mentor's, as the guide is.
func (c *cutter) withNotes(blocks []block.Block) []block.Block {
	if len(c.notes) == 0 || len(blocks) == 0 {
		return blocks
	}
	wanted := map[int]bool{}
	look := func(b *block.Block) {
		b.EachSpans(func(spans []block.Span) {
			for _, s := range spans {
				if s.Kind == block.Note {
					wanted[s.N] = true
				}
			}
		})
	}
	block.Walk(blocks, look)
	for before := -1; len(wanted) > before; { // a note may refer to another
		before = len(wanted)
		for _, it := range c.notes {
			if wanted[it.N] {
				block.Walk(it.Blocks, look)
			}
		}
	}
	out := block.Block{Kind: block.Footnotes, Tight: true}
	for _, it := range c.notes {
		if wanted[it.N] {
			out.Items = append(out.Items, it)
		}
	}
	if len(out.Items) == 0 {
		return blocks
	}
	out.At = out.Items[0].At
	return append(slices.Clip(blocks), out)
}
