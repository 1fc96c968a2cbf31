package curriculum

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScaffold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "house")
	wrote, err := Scaffold(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := loadDir(t, dir)
	if len(c.Problems)+len(c.Notes) > 0 || len(c.Modules) != 1 || len(c.Modules[0].Lessons) != 3 || len(c.Languages) != 2 {
		t.Errorf("%v %v", c.Problems, c.Modules)
	}
	if len(wrote) != 12 {
		t.Errorf("%q", wrote)
	}
	before, err := os.ReadFile(filepath.Join(dir, wrote[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, wrote[len(wrote)-1])); err != nil {
		t.Fatal(err)
	}
	if again, err := Scaffold(dir); err == nil || len(again) > 0 || !strings.Contains(err.Error(), "already there") {
		t.Errorf("%q %v", again, err)
	}
	after, err := os.ReadFile(filepath.Join(dir, wrote[0]))
	if err != nil || string(after) != string(before) {
		t.Error("a file was replaced")
	}
	if _, err := os.Stat(filepath.Join(dir, wrote[len(wrote)-1])); err == nil {
		t.Error("half of it was written")
	}
}

func TestCopyLesson(t *testing.T) {
	c := Load(layer("", "m/module.toml", "fast = true\nroles = \"swapped\"\n"+module("x", "y"), "m/x.en.md", sound, "m/x.fr.md", titled("fr", "Un"), "m/y.en.md", sound))
	dir := t.TempDir()
	for _, step := range []struct {
		lesson string
		want   []string
	}{
		{"m/x", []string{"m/module.toml", "m/x.en.md", "m/x.fr.md"}},
		{"m/y", []string{"m/y.en.md", "m/module.toml"}},
		{"m/x", nil}, {"m/none", nil}, {"../m/x", nil},
	} {
		got, err := CopyLesson(c, step.lesson, dir)
		if diff := cmp.Diff(step.want, got); diff != "" || (err != nil) != (step.want == nil) {
			t.Errorf("%s: %v %s", step.lesson, err, diff)
		}
	}
	copied := loadDir(t, dir)
	if len(copied.Problems)+len(copied.Notes) > 0 {
		t.Fatal(copied.Problems, copied.Notes)
	}
	for _, id := range []string{"m/x", "m/y"} {
		was, _ := c.Lesson(id)
		is, ok := copied.Lesson(id)
		if !ok {
			t.Fatal("no ", id)
		}
		if is.Minutes != was.Minutes || is.Edition != was.Edition || !is.Reviewed.Equal(was.Reviewed) || !cmp.Equal(is.DigComp, was.DigComp) ||
			!cmp.Equal(is.Module.Titles, was.Module.Titles) || !is.Module.Fast || !is.Module.Swapped || !cmp.Equal(is.Languages(), was.Languages()) {
			t.Errorf("%+v\n%+v", is, was)
		}
	}
}

// TestCopyBuiltin holds that any built-in lesson can be taken out and laid over.
func TestCopyBuiltin(t *testing.T) {
	c := Load(Builtin())
	dir := t.TempDir()
	for _, m := range c.Modules {
		if _, err := CopyLesson(c, m.Lessons[0].ID, dir); err != nil {
			t.Error(err)
		}
	}
	l, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	both := Load(Builtin(), l)
	if len(both.Problems) > 0 || len(both.Modules) != len(c.Modules) {
		t.Error(both.Problems)
	}
	if first := both.Modules[0].Lessons[0]; first.Layer != dir {
		t.Errorf("%s is %q's", first.ID, first.Layer)
	}
}
