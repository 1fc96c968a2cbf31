package live

import (
	"context"
	"errors"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"binome/storage"
)

// TestHomonyms: two members of one name are two people. Neither has the other's pairs, each
// is known in the log by the key, and a name is no place to come in by.
func TestHomonyms(t *testing.T) {
	one, two, third := newKey(t), newKey(t), newKey(t)
	h := serve(t, Options{run: hello, Folder: newFolder(t, pairID, "zoe-paul")})
	m := members(t, `
[[member]]
person = "Inès Martin"
key = %q
role = "mentor"
pairs = ["ines-philippe"]

[[member]]
person = "Inès Martin"
key = %q
role = "mentor"
pairs = ["zoe-paul"]

[[member]]
person = "inès martin"
keys = [%q, %q]
role = "mentee"
pairs = ["zoe-paul"]
`, authorized(one), authorized(two), authorized(third), authorized(one))
	h.Admit(m)
	print := func(k gossh.Signer) string { return gossh.FingerprintSHA256(k.PublicKey()) }
	for _, c := range []struct {
		key  gossh.Signer
		want []Place
	}{
		{one, []Place{{pairID, "mentor"}, {"zoe-paul", "mentee"}}},
		{two, []Place{{"zoe-paul", "mentor"}}},
		{third, []Place{{pairID, "mentor"}, {"zoe-paul", "mentee"}}}, // a second key of the first's
	} {
		who := m.Of(print(c.key))
		if who == nil || len(who.Places) != len(c.want) {
			t.Fatalf("%+v", who)
		}
		for _, p := range c.want {
			if !who.Has(p) {
				t.Errorf("%v is missing", p)
			}
		}
	}
	r := h.join(two, 80, 24)
	r.sees("[mentor")
	r.c.Close()
	until(t, "the log", func() bool { return strings.Contains(h.log.String(), print(two)+" ended") })
	if log := h.log.String(); strings.Contains(log, "Martin") || strings.Contains(log, print(one)) {
		t.Errorf("the log:\n%s", log)
	}
}

// TestPairsOfOneName are told apart where somebody chooses between them.
func TestPairsOfOneName(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{run: hello, Folder: newFolder(t, pairID, "ines-philippe-2")})
	h.Admit(members(t, "[[member]]\nperson = \"I\"\nkey = %q\nrole = \"mentor\"\npairs = [\"ines-philippe\", \"ines-philippe-2\"]\n", authorized(key)))
	h.join(key, 80, 24).sees("(ines-philippe-2)")
}

// TestByIsARole: an entry says who by their place in the pair, never by a name.
func TestByIsARole(t *testing.T) {
	j, err := newFolder(t, pairID).Journal(pairID)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	for _, by := range []string{"Inès Martin", "Inès", "SHA256:x"} {
		if _, err := j.Append(context.Background(), storage.Entry{Kind: storage.KindNote, Text: "x", By: by}); !errors.Is(err, storage.ErrEntry) {
			t.Errorf("by %s: %v", by, err)
		}
	}
}
