package check

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
)

func houseLayer(t *testing.T) curriculum.Layer {
	return curriculum.Layer{FS: house(t), Name: "house"}
}

func rulesFound(found []Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Rule)
	}
	return all
}

func TestEmptyQuestion(t *testing.T) {
	files := house(t)
	s := seed{rule: "empty-question", file: chatEN, old: "### Somebody asks in the channel what a colleague earns. You know. What do you do? {#salary}", new: "### {#salary}", at: "### {#salary}"}
	plant(t, files, s)
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{})
	// goldmark takes {#salary} for the words of a heading that has none but its id.
	if len(found) != 1 || found[0].Rule != "bad-question-id" && found[0].Rule != "empty-question" {
		t.Errorf("%+v", found)
	}
}

func TestCoverage(t *testing.T) {
	found := Run(context.Background(), []curriculum.Layer{houseLayer(t)}, Options{Own: true, Whole: true, Rules: []string{"digcomp-coverage"}})
	if len(found) != 21-4 { // 1.3 2.1 2.4 2.5 are taught there
		t.Errorf("%d competences are missed: %v", len(found), rulesFound(found))
	}
	for _, f := range found {
		if f.Layer == "house" && !strings.Contains(f.Text, "no lesson covers") {
			t.Errorf("%+v", f)
		}
	}
}

func TestWrongFolder(t *testing.T) {
	for _, c := range []struct {
		files fstest.MapFS
		want  []string
	}{
		{fstest.MapFS{}, []string{"no-lessons"}},
		{fstest.MapFS{"img/a.png": {}, "README.md": {}}, []string{"no-lessons", "not-looked-at"}},
		{fstest.MapFS{"module.toml": {}, "a.en.md": {}}, []string{"no-lessons", "not-looked-at"}},
		{fstest.MapFS{"lessons/ours/module.toml": {}, "lessons/ours/a.en.md": {}}, []string{"no-lessons", "not-looked-at"}},
		// These say something without a lesson.
		{fstest.MapFS{"presence/module.toml": {Data: []byte("[title]\nen = \"P\"\n")}}, nil},
		{fstest.MapFS{"curriculum.toml": {Data: []byte("hide = []\n")}}, nil},
		{fstest.MapFS{"phrases/de.toml": {Data: []byte("[steps]\ntalk = \"Reden\"\n")}}, nil},
		{fstest.MapFS{"words.toml": {Data: []byte("[tools]\nchat = \"Teams\"\n")}}, nil},
	} {
		found := Run(context.Background(), []curriculum.Layer{{FS: c.files, Name: "house"}}, Options{})
		if diff := cmp.Diff(c.want, rulesFound(found)); diff != "" {
			t.Error(diff)
		}
		if c.want != nil && Errors(found) != 1 {
			t.Errorf("%v: no error", c.files)
		}
		if _, deep := c.files["module.toml"]; deep && !strings.Contains(found[0].Text, "one folder too deep") {
			t.Errorf("%q", found[0].Text)
		}
	}
}

// TestOneFaultOften holds that a file full of one fault is told once for all.
func TestOneFaultOften(t *testing.T) {
	files := house(t)
	plant(t, files, seed{file: fileEN, old: "So the place", new: strings.Repeat("double-click ", 500) + "\n\nSo the place"})
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Rules: []string{"click-path"}})
	if len(found) != maxTimes {
		t.Errorf("%d findings", len(found))
	}
	for _, f := range found {
		if utf8.RuneCountInString(f.Quote) > maxQuote || f.Pos.Line == 0 {
			t.Errorf("%s quotes %d bytes", f.Pos, len(f.Quote))
		}
	}
}

// TestRulesAsked holds that --rule takes names and groups.
func TestRulesAsked(t *testing.T) {
	files := house(t)
	plant(t, files, seed{file: chatFR, old: "À midi elle", new: "À midi, il suffit qu'elle"})
	plant(t, files, seed{file: fileEN, old: "So the place", new: "So [the place](our-house/cellar)"})
	layer := curriculum.Layer{FS: files, Name: "house"}
	for _, c := range []struct{ ask, want []string }{
		{nil, []string{"belittling", "dead-link"}}, {[]string{"13"}, []string{"belittling"}}, {[]string{"dead-link"}, []string{"dead-link"}},
		{[]string{"12", "belittling"}, []string{"belittling", "dead-link"}}, {[]string{"1"}, nil},
	} {
		got := rulesFound(Run(context.Background(), []curriculum.Layer{layer}, Options{Rules: c.ask}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.ask, diff)
		}
	}
}

// TestOnlyWhatIsAsked holds that layers below are read and not judged.
func TestOnlyWhatIsAsked(t *testing.T) {
	below := house(t)
	plant(t, below, seed{file: fileEN, old: "So the place", new: "So [the place](our-house/cellar)"})
	above := fstest.MapFS{chatFR: house(t)[chatFR]}
	plant(t, above, seed{file: chatFR, old: "[!CAUTION]", new: "[!TIP]"})
	found := Run(context.Background(), []curriculum.Layer{{FS: above, Name: "above"}}, Options{Under: []curriculum.Layer{{FS: below, Name: "below"}}, Today: today})
	if diff := cmp.Diff([]string{"other-callouts"}, rulesFound(found)); diff != "" || found[0].Layer != "above" || found[0].Lang != "fr" {
		t.Errorf("%s %+v", diff, found)
	}
}

// TestOneLanguage holds that a lesson in one language runs, with a warning.
func TestOneLanguage(t *testing.T) {
	files := house(t)
	for name := range files {
		if strings.HasSuffix(name, ".fr.md") || name == "glossary.fr.toml" {
			delete(files, name)
		}
	}
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{})
	if Errors(found) > 0 || len(found) != 3 {
		t.Errorf("%+v", found)
	}
}

// TestAnotherLanguage holds that German, of which nothing is known here, is held to
// what needs no knowledge of it.
func TestAnotherLanguage(t *testing.T) {
	files := house(t)
	german := string(files[fileEN].Data)
	for i, h := range [5]string{"Entdecken", "Gemeinsam", "Sie sind dran", "Gespräch", "Behalten"} {
		en, _ := curriculum.Headings("en")
		german = strings.Replace(german, "## "+en[i]+"\n", "## "+h+"\n", 1)
	}
	files["our-house/find-a-file.de.md"] = &fstest.MapFile{Data: []byte(strings.Replace(german, "[!NOTE]", "[!TIP]", 1))}
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{})
	if diff := cmp.Diff([]string{"missing-title"}, rulesFound(found)); diff != "" {
		t.Error(diff, found)
	}
}

func TestCircles(t *testing.T) {
	files := house(t)
	needs := map[string]string{"team-chat": "our-house/find-a-file", "find-a-file": "our-house/book-a-room", "book-a-room": "our-house/team-chat"}
	about := "[title]\nen = \"x\"\nfr = \"x\"\n"
	for _, id := range []string{"team-chat", "find-a-file", "book-a-room"} {
		about += fmt.Sprintf("[[lesson]]\nid = %q\nminutes = 25\nneeds = [%q]\n", id, needs[id])
	}
	files["our-house/module.toml"] = &fstest.MapFile{Data: []byte(about)}
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Rules: []string{"circle-of-needs"}})
	if len(found) != 3 || !strings.Contains(found[0].Text, "our-house/team-chat → our-house/find-a-file → our-house/book-a-room → our-house/team-chat") {
		t.Errorf("%+v", found)
	}
}

// TestProgressAndEnd holds that progress is told in order, and that a run ends when
// it is told to.
func TestProgressAndEnd(t *testing.T) {
	var told []int
	o := Options{Progress: func(done, total int) {
		if total != 3 {
			t.Errorf("%d lessons", total)
		}
		told = append(told, done)
	}}
	Run(context.Background(), []curriculum.Layer{houseLayer(t)}, o)
	if diff := cmp.Diff([]int{1, 2, 3}, told); diff != "" {
		t.Error(diff)
	}
	told = nil
	ended, end := context.WithCancel(context.Background())
	end()
	Run(ended, []curriculum.Layer{houseLayer(t)}, o)
	if len(told) > 2 { // a select may still take one or two
		t.Errorf("%d lessons after the end", len(told))
	}
}

// TestSame holds that two runs find the same, in the same order.
func TestSame(t *testing.T) {
	files := house(t)
	for _, s := range seeds[:8] {
		if s.file == chatFR && strings.Contains(string(files[chatFR].Data), s.old) {
			plant(t, files, s)
		}
	}
	run := func() []Finding {
		return Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Own: true, Today: today})
	}
	first := run()
	if len(first) < 3 {
		t.Fatalf("%d findings", len(first))
	}
	for range 5 {
		if diff := cmp.Diff(first, run()); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestWriteText(t *testing.T) {
	place := func(line, col int) curriculum.Pos {
		return curriculum.Pos{File: "m/l.fr.md", Line: line, Col: col}
	}
	found := []Finding{
		{Pos: curriculum.Pos{File: "x"}, Rule: "no-module-file", Severity: Error, Layer: "house/", Text: "the folder has lessons and no module.toml", Fix: "add x/module.toml"},
		{Pos: place(3, 6), End: place(3, 11), Rule: "belittling", Severity: Warning, Layer: "house/", Lesson: "m/l", Text: `"facile"`, Fix: "ôtez le mot", Quote: "Été : facile, éh"},
		{Pos: place(4, 120), Rule: "dead-link", Severity: Error, Layer: "house/", Lesson: "m/l", Text: "there is no lesson a/b", Fix: "name a lesson", Quote: strings.Repeat("é ", 59) + "x[ici](a/b) " + strings.Repeat("à ", 50)},
		{Pos: place(5, 1), Rule: "evil", Severity: Error, Layer: "house/", Lesson: "m/l", Text: "bad \x1b[31mred", Fix: "f\x07", Quote: shown("a\x1b]52;c;x\x07\tb\u202ec")},
	}
	var b strings.Builder
	if err := WriteText(&b, found, TextOptions{Width: 60}); err != nil {
		t.Fatal(err)
	}
	want := `house/
  house/x: error: the folder has lessons and no module.toml [no-module-file]
      → add x/module.toml

m/l
  house/m/l.fr.md:3:6: warning: "facile" [belittling]
      │ Été : facile, éh
      │      ^^^^^
      → ôtez le mot
  house/m/l.fr.md:4:120: error: there is no lesson a/b [dead-link]
      │ …é é é é é é é é é é é é é é x[ici](a/b) à à à à à …
      │                               ^
      → name a lesson
  house/m/l.fr.md:5:1: error: bad red [evil]
      │ a bc
      │ ^
      → f

3 errors, 1 warning
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := WriteText(&b, found[1:2], TextOptions{Quiet: true}); err != nil || b.String() != "0 errors, 1 warning\n" {
		t.Errorf("%q %v", b.String(), err)
	}
	b.Reset()
	if err := WriteText(&b, nil, TextOptions{}); err != nil || b.String() != "" {
		t.Errorf("%q %v", b.String(), err)
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	found := []Finding{{
		Pos: curriculum.Pos{File: "m/l.fr.md", Line: 3, Col: 6}, End: curriculum.Pos{File: "m/l.fr.md", Line: 3, Col: 11}, Rule: "belittling", Group: 13,
		Severity: Warning, Layer: "house", Lesson: "m/l", Lang: "fr", Text: "<facile>", Fix: "ôtez", Quote: "Été : facile",
	}}
	if err := WriteJSON(&b, found, ""); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"format": 1.0, "errors": 0.0, "warnings": 1.0, "findings": []any{map[string]any{
		"layer": "house", "file": "m/l.fr.md", "line": 3.0, "column": 6.0, "end_line": 3.0, "end_column": 11.0, "severity": "warning",
		"rule": "belittling", "group": 13.0, "lesson": "m/l", "language": "fr", "message": "<facile>", "fix": "ôtez", "quote": "Été : facile",
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := WriteJSON(&b, nil, ""); err != nil || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("%q %v", b.String(), err)
	}
}

// TestOff: an author turns off what warns, in their own folder alone; an error stays.
func TestOff(t *testing.T) {
	off := func(name string) fstest.MapFS {
		files := house(t)
		plant(t, files, seed{file: chatFR, old: "À midi elle", new: "À midi, il suffit qu'elle"})
		plant(t, files, seed{file: fileEN, old: "So the place", new: "So [the place](our-house/cellar)"})
		if name != "" {
			files["curriculum.toml"] = &fstest.MapFile{Data: []byte("[check]\noff = [\"" + name + "\"]\n")}
		}
		return files
	}
	for name, want := range map[string][]string{
		"": {"belittling", "dead-link"}, "belittling": {"dead-link"}, "ageing": {"belittling", "dead-link"},
		"dead-link": {"unknown-rule", "belittling", "dead-link"}, "13": {"unknown-rule", "belittling", "dead-link"},
	} {
		got := rulesFound(Run(context.Background(), []curriculum.Layer{{FS: off(name), Name: "house"}}, Options{}))
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	above := fstest.MapFS{"curriculum.toml": {Data: []byte("[check]\noff = [\"belittling\"]\n")}}
	found := Run(context.Background(), []curriculum.Layer{{FS: off(""), Name: "house"}, {FS: above, Name: "above"}}, Options{Rules: []string{"belittling"}})
	if len(found) != 1 {
		t.Errorf("another layer's author turned it off: %v", found)
	}
}
