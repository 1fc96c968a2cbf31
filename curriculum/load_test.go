package curriculum

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// layer in memory: path, content, path, content.
func layer(name string, files ...string) Layer {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return Layer{FS: fsys, Name: name}
}

// titled is the sound lesson under another title.
func titled(lang, title string) string {
	return localised(lang, strings.ReplaceAll(sound, "A first post", title))
}

func module(ids ...string) string {
	s := "[title]\nen = \"M\"\nfr = \"Le M\"\n"
	for _, id := range ids {
		s += fmt.Sprintf("[[lesson]]\nid = %q\nminutes = 25\ndigcomp = [\"2.2\"]\nedition = 2\nreviewed = 2026-11-22\n", id)
	}
	return s
}

func codes(c *Curriculum) string {
	var all []string
	for _, p := range c.Problems {
		all = append(all, p.Code+" "+p.Pos.String())
	}
	return strings.Join(all, "; ")
}

func TestBuiltinIsWhole(t *testing.T) {
	c := Load(Builtin())
	if len(c.Modules) == 0 {
		t.Fatal("no modules")
	}
	if len(c.Problems)+len(c.Notes) > 0 {
		t.Errorf("%v %v", c.Problems, c.Notes)
	}
	if p := c.GlossaryProblems(); len(p) > 0 {
		t.Error(p)
	}
	if diff := cmp.Diff([]string{"en", "fr"}, c.Languages); diff != "" {
		t.Error(diff)
	}
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			for _, lang := range []string{"en", "fr"} {
				text, err := l.Text(lang)
				if err != nil {
					t.Error(err)
					continue
				}
				head, err := l.Head(lang)
				if err != nil || head != text.Head || head.Lang != lang {
					t.Errorf("%s %s: head %+v, %v", l.ID, lang, head, err)
				}
				if len(text.Steps) != 5 {
					t.Errorf("%s %s: %d steps", l.ID, lang, len(text.Steps))
				}
			}
		}
	}
}

// TestRoute holds that each session of each route fits its hour with what a session has
// besides lessons (PRODUCT.md): recall 5, promises 5, in return 10, close 5, and 10 in hand;
// the first has no recall and no promises, and the launch's 8.
func TestRoute(t *testing.T) {
	c := Load(Builtin())
	ids := ""
	for _, r := range c.Routes() {
		ids += " " + r.ID
		if len(r.Sessions) != 6 {
			t.Errorf("%s: %d sessions", r.ID, len(r.Sessions))
		}
		for _, lang := range []string{"en", "fr"} {
			if r.ID != Core && (r.Titles[lang] == "" || r.Why[lang] == "") {
				t.Errorf("%s has no title or no end in %s", r.ID, lang)
			}
		}
		for i, s := range r.Sessions {
			minutes := 35
			if s.Launch {
				minutes = 33
			}
			for _, id := range s.Lessons {
				l, ok := c.Lesson(id)
				if !ok {
					t.Errorf("%s: no lesson %s", s.Pos, id)
					continue
				}
				minutes += l.Minutes
			}
			if minutes > s.Minutes || s.Minutes > 60 {
				t.Errorf("%s: %d minutes, and the session has %d", s.Pos, minutes, s.Minutes)
			}
			if s.Launch != (i == 0) || len(s.Lessons) == 0 {
				t.Errorf("%s: launch %v, lessons %v", s.Pos, s.Launch, s.Lessons)
			}
		}
	}
	if ids != " core company-voice collaboration" {
		t.Errorf("routes%s", ids)
	}
	if len(c.Needs) != 5 {
		t.Errorf("%d questions at the launch", len(c.Needs))
	}
	for _, n := range c.Needs {
		if c.RouteOf(n.Route).ID != n.Route || n.Asks["en"] == "" || n.Asks["fr"] == "" {
			t.Errorf("%s: %+v", n.Pos, n)
		}
	}
}

// Routes beside the core route are laid by layer: a core route of one's own leaves all those
// below, a route of a known id takes its place, and what is hidden leaves every route.
func TestRoutesOfLayers(t *testing.T) {
	const core = "[[session]]\nminutes = 60\nlessons = [\"a/x\"]\n"
	const more = "[[route]]\nid = \"more\"\n[[route.session]]\nminutes = 60\nlessons = [\"a/y\"]\n"
	const need = "[[need]]\nroute = \"more\"\nasks = { en = \"More?\" }\n"
	below := layer("below", "curriculum.toml", core+more+need, "a/module.toml", module("x", "y"), "a/x.en.md", sound, "a/y.en.md", sound)
	for _, c := range []struct{ toml, want string }{
		{"", "core[a/x] more[a/y] needs more"},
		{core, "core[a/x] needs"},
		{strings.ReplaceAll(more, "a/y", "a/x"), "core[a/x] more[a/x] needs more"},
		{strings.ReplaceAll(more, "more", "other"), "core[a/x] more[a/y] other[a/y] needs more"},
		{"hide = [\"a/y\"]", "core[a/x] needs; route-gap"},
		{strings.ReplaceAll(need, "more", "core"), "core[a/x] more[a/y] needs core"},
		{strings.ReplaceAll(need, "more", "nowhere"), "core[a/x] more[a/y] needs; unknown-route"},
		{strings.ReplaceAll(more, "more", "core"), "core[a/x] more[a/y] needs more; bad-name"},
		{strings.ReplaceAll(more, "a/y", "a/none"), "core[a/x] needs; unknown-lesson"},
	} {
		cur := Load(below, layer("upper", "curriculum.toml", c.toml))
		got := ""
		for _, r := range cur.Routes() {
			got += r.ID
			for _, s := range r.Sessions {
				got += fmt.Sprint(s.Lessons)
			}
			got += " "
		}
		got += "needs"
		for _, n := range cur.Needs {
			got += " " + n.Route
		}
		for _, p := range append(cur.Notes, cur.Problems...) {
			got += "; " + p.Code
		}
		if got != c.want {
			t.Errorf("%q: %s, not %s", c.toml, got, c.want)
		}
		if r := cur.RouteOf("gone"); r == nil || r.ID != Core {
			t.Errorf("%q: a route that is gone is %v", c.toml, r)
		}
	}
}

func TestLayers(t *testing.T) {
	below := layer("below",
		"curriculum.toml", "framework = \"DigComp\"\nversion = \"3.0\"\nmodules = [\"b\", \"a\"]\n[[session]]\nminutes = 60\nlaunch = true\nlessons = [\"b/x\"]\n",
		"a/module.toml", module("x", "y"), "a/x.en.md", sound, "a/x.fr.md", titled("fr", "Un"), "a/y.en.md", sound,
		"b/module.toml", module("x"), "b/x.en.md", sound, "b/x.fr.md", titled("fr", "Deux"))
	names := func(c *Curriculum) string {
		var s []string
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				s = append(s, l.ID+":"+strings.Join(l.Languages(), ","))
			}
		}
		return strings.Join(s, " ")
	}
	title := func(c *Curriculum, id, lang string) string {
		l, ok := c.Lesson(id)
		if !ok {
			return "none"
		}
		h, err := l.Head(lang)
		if err != nil {
			return err.Error()
		}
		return h.Lang + " " + h.Title
	}
	for _, c := range []struct {
		name   string
		above  Layer
		names  string
		titles map[string]string // "a/x fr" → "fr Un"
	}{
		{"nothing", layer("above"), "b/x:en,fr a/x:en,fr a/y:en", map[string]string{
			"a/x fr": "fr Un", "a/x fr-CA": "fr Un", "a/x de": "en A first post", "a/y fr": "en A first post"}},
		{"one language of one lesson", layer("above", "a/x.fr.md", titled("fr", "Autre")), "b/x:en,fr a/x:en,fr a/y:en",
			map[string]string{"a/x fr": "fr Autre", "a/x en": "en A first post"}},
		{"a new language", layer("above", "a/x.de.md", titled("de", "Erster Beitrag")), "b/x:en,fr a/x:de,en,fr a/y:en",
			map[string]string{"a/x de": "de Erster Beitrag", "a/x de-AT": "de Erster Beitrag", "a/y de": "en A first post"}},
		{"a lesson more", layer("above", "a/module.toml", module("z"), "a/z.en.md", titled("en", "Z")), "b/x:en,fr a/x:en,fr a/y:en a/z:en",
			map[string]string{"a/z fr": "en Z"}},
		{"a module in place of one", layer("above", "a/module.toml", "replace = true\n"+module("z"), "a/z.en.md", titled("en", "Z")), "b/x:en,fr a/z:en",
			map[string]string{"a/x fr": "none"}},
		{"a module more", layer("above", "c/module.toml", module("z"), "c/z.en.md", titled("en", "Z")), "b/x:en,fr a/x:en,fr a/y:en c/z:en", nil},
		{"another order", layer("above", "curriculum.toml", "modules = [\"a\"]"), "a/x:en,fr a/y:en b/x:en,fr", nil},
		{"a broken lesson", layer("above", "a/x.fr.md", "no"), "b/x:en,fr a/x:en,fr a/y:en", map[string]string{"a/x fr": "fr Un"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Load(below, c.above)
			if names(got) != c.names {
				t.Errorf("%s, want %s", names(got), c.names)
			}
			for ask, want := range c.titles {
				id, lang, _ := strings.Cut(ask, " ")
				if title(got, id, lang) != want {
					t.Errorf("%s: %s, want %s", ask, title(got, id, lang), want)
				}
			}
			if c.name != "a broken lesson" && len(got.Problems) > 0 {
				t.Error(got.Problems)
			}
			if got.Framework != "DigComp" || len(got.Route) != 1 || !got.Route[0].Launch {
				t.Errorf("%q %v", got.Framework, got.Route)
			}
		})
	}
	got := Load(below, layer("above", "a/x.fr.md", "no"))
	if want := "no-front-matter a/x.fr.md:1:1"; codes(got) != want || got.Problems[0].Layer != "above" || got.Problems[0].Lesson != "a/x" {
		t.Errorf("%+v, want %s", got.Problems, want)
	}
}

func TestWhatNoLanguageChanges(t *testing.T) {
	c := Load(layer("", "give-back/module.toml", "fast = true\nroles = \"swapped\"\n"+module("x")+"needs = [\"a/b\"]\n", "give-back/x.en.md", sound))
	l, ok := c.Lesson("give-back/x")
	if !ok {
		t.Fatal(c.Problems)
	}
	m := l.Module
	if !m.Fast || !m.Swapped || m.Title("fr") != "Le M" || m.Title("de") != "M" {
		t.Errorf("%+v", m)
	}
	want := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	if l.Minutes != 25 || l.Edition != 2 || !l.Reviewed.Equal(want) || l.Reviewed.Location() != time.UTC || l.DigComp[0] != "2.2" || l.Needs[0] != "a/b" {
		t.Errorf("%+v", l)
	}
}

// TestLeftOut holds what is told of folders that aren't as they should be.
func TestLeftOut(t *testing.T) {
	rtl := "\u202eabc"
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"no module.toml", []string{"m/x.en.md", sound}, "no-module-file m"},
		{"a lesson that isn't listed", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/y.en.md", sound}, "unlisted-lesson m/y.en.md"},
		{"a lesson that isn't written", []string{"m/module.toml", module("x", "y"), "m/x.en.md", sound}, "no-lesson-file m/module.toml:10:1"},
		{"two of one name", []string{"m/module.toml", module("x", "x"), "m/x.en.md", sound}, "double-lesson m/module.toml:10:1"},
		{"a language nobody named", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/x.md", sound}, "no-language m/x.md"},
		{"a device", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/con.en.md", sound}, "bad-name m/con.en.md"},
		{"a flag", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/-rf.en.md", sound}, "bad-name m/-rf.en.md"},
		{"a module that is a flag", []string{"-rf/module.toml", module("x"), "-rf/x.en.md", sound}, "bad-name -rf"},
		{"a module that is a device", []string{"nul/module.toml", module("x"), "nul/x.en.md", sound}, "bad-name nul"},
		{"300 letters", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/" + strings.Repeat("a", 300) + ".en.md", sound}, "bad-name m/" + strings.Repeat("a", 118) + "…"},
		{"an emoji", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/😀.en.md", sound}, "bad-name m/😀.en.md"},
		{"decomposed", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/e\u0301.en.md", sound}, "bad-name m/é.en.md"},
		{"right to left", []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/" + rtl + ".en.md", sound}, "bad-name m/abc.en.md"},
		{"a way out", []string{"m/module.toml", module("x", "../y"), "m/x.en.md", sound}, "bad-name m/module.toml:10:1"},
		{"Latin 1", []string{"m/module.toml", module("x", "y"), "m/x.en.md", sound, "m/y.en.md", strings.Replace(sound, "aloud", "\xe0 voix", 1)}, "not-utf8 m/y.en.md:30:17; no-lesson-file m/module.toml:10:1"},
		{"UTF-16", []string{"m/module.toml", "\xff\xfe[\x00"}, "not-utf8 m/module.toml:1:1"},
		{"10 MB", []string{"m/module.toml", module("x", "y"), "m/x.en.md", sound, "m/y.en.md", strings.Repeat("x", 10<<20)}, "too-big m/y.en.md; no-lesson-file m/module.toml:10:1"},
		{"no minutes", []string{"m/module.toml", "[[lesson]]\nid = \"x\"\n", "m/x.en.md", sound}, ""},
		{"minutes that can't be", []string{"m/module.toml", "[[lesson]]\nid = \"x\"\nminutes = 0\n", "m/x.en.md", sound}, "bad-minutes m/module.toml:3:1"},
		{"a value of the wrong kind", []string{"m/module.toml", "[[lesson]]\nid = \"x\"\nminutes = \"25\"\n[[lesson]]\nid = \"y\"\n", "m/x.en.md", sound, "m/y.en.md", sound}, "bad-toml m/module.toml:3:1"},
		{"a list of the wrong kind", []string{"curriculum.toml", "framework = \"F\"\nmodules = [1, \"m\"]\n", "m/module.toml", "[[lesson]]\nid = \"x\"\n", "m/x.en.md", sound}, "bad-toml curriculum.toml:2:1"},
		{"minutes in words", []string{"m/module.toml", "[[lesson]]\nid = \"x\"\nminutes = \"ten\"\n", "m/x.en.md", sound}, "bad-toml m/module.toml:3:1"},
		{"a module that isn't there", []string{"curriculum.toml", "modules = [\"n\"]"}, "unknown-module curriculum.toml:1:1"},
		{"a route to nowhere", []string{"curriculum.toml", "\n[[session]]\nminutes = 60\nlessons = [\"n/o\"]"}, "unknown-lesson curriculum.toml:2:1"},
		{"other folders", []string{"phrases/de.toml", "x", ".git/config", "x", "_drafts/x.en.md", "x", "img/a.png", "x", "README.md", "x", "m/README.md", "x", "m/notes.txt", "x"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := codes(Load(layer("x", c.files...))); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestNotes(t *testing.T) {
	c := Load(layer("x", "m/module.toml", module("x")+"minuts = 3\n", "m/x.en.md", sound, "curriculum.toml", "frame = 1"))
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.Code+" "+n.Pos.String()+" "+n.Layer)
	}
	if diff := cmp.Diff([]string{"unknown-key curriculum.toml:1:1 x", "unknown-key m/module.toml:10:1 x"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestTrustedIsLazy holds that a trusted lesson isn't read before it is opened, and
// that a broken one says so then.
func TestTrustedIsLazy(t *testing.T) {
	l := layer("", "m/module.toml", module("x"), "m/x.en.md", strings.Replace(sound, "## Talk", "## Chat", 1))
	l.Trusted = true
	c := Load(l)
	if len(c.Problems) > 0 {
		t.Error(c.Problems)
	}
	x, _ := c.Lesson("m/x")
	if h, err := x.Head("en"); err != nil || h.Title != "A first post" {
		t.Errorf("%+v %v", h, err)
	}
	_, err := x.Text("en")
	if p, ok := err.(Problem); !ok || p.Code != "wrong-step" || p.Lesson != "m/x" {
		t.Errorf("%v", err)
	}
}

// TestTogether opens a lesson from many sides at once; -race watches.
func TestTogether(t *testing.T) {
	l := layer("", "m/module.toml", module("x"), "m/x.en.md", sound, "glossary.en.toml", "[[term]]\nid=\"a\"\nname=\"A\"\nmeans=\"b\"")
	l.Trusted = true
	c := Load(l)
	x, _ := c.Lesson("m/x")
	texts := make([]*Text, 16)
	var wg sync.WaitGroup
	for i := range texts {
		wg.Go(func() {
			_, _ = x.Head("en")
			texts[i], _ = x.Text("fr")
			c.Glossary("en")
		})
	}
	wg.Wait()
	for _, text := range texts {
		if text == nil || text != texts[0] {
			t.Fatal("read more than once")
		}
	}
}

func TestGlossary(t *testing.T) {
	below := layer("below", "glossary.en.toml", "[[term]]\nid = \"a\"\nname = \"A\"\nalso = [\"aa\"]\nmeans = \"first\"\nexample = \"x\\u001b[31m\"\n\n[[term]]\nid = \"b\"\nname = \"B\"\nmeans = \"second\"\n")
	above := layer("above", "glossary.en.toml", "[[term]]\nid = \"b\"\nname = \"B\"\nmeans = \"ours\"\n[[term]]\nid = \"c\"\nname = \"C\"\nmeans = \"third\"\n", "glossary.fr.toml", "[[term]]\nid = 3\n")
	c := Load(below, above)
	want := []Term{
		{ID: "a", Name: "A", Also: []string{"aa"}, Means: "first", Example: "x", Layer: "below", Pos: Pos{"glossary.en.toml", 1, 1}},
		{ID: "b", Name: "B", Means: "ours", Layer: "above", Pos: Pos{"glossary.en.toml", 1, 1}},
		{ID: "c", Name: "C", Means: "third", Layer: "above", Pos: Pos{"glossary.en.toml", 5, 1}},
	}
	for _, lang := range []string{"en", "en-GB", "fr", "de"} {
		if diff := cmp.Diff(want, c.Glossary(lang)); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
	}
	if got, want := codes(c), "bad-toml glossary.fr.toml:2:1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestStepMinutes(t *testing.T) {
	for minutes := 1; minutes <= 240; minutes++ {
		sum := 0
		for _, s := range StepIDs() {
			sum += StepMinutes(minutes, s)
		}
		if sum != minutes {
			t.Errorf("%d minutes are shared out as %d", minutes, sum)
		}
	}
}

// TestOrder: an upper list comes first, and what it doesn't name keeps the order below;
// what a layer hides is gone, from the route too, and only that layer's author is told.
func TestOrder(t *testing.T) {
	below := layer("below", "curriculum.toml", "modules = [\"c\", \"a\", \"b\"]\n[[session]]\nminutes = 60\nlessons = [\"c/x\", \"a/x\"]\n[[session]]\nminutes = 60\nlessons = [\"a/x\"]\n",
		"a/module.toml", module("x"), "a/x.en.md", sound, "b/module.toml", module("x", "y")+"needs = [\"a/x\"]\n", "b/x.en.md", sound, "b/y.en.md", sound, "c/module.toml", module("x"), "c/x.en.md", sound)
	names := func(c *Curriculum) string {
		var all []string
		for _, m := range c.Modules {
			all = append(all, m.ID)
		}
		return strings.Join(all, " ")
	}
	own := []string{"ours/module.toml", module("x"), "ours/x.en.md", sound}
	for _, c := range []struct{ toml, want, route, notes string }{
		{"", "c a b ours", "[c/x a/x] [a/x]", ""},
		{"modules = [\"ours\"]", "ours c a b", "[c/x a/x] [a/x]", ""},
		{"modules = [\"b\", \"ours\"]", "b ours c a", "[c/x a/x] [a/x]", ""},
		{"hide = [\"a\"]", "c b ours", "[c/x]", "route-gap curriculum.toml:1:1 upper"},
		{"hide = [\"b/x\"]", "c a b ours", "[c/x a/x] [a/x]", ""},
		{"hide = [\"d\", \"b/z\"]", "c a b ours", "[c/x a/x] [a/x]", "unknown-hidden curriculum.toml:1:1 upper unknown-hidden curriculum.toml:1:1 upper"},
		{"hide = [\"a\"]\n[[session]]\nminutes = 60\nlessons = [\"ours/x\"]", "c b ours", "[ours/x]", ""},
	} {
		cur := Load(below, layer("upper", append([]string{"curriculum.toml", c.toml}, own...)...))
		route, notes := "", ""
		for _, s := range cur.Route {
			route += " " + fmt.Sprint(s.Lessons)
		}
		for _, n := range cur.Notes {
			notes += " " + n.Code + " " + n.Pos.String() + " " + n.Layer
		}
		if got := names(cur); got != c.want || strings.TrimSpace(route) != c.route || strings.TrimSpace(notes) != c.notes || len(cur.Problems) > 0 {
			t.Errorf("%s: %q, route%s, notes%s, %v", c.toml, got, route, notes, cur.Problems)
		}
	}
	// A module that is replaced leaves the route in the same way.
	cur := Load(below, layer("upper", "a/module.toml", "replace = true\n"+module("z"), "a/z.en.md", sound))
	if len(cur.Problems) > 0 || len(cur.Notes) != 1 || cur.Notes[0].Code != "route-gap" || len(cur.Route) != 1 {
		t.Errorf("%v %v %v", cur.Problems, cur.Notes, cur.Route)
	}
}
