package curriculum

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"binome/storage/tame"
)

// allocated is how many bytes f asks for. What is bounded here is bounded by what is
// refused, not by a clock.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestBombs gives the parser what kills the libraries below it: refused by name, or
// read in little memory.
func TestBombs(t *testing.T) {
	long := func(n int, s string) string { return strings.Repeat(s, n) }
	for _, c := range []struct {
		name, bomb string
		code       string // "" means that it may be read
	}{
		{"81 quotations", long(81, ">") + " x", "too-deep"},
		{"48 quoted lists", long(48, "> - ") + "x", "too-deep"},
		{"50 quotations and 1,000 lazy lines", long(50, "> ") + "x\n" + long(1000, "x\n"), "too-deep"},
		{"2 KB of bullets", long(1000, "- "), "too-deep"},
		{"2 KB of bullets and a word", long(1000, "- ") + "x", "too-deep"},
		{"numbers in numbers", long(20, "1. ") + "x", "too-deep"},
		{"lists nested by indentation", staircase(60), "too-deep"},
		{"quotations nested by indentation", "> a\n> > b\n> > > c\n> > > > d\n> > > > > e", "too-deep"},
		{"64 KiB of headings", long(16<<10, "# a\n"), "too-many-headings"},
		{"64 KiB of empty headings", long(16<<10, "### \n"), "too-many-headings"},
		{"64 KiB of level-2 headings", long(13<<10, "## a\n"), "too-many-headings"},
		{"280 KB of emphasis", long(40<<10, "*a **a "), "too-big"},
		{"8 KB of emphasis", long(1100, "*a **a "), "too-many-marks"},
		{"7 KB of emphasis over lines", long(1000, "*a **a\n"), "too-many-marks"},
		{"200 levels of emphasis", long(60, "*a **a ") + long(60, "a** a*"), ""},
		{"a tower of emphasis", long(40, "*a _b ") + long(40, "c_ d*"), "too-deep"},
		{"brackets", long(3000, "["), "too-many-marks"},
		{"links in links", long(250, "![") + "x" + long(250, "](y)"), "too-deep"},
		{"code", long(3000, "`a``"), "too-many-marks"},
		{"angle brackets", long(3000, "<a"), "too-many-marks"},
		{"a 24 KB table", long(12<<10, "|a") + "|\n" + long(12<<10, "|-") + "|", "too-wide"},
		{"a table of 65 columns", "|" + long(66, "a|") + "\n|" + long(66, "-|") + "\n", "too-wide"},
		{"a table of short rows", "|" + long(64, "a|") + "\n|" + long(64, "-|") + "\n" + long(1000, "b\n"), "table-too-long"},
		{"a table in a quotation", "> |" + long(64, "a|") + "\n> |" + long(64, "-|") + "\n" + long(1000, "> b\n"), "table-too-long"},
		{"a reStructuredText fence", "```rst\n" + long(900, "====\nx\n") + "```", ""},
		{"8 KiB of a step", long(8<<10, "a"), "step-too-long"},
		{"a long step", long(2000, "a b c\n\n"), "step-too-long"},
		{"a step full of blank lines", long(9000, "\n"), ""},
		{"definitions of links", long(600, "[a]: b\n"), "too-many-marks"},
		{"definitions of links apart", long(900, "[a]: b\n\n"), ""},
		{"a table of much code", "| a | b |\n| - | :-: |\n" + long(100, "| `a` `b` | `c` `d` `e` *f* |\n"), ""},
		{"a table that turns out to be a heading", "| a |\n|---|\n" + long(300, "| *a **a |\n") + "===", "too-many-marks"},
		{"a table with a rule that is none", "| a | b |\n||---|\n" + long(300, "| *a **a |\n"), "too-many-marks"},
		{"a table with too short a rule", "| a | b |\n|---|\n" + long(300, "| *a **a |\n"), "too-many-marks"},
		{"a table below words", "a\n| a |\n|---|\n| b | c |\n|---|\n" + long(300, "| *a **a |\n"), "too-many-marks"},
		{"a row of a table", "| a |\n|---|\n| " + long(300, "*a **a "), "too-many-marks"},
		{"between fences", "~~~~\n" + long(900, "*a **a\n") + "\n" + long(900, "*a **a ") + "\n~~~~\n", ""},
		{"behind fences", "~~~~\nx\n~~~~\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"a fence in a comment", "<!--\n\n~~~~\n-->\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"a fence in an item", "- a\n\n  ~~~~\n  x\n\nb\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"fences that a comment throws out of step", "<!--\n\n~~~~\n-->\n\n~~~~\nx\n\n~~~~\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"a fence in one tag within another", "<pre>\n<!-- -->\n\n~~~~\n</pre>\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"a fence that a wide blank doesn't close", "~~~~\nx\n~~~~\u00a0\n~~~~\n" + long(900, "*a **a\n"), "too-many-marks"},
		{"entities", long(1500, "&amp;"), ""},
		{"a monstrous entity", "&#" + long(7000, "9") + ";", ""},
		{"HTML", long(1000, "<b>\n\n"), ""},
		{"combining marks", "a" + long(4000, "\u0301"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := fstest.MapFS{"m/l.en.md": {Data: []byte(strings.Replace(sound, "Why it matters", c.bomb+"\n\nWhy it matters", 1))}, "m/module.toml": {Data: []byte("[[lesson]]\nid = \"l\"\nminutes = 25\n")}}
			var loaded *Curriculum
			used := allocated(func() { loaded = Load(Layer{FS: fsys, Name: "x"}) })
			if used > 100<<20 { // the promise is 200 MB; the race detector doubles what is asked for
				t.Errorf("asks for %d MB", used>>20)
			}
			var codes []string
			for _, p := range loaded.Problems {
				codes = append(codes, p.Code)
			}
			_, there := loaded.Lesson("m/l")
			if c.code == "" {
				if !there && len(codes) == 0 {
					t.Error("left out without a word")
				}
				return
			}
			if there || !strings.Contains(strings.Join(codes, " "), c.code) {
				t.Errorf("%v, want %s; usable: %v", codes, c.code, there)
			}
		})
	}
}

// staircase is a list within a list within a list, by indentation alone.
func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s- a\n", strings.Repeat("  ", i))
	}
	return b.String()
}

// TestTOMLBombs gives each kind of TOML file what overflows toml's stack or memory.
func TestTOMLBombs(t *testing.T) {
	bombs := map[string]string{
		"1.5 MB of brackets":           "x = " + strings.Repeat("[", 1500<<10),
		"6 KB of brackets":             "x = " + strings.Repeat("[", 6<<10),
		"40 KB of inline tables":       "x = " + strings.Repeat("{a=", 13<<10),
		"6 KB of inline tables":        "x = " + strings.Repeat("{a=", 2<<10),
		"a 20 KB dotted key":           strings.Repeat("a.", 10<<10) + "a = 1",
		"a 6 KB dotted key":            strings.Repeat("a.", 3<<10) + "a = 1",
		"a 20 KB dotted header":        "[" + strings.Repeat("a.", 10<<10) + "a]",
		"a dotted key in quotes":       strings.Repeat(`"a".`, 1000) + "a = 1",
		"brackets behind a quote":      "x = \"\\\"\" \ny = " + strings.Repeat("[", 6<<10),
		"brackets behind an open text": "x = \"a\ny = " + strings.Repeat("[", 6<<10),
		"brackets behind three quotes": "x = \"\"\"a\\\"\"\"\"\ny = " + strings.Repeat("[", 6<<10),
	}
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			lesson := strings.Replace(sound, "title = ", bomb+"\ntitle = ", 1)
			used := allocated(func() {
				if l := parseLesson("m/l.en.md", "en", lesson); len(l.problems) != 1 || l.problems[0].Code != "bad-toml" {
					t.Errorf("front matter: %v", l.problems)
				}
				for _, file := range []string{"m/module.toml", "curriculum.toml", "glossary.en.toml"} {
					c := Load(Layer{FS: fstest.MapFS{file: {Data: []byte(bomb)}}, Name: "x"})
					if len(c.Problems) != 1 || c.Problems[0].Code != "bad-toml" && c.Problems[0].Code != "too-big" {
						t.Errorf("%s: %v", file, c.Problems)
					}
				}
			})
			if used > 48<<20 {
				t.Errorf("asks for %d MB", used>>20)
			}
		})
	}
}

// TestTOMLGuardLetsPass holds that brackets and dots in texts are no nesting.
func TestTOMLGuardLetsPass(t *testing.T) {
	for _, src := range []string{
		`a = "[[[[[[[[[[[[["`, `a = '{{{{{{{{{{{{{'`, `# [[[[[[[[[[[[[[`, `a = "` + strings.Repeat("...", 99) + `"`,
		"a = \"\"\"\n[[[[[[[[\n\"\"\"", "a = [[1], [2], [3]]\nb = {c = {d = 1}}", `a = "\\" # [[[[[[[[`, `a = "\"[[[[[[[["`,
		strings.Repeat("[[lesson]]\nid = \"a.b\"\n", 200),
	} {
		if f := (tame.Bounds{Bytes: maxModuleBytes}).Check(src); f != nil {
			t.Errorf("%.40q: %v", src, f)
		}
	}
}
