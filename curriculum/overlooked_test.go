package curriculum

import (
	"strings"
	"testing"
)

// TestOverlooked: Markdown that no loader looks at is told of, once a folder and reason, and
// what is looked at isn't.
func TestOverlooked(t *testing.T) {
	for file, why := range map[string]string{
		"m/l.en.md":      "",
		"m/module.toml":  "",
		"l.en.md":        whyRoot,
		"m/deep/l.en.md": whyDeep,
		"_m/l.en.md":     whyHidden,
		"m/.l.en.md":     whyHidden,
		"m/l.en.MD":      whyEnding,
		"m/l.markdown":   whyEnding,
	} {
		found := Overlooked(layer("x", file, "text"))
		if why == "" && len(found) > 0 || why != "" && (len(found) != 1 || !strings.HasSuffix(found[0].Text, why) || found[0].Pos.File != file || found[0].Fix == "") {
			t.Errorf("%s: %+v, want %q", file, found, why)
		}
	}
	both := Overlooked(layer("x", "a.en.md", "", "b.en.md", "", "m/deep/c.en.md", ""))
	if len(both) != 2 || !strings.HasPrefix(both[0].Text, "2 Markdown files") {
		t.Errorf("%+v", both)
	}
}

// TestNumbersOfManifests: a number in a manifest is the number, up to what an hour can be.
func TestNumbersOfManifests(t *testing.T) {
	c := Load(layer("x", "curriculum.toml", "[[session]]\nminutes = 45\nlessons = [\"m/l\"]\n", "m/module.toml", module("l"), "m/l.en.md", sound))
	if len(c.Route) != 1 || c.Route[0].Minutes != 45 {
		t.Errorf("the route is %+v", c.Route)
	}
	if l, ok := c.Lesson("m/l"); !ok || l.Minutes != 25 || l.Edition != 2 {
		t.Errorf("the lesson is %+v", l)
	}
	if got := strings.Join(c.Languages, " "); got != "en" {
		t.Errorf("the languages are %q", got)
	}
}
