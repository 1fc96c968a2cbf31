package programme_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"binome/storage/document"
	"binome/storage/programme"
	"binome/storage/progress"
)

const peopleTable = "\ufeffCode;Name;Cohort;Site;Invited;Paused\r\n" +
	"P1;Inès Martin;2026;Lille;2026-09-01;\r\n" +
	"P2;Awa Diallo;2026;Lyon;2026-09-01;2026-11-01\r\n" +
	"P3;Zoé Nguyễn;2025;Lille;2025-09-01;\r\n" +
	"P4;=cmd|' /C calc'!A0;2026;Lille;2026-10-01;\r\n" + // sent something, and never met
	"P5;Hugo Œhler;2026;Lille;2026-10-15;\r\n" + // nothing sent
	"P5;twice;;;;\r\n"

func people(t *testing.T, table string) *programme.People {
	t.Helper()
	rows, err := document.ReadCSV([]byte(table))
	if err != nil {
		t.Fatal(err)
	}
	p, err := programme.NewPeople(rows)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// five pairs' contributions; P9 isn't in the table.
func five(t *testing.T) string {
	dir := t.TempDir()
	for code, change := range map[string]func(*progress.Contribution){
		"P1": func(c *progress.Contribution) { c.Since = "2026-09-05" },
		"P2": func(c *progress.Contribution) { c.Since, c.Next = "2026-09-10", "" },
		"P3": func(c *progress.Contribution) { c.Since, c.Next, c.Days = "2025-09-10", "", []string{"2025-09-20"} },
		"P4": func(c *progress.Contribution) { c.Since, c.Next, c.Days = "2026-11-01", "", nil },
		"P9": func(c *progress.Contribution) { c.Since = "2026-11-02" },
	} {
		put(t, filepath.Join(dir, code+".toml"), contribution(func(c *progress.Contribution) { c.Code, c.Mark = code, code; change(c) }))
	}
	put(t, filepath.Join(dir, "b.toml"), "format = 2\nballot = \"b1\"\n[answers]\n\"presence/about\" = 3\n")
	return dir
}

// TestPeople: the lead's table counts who was invited, never began and is paused, chooses by
// cohort and site, and period; of a part nothing is told of learning.
func TestPeople(t *testing.T) {
	dir := five(t)
	for _, tt := range []struct {
		name   string
		filter programme.Filter
		pairs  string
		want   programme.Invited
		never  string
	}{
		{"all", programme.Filter{}, "P1 P2 P3 P4 P9", programme.Invited{Invited: 5, NeverBegun: 1, NoNews: 1, Paused: 1, Unknown: 1}, "P4"},
		{"a site", programme.Filter{Site: "lille"}, "P1 P3 P4", programme.Invited{Invited: 4, NeverBegun: 1, NoNews: 1}, "P4"},
		{"a cohort", programme.Filter{Cohort: "2026"}, "P1 P2 P4", programme.Invited{Invited: 4, NeverBegun: 1, NoNews: 1, Paused: 1}, "P4"},
		{"both", programme.Filter{Cohort: "2025", Site: "Lille"}, "P3", programme.Invited{Invited: 1}, ""},
		{"from a day", programme.Filter{From: "2026-09-10"}, "P2 P4 P9", programme.Invited{Invited: 3, NeverBegun: 1, NoNews: 1, Paused: 1, Unknown: 1}, "P4"},
		{"until a day", programme.Filter{To: "2026-09-05"}, "P1 P3", programme.Invited{Invited: 3, Paused: 1}, ""},
		{"nobody", programme.Filter{Site: "Brest"}, "", programme.Invited{}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rep, _ := report(t, programme.Request{Dirs: []string{dir}, People: people(t, peopleTable), Filter: tt.filter})
			var pairs, never []string
			for _, p := range rep.ByPair {
				pairs = append(pairs, p.Code)
			}
			for _, n := range rep.Care.NeverBegun {
				never = append(never, n.Code)
			}
			if got := strings.Join(pairs, " "); got != tt.pairs {
				t.Errorf("%s, want %s", got, tt.pairs)
			}
			if got := strings.Join(never, " "); got != tt.never {
				t.Errorf("never begun: %s, want %s", got, tt.never)
			}
			if diff := cmp.Diff(&tt.want, rep.Invited); diff != "" {
				t.Error(diff)
			}
			if part := tt.filter != (programme.Filter{}); rep.Learning.Part != part || rep.Learning.Ballots != 1 || part && rep.Learning.Hidden > 0 {
				t.Errorf("%+v", rep.Learning)
			}
			for _, s := range rep.Care.NoDate {
				if s == "P2" {
					t.Error("whoever is paused is looked after")
				}
			}
		})
	}
}

// TestNamesOnlyWhenAsked: in no format is a name of the table unless it was asked for; then
// the head says so, the care list has them, and none is a formula or markup.
func TestNamesOnlyWhenAsked(t *testing.T) {
	dir := five(t)
	for _, asked := range []bool{false, true} {
		rep, _ := report(t, programme.Request{Dirs: []string{dir}, People: people(t, peopleTable), Names: asked})
		each(t, rep, func(t *testing.T, format, lang, out string) {
			for _, name := range []string{"Martin", "Diallo", "calc"} {
				if strings.Contains(out, name) != asked {
					t.Errorf("%s is in it: %v", name, !asked)
				}
			}
			said := strings.Contains(strings.ReplaceAll(strings.ReplaceAll(out, "\n", " "), "&#39;", "’"), words(t, lang).T("programme.with-names"))
			if format != "json" && said != asked {
				t.Errorf("its head says so: %v", said)
			}
			for row := range strings.Lines(out) {
				if format == "csv" && strings.Contains(row, "calc") && !strings.Contains(row, "P4,'=cmd") {
					t.Errorf("a formula: %s", row)
				}
			}
		})
	}
}

// TestCompare: beside each figure stands what it was; a report on other pairs, or none, is
// refused.
func TestCompare(t *testing.T) {
	dir := five(t)
	old, _ := report(t, programme.Request{Dirs: []string{dir}})
	raw := written(t, old, "json", "fr")
	before, err := programme.ReadReport([]byte(raw), programme.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "p7.toml"), contribution(func(c *progress.Contribution) { c.Code, c.Mark = "P7", "m7" }))
	rep, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{dir}, Curriculum: builtin(), Now: today(), Before: before})
	if err != nil || rep.Before == nil || rep.Before.Pairs != old.Pairs || rep.Before.Sessions != old.Sessions {
		t.Fatalf("%v %+v", err, rep.Before)
	}
	text := written(t, rep, "text", "en")
	for _, row := range []string{"State         Pairs  2026-11-22\n", "In all            6           5\n", "Sessions held                               9           7\n"} {
		if !strings.Contains(text, row) {
			t.Errorf("no %q in\n%s", row, text)
		}
	}
	for name, data := range map[string]string{
		"no JSON": "x", "an array": "[]", "another": "{\"format\": 2}", "older": strings.Replace(raw, "\"format\": 2", "\"format\": 1", 1),
	} {
		if _, err := programme.ReadReport([]byte(data), programme.Filter{}); !errors.Is(err, programme.ErrNoReport) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := programme.ReadReport([]byte(raw), programme.Filter{Site: "Lille"}); !errors.Is(err, programme.ErrOtherReport) {
		t.Errorf("of other pairs: %v", err)
	}
}

// TestNoPeople: a table without codes, and days that are none.
func TestNoPeople(t *testing.T) {
	for _, table := range []string{"", "name,site\nInès,Lille\n"} {
		rows, err := document.ReadCSV([]byte(table))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := programme.NewPeople(rows); !errors.Is(err, programme.ErrPeople) {
			t.Errorf("%q: %v", table, err)
		}
	}
	for f, want := range map[programme.Filter]bool{{}: true, {From: "2026-11-01"}: true, {To: "2026-11"}: false, {From: "canary"}: false} {
		if f.Days() != want {
			t.Errorf("%+v: %v", f, !want)
		}
	}
	var b bytes.Buffer
	if err := programme.Write(&b, &programme.Report{Format: 2, Made: "2026-11-22"}, "text", programme.View{Words: words(t, "en")}); err != nil {
		t.Error(err)
	}
}

// TestNobodyIsToldOf: whoever doesn't share, or took it back, is a number, by no code and no
// name; and an earlier report beside is without them, so that no difference tells of them.
func TestNobodyIsToldOf(t *testing.T) {
	dir := five(t)
	earlier, _ := report(t, programme.Request{Dirs: []string{dir}, People: people(t, peopleTable)})
	put(t, filepath.Join(dir, "back.toml"), "format = 2\ncode = \"P3\"\nmark = \"P3\"\nwithdrawn = \"2026-11-21\"\n")
	rep, _ := report(t, programme.Request{Dirs: []string{dir}, People: people(t, peopleTable), Names: true, Before: earlier})
	each(t, rep, func(t *testing.T, _, _, out string) {
		for _, gone := range []string{"P3", "Zoé", "P5", "Hugo"} {
			if strings.Contains(out, gone) {
				t.Errorf("%q is told of", gone)
			}
		}
	})
	was := rep.Before
	if was.Pairs != rep.Pairs || was.Sessions.Held != rep.Sessions.Held || was.Sessions.Spent != rep.Sessions.Spent || was.Sessions.PerPair != rep.Sessions.PerPair || was.Sessions.DaysLongest != 0 {
		t.Errorf("the difference tells of P3:\n%+v\n%+v", was, rep.Sessions)
	}
	if earlier.Pairs.All != 5 || rep.Pairs.All != 4 || rep.Invited.NoNews != 2 {
		t.Errorf("%+v, %+v, %+v", earlier.Pairs, rep.Pairs, rep.Invited)
	}
}
