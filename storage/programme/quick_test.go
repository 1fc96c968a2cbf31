package programme

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/programme/simulate"
	"binome/storage/progress"
)

// TestQuickCounts: the quick count of a journal is the fold's, whatever its pair did:
// entries left out, taken back, added, moved in time, said twice.
func TestQuickCounts(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	k := newCells(c)
	until := time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600))
	sure, all := 0, 0
	var count counter
	times := 4
	if os.Getenv("BINOME_LONG") != "" {
		times = 200
	}
	for n := range times {
		p := simulate.New(uint64(n), c, until)
		rapid.Check(t, func(t *rapid.T) {
			entries := disturbed(t, slices.Clone(p.Pair(rapid.IntRange(0, 500).Draw(t, "pair"))))
			now := until.AddDate(0, 0, rapid.IntRange(-200, 60).Draw(t, "days"))
			if rapid.Bool().Draw(t, "elsewhere") {
				now = now.In(time.FixedZone("", -8*3600))
			}
			got, shared, ok := count.row(k, entries, now, "f")
			f := progress.Fold(c, entries)
			all++
			if !ok {
				return
			}
			sure++
			if both := f.Consent[progress.Mentor] && f.Consent[progress.Mentee]; shared != both {
				t.Fatalf("shared is %v, want %v", shared, both)
			}
			if !shared {
				return
			}
			contribution := f.Contribution(now)
			want, strange := k.rowOf(&contribution, "f")
			if strange > 0 {
				t.Fatalf("%d lessons that the quick count doesn't know", strange)
			}
			if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(row{}, value{}, module{})); diff != "" {
				t.Fatalf("(-fold +quick)\n%s", diff)
			}
		})
	}
	if 10*sure < 5*all {
		t.Errorf("the quick count was sure of %d in %d", sure, all)
	}
}

// disturbed is a journal to which things happened, in its order and with every id once.
func disturbed(t *rapid.T, list []storage.Entry) []storage.Entry {
	// Mostly where dates are made, so that several fall on one second.
	pick := func(what string) *storage.Entry {
		var some []int
		for i, e := range list {
			if e.Kind == storage.KindSession || e.Kind == storage.KindClose || e.Kind == storage.KindPostpone {
				some = append(some, i)
			}
		}
		if len(some) > 0 && rapid.IntRange(0, 3).Draw(t, "dates") > 0 {
			return &list[rapid.SampledFrom(some).Draw(t, what)]
		}
		return &list[rapid.IntRange(0, len(list)-1).Draw(t, what)]
	}
	next := func() string {
		return rapid.SampledFrom([]string{"", "2026-12-01", "2026-11-22", "2026-06-01", "2026-11-22T23:30:00-03:00"}).Draw(t, "next")
	}
	for i := range rapid.IntRange(0, 16).Draw(t, "changes") {
		e := pick("entry")
		added := storage.Entry{ID: fmt.Sprintf("0%025d", i), At: e.At, By: "pair", Session: e.Session}
		switch rapid.SampledFrom([]int{0, 1, 2, 2, 2, 3, 3, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 12, 13, 13}).Draw(t, "what") {
		case 0:
			*e = list[0] // gone: the doubles go below
		case 1:
			added.Kind, added.Of = storage.KindRetract, e.ID
		case 2:
			added.Kind, added.Next = storage.KindPostpone, next()
		case 3:
			added.Kind, added.Next = storage.KindClose, next()
		case 4:
			added.Kind, added.Who, added.Given = storage.KindConsent, rapid.SampledFrom([]string{"mentor", "mentee"}).Draw(t, "who"), rapid.Bool().Draw(t, "given")
		case 5:
			added.Kind, added.Session, added.Minutes = storage.KindSession, "", 30
		case 6:
			added.Kind, added.Mentor, added.Mentee, added.Code = storage.KindPair, "A", "B", "other"
		case 7:
			e.Session = rapid.SampledFrom([]string{"", "nowhere", e.Session}).Draw(t, "session")
		case 8:
			e.At = e.At.Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "hours")) * time.Hour).In(time.FixedZone("", 3600*rapid.IntRange(-11, 12).Draw(t, "zone")))
		case 9:
			added.Kind, added.Who, added.Topic, added.Value = storage.KindConfidence, "mentee", rapid.SampledFrom([]string{"alone-tomorrow", "looking-back", "contradict"}).Draw(t, "topic"), rapid.IntRange(0, 10).Draw(t, "value")
		case 10:
			added.Kind, added.Hash, added.By = storage.KindCharter, "0123456789ab", rapid.SampledFrom([]string{"mentor", "mentee", "pair", ""}).Draw(t, "by")
		case 11:
			added.Kind, added.Lesson, added.Rung = storage.KindRung, rapid.SampledFrom([]string{"pair/charter", "presence/about", "presence/headline-photo"}).Draw(t, "lesson"), "passed-on"
		case 13: // at the second of another
			e.At = pick("other").At
		case 12:
			added.Kind, added.Text = "of a later version", "x"
		}
		if added.Kind != "" {
			list = append(list, added)
		}
	}
	slices.SortStableFunc(list, func(a, b storage.Entry) int { return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID)) })
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(e storage.Entry) bool { was := seen[e.ID]; seen[e.ID] = true; return was })
}
