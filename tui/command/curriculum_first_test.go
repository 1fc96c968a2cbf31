package command

import (
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestFirstOf: a preview opens its own folder's first lesson, whatever other layers bring.
func TestFirstOf(t *testing.T) {
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
	if got := firstOf(cur, "mine/"); got != "bb/a" {
		t.Errorf("opens %q: %v", got, cur.Problems)
	}
	if got := firstOf(cur, "empty"); got != "" {
		t.Errorf("an empty folder opens %q", got)
	}
}
