package intake

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"binome/curriculum"
)

// loaded lays a module over nothing and gives what is wrong with it.
func loaded(t *testing.T, id string, m Module) *curriculum.Curriculum {
	t.Helper()
	files := fstest.MapFS{}
	about := "[title]\n"
	for lang, title := range m.Titles {
		about += lang + " = " + tomlText(title) + "\n"
	}
	for _, e := range m.Entries {
		about += "\n" + e.TOML()
	}
	files[id+"/module.toml"] = &fstest.MapFile{Data: []byte(about)}
	for name, text := range m.Files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return curriculum.Load(curriculum.Layer{FS: files, Name: "x"})
}

// lost are the words of a source that its lessons haven't.
func lost(m Module, s Source) (words []string) {
	out := ""
	for _, p := range m.Pages {
		if p.Source == s.Path {
			for _, f := range p.Files {
				out += m.Files[f] + "\n"
			}
		}
	}
	have := counted(out)
	for w, n := range counted(s.Text) {
		if have[w] < n {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// TestCourses imports real courses, where a folder of them is given: each of its folders
// is one.
func TestCourses(t *testing.T) {
	dir := os.Getenv("BINOME_COURSES")
	if dir == "" {
		t.Skip("BINOME_COURSES names no folder of courses")
	}
	courses, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, course := range courses {
		t.Run(course.Name(), func(t *testing.T) {
			root := filepath.Join(dir, course.Name())
			var sources []Source
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				if ext := filepath.Ext(path); err == nil && !d.IsDir() && (ext == ".md" || ext == ".mdx") {
					raw, err := os.ReadFile(path)
					if err != nil {
						return err
					}
					rel, _ := filepath.Rel(root, path)
					sources = append(sources, Source{filepath.ToSlash(rel), string(raw)})
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			m := Import(sources, Options{Module: "course", Boxes: true})
			took := time.Since(began)
			cur := loaded(t, "course", m)
			for _, p := range cur.Problems {
				t.Errorf("%s", p.Error())
			}
			in, out, codes := 0, 0, map[string]int{}
			for i, p := range m.Pages {
				in, out = in+p.In, out+p.Out
				if p.In != p.Out {
					t.Errorf("%s: %d of %d words: %v", p.Source, p.Out, p.In, lost(m, sources[i]))
				}
				for _, c := range p.Changes {
					codes[c.Code]++
				}
			}
			t.Logf("%d files, %d lessons, %d words in, %d out, %s; %v", len(sources), len(m.Files), in, out, took.Round(time.Millisecond), codes)
		})
	}
}

// TestImport: courses of every style become lessons that load, with all their words.
func TestImport(t *testing.T) {
	long := strings.Repeat("A paragraph of some length stands here, so that the step grows.\n\n", 300)
	for _, c := range []struct {
		name, path, text string
		boxes            bool
		file, title      string
		want             []string // lines of the lesson
		codes            string   // some of what was told
	}{
		{name: "bare", path: "README.md", text: "# Our tools\n\nHello there.\n\n## Install\n\nRun it.\n", file: "m/start.en.md", title: "Our tools", want: []string{"# Our tools", "### Install"}, codes: "title heading todo"},
		{name: "mdBook", path: "src/ch01-02.md", text: "# First [steps](intro.md)\n\nText.\n\n# Second\n\n## Summary\n\nAll of it.\n", file: "m/ch01-02.en.md", want: []string{"### Second", "#### Summary"}, codes: "step"},
		{name: "Hugo, TOML", path: "content/post/hello.md", text: "+++\ntitle = \"Hello \\\"you\\\"\"\ndate = 2020-01-01\ntags = [\"x\", \"y\"]\n+++\n\n{{% alert title=\"Mind\" %}}\nCareful here.\n{{% /alert %}}\n", file: "m/post-hello.en.md", want: []string{"> [!NOTE]", "> Careful here.", `# Hello "you"`}, codes: "callout front"},
		{name: "MkDocs", path: "docs/guide.md", text: "Guide\n=====\n\n!!! warning \"Hot\"\n    Do not touch.\n\n    Really.\n\n??? question\n    Why?\n\nUse it\n------\n\nYes.\n", file: "m/guide.en.md", title: "Guide", want: []string{"> [!WARNING]", "> **Hot**", "> Do not touch.", "> Really.", "> [!IMPORTANT]", "### Use it"}},
		{name: "Docusaurus", path: "docs/intro.mdx", text: "---\ntitle: Intro\nsidebar_position: 1\ndescription: What it is\n---\n\n:::tip My tip\n\nUse `it`.\n\n:::\n\n:::danger\nNo.\n:::\n", file: "m/intro.en.md", title: "Intro", want: []string{"objective = \"What it is\"", "> [!TIP]", "> **My tip**", "> [!CAUTION]"}},
		{name: "carpentries", path: "episodes/01-basics.md", text: "---\ntitle: Setup\nteaching: 10\nexercises: 5\n---\n\n::::::: questions\n\n- How?\n\n:::::::\n\nText.\n\n:::::::: challenge\n\n## Try\n\nDo it.\n\n:::: solution\n\nDone.\n\n::::\n\n::::::::\n", file: "m/01-basics.en.md", want: []string{"> **challenge**", ">  **Try**", "> **solution**"}},
		{name: "carpentries of before", path: "_episodes/02.md", text: "---\ntitle: Two\n---\n\n> ## Undo\n>\n> Try it.\n{: .challenge}\n", file: "m/02.en.md", want: []string{"> [!NOTE]", "> **challenge**", "> **Undo**", "> Try it."}},
		{name: "French steps", path: "cours/a.md", boxes: true, text: "# Le partage\n\nVous partagez les fichiers avec une équipe.\n\n## Exercices\n\n1. Ouvrez le dossier.\n2. Le dossier est vide ?\n3. Donnez un droit.\n\n## À retenir\n\nUn droit se donne.\n\nQui ouvre le dossier ?\n\n- [ ] Tout le monde\n- [x] L'équipe\n  - Oui.\n- [ ] Personne\n", file: "m/cours-a.fr.md",
			want: []string{"## À vous", "- [ ] Ouvrez le dossier.", "2. Le dossier est vide ?", "- [ ] Donnez un droit.", "### Qui ouvre le dossier ? {#qui-ouvre-le-dossier}", "- [x] L'équipe"}, codes: "box question"},
		{name: "numbers alone", path: "d.md", boxes: true, text: "# D\n\n## Exercise\n\n- 42\n- Save it.\n- not this.\n", file: "m/d.en.md", want: []string{"- 42", "- [ ] Save it.", "- not this."}, codes: "box"},
		{name: "GIFT", path: "q.md", text: "# Q\n\nText.\n\n## Quiz\n\n::Colours:: Which is red? {\n=The rose#Yes, it is.\n~The leaf#It is green.\n~The sky\n}\n", file: "m/q.en.md", want: []string{"### Which is red? {#which-is-red}", "Colours", "- [x] The rose", "  - Yes, it is.", "- [ ] The sky"}},
		{name: "guide", path: "g.md", text: "# G\n\n> **Mentor:** hush, now.\n\nOn.\n", file: "m/g.en.md", want: []string{"~~~~~~~~", "> **Mentor:** hush, now."}, codes: "literal"},
		{name: "conflict", path: "c.md", text: "# C\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n# no heading\n## none\n```\n", file: "m/c.en.md", want: []string{">>>>>>> other", "## none"}},
		{name: "unclosed", path: "u.md", text: "# U\n\nOne.\n\n<!-- a comment\n\nTwo.\n", file: "m/u.en.md", want: []string{"Two."}, codes: "literal"},
		{name: "long", path: "l.md", text: "# L\n\n" + long, file: "m/l.en.md", codes: "split"},
		{name: "long code", path: "k.md", text: "# K\n\n```go\n" + strings.Repeat("x := 1 // a line of code\n", 900) + "```\n\nEnd.\n", file: "m/k.en.md", codes: "split"},
		{name: "CRLF", path: "w.md", text: "---\r\ntitle: W\r\n---\r\n# W\r\n\r\nx\r\n", file: "m/w.en.md", want: []string{"# W"}},
		{name: "no blanks", path: "j.md", text: "\ufeffThis。詳しくは[Security](x.md)に、[英語版](y.md)。\n", file: "m/j.en.md", title: "J"},
		{name: "nothing", path: "n.md", text: "", file: "m/n.en.md", title: "N"},
		{name: "front alone", path: "f.md", text: "---\ntitle: F\n---\n", file: "m/f.en.md", title: "F"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Source{c.path, c.text}
			m := Import([]Source{s}, Options{Module: "m", Boxes: c.boxes})
			if words := lost(m, s); len(words) > 0 {
				t.Errorf("lost: %v\n%s", words, m.Files[c.file])
			}
			if cur := loaded(t, "m", m); len(cur.Problems) > 0 || len(cur.Modules) != 1 {
				t.Errorf("%v\n%s", cur.Problems, m.Files[c.file])
			}
			text, ok := m.Files[c.file]
			if !ok {
				t.Fatalf("no %s: %v", c.file, m.Pages[0].Files)
			}
			lines := strings.Split(text, "\n")
			if c.title != "" {
				c.want = append(c.want, "# "+c.title)
			}
			for _, want := range c.want {
				if !slices.Contains(lines, want) {
					t.Errorf("no line %q in\n%s", want, text)
				}
			}
			for code := range strings.FieldsSeq(c.codes) {
				if !slices.ContainsFunc(m.Pages[0].Changes, func(ch Change) bool { return ch.Code == code }) {
					t.Errorf("%s is not told: %v", code, m.Pages[0].Changes)
				}
			}
		})
	}
}

// TestSiblings: links among the sources lead to lessons, pictures are taken along, and two
// languages are one lesson.
func TestSiblings(t *testing.T) {
	m := Import([]Source{
		{"a.en.md", "# A\n\nSee [the next](sub/b.md#x), [a file](data.csv), [out](https://example.com) and ![a plan](img/plan.png).\n"},
		{"a.fr.md", "# A\n\nVoir la suite.\n"},
		{"sub/b.md", "# B\n\n[Back](../a.en.md) and `x[i](j)`, [there][a], [nowhere][n].\n\n[a]: ../a.en.md\n[n]: no.md\n"},
	}, Options{Module: "m", Picture: func(at string) bool { return at == "img/plan.png" }})
	if cur := loaded(t, "m", m); len(cur.Problems) > 0 || len(cur.Modules[0].Lessons) != 2 {
		t.Errorf("%v", cur.Problems)
	}
	for _, want := range []string{"[the next](m/sub-b)", "a file (`data.csv`)", "[out](https://example.com)", "![a plan](plan.png)"} {
		if !strings.Contains(m.Files["m/a.en.md"], want) {
			t.Errorf("no %s in %s", want, m.Files["m/a.en.md"])
		}
	}
	if b := m.Files["m/sub-b.en.md"]; !strings.Contains(b, "[Back](m/a)") || !strings.Contains(b, "`x[i](j)`") {
		t.Error(b)
	}
	if !strings.Contains(m.Files["m/sub-b.en.md"], "\n[a]: m/a\n") || !slices.ContainsFunc(m.Pages[2].Changes, func(c Change) bool { return c.Code == "no-target" }) {
		t.Error(m.Files["m/sub-b.en.md"])
	}
	if m.Pictures["plan.png"] != "img/plan.png" {
		t.Error(m.Pictures)
	}
}

// FuzzImport: whatever the source, its words are kept and what comes of it loads.
func FuzzImport(f *testing.F) {
	for _, s := range []string{"# A\n\n## B\n\n- [x] c\n", "---\na: b\n---\n!!! note\n    x\n", ":::tip\n```\n:::\n", "<pre>\n\n## x\n", "> ```\n> a\n\nb\n---\n", "+++\n+++\n+++\n", "# A\n\n## Exercise\n\n- 42\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 || !utf8.ValidString(s) {
			return
		}
		m := Import([]Source{{"a.md", s}}, Options{Module: "m", Boxes: true})
		if words := lost(m, Source{"a.md", s}); len(words) > 0 {
			t.Errorf("lost: %q of %q", words, s)
		}
	})
}

// TestLinksToNothing: however a link is written that leads to nothing which was imported, the
// lesson can be used, and the words and the address are there.
func TestLinksToNothing(t *testing.T) {
	text := "# Share\n\n[Draft]() and [in another\nchapter](other.md#part).\n\nSee the [guide] and [the rest][more].\n\n[guide]: guide/index.html\n[more]: ../more.md \"More\"\n\n" +
		"<div class=\"x\">\n\n<a class=\"b\"\n   href=\"local/page\">Start</a>\n\n</div>\n\n<p>One.\n<br>Two.\n<br>Three.\n<a href=\"{{% ref %}}\">Four</a> <a href=\"a/b/\">A</a> <a href=\"a/c/?x=1&amp;y\">B</a></p>\n\n> See [five].\n>\n> [five]: five.md\n\n[![inbox](inbox.png)](big.html) and [kept](https://example.com/x).\n\n" +
		"A [long\nlabel] here.\n\n[long\nlabel]: 111\n'Six'\n"
	m := Import([]Source{{Path: "share.md", Text: text}}, Options{Module: "ours"})
	out := ""
	for file, lesson := range m.Files {
		d := curriculum.Examine(file, "en", lesson)
		if len(d.Problems) > 0 {
			t.Error(d.Problems)
		}
		for _, l := range d.Links {
			if l.To != "https://example.com/x" {
				t.Errorf("a link to %q is left", l.To)
			}
		}
		out += lesson
	}
	if in, kept := Kept(text, out); in != kept {
		t.Errorf("%d of %d words", kept, in)
	}
	for _, want := range []string{"other.md#part", "guide/index.html", "../more.md", "local/page", "big.html"} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is lost:\n%s", want, out)
		}
	}
}
