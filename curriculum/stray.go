package curriculum

import (
	"regexp"
	"sync"

	"binome/curriculum/block"
)

// A box that nobody can tick is a box all the same to whoever wrote it.

// stray tells of the boxes that are left among blocks once a step's own are taken out.
func (c *cutter) stray(blocks []block.Block) {
	code, fix, text := "box-elsewhere", "make it a bullet, or move it to Together or Your turn", "a box where none can be ticked"
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

// almostBox is what was meant as a box and is drawn as it is written: - [] x, -[ ] x, [ ] x.
var almostBox = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-*+]?[ \x{a0}]*(?:\[[ \x{a0}]*[xX]?[ \x{a0}]*\]|[☐☑□])(?:[ \x{a0}]|$)`)
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
