package block

import (
	"strings"
	"testing"
)

// linearly gives a text as linear text, with the phrases of these tests.
func linearly(markdown string) string {
	return Plain(Parse(markdown).Blocks, Phrases{
		Picture: func(alt string) string { return "[picture: " + alt + "]" },
		Callout: func(name string) string { return name + ":" },
		Tool: func(name string) string {
			if name == "chat" {
				return "Teams"
			}
			return ""
		},
	})
}

// TestLinear: what each thing an author may write is read as.
func TestLinear(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"escapes", `\*stars\* \~20 \$5 \& \" \@ a\b`, `*stars* ~20 $5 & " @ a\b`},
		{"entities", `&eacute; &amp; &#233; &copy;2 &copy2 &section=2`, `é & é ©2 &copy2 &section=2`},
		{"entities by number", `&#0100; &#x000041; &#x0000041; &#12345678; &#0; &#xD800; &#x;`, `d A &#x0000041; &#12345678; � � &#x;`},
		{"no entities in code", "`&nbsp;` `?x=1&copy=2` `\\*`", `&nbsp; ?x=1&copy=2 \*`},
		{"an entity is decoded once", `&amp;#27; &amp;amp;`, `&#27; &amp;`},
		{"emphasis", `a **b *c*** ~~d~~ __e__`, `a b c d e`},
		{"emphasis at both ends of a word", `**b**eside`, `beside`},
		{"bare address", `see https://a.org/x?y=1&section=2.`, `see https://a.org/x?y=1&section=2.`},
		{"address said once", `[https://example.com](https://example.com)`, `https://example.com`},
		{"address in full, once", "[a](https://a.org/x%y) and [b](https://a.org/x%y)", "a and b\n  https://a.org/x%y"},
		{"address beyond ASCII", `[é](https://de.wikipedia.org/wiki/Übung) after`, "é after\n  https://de.wikipedia.org/wiki/Übung"},
		{"place in the same text", `[down](#there)`, `down`},
		{"tool", `dans [le tchat](tool:chat) et [l'agenda](tool:calendar)`, `dans le tchat (Teams) et l'agenda`},
		{"link defined apart", "[a][b] c\n\n[b]: https://b.org", "a c\n  https://b.org"},
		{"picture", `a ![icon](i.png) b`, `a [picture: icon] b`},
		{"picture alone", `![The shared inbox](inbox.png)`, `[picture: The shared inbox]`},
		{"picture in a link", `[![x](i.png)](https://b.org)`, "[picture: x]\n  https://b.org"},
		{"broken lines", "one  \ntwo\\\nthree\nfour", "one\ntwo\nthree four"},
		{"list", "- a\n- b\n  - c\n\n        code\n", "- a\n- b\n  - c\n\n        code"},
		{"code in an item", "1. a\n   ```sh\n   ls  -l\n\n     x\n   ```\n   b", "1. a\n       ls  -l\n\n         x\n   b"},
		{"quotation in an item", "- > a\n\n  b", "-   a\n\n  b"},
		{"table in an item", "- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", "- x\n  - a: 1. b: 2."},
		{"table without rows", "| a | b |\n|---|---|", "- a. b."},
		{"tasks", "- [ ] a {later}\n- [x] `b {later}`", "- [ ] a\n- [x] b {later}"},
		{"call-outs", "> [!WARNING]\n> a\n\n> [!important] b\n\n> [!OTHER]\n> c", "WARNING:\n\na\n\nIMPORTANT:\n\nb\n\n  [!OTHER] c"},
		{"definitions", "Term\n: one\n: two", "Term\n  one\n  two"},
		{"footnotes", "a[^n] b\n\n[^n]: c *d*", "a[1] b\n\n[1] c d"},
		{"emoji", ":wave: :octocat: 12:30:45 :nothing:", "👋 :octocat: 12:30:45 :nothing:"},
		{"mock screen", "```screen\ntitle: Inbox\nalt: Two mails, one unread.\n\na   b\n```\nafter", "Inbox: Two mails, one unread.\n\nafter"},
		{"mock screen, the other way round", "```screen\nalt: Two mails.\ntitle: Inbox\na\n```", "Inbox: Two mails."},
		{"mock screen without a head", "```screen\na\n```", ""},
		{"html in a line", `line<br>break <b>b</b> <a href="https://a.org/x">w</a> <!-- c --> d`, "line\nbreak b w  d\n  https://a.org/x"},
		{"html block", "<div>\n<p>A &eacute;</p>\n<ul><li>one</li><li>two</li></ul></div>", "A é\n\n- one\n- two"},
		{"html cells", "<table><tr><th>a</th><td>b</td></tr></table>", "a\n\nb"},
		{"html picture", `<p><img src="i.png" alt="The inbox"></p>`, "[picture: The inbox]"},
		{"html frame", `<iframe src="https://v.org/1"></iframe>`, "https://v.org/1"},
		{"html around Markdown", "<details><summary>More</summary>\n\nA *b*\n\n</details>", "More\n\nA b"},
		{"html that is not text", "<script>x()</script>\n\n<style>\na {}\n</style>\n\na", "a"},
		{"comment", "a\n\n<!-- b -->\n\nc", "a\n\nc"},
		{"preformatted", "<pre>\na  b\n  c\n</pre>", "    a  b\n      c"},
		{"control characters", "a\x1b[31mb \u009bc &#27;]8;;d &#x202e;e `\x07f`", "ab c ]8;;d e f"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := linearly(c.in); got != c.want {
				t.Errorf("%q\ngot:\n%s\nwant:\n%s", c.in, got, c.want)
			}
		})
	}
}

// TestScreenBlock: the head of a mock screen is apart from what is drawn in it.
func TestScreenBlock(t *testing.T) {
	d := ParseLines([]string{"", "```screen", "title: Boîte", "alt: Deux mails.", "", "  a   b  ", "", "c", "```"}, 1)
	b := d.Blocks[0]
	if b.Kind != Screen || b.Name != "Boîte" || b.Text != "  a   b\n\nc" {
		t.Errorf("%+v", b)
	}
	if line, col := d.Pos(b.Spans[0].At); line != 4 || col != 6 {
		t.Errorf("the alt line is at %d:%d", line, col)
	}
}

// TestPlaces: an author is sent to where it is written, behind entities, escapes and what
// was taken out.
func TestPlaces(t *testing.T) {
	const written = "é &eacute; \\* **x\u200e\x07y** [l](https://a.org) z"
	d := ParseLines([]string{"# T", "", written}, 10)
	spans := d.Blocks[1].Spans
	words := Words(spans)
	for word, at := range map[string]string{"é é": "é &", "é *": "&eacute", "*": "* **", "y": "y** [", "l": "l](", "z": "z"} {
		line, col := d.Pos(At(spans, strings.Index(words, word)))
		if want := 1 + len([]rune(written[:strings.Index(written, at)])); line != 12 || col != want {
			t.Errorf("%q is at %d:%d, want 12:%d", word, line, col, want)
		}
	}
}

// TestInline: one line, and what isn't one.
func TestInline(t *testing.T) {
	for in, want := range map[string]string{
		"plain":        "plain",
		"a *b* `c`":    "a b c",
		"# not a head": "# not a head",
		"1. not":       "1. not",
		"":             "",
	} {
		if got := Words(Inline(in)); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// TestMarksByParagraph: a list of links is no paragraph of marks, and a paragraph of them
// is still refused.
func TestMarksByParagraph(t *testing.T) {
	if d := Parse(strings.Repeat("- [**a**](https://a.org) `b` *c*\n", 300)); len(d.Faults) > 0 {
		t.Error(d.Faults)
	}
	for _, src := range []string{
		strings.Repeat("[a](b) *c* ", 300),
		strings.Repeat("[a](b) *c*\n", 300),
		strings.Repeat("    - [a](b) *c*\n", 300), // where a paragraph is open, it goes on
		"a\n" + strings.Repeat("2. [a](b) *c*\n", 300),
	} {
		if d := Parse(src); len(d.Faults) != 1 || d.Faults[0].Code != "too-many-marks" {
			t.Errorf("%.20q: %v", src, d.Faults)
		}
	}
}

// TestGaps: a gap to be filled in is no tag, and is told of by its words.
func TestGaps(t *testing.T) {
	for in, want := range map[string]string{
		"et <nom du client> à remplir":           "et <nom du client> à remplir",
		"ask <name of the client>, then":         "ask <name of the client>, then",
		"<date du jour>\n":                       "<date du jour>",
		"un <span class=\"x\">mot</span>":        "un mot",
		"un <Tab>mot</Tab> <my-part>b</my-part>": "un mot b",
	} {
		var got []string
		for _, b := range Parse(in).Blocks {
			got = append(got, Words(b.Spans))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q is drawn as %q", in, s)
		}
	}
}
