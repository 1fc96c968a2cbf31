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
	"pgregory.net/rapid"

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
// that can be read back; how many sent something.
func contributions(t testing.TB, p *programmetest.Programme, n int) (dir string, sent int) {
	t.Helper()
	dir = t.TempDir()
	for i := range n {
		format := []string{"toml", "json"}[i%2]
		var b bytes.Buffer
		err := notes.Write(&b, notes.Request{
			Audience: notes.ForProgramme, Format: format, Progress: progress.Fold(p.Curriculum, p.Pair(i)),
			Curriculum: p.Curriculum, Words: words(t, "fr"), Now: today(),
		})
		if errors.Is(err, notes.ErrNoConsent) || errors.Is(err, notes.ErrNoCode) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		sent++
		put(t, filepath.Join(dir, fmt.Sprintf("c%05d.%s", i, format)), b.String())
	}
	return dir, sent
}

func put(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// report makes one with a register of its own.
func report(t testing.TB, r programme.Request) (*programme.Report, []programme.Skipped) {
	t.Helper()
	if r.Curriculum == nil {
		r.Curriculum = builtin()
	}
	if r.Now.IsZero() {
		r.Now = today()
	}
	if r.Register == "" {
		r.Register = filepath.Join(t.TempDir(), "register")
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
	a, skippedA := report(t, programme.Request{Dir: dir})
	b, skippedB := report(t, programme.Request{Dir: journals(t, p, n), Journals: true})
	if len(skippedA)+len(skippedB) > 0 || a.Pairs.All != sent || b.NotShared+b.NoCode != n-sent || b.NotShared == 0 {
		t.Fatalf("%d sent of %d, %d told, %d not shared; %v %v", sent, n, a.Pairs.All, b.NotShared, skippedA, skippedB)
	}
	a.Source, a.NotShared, a.NoCode = b.Source, b.NotShared, b.NoCode
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("(-contributions +journals)\n%s", diff)
	}
	if len(a.Learning.Lessons) < 4 || len(a.Learning.Confidence) != 5 || len(a.Care.Stalled) == 0 || len(a.Modules) == 0 || len(a.Months) < 6 {
		t.Errorf("a programme of %d pairs tells too little: %+v", n, a.Learning)
	}
}

// TestSlowFold: the figures are those that the TOML library alone and plain sums give.
func TestSlowFold(t *testing.T) {
	p := programmetest.New(5, builtin(), today())
	const n = 120
	dir := journals(t, p, n)
	rep, _ := report(t, programme.Request{Dir: dir, Journals: true})
	var all []progress.Contribution
	for i := range n {
		if c, ok := slow(t, filepath.Join(dir, p.ID(i)+".toml")); ok {
			all = append(all, c)
		}
	}
	held, moved, gifts := 0, 0, 0
	status := map[progress.Status]int{}
	rungs := map[string][6]int{}
	areas := map[string][5]int{}
	for _, c := range all {
		held, moved, gifts = held+len(c.Days), moved+c.Postponed, gifts+c.Gifts
		status[c.Status]++
		for _, l := range c.Lessons {
			r := rungs[l.Lesson]
			r[l.Rung.Level()]++
			r[0]++
			rungs[l.Lesson] = r
		}
	}
	want := programme.Pairs{All: len(all), Active: status[progress.Active], NoDate: status[progress.NoDate], Stalled: status[progress.Stalled], Closed: status[progress.Closed]}
	if rep.Pairs != want || rep.Sessions.Held != held || rep.Sessions.Postponed != moved || rep.Sessions.Gifts != gifts {
		t.Errorf("%+v %+v, want %+v, %d, %d, %d", rep.Pairs, rep.Sessions, want, held, moved, gifts)
	}
	shown := map[string]bool{}
	for _, f := range rep.Learning.Lessons {
		r := rungs[f.Lesson]
		if f.Pairs != r[0] || f.Rungs != [5]int(r[1:]) || f.Again != r[4]+r[5] {
			t.Errorf("%+v, want %v", f, r)
		}
		shown[f.Lesson] = true
		l, _ := builtin().Lesson(f.Lesson)
		seen := map[string]bool{}
		for _, id := range l.DigComp {
			if area := id[:1]; !seen[area] {
				seen[area] = true
				sum := areas[area]
				for i := range sum {
					sum[i] += f.Rungs[i]
				}
				areas[area] = sum
			}
		}
	}
	for id, r := range rungs {
		if shown[id] != (r[0] >= programme.Least) {
			t.Errorf("%s with %d pairs: shown is %v", id, r[0], shown[id])
		}
	}
	for _, a := range rep.Learning.Areas {
		if a.Rungs != areas[a.Area] {
			t.Errorf("area %+v, want %v", a, areas[a.Area])
		}
	}
}

// slow reads a journal with nothing of ours but the fold.
func slow(t *testing.T, path string) (c progress.Contribution, shared bool) {
	var file struct {
		Entry []struct {
			ID, By, Session, Kind, Code, Who, Lesson, Step, State, Rung, Topic, Text, Of, Next, Hash string
			At                                                                                       time.Time
			Item, Edition, Value, Minutes                                                            int
			Given                                                                                    bool
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
			Item: e.Item, Edition: e.Edition, Value: e.Value, Minutes: e.Minutes, Given: e.Given,
		})
	}
	f := progress.Fold(builtin(), entries)
	c = f.Contribution(today())
	return c, f.Consent[progress.Mentor] && f.Consent[progress.Mentee] && c.Code != ""
}

// TestAnyOrder: file names, number of workers and the run give the same report.
func TestAnyOrder(t *testing.T) {
	p := programmetest.New(11, builtin(), today())
	dir, _ := contributions(t, p, 40)
	want, _ := report(t, programme.Request{Dir: dir, Workers: 1})
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
	for _, r := range []programme.Request{{Dir: dir, Workers: 7}, {Dir: other}, {Dir: dir}} {
		got, _ := report(t, r)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-one worker +other)\n%s", diff)
		}
	}
}

// one contribution, as toml, changed.
func contribution(change func(*progress.Contribution)) string {
	c := progress.Contribution{
		Format: 1, Code: "P1", Made: "2026-11-20", Since: "2026-10-01", Status: progress.Active, Next: "2026-12-01",
		Held: 2, Planned: 2, Days: []string{"2026-10-05", "2026-11-02"}, DaysBetween: []int{28}, Spent: 120, RouteDone: 1, RouteOf: 6,
		Modules: []progress.ModuleCount{{Module: "presence", Finished: 1, Of: 5}},
		Lessons: []progress.LessonCount{{Lesson: "presence/about", First: progress.WithYou, Rung: progress.Again}},
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
	file("types.toml", "format = \"one\"", programme.Unreadable, 0, "")
	file("deep.toml", "format = 1\nx = "+strings.Repeat("[", 20_000), programme.Unreadable, 0, "")
	file("deep.json", strings.Repeat("{\"a\":", 9000)+"1"+strings.Repeat("}", 9000), programme.Foreign, 0, "")
	file("large.toml", strings.Repeat("#", notes.MaxContribution+1), programme.Large, 0, "")
	file("newer.toml", "format = 2", programme.Newer, 0, "")
	file("latin.toml", "format = 1\ncode = \"\xe9\"", programme.Foreign, 0, "")
	file("journal.toml", "format = 1\npair = \"ines-philippe\"\n", programme.Value, 0, "code")
	for i, v := range []struct {
		key    string
		change func(*c)
	}{
		{"code", func(c *c) { c.Code = "" }}, {"code", func(c *c) { c.Code = strings.Repeat("é", storage.MaxName+1) }},
		{"made", func(c *c) { c.Made = "" }}, {"made", func(c *c) { c.Made = "2027-01-01" }}, {"since", func(c *c) { c.Since = "yesterday" }},
		{"status", func(c *c) { c.Status = "canary" }}, {"next", func(c *c) { c.Next = "canary" }}, {"stalled_since", func(c *c) { c.StalledSince = "x" }},
		{"held", func(c *c) { c.Held = 3 }}, {"held", func(c *c) { c.Held = -1 }}, {"planned", func(c *c) { c.Planned = -1 }},
		{"postponed", func(c *c) { c.Postponed = 1 << 40 }}, {"in_a_row", func(c *c) { c.InARow = 1 }}, {"minutes_spent", func(c *c) { c.Spent = -1 }},
		{"gifts", func(c *c) { c.Gifts = 1 << 30 }}, {"route_done", func(c *c) { c.RouteDone = 7 }}, {"days", func(c *c) { c.Days[0] = "x" }},
		{"days", func(c *c) { c.Days[1] = "2026-12-24" }}, {"days_between", func(c *c) { c.DaysBetween = nil }},
		{"module", func(c *c) { c.Modules[0].Finished = 9 }}, {"module", func(c *c) { c.Modules = append(c.Modules, c.Modules[0]) }},
		{"lesson", func(c *c) { c.Lessons[0].Rung = "canary" }}, {"lesson", func(c *c) { c.Lessons = append(c.Lessons, c.Lessons[0]) }},
		{"confidence", func(c *c) {
			c.Confidence = []progress.ConfidenceCount{{Who: "mentee", Topic: "x", Before: 11, Times: 1}}
		}},
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
	rep, skipped := report(t, programme.Request{Dir: dir})
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
	if _, _, err := programme.Make(context.Background(), programme.Request{Dir: t.TempDir(), Now: today()}); !errors.Is(err, programme.ErrNoFiles) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, _, err := programme.Make(context.Background(), programme.Request{Dir: filepath.Join(dir, "none"), Now: today()}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := programme.Make(stopped, programme.Request{Dir: dir, Now: today()}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestTwice: of one pair's files the newest counts, then the one with more sessions.
func TestTwice(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "june.toml"), contribution(func(c *progress.Contribution) {
		c.Made, c.Gifts = "2026-10-20", 1
		c.Held, c.Days, c.DaysBetween = 0, nil, nil
	}))
	put(t, filepath.Join(dir, "july.toml"), contribution(func(c *progress.Contribution) { c.Gifts = 2 }))
	put(t, filepath.Join(dir, "july-again.toml"), contribution(func(c *progress.Contribution) { c.Gifts = 3; c.Held, c.Days, c.DaysBetween = 1, c.Days[:1], nil }))
	put(t, filepath.Join(dir, "other.toml"), contribution(func(c *progress.Contribution) { c.Code, c.Gifts = "P2", 10 }))
	rep, skipped := report(t, programme.Request{Dir: dir})
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
		rep, _ := report(t, programme.Request{Dir: dir, Now: now.Add(15 * time.Hour)})
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
	rep, skipped := report(t, programme.Request{Dir: data, Journals: true})
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

// TestRegisterTrouble: without a register that can be trusted nothing is told of
// learning, and all the rest is.
func TestRegisterTrouble(t *testing.T) {
	p := programmetest.New(4, builtin(), today())
	dir, _ := contributions(t, p, 30)
	bad := filepath.Join(t.TempDir(), "register")
	put(t, bad, "x")
	folder := t.TempDir()
	for name, register := range map[string]string{
		programme.BadRegister: bad, "bad-register ": folder, "bad-register  ": filepath.Join(folder, "none", "register"),
	} {
		rep, _ := report(t, programme.Request{Dir: dir, Register: register})
		if rep.Learning.Withheld != strings.TrimSpace(name) || len(rep.Learning.Lessons)+len(rep.Learning.Areas)+len(rep.Learning.Confidence) > 0 || rep.Pairs.All == 0 {
			t.Errorf("%s: %+v", register, rep.Learning)
		}
	}
	rep, _, err := programme.Make(context.Background(), programme.Request{Dir: dir, Curriculum: builtin(), Now: today()})
	if err != nil || rep.Learning.Withheld != programme.NoRegister || len(rep.Learning.Lessons) > 0 {
		t.Errorf("%v %+v", err, rep.Learning)
	}
	if data, err := os.ReadFile(bad); err != nil || string(data) != "x" {
		t.Error("a register that can't be read was written over")
	}
}

// TestReportsAtOnce: two reports at the same time remember both.
func TestReportsAtOnce(t *testing.T) {
	p := programmetest.New(6, builtin(), today())
	register := filepath.Join(t.TempDir(), "register")
	var dirs []string
	for range 4 {
		dir, _ := contributions(t, p, 25)
		dirs = append(dirs, dir)
	}
	var wait sync.WaitGroup
	reps := make([]*programme.Report, len(dirs))
	for i, dir := range dirs {
		wait.Go(func() {
			rep, _, err := programme.Make(context.Background(), programme.Request{Dir: dir, Curriculum: builtin(), Now: today(), Register: register})
			if err == nil {
				reps[i] = rep
			}
		})
	}
	wait.Wait()
	for _, rep := range reps[1:] {
		if diff := cmp.Diff(reps[0], rep); diff != "" || rep.Learning.Withheld != "" {
			t.Errorf("the same pairs, another report:\n%s", diff)
		}
	}
	data, err := os.ReadFile(register)
	if err != nil || strings.Count(string(data), "2026-11-22:") != len(reps[0].Learning.Lessons)+len(reps[0].Learning.Confidence) {
		t.Errorf("more figures than were shown: %v\n%s", err, data)
	}
	if fi, err := os.Stat(register); err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", fi.Mode(), err)
	}
}

// TestMonths: month after month over nearly the same pairs, through files and all: each
// lesson's figure stays as it was or has five pairs with something new.
func TestMonths(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp("", "months")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		register := filepath.Join(dir, "register")
		type figure = programme.LessonFigure
		var last *figure
		level := make([]int, rapid.IntRange(5, 9).Draw(rt, "pairs"))
		known := make([]int, len(level)) // as last shown
		for month := range 6 {
			files := filepath.Join(dir, fmt.Sprint(month))
			if err := os.Mkdir(files, 0o700); err != nil {
				rt.Fatal(err)
			}
			changed := 0
			for i := range level {
				level[i] = min(5, level[i]+rapid.IntRange(0, 2).Draw(rt, "step"))
				if level[i] != known[i] {
					changed++
				}
				put(t, filepath.Join(files, fmt.Sprint(i, ".toml")), contribution(func(c *progress.Contribution) {
					c.Code, c.Lessons = fmt.Sprint("P", i), nil
					if level[i] > 0 {
						c.Lessons = []progress.LessonCount{{Lesson: "presence/about", First: progress.WithYou, Rung: progress.Rungs()[level[i]-1]}}
					}
				}))
			}
			rep, _ := report(t, programme.Request{Dir: files, Register: register})
			if len(rep.Learning.Lessons) == 0 {
				if changed >= programme.Least {
					rt.Fatalf("month %d: %d have something new, and nothing is shown", month, changed)
				}
				continue
			}
			f := rep.Learning.Lessons[0]
			if changed < programme.Least && (last == nil || f != *last) {
				rt.Fatalf("month %d: %d have something new, and %+v became %+v", month, changed, last, f)
			}
			if changed >= programme.Least {
				copy(known, level)
			}
			last = &f
		}
	})
}
