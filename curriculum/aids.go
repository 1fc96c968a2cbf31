package curriculum

import (
	"fmt"

	"binome/curriculum/block"
)

// Aid is the timer or the prompter that the step asks for; nil for none.
func (s *Step) Aid() *block.Block {
	for i := range s.Blocks {
		if s.Blocks[i].IsAid() && s.Blocks[i].N > 0 {
			return &s.Blocks[i]
		}
	}
	return nil
}

// aids tells of timers and prompters that can't be run, or that no key would reach.
func (c *cutter) aids(blocks []block.Block) {
	n := 0
	block.Walk(blocks, func(b *block.Block) {
		if !b.IsAid() {
			return
		}
		at := c.pos(b.At)
		if b.N == 0 {
			c.mark(at, "aid-time", "```timer 3m, ```prompter 90s", fmt.Sprintf("it takes %s to %s, written behind its name", block.AidLength(block.AidLeast), block.AidLength(block.AidMost)))
		}
		if b.Name == block.Prompter && b.Text == "" {
			c.mark(at, "aid-words", "write what is read aloud into the fence", "a prompter in which nothing stands")
		}
		if n++; n == 2 {
			c.mark(at, "aid-twice", "keep one a step", "a second timer or prompter in the step, which no key would start")
		}
	})
}
