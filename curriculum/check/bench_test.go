package check

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"binome/curriculum"
)

// generated writes lessons of the usual size, in both languages, five a module.
func generated(b *testing.B, lessons int) string {
	b.Helper()
	dir := b.TempDir()
	c := curriculum.Load(curriculum.Builtin())
	original, ok := c.Lesson("presence/headline-photo")
	if !ok {
		b.Fatal("no lesson to copy")
	}
	bodies := map[string]string{}
	for _, lang := range []string{"en", "fr"} {
		d, err := original.Draft(lang)
		if err != nil {
			b.Fatal(err)
		}
		bodies[lang] = strings.Join(d.Lines, "\n") + "\n"
	}
	write := func(path, body string) {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	for m := range (lessons + 4) / 5 {
		module := filepath.Join(dir, fmt.Sprintf("module-%d", m))
		if err := os.Mkdir(module, 0o700); err != nil {
			b.Fatal(err)
		}
		about := "[title]\nen = \"One of many\"\nfr = \"Un parmi d'autres\"\n"
		for l := range min(5, lessons-5*m) {
			about += fmt.Sprintf("\n[[lesson]]\nid = \"lesson-%d\"\nminutes = 25\ndigcomp = [\"2.6\"]\nedition = 1\nreviewed = 2026-11-22\n", l)
			for lang, body := range bodies {
				write(filepath.Join(module, fmt.Sprintf("lesson-%d.%s.md", l, lang)), body)
			}
		}
		write(filepath.Join(module, "module.toml"), about)
	}
	return dir
}

// BenchmarkCheck2000 is check over 2,000 lessons in two languages. The goal is 2 s on
// two cores.
func BenchmarkCheck2000(b *testing.B) {
	dir := generated(b, 2000)
	for b.Loop() {
		layer, err := curriculum.Dir(dir)
		if err != nil {
			b.Fatal(err)
		}
		found := Run(context.Background(), []curriculum.Layer{layer}, Options{Today: today, Under: []curriculum.Layer{curriculum.Builtin()}})
		if Errors(found) > 0 {
			b.Fatal(found[0])
		}
	}
}

// BenchmarkLoad2000 is starting the coach with the same folder: everything is parsed.
func BenchmarkLoad2000(b *testing.B) {
	dir := generated(b, 2000)
	for b.Loop() {
		layer, err := curriculum.Dir(dir)
		if err != nil {
			b.Fatal(err)
		}
		if c := curriculum.Load(layer); len(c.Problems) > 0 {
			b.Fatal(c.Problems[0])
		}
	}
}
