package widget

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"binome/curriculum/block"
	"binome/storage/goldentest"
	"binome/tui/ruler/rulertest"
	"binome/tui/theme"
	"binome/tui/widget/frame"
)

var update = flag.Bool("update", false, "write goldens anew")

// draw draws Markdown.
func draw(look theme.Markdown, width int, markdown string) []string {
	return NewRenderer(look, width, said).Draw(block.Parse(markdown).Blocks)
}

// said are phrases for these tests.
var said = block.Phrases{
	Picture: func(alt string) string { return "[image\u00a0: " + alt + "]" },
	Callout: func(name string) string { return name },
	Tool:    func(name string) string { return map[string]string{"chat": "Teams"}[name] },
}

func dark() theme.Theme { return theme.New(theme.Dark, colorprofile.TrueColor) }

func plain() theme.Theme { return theme.New(theme.Plain, colorprofile.ASCII) }

// golden compares lines, as a terminal shows them, with a file.
func golden(t *testing.T, name string, lines []string, width int) {
	t.Helper()
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > width {
			t.Errorf("%s: a line is %d wide, more than %d: %q", name, w, width, l)
		}
	}
	got := strings.Join(frame.Text(strings.Join(lines, "\n"), width, len(lines)), "\n") + "\n"
	goldentest.Same(t, *update, filepath.Join("testdata", name+".txt"), got)
}

func TestMarkdownGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no Markdown to draw", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".md")
		for _, width := range []int{40, 60, 76} {
			golden(t, fmt.Sprintf("markdown/%s-%d", name, width), NewRenderer(plain().Markdown, width, said).Draw(block.Typeset(block.Parse(string(src)).Blocks, spaced)), width)
		}
	}
}

// Emphasis, code and links can be told from text without colour.
func TestInlineWithoutColour(t *testing.T) {
	r := NewRenderer(plain().Markdown, 76, said)
	for _, c := range []struct{ in, want string }{
		{"un *mot* dit", "un \x1b[4;4mmot\x1b[m dit"},
		{"un **mot** dit", "un \x1b[1mmot\x1b[m dit"},
		{"tapez `a\\b`", "tapez `a\\b`"},
		{"un\nmot", "un mot"},
		{"1. pas une liste", "1. pas une liste"},
		{"# pas un titre", "# pas un titre"},
		{"", ""},
	} {
		if got := r.Inline(block.Inline(c.in)); got != c.want {
			t.Errorf("Inline(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLinksSayWhereTheyLead(t *testing.T) {
	r := NewRenderer(plain().Markdown, 76, said)
	for _, c := range []struct{ in, shown, target string }{
		{"[le guide](https://example.org/a?b=c)", "le guide (example.org)", "https://example.org/a?b=c"},
		{"[**le** guide](https://example.org/)", "le guide (example.org)", "https://example.org/"},
		{"<https://example.org/a>", "https://example.org/a", "https://example.org/a"},
		{"voir https://example.org/a ici", "voir https://example.org/a ici", "https://example.org/a"},
		{"[https://bank.example](https://evil.example/x)", "https://bank.example (evil.example)", "https://evil.example/x"},
		{"[écrire](mailto:a@b.example)", "écrire (a@b.example)", "mailto:a@b.example"},
		{"<a@b.example>", "a@b.example", "mailto:a@b.example"},
		{"[piège](javascript:alert(1))", "piège", ""},
		{"[piège](data:text/html;base64,AA)", "piège", ""},
		{"[leçon](presence/headline-photo)", "leçon", ""},
		{"[bas](#ancre)", "bas", ""},
		{"![une photo](https://example.org/p.png)", "[image\u00a0: une photo]", ""},
		{"[![une photo](p.png)](https://example.org/)", "[image\u00a0: une photo] (example.org)", "https://example.org/"},
		{"[Übung](https://de.wikipedia.org/wiki/Übung) ici", "Übung (de.wikipedia.org) ici", "https://de.wikipedia.org/wiki/%C3%9Cbung"},
		{"[x](https://example.org/100%/y%20z)", "x (example.org)", "https://example.org/100%25/y%20z"},
		{"[`a\\b`](https://example.org)", "`a\\b` (example.org)", "https://example.org"},
		{"dans [le tchat](tool:chat), [le disque](tool:drive)", "dans le tchat (Teams), le disque", ""},
	} {
		got := r.Inline(block.Inline(c.in))
		if shown := strings.TrimRight(ansi.Strip(got), " "); shown != c.shown {
			t.Errorf("%s is shown as %q, want %q", c.in, shown, c.shown)
		}
		targets := map[string]bool{}
		for _, part := range strings.Split(got, "\x1b]8;")[1:] {
			_, target, _ := strings.Cut(part[:strings.IndexAny(part, "\x07\x1b")], ";")
			if target != "" {
				targets[target] = true
			}
		}
		if c.target == "" && len(targets) > 0 || c.target != "" && (len(targets) != 1 || !targets[c.target]) {
			t.Errorf("%s leads to %v, want %q (%q)", c.in, targets, c.target, got)
		}
	}
}

// The inputs of RELIABILITY.md that hang or kill the bare library, and their kin.
func bombs() map[string]string {
	return map[string]string{
		"81 quotes and an x":       strings.Repeat(">", 81) + "x",
		"quotes with items":        strings.Repeat("> - ", 48) + "x",
		"lazy lines":               strings.Repeat("> ", 50) + strings.Repeat("x\n", 1000),
		"2 KB of dashes":           strings.Repeat("- ", 1000),
		"64 KiB of headings":       strings.Repeat("# a\n", 16<<10),
		"280 KB of stars":          strings.Repeat("*a **a", 47<<10),
		"8 KB of stars":            strings.Repeat("*a **a", 1300),
		"a table of 24 KB":         "|" + strings.Repeat("a|", 12<<10) + "\n|" + strings.Repeat("-|", 12<<10),
		"a table of 65 columns":    "|" + strings.Repeat("a|", 66) + "\n|" + strings.Repeat("-|", 66),
		"a table of 4,000 cells":   "a|b|c|d\n-|-|-|-\n" + strings.Repeat("1|2|3|4\n", 1000),
		"opening brackets":         strings.Repeat("[", 8000),
		"brackets that never end":  strings.Repeat("[a](", 2000),
		"backticks growing":        growing("`"),
		"underscores":              strings.Repeat("_a __a ", 1100),
		"nested by indent":         nestedList(40),
		"numbers within numbers":   strings.Repeat("1. ", 500) + "x",
		"quote of quotes by lines": strings.Repeat("> > > > > x\n", 100),
		"references":               strings.Repeat("[a]: b\n", 1000),
		"entities":                 strings.Repeat("&amp;&lt;", 900),
		"emphasis in emphasis":     strings.Repeat("*a_b ", 12) + strings.Repeat("_*", 12),
	}
}

func growing(s string) string {
	var b strings.Builder
	for i := 1; b.Len() < 8000; i++ {
		b.WriteString(strings.Repeat(s, i) + " ")
	}
	return b.String()
}

func nestedList(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

// TestBombsAreDrawn: refused by the parser or not, each is drawn, and no line is too wide.
func TestBombsAreDrawn(t *testing.T) {
	for name, src := range bombs() {
		doc := block.Parse(src)
		for _, width := range []int{1, 40, 76} {
			lines := NewRenderer(plain().Markdown, width, said).Draw(doc.Blocks)
			if len(lines) == 0 {
				t.Errorf("%s: nothing was drawn", name)
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > width {
					t.Fatalf("%s: a line is wider than %d", name, width)
				}
			}
		}
	}
}

func TestHeadingIDsAreNotShown(t *testing.T) {
	lines := draw(plain().Markdown, 60, "### Quel titre ? {#first-words}")
	if s := ansi.Strip(strings.Join(lines, "\n")); s != "Quel titre ?" {
		t.Errorf("drawn as %q", s)
	}
}

// No Markdown puts a live control sequence on the screen: not raw, not as an entity.
func TestNoSequenceGetsThrough(t *testing.T) {
	for _, src := range []string{
		"a\x1b]52;c;aGVsbG8=\x07b", "&#27;]52;c;aGVsbG8=&#7;", "&#x1b;[2J", "&#X1B;[2J", "`&#27;[2J`", "**&#27;[5m**",
		"\u009b2J", "&#155;2J", "[x](https://a.b/&#27;]0;t&#7;)", "a\u202eb", "&#8238;b", "| &#27;[2J | b |\n|---|---|\n| c | d |",
		"```\n\x1b[2J&#27;[2J\n```", "# &#27;[2J", "<b>\x1b[2J</b>", "> &#27;c", "&Tab;x&NewLine;y",
	} {
		lines := draw(plain().Markdown, 60, src)
		rest := ansi.Strip(strings.Join(lines, "\n"))
		if strings.ContainsFunc(rest, func(r rune) bool { return control(r) && r != '\n' }) {
			t.Errorf("%q leaves a control character: %q", src, rest)
		}
		for _, seq := range []string{"]52;", "]0;", "[2J", "[5m", "\x1bc"} {
			if strings.Contains(strings.Join(lines, ""), "\x1b"+seq) {
				t.Errorf("%q puts %q on the screen", src, seq)
			}
		}
	}
}

func genMarkdown() *rapid.Generator[string] {
	bit := rapid.SampledFrom([]string{
		"# ", "## ", "- ", "1. ", "> ", "* ", "```\n", "| a | b |\n| - | -: |\n", "| c |", "\n", "\n\n", "---\n", "*", "**", "_", "`", "~~",
		"[lien](https://a.b/c)", "[x](y)", "<https://a.b>", "![i](j)", "- [ ] ", "- [x] ", "  ", "    ", "\t", "&amp;", "&#27;", "<b>", "<!--", "-->", "\\", "mot", "élève", "你好", "👨‍👩‍👧",
		"moi\u202f?", "un texte de plusieurs mots qui dépasse la ligne", "{#id}", ":---", "|", "[a]: b\n",
	})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(bit, 0, 40).Draw(t, "bits"), "") })
}

func TestMarkdownHolds(t *testing.T) {
	themes := []theme.Theme{dark(), plain(), plain().ASCII()}
	rulertest.Check(t, func(t *rapid.T) {
		src := genMarkdown().Draw(t, "markdown")
		width := rapid.IntRange(4, 76).Draw(t, "width")
		th := themes[rapid.IntRange(0, 2).Draw(t, "theme")]
		for _, l := range draw(th.Markdown, width, src) {
			if w := ansi.StringWidth(l); w > width {
				t.Fatalf("%q is %d wide, more than %d", l, w, width)
			}
			if rulertest.OpenAtEnd(l) {
				t.Fatalf("%q leaves a style open", l)
			}
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range bombs() {
		f.Add(s[:min(len(s), 500)], 40)
	}
	f.Add(sample, 40)
	look := dark().Markdown
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 4 + (width%100+100)%100
		for _, l := range draw(look, width, s) {
			if ansi.StringWidth(l) > width {
				t.Fatalf("%q at %d has a line %d wide: %q", s, width, ansi.StringWidth(l), l)
			}
			if strings.ContainsFunc(ansi.Strip(l), control) {
				t.Fatalf("%q leaves a control character in %q", s, l)
			}
		}
	})
}

// control characters, and what turns the direction of writing.
func control(c rune) bool {
	return c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x2028 || c == 0x2029
}

func BenchmarkDraw(b *testing.B) {
	text := strings.Repeat(sample, 9)[:6<<10]
	look, doc := dark().Markdown, block.Parse(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		NewRenderer(look, 76, said).Draw(doc.Blocks)
	}
}

// TestAddressesInFull: where no terminal opens a link, its address stands below what leads
// there, whole and once.
func TestAddressesInFull(t *testing.T) {
	look := plain().InFull().Markdown
	for in, want := range map[string]string{
		"see [the page](https://e.org/a?b=c&section=2) and [it](https://e.org/a?b=c&section=2) again": "see the page and it again\n  https://e.org/a?b=c&section=2",
		"[Übung](https://de.wikipedia.org/wiki/Übung) after":                                          "Übung after\n  https://de.wikipedia.org/wiki/Übung",
		"<https://e.org> [x](#y) [z](tool:chat)":                                                      "https://e.org x z (Teams)",
		"- [a](https://e.org)\n- b":                                                                   "• a\n    https://e.org\n• b",
		"| a | b |\n|---|---|\n| 1 | [x](https://e.org/1) |":                                          "a  b\n────\n1  x\n  https://e.org/1",
		"![p](p.png)": "[image\u00a0: p]",
	} {
		if got := ansi.Strip(strings.Join(draw(look, 76, in), "\n")); got != want {
			t.Errorf("%q is\n%s\nwant\n%s", in, got, want)
		}
	}
}
