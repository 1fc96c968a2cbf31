package curriculum

import (
	"strings"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// Phrases are how blocks are said in the words' language: what stands for a picture, a
// table's cell, a call-out's name, and what the company calls a tool.
func (c *Curriculum) Phrases(words *phrases.Printer) block.Phrases {
	return block.Phrases{
		Picture: func(alt string) string {
			if alt == "" {
				return words.T("text.picture_bare")
			}
			return words.T("text.picture", "Text", alt)
		},
		Cell:    func(column, text string) string { return words.T("plain.cell", "Column", column, "Text", text) },
		Callout: func(name string) string { return words.T("callout." + strings.ToLower(name)) },
		Tool:    c.Tool,
		Screen: func(title, shows string) string {
			if title == "" {
				return words.T("text.screen_bare", "Text", shows)
			}
			return words.T("text.screen", "Title", title, "Text", shows)
		},
	}
}
