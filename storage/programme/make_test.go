package programme_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/notes"
	"binome/storage/programme"
	"binome/storage/programme/programmetest"
	"binome/storage/progress"
)

// builtin is read once: it is the same for all.
var builtin = sync.OnceValue(func() *curriculum.Curriculum { return curriculum.Load(curriculum.Builtin()) })

var catalogues = sync.OnceValue(func() *phrases.Catalogues {
	c, errs := phrases.Load()
	if len(errs) > 0 {
		panic(errs)
	}
	return c
})

func words(_ testing.TB, lang string) *phrases.Printer { return catalogues().For(lang) }

func journals(t testing.TB, p *programmetest.Programme, n int) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := p.Folder(dir, n); err != nil {
		t.Fatal(err)
	}
	return dir
}

// contributions are what the pairs of a programme would send, in one of the two formats
// that can be read back, and their ballots; how many sent a contribution.
func contributions(t testing.TB, p *programmetest.Programme, n int) (dir string, sent int) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		fold := progress.Fold(p.Curriculum, p.Pair(i))
		write := func(a notes.Audience, format string) bool {
			var b bytes.Buffer
			r := notes.Request{Audience: a, Format: format, Progress: fold, Curriculum: p.Curriculum, Words: words(t, "fr"), Now: today()}
			err := notes.Write(&b, r)
			if errors.Is(err, notes.ErrNoConsent) || errors.Is(err, notes.ErrNoCode) || errors.Is(err, notes.ErrNotSettled) {
				return false
			}
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(dir, fmt.Sprintf("%s%05d.%s", a[:1], i, format)), b.String())
			return true
		}
		if write(notes.ForProgramme, []string{"toml", "json"}[i%2]) {
			sent++
		}
		write(notes.ForBallot, "toml")
	}
	return dir, sent
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func report(t testing.TB, r programme.Request) (*programme.Report, []programme.Skipped) {
	t.Helper()
	if r.Curriculum == nil {
		r.Curriculum = builtin()
	}
	if r.Now.IsZero() {
		r.Now = today()
	}
	rep, skipped, err := programme.Make(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return rep, skipped
}

// TestJournalsAndContributions: whoever hosts the journals and whoever gets the
// contributions are told the same, but for how many don't share.
func TestJournalsAndContributions(t *testing.T) {
	p := programmetest.New(3, builtin(), today())
	const n = 150
	dir, sent := contributions(t, p, n)
	a, skippedA := report(t, programme.Request{Dirs: []string{dir}})
	b, skippedB := report(t, programme.Request{Dirs: []string{journals(t, p, n)}, Journals: true})
	if len(skippedA)+len(skippedB) > 0 || a.Pairs.All != sent || b.NotShared+b.NoCode != n-sent || b.NotShared == 0 {
		t.Fatalf("%d sent of %d, %d told, %d not shared; %v %v", sent, n, a.Pairs.All, b.NotShared, skippedA, skippedB)
	}
	a.Source, a.NotShared, a.NoCode = b.Source, b.NotShared, b.NoCode
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("(-contributions +journals)\n%s", diff)
	}
	if a.Learning.Ballots < 60 || a.Learning.All == nil || len(a.Learning.Lessons) < 4 || len(a.Care.Stalled) == 0 || len(a.Modules) == 0 || len(a.Months) < 6 {
		t.Errorf("a programme of %d pairs tells too little: %+v", n, a.Learning)
	}
}

// TestSlowFold: the figures are those that the TOML library alone and plain sums give; and
// what is told of learning is the truth of the journals, to within its margin or nearly.
func TestSlowFold(t *testing.T) {
	p := programmetest.New(5, builtin(), today())
	const n = 150
	dir := journals(t, p, n)
	rep, _ := report(t, programme.Request{Dirs: []string{dir}, Journals: true})
	want, held, moved, gifts, spent := programme.Pairs{}, 0, 0, 0, 0
	type truth struct{ pairs, sum int }
	truths := map[string]truth{}
	for i := range n {
		f := slow(t, filepath.Join(dir, p.ID(i)+".toml"))
		if until, ok := f.Settled(today()); ok && f.Agreed(progress.ToBallot) {
			for id, l := range f.Lessons {
				level := 0
				for _, r := range l.Rungs {
					if !r.At.After(until) {
						level = max(level, r.Rung.Level())
					}
				}
				if level > 0 {
					truths[id] = truth{truths[id].pairs + 1, truths[id].sum + level}
				}
			}
		}
		c := f.Contribution(today())
		if !f.Agreed(progress.ToProgramme) || c.Code == "" {
			continue
		}
		want.All++
		held, moved, gifts, spent = held+len(c.Days), moved+c.Postponed, gifts+c.Gifts, spent+c.Spent
		switch s, _ := c.Status(today()); s {
		case progress.Active:
			want.Active++
		case progress.NoDate:
			want.NoDate++
		case progress.Stalled:
			want.Stalled++
		case progress.Closed:
			want.Closed++
		}
	}
	if rep.Pairs != want || rep.Sessions.Held != held || rep.Sessions.Postponed != moved || rep.Sessions.Gifts != gifts || rep.Sessions.Spent != spent {
		t.Errorf("%+v %+v, want %+v, %d, %d, %d, %d", rep.Pairs, rep.Sessions, want, held, moved, gifts, spent)
	}
	if len(rep.Learning.Lessons) < 4 {
		t.Errorf("%d lessons are told of", len(rep.Learning.Lessons))
	}
	for _, f := range rep.Learning.Lessons {
		v := truths[f.Question]
		mean := float64(v.sum) / float64(v.pairs)
		if diff := f.Mean.Mean - mean; diff > 2*f.Margin || diff < -2*f.Margin {
			t.Errorf("%s: %+v, in truth %.2f of %d", f.Question, f.Mean, mean, v.pairs)
		}
	}
}

// slow reads a journal with nothing of ours but the fold.
func slow(t *testing.T, path string) *progress.Progress {
	var file struct {
		Entry []struct {
			ID, By, Session, Kind, Code, Who, Lesson, Step, State, Rung, Topic, Text, Of, Next, Hash, To string
			At                                                                                           time.Time
			Item, Edition, Value, Minutes                                                                int
			Given                                                                                        bool
		}
	}
	if _, err := toml.DecodeFile(path, &file); err != nil {
		t.Fatal(err)
	}
	var entries []storage.Entry
	for _, e := range file.Entry {
		entries = append(entries, storage.Entry{
			ID: e.ID, At: e.At, By: e.By, Session: e.Session, Kind: storage.Kind(e.Kind), Code: e.Code, Who: e.Who, Lesson: e.Lesson,
			Step: e.Step, State: e.State, Rung: e.Rung, Topic: e.Topic, Text: e.Text, Of: e.Of, Next: e.Next, Hash: e.Hash,
			Item: e.Item, Edition: e.Edition, Value: e.Value, Minutes: e.Minutes, Given: e.Given, To: e.To,
		})
	}
	return progress.Fold(builtin(), entries)
}

// TestAnyOrder: file names, number of workers and the run give the same report.
func TestAnyOrder(t *testing.T) {
	p := programmetest.New(11, builtin(), today())
	dir, _ := contributions(t, p, 40)
	want, _ := report(t, programme.Request{Dirs: []string{dir}, Workers: 1})
	other := t.TempDir()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range list {
		data, err := os.ReadFile(filepath.Join(dir, d.Name()))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(other, fmt.Sprintf("%05d%s", len(list)-i, filepath.Ext(d.Name()))), string(data))
	}
	for _, r := range []programme.Request{{Dirs: []string{dir}, Workers: 7}, {Dirs: []string{other}}, {Dirs: []string{dir}}} {
		got, _ := report(t, r)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-one worker +other)\n%s", diff)
		}
	}
}

// A contribution, as TOML, changed.
func contribution(change func(*progress.Contribution)) string {
	c := progress.Contribution{
		Format: 2, Code: "P1", Mark: "m1", Made: "2026-11-20", Since: "2026-10-01", Next: "2026-12-01",
		Days: []string{"2026-10-05", "2026-11-02"}, Planned: 2, Spent: 100, Reserved: 120, RouteDone: 1, RouteOf: 6,
		Modules: []progress.ModuleCount{{Module: "presence", Finished: 1, Of: 5}},
	}
	if change != nil {
		change(&c)
	}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(c); err != nil {
		panic(err)
	}
	return b.String()
}

// TestSkipped: what can't be read is named with its reason, and nothing else.
func TestSkipped(t *testing.T) {
	type c = progress.Contribution
	dir := t.TempDir()
	want := map[string]programme.Skipped{}
	file := func(name, text, why string, line int, key string) {
		put(t, filepath.Join(dir, name), text)
		if why != "" {
			want[name] = programme.Skipped{File: name, Why: why, Line: line, Key: key}
		}
	}
	file("good.toml", contribution(nil), "", 0, "")
	file("bom.toml", "\ufeff"+contribution(func(c *c) { c.Code = "P2" }), "", 0, "")
	file(".hidden", "x", "", 0, "")
	file("empty.toml", "", programme.Foreign, 0, "")
	file("a.csv", "a,b", programme.Ending, 0, "")
	file("bad.toml", "format = 1\ncode = \"P3\ncanary", programme.Unreadable, 2, "")
	file("bad.json", "{\"format\": 1,", programme.Foreign, 0, "")
	file("types.toml", "format = \"one\"", programme.Unreadable, 1, "")
	file("deep.toml", "format = 1\nx = "+strings.Repeat("[", 20_000), programme.Unreadable, 2, "")
	file("deep.json", strings.Repeat("{\"a\":", 9000)+"1"+strings.Repeat("}", 9000), programme.Foreign, 0, "")
	file("large.toml", strings.Repeat("#", notes.MaxContribution+1), programme.Large, 0, "")
	file("newer.toml", "format = 3", programme.Newer, 0, "")
	file("latin.toml", "format = 1\ncode = \"\xe9\"", programme.Foreign, 0, "")
	file("journal.toml", "format = 1\npair = \"ines-philippe\"\n", programme.Value, 0, "code")
	file("both.toml", contribution(nil)+"[answers]\n\"a/b\" = 3\n", programme.Value, 0, "answers")
	file("signed.toml", "ballot = \"0123\"\n"+contribution(nil), programme.Value, 0, "code")
	file("choice.toml", "format = 2\nballot = \"0123\"\n[answers]\n\"a/b\" = 6\n", programme.Value, 0, "answers")
	file("back.toml", "format = 2\ncode = \"P9\"\nwithdrawn = \"canary\"\n", programme.Value, 0, "withdrawn")
	file("nobody.toml", "format = 2\nwithdrawn = \"2026-11-20\"\n", programme.Value, 0, "code")
	for i, v := range []struct {
		key    string
		change func(*c)
	}{
		{"code", func(c *c) { c.Code = "" }}, {"code", func(c *c) { c.Code = strings.Repeat("é", storage.MaxName+2) }},
		{"made", func(c *c) { c.Made = "" }}, {"made", func(c *c) { c.Made = "2027-01-01" }}, {"since", func(c *c) { c.Since = "yesterday" }},
		{"next", func(c *c) { c.Next = "canary" }}, {"mark", func(c *c) { c.Mark = strings.Repeat("x", 65) }},
		{"minutes_reserved", func(c *c) { c.Reserved = -1 }}, {"planned", func(c *c) { c.Planned = -1 }},
		{"postponed", func(c *c) { c.Postponed = 1 << 40 }}, {"in_a_row", func(c *c) { c.InARow = 1 }}, {"minutes_spent", func(c *c) { c.Spent = -1 }},
		{"gifts", func(c *c) { c.Gifts = 1 << 30 }}, {"route_done", func(c *c) { c.RouteDone = 7 }}, {"days", func(c *c) { c.Days[0] = "x" }},
		{"days", func(c *c) { c.Days[1] = "2026-12-24" }},
		{"module", func(c *c) { c.Modules[0].Finished = 9 }}, {"module", func(c *c) { c.Modules = append(c.Modules, c.Modules[0]) }},
	} {
		file(fmt.Sprintf("value%02d.toml", i), contribution(v.change), programme.Value, 0, v.key)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.toml"), 0o700); err != nil {
		t.Fatal(err)
	}
	want["folder.toml"] = programme.Skipped{File: "folder.toml", Why: programme.Irregular}
	if err := os.Symlink("good.toml", filepath.Join(dir, "link.toml")); err == nil {
		want["link.toml"] = programme.Skipped{File: "link.toml", Why: programme.Irregular}
	}
	rep, skipped := report(t, programme.Request{Dirs: []string{dir}})
	got := map[string]programme.Skipped{}
	for _, s := range skipped {
		got[s.File] = s
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if rep.Pairs.All != 2 || rep.Skipped != len(want) {
		t.Errorf("%d pairs, %d skipped", rep.Pairs.All, rep.Skipped)
	}
	if _, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{t.TempDir()}, Now: today()}); !errors.Is(err, programme.ErrNoFiles) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{filepath.Join(dir, "none")}, Now: today()}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := programme.Make(stopped, programme.Request{Dirs: []string{dir}, Now: today()}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestTwice: of one pair's files the newest counts, then the one with more sessions.
func TestTwice(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "june.toml"), contribution(func(c *progress.Contribution) {
		c.Made, c.Gifts = "2026-10-20", 1
		c.Days = nil
	}))
	put(t, filepath.Join(dir, "july.toml"), contribution(func(c *progress.Contribution) { c.Gifts = 2 }))
	put(t, filepath.Join(dir, "july-again.toml"), contribution(func(c *progress.Contribution) { c.Gifts = 3; c.Days = c.Days[:1] }))
	put(t, filepath.Join(dir, "other.toml"), contribution(func(c *progress.Contribution) { c.Code, c.Gifts = "P2", 10 }))
	rep, skipped := report(t, programme.Request{Dirs: []string{dir}})
	want := []programme.Skipped{{File: "july-again.toml", Why: programme.Twice, Kept: "july.toml"}, {File: "june.toml", Why: programme.Twice, Kept: "july.toml"}}
	if diff := cmp.Diff(want, skipped); diff != "" {
		t.Error(diff)
	}
	if rep.Pairs.All != 2 || rep.Sessions.Gifts != 12 || rep.Twice != 2 || rep.Skipped != 0 {
		t.Errorf("%+v", rep)
	}
}

// TestLater: a file that was sent long ago doesn't keep a pair active for ever.
func TestLater(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.toml"), contribution(nil))
	for _, tt := range []struct {
		day     string
		status  progress.Status
		stalled string
		silent  int
	}{
		{"2026-11-20", progress.Active, "", 0}, {"2026-12-01", progress.Active, "", 0},
		{"2026-12-14", progress.Active, "", 0}, {"2026-12-15", progress.Stalled, "2026-11-02", 0}, {"2027-01-20", progress.Stalled, "2026-11-02", 1},
	} {
		now, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		rep, _ := report(t, programme.Request{Dirs: []string{dir}, Now: now.Add(15 * time.Hour)})
		if p := rep.ByPair[0]; p.Status != tt.status || p.StalledSince.String() != tt.stalled || len(rep.Care.Silent) != tt.silent {
			t.Errorf("%s: %s since %q, %d silent", tt.day, p.Status, p.StalledSince, len(rep.Care.Silent))
		}
	}
}

// TestJournalsFolder: a data folder's pairs, copies named, locks let be, broken ones told.
func TestJournalsFolder(t *testing.T) {
	data := t.TempDir()
	p := programmetest.New(2, builtin(), today())
	if _, err := p.Folder(filepath.Join(data, "pairs"), 12); err != nil {
		t.Fatal(err)
	}
	one, err := os.ReadFile(filepath.Join(data, "pairs", p.ID(1)+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(data, "pairs", p.ID(1)+".toml.lock"), "")
	put(t, filepath.Join(data, "pairs", "pair (conflicted copy).toml"), string(one))
	put(t, filepath.Join(data, "pairs", "newer.toml"), strings.Replace(string(one), "format = 1", "format = 2", 1))
	put(t, filepath.Join(data, "pairs", "zeros.toml"), strings.Repeat("\x00", 5000))
	put(t, filepath.Join(data, "pairs", "empty.toml"), "")
	hurt := strings.Replace(string(one), "\nkind = \"goal\"", "\nkind = goal", 1)
	put(t, filepath.Join(data, "pairs", "hurt.toml"), strings.ReplaceAll(hurt, "pair = \"pair-000001\"", "pair = \"hurt\""))
	rep, skipped := report(t, programme.Request{Dirs: []string{data}, Journals: true})
	got := map[string]string{}
	for _, s := range skipped {
		got[s.File+" "+s.Why] = s.Kept
	}
	want := []string{"pair (conflicted copy).toml name", "newer.toml newer", "zeros.toml foreign", "empty.toml foreign", "hurt.toml lost"}
	for _, w := range want {
		if _, ok := got[w]; !ok {
			t.Errorf("%s is not told: %v", w, got)
		}
	}
	if rep.Lost != 1 || rep.Skipped != 4 || rep.Pairs.All+rep.NotShared+rep.NoCode+rep.Twice != 13 {
		t.Errorf("%+v", rep)
	}
}

// TestTakenBack: what a pair takes back doesn't count from the next report on, whichever
// file is read first; what it gives after that day does; and nobody else is touched.
func TestTakenBack(t *testing.T) {
	ballot := func(id string) string {
		return "format = 2\nballot = \"" + id + "\"\n[answers]\n\"presence/about\" = 3\n"
	}
	back := func(what, day string) string { return "format = 2\n" + what + "\nwithdrawn = \"" + day + "\"\n" }
	for _, tt := range []struct {
		name           string
		files          map[string]string
		pairs, ballots int
		takenBack      int
	}{
		{"nothing", nil, 2, 2, 0},
		{"a contribution", map[string]string{"a": back("code = \"P1\"\nmark = \"m1\"", "2026-11-20")}, 1, 2, 1},
		{"and read last", map[string]string{"z": back("code = \"P1\"\nmark = \"m1\"", "2026-11-21")}, 1, 2, 1},
		{"before it was given anew", map[string]string{"a": back("code = \"P1\"\nmark = \"m1\"", "2026-11-19")}, 2, 2, 0},
		{"by hand, with the code alone", map[string]string{"a": back("code = \"P1\"", "2026-11-21")}, 1, 2, 1},
		{"another pair of that code", map[string]string{"a": back("code = \"P1\"\nmark = \"m7\"", "2026-11-21")}, 2, 2, 0},
		{"a ballot", map[string]string{"a": back("ballot = \"b1\"", "2026-11-21")}, 2, 1, 0},
		{"a ballot given again", map[string]string{"a": back("ballot = \"b1\"", "2026-10-21"), "y": ballot("b1")}, 2, 1, 0},
		{"all of it", map[string]string{
			"a": back("code = \"P1\"\nmark = \"m1\"", "2026-11-21"), "b": back("code = \"P2\"\nmark = \"m2\"", "2026-11-21"),
			"c": back("ballot = \"b1\"", "2026-11-21"), "d": back("ballot = \"b2\"", "2026-11-21"),
		}, 0, 0, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, filepath.Join(dir, "p1.toml"), contribution(nil))
			put(t, filepath.Join(dir, "p2.toml"), contribution(func(c *progress.Contribution) { c.Code, c.Mark = "P2", "m2" }))
			put(t, filepath.Join(dir, "q1.toml"), ballot("b1"))
			put(t, filepath.Join(dir, "q2.toml"), ballot("b2"))
			for name, text := range tt.files {
				put(t, filepath.Join(dir, name+".toml"), text)
			}
			rep, skipped := report(t, programme.Request{Dirs: []string{dir}})
			if rep.Pairs.All != tt.pairs || rep.Learning.Ballots != tt.ballots || rep.TakenBack != tt.takenBack || rep.Skipped > 0 {
				t.Errorf("%d pairs, %d ballots, %d taken back, %v", rep.Pairs.All, rep.Learning.Ballots, rep.TakenBack, skipped)
			}
			told := 0
			for _, s := range skipped {
				if s.Why == programme.Withdrawn {
					told++
				}
			}
			if want := 4 - tt.pairs - tt.ballots; told < want {
				t.Errorf("%d files are told to be deleted, want %d: %v", told, want, skipped)
			}
		})
	}
}

// TestClash: two pairs that were given one code are both counted, and named to the one who
// keeps the folder; two files of one pair are one.
func TestClash(t *testing.T) {
	dir := t.TempDir()
	made := func(mark, day string) string {
		return contribution(func(c *progress.Contribution) { c.Mark, c.Made = mark, day })
	}
	put(t, filepath.Join(dir, "a.toml"), made("m1", "2026-11-01"))
	put(t, filepath.Join(dir, "b.toml"), made("m2", "2026-11-10"))
	put(t, filepath.Join(dir, "c.toml"), made("m1", "2026-11-15"))
	rep, skipped := report(t, programme.Request{Dirs: []string{dir}})
	want := []programme.Skipped{{File: "a.toml", Why: programme.Twice, Kept: "c.toml"}, {File: "b.toml", Why: programme.Clash, Kept: "c.toml"}}
	if diff := cmp.Diff(want, skipped); diff != "" {
		t.Error(diff)
	}
	if rep.Pairs.All != 2 || rep.Clash != 1 || rep.Twice != 1 || len(rep.ByPair) != 2 {
		t.Errorf("%+v", rep)
	}
}

// TestBallots: a ballot that was sent twice counts once; several folders are one programme.
func TestBallots(t *testing.T) {
	p := programmetest.New(6, builtin(), today())
	dir, _ := contributions(t, p, 60)
	want, _ := report(t, programme.Request{Dirs: []string{dir}})
	other := t.TempDir()
	moved, again := 0, 0
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		if d.Name()[0] != 'b' {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, d.Name()))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(other, d.Name()), string(data))
		if moved++; moved%3 == 0 { // one in three stays in both
			again++
			continue
		}
		if err := os.Remove(filepath.Join(dir, d.Name())); err != nil {
			t.Fatal(err)
		}
	}
	got, skipped := report(t, programme.Request{Dirs: []string{dir, other}})
	if diff := cmp.Diff(want, got); diff != "" || len(skipped) != again || again == 0 {
		t.Errorf("%v\n%s", skipped, diff)
	}
	for _, s := range skipped {
		if s.Why != programme.Again || s.File == s.Kept || filepath.Base(s.File) != filepath.Base(s.Kept) {
			t.Errorf("%+v", s)
		}
	}
}
