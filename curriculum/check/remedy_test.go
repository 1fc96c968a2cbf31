package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestRemedies: what a remedy shows can be typed as it is shown, and mends the fault.
func TestRemedies(t *testing.T) {
	law := func(old, new string) string { return strings.Replace(lawTOML, old, new, 1) }
	for i, c := range []struct {
		seed
		how string // the remedy takes the line's place, or goes above or below it
	}{
		{seed{rule: "bad-minutes", file: about, old: "minutes = 10", new: "minutes = 0"}, "line"},
		{seed{rule: "bad-toml", file: about, old: "minutes = 25", new: "minutes = \"25\""}, "line"},
		{seed{rule: "bad-toml", file: about, old: "minutes = 25", new: "minutes = 25.5"}, "line"},
		{seed{rule: "bad-toml", file: about, old: `digcomp = ["1.3"]`, new: `digcomp = "1.3"`}, "line"},
		{seed{rule: "bad-toml", file: about, old: `digcomp = ["1.3"]`, new: `digcomp = [1.3]`}, "line"},
		{seed{rule: "bad-toml", file: about, old: "reviewed = 2026-11-22\n", new: "reviewed = \"2026-11-22\"\n"}, "line"},
		{seed{rule: "bad-toml", file: about, old: "together = [1, 1, 1]", new: "together = 3"}, "line"},
		{seed{rule: "bad-toml", file: about, old: "\n[title]", new: "\nfast = \"no\"\n[title]"}, "line"},
		{seed{rule: "bad-toml", file: about, old: `en = "How we do it here"`, new: "en = 3"}, "line"},
		{seed{rule: "bad-toml", file: about, old: "needs = []", new: "confession = 1"}, "line"},
		{seed{rule: "bad-toml", file: "curriculum.toml", old: `["our-house"]`, new: `"our-house"`}, "line"},
		{seed{rule: "wrong-step", file: fileEN, old: "## Talk", new: "## Chat"}, "line"},
		{seed{rule: "wrong-step", file: fileEN, old: "## Talk", new: "## Your turn"}, "line"},
		{seed{rule: "missing-step", file: fileEN, old: "## Talk\n", new: ""}, "above"},
		{seed{rule: "missing-step", file: fileEN, old: "## Remember\n", new: ""}, "above"},
		{seed{rule: "extra-step", file: fileEN, old: "So the place", new: "## Background *now*\n\nSo the place"}, "line"},
		{seed{rule: "title-differs", file: fileEN, old: "\n# Find", new: "\n# Look"}, "line"},
		{seed{rule: "title-differs", file: fileEN, old: "title = \"Find a file without asking\"", new: "title = \"Find *all* #1 files & [go]\""}, "line"},
		{seed{rule: "no-title-heading", file: fileEN, old: "# Find a file without asking\n", new: ""}, "below"},
		{seed{rule: "no-bring", file: fileEN, old: "bring = \"Your", new: "bring = \"\" # \"Your"}, "line"},
		{seed{rule: "no-objective", file: fileEN, old: "objective =", new: "# objective ="}, "below"},
		{seed{rule: "no-objective", file: chatFR, old: "objective =", new: "# objective ="}, "below"},
		{seed{rule: "no-question-id", file: chatEN, old: " {#salary}", new: ""}, "line"},
		{seed{rule: "bad-question-id", file: chatEN, old: "{#salary}", new: "{#Salary}"}, "line"},
		{seed{rule: "double-question-id", file: chatEN, old: "{#salary}", new: "{#no-answer}"}, "line"},
		{seed{rule: "no-question-id", file: chatFR, old: " {#salary}", new: ""}, "line"},
		{seed{rule: "missing-title", file: about, old: `fr = "Comment on fait chez nous"`, new: ""}, "[title]"},
		{seed{rule: "digcomp-count", file: about, old: `digcomp = ["1.3"]`, new: "digcomp = []"}, "line"},
		{seed{rule: "no-review-date", file: about, old: "reviewed = 2026-11-22      #", new: "#"}, "below"},
		{seed{rule: "bad-edition", file: about, old: "edition = 1 ", new: "edition = -1"}, "line"},
		{seed{rule: "unknown-roles", file: about, old: "# a lesson's", new: "roles = \"turned\" # a lesson's"}, "line"},
		{seed{rule: "box-minutes", file: about, old: "together = [1, 1, 1]", new: "together = [1, 1]"}, "line"},
		{seed{rule: "box-minutes", file: about, old: "alone = [1, 1, 0]", new: "alone = [1, 0, 1]"}, "line"},
		{seed{rule: "fact-entry", file: "facts.toml", new: law("kind = \"law\"", "kind = \"rumour\"")}, "line"},
		{seed{rule: "fact-entry", file: "facts.toml", new: law("source = ", "# ")}, "below"},
		{seed{rule: "fact-entry", file: "facts.toml", new: law("checked = 2026-11-20", "checked = \"2026-11-20\"")}, "line"},
		{seed{rule: "missing-claim", file: "facts.toml", new: law("fr = \"Elle tient.\"\n", "")}, "below"},
		{seed{rule: "glossary-entry", file: "glossary.fr.toml", old: "means =", new: "# "}, "below"},
		{seed{rule: "route-time", file: "curriculum.toml", new: "[[session]]\nminutes = 20\nlessons = [\"our-house/find-a-file\", \"our-house/book-a-room\"]\n"}, "minutes"},
		{seed{rule: "guide-missing", file: fileEN, old: "> [!MENTOR]", new: "> [!NOTE]"}, "guide"},
		{seed{rule: "no-next-step", file: fileEN, old: "**Next step:**", new: "**One thing:**"}, "plan"},
	} {
		t.Run(fmt.Sprintf("%d %s", i, c.rule), func(t *testing.T) {
			files := house(t)
			plant(t, files, c.seed)
			before := remedied(files)
			at := slices.IndexFunc(before, func(f Finding) bool { return f.Rule == c.rule })
			if at < 0 {
				t.Fatalf("not found: %v", rulesFound(before))
			}
			for _, lang := range []string{"en", "fr"} {
				mended := fstest.MapFS{}
				for name, f := range files {
					mended[name] = f
				}
				apply(mended, before[at], In(lang, before[at].Fix), c.how)
				after := remedied(mended)
				if Errors(after) > 0 && Errors(after) >= max(Errors(before), 1) {
					t.Errorf("%q leaves errors: %v", In(lang, before[at].Fix), after)
				}
				for _, f := range after {
					if f.Rule == c.rule && f.Pos.File == before[at].Pos.File && f.Text == before[at].Text {
						t.Errorf("%q mends nothing: %s", In(lang, before[at].Fix), f.Text)
					}
				}
			}
		})
	}
}

func remedied(files fstest.MapFS) []Finding {
	return Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Today: today})
}

// apply types a remedy as it is shown.
func apply(files fstest.MapFS, f Finding, fix, how string) {
	lines := strings.Split(string(files[f.Pos.File].Data), "\n")
	at := f.Pos.Line - 1
	switch how {
	case "[title]":
		how, at = "below", slices.Index(lines, "[title]")
	case "minutes":
		how, at = "line", slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "minutes") })
	case "guide": // > [!MENTOR] and, in the next line, > what the mentor does
		mark, _, _ := strings.Cut(fix, "]")
		how, fix = "below", mark+"]\n> x\n"
	case "plan": // end with **Next step:** and what follows when
		how, at, fix = "below", len(lines)-1, fix[strings.Index(fix, "**"):]
	}
	switch how {
	case "line":
		lines[at] = fix
	case "above":
		lines = slices.Insert(lines, at, "", fix, "", "x", "")
	case "below":
		lines = slices.Insert(lines, at+1, fix)
	}
	files[f.Pos.File] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
}
