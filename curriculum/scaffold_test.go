package curriculum

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestScaffold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "house")
	wrote, err := Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
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
	if again, err := Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); err == nil || len(again) > 0 || !strings.Contains(err.Error(), "already there") {
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

// TestWithEntries: an entry that is there is found however it is written, and what can't
// be read isn't written to.
func TestWithEntries(t *testing.T) {
	const entry = "[[lesson]]\nid = \"x\"\nminutes = 10\n"
	head := "# ours\n[title]\nen = 'M'\n"
	for name, c := range map[string]struct{ src, want string }{
		"none":           {head, head + "\n" + entry},
		"another":        {head + "\n[[lesson]]\nid = \"y\"", head + "\n[[lesson]]\nid = \"y\"\n\n" + entry},
		"single quotes":  {head + "[[lesson]]\nid = 'x'\n", ""},
		"indented":       {head + "  [[ lesson ]]\n  id=\"x\" # ours\n", ""},
		"in one line":    {"lesson = [{id = \"x\"}]\n" + head, ""},
		"several lines":  {head + "[[lesson]]\nid = \"\"\"\nx\"\"\"\n", ""},
		"only in a word": {head + "[[lesson]]\nid = \"y\"\nbring = \"\"\"\n[[lesson]]\nid = \"x\"\n\"\"\"\n", head + "[[lesson]]\nid = \"y\"\nbring = \"\"\"\n[[lesson]]\nid = \"x\"\n\"\"\"\n\n" + entry},
	} {
		if got, err := WithEntries(c.src, []string{"x"}, []string{entry}); err != nil || got != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, c.want)
		}
	}
	for _, src := range []string{"[[lesson", "lesson = [{id = 'y'}]\n", "lesson = 3\n"} {
		if got, err := WithEntries(src, []string{"x"}, []string{entry}); err == nil {
			t.Errorf("%q became %q", src, got)
		}
	}
	// What nobody has written yet is too large nowhere in it.
	full := head + strings.Repeat("# ours\n", (maxModuleBytes-len(head))/7)
	var p Problem
	if got, err := WithEntries(full, []string{"x"}, []string{entry}); !errors.As(err, &p) || p.Code != "too-big" || p.Pos.Line != 0 {
		t.Errorf("a full one: %v, %d bytes", err, len(got))
	}
}
