package check

import (
	"slices"
	"strings"
	"testing"

	"binome/curriculum"
)

// TestPage: the page is whole, in both languages: every key that is read, every rule, call-out,
// step and number, and nothing left to fill in.
func TestPage(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		page := Page(lang, "/data/curriculum")
		for _, left := range []string{"{keys", "{example", "{steps", "{rules", "{tools", "{few", "{many", "{lesson", "{front", "{step", "{practice", "{screen", "{guide", "{facts", "{labels", "{callouts", "{discover", "{talk"} {
			if strings.Contains(page, left) {
				t.Errorf("%s: %s is not filled in", lang, left)
			}
		}
		for _, k := range curriculum.Keys() {
			if !strings.Contains(page, "| `"+k.Name+"` |") || k.Kind == "" || k.About[lang] == "" {
				t.Errorf("%s: %+v", lang, k)
			}
			if lang == "fr" && k.Default != "" && In("fr", k.Default) == k.Default && !slices.Contains([]string{"25", "1", "false"}, k.Default) {
				t.Errorf("nothing says %q in French", k.Default)
			}
			if lang == "fr" && In("fr", k.Kind) == k.Kind && !slices.Contains([]string{"date", "table", "tables"}, k.Kind) {
				t.Errorf("nothing says %q in French", k.Kind)
			}
		}
		for _, r := range Rules() {
			if !strings.Contains(page, "`"+r.Name+"`") {
				t.Errorf("%s: no %s", lang, r.Name)
			}
		}
		for _, s := range []string{"`/data/curriculum`", "[!MENTOR]", "- [x]", "{#", "{later}", "hide = ", "[[session]]", "phrases/", "tool:chat", "![", "Découvrir", "Discover", "**Next step:**", "256 K", "8192"} {
			if !strings.Contains(page, s) {
				t.Errorf("%s: nothing of %s", lang, s)
			}
		}
	}
}
