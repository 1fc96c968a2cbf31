package storage

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// twoOfOneName are two data folders that each begun a pair with the same first names, and
// the two journals.
func twoOfOneName(t *testing.T) (a, b *Folder, pathA, pathB string) {
	t.Helper()
	a, b = open(t), open(t)
	create(t, a).Close()
	create(t, b).Close()
	return a, b, a.path("ines-philippe", false), b.path("ines-philippe", false)
}

func TestIdentity(t *testing.T) {
	a, b, pathA, pathB := twoOfOneName(t)
	mine, yours := must(a.Read("ines-philippe")).Entries, must(b.Read("ines-philippe")).Entries
	id := Identity(mine)
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
		t.Errorf("%q is no UUID", id)
	}
	if id == Identity(yours) {
		t.Error("two pairs of one name have one identity")
	}
	if Identity(nil) != "" || Identity([]Entry{tick(1)}) != "" {
		t.Error("an identity of nobody")
	}
	// Nothing that comes later changes it: no new name, no undoing, no other order.
	more := append(append([]Entry{}, mine...), Entry{Kind: KindName, Who: "mentor", Name: "I."}, Entry{Kind: KindRetract, Of: mine[0].ID})
	if Identity(more) != id {
		t.Error("it changes with the entries")
	}
	// An id that somebody wrote by hand tells less.
	byHand := Entry{ID: "1", Kind: KindPair, At: fixedNow(), Mentor: "A", Mentee: "B"}
	other := byHand
	other.Mentee = "C"
	if Identity([]Entry{byHand}) == Identity([]Entry{other}) {
		t.Error("two first entries with the id 1 are one pair")
	}
	// Two beginnings of one pair, once merged, agree on the first of them, on both sides.
	m := Merging{SamePair: true}
	must(a.Merge("ines-philippe", m, pathB))
	must(b.Merge("ines-philippe", m, pathA))
	one, two := Identity(must(a.Read("ines-philippe")).Entries), Identity(must(b.Read("ines-philippe")).Entries)
	if one != two || one != min(id, one) && one != Identity(yours) {
		t.Errorf("%s and %s", one, two)
	}
}

// Two pairs of one id are never mixed without a word: nobody could part them again.
func TestAnotherPairIsRefused(t *testing.T) {
	a, b, pathA, pathB := twoOfOneName(t)
	before := must(os.ReadFile(pathA))
	_, err := a.Merge("ines-philippe", Merging{}, pathB)
	var other *OtherPairError
	if !errors.As(err, &other) || !errors.Is(err, ErrOtherPair) || other.Theirs.ID == other.Ours.ID {
		t.Fatal(err)
	}
	theirs := must(os.ReadFile(pathB))
	if _, err := a.MergeData("ines-philippe", theirs); !errors.Is(err, ErrOtherPair) {
		t.Error(err)
	}
	// Neither is half an append of theirs kept among ours.
	torn := filepath.Join(t.TempDir(), "torn.toml")
	if err := os.WriteFile(torn, append(append([]byte{}, theirs...), "\n[[entry]]\nid = \"01T"...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Merge("ines-philippe", Merging{}, torn); !errors.Is(err, ErrOtherPair) || len(a.Torn("ines-philippe", false)) > 0 {
		t.Errorf("%v, %v", err, a.Torn("ines-philippe", false))
	}
	copied := filepath.Join(filepath.Dir(pathA), "ines-philippe (1).toml")
	if err := os.WriteFile(copied, theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := a.Absorb("ines-philippe"); err != nil || len(m.Left) != 1 || !errors.Is(m.Left[0], ErrOtherPair) {
		t.Errorf("%+v, %v", m, err)
	}
	if string(must(os.ReadFile(pathA))) != string(before) {
		t.Error("the journal changed")
	}
	os.Remove(copied)

	// Under another id it is a pair of its own, and stays one.
	m, err := a.Merge("ines-philippe", Merging{As: "ines-philippe-2"}, pathB)
	if err != nil || m.Added != 1 || m.Entries != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	j := must(b.Journal("ines-philippe"))
	must(j.Append(t.Context(), tick(1)))
	j.Close()
	if m, err = a.Merge("ines-philippe", Merging{As: "ines-philippe-2"}, pathB); err != nil || m.Added != 1 || m.Entries != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	if diff := cmp.Diff(must(b.Read("ines-philippe")).Entries, must(a.Read("ines-philippe-2")).Entries, whatCounts); diff != "" {
		t.Error(diff)
	}
	if d := must(a.Doctor("ines-philippe-2"))[0]; !d.Well() {
		t.Errorf("%+v", d)
	}
	if _, err := a.Merge("ines-philippe", Merging{As: "ines-philippe-2"}, pathA); !errors.Is(err, ErrOtherPair) {
		t.Errorf("mixed under the other id: %v", err)
	}
	if _, err := a.Merge("ines-philippe", Merging{As: "../x"}, pathB); !errors.Is(err, ErrBadID) {
		t.Error(err)
	}

	// One pair that was begun twice is united when the person says so, and from then on
	// each of the two beginnings is known.
	if m, err := a.Merge("ines-philippe", Merging{SamePair: true}, pathB); err != nil || m.Added != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	if m, err := a.Merge("ines-philippe", Merging{}, pathB); err != nil || m.Added != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	if m, err := b.Merge("ines-philippe", Merging{}, pathA); err != nil || m.Added != 1 {
		t.Errorf("%+v, %v", m, err)
	}
}

// The order of the fold decides which of two beginnings is the first, whatever the file's.
func TestTheFirstBeginningWins(t *testing.T) {
	early := Entry{ID: "01Z", Kind: KindPair, At: fixedNow(), Mentor: "A", Mentee: "B"}
	late := Entry{ID: "01A", Kind: KindPair, At: fixedNow().Add(time.Second), Mentor: "A", Mentee: "B"}
	for _, list := range [][]Entry{{early, late}, {late, early}} {
		data := AppendJournal(nil, "p", list)
		if got := Identity(mustLoad(t, data).entries); got != Identity([]Entry{early}) {
			t.Errorf("%+v: %s", list, got)
		}
	}
}
