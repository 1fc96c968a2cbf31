package widget

import (
	"hash/maphash"
	"sync"

	"binome/tui/theme"
)

// A Cache keeps drawn Markdown by its text, width and look, the least recently used
// going first. Safe for concurrent use: a command may draw the next step while the
// interface draws this one. Callers must not change the lines they get.
type Cache struct {
	mu   sync.Mutex
	seed maphash.Seed
	max  int
	turn int
	kept map[cacheKey]*cached
}

type cacheKey struct {
	text  uint64
	bytes int
	width int
	look  string
}

type cached struct {
	drawn Drawn
	turn  int
}

// NewCache keeps at most size texts (at least one).
func NewCache(size int) *Cache {
	return &Cache{seed: maphash.MakeSeed(), max: size, kept: make(map[cacheKey]*cached)}
}

// Draw is [Renderer.Draw], kept. It makes a Renderer of its own when it has to draw.
func (c *Cache) Draw(style theme.Markdown, width int, markdown string) Drawn {
	key := c.key(style, max(width, 1), markdown)
	if d, ok := c.get(key); ok {
		return d
	}
	d := NewRenderer(style, width).Draw(markdown)
	c.put(key, d)
	return d
}

// inlineWidth marks what is drawn as one line, whatever its width.
const inlineWidth = 0

// Inline is [Renderer.Inline], kept.
func (c *Cache) Inline(style theme.Markdown, markdown string) string {
	key := c.key(style, inlineWidth, markdown)
	if d, ok := c.get(key); ok {
		return d.Lines[0]
	}
	line := NewRenderer(style, 1).Inline(markdown)
	c.put(key, Drawn{Lines: []string{line}})
	return line
}

// Has reports whether the text is there already, so that nobody waits for it.
func (c *Cache) Has(style theme.Markdown, width int, markdown string) bool {
	_, ok := c.get(c.key(style, max(width, 1), markdown))
	return ok
}

// Len is how many texts are kept.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.kept)
}

func (c *Cache) key(style theme.Markdown, width int, markdown string) cacheKey {
	return cacheKey{maphash.String(c.seed, markdown), len(markdown), width, style.Name}
}

func (c *Cache) get(key cacheKey) (Drawn, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.kept[key]
	if !ok {
		return Drawn{}, false
	}
	c.turn++
	e.turn = c.turn
	return e.drawn, true
}

func (c *Cache) put(key cacheKey, d Drawn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn++
	c.kept[key] = &cached{d, c.turn}
	for len(c.kept) > max(c.max, 1) {
		oldest := key
		for k, e := range c.kept {
			if e.turn < c.kept[oldest].turn {
				oldest = k
			}
		}
		delete(c.kept, oldest)
	}
}
