package curriculum

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"binome/curriculum/block"
)

const aFact = `
[night-work]
en = "Eleven hours of rest."
fr = "Onze heures de repos."
kind = "law"
country = "fr"
source = "Code du travail, L3131-1"
source_date = 2016-08-10
checked = 2026-11-30
expires = 2027-11-30
as_of = true

[name-check]
en = "Banks compare the name with the IBAN."
kind = "law"
country = "EU"
source = "Regulation (EU) 2024/886"
source_date = 2024-03-13
url = "https://eur-lex.europa.eu/eli/reg/2024/886/oj"
checked = 2026-11-30
expires = 2027-11-30

[short-posts]
en = "Short posts move house."
kind = "service"
source = "Help page"
source_date = 2026-01-02
checked = 2026-11-30
expires = 2027-05-30
`

func factsOf(layers ...fstest.MapFS) *Curriculum {
	var all []Layer
	for i, files := range layers {
		all = append(all, Layer{FS: files, Name: strings.Repeat("x", i)})
	}
	return Load(all...)
}

func ids(facts []Fact) string {
	var all []string
	for _, f := range facts {
		all = append(all, f.ID)
	}
	return strings.Join(all, " ")
}

// TestFactsByLayer: a layer adds, overrides by id, and leaves out; its country leaves out
// the laws of others, and never the Union's.
func TestFactsByLayer(t *testing.T) {
	below := fstest.MapFS{"facts.toml": {Data: []byte(aFact)}}
	for name, c := range map[string]struct{ above, country, want string }{
		"as it is":      {"", "", "night-work name-check short-posts"},
		"dropped":       {"[night-work]\ndrop = true\n", "", "name-check short-posts"},
		"added":         {strings.Replace(aFact, "night-work", "day-work", 1), "", "night-work name-check short-posts day-work"},
		"of France":     {"", "fr", "night-work name-check short-posts"},
		"of Belgium":    {"", "be", "name-check short-posts"},
		"Belgium's own": {strings.Replace(strings.Split(aFact, "\n\n")[0], `"fr"`, `"be"`, 1), "BE", "night-work name-check short-posts"},
	} {
		t.Run(name, func(t *testing.T) {
			above := fstest.MapFS{"facts.toml": {Data: []byte(c.above)}, "curriculum.toml": {Data: []byte("country = \"" + c.country + "\"\n")}}
			cur := factsOf(below, above)
			if got := ids(cur.Facts()); got != c.want {
				t.Errorf("%s, want %s: %v", got, c.want, cur.Problems)
			}
			if _, known, _ := cur.Fact("night-work"); !known {
				t.Error("a fact that is left out isn't gone")
			}
		})
	}
	cur := factsOf(below)
	f, known, holds := cur.Fact("night-work")
	if !known || !holds || !f.AsOf || f.Claim("fr-CA") != "Onze heures de repos." || f.Claim("de") != "Eleven hours of rest." || f.Checked.Format("2006-01-02") != "2026-11-30" || f.KeyPos("expires").Line != 10 {
		t.Errorf("%+v", f)
	}
	if _, known, holds := cur.Fact("nobody"); known || holds {
		t.Error("nobody is known")
	}
}

// TestFactFaults: what can't be read costs its entry, and is told where it stands.
func TestFactFaults(t *testing.T) {
	for name, c := range map[string]struct {
		old, new, want string
		left           int
	}{
		"no claim":     {"en = \"Short posts move house.\"\n", "", "facts.toml:23:1 the fact short-posts says nothing", 2},
		"kind":         {`"service"`, `"rumour"`, `facts.toml:25:1 the fact short-posts can't be of the kind "rumour"`, 2},
		"no source":    {`source = "Help page"`, "", "facts.toml:23:1 the fact short-posts names no source", 2},
		"no date":      {"checked = 2026-11-30\nexpires = 2027-05-30", "expires = 2027-05-30", "facts.toml:23:1 the fact short-posts has no checked", 2},
		"expired then": {"expires = 2027-05-30", "expires = 2026-11-30", "facts.toml:29:1 the fact short-posts expires before it was checked", 2},
		"a text":       {"source_date = 2026-01-02", `source_date = "2026-01-02"`, "facts.toml:27:1 the fact short-posts has a source_date that is not a date", 2},
		"a number":     {`source = "Help page"`, "source = 7", "facts.toml:26:1 the fact short-posts has a source that is not a text", 2},
		"a yes":        {"as_of = true", `as_of = "yes"`, "facts.toml:11:1 the fact night-work has a as_of that is neither true nor false", 2},
		"misspelt":     {"as_of = true", "asof_ = true", `facts.toml:11:1 the fact night-work has a key that nothing reads, "asof_"`, 2},
		"bad id":       {"[short-posts]", "[Short]", `facts.toml:23:1 "Short" can't be a fact`, 2},
		"bad TOML":     {"[short-posts]", "[short-posts", "facts.toml:23:13 expected '.' or ']' to end table name, but got '\\n' instead", 0},
	} {
		t.Run(name, func(t *testing.T) {
			src := strings.Replace(aFact, c.old, c.new, 1)
			cur := factsOf(fstest.MapFS{"facts.toml": {Data: []byte(src)}})
			problems := cur.FactProblems()
			if len(problems) == 0 {
				t.Fatal("nothing told")
			}
			if got := problems[0].Pos.String() + " " + problems[0].Text; got != c.want || problems[0].Fix == "" {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			if len(cur.Facts()) != c.left {
				t.Errorf("%d facts are left", len(cur.Facts()))
			}
		})
	}
}

const withKeys = `[title]
en = "A"

[[lesson]]
id = "new"
minutes = 25
needs = ["gone/before"]
facts = ["discover:night-work", "name-check"]
together = [1, 2, 0]
alone = [3]
discover = "case"
talk = "phone"
confession = true
was = ["gone/before", "a/old"]
`

func oneLesson(module string) fstest.MapFS {
	return fstest.MapFS{"a/module.toml": {Data: []byte(module)}, "a/new.en.md": {Data: []byte(strings.Replace(sound, "- [ ] Look.", "- [ ] Look. {later}", 1))}}
}

// TestLessonKeys: what an entry may say of facts, minutes and shapes.
func TestLessonKeys(t *testing.T) {
	cur := factsOf(oneLesson(withKeys), fstest.MapFS{"curriculum.toml": {Data: []byte("[[session]]\nminutes = 60\nlessons = [\"a/old\"]\n")}})
	if len(cur.Problems)+len(cur.Notes) > 0 {
		t.Fatal(cur.Problems, cur.Notes)
	}
	l, ok := cur.Lesson("gone/before")
	if !ok || l.ID != "a/new" || cur.Canonical("a/old") != "a/new" || cur.Canonical("x/y") != "x/y" || cur.Route[0].Lessons[0] != "a/new" {
		t.Error("the lesson isn't found under its old name")
	}
	got := []any{l.Needs, l.Facts, l.BoxMinutes, l.Shapes, l.Confession, l.Was}
	want := []any{[]string{"a/new"}, []Citation{{"night-work", Discover}, {"name-check", ""}}, map[StepID][]int{Together: {1, 2, 0}, Alone: {3}},
		map[StepID]string{Discover: "case", Talk: "phone"}, true, []string{"gone/before", "a/old"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, ok := cur.WithoutGuides().Lesson("a/old"); !ok {
		t.Error("a mentee's terminal doesn't know the old name")
	}
}

// TestLessonKeyFaults: what makes no sense is a note at its key, and costs that key.
func TestLessonKeyFaults(t *testing.T) {
	for name, c := range map[string]struct{ old, new, code, at string }{
		"fact":     {`"name-check"`, `"soon:name-check"`, "unknown-fact", "facts"},
		"minutes":  {"[1, 2, 0]", "[1, 500, 0]", "box-minutes", "together"},
		"shape":    {`"case"`, `"phone"`, "unknown-shape", "discover"},
		"was":      {`"a/old"`, `"old"`, "old-name", "was"},
		"was here": {`"a/old"`, `"a/new"`, "old-name", "was"},
		"twice":    {"was = [\"gone/before\", \"a/old\"]\n", "was = [\"gone/before\"]\n\n[[lesson]]\nid = \"other\"\nminutes = 10\nwas = [\"gone/before\"]\n", "old-name", "was"},
	} {
		t.Run(name, func(t *testing.T) {
			files := oneLesson(strings.Replace(withKeys, c.old, c.new, 1))
			files["a/other.en.md"] = files["a/new.en.md"]
			if name != "twice" {
				delete(files, "a/other.en.md")
			}
			cur := factsOf(files)
			if len(cur.Notes) != 1 || len(cur.Problems) != 0 {
				t.Fatal(cur.Problems, cur.Notes)
			}
			n := cur.Notes[0]
			l, _ := cur.Lesson(n.Lesson)
			if n.Code != c.code || n.Pos != l.KeyPos(c.at) || n.Fix == "" || n.Pos.Line == 0 {
				t.Errorf("%+v", n)
			}
		})
	}
}

// TestLater: a box that is not asked for in the hour says so by a mark that nobody sees.
func TestLater(t *testing.T) {
	for text, want := range map[string]struct {
		words string
		later bool
	}{
		"Do it. {later}":      {"Do it.", true},
		"Do it.{later}":       {"Do it.", true},
		"Do it {later} today": {"Do it {later} today", false},
		"Do it. {Later}":      {"Do it. {Later}", false},
	} {
		src := strings.Replace(sound, "- [ ] Look.", "- [ ] "+text, 1)
		l := parseLesson("a/b.en.md", "en", src)
		got := l.text.Step(Together).Items[2]
		if block.Words(got.Spans) != want.words || got.Later != want.later {
			t.Errorf("%q is %+v", text, got)
		}
		for _, p := range Examine("a/b.en.md", "en", src).Passages {
			if p.Kind == BoxPassage && want.later && strings.Contains(p.Plain, "later") {
				t.Errorf("%q is read as %q", text, p.Plain)
			}
		}
	}
}

// TestWords: a company's names for its tools.
func TestWords(t *testing.T) {
	cur := factsOf(fstest.MapFS{"words.toml": {Data: []byte("[tools]\nchat = \"Slack\"\ndrive = \"SharePoint\"\n")}},
		fstest.MapFS{"words.toml": {Data: []byte("[tools]\nchat = \"Teams\"\nfax = \"F\"\n")}})
	if cur.Tool("chat") != "Teams" || cur.Tool("drive") != "SharePoint" || cur.Tool("mail") != "" {
		t.Error(cur.tools)
	}
	if len(cur.Notes) != 1 || cur.Notes[0].Code != "unknown-tool" || cur.Notes[0].Pos.Line != 3 || len(cur.Problems) != 0 {
		t.Error(cur.Notes, cur.Problems)
	}
}

// TestAge: a lesson is as old as its oldest fact, and says so at the step that asks.
func TestAge(t *testing.T) {
	date := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	const entry = "[title]\nen = \"A\"\n[[lesson]]\nid = \"new\"\nminutes = 25\nreviewed = 2026-06-01\n"
	old := strings.Replace(strings.Replace(aFact, "checked = 2026-11-30\nexpires = 2027-05-30", "checked = 2026-03-05\nexpires = 2026-12-01", 1), "country = \"EU\"", "country = \"be\"", 1)
	for name, c := range map[string]struct {
		module, country, age, asOf, today string
		stale                             bool
	}{
		"no facts":            {entry, "", "2026-06-01", "", "2027-06-01", false},
		"a year and a day":    {entry, "", "2026-06-01", "", "2027-06-02", true},
		"half a year":         {"fast = true\n" + entry, "", "2026-06-01", "", "2026-12-02", true},
		"never":               {strings.Replace(entry, "reviewed", "# ", 1), "", "", "", "2026-11-30", true},
		"one fact":            {entry + `facts = ["discover:night-work"]`, "", "2026-11-30", "2026-11-30", "2027-06-02", false},
		"the older of two":    {entry + `facts = ["discover:night-work", "discover:short-posts"]`, "", "2026-03-05", "2026-11-30", "2026-11-30", false},
		"one has expired":     {entry + `facts = ["night-work", "short-posts"]`, "", "2026-03-05", "", "2026-12-01", true},
		"another step":        {entry + `facts = ["talk:night-work"]`, "", "2026-11-30", "", "2026-11-30", false},
		"of another country":  {entry + `facts = ["discover:night-work"]`, "be", "2026-06-01", "", "2026-11-30", false},
		"of nobody's country": {entry + `facts = ["gone"]`, "", "2026-06-01", "", "2026-11-30", false},
	} {
		t.Run(name, func(t *testing.T) {
			files := oneLesson(c.module)
			files["facts.toml"] = &fstest.MapFile{Data: []byte(old)}
			files["curriculum.toml"] = &fstest.MapFile{Data: []byte("country = \"" + c.country + "\"\n")}
			cur := factsOf(files)
			l, ok := cur.Lesson("a/new")
			if !ok {
				t.Fatal(cur.Problems)
			}
			var age, asOf string
			if d := cur.Age(l); !d.IsZero() {
				age = d.Format(time.DateOnly)
			}
			if d, ok := cur.AsOf(l, Discover); ok {
				asOf = d.Format(time.DateOnly)
			}
			if got := cur.Stale(l, date(c.today)); age != c.age || asOf != c.asOf || got != c.stale {
				t.Errorf("age %s, as of %q, stale %t; want %s, %q, %t", age, asOf, got, c.age, c.asOf, c.stale)
			}
		})
	}
}
