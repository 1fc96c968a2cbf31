package curriculum

import (
	"regexp"
	"strings"
	"sync"

	"binome/curriculum/block"
)

// A box that nobody can tick is a box all the same to whoever wrote it.

// stray tells of the boxes that are left among blocks once a step's own are taken out.
func (c *cutter) stray(blocks []block.Block) {
	code, fix, text := "box-elsewhere", "make it a bullet, or move it to Together or Your turn", "a box where none can be ticked"
	if c.step.ID == Remember && len(blocks) == 1 && hasBoxes(&blocks[0]) {
		c.mark(c.pos(blocks[0].At), "box-unasked", c.unasked(c.step.Blocks), "this looks like a question, and no level-3 heading asks it")
		return
	}
	if c.step.ID.HandsOn() || c.step.ID == Remember {
		code, fix, text = "box-nested", "move it to the margin: - [ ] at the beginning of the line", "a box inside something else, where it can't be ticked"
	}
	block.Walk(blocks, func(b *block.Block) {
		for _, it := range b.Items {
			if it.Box != block.NoBox {
				c.mark(c.pos(it.At), code, fix, text)
			}
		}
	})
}

// unasked is the heading that makes a question of the options that come next, of what stands
// above them if that can be one.
func (c *cutter) unasked(above []block.Block) string {
	words := ""
	if n := len(above); n > 0 && (above[n-1].Kind == block.Paragraph || above[n-1].Kind == block.Heading) {
		words = strings.TrimLeft(block.Words(above[n-1].Spans), "0123456789.) ")
	}
	if words == "" || len([]rune(words)) > mostAsked {
		const nameFix = "### … {#its-name}"
		return nameFix
	}
	return "### " + words + " {#" + Slug(words, 4) + "}"
}

// mostAsked is how many characters a question has that a remedy spells out.
const mostAsked = 160

// almostBox is what was meant as a box and is drawn as it is written: - [] x, -[ ] x, [ ] x.
var almostBox = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-*+–—•]?[ \x{a0}]*(?:\[[ \x{a0}]*[xX✓✔_.]?[ \x{a0}]*\]|[☐☑□✅]|\([ \x{a0}]?[xX✓✔]?\)|\[o\])(?:[ \x{a0}]|$)`)
})

// mistyped tells of boxes under Together and Your turn that Markdown doesn't know.
func (l *lesson) mistyped() {
	for _, p := range l.passages {
		if p.Kind != ProsePassage || !p.Step.HandsOn() || len(p.spans) == 0 || p.spans[0].Style&block.Mono != 0 {
			continue
		}
		if words := block.Words(p.spans); almostBox().MatchString(words) {
			l.mark(l.pos(block.At(p.spans, 0)), "box-mistyped", "- [ ] and then the words", "this looks like a box and isn't one: "+quoteName(words))
		}
	}
}
