package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
)

// TestFollow: what an author saves is read anew, in whichever way their editor saves it.
func TestFollow(t *testing.T) {
	dir := t.TempDir()
	if _, err := curriculum.Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	reloads, stop, err := follow(dir, func() (*curriculum.Curriculum, error) {
		l, err := curriculum.Dir(dir)
		if err != nil {
			return nil, err
		}
		return curriculum.Load(curriculum.Builtin(), l), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.en.md"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	path := files[0]
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	module := filepath.Base(filepath.Dir(path))
	lesson := module + "/" + strings.TrimSuffix(filepath.Base(path), ".en.md")
	for name, save := range map[string]func(string) error{
		"in place": func(s string) error { return os.WriteFile(path, []byte(s), 0o600) },
		"by a rename": func(s string) error {
			if err := os.WriteFile(path+"~", []byte(s), 0o600); err != nil {
				return err
			}
			return os.Rename(path+"~", path)
		},
	} {
		t.Run(name, func(t *testing.T) {
			saved := time.Now()
			if err := save(strings.ReplaceAll(string(text), "## Discover", "## Discover\n\nSaved "+name+".")); err != nil {
				t.Fatal(err)
			}
			for {
				select {
				case c := <-reloads:
					l, ok := c.Lesson(lesson)
					if !ok {
						continue
					}
					if got, err := l.Text("en"); err == nil && strings.Contains(block.Plain(got.Steps[0].Blocks, block.Phrases{}), "Saved "+name) {
						t.Logf("%s after it was saved", time.Since(saved).Round(time.Millisecond))
						return
					}
				case <-time.After(20 * time.Second): // a hung test, not a slow one
					t.Fatal("never read anew")
				}
			}
		})
	}
}
