package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"binome/curriculum/block"
)

const folder = "```screen\ntitle: Shared folder · Access\nalt: Who may do what.\n\nOffers\n  Sales                       may change it\n  Legal                       may read it\n  anyone with the link        may read it\n---\n                              [ Manage ]\n```\n"

// TestScreenWindow: a window is drawn as its author wrote it where there is room, keeps
// its columns when the blanks between them can give way, and else puts the right part
// of a line below the left one.
func TestScreenWindow(t *testing.T) {
	for width, want := range map[int]string{
		80: `
╭─────────────────────────────────────────────╮
│ Shared folder · Access                      │
├─────────────────────────────────────────────┤
│ Offers                                      │
│   Sales                       may change it │
│   Legal                       may read it   │
│   anyone with the link        may read it   │
├─────────────────────────────────────────────┤
│                               [ Manage ]    │
╰─────────────────────────────────────────────╯`,
		41: `
╭───────────────────────────────────────╮
│ Shared folder · Access                │
├───────────────────────────────────────┤
│ Offers                                │
│   Sales                 may change it │
│   Legal                 may read it   │
│   anyone with the link  may read it   │
├───────────────────────────────────────┤
│                         [ Manage ]    │
╰───────────────────────────────────────╯`,
		34: `
╭────────────────────────────────╮
│ Shared folder · Access         │
├────────────────────────────────┤
│ Offers                         │
│   Sales                        │
│       may change it            │
│   Legal                        │
│       may read it              │
│   anyone with the link         │
│       may read it              │
├────────────────────────────────┤
│           [ Manage ]           │
╰────────────────────────────────╯`,
		18: `
Shared folder ·
Access
Offers
Sales may change
it
Legal may read it
anyone with the
link may read it
[ Manage ]`,
	} {
		lines := NewRenderer(dark().Markdown, width, block.Phrases{}).Draw(block.Parse(folder).Blocks)
		got := "\n" + ansi.Strip(strings.Join(lines, "\n"))
		if got != want {
			t.Errorf("at %d columns:%s\nwant:%s", width, got, want)
		}
	}
}

// TestScreenNeverTooWide: whatever stands in a window, at whatever width.
func TestScreenNeverTooWide(t *testing.T) {
	for _, text := range []string{
		folder, "```screen\n```", "```screen\ntitle: " + strings.Repeat("é", 90) + "\n\n" + strings.Repeat("漢字  ", 30) + "\n👩‍👩‍👧‍👦   x\n```",
		"```screen\n" + strings.Repeat("a", 200) + "\n" + strings.Repeat(" ", 90) + "b\n--------\n\tc\td\n```",
	} {
		for width := 1; width <= 100; width++ {
			for _, l := range NewRenderer(dark().Markdown, width, block.Phrases{}).Draw(block.Parse(text).Blocks) {
				if w := dark().Width(l); w > width || w > screenMost && width >= screenBare {
					t.Fatalf("%d columns of %d: %q", w, width, l)
				}
			}
		}
	}
}
