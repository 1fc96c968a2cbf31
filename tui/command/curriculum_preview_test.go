package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// TestFollow: what an author saves is read anew, in whichever way their editor saves it.
func TestFollow(t *testing.T) {
	dir := t.TempDir()
	if _, err := curriculum.Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	p := &preview{f: englishFactory(), dir: dir, under: []curriculum.Layer{curriculum.Builtin()}}
	first, err := p.read()
	if err != nil {
		t.Fatal(err)
	}
	reloads, stop, err := follow(dir, p.read, first)
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
				case r := <-reloads:
					if r.Curriculum == nil {
						continue
					}
					l, ok := r.Curriculum.Lesson(lesson)
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

// TestPreviewFinding: what is wrong is told in a line with its remedy, and what could be
// walked stays.
func TestPreviewFinding(t *testing.T) {
	dir := t.TempDir()
	if _, err := curriculum.Scaffold(dir, time.Now()); err != nil {
		t.Fatal(err)
	}
	p := &preview{f: englishFactory(), dir: dir, under: []curriculum.Layer{curriculum.Builtin()}}
	if r, err := p.read(); err != nil || r.Finding != "" || r.Curriculum == nil {
		t.Fatalf("%+v %v", r, err)
	}
	path := filepath.Join(dir, "our-house", "team-chat.en.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	save := func(old, new string) {
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("## Talk", "## Chat")
	if r, err := p.read(); err != nil || r.Curriculum != nil || !strings.Contains(r.Finding, "team-chat.en.md:") || !strings.Contains(r.Finding, "wrong-step") || !strings.HasSuffix(r.Finding, "→ ## Talk") {
		t.Errorf("%+v %v", r, err)
	}
	save("Inès used", "Simply, Inès used")
	if r, err := p.read(); err != nil || r.Curriculum == nil || !strings.Contains(r.Finding, "belittling") {
		t.Errorf("%+v %v", r, err)
	}
	save("", "")
	if r, err := p.read(); err != nil || r.Curriculum == nil || r.Finding != "" {
		t.Errorf("%+v %v", r, err)
	}
}

// englishFactory says what it says in English.
func englishFactory() *Factory {
	c, _ := phrases.Load()
	return &Factory{Now: time.Now, catalogues: c, words: c.For("en")}
}
