package curriculum

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"binome/curriculum/block"
)

// screens tells of mock screens that can't be drawn well, or not be said at all.
func (c *cutter) screens(blocks []block.Block) {
	block.Walk(blocks, func(b *block.Block) {
		if b.Kind != block.Screen {
			return
		}
		at := c.pos(b.At)
		if b.Name == "" {
			c.mark(at, "screen-title", "title: and what stands at the top of the window, in the line below ```screen", "a mock screen without a title")
		}
		if len(b.Spans) == 0 {
			c.mark(at, "screen-alt", "alt: and what it shows, in a sentence, in the line below ```screen", "a mock screen without words for whoever can't see it")
		}
		lines := strings.Split(b.Text, "\n")
		if strings.TrimSpace(b.Text) == "" {
			c.mark(at, "screen-size", "draw what stands in the window", "a mock screen in which nothing stands")
		}
		if len(lines) > block.ScreenLines {
			c.mark(at, "screen-size", "keep what the lesson looks at", fmt.Sprintf("a mock screen of %d lines, of which there may be %d", len(lines), block.ScreenLines))
		}
		for _, l := range lines {
			if w := ansi.StringWidth(l); w > block.ScreenWidth {
				c.mark(at, "screen-size", "say it in fewer words", fmt.Sprintf("a line of a mock screen has %d columns, and may have %d: %s", w, block.ScreenWidth, quoteName(strings.TrimSpace(l))))
			}
		}
	})
}
