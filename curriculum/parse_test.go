package curriculum

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"binome/curriculum/block"
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

- Not a box here.
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

// TestDealt: where everything in a lesson goes.
func TestDealt(t *testing.T) {
	want := `10:1 discover Discover
  12:1 text Why it matters, with one example.
  14:1 table - Before: a. After: b.
  18:1 call-out NOTE Keep this in mind. /  / - and this
  guide 23:3 text Show your own.
26:1 together Together
  28:1 text Sit at your own screen.
  30:1 box Read it aloud.
  31:1 box Find where it can be changed.
  34:3 text Take your time.
  35:1 box Look.
  30:1 item 1 Read it aloud.
  31:1 item 2 Find where it can be changed.
  35:1 item 3 Look.
  guide 37:3 text Ask.
  guide 40:3 text Wait.
43:1 alone Your turn
  45:1 call-out CAUTION Publish last.
  48:1 box Write.
  49:1 box Read.
  50:1 box Save.
  52:1 quotation A quotation.
  48:1 item 1 Write.
  49:1 item 2 Read.
  50:1 item 3 Save.
54:1 talk Talk
  56:1 list - Not a box here. / - A question.
59:1 remember Remember
  61:1 text Answer aloud.
63:1 question which-one Which one, and why?
  65:1 option false The first
    then 66:5 text Not quite.
  67:1 option true The second
    then 68:5 text Yes. It says why.
  70:1 option false The third
    then 71:5 text No.
73:1 question then And then?
  75:1 option true This
    then 76:5 text Yes.
  77:1 option false That
    then 78:5 text No.
80:1 plan On Monday I will post.
`
	if diff := cmp.Diff(want, sketch(parseLesson("m/l.en.md", "en", sound))); diff != "" {
		t.Error(diff)
	}
}

// TestCaseOfAQuestion: what stands under a question is the question's, around its options
// and in them; footnotes go where they are referred to, the guide's to the guide.
func TestCaseOfAQuestion(t *testing.T) {
	src := strings.Replace(sound, "- [ ] The first\n  - Not quite.\n", "Ada writes[^a]:\n\n> Dear all\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] The first\n\n  ```\n  x = 1\n  ```\n\n  - Not quite.\n", 1)
	src = strings.Replace(src, "- [ ] The third\n  - No.\n", "- [ ] The third\n  - No.\n\nIt was the second.\n", 1)
	src = strings.Replace(src, "> Ask.\n", "> Ask[^g].\n", 1) + "\n[^a]: A note.\n[^g]: A secret.\n"
	l := parseLesson("m/l.en.md", "en", src)
	got := sketch(l)
	for _, want := range []string{
		"question which-one Which one, and why?\n  65:1 text Ada writes[2]:\n  67:1 quotation Dear all\n  69:1 list - one / - two\n  72:1 table - a: 1. b: 2.\n  100:1 notes [2] A note.\n",
		"option false The first\n    78:3 code x = 1\n    then 82:5 text Not quite.\n",
		"  after 89:1 text It was the second.\n",
		"guide 37:3 text Ask[1].\n  guide 40:3 text Wait.\n  guide 101:1 notes [1] A secret.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not there:\n%s\nin\n%s", want, got)
		}
	}
	if strings.Count(got, "secret") != 1 || len(l.problems) > 0 {
		t.Errorf("%v\n%s", l.problems, got)
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
			if got := block.Words(got); got != "On Monday I will post." {
				t.Errorf("%s %q: %q", lang, label, got)
			}
		}
	}
	if got := parsed(t, "en", strings.Replace(sound, "**Next step:**", "**Well:**", 1)); got.NextStep != nil {
		t.Errorf("%v is no if-then plan", got.NextStep)
	}
}

// localised gives the lesson a language's headings; German's are anybody's guess.
func localised(lang, src string) string {
	h, ok := Headings(lang)
	if !ok {
		h = [5]string{"Entdecken", "Gemeinsam", "Sie sind dran", "Gespräch", "Behalten"}
	}
	for i, en := range headings()["en"] {
		src = strings.Replace(src, "\n## "+en+"\n", "\n## "+h[i]+"\n", 1)
	}
	return src
}

// TestMeant: what is written otherwise than it is read.
func TestMeant(t *testing.T) {
	const original = "Why it matters, with *one* example."
	for _, c := range []struct{ name, in, want string }{
		{"a heading's id", "### Look {#look .x}\n\nHere.", "Look\n\nHere."},
		{"a fence", "```rst\nx\n```", "    x"},
		{"a comment", "<!-- for\n\nauthors -->\n\nHere.", "Here."},
		{"a comment with more", "<!-- a --> b", "b"},
		{"an escape by entity", "a &#27;]52;c;x&#7; b &#x9b; &amp;#27; &#27", "a ]52;c;x b  &#27; &#27"},
		{"an innocent entity", "a &amp; b &eacute; &#233; &lt;", "a & b é é <"},
		{"an override by entity", "a&#x202e;b", "ab"},
		{"escapes", "a \x1b[31mred\x1b[0m b\x07", "a red b"},
		{"C1", "a \u009b31m b", "a 31m b"},
		{"decomposed", "cafe\u0301", "café"},
		{"a tab", "- a\n\t- b", "- a\n  - b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			blocks := parsed(t, "en", strings.Replace(sound, original, c.in, 1)).Steps[0].Blocks
			for i := range blocks {
				if blocks[i].Kind == block.Table {
					blocks = blocks[:i]
					break
				}
			}
			if got := block.Plain(blocks, block.Phrases{}); got != c.want {
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
		{"guide-not-apart", "> A quotation.", "> > [!MENTOR]\n> > Hush.", 52, 3},
		{"guide-not-apart", "> Publish last.", "> Publish last.\n> [!mentor]\n> Hush.", 47, 3},
		{"guide-not-apart", "- A question.", "- A question.\n  > [!MENTOR]\n  > Hush.", 58, 3},
		{"guide-not-apart", "  - Not quite.", "  - Not quite.\n    > [!MENTOR]\n    > Hush.", 67, 5},
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
		d := Examine("m/l.en.md", "en", "\ufeff"+strings.ReplaceAll(src, "\n", "\r\n"))
		if len(d.Links) != 1 {
			t.Fatalf("%s: %v %v", c.name, d.Links, d.Problems)
		}
		if want := at(12, len([]rune(c.prefix))+1); d.Links[0].Pos != want {
			t.Errorf("%s: %s, want %s", c.name, d.Links[0].Pos, want)
		}
	}
}

// TestLinksDefinedApart holds that a definition anywhere serves the whole lesson.
func TestLinksDefinedApart(t *testing.T) {
	src := strings.Replace(sound, "Why it matters", "See [the Team][chat]. Why it matters", 1)
	src = strings.Replace(src, "> Publish last.", "> Publish [last].", 1) + "\n[Chat]: our/chat\n[last]: <our/last post>\n[none]: x\n"
	text := parsed(t, "en", src)
	for i, want := range map[int]string{0: "our/chat", 2: "our/last post"} {
		if got := block.Destinations(text.Steps[i].Blocks); len(got) != 1 || got[0] != want {
			t.Errorf("step %d leads to %q", i+1, got)
		}
	}
	d := Examine("m/l.en.md", "en", src)
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
