package command

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestCourses: a folder of more pages than a module.toml holds becomes several modules, and
// none of its pages is left out.
func TestCourses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Our notes")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	const pages = 2*mostLessons + 5
	for i := range pages {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.md", i)), []byte("# A page\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := (&Factory{}).courses(&curriculumImportOptions{From: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	got := ""
	for _, c := range all {
		got += fmt.Sprintf("%s %d\n", c.module, len(c.sources))
		for _, s := range c.sources {
			seen[s.Path] = true
		}
	}
	if want := "our-notes 300\nour-notes-2 300\nour-notes-3 5\n"; got != want || len(seen) != pages {
		t.Errorf("%d pages in\n%s", len(seen), got)
	}
}
