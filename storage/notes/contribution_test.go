package notes_test

import (
	"bytes"
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

// TestContributionIsReadBack: both formats, exactly as they were counted.
func TestContributionIsReadBack(t *testing.T) {
	for _, format := range []string{"toml", "json"} {
		r := request(t, notes.ForProgramme, format, "fr")
		got, err := notes.ReadContribution(export(t, r), now)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r.Progress.Contribution(now), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-counted +read)\n%s", format, diff)
		}
	}
	for _, format := range []string{"csv", "md"} {
		if _, err := notes.ReadContribution(export(t, request(t, notes.ForProgramme, format, "fr")), now); err == nil {
			t.Errorf("%s is read back as a contribution", format)
		}
	}
}

// FuzzReadContribution: whatever a file holds, what is read is in range, can be written
// and read again, and an error quotes nothing of the file.
func FuzzReadContribution(f *testing.F) {
	f.Add([]byte("format = 1\ncode = \"P1\"\nmade = \"2026-11-20\"\nsince = \"2026-10-01\"\nstatus = \"stalled\"\nstalled_since = \"2026-10-01\"\n[[lesson]]\nlesson = \"a/b\"\nrung = \"again\"\n"))
	f.Add([]byte(`{"format":1,"code":"P1","made":"2026-11-20","since":"2026-10-01","status":"active","held":1,"days":["2026-10-02"],"confidence":[{"who":"mentee","topic":"x","before":1,"after":10,"times":2}]}`))
	f.Add([]byte("format = 1\ncanarycanary = [[[[[[[[[["))
	today := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := notes.ReadContribution(data, today)
		if err != nil {
			if strings.Contains(err.Error(), "canary") {
				t.Fatalf("%v", err)
			}
			if diff := cmp.Diff(progress.Contribution{}, c); diff != "" {
				t.Fatalf("an error, and something: %s", diff)
			}
			return
		}
		if c.Held != len(c.Days) || c.RouteDone > c.RouteOf || c.Made > "2026-11-23" || c.Code == "" || len(c.Code) > 4*storage.MaxName {
			t.Fatalf("%+v", c)
		}
		var b bytes.Buffer
		if err := toml.NewEncoder(&b).Encode(c); err != nil {
			t.Fatal(err)
		}
		if b.Len() > notes.MaxContribution {
			return
		}
		again, err := notes.ReadContribution(b.Bytes(), today)
		if err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
		if diff := cmp.Diff(c, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}
