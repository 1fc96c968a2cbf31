package curriculum

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sound is a lesson with one of everything; tests change it and look at what happens.
const sound = `+++
title = "A first post"
objective = "I can write a post."
task = "My post is ready."
bring = "Your phone."
+++

# A first post

## Discover

Why it matters, with *one* example.

| Before | After |
| --- | --- |
| a | b |

> [!NOTE]
> Keep this in mind.
>
> - and this

> [!MENTOR]
> Show your own.

## Together

Sit at your own screen.

- [ ] Read it **aloud**.
- [x] Find where
  it can be changed.

  Take your time.
- [ ] Look.

> [!MENTOR]
> Ask.

> [!MENTOR]
> Wait.

## Your turn

> [!CAUTION]
> Publish last.

- [ ] Write.
- [ ] Read.
- [ ] Save.

> A quotation.

## Talk

- [ ] Not a box here.
- A question.

## Remember

Answer aloud.

### Which one, and why? {#which-one}

- [ ] The first
  - Not quite.
- [x] The second
  - Yes.
    It says why.
- [ ] The third
  - No.

### And then? {#then}

- [x] This
  - Yes.
- [ ] That
  - No.

**Next step:** On Monday I will post.
`

func parsed(t *testing.T, lang, src string) *Text {
	t.Helper()
	l := parseLesson("m/l."+lang+".md", lang, src)
	if len(l.problems) > 0 {
		t.Fatal(l.problems)
	}
	return l.text
}

func at(line, col int) Pos { return Pos{File: "m/l.en.md", Line: line, Col: col} }

func TestParts(t *testing.T) {
	text := parsed(t, "en", sound)
	want := &Text{
		Head: Head{Lang: "en", Title: "A first post", Objective: "I can write a post.", Task: "My post is ready.", Bring: "Your phone."},
		File: "m/l.en.md",
		Steps: []Step{
			{ID: Discover, Heading: "Discover", Pos: at(10, 1), Guide: "Show your own.", Parts: []Part{
				{Kind: Prose, Markdown: "Why it matters, with *one* example.\n\n| Before | After |\n| --- | --- |\n| a | b |", Pos: at(12, 1)},
				{Kind: Callout, Callout: "NOTE", Markdown: "Keep this in mind.\n\n- and this", Pos: at(18, 1)},
			}},
			{ID: Together, Heading: "Together", Pos: at(26, 1), Guide: "Ask.\n\nWait.",
				Items: []Item{{N: 1, Text: "Read it **aloud**.", Pos: at(30, 1)}, {N: 2, Text: "Find where it can be changed.", Pos: at(31, 1)}, {N: 3, Text: "Look.", Pos: at(35, 1)}},
				Parts: []Part{
					{Kind: Prose, Markdown: "Sit at your own screen.", Pos: at(28, 1)},
					{Kind: Box, Item: 0, Pos: at(30, 1)}, {Kind: Box, Item: 1, Pos: at(31, 1)},
					{Kind: Prose, Markdown: "Take your time.", Pos: at(34, 3)},
					{Kind: Box, Item: 2, Pos: at(35, 1)},
				}},
			{ID: Alone, Heading: "Your turn", Pos: at(43, 1),
				Items: []Item{{N: 1, Text: "Write.", Pos: at(48, 1)}, {N: 2, Text: "Read.", Pos: at(49, 1)}, {N: 3, Text: "Save.", Pos: at(50, 1)}},
				Parts: []Part{
					{Kind: Callout, Callout: "CAUTION", Markdown: "Publish last.", Pos: at(45, 1)},
					{Kind: Box, Item: 0, Pos: at(48, 1)}, {Kind: Box, Item: 1, Pos: at(49, 1)}, {Kind: Box, Item: 2, Pos: at(50, 1)},
					{Kind: Prose, Markdown: "> A quotation.", Pos: at(52, 1)},
				}},
			{ID: Talk, Heading: "Talk", Pos: at(54, 1), Parts: []Part{
				{Kind: Prose, Markdown: "- [ ] Not a box here.\n- A question.", Pos: at(56, 1)},
			}},
			{ID: Remember, Heading: "Remember", Pos: at(59, 1), Parts: []Part{{Kind: Prose, Markdown: "Answer aloud.", Pos: at(61, 1)}}},
		},
		Questions: []Question{
			{ID: "which-one", Text: "Which one, and why?", Pos: at(63, 1), Options: []Option{
				{Text: "The first", Feedback: "Not quite.", Pos: at(65, 1)},
				{Text: "The second", Feedback: "Yes. It says why.", Right: true, Pos: at(67, 1)},
				{Text: "The third", Feedback: "No.", Pos: at(70, 1)},
			}},
			{ID: "then", Text: "And then?", Pos: at(73, 1), Options: []Option{
				{Text: "This", Feedback: "Yes.", Right: true, Pos: at(75, 1)},
				{Text: "That", Feedback: "No.", Pos: at(77, 1)},
			}},
		},
		NextStep: "On Monday I will post.",
	}
	if diff := cmp.Diff(want, text, cmpopts.IgnoreUnexported(Text{})); diff != "" {
		t.Error(diff)
	}
}

// TestSameHowever holds that the ways a file can be saved make no difference.
func TestSameHowever(t *testing.T) {
	want := parsed(t, "en", sound)
	for name, src := range map[string]string{
		"BOM":            "\ufeff" + sound,
		"CRLF":           strings.ReplaceAll(sound, "\n", "\r\n"),
		"BOM and CRLF":   "\ufeff" + strings.ReplaceAll(sound, "\n", "\r\n"),
		"CR":             strings.ReplaceAll(sound, "\n", "\r"),
		"no last feed":   strings.TrimSuffix(sound, "\n"),
		"fence and tail": strings.ReplaceAll(sound, "+++\n", "+++  \n"),
	} {
		got := parsed(t, "en", src)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Text{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got.Sum() != want.Sum() {
			t.Errorf("%s: another sum", name)
		}
	}
	if other := parsed(t, "en", strings.Replace(sound, "Look.", "Look!", 1)); other.Sum() == want.Sum() {
		t.Error("two texts with one sum")
	}
}

func TestNextStepLabels(t *testing.T) {
	for lang, labels := range map[string][]string{
		"en": {"**Next step:**", "**Next step**:", "__Next step:__", "**next step:**"},
		"fr": {"**Prochain pas :**", "**Prochain pas\u00a0:**", "**Prochain pas\u202f:**", "**Prochain pas:**", "**Prochain pas** :", "**Prochain pas :**\u00a0"},
		"de": {"**Nächster Schritt:**"},
	} {
		for _, label := range labels {
			got := parsed(t, lang, localised(lang, strings.Replace(sound, "**Next step:**", label, 1))).NextStep
			if got != "On Monday I will post." {
				t.Errorf("%s %q: %q", lang, label, got)
			}
		}
	}
	if got := parsed(t, "en", strings.Replace(sound, "**Next step:**", "**Well:**", 1)); got.NextStep != "" {
		t.Errorf("%q is no if-then plan", got.NextStep)
	}
}

// localised gives the lesson a language's headings; German's are anybody's guess.
func localised(lang, src string) string {
	h, ok := Headings(lang)
	if !ok {
		h = [5]string{"Entdecken", "Gemeinsam", "Sie sind dran", "Gespräch", "Behalten"}
	}
	for i, en := range headings["en"] {
		src = strings.Replace(src, "\n## "+en+"\n", "\n## "+h[i]+"\n", 1)
	}
	return src
}

// TestDrawnOtherwise holds what is rewritten for renderers.
func TestDrawnOtherwise(t *testing.T) {
	const original = "Why it matters, with *one* example."
	for _, c := range []struct{ name, in, want string }{
		{"a heading's id", "### Look {#look .x}\n\nHere.", "### Look\n\nHere."},
		{"a fence that has no lexer here", "```rst\nx\n```", "```text\nx\n```"},
		{"a fence without a language", "~~~\nx\n~~~", "~~~text\nx\n~~~"},
		{"a fence that has one", "```toml linenos\nx = 1\n```", "```toml\nx = 1\n```"},
		{"a comment", "<!-- for\n\nauthors -->\n\nHere.", "Here."},
		{"a comment with more", "<!-- a --> b", "<!-- a --> b"},
		{"an escape by entity", "a &#27;]52;c;x&#7; b &#x9b; &amp;#27; &#27", "a \ufffd]52;c;x\ufffd b \ufffd \ufffd \ufffd"},
		{"an innocent entity", "a &amp; b &eacute; &#233; &lt;", "a &amp; b &eacute; &#233; &lt;"},
		{"an override by entity", "&#x202e;&ZeroWidthSpace;&rlm;", "\ufffd\ufffd\ufffd"},
		{"escapes", "a \x1b[31mred\x1b[0m b\x07", "a red b"},
		{"C1", "a \u009b31m b", "a 31m b"},
		{"decomposed", "cafe\u0301", "café"},
		{"a tab", "- a\n\t- b", "- a\n    - b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := parsed(t, "en", strings.Replace(sound, original, c.in, 1)).Steps[0].Parts[0].Markdown
			got, _, _ = strings.Cut(got, "\n\n| Before")
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestFaults holds that every fault is found where it is, and under its name.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		code      string
		old, new  string // in the sound lesson
		line, col int
	}{
		{"no-front-matter", "+++\ntitle", "title", 1, 1},
		{"open-front-matter", "+++\n\n# ", "\n# ", 1, 1},
		{"bad-toml", `task = "My`, `task = My`, 4, 8},
		{"bad-toml", `bring = "Your phone."`, `bring = "Your phone."` + "\n" + `bring = "x"`, 6, 1},
		{"bad-toml", `task = "My post is ready."`, `task = 3`, 4, 1},
		{"no-title", `title = "A first post"`, "", 1, 1},
		{"no-title", `title = "A first post"`, `title = " "`, 2, 1},
		{"no-task", `task = "My post is ready."`, "", 1, 1},
		{"no-bring", `bring = "Your phone."`, "", 1, 1},
		{"no-title-heading", "# A first post\n", "\n", 7, 1},
		{"title-differs", "# A first post\n", "# Another\n", 8, 1},
		{"second-title", "Answer aloud.", "# Again", 61, 1},
		{"missing-step", "## Remember", "### Remember", 80, 1},
		{"wrong-step", "## Talk", "## Chat", 54, 1},
		{"wrong-step", "## Together", "## Your turn", 26, 1},
		{"extra-step", "**Next step:**", "## More\n\n**Next step:**", 80, 1},
		{"no-question-id", " {#then}", "", 73, 1},
		{"bad-question-id", "{#then}", "{#Then}", 73, 1},
		{"bad-question-id", "{#then}", "{#été}", 73, 1},
		{"bad-question-id", "{#then}", "{#con}", 73, 1},
		{"double-question-id", "{#then}", "{#which-one}", 73, 1},
		{"not-one-right", "- [x] The second", "- [ ] The second", 63, 1},
		{"not-one-right", "- [ ] The third", "- [x] The third", 63, 1},
		{"no-options", "- [x] This\n  - Yes.\n- [ ] That\n  - No.\n", "", 73, 1},
		{"option-not-a-box", "- [ ] The third", "- The third", 70, 1},
		{"empty-option", "- [ ] The third\n", "- [ ] \n", 70, 1},
		{"guide-not-apart", "> A quotation.", "> > [!MENTOR]\n> > Hush.", 52, 5},
		{"guide-not-apart", "> Publish last.", "> Publish last.\n> [!mentor]\n> Hush.", 47, 3},
		{"guide-not-apart", "- A question.", "- A question.\n  > [!MENTOR]\n  > Hush.", 58, 5},
		{"guide-not-apart", "  - Not quite.", "  - Not quite.\n    > [!MENTOR]\n    > Hush.", 67, 7},
	} {
		t.Run(c.code, func(t *testing.T) {
			src := strings.Replace(sound, c.old, c.new, 1)
			if src == sound {
				t.Fatal("nothing was changed")
			}
			l := parseLesson("m/l.en.md", "en", src)
			if len(l.problems) != 1 {
				t.Fatalf("%v", l.problems)
			}
			got := l.problems[0]
			if got.Code != c.code || got.Pos != at(c.line, c.col) {
				t.Errorf("%s at %s (%s), want %s at %d:%d", got.Code, got.Pos, got.Text, c.code, c.line, c.col)
			}
			if got.Fix == "" {
				t.Error("nothing would mend it")
			}
		})
	}
}

// TestColumns holds that a place is the file's own, whatever was made of the line.
func TestColumns(t *testing.T) {
	for _, c := range []struct{ name, prefix string }{
		{"plain", "x "}, {"accents", "éàü "}, {"decomposed", "e\u0301e\u0301 "}, {"tabs", "a\tb "},
		{"flags", "🇫🇷👩‍👩‍👧 "}, {"escapes", "a\x1b[31mb "},
	} {
		src := strings.Replace(sound, "Why it matters, with *one* example.", c.prefix+"[here](no/where)", 1)
		d := newDraft("m/l.en.md", "en", "\ufeff"+strings.ReplaceAll(src, "\n", "\r\n"))
		if len(d.Links) != 1 {
			t.Fatalf("%s: %v %v", c.name, d.Links, d.Problems)
		}
		if want := at(12, len([]rune(c.prefix))+1); d.Links[0].Pos != want {
			t.Errorf("%s: %s, want %s", c.name, d.Links[0].Pos, want)
		}
	}
}

// TestLinksDefinedApart holds that a part takes its definitions with it.
func TestLinksDefinedApart(t *testing.T) {
	src := strings.Replace(sound, "Why it matters", "See [the Team][chat]. Why it matters", 1)
	src = strings.Replace(src, "> Publish last.", "> Publish [last].", 1) + "\n[Chat]: our/chat\n[last]: <our/last post>\n[none]: x\n"
	text := parsed(t, "en", src)
	for i, want := range map[int]string{0: "| a | b |\n\n[Chat]: <our/chat>", 2: "Publish [last].\n\n[last]: <our/last post>"} {
		if got := text.Steps[i].Parts[0].Markdown; !strings.HasSuffix(got, want) {
			t.Errorf("%q", got)
		}
	}
	d := newDraft("m/l.en.md", "en", src)
	if len(d.Links) != 2 || d.Links[0] != (Link{To: "our/chat", Pos: at(12, 5)}) {
		t.Errorf("%v", d.Links)
	}
}

// TestTitleInFrench holds that a no-break space in one place isn't asked for in the other.
func TestTitleInFrench(t *testing.T) {
	src := strings.Replace(titled("fr", "Qui voit quoi ?"), "# Qui voit quoi ?", "# Qui voit quoi\u202f?", 1)
	parsed(t, "fr", src)
}

// TestNearlyNothing feeds what is hardly a lesson; a fuzzer found the first.
func TestNearlyNothing(t *testing.T) {
	for src, code := range map[string]string{
		"+++\n+++":          "no-title",
		"":                  "no-front-matter",
		"\n\n":              "no-front-matter",
		"+++":               "open-front-matter",
		"\ufeff":            "no-front-matter",
		"+++\n+++\n":        "no-title",
		"+++\n+++\n\n## \n": "no-title",
	} {
		l := parseLesson("m/l.en.md", "en", src)
		if len(l.problems) == 0 || l.problems[0].Code != code {
			t.Errorf("%q: %v, want %s", src, l.problems, code)
		}
	}
}
