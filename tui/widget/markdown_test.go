package widget

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"binome/tui/theme"
	"binome/tui/widget/frame"
)

var update = flag.Bool("update", false, "write goldens anew")

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
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got); go test -update writes it anew:\n%s", name, diff)
	}
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
			d := NewRenderer(plain().Markdown, width).Draw(spaced(string(src)))
			if d.Plain != nil {
				t.Errorf("%s was drawn plainly: %v", name, d.Plain)
			}
			golden(t, fmt.Sprintf("markdown/%s-%d", name, width), d.Lines, width)
		}
	}
}

// The short cut for text without marks draws what glamour would.
func TestUnmarkedIsWhatGlamourDraws(t *testing.T) {
	r := NewRenderer(dark().Markdown, 76)
	bit := rapid.SampledFrom([]string{"mot", "élève,", "du", "« oui\u00a0»", "24\u00a0h", "\n", "*", "&", "1.", "\\", "_", "!", "(", "<", ":-)", "a_b", "你好", "https", "~"})
	short := 0
	check(t, func(t *rapid.T) {
		src := []byte("a " + strings.Join(rapid.SliceOfN(bit, 1, 12).Draw(t, "bits"), " ") + " z")
		parse := func() ast.Node { return r.md.Parser().Parse(text.NewReader(src)).FirstChild() }
		got, ok := unmarked(src, parse())
		if !ok {
			return
		}
		short++
		n := parse()
		unbreak(n)
		if want := strings.Join(r.throughGlamour(src, n), "\n"); got != want {
			t.Fatalf("%q: got %q, glamour draws %q", src, got, want)
		}
	})
	if short < 10 {
		t.Errorf("only %d texts took the short cut", short)
	}
}

// Emphasis, code and links can be told from text without colour.
func TestInlineWithoutColour(t *testing.T) {
	r := NewRenderer(plain().Markdown, 76)
	for _, c := range []struct{ in, want string }{
		{"un *mot* dit", "un \x1b[4mmot\x1b[m dit"},
		{"un **mot** dit", "un \x1b[1mmot\x1b[m dit"},
		{"tapez `a\\b`", "tapez `a\\b`"},
		{"un\nmot", "un mot"},
		{"1. pas une liste", "1. pas une liste"},
		{"# pas un titre", "# pas un titre"},
		{"", ""},
	} {
		if got := r.Inline(c.in); got != c.want {
			t.Errorf("Inline(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLinksSayWhereTheyLead(t *testing.T) {
	r := NewRenderer(plain().Markdown, 76)
	for _, c := range []struct{ in, shown, target string }{
		{"[le guide](https://example.org/a?b=c)", "le guide (example.org)", "https://example.org/a?b=c"},
		{"[**le** guide](https://example.org/)", "le guide (example.org)", "https://example.org/"},
		{"<https://example.org/a>", "example.org/a", "https://example.org/a"},
		{"voir https://example.org/a ici", "voir example.org/a ici", "https://example.org/a"},
		{"[https://bank.example](https://evil.example/x)", "https://bank.example (evil.example)", "https://evil.example/x"},
		{"[écrire](mailto:a@b.example)", "écrire (a@b.example)", "mailto:a@b.example"},
		{"<a@b.example>", "a@b.example", "mailto:a@b.example"},
		{"[piège](javascript:alert(1))", "piège", ""},
		{"[piège](data:text/html;base64,AA)", "piège", ""},
		{"[leçon](presence/headline-photo)", "leçon", ""},
		{"[bas](#ancre)", "bas", ""},
		{"![une photo](https://example.org/p.png)", "une photo (example.org)", "https://example.org/p.png"},
	} {
		got := r.Inline(c.in)
		if shown := strings.TrimRight(plainText(got), " "); shown != c.shown {
			t.Errorf("%s is shown as %q, want %q", c.in, shown, c.shown)
		}
		targets := map[string]bool{}
		for _, part := range strings.Split(got, "\x1b]8;")[1:] {
			if target := linkTarget("\x1b]8;" + part[:strings.IndexAny(part, "\x07\x1b")]); target != "" {
				targets[target] = true
			}
		}
		if c.target == "" && len(targets) > 0 || c.target != "" && (len(targets) != 1 || !targets[c.target]) {
			t.Errorf("%s leads to %v, want %q (%q)", c.in, targets, c.target, got)
		}
	}
}

// The inputs of RELIABILITY.md that hang or kill the bare library, and their kin. The
// assertion is that glamour is never asked; not how long it takes.
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

func TestBombsAreDrawnPlainly(t *testing.T) {
	for name, src := range bombs() {
		for _, width := range []int{1, 40, 76} {
			d := NewRenderer(plain().Markdown, width).Draw(src)
			if d.Plain == nil {
				t.Errorf("%s: passed the gate", name)
			}
			if len(d.Lines) == 0 {
				t.Errorf("%s: nothing was drawn", name)
			}
			for _, l := range d.Lines {
				if ansi.StringWidth(l) > width {
					t.Fatalf("%s: a line is wider than %d", name, width)
				}
			}
		}
	}
}

// What real lessons hold passes the gate.
func TestTheGateLetsLessonsPass(t *testing.T) {
	for _, src := range []string{
		sample,
		strings.Repeat("Une phrase ordinaire, avec *un mot* et **un autre**, et `du code`. ", 60),
		nestedList(4),
		"```reStructuredText\n.. x::\n```\n",
		"```\n" + strings.Repeat("un code\n", 30) + "```\n",
		strings.Repeat("-", 70) + "\n\n" + strings.Repeat("=", 70),
		"a|b\n" + strings.Repeat("-", 40) + "|" + strings.Repeat("-", 40) + "\n1|2\n",
		"# T {#id}\n\n### Q ? {#ici}\n",
	} {
		if d := NewRenderer(plain().Markdown, 60).Draw(src); d.Plain != nil {
			t.Errorf("%.40q was refused: %v", src, d.Plain)
		}
	}
}

func TestHeadingIDsAreNotShown(t *testing.T) {
	d := NewRenderer(plain().Markdown, 60).Draw("### Quel titre ? {#first-words}")
	if s := plainText(strings.Join(d.Lines, "\n")); s != "Quel titre ?" {
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
		d := NewRenderer(plain().Markdown, 60).Draw(src)
		rest := plainText(strings.Join(d.Lines, "\n"))
		if strings.ContainsFunc(rest, func(r rune) bool { return control(r) && r != '\n' }) {
			t.Errorf("%q leaves a control character: %q", src, rest)
		}
		for _, seq := range []string{"]52;", "]0;", "[2J", "[5m", "\x1bc"} {
			if strings.Contains(strings.Join(d.Lines, ""), "\x1b"+seq) {
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
	check(t, func(t *rapid.T) {
		src := genMarkdown().Draw(t, "markdown")
		width := rapid.IntRange(4, 76).Draw(t, "width")
		th := themes[rapid.IntRange(0, 2).Draw(t, "theme")]
		d := NewRenderer(th.Markdown, width).Draw(src)
		if errors.Is(d.Plain, errUnreadable) {
			t.Fatalf("drawing panicked")
		}
		for _, l := range d.Lines {
			if w := ansi.StringWidth(l); w > width {
				t.Fatalf("%q is %d wide, more than %d", l, w, width)
			}
			if openAtEnd(l) {
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
		d := NewRenderer(look, width).Draw(s)
		if errors.Is(d.Plain, errUnreadable) {
			t.Fatalf("drawing %q panicked", s)
		}
		for _, l := range d.Lines {
			if ansi.StringWidth(l) > width {
				t.Fatalf("%q at %d has a line %d wide: %q", s, width, ansi.StringWidth(l), l)
			}
			if strings.ContainsFunc(plainText(l), control) {
				t.Fatalf("%q leaves a control character in %q", s, l)
			}
		}
	})
}

func TestCache(t *testing.T) {
	c := NewCache(2)
	look := plain().Markdown
	first := c.Draw(look, 40, "un *mot*")
	if again := c.Draw(look, 40, "un *mot*"); &again.Lines[0] != &first.Lines[0] {
		t.Error("the same text was drawn twice")
	}
	for _, other := range []struct {
		look  theme.Markdown
		width int
		text  string
	}{{look, 41, "un *mot*"}, {dark().Markdown, 40, "un *mot*"}, {look, 40, "un *mot* "}} {
		if c.Has(other.look, other.width, other.text) {
			t.Errorf("%s %d %q is taken for another", other.look.Name, other.width, other.text)
		}
	}
	c.Draw(look, 40, "deux")
	c.Draw(look, 40, "un *mot*") // used again: deux is now the oldest
	c.Draw(look, 40, "trois")
	if c.Len() != 2 || !c.Has(look, 40, "un *mot*") || c.Has(look, 40, "deux") {
		t.Errorf("%d kept, and not the ones used last", c.Len())
	}
}

// Commands draw while the interface draws: to be run with -race.
func TestCacheFromSeveralGoroutines(t *testing.T) {
	c := NewCache(4)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 40 {
				text := fmt.Sprintf("un *mot* %d", (g+i)%6)
				if d := c.Draw(plain().Markdown, 40, text); plainText(d.Lines[0]) != strings.ReplaceAll(text, "*", "") {
					t.Errorf("%q was drawn as %q", text, d.Lines)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkMarkdown(b *testing.B) {
	text := strings.Repeat(sample, 9)[:6<<10]
	look := dark().Markdown
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if d := NewRenderer(look, 76).Draw(text); d.Plain != nil {
			b.Fatal(d.Plain)
		}
	}
}
