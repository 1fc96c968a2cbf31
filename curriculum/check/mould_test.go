package check

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"binome/curriculum"
)

// street is a curriculum of so many lessons that have no words in common, but for what
// change makes of each.
func street(lessons int, change func(n int, body string) string, entry func(n int) string) fstest.MapFS {
	files := fstest.MapFS{}
	module := "[title]\nen = \"A street\"\n"
	for n := range lessons {
		body := "+++\ntitle = \"A house\"\ntask = \"It is built.\"\nbring = \"A stone.\"\n+++\n\n# A house\n"
		headings, _ := curriculum.Headings("en")
		for i, h := range headings {
			own := fmt.Sprintf("%c%c", 'a'+n, 'a'+i)
			body += fmt.Sprintf("\n## %s\n\nOne%s two%s three%s.\n\n> [!MENTOR]\n> Four%s five%s six%s.\n", h, own, own, own, own, own, own)
		}
		if change != nil {
			body = change(n, body)
		}
		files[fmt.Sprintf("street/l%d.en.md", n)] = &fstest.MapFile{Data: []byte(body)}
		module += fmt.Sprintf("\n[[lesson]]\nid = \"l%d\"\nminutes = 10\n", n)
		if entry != nil {
			module += entry(n)
		}
	}
	files["street/module.toml"] = &fstest.MapFile{Data: []byte(module)}
	return files
}

// TestMould: what recurs in too many lessons is told once, with how often.
func TestMould(t *testing.T) {
	first := func(most int, old, new string) func(int, string) string {
		return func(n int, body string) string {
			if n < most {
				return strings.Replace(body, old, new, 1)
			}
			return body
		}
	}
	everyone := func(s string) func(int) string { return func(int) string { return s } }
	turns := func(step string, shapes ...string) func(int) string {
		return func(n int) string { return fmt.Sprintf("%s = %q\n", step, shapes[n%len(shapes)]) }
	}
	discover := `discover = "case"` + "\n"
	for name, c := range map[string]struct {
		lessons int
		change  func(int, string) string
		entry   func(int) string
		route   string
		want    []string
	}{
		"nothing recurs":         {8, nil, nil, "", nil},
		"two of eight begin so":  {8, first(2, "## Talk\n", "## Talk\n\nChange roles now.\n"), nil, "", nil},
		"three of eight do":      {8, first(3, "## Talk\n", "## Talk\n\nChange roles now.\n"), nil, "", []string{`same-opening: 3 of 8 lessons in "en" begin talk with "change roles"`, `stock-phrase: 3 of 8 lessons in "en" say "change roles now"`}},
		"of five nothing recurs": {5, first(5, "## Talk\n", "## Talk\n\nChange roles now.\n"), nil, "", nil},
		"two of eight say so":    {8, first(2, "> [!MENTOR]\n> ", "> [!MENTOR]\n> Now count your hints aloud. "), nil, "", nil},
		"three of eight say so": {8, first(3, "> [!MENTOR]\n> ", "> [!MENTOR]\n> Now count your hints aloud. "), nil, "", []string{
			`same-opening: 3 of 8 lessons in "en" begin discover guide with "now count"`, `stock-phrase: 3 of 8 lessons in "en" say "now count your hints aloud"`}},
		"small change":         {8, first(8, "\n\n> [!MENTOR]", "\n\nIt is what you do.\n\n> [!MENTOR]"), nil, "", nil},
		"a part in two of six": {6, nil, func(n int) string { return discover + talkOf(n, "role", "phone", "draw") }, "", nil},
		"a part in three":      {6, nil, func(n int) string { return discover + talkOf(n, "role", "phone") }, "", []string{"shape-share: the mentor plays a part in 3 of 6 lessons"}},
		"a failure in two":     {6, nil, func(n int) string { return map[bool]string{true: "confession = true\n"}[n < 2] }, "", nil},
		"a failure in three":   {6, nil, func(n int) string { return map[bool]string{true: "confession = true\n"}[n < 3] }, "", []string{"shape-share: the mentor owns up to a failure in 3 of 6 lessons"}},
		"one without a shape": {6, nil, func(n int) string {
			return map[bool]string{true: discover + "talk = \"phone\"\n", false: discover}[n > 0]
		}, "", []string{"shape-missing: street/l0 doesn't say what form talk takes"}},
		"four forms of fifteen": {15, nil, func(n int) string {
			return turns("discover", "case", "puzzle", "file", "numbers")(n) + turns("talk", "phone", "lines", "draw", "examine", "silence")(n)
		}, "", []string{"shape-share: discover takes 4 forms in 15 lessons"}},
		"the route": {6, nil, func(n int) string {
			return turns("discover", "case", "puzzle")(n) + turns("talk", "phone", "draw", "lines")(n)
		}, "l0 l1 l2 l3", nil},
		"the same twice": {6, nil, func(n int) string {
			return turns("discover", "case", "puzzle")(n) + turns("talk", "phone", "draw", "lines")(n)
		}, "l0 l2 l4 l5",
			[]string{`shape-twice: on the route discover is "case" in street/l0 and again in street/l2`, `shape-twice: on the route discover is "case" in street/l2 and again in street/l4`}},
		"everybody alike": {6, nil, everyone("confession = false\n"), "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			files := street(c.lessons, c.change, c.entry)
			if c.route != "" {
				route := ""
				for _, l := range strings.Fields(c.route) {
					route += "[[session]]\nminutes = 60\nlessons = [\"street/" + l + "\"]\n"
				}
				files["curriculum.toml"] = &fstest.MapFile{Data: []byte(route)}
			}
			var got []string
			for _, f := range Run(context.Background(), []curriculum.Layer{{FS: files, Name: "street"}}, Options{Rules: []string{"same-opening", "stock-phrase", "shape-missing", "shape-share", "shape-twice"}}) {
				if f.Layer != "street" || f.Fix == "" {
					t.Errorf("%+v", f)
				}
				got = append(got, f.Rule+": "+f.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q", got)
			}
		})
	}
}

func talkOf(n int, shapes ...string) string { return fmt.Sprintf("talk = %q\n", shapes[n%len(shapes)]) }

// TestJoined: a phrase of any length is found again from its pieces, in whatever order.
func TestJoined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 9).Draw(t, "words")
		var words []string
		for i := range n {
			words = append(words, fmt.Sprintf("w%d", i))
		}
		var pieces []stock
		for i := range n - 2 {
			pieces = append(pieces, stock{strings.Join(words[i:i+3], " "), []int{1, 2, 3}})
		}
		pieces = append(pieces, stock{"w1 w2 other", []int{7, 8, 9}}) // of other lessons: no part of it
		got := joined(rapid.Permutation(pieces).Draw(t, "order"))
		if len(got) != 2 || !slices.ContainsFunc(got, func(s stock) bool { return s.text == strings.Join(words, " ") }) {
			t.Errorf("%v", got)
		}
	})
}
