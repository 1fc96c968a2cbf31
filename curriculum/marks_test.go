package curriculum

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestForeignMarks: what other tools know, where it stands, and what is no such mark.
func TestForeignMarks(t *testing.T) {
	for _, c := range []struct {
		in, what  string
		line, col int // from the first line of in
	}{
		{"!!! note\n    Mind.", "MkDocs", 1, 1},
		{"??? tip \"More\"\n    Mind.", "MkDocs", 1, 1},
		{":::note\nMind.\n:::", "Docusaurus", 1, 1},
		{"So {% include x.md %} it is.", "Jekyll", 1, 4},
		{"So {{< figure src=\"a\" >}} it is.", "template", 1, 4},
		{"So {{ site.name }} it is.", "template", 1, 4},
		{"[a](https://a.org){ target=_blank }", "attributes", 1, 19},
		{"Some text {: .lead }", "attributes", 1, 11},
		{"So[^1] it is.", "footnote without", 1, 3},
		{"As $$x^2$$ says", "formula", 1, 4},
		{"As $E=mc^2$ says", "formula", 1, 4},
		{"A ++new++ word", "inserted", 1, 3},
		{"A word %%not for them%% here", "Obsidian", 1, 8},
		{"So <% title %> it is.", "template", 1, 4},
		{"<<< @/a.txt", "inclusion", 1, 1},
		{".. note:: Mind.", "reStructuredText", 1, 1},
		{"\\newpage", "LaTeX", 1, 1},
		{"A word^[with its note] here", "within its line", 1, 7},
		{"An ==important== word", "marked", 1, 4},
		{"A [[wiki page]] here", "wikis", 1, 3},
		{"A [text][no-such-ref] here", "definition", 1, 3},
		{"A [`Render`][] here", "as it is written: [Render][]", 1, 3},
		{"The 10^th^ day", "raised", 1, 6},
		{"A :no_such_emoji: here", "emoji", 1, 3},
		{"[TOC]", "contents", 1, 1},
		{"=== \"One\"", "tab", 1, 1},
		{"This {later} is", "{later}", 1, 6},
		{"> a *b*\n>\n> - c ==d== e", "marked", 3, 7},
		{"| a | b |\n|---|---|\n| 1 | {% x %} |", "Jekyll", 3, 7},
		{"a <b>c</b> d", "HTML", 1, 3},
		{"<div>\nx\n</div>", "HTML", 1, 1},
		{"[^1]: Nobody's note.", "refers to", 1, 1},

		{"A `[[wiki]]`, `{% x %}` and `==y==`", "", 0, 0},
		{"```\n!!! note\n{{ x }}\n$$y$$\n```", "", 0, 0},
		{"It costs $5, or $6 for two; C++ and C++; 5 % or 6 %; a < b.", "", 0, 0},
		{"From $5 = 4 € to $6", "", 0, 0},
		{"Costs \\$\\$ and 5 $ or 10 $", "", 0, 0},
		{"\\{% raw %}", "", 0, 0},
		{"Note[^1].\n\n[^1]: Its words.", "", 0, 0},
		{"a [text][ref]\n\n[ref]: https://a.org", "", 0, 0},
		{"At 12:30:45, x == y, {braces}, wow!!! Really???", "", 0, 0},
		{"<!-- for authors -->", "", 0, 0},
		{"a <!-- b --> c", "", 0, 0},
		{"Écoutez : c'est tout. [x] (y) :wave:", "", 0, 0},
	} {
		d := Examine("m/l.en.md", "en", strings.Replace(sound, "Why it matters, with *one* example.", "Why.\n\n"+c.in+"\n\nSo.", 1))
		if c.what == "" {
			if len(d.Notes)+len(d.Problems) > 0 {
				t.Errorf("%q: %v %v", c.in, d.Notes, d.Problems)
			}
			continue
		}
		if len(d.Notes) == 0 || len(d.Notes) > 2 || !strings.Contains(d.Notes[0].Text, c.what) || d.Notes[0].Pos != at(13+c.line, c.col) || d.Notes[0].Fix == "" {
			t.Errorf("%q: %v, want %s at %d:%d", c.in, d.Notes, c.what, 13+c.line, c.col)
		}
	}
}

// TestPictures: an author is told of a picture that nobody would see.
func TestPictures(t *testing.T) {
	fsys := fstest.MapFS{"m/there.png": {Data: []byte("x")}, "m/module.toml": {Data: []byte("[[lesson]]\nid = \"l\"\nminutes = 25\n")}}
	for in, want := range map[string]string{
		"![a](there.png)":           "",
		"![a](./there.png)":         "",
		"![](there.png)":            "picture-words",
		"![a](gone.png)":            "picture-file",
		"![a](../../secret.png)":    "picture-file",
		"![a](there.svg)":           "picture-file",
		"![a](https://a.org/b.png)": "picture-file",
		"<img src='gone.png'>":      "html picture-words picture-file",
	} {
		fsys["m/l.en.md"] = &fstest.MapFile{Data: []byte(strings.Replace(sound, "Why it matters", in+"\n\nWhy it matters", 1))}
		c := Load(Layer{FS: fsys, Name: "x"})
		l, ok := c.Lesson("m/l")
		if !ok {
			t.Fatal(c.Problems)
		}
		d, err := l.Draft("en")
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, n := range d.Notes {
			codes = append(codes, n.Code)
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
