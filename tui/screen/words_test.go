package screen

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/charmbracelet/colorprofile"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/theme"
)

// TestTermsOf: a step's words are those that stand in it whole, by any of their names, in
// the plural too,
// never those of the guide.
func TestTermsOf(t *testing.T) {
	const lesson = "+++\ntitle = \"T\"\nobjective = \"I can show it.\"\ntask = \"Done.\"\nbring = \"Nothing.\"\n+++\n# T\n\n" +
		"## Discover\n\nA thread, two Hash-tags, and one repost.\n\n> [!MENTOR]\n> Say what a canary is.\n\n" +
		"## Together\n\n- [ ] Look at the reach of it.\n\n## Your turn\n\n- [ ] Do it.\n\n## Talk\n\nWell.\n\n" +
		"## Remember\n\n### Which? {#which}\n\n- [x] The feed.\n  - Yes.\n- [ ] No.\n  - No.\n\n**Next step:** If so, then so.\n"
	fsys := fstest.MapFS{
		"curriculum.toml":  {Data: []byte("framework = \"DigComp\"\nversion = \"3.0\"\nmodules = [\"m\"]\n")},
		"m/module.toml":    {Data: []byte("[title]\nen = \"M\"\n[[lesson]]\nid = \"l\"\nminutes = 25\ndigcomp = [\"2.1\"]\nedition = 1\nreviewed = 2026-11-01\n")},
		"m/l.en.md":        {Data: []byte(lesson)},
		"glossary.en.toml": {Data: []byte(glossary("thread", "hashtag", "post", "canary", "reach", "feed"))},
	}
	cur := curriculum.Load(curriculum.Layer{FS: fsys})
	if len(cur.Problems) > 0 {
		t.Fatal(cur.Problems)
	}
	all, errs := phrases.Load()
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	env := &Env{Words: all.For("en"), Cur: cur, Now: time.Now}
	for step, want := range map[curriculum.StepID][]string{
		curriculum.Discover: {"thread", "hashtag"}, // not the "post" in repost, not the guide's canary
		curriculum.Together: {"reach"},
		curriculum.Talk:     nil,
		curriculum.Remember: {"feed"},
	} {
		var got []string
		for _, term := range termsOf(env, progress.Place{Lesson: "m/l", Step: step}, cur.Glossary("en")) {
			got = append(got, term.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", step, got, want)
		}
	}
	if got := termsOf(env, progress.Place{}, cur.Glossary("en")); got != nil {
		t.Errorf("outside of a lesson: %v", got)
	}
}

func glossary(ids ...string) string {
	text := ""
	for _, id := range ids {
		also := ""
		if id == "hashtag" {
			also = "also = [\"hash-tag\"]\n"
		}
		text += "[[term]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n" + also + "means = \"It is one.\"\nexample = \"One.\"\n\n"
	}
	return text
}

// TestThemesAreThere: each theme that the settings may name is one of theme's own, on a
// ground of either kind.
func TestThemesAreThere(t *testing.T) {
	for _, s := range storage.Choices("theme") {
		for _, dark := range []bool{true, false} {
			if th := theme.New(theme.Resolve(s, dark), colorprofile.TrueColor); th.Name != theme.Resolve(s, dark) || s != "auto" && !strings.HasPrefix(th.Name, s) {
				t.Errorf("the setting %s gives the theme %s", s, th.Name)
			}
		}
	}
}
