package progress_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/storage"
	"binome/storage/progress"
)

func TestStatus(t *testing.T) {
	c := builtin(t)
	met := func(next string) func(*book) {
		return func(b *book) {
			s := b.session(60)
			b.walk(s, photo)
			b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: next})
		}
	}
	whole := func(next string) func(*book) {
		return func(b *book) {
			s := b.session(60)
			b.agree()
			for _, r := range c.Route {
				for _, l := range r.Lessons {
					b.walk(s, l)
				}
			}
			b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: next})
		}
	}
	for _, tt := range []struct {
		name   string
		before func(*book)
		days   int
		want   progress.Status
	}{
		{"just begun", func(*book) {}, 0, progress.NoDate},
		{"never met, long ago", func(*book) {}, 43, progress.Stalled},
		{"a date ahead", met("2026-12-04"), 5, progress.Active},
		{"today is the day", met("2026-12-04"), 12, progress.Active},
		{"the date has gone by", met("2026-12-04"), 13, progress.Active},
		{"and long since", met("2026-12-04"), 60, progress.Stalled},
		{"no date fixed", met(""), 5, progress.NoDate},
		{"no date, long since", met(""), 43, progress.Stalled},
		{"a date far ahead", met("2027-03-01"), 60, progress.Active},
		{"the route is done", whole(""), 1, progress.Closed},
		{"done, long since", whole(""), 200, progress.Closed},
		{"done, and they go on", whole("2026-12-04"), 1, progress.Active},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			tt.before(b)
			now := start.AddDate(0, 0, tt.days)
			was := b.fold(c).Contribution(start) // what was sent then, read now
			got, since := was.Status(now)
			if got != tt.want || (since != "") != (got == progress.Stalled) || since != "" && since != "2026-11-22" {
				t.Errorf("%s since %q, want %s", got, since, tt.want)
			}
		})
	}
}

func TestContributionCounts(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.agree()
	s := b.session(60)
	b.walk(s, photo)
	b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "with-hint", Evidence: "x"})
	b.add(storage.Entry{Kind: storage.KindConfidence, Session: s, Who: "mentee", Topic: "alone-tomorrow", Value: 3})
	b.add(storage.Entry{Kind: storage.KindGift, Session: s, Text: "x"})
	b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2026-12-04"})
	b.days(3)
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-08"})
	b.days(13)
	s = b.session(30)
	b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "again", Evidence: "x"})
	b.add(storage.Entry{Kind: storage.KindConfidence, Session: s, Who: "mentee", Topic: "alone-tomorrow", Value: 7})
	b.add(storage.Entry{Kind: storage.KindClose, Session: s})
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-20"})
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2027-01-03"})
	got := b.fold(c).Contribution(b.at)
	want := progress.Contribution{
		Format: 2, Code: got.Code, Mark: got.Mark, Made: "2026-12-08", Since: "2026-11-22", Next: "2027-01-03",
		Days: []string{"2026-11-22", "2026-12-08"}, Planned: 2, Postponed: 3, InARow: 2,
		Spent: got.Spent, Reserved: 90, RouteDone: 1, RouteOf: 6, Gifts: 1,
		Modules: []progress.ModuleCount{{"pair", 1, 3}, {"presence", 1, 5}},
	}
	if diff := gocmp.Diff(want, got); diff != "" || len(got.Mark) != 16 {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestPairCode(t *testing.T) {
	b := newBook()
	if got := b.fold(nil).PairCode(); got != "" {
		t.Errorf("a code from nothing that is random: %q", got)
	}
	b.session(60)
	first := b.fold(nil).PairCode()
	if len(first) != 8 {
		t.Errorf("%q isn't eight characters", first)
	}
	b.session(60)
	if got := b.fold(nil).PairCode(); got != first {
		t.Errorf("another session, another code: %q, %q", got, first)
	}
	b.entries[0].Code = "K7"
	if got := b.fold(nil).PairCode(); got != "K7" {
		t.Errorf("the code given isn't used: %q", got)
	}
}

// TestContributionHoldsNothingTyped: whatever was typed is not in it.
func TestContributionHoldsNothingTyped(t *testing.T) {
	c := builtin(t)
	rapid.Check(t, func(t *rapid.T) {
		entries := drawJournal(t)
		n := 0
		canary := func() string { n++; return fmt.Sprintf("canary%dyranac", n) }
		for i := range entries {
			e := &entries[i]
			for _, s := range []*string{&e.Mentor, &e.Mentee, &e.Name, &e.Text, &e.Evidence} {
				if *s != "" {
					*s = canary()
				}
			}
		}
		got := progress.Fold(c, entries).Contribution(start.Add(1000 * time.Hour))
		raw, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "canary") {
			t.Fatalf("something typed is in it: %s", raw)
		}
		if got.InARow > got.Postponed || got.Planned < 0 || got.Spent > 60*24*len(got.Days) {
			t.Fatalf("it doesn't add up: %+v", got)
		}
	})
}

// TestNoCodeIsANumber: of the codes that are derived, none is read as a number by a
// spreadsheet, which would take its first zeros or write it as a power of ten.
func TestNoCodeIsANumber(t *testing.T) {
	guarded := 0
	for i := range 4000 {
		p := &progress.Progress{Sessions: []progress.Session{{ID: fmt.Sprintf("01KAQ3P%019d", i)}}}
		code := p.PairCode()
		if _, err := strconv.ParseFloat(code, 64); err == nil {
			t.Errorf("%q is a number", code)
		}
		if len(code) == 9 {
			guarded++
		}
	}
	if guarded < 50 {
		t.Errorf("only %d of 4000 had to be guarded: the test sees too few", guarded)
	}
}

// TestCode: a code that somebody typed is kept, but where a spreadsheet would read
// something else; and what is guarded once stays as it is.
func TestCode(t *testing.T) {
	for _, code := range []string{"12345e67", "00123456", "1E5", "12-05", "3/4", "2026-11-02", "10:30", "1,5", "50 %", "12 345", "MARCH1", "1 mars", "sept-4", "Jan 2026", "3-déc", "TRUE", "vrai", "5 pm", "5p", "+49", "-7", "$5", "5 €", "1e-5", "(12)"} {
		if got := progress.Code(code); got != "p"+code || progress.Code(got) != got {
			t.Errorf("%q is %q", code, got)
		}
	}
	for _, code := range []string{"", "K7", "P017", "A-12", "lyon-3", "mars", "may", "été 2026", "e", "pm", "p00123456", "1a2b3c4d", "5 ponts", "=1+A1", "שלום"} {
		if got := progress.Code(code); got != code {
			t.Errorf("%q is %q", code, got)
		}
	}
}
