package notes_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// TestSentIsReadBack: both formats, exactly as they were counted; and a ballot.
func TestSentIsReadBack(t *testing.T) {
	for _, format := range []string{"toml", "json"} {
		r := request(t, notes.ForProgramme, format, "fr")
		got, err := notes.ReadSent(export(t, r), now)
		if err != nil {
			t.Fatal(err)
		}
		want := r.Progress.Contribution(now)
		if diff := cmp.Diff(notes.Sent{Contribution: &want}, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-counted +read)\n%s", format, diff)
		}
	}
	r := request(t, notes.ForBallot, "toml", "fr")
	got, err := notes.ReadSent(export(t, r), now)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := r.Progress.Ballot(now)
	if diff := cmp.Diff(notes.Sent{Ballot: &want}, got); diff != "" {
		t.Errorf("a ballot (-thrown +read)\n%s", diff)
	}
	for _, format := range []string{"csv", "md"} {
		if _, err := notes.ReadSent(export(t, request(t, notes.ForProgramme, format, "fr")), now); err == nil {
			t.Errorf("%s is read back", format)
		}
	}
}

// TestTakenBack: once either has taken it back, the same command writes what undoes it, and
// nothing else of the pair; the platform gets nothing.
func TestTakenBack(t *testing.T) {
	b := simulated("en")
	for _, a := range notes.Shared() {
		b.add(storage.Entry{Kind: storage.KindConsent, Who: "mentee", To: string(a), Given: false})
	}
	req := func(a notes.Audience, format string) notes.Request {
		r := request(t, a, format, "en")
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		return r
	}
	given := request(t, notes.ForProgramme, "toml", "en").Progress
	ballot, _ := given.Ballot(now)
	contribution := given.Contribution(now)
	for _, tt := range []struct {
		reader notes.Audience
		format string
		want   progress.Withdrawal
	}{
		{notes.ForProgramme, "toml", progress.Withdrawal{Format: 2, Code: "K7-31", Mark: contribution.Mark, Withdrawn: "2026-11-22"}},
		{notes.ForProgramme, "json", progress.Withdrawal{Format: 2, Code: "K7-31", Mark: contribution.Mark, Withdrawn: "2026-11-22"}},
		{notes.ForBallot, "toml", progress.Withdrawal{Format: 2, Ballot: ballot.ID, Withdrawn: "2026-11-22"}},
	} {
		got, err := notes.ReadSent(export(t, req(tt.reader, tt.format)), now)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(notes.Sent{Withdrawal: &tt.want}, got); diff != "" {
			t.Errorf("%s %s\n%s", tt.reader, tt.format, diff)
		}
	}
	for _, format := range []string{"md", "csv"} {
		if out := string(export(t, req(notes.ForProgramme, format))); !strings.Contains(out, "Taken back on") || strings.Contains(out, "Minutes") {
			t.Error(out)
		}
	}
	var out bytes.Buffer
	if err := notes.Write(&out, req(notes.ForLMS, "xapi")); !errors.Is(err, notes.ErrNoConsent) || out.Len() > 0 {
		t.Errorf("the platform: %v %s", err, out.String())
	}
}

// TestNamedIsWritten: what both are asked for and what the files hold are one list. Every
// key of a file has a phrase, every kind of statement and of question too, and README says
// the same words.
func TestNamedIsWritten(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	en, fr := words(t, "en"), words(t, "fr")
	for _, a := range notes.Shared() {
		list := notes.Named(a, en)
		if len(list) == 0 || len(list) != len(notes.Named(a, fr)) {
			t.Fatalf("%s: %q", a, list)
		}
		for _, s := range list {
			if strings.HasPrefix(s, "[") {
				t.Errorf("%s: no phrase %s", a, s)
			}
		}
		if !strings.Contains(strings.ReplaceAll(string(readme), "’", "'"), strings.ReplaceAll(notes.NamedIn(a, en), "’", "'")) {
			t.Errorf("README doesn't say what leaves for %s: %s", a, notes.NamedIn(a, en))
		}
	}
	named := func(a notes.Audience, key string) bool {
		return slices.Contains(notes.Named(a, en), en.T("shared."+key))
	}
	for reader, file := range map[notes.Audience]any{notes.ForProgramme: progress.Contribution{}, notes.ForBallot: progress.Ballot{}} {
		says := map[string]string{}
		for i := range reflect.TypeOf(file).NumField() {
			f := reflect.TypeOf(file).Field(i)
			says[f.Tag.Get("toml")] = f.Tag.Get("says")
		}
		var got map[string]any
		if err := toml.Unmarshal(export(t, request(t, reader, "toml", "fr")), &got); err != nil {
			t.Fatal(err)
		}
		for key := range got {
			if key != "format" && !named(reader, says[key]) {
				t.Errorf("%s gets %s, and nobody was asked", reader, key)
			}
		}
	}
	for _, q := range progress.Questions(taughtHere(t)) {
		if !named(notes.ForBallot, q.Says) {
			t.Errorf("the ballot asks %s, and nobody was asked", q.Name)
		}
	}
	for i := range reflect.TypeOf(progress.Withdrawal{}).NumField() {
		f := reflect.TypeOf(progress.Withdrawal{}).Field(i)
		if says := f.Tag.Get("says"); says != "-" && !named(notes.ForProgramme, says) && !named(notes.ForBallot, says) {
			t.Errorf("taking back gives %s, and nobody was asked", f.Name)
		}
	}
}

// TestNothingLearnedUnderACode: no contribution has a rung or an answer in it, whatever the
// pair did, and no file may claim both.
func TestNothingLearnedUnderACode(t *testing.T) {
	for _, format := range notes.Formats(notes.ForProgramme) {
		out := string(export(t, request(t, notes.ForProgramme, format, "en")))
		for _, rung := range progress.Rungs() {
			if strings.Contains(out, string(rung)) || strings.Contains(strings.ToLower(out), strings.ToLower(words(t, "en").T("rungs."+string(rung)))) {
				t.Errorf("%s says %s", format, rung)
			}
		}
		for _, said := range []string{"alone-tomorrow", "confidence", "headline-photo", "answers"} {
			if strings.Contains(out, said) {
				t.Errorf("%s says %s", format, said)
			}
		}
	}
	for _, both := range []string{
		"format = 2\ncode = \"P1\"\nmade = \"2026-11-20\"\nsince = \"2026-10-01\"\n[answers]\n\"a/b\" = 3\n",
		"format = 2\ncode = \"P1\"\nballot = \"0123456789abcdef\"\n[answers]\n\"a/b\" = 3\n",
	} {
		if s, err := notes.ReadSent([]byte(both), now); !errors.Is(err, notes.ErrValue) {
			t.Errorf("%+v, %v", s, err)
		}
	}
	id := request(t, notes.ForBallot, "toml", "en").Progress.Root.Pseudonym("ballot")
	if name := notes.File(&storage.Folder{Dir: "d"}, request(t, notes.ForBallot, "toml", "en")); name != filepath.Join("d", "notes", "ballot-"+id+".toml") {
		t.Errorf("a ballot's file is called %s", name)
	}
}

// TestOldContribution: one of the first format counts, and what it told of rungs isn't read.
func TestOldContribution(t *testing.T) {
	s, err := notes.ReadSent([]byte("format = 1\ncode = \"P1\"\nmade = \"2026-11-20\"\nsince = \"2026-10-01\"\nstatus = \"active\"\ndays = [\"2026-10-02\"]\nminutes = 60\n[[lesson]]\nlesson = \"a/b\"\nrung = \"again\"\n"), now)
	want := progress.Contribution{Format: 1, Code: "P1", Made: "2026-11-20", Since: "2026-10-01", Days: []string{"2026-10-02"}}
	if diff := cmp.Diff(notes.Sent{Contribution: &want}, s); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

// FuzzReadSent: whatever a file holds, what is read is one thing, in range, can be written
// and read again, and an error quotes nothing of the file.
func FuzzReadSent(f *testing.F) {
	f.Add([]byte("format = 2\ncode = \"P1\"\nmade = \"2026-11-20\"\nsince = \"2026-10-01\"\n[[module]]\nmodule = \"a\"\nfinished = 1\nof = 2\n"))
	f.Add([]byte(`{"format":2,"code":"P1","made":"2026-11-20","since":"2026-10-01","days":["2026-10-02"]}`))
	f.Add([]byte("format = 2\nballot = \"0123456789abcdef\"\n[answers]\n\"a/b\" = 3\n"))
	f.Add([]byte("format = 2\ncode = \"P1\"\nwithdrawn = \"2026-11-20\"\n"))
	f.Add([]byte("format = 2\ncanarycanary = [[[[[[[[[["))
	today := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := notes.ReadSent(data, today)
		if err != nil {
			if strings.Contains(err.Error(), "canary") || s != (notes.Sent{}) {
				t.Fatalf("%v, %+v", err, s)
			}
			return
		}
		var b bytes.Buffer
		switch {
		case s.Contribution != nil && s.Ballot == nil && s.Withdrawal == nil:
			c := s.Contribution
			if c.RouteDone > c.RouteOf || c.Made > "2026-11-23" || c.Code == "" || len(c.Code) > 4*storage.MaxName {
				t.Fatalf("%+v", c)
			}
			err = toml.NewEncoder(&b).Encode(c)
		case s.Contribution == nil && s.Ballot != nil && s.Withdrawal == nil:
			for _, a := range s.Ballot.Answers {
				if a < 0 || a >= progress.Choices {
					t.Fatalf("%+v", s.Ballot)
				}
			}
			err = toml.NewEncoder(&b).Encode(s.Ballot)
		case s.Contribution == nil && s.Ballot == nil && s.Withdrawal != nil:
			err = toml.NewEncoder(&b).Encode(s.Withdrawal)
		default:
			t.Fatalf("several things: %+v", s)
		}
		if err != nil || b.Len() > notes.MaxContribution {
			return
		}
		again, err := notes.ReadSent(b.Bytes(), today)
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if diff := cmp.Diff(s, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
