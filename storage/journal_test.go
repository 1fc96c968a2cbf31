package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var paris = time.FixedZone("", 3600)

func fixedNow() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, paris) }

func open(t *testing.T) *Folder { return laid(t, t.TempDir(), Options{Now: fixedNow}) }

// laid is a data folder in which something was kept before: its folders are there.
func laid(t testing.TB, dir string, opt Options) *Folder {
	t.Helper()
	f, err := Open(dir, opt)
	for _, private := range []bool{false, true} {
		if err == nil {
			err = makeDir(disk{}, f.dir(private))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

var firstEntry = Entry{Kind: KindPair, Mentor: "Inès Martin", MentorLanguage: "fr", Mentee: "Philippe Durand", MenteeLanguage: "fr"}

func create(t *testing.T, f *Folder) *Journal {
	t.Helper()
	j, err := f.Create("ines-philippe", firstEntry)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func tick(item int) Entry {
	return Entry{Kind: KindTick, By: "pair", Lesson: "presence/headline-photo", Step: "together", Item: item, Edition: 1}
}

// await waits until the state is as wanted; it is woken by Watch, not by time.
func await(t *testing.T, j *Journal, want string, ok func(*State) bool) *State {
	t.Helper()
	changed, stop := j.Watch()
	defer stop()
	limit := time.After(20 * time.Second) // of a broken program only
	for {
		if s := j.State(); ok(s) {
			return s
		}
		select {
		case <-changed:
		case <-limit:
			t.Fatalf("%s never came: %+v", want, j.State())
		}
	}
}

func TestJournalKeepsWhatHappened(t *testing.T) {
	f := open(t)
	j := create(t, f)
	got, err := j.Append(context.Background(), tick(1), Entry{Kind: KindNote, Text: "two\nlines \"quoted\" \\ é \u202e"})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].ID == "" || got[0].ID >= got[1].ID || !got[0].At.Equal(fixedNow()) {
		t.Errorf("ids or times: %+v", got)
	}
	if _, err := j.Submit(tick(2)); err != nil {
		t.Fatal(err)
	}
	if n := len(j.State().Entries); n != 4 {
		t.Errorf("%d entries at once", n)
	}
	s := await(t, j, "saved", func(s *State) bool { return s.Entries[3].Mark == Sound })
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := f.Read("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s.Entries, again.Entries); diff != "" {
		t.Errorf("read again (-was +is):\n%s", diff)
	}
	if len(again.Troubles) > 0 {
		t.Errorf("troubles: %v", again.Troubles)
	}
	if strings.Contains(s.Entries[2].Text, "\u202e") {
		t.Error("kept a direction override")
	}
}

func TestJournalFileIsAsDesigned(t *testing.T) {
	f := open(t)
	first := firstEntry
	first.ID = "01KAQ3V0T3Y7V4M2S8W1E9R5ZC"
	j, err := f.Create("ines-philippe", first)
	if err != nil {
		t.Fatal(err)
	}
	e := tick(2)
	e.ID, e.Session = "01KAQ3XV2C5M8N1P4R7T0W3Z6B", "01KAQ3V8"
	if _, err := j.Append(context.Background(), e); err != nil {
		t.Fatal(err)
	}
	j.Close()
	got, err := os.ReadFile(filepath.Join(f.Dir, "pairs", "ines-philippe.toml"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/designed.toml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for path, mode := range map[string]os.FileMode{"pairs": 0o700, "pairs/ines-philippe.toml": 0o600, "pairs/ines-philippe.toml.lock": 0o600} {
		fi, err := os.Stat(filepath.Join(f.Dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if fi.Mode().Perm() != mode {
			t.Errorf("%s is %v", path, fi.Mode())
		}
	}
}

// Whatever is typed comes back clean, is on one line of the file, and the file can be
// shown with cat.
func TestNaughtyTextIsKeptClean(t *testing.T) {
	f := open(t)
	j := create(t, f)
	var typed []Entry
	for _, s := range naughty() {
		for _, e := range []Entry{{Kind: KindNote, Text: "x" + s}, {Kind: KindRung, Lesson: "a/b", Rung: "again", Evidence: "x" + shorten(s)}} {
			if e.Check() != nil {
				continue
			}
			typed = append(typed, e)
		}
	}
	got := must(j.Append(context.Background(), typed...))
	if len(got) < 60 {
		t.Fatalf("only %d", len(got))
	}
	j.Close()
	s := must(f.Read("ines-philippe"))
	if diff := cmp.Diff(got, s.Entries[1:], whatCounts); diff != "" || len(s.Troubles) > 0 {
		t.Errorf("%s, %v", diff, s.Troubles)
	}
	for _, r := range string(must(os.ReadFile(j.Path))) {
		if r != '\n' && unsafeRune(r) {
			t.Fatalf("the file holds %U", r)
		}
	}
	for _, e := range s.Entries {
		for _, r := range e.Text + e.Evidence {
			if r < ' ' && r != '\n' || r >= 0x7F && r < 0xA0 {
				t.Errorf("%U in %q", r, e.Text)
			}
		}
	}
}

func TestTwoWindowsSeeEachOther(t *testing.T) {
	f := open(t)
	a := create(t, f)
	b, err := f.Journal("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := a.Append(context.Background(), tick(1)); err != nil {
		t.Fatal(err)
	}
	await(t, b, "the other's tick", func(s *State) bool { return len(s.Entries) == 2 })
	if _, err := b.Append(context.Background(), tick(2)); err != nil {
		t.Fatal(err)
	}
	s := await(t, a, "the other's tick", func(s *State) bool { return len(s.Entries) == 3 })
	if diff := cmp.Diff(s.Entries, b.State().Entries); diff != "" {
		t.Errorf("the windows differ:\n%s", diff)
	}
}

func TestOpenErrors(t *testing.T) {
	f := open(t)
	create(t, f)
	if _, err := f.Create("ines-philippe", firstEntry); !errors.Is(err, ErrPairThere) {
		t.Error(err)
	}
	for _, id := range []string{"", "con", "-rf", "../x", "Ines", "é", "a/b", strings.Repeat("a", 65), "com1", "a-"} {
		if _, err := f.Create(id, firstEntry); !errors.Is(err, ErrBadID) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := f.Journal("nobody"); !errors.Is(err, ErrNoPair) {
		t.Error(err)
	}
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(f.Dir, "pairs", "other.toml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		text string
		want error
	}{
		{"format = 2\npair = \"other\"\n", ErrNewer},
		{"format = 2\n[[[\n", ErrNewer},
		{"", ErrDamaged},
		{"\x00\x00\x00", ErrDamaged},
		{"format = 0\npair = \"other\"\n", ErrDamaged},
		{"hello", ErrDamaged},
	} {
		write(c.text)
		if _, err := f.Journal("other"); !errors.Is(err, c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func TestPairsAndErase(t *testing.T) {
	f := open(t)
	j := create(t, f)
	if _, err := j.Append(context.Background(), Entry{Kind: KindName, Who: "mentee", Name: "Philippe D."},
		Entry{Kind: KindClose, Next: "2026-12-04"}); err != nil {
		t.Fatal(err)
	}
	p, err := f.Private("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Append(context.Background(), Entry{Kind: KindNote, Text: "for me alone"}); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if ids, err := f.PairIDs(); err != nil || !slices.Equal(ids, []string{"ines-philippe"}) {
		t.Errorf("%v, %v", ids, err)
	}
	j.Close()
	out, err := f.Erase("ines-philippe")
	if err != nil || len(out.Left) > 0 || len(out.Removed) != 4 {
		t.Errorf("%+v, %v", out, err)
	}
	for _, d := range []string{"pairs", "private"} {
		if list, err := os.ReadDir(filepath.Join(f.Dir, d)); err != nil || len(list) > 0 {
			t.Errorf("left in %s: %v, %v", d, list, err)
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Inès & Philippe":           "ines-philippe",
		"  Œdipe—Ægir  ":            "oedipe-aegir",
		"Straße d'Été":              "strasse-dete",
		"ＦＵＬＬ":                      "full",
		"con":                       "",
		"COM1":                      "",
		"张伟":                        "",
		"":                          "",
		"../..":                     "",
		"-rf":                       "rf",
		"E\u0301lodie":              "elodie",
		strings.Repeat("long ", 40): strings.TrimRight(strings.Repeat("long-", 40)[:64], "-"),
	} {
		got, ok := Slug(name)
		if ok != (want != "") || ok && got != want {
			t.Errorf("Slug(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}

// The clock goes back: what is written now comes after what was written before, and a
// later word on the next date counts.
func TestClockGoesBack(t *testing.T) {
	now := fixedNow()
	f := laid(t, t.TempDir(), Options{Now: func() time.Time { return now }})
	j := create(t, f)
	must(j.Append(context.Background(), Entry{Kind: KindPostpone, Next: "2026-12-04"}))
	now = now.AddDate(0, 0, -3)
	got := must(j.Append(context.Background(), Entry{Kind: KindPostpone, Next: "2026-12-11"}, tick(1)))
	s := j.State().Entries
	if !got[0].At.Equal(fixedNow()) || s[2].ID != got[0].ID || s[3].ID != got[1].ID {
		t.Errorf("%+v", s)
	}
	now = fixedNow().Add(time.Hour)
	if got := must(j.Append(context.Background(), tick(2))); !got[0].At.Equal(now) {
		t.Errorf("%v", got[0].At)
	}
}
