package progress_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"binome/storage"
	"binome/storage/progress"
)

// TestPairsSayWhatTheFoldSays: after a merge of two beginnings, a name put right before it,
// a beginning that somebody took back and a date that was used, the list of pairs names
// whom and when every other page does.
func TestPairsSayWhatTheFoldSays(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	at := func(hours int) time.Time { return now.Add(time.Duration(hours) * time.Hour) }
	pair := func(id string, hours int, mentee string) storage.Entry {
		return storage.Entry{ID: id, At: at(hours), Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "fr", Mentee: mentee, MenteeLanguage: "fr"}
	}
	session := storage.Entry{ID: "c", At: at(-40), Kind: storage.KindSession, Minutes: 60}
	note := storage.Entry{ID: "d", At: at(-39), Kind: storage.KindNote, Text: "x", By: "pair", Session: "c"}
	for name, c := range map[string]struct {
		entries      []storage.Entry
		mentee, next string
		open         bool
	}{
		"a merge": {[]storage.Entry{
			pair("a", -90, "Philippe"), pair("b", -80, "Philippe D"),
			{ID: "n", At: at(-85), Kind: storage.KindName, Who: progress.Mentee, Name: "Phil"},
		}, "Phil", "", false},
		"taken back": {[]storage.Entry{pair("a", -90, "Philippe"), {ID: "r", At: at(-80), Kind: storage.KindRetract, Of: "a"}}, "Philippe", "", false},
		"a used date": {[]storage.Entry{
			pair("a", -90, "Philippe"), {ID: "p", At: at(-80), Kind: storage.KindPostpone, Next: "2026-11-20"}, session, note,
		}, "Philippe", "", false},
		"the next date": {[]storage.Entry{
			pair("a", -90, "Philippe"), session, note,
			{ID: "e", At: at(-38), Kind: storage.KindClose, Next: "2026-12-04", Session: "c"},
		}, "Philippe", "2026-12-04", false},
		"an hour goes on": {[]storage.Entry{pair("a", -90, "Philippe"), {ID: "s", At: at(-1), Kind: storage.KindSession, Minutes: 60}}, "Philippe", "", true},
	} {
		dir := t.TempDir()
		f, err := storage.Open(dir, storage.Options{Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, storage.PairsDir), 0o700); err != nil {
			t.Fatal(err)
		}
		for id, text := range map[string][]byte{"ines-philippe": storage.AppendJournal(nil, "ines-philippe", c.entries), "other": []byte("format = 9\n")} {
			if err := os.WriteFile(filepath.Join(dir, storage.PairsDir, id+".toml"), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		pairs, err := progress.Pairs(f, now)
		if err != nil || len(pairs) != 2 || pairs[1].ID != "other" || pairs[1].Err == nil {
			t.Fatalf("%s: %+v, %v", name, pairs, err)
		}
		last := slices.MaxFunc(c.entries, func(a, b storage.Entry) int { return a.At.Compare(b.At) })
		want := progress.PairInfo{ID: "ines-philippe", Mentor: "Inès", Mentee: c.mentee, Next: c.next, Open: c.open, LastAt: last.At}
		if diff := cmp.Diff(want, pairs[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
