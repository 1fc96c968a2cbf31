package check

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestCopies: a copy is told when the built-in lesson has moved, of what and where; what the
// remedy says to type, in either language, tells that it was looked at.
func TestCopies(t *testing.T) {
	const entry, module, lesson = "[[lesson]]\nid = \"find-a-file\"", "our-house/module.toml", "our-house/find-a-file."
	find := func(files, below fstest.MapFS) (said []Finding) {
		for _, f := range Run(context.Background(), []curriculum.Layer{{FS: files, Name: "ours"}}, Options{Today: today, Under: []curriculum.Layer{{FS: below}}}) {
			if f.Rule == "copy-moved" {
				said = append(said, f)
			}
		}
		return said
	}
	put := func(files fstest.MapFS, name, old, new string) {
		t.Helper()
		was := string(files[name].Data)
		if !strings.Contains(was, old) {
			t.Fatalf("%q isn't in %s", old, name)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(was, old, new, 1))}
	}
	for name, c := range map[string]struct {
		move func(below fstest.MapFS)
		want string // "" when there is nothing to tell
	}{
		"as it was": {func(fstest.MapFS) {}, ""},
		"line ends": {func(b fstest.MapFS) {
			b[lesson+"en.md"].Data = []byte(strings.ReplaceAll(string(b[lesson+"en.md"].Data), "\n", "\r\n"))
		}, ""},
		"read again": {func(b fstest.MapFS) { put(b, module, "reviewed = 2026-11-22", "reviewed = 2026-11-23") }, ""},
		"a word":     {func(b fstest.MapFS) { put(b, lesson+"fr.md", "fichier", "dossier") }, "the built-in our-house/find-a-file has changed since it was copied: find-a-file.fr.md"},
		"minutes":    {func(b fstest.MapFS) { put(b, module, entry+"\nminutes = 10", entry+"\nminutes = 45") }, "the built-in our-house/find-a-file has changed since it was copied: module.toml"},
		"a language": {func(b fstest.MapFS) { delete(b, lesson+"fr.md") }, "the built-in our-house/find-a-file has changed since it was copied: find-a-file.fr.md"},
		"an edition": {func(b fstest.MapFS) {
			put(b, module, "[\"1.3\"]\nedition = 1", "[\"1.3\"]\nedition = 2")
		},
			"the built-in our-house/find-a-file is of edition 2 now, this copy of edition 1: module.toml"},
		"gone": {func(b fstest.MapFS) { put(b, module, `id = "find-a-file"`, `id = "other"`) }, "our-house/find-a-file is no built-in lesson any more"},
	} {
		t.Run(name, func(t *testing.T) {
			below, ours := house(t), house(t)
			own := curriculum.Layer{FS: below, Trusted: true}
			l, ok := curriculum.Load(own).Lesson("our-house/find-a-file")
			if !ok {
				t.Fatal("no lesson")
			}
			text, err := curriculum.WithRecord(string(ours[module].Data), "find-a-file", curriculum.RecordOf(own, l))
			if err != nil {
				t.Fatal(err)
			}
			ours[module] = &fstest.MapFile{Data: []byte(text)}
			c.move(below)
			said := find(ours, below)
			if c.want == "" {
				if len(said) > 0 {
					t.Errorf("%s", said[0].Text)
				}
				return
			}
			if len(said) != 1 || said[0].Text != c.want || said[0].Layer != "ours" || !strings.HasPrefix(said[0].Quote, "copied = ") {
				t.Fatalf("%+v", said)
			}
			for _, lang := range []string{"en", "fr"} {
				lines := strings.Split(text, "\n")
				if fix := In(lang, said[0].Fix); strings.HasPrefix(fix, "copied = ") {
					lines[said[0].Pos.Line-1] = fix
				} else {
					lines = slices.Delete(lines, said[0].Pos.Line-1, said[0].Pos.Line)
				}
				ours[module] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
				if after := find(ours, below); len(after) > 0 {
					t.Errorf("%s: %q mends nothing: %s", lang, said[0].Fix, after[0].Text)
				}
			}
		})
	}
}
