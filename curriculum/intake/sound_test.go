package intake

import (
	"strings"
	"testing"

	"binome/curriculum"
)

// TestSound: whatever the limits of a lesson are, what an import makes keeps them, and has
// all words.
func TestSound(t *testing.T) {
	long := func(n int, s string) string { return strings.Repeat(s, n) }
	item := "1. Type:\n\n   ```bash\n   ls\n   ```\n\n" // where fences are isn't known for certain
	for name, text := range map[string]string{
		"emoji codes":               long(40, "| :grinning: `:grinning:` | :smile: `:smile:` | [top](#top) |\n") + "\n",
		"a table of them":           "| one | two |\n| - | - |\n" + long(200, "| :grinning: `:grinning:` | [top](#top) |\n"),
		"in a row":                  long(300, "*many* `marks` "),
		"over lines":                long(300, "*many* `marks`\n"),
		"links to nothing":          long(400, "[a word](#nowhere)\n"),
		"without a blank":           long(900, "*a_b"),
		"a list of them":            "- " + long(300, "*many* `marks` ") + "\n- more\n",
		"quoted":                    "> " + long(300, "*many* `marks` "),
		"a wide table":              long(80, "| a ") + "|\n" + long(80, "| - ") + "|\n" + long(80, "| b ") + "|\n",
		"a long table":              "| a | b |\n| - | - |\n" + long(700, "| c | d |\n"),
		"a wide table between":      "~~~\n" + long(80, "| a ") + "|\n~~~\n",
		"a deep list":               "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n",
		"a tower":                   long(40, "*a _b ") + long(40, "c_ d*"),
		"a quotation in quotations": long(20, "> ") + "words\n",
		"many headings":             long(300, "### A heading\n\nWords.\n\n"),
	} {
		for _, before := range []string{"", item} {
			s := Source{"s.en.md", "# S\n\n" + before + text + "\n\nThe end.\n"}
			m := Import([]Source{s}, Options{Module: "m"})
			for file, made := range m.Files {
				for _, p := range curriculum.Examine(file, "en", made).Problems {
					t.Errorf("%s, behind %q: %v", name, before, p)
				}
			}
			if words := lost(m, s); len(words) > 0 && name != "without a blank" { // cut where it can be
				t.Errorf("%s: lost %v", name, words)
			}
		}
	}
}

// TestCutTable: a table that is cut has its head wherever it goes on.
func TestCutTable(t *testing.T) {
	s := Source{"s.en.md", "# S\n\n| First | Second |\n|---|---|\n" + strings.Repeat("| a few words | and some more |\n", 900)}
	m := Import([]Source{s}, Options{Module: "m"})
	rows := 0
	for file, made := range m.Files {
		if strings.Count(made, "| First | Second |\n|---|---|\n| a few") != 1 {
			t.Errorf("%s: %.400s", file, made)
		}
		rows += strings.Count(made, "| a few")
	}
	if rows != 900 || len(m.Files) < 4 {
		t.Errorf("%d rows in %d lessons", rows, len(m.Files))
	}
}
