package phrases

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func load(t testing.TB, layers ...fs.FS) *Catalogues {
	t.Helper()
	c, errs := Load(layers...)
	for _, err := range errs {
		t.Error(err)
	}
	return c
}

func layer(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m["phrases/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// TestBuiltin: the catalogues that come with the program have no errors, and both
// languages have every key, with the same names in the templates.
func TestBuiltin(t *testing.T) {
	all := map[string]map[string]*phrase{}
	for _, lang := range load(t).Languages() {
		src := builtin()[lang]
		said, errs := parse(lang+".toml", lang, src)
		for _, err := range errs {
			t.Error(err)
		}
		all[lang] = said
	}
	en := all["en"]
	for lang, said := range all {
		for key, p := range said {
			other := en[key]
			if other == nil {
				t.Errorf("%s has %s, en has not", lang, key)
				continue
			}
			if (p.one == nil) != (other.one == nil) {
				t.Errorf("%s: %s has plural forms in one language only", lang, key)
			}
			if d := cmp.Diff(names(other), names(p)); d != "" {
				t.Errorf("%s: %s: other names than in en: %s", lang, key, d)
			}
		}
		for key := range en {
			if said[key] == nil {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
	}
}

func TestPrinter(t *testing.T) {
	c := load(t, layer(
		"en.toml", "[x]\nhello = \"Hello {{.Name}}, {{.Name}}!\"\nonly = \"English\"\nbare = \"plain\"\n[x.tick]\none = \"{{.N}} box of {{.All}}\"\nother = \"{{.N}} boxes of {{.All}}\"\n",
		"fr.toml", "[x]\nhello = \"Bonjour {{.Name}} !\"\n[x.tick]\none = \"{{.N}} case sur {{.All}}\"\nother = \"{{.N}} cases sur {{.All}}\"\n",
		"pl.toml", "[x.tick]\none = \"{{.N}} plik\"\nfew = \"{{.N}} pliki\"\nmany = \"{{.N}} plików\"\nother = \"{{.N}} pliku\"\n",
		"tlh.toml", "[x.tick]\none = \"wa’\"\nother = \"{{.N}} law’\"\n"))
	en, fr, pl, tlh := c.For("en"), c.For("fr"), c.For("pl"), c.For("tlh")
	for _, k := range []struct{ got, want string }{
		{fr.T("x.hello", "Name", "Inès"), "Bonjour Inès\u202f!"},
		{en.T("x.hello", "Name", "Inès"), "Hello Inès, Inès!"},
		{fr.T("x.only"), "English"},
		{fr.T("x.none"), "[x.none]"},
		{fr.N("x.none", 2), "[x.none]"},
		{fr.T("x.bare", "Name", "unused"), "plain"},
		{fr.T("x.hello"), "Bonjour {{.Name}}\u202f!"},
		{fr.T("x.hello", "Name", "{{.Name}}"), "Bonjour {{.Name}}\u202f!"},
		{fr.T("x.hello", "Name"), "Bonjour {{.Name}}\u202f!"},
		{fr.T("x.hello", 5, "Name", "Name", 2.5), "Bonjour 2.5\u202f!"},
		{en.N("x.tick", 0, "All", 4), "0 boxes of 4"},
		{en.N("x.tick", 1, "All", 4), "1 box of 4"},
		{fr.N("x.tick", 0, "All", 4), "0 case sur 4"},
		{fr.N("x.tick", 1, "All", 4), "1 case sur 4"},
		{fr.N("x.tick", 2, "All", 4), "2 cases sur 4"},
		{fr.N("x.tick", 1000000, "All", 4), "1000000 cases sur 4"},
		{fr.N("x.tick", -1, "All", 4), "-1 case sur 4"},
		{pl.N("x.tick", 1), "1 plik"}, {pl.N("x.tick", 3), "3 pliki"}, {pl.N("x.tick", 5), "5 plików"}, {pl.N("x.tick", 22), "22 pliki"},
		{tlh.N("x.tick", 1), "wa’"}, {tlh.N("x.tick", 2), "2 law’"},
		{fr.T("x.tick", "N", 3, "All", 9), "3 cases sur 9"},
		{fr.N("x.hello", 3, "Name", "Inès"), "Bonjour Inès\u202f!"},
		{fr.LanguageName("en"), "English"}, {en.LanguageName("fr"), "français"}, {en.LanguageName("pl"), "pl"}, {en.LanguageName("xx"), "xx"},
		{fr.Number(2.5, 1), "2,5"}, {en.Number(2.5, 1), "2.5"}, {fr.Number(-3, 0), "-3"}, {fr.Number(2.345, 2), "2,35"}, {fr.Number(1, -4), "1"},
	} {
		if k.got != k.want {
			t.Errorf("got %q, want %q", k.got, k.want)
		}
	}
	if c.For("xx").Lang != "en" || c.For("fr_CA.UTF-8").Lang != "fr" || c.For("fr") != c.For("fr-CH") {
		t.Error("For does not find the language")
	}
	if d := cmp.Diff([]string{"en", "fr", "pl", "tlh"}, c.Languages()); d != "" {
		t.Error(d)
	}
	if !fr.Has("x.only") || fr.Has("x.none") {
		t.Error("Has is wrong")
	}
}

func TestMatch(t *testing.T) {
	c := load(t, layer("pt-BR.toml", "a = \"x\"", "nb.toml", "a = \"x\"", "zh-Hant.toml", "a = \"x\""))
	for locale, want := range map[string]string{
		"fr": "fr", "fr_FR": "fr", "fr_CA.UTF-8": "fr", "fr_FR@euro": "fr", "FR": "fr", "fr-CH": "fr",
		"en_US.UTF-8": "en", "en-GB": "en", "pt_BR.UTF-8": "pt-BR", "no": "nb", "nn": "nb", "zh-TW": "zh-Hant",
		"C": "", "C.UTF-8": "", "POSIX": "", "": "", "de_AT": "", "und": "", "x": "", "../fr": "", "fr/../en": "", "é": "", "-": "", "_": "",
	} {
		got, ok := c.Match(locale)
		if got != want || ok != (want != "") {
			t.Errorf("Match(%q) = %q, %v; want %q", locale, got, ok, want)
		}
	}
}

func TestDates(t *testing.T) {
	c := load(t)
	en, fr := c.For("en"), c.For("fr")
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 10, 30, 0, 0, time.UTC) }
	now := day(2026, 11, 22)
	for _, k := range []struct{ got, want string }{
		{en.Date(now), "Sunday 22 November 2026"},
		{fr.Date(now), "dimanche 22 novembre 2026"},
		{fr.Date(day(2026, 8, 1)), "samedi 1er août 2026"},
		{en.Date(day(2026, 8, 1)), "Saturday 1 August 2026"},
		{en.ShortDate(now, now), "22 Nov"},
		{fr.ShortDate(now, now), "22 nov."},
		{fr.ShortDate(day(2026, 12, 1), now), "1er déc."},
		{fr.ShortDate(day(2027, 5, 31), now), "31 mai 2027"},
		{en.ShortDate(day(2025, 2, 28), now), "28 Feb 2025"},
		{en.Clock(now), "10:30"},
		{fr.Clock(now), "10\u00a0h\u00a030"},
		{en.Clock(now.Add(-85 * time.Minute)), "9:05"},
		{fr.Clock(now.Add(-10*time.Hour - 30*time.Minute)), "0\u00a0h\u00a000"},
		{fr.N("date.minutes", 1), "1 minute"},
		{fr.N("date.minutes", 25), "25 minutes"},
	} {
		if k.got != k.want {
			t.Errorf("got %q, want %q", k.got, k.want)
		}
	}
	for _, p := range []*Printer{en, fr} { // every day of a year has its names
		for d := range 366 {
			s := p.Date(day(2028, 1, 1).AddDate(0, 0, d))
			if n := len(strings.Fields(s)); n != 4 || strings.ContainsAny(s, "{[") {
				t.Errorf("%q", s)
			}
		}
	}
	german := load(t, layer("de.toml", "[date]\nlong = \"{{.Weekday}}, {{.Day}}. {{.Month}} {{.Year}}\"\nweekdays = \"Sonntag\"\n")).For("de")
	if got := german.Date(now); got != "Sonntag, 22. November 2026" {
		t.Errorf("a layer's dates: %q", got)
	}
	if got := german.Date(now.AddDate(0, 0, 1)); got != "2, 23. November 2026" {
		t.Errorf("a list that is too short: %q", got)
	}
}

func TestRefused(t *testing.T) {
	deep := func(open string, n int) string { return "a = " + strings.Repeat(open, n) }
	for _, c := range []struct{ name, src, want string }{
		{"a loop", "[x]\na = \"ok\"\nb = \"{{range 30000000}}x{{end}}\"\n", "phrases/de.toml:3:6: x.b: a template knows only {{.Name}}, not {{range 30000000}}"},
		{"a call", "b = \"é {{printf \\\"%1000000d\\\" 1}}\"", "phrases/de.toml:1:1: b: a template knows only {{.Name}}, not {{printf \"%1000000d\" 1}}"},
		{"a chain", "b = \"é {{.A.B}}\"", "phrases/de.toml:1:8: b: a template knows only {{.Name}}, not {{.A.B}}"},
		{"no end", "b = \"{{.A\"", "phrases/de.toml:1:6: b: a template knows only {{.Name}}, not {{.A"},
		{"a bad plural", "[x]\nn.one = \"1\"\nn.other = \"{{if}}\"", "phrases/de.toml:3:12: x.n: a template knows only {{.Name}}, not {{if}}"},
		{"plural without other", "[x.n]\none = \"1\"", "phrases/de.toml:1:1: x.n lacks the form other"},
		{"plural and keys", "[x.n]\nother = \"1\"\nfoo = \"2\"", "phrases/de.toml:1:1: x.n mixes plural forms with other keys"},
		{"a number", "[x]\na = \"b\"\n  n = 5", "phrases/de.toml:3:3: x.n is neither a phrase nor a table"},
		{"a list", "n = [\"a\"]", "phrases/de.toml:1:1: n is neither a phrase nor a table"},
		{"an escape", "n = \"a\\u001b[2J\"", "phrases/de.toml:1:1: n holds the control character U+001B"},
		{"an override", "n = \"a\u202eb\"", "phrases/de.toml:1:1: n holds the control character U+202E"},
		{"a long one", "n = \"" + strings.Repeat("a", 9000) + "\"", "phrases/de.toml:1:1: n is longer than 8 KiB"},
		{"no TOML", "[x]\na = \n", "phrases/de.toml:2:5: expected value but found '\\n' instead"},
		{"a key twice", "a = \"1\"\na = \"2\"", "phrases/de.toml:2:1: Key 'a' has already been defined."},
		{"brackets", deep("[", 1_500), "phrases/de.toml:1:13: nested deeper than 8"},
		{"inline tables", deep("{a=", 1_500), "phrases/de.toml:1:29: nested deeper than 8"},
		{"a dotted key", strings.Repeat("a.", 10_000) + "a = \"1\"", "phrases/de.toml:1:18: nested deeper than 8"},
		{"a dotted header", "[" + strings.Repeat("a.", 10_000) + "a]", "phrases/de.toml:1:17: nested deeper than 8"},
		{"a megabyte", strings.Repeat("#\n", 1<<19), "phrases/de.toml:1:1: larger than 256 KiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat, errs := Load(layer("de.toml", c.src))
			if len(errs) != 1 || errs[0].Error() != c.want {
				t.Fatalf("got %v\nwant %s", errs, c.want)
			}
			if got := cat.For("de").T("steps.talk"); got != "Talk" {
				t.Errorf("English is lost: %q", got)
			}
		})
	}
	c, errs := Load(layer("de.toml", "a = \"A\"\nb = \"{{x}}\"\nc = \"C\"", "../x.toml", "", "con fr.toml", "a=\"1\"", "README.md", "x"))
	if len(errs) != 2 || c.For("de").T("a")+c.For("de").T("c") != "AC" {
		t.Errorf("the phrases that could be read are not kept: %v", errs)
	}
	_, errs = Load(fstest.MapFS{"phrases/de.toml": {Mode: fs.ModeNamedPipe}}, fstest.MapFS{"phrases": {Mode: 0}}, fstest.MapFS{})
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), "not a regular file") {
		t.Errorf("a pipe: %v", errs)
	}
	var many []string
	for i := range 100 {
		many = append(many, fmt.Sprintf("a%c%c.toml", 'a'+i/26, 'a'+i%26), "a = \"1\"")
	}
	if c, errs := Load(layer(many...)); len(errs) != 1 || len(c.Languages()) != 2+maxCatalogues {
		t.Errorf("%d languages, %v", len(c.Languages()), errs)
	}
	var b strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&b, "k%d = \"x\"\n", i)
	}
	if _, errs := Load(layer("de.toml", b.String())); len(errs) == 0 || !strings.Contains(errs[0].Error(), "more than 5000 keys") {
		t.Errorf("too many phrases: %v", errs)
	}
}

func TestLayersWin(t *testing.T) {
	c := load(t, layer("fr.toml", "[steps]\ntalk = \"Parler\"\n"), layer("fr.toml", "[steps]\ntalk = \"Causer\"\n"), layer("de.toml", "[steps]\ntalk = \"Reden\"\n"))
	for lang, want := range map[string]string{"fr": "Causer", "de": "Reden", "en": "Talk"} {
		if got := c.For(lang).T("steps.talk"); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
	if got := c.For("fr").T("steps.alone"); got != "À vous" {
		t.Errorf("what the layer does not say is lost: %q", got)
	}
}

// TestTogether is for the race detector: a hosted session has two people in it.
func TestTogether(t *testing.T) {
	c := load(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			p := c.For([]string{"fr", "en", "fr-CA", "xx"}[i%4])
			for n := range 50 {
				if p.N("date.minutes", n) == "" || p.T("steps.talk") == "" {
					t.Error("nothing said")
				}
			}
		})
	}
	wg.Wait()
}

// TestTablesSayWhatTheWholeDoes: a built-in catalogue is read a table at a time, as it
// is said; that is what reading it in one go gives.
func TestTablesSayWhatTheWholeDoes(t *testing.T) {
	c := load(t)
	for _, lang := range []string{"en", "fr"} {
		src := builtin()[lang]
		whole, errs := parse(lang+".toml", lang, src)
		if len(errs) > 0 || len(whole) < 500 {
			t.Fatalf("%d phrases, %v", len(whole), errs)
		}
		for key, want := range whole {
			if got := c.langs[lang].phrase(key); got == nil || !reflect.DeepEqual(want, got) {
				t.Errorf("%s: %s is not what its table says: each [table] is to be written once, with its full name, at the beginning of a line", lang, key)
			}
		}
		said := 0
		for name, table := range ownTables(lang) {
			table.phrase("")
			said += len(table.said)
			if name != "" && len(table.said) == 0 {
				t.Errorf("%s: the table %s says nothing", lang, name)
			}
		}
		if said != len(whole) {
			t.Errorf("%s: %d phrases in its tables, %d in the whole", lang, said, len(whole))
		}
	}
}

// TestOnlyWhatIsSaidIsRead: a screen says one table's phrases, and waits for no other.
func TestOnlyWhatIsSaidIsRead(t *testing.T) {
	c := load(t)
	fr := c.For("fr")
	if fr.T("steps.talk") != "Échanger" || fr.N("date.minutes", 2) != "2 minutes" || fr.Has("steps.none") {
		t.Error("said wrongly")
	}
	for lang, want := range map[string][]string{"fr": {"date.minutes", "steps"}, "en": {"steps"}} {
		var read []string
		for name, table := range c.langs[lang].own() {
			if table.said != nil {
				read = append(read, name)
			}
		}
		slices.Sort(read)
		if d := cmp.Diff(want, read); d != "" {
			t.Errorf("%s: %s", lang, d)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("[x]\na = \"{{range 30000000}}\"")
	f.Add("[a.b.c]\none = \"{{.N}}\"\nother = '''\n{{.N}} x'''")
	f.Add("a = [[[[[[")
	f.Fuzz(func(t *testing.T, src string) {
		c, errs := Load(layer("de.toml", src))
		for _, err := range errs {
			if !strings.HasPrefix(err.Error(), "phrases/de.toml") {
				t.Errorf("no place in %q", err)
			}
		}
		p := c.For("de")
		if p.T("steps.talk") == "" && !strings.Contains(src, "talk") {
			t.Error("the fallback is lost")
		}
	})
}

// BenchmarkFirstPrinter is what the first words of a screen wait for.
func BenchmarkFirstPrinter(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p := load(b).For("fr")
		for _, key := range []string{"today.title", "agenda.lesson", "keys.menu", "steps.talk", "language.name"} {
			p.T(key)
		}
		p.N("date.minutes", 25)
	}
}

func BenchmarkT(b *testing.B) {
	p := load(b).For("fr")
	b.ReportAllocs()
	for b.Loop() {
		p.T("errors.lesson_unreadable", "Why", "disque plein")
	}
}

func BenchmarkN(b *testing.B) {
	p := load(b).For("fr")
	b.ReportAllocs()
	for b.Loop() {
		p.N("date.minutes", 25)
	}
}

// TestForms: counts take the form that CLDR gives them in the phrase's language; in one
// that CLDR doesn't know, English's.
func TestForms(t *testing.T) {
	all := "[x]\n[x.n]\nzero = \"zero\"\none = \"one\"\ntwo = \"two\"\nfew = \"few\"\nmany = \"many\"\nother = \"other\"\n"
	c := load(t, layer("en.toml", all, "fr.toml", all, "fr-CA.toml", all, "pl.toml", all, "ar.toml", all, "zh-Hant.toml", all, "oc.toml", all))
	for lang, want := range map[string]string{
		"en": "other one other other other other other other other", "oc": "other one other other other other other other other",
		"fr": "one one other other other other other other other", "fr-CA": "one one other other other other other other other",
		"pl": "many one few few many many many few many", "ar": "zero one two few few many other many many",
		"zh-Hant": "other other other other other other other other other",
	} {
		var got []string
		for _, n := range []int{0, 1, 2, 3, 5, 11, 100, 22, 1_000_011} {
			form := c.For(lang).N("x.n", n)
			if got = append(got, form); n > 0 && c.For(lang).N("x.n", -n) != form {
				t.Errorf("%s: %d and %d take other forms", lang, n, -n)
			}
		}
		if d := cmp.Diff(want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s: %s", lang, d)
		}
	}
	if got := c.For("pl").N("x.n", math.MinInt); got == "" {
		t.Error("the least of all numbers is said as nothing")
	}
}

// TestManyFaults: a catalogue of which every line is wrong is told of at once, by its first
// faults: looking each up from the beginning took twenty seconds at every start.
func TestManyFaults(t *testing.T) {
	for name, form := range map[string]string{"no phrase": "k%d = 1\n", "no template": "k%d = \"{{if}}\"\n", "no form": "[t%d]\none = \"x\"\n"} {
		var b strings.Builder
		for i := range maxKeys {
			fmt.Fprintf(&b, form, i)
		}
		begun := time.Now()
		_, errs := Load(layer("de.toml", b.String()))
		if took := time.Since(begun); took > 5*time.Second || len(errs) != maxFaults+1 { // some milliseconds, when nothing else runs
			t.Errorf("%s: %v, %d faults", name, took, len(errs))
		}
		if len(errs) > 1 && (!strings.Contains(errs[0].Error(), "de.toml:1:") || !strings.Contains(errs[maxFaults].Error(), "and 4980 more")) {
			t.Errorf("%s: %v", name, errs)
		}
	}
}

// TestNoElision: in French no name stands where an Inès would want "d'" or "qu'".
func TestNoElision(t *testing.T) {
	bare := regexp.MustCompile(`(?i)\b(de|que|le|la|ne|se|jusque|lorsque|puisque|quoique) \{\{\.(Name|Mentor|Mentee|Who|By|Leader|Learner)\}\}`)
	for n, line := range strings.Split(string(builtin()["fr"]), "\n") {
		if found := bare.FindString(line); found != "" && !strings.HasPrefix(line, "#") {
			t.Errorf("fr.toml:%d: %s", n+1, found)
		}
	}
}

// TestSeparator: between the cells of a CSV stands what the language's catalogue says, and a
// comma where that is nothing a spreadsheet knows; what a language doesn't say, Each leaves out.
func TestSeparator(t *testing.T) {
	c := load(t, layer("de.toml", "[number]\nseparator = \";\"\n[export.verb]\nattended = \"nahm teil an\"\n", "it.toml", "[number]\nseparator = \"\\n\"\n"))
	for lang, want := range map[string]rune{"en": ',', "fr": ';', "fr-CH": ';', "de": ';', "it": ',', "xx": ','} {
		if got := c.For(lang).Separator(); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	want := map[string]string{"en": "attended", "fr": "a participé à", "de": "nahm teil an"}
	if got := c.For("en").Each("export.verb.attended"); !maps.Equal(got, want) {
		t.Errorf("Each is %v, want %v", got, want)
	}
}
