package command

import (
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestLessonsOf: a preview has its own folder's lessons, whatever other layers bring.
func TestLessonsOf(t *testing.T) {
	layer := func(name, module string) curriculum.Layer {
		body := "+++\ntitle = \"A\"\ntask = \"t\"\nbring = \"b\"\n+++\n\n# A\n"
		headings, _ := curriculum.Headings("en")
		for _, h := range headings {
			body += "\n## " + h + "\n\nx\n"
		}
		return curriculum.Layer{Name: name, FS: fstest.MapFS{
			module + "/module.toml": {Data: []byte("[title]\nen = \"M\"\n[[lesson]]\nid = \"a\"\nminutes = 10\n")},
			module + "/a.en.md":     {Data: []byte(body)},
		}}
	}
	cur := curriculum.Load(layer("data", "aa"), layer("mine", "bb"))
	if got := lessonsOf(cur, "mine"); len(got) != 1 || got[0] != "bb/a" {
		t.Errorf("opens %q: %v", got, cur.Problems)
	}
	if got := lessonsOf(cur, "empty"); len(got) > 0 {
		t.Errorf("an empty folder has %q", got)
	}
}
