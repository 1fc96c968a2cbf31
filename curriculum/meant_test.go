package curriculum

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestMisnamed: a name in curriculum.toml that nothing has is told with the one it is like, and
// what a folder hides is told to be hidden.
func TestMisnamed(t *testing.T) {
	for toml, want := range map[string]string{
		`hide = ["welbeing"]`:        "unknown-hidden did you mean wellbeing?",
		`hide = ["wellbeing/alert"]`: "unknown-hidden did you mean wellbeing/alerts?",
		`hide = ["cellar"]`:          "unknown-hidden take it out of hide, or write it as module or module/lesson",
		`modules = ["welbeing"]`:     "unknown-module did you mean wellbeing?",
		`modules = ["cellar"]`:       "unknown-module write it, or take it out of modules",
		`modules = ["wellbeing"]`:    "",
		`hide = ["wellbeing"]`:       "",
		"[[session]]\nminutes = 60\nlessons = [\"presence/headlin-photo\"]": "unknown-lesson did you mean presence/headline-photo?",
	} {
		c := Load(Builtin(), Layer{Name: "ours", FS: fstest.MapFS{"curriculum.toml": {Data: []byte(toml)}}})
		got := ""
		for _, p := range slices.Concat(c.Problems, c.Notes) {
			if p.Code == "route-gap" {
				got = p.Code
				continue
			}
			got += p.Code + " " + p.Fix
		}
		if got != want {
			t.Errorf("%s: %q, not %q", toml, got, want)
		}
		layer, at, hidden := c.HiddenBy("wellbeing/alerts")
		if hides := toml == `hide = ["wellbeing"]`; hidden != hides || hides && (layer != "ours" || at.String() != "curriculum.toml:1:1") {
			t.Errorf("%s: hidden %v, %s %s", toml, hidden, layer, at)
		}
	}
}
