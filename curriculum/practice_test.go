package curriculum

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const practised = `[title]
en = "How"
fr = "Comment"

[files.draft]
en = "draft.txt"
fr = "brouillon.txt"

[files.plan]
en = "plan.png"

[[lesson]]
id = "a"
files = ["together:draft", "plan"]
`

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// practising is a module of one lesson with something to practise on.
func practising() fstest.MapFS {
	return fstest.MapFS{
		"m/module.toml": file(practised), "m/a.en.md": file(titled("en", "A")), "m/a.fr.md": file(titled("fr", "A")),
		"m/files/draft.txt": file("It's \ufeffold.\n"), "m/files/brouillon.txt": file("\ufeffC'est vieux.\n"), "m/files/plan.png": file("\x89PNG\r\n\x1a\nx"),
	}
}

// TestFiles: a lesson's practice files have a name in each language and a step, and the
// highest layer that has one of a name has its say.
func TestFiles(t *testing.T) {
	above := fstest.MapFS{"m/module.toml": file("[files.draft]\nfr = \"copie.txt\"\n"), "m/files/copie.txt": file("La copie.\n"), "m/files/draft.txt": file("The copy.\n")}
	c := Load(Layer{FS: practising(), Name: "below"}, Layer{FS: above, Name: "above"})
	if len(c.Problems) > 0 || len(c.Notes) > 0 {
		t.Fatalf("%v %v", c.Problems, c.Notes)
	}
	l, _ := c.Lesson("m/a")
	for _, want := range []struct {
		lang  string
		step  StepID
		files string
	}{
		{"en", Together, "draft.txt plan.png"}, {"en", Alone, "plan.png"}, {"en", Talk, ""},
		{"fr", Together, "copie.txt plan.png"}, {"fr-CA", Together, "copie.txt plan.png"}, {"de", Together, "draft.txt plan.png"},
	} {
		var names []string
		for _, f := range l.FilesAt(want.step, want.lang) {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != want.files {
			t.Errorf("at %s in %s: %q, not %q", want.step, want.lang, got, want.files)
		}
	}
	for lang, want := range map[string]string{"en": "The copy.\n", "fr": "La copie.\n"} {
		if got, err := l.Files(lang)[0].Text(); err != nil || got != want {
			t.Errorf("in %s: %q, %v", lang, got, err)
		}
	}
	if l.Files("en")[1].IsText() {
		t.Error("a picture is no text")
	}
	guest, _ := c.WithoutGuides().Lesson("m/a")
	if len(guest.Files("fr")) != 2 {
		t.Error("who is sent no guide is sent the files")
	}
}

// TestPracticeProblems: what an author is told of practice files.
func TestPracticeProblems(t *testing.T) {
	both := func(*Module) []string { return []string{"en", "fr"} }
	for _, c := range []struct {
		change func(fstest.MapFS)
		want   string // the codes
	}{
		{func(fstest.MapFS) {}, "practice-language"}, // the plan has no French name
		{func(f fstest.MapFS) { f["m/files/draft.txt"] = file(strings.Repeat("x", MaxPracticeBytes+1)) }, "practice-language practice-large"},
		{func(f fstest.MapFS) { f["m/files/draft.txt"] = file("caf\xe9") }, "practice-kind practice-language"},
		{func(f fstest.MapFS) { f["m/files/plan.png"] = file("GIF89a") }, "practice-kind practice-language"},
		{func(f fstest.MapFS) { delete(f, "m/files/draft.txt") }, "practice-language practice-missing"},
		{func(f fstest.MapFS) { f["m/files/old.txt"] = file("x") }, "practice-language practice-unnamed"},
		{func(f fstest.MapFS) {
			f["m/module.toml"] = file(strings.Replace(practised, `"together:draft", `, "", 1))
		}, "practice-language practice-unnamed"},
		{func(f fstest.MapFS) {
			f["m/module.toml"] = file(strings.Replace(practised, "together:draft", "together:drift", 1))
		}, "practice-language practice-unknown practice-unnamed"},
	} {
		files := practising()
		c.change(files)
		var codes []string
		for _, p := range Load(Layer{FS: files, Name: "x"}).PracticeProblems(both) {
			codes = append(codes, p.Code)
			if p.Layer != "x" || p.Fix == "" || p.Text == "" {
				t.Errorf("%+v", p)
			}
			if p.Code == "practice-large" && !strings.HasSuffix(p.Text, "larger than 256 KiB") {
				t.Errorf("%s", p.Text)
			}
		}
		slices.Sort(codes)
		if got := strings.Join(codes, " "); got != c.want {
			t.Errorf("found %q, not %q", got, c.want)
		}
	}
}

// TestNothingElseIsRead: a name that leads out of the folder, or is a system's own, is no
// practice file's, and one that is too large by now isn't read.
func TestNothingElseIsRead(t *testing.T) {
	for _, name := range []string{"../module.toml", "a/b.txt", "con.txt", ".txt", "draft.exe", "draft.txt.exe", "Draft.txt", "-rf.txt", "é.txt", ""} {
		if practiceName(name) {
			t.Errorf("%q may be a practice file", name)
		}
	}
	files := practising()
	c := Load(Layer{FS: files, Name: "x", Trusted: true})
	l, _ := c.Lesson("m/a")
	files["m/files/draft.txt"] = file(strings.Repeat("x", MaxPracticeBytes+1))
	if raw, err := l.Files("en")[0].Read(); err == nil || len(raw) > 0 {
		t.Errorf("read %d bytes, %v", len(raw), err)
	}
}

// TestWithFiles: a module.toml names files once, whatever it says else.
func TestWithFiles(t *testing.T) {
	files := map[string]map[string]string{"draft": {"en": "draft.txt", "fr": "brouillon.txt"}}
	once, err := WithFiles("[title]\nen = \"X\"\n\n[[lesson]]\nid = \"a\"\n", files)
	if err != nil || !strings.HasSuffix(once, "id = \"a\"\n\n[files.draft]\nen = \"draft.txt\"\nfr = \"brouillon.txt\"\n") {
		t.Fatalf("%v\n%s", err, once)
	}
	if twice, err := WithFiles(once, files); err != nil || twice != once {
		t.Errorf("%v\n%s", err, twice)
	}
}
