package check

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"binome/curriculum"
)

// FuzzCheck puts anything in the place of a paragraph, of a lesson, of module.toml:
// check ends, every finding has a rule that is listed, a fix, and a place in its file,
// and can be written out.
func FuzzCheck(f *testing.F) {
	files := houseOf(f)
	lesson := string(files[chatEN].Data)
	const here = "Nadia used to ask"
	f.Add("- [ ] x\n\n> [!MENTOR]\n> y")
	f.Add("### {#a}\n[b](c)\n\n|a|\n|-|")
	f.Add("[[lesson]]\nid = \"team-chat\"\nneeds = [\"our-house/team-chat\"]\nminutes = 3\nreviewed = 1979-05-27T07:32:00Z\n")
	f.Add("100 % évident, il suffit d\u00a0'y")
	f.Fuzz(func(t *testing.T, s string) {
		for name, body := range map[string]string{chatEN: strings.Replace(lesson, here, s, 1), chatFR: s, about: s, "glossary.en.toml": s, "curriculum.toml": s} {
			changed := fstest.MapFS{}
			for n, file := range files {
				changed[n] = file
			}
			changed[name] = &fstest.MapFile{Data: []byte(body)}
			layer := curriculum.Layer{FS: changed, Name: "house"}
			found := Run(context.Background(), []curriculum.Layer{layer}, Options{Own: true, Whole: true, Today: today})
			for _, finding := range found {
				sane(t, finding, layer)
			}
			if WriteText(io.Discard, found, TextOptions{Width: 40}) != nil || WriteJSON(io.Discard, found, "fr") != nil {
				t.Fatal("can't be written")
			}
		}
	})
}

func sane(t *testing.T, f Finding, layer curriculum.Layer) {
	t.Helper()
	if ruleOf(f.Rule).About == "" || f.Text == "" || f.Fix == "" || f.Pos.File == "" {
		t.Fatalf("%+v", f)
	}
	lines := layer.Lines(f.Pos.File)
	if f.Pos.Line == 0 || len(lines) == 0 || f.Rule == "not-utf8" {
		return
	}
	if f.Pos.Line > len(lines) || f.Pos.Col < 1 || f.Pos.Col > utf8.RuneCountInString(lines[f.Pos.Line-1])+1 {
		t.Fatalf("%s [%s] is outside of its file's %d lines", f.Pos, f.Rule, len(lines))
	}
}
