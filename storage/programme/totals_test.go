package programme_test

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"binome/storage/programme"
	"binome/storage/programme/programmetest"
	"binome/storage/progress"
)

// TestTotals: a report for others than the lead has nothing by pair, in any format, and there
// is none of fewer than five pairs; nor can one be compared with.
func TestTotals(t *testing.T) {
	dir, _ := contributions(t, programmetest.New(9, builtin(), today()), 60)
	whole, _ := report(t, programme.Request{Dirs: []string{dir}})
	rep, _ := report(t, programme.Request{Dirs: []string{dir}, Totals: true, Names: true})
	if rep.Pairs != whole.Pairs || rep.Sessions != whole.Sessions || len(rep.Modules) == 0 || len(whole.Care.Stalled) == 0 {
		t.Errorf("other totals: %+v, %+v", rep.Pairs, whole.Pairs)
	}
	each(t, rep, func(t *testing.T, format, lang, out string) {
		for _, p := range whole.ByPair {
			if strings.Contains(out, p.Code) {
				t.Errorf("the code %s is in it", p.Code)
			}
		}
		said := strings.ReplaceAll(words(t, lang).T("programme.totals"), "'", "’")
		if flat := strings.Join(strings.Fields(out), " "); format != "json" && !strings.Contains(strings.ReplaceAll(flat, "&#39;", "’"), strings.Join(strings.Fields(said), " ")) {
			t.Errorf("it doesn't say %q", said)
		}
	})
	four := t.TempDir()
	for i := range 4 {
		put(t, filepath.Join(four, strings.Repeat("f", i+1)+".toml"), contribution(func(c *progress.Contribution) { c.Code = strings.Repeat("P", i+1) }))
	}
	if _, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{four}, Totals: true, Curriculum: builtin(), Now: today()}); !errors.Is(err, programme.ErrFew) {
		t.Errorf("totals of four pairs: %v", err)
	}
	if _, err := programme.ReadReport([]byte(written(t, rep, "json", "en")), programme.Filter{}); !errors.Is(err, programme.ErrTotals) {
		t.Errorf("compared with: %v", err)
	}
}

// TestFewBegan: which module fewer than five pairs began is told by no report.
func TestFewBegan(t *testing.T) {
	for pairs := 4; pairs <= 5; pairs++ {
		dir := t.TempDir()
		for i := range 6 {
			put(t, filepath.Join(dir, strings.Repeat("f", i+1)+".toml"), contribution(func(c *progress.Contribution) {
				c.Code = strings.Repeat("P", i+1)
				if i < pairs {
					c.Modules = append(c.Modules, progress.ModuleCount{Module: "ai", Finished: 1, Of: 5})
				}
			}))
		}
		rep, _ := report(t, programme.Request{Dirs: []string{dir}})
		if few := pairs < 5; len(rep.Modules) != pairs-3 || (rep.FewBegan == 1) != few {
			t.Errorf("of %d pairs: %+v, %d few", pairs, rep.Modules, rep.FewBegan)
		}
		each(t, rep, func(t *testing.T, format, lang, out string) {
			title := map[string]string{"en": "Generative AI", "fr": "IA générative"}[lang]
			if format == "json" {
				title = `"module": "ai"`
			}
			if strings.Contains(out, title) != (pairs == 5) {
				t.Errorf("of %d pairs, it names %q: %v", pairs, title, pairs != 5)
			}
		})
	}
}

// TestSaidOnce: no table is called what its section is called.
func TestSaidOnce(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		out := written(t, big(t), "html", lang)
		headings := regexp.MustCompile(`<h2[^>]*>([^<]+)</h2>`).FindAllStringSubmatch(out, -1)
		captions := regexp.MustCompile(`<caption[^>]*>([^<]+)</caption>`).FindAllStringSubmatch(out, -1)
		if len(headings) < 6 || len(captions) < 8 {
			t.Fatalf("%d headings, %d captions", len(headings), len(captions))
		}
		for _, h := range headings {
			for _, c := range captions {
				if h[1] == c[1] {
					t.Errorf("%q is said twice", h[1])
				}
			}
		}
	}
}
