package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestCards: a before and an after stand side by side, from a table or from two call-outs
// that open with bold words, and one below the other where there is no room; other call-outs
// stay what they are. No word is lost.
func TestCards(t *testing.T) {
	const before, after = "Regional Director, North, since 2011", "Spare parts for hospitals, delivered in a day"
	table := "| Before | After |\n|---|---|\n| " + before + " | " + after + " |\n"
	pair := "> [!NOTE]\n> **Before**\n>\n> " + before + "\n\n> [!TIP]\n> **After** " + after + "\n\nAnd so on."
	for _, c := range []struct {
		markdown string
		width    int
		beside   bool
	}{
		{table, 76, true}, {pair, 76, true}, {pair, cardsFrom, true}, {pair, cardsFrom - 1, false}, {pair, 36, false},
		{strings.ReplaceAll(pair, "**", ""), 76, false}, {strings.Replace(pair, "\n\n> [!TIP]", "\n\nOr\n\n> [!TIP]", 1), 76, false},
	} {
		lines := draw(plain().Markdown, c.width, c.markdown)
		beside := false
		for _, l := range lines {
			if ansi.StringWidth(l) > c.width {
				t.Errorf("%d columns: %q", c.width, l)
			}
			beside = beside || strings.Contains(l, "Before") && strings.Contains(l, "After")
		}
		if beside != c.beside {
			t.Errorf("%d columns, side by side %v:\n%s", c.width, beside, strings.Join(lines, "\n"))
		}
		all := strings.Join(lines, " ")
		for _, word := range strings.Fields(before + " " + after) {
			if !strings.Contains(all, word) {
				t.Errorf("%d columns: no %q", c.width, word)
			}
		}
	}
}
