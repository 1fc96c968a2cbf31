package live

import (
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"binome/storage/progress"
)

const ed = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"

// TestMembers: a file as people write it.
func TestMembers(t *testing.T) {
	ines, laptop, phil := newKey(t), newKey(t), newKey(t)
	m := members(t, `# Who may join.

[[member]]   # the mentor
person = "Inès Martin"
keys = [
  %q,  # at her desk
  %q,
]
role = "mentor"
pairs = ["ines-philippe", "ines-claire"]

[[member]]
person = "Philippe Durand"
key = '%s'
role = "mentee"
pairs = ["ines-philippe"]

[[member]]
person = "inès martin"
key = %q
role = "mentee"
pairs = ["zoe-ines"]
`, authorized(ines)+" ines@desk", authorized(laptop), authorized(phil), authorized(ines))
	who := m.Of(gossh.FingerprintSHA256(ines.PublicKey()))
	if who == nil || who != m.Of(gossh.FingerprintSHA256(laptop.PublicKey())) {
		t.Fatal("two keys of one person are two people")
	}
	for _, p := range []Place{{"ines-philippe", progress.Mentor}, {"ines-claire", progress.Mentor}, {"zoe-ines", progress.Mentee}} {
		if !who.Has(p) {
			t.Errorf("no place %v", p)
		}
	}
	if who.Has(Place{"ines-philippe", progress.Mentee}) || len(who.Places) != 3 {
		t.Error(who.Places)
	}
	if got := m.Of(gossh.FingerprintSHA256(phil.PublicKey())); got == nil || got.Person != "Philippe Durand" || !got.Has(Place{pairID, progress.Mentee}) {
		t.Error(got)
	}
	if m.Of(gossh.FingerprintSHA256(newKey(t).PublicKey())) != nil || m.Of("") != nil {
		t.Error("a stranger is a member")
	}
	if spot := m.Pairs["zoe-ines"]; spot.Line != 22 || spot.Col != 10 {
		t.Errorf("zoe-ines is at %v", spot)
	}
}

// TestMembersFaults: each with its line and column, and none of such a file is used.
func TestMembersFaults(t *testing.T) {
	good := authorized(newKey(t))
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weakKey, err := gossh.NewPublicKey(&weak.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	rsa1024 := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(weakKey)))
	block := func(person, key, role, pairs string) string {
		return fmt.Sprintf("[[member]]\nperson = %s\nkey = %s\nrole = %s\npairs = %s\n", person, key, role, pairs)
	}
	q := func(s string) string { return fmt.Sprintf("%q", s) }
	ok := block(`"I"`, q(good), `"mentor"`, `["a-b"]`)
	other := authorized(newKey(t))
	for name, tt := range map[string]struct{ text, want string }{
		"not TOML":           {"[[member]]\nperson = Inès\n", "members.toml:2:10: not TOML"},
		"not TOML, second":   {ok + "[[member]]\nperson = \"x\nkey = 1\n", "members.toml:7:"},
		"outside":            {"# c\nport = 2022\n" + ok, "members.toml:2:1: something before the first [[member]]"},
		"unknown key":        {ok + "  color = \"red\"\n", "members.toml:6:3: no such key here: color"},
		"no person":          {"[[member]]\nkey = " + q(good) + "\nrole = \"mentor\"\npairs = [\"a-b\"]\n", "members.toml:1:1: missing: person"},
		"no key":             {"[[member]]\nperson = \"I\"\nrole = \"mentor\"\npairs = [\"a-b\"]\n", "members.toml:1:1: missing: key"},
		"no role":            {"[[member]]\nperson = \"I\"\nkey = " + q(good) + "\npairs = [\"a-b\"]\n", "members.toml:1:1: missing: role"},
		"no pairs":           {"[[member]]\nperson = \"I\"\nkey = " + q(good) + "\nrole = \"mentor\"\n", "members.toml:1:1: missing: pairs"},
		"role":               {block(`"I"`, q(good), `"boss"`, `["a-b"]`), "members.toml:4:8: not mentor or mentee: boss"},
		"person, a number":   {block(`7`, q(good), `"mentor"`, `["a-b"]`), "members.toml:2:1: not text in quotes: person"},
		"pairs, a text":      {block(`"I"`, q(good), `"mentor"`, `"a-b"`), "members.toml:5:1: not a list of texts in quotes: pairs"},
		"pair, a path":       {block(`"I"`, q(good), `"mentor"`, `["a-b", "../x"]`), "members.toml:5:17: not the id of a pair: ../x"},
		"key, nonsense":      {block(`"I"`, `"hello"`, `"mentor"`, `["a-b"]`), "members.toml:3:7: not a public key as in authorized_keys"},
		"key, cut":           {block(`"I"`, q(ed), `"mentor"`, `["a-b"]`), "members.toml:3:7: not a public key as in authorized_keys: ssh-ed25519"},
		"key, private":       {block(`"I"`, `"-----BEGIN OPENSSH PRIVATE KEY----- c2VjcmV0"`, `"mentor"`, `["a-b"]`), "members.toml:3:7: not a public key as in authorized_keys\n"},
		"key with options":   {block(`"I"`, q(`command="id" `+good), `"mentor"`, `["a-b"]`), "members.toml:3:1: options before a key are not heeded here"},
		"key, weak":          {block(`"I"`, q(rsa1024), `"mentor"`, `["a-b"]`), "members.toml:3:7: a kind of key that is not accepted: ssh-rsa"},
		"two people's key":   {ok + block(`"P"`, q(good), `"mentee"`, `["a-b"]`), "members.toml:8:7: the key of somebody else too: I"},
		"two mentors":        {ok + block(`"P"`, q(other), `"mentor"`, `["a-b"]`), "members.toml:10:10: somebody else has this place: a-b"},
		"their own mentor":   {ok + block(`"I"`, q(good), `"mentee"`, `["a-b"]`), "members.toml:10:10: somebody else has this place: a-b"},
		"too deep":           {"[[member]]\nx = " + strings.Repeat("[", 1<<20) + "\n", "members.toml:2:32758: not TOML: larger than 32 KiB"},
		"deep in a line":     {"[[member]]\nx = " + strings.Repeat("[", 30) + "\n", "members.toml:2:13: not TOML: nested deeper than 8"},
		"a dotted key":       {"[[member]]\n" + strings.Repeat("a.", 10000) + "b = 1\n", "members.toml:2:18: not TOML: nested deeper than 8"},
		"text of many lines": {"[[member]]\nperson = \"\"\"\nx\"\"\"\n", "members.toml:1:1: missing: role"},
		"huge":               {strings.Repeat("# x\n", 2<<20), "members.toml:1:1: larger than"},
		"table in a member":  {ok + "[member.more]\nx = 1\n", "members.toml:6:1: no such key here: more"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := parseMembers("members.toml", tt.text)
			if err == nil || m != nil {
				t.Fatal("it was taken")
			}
			if !strings.HasPrefix(err.Error()+"\n", tt.want) {
				t.Errorf("%v\nwant %s", err, tt.want)
			}
			if strings.Contains(err.Error(), "c2VjcmV0") {
				t.Error("somebody's private key is repeated")
			}
			var f Fault
			if !errors.As(err, &f) || faultWords[f.Code] == "" {
				t.Errorf("no fault: %T", err)
			}
		})
	}
}

// FuzzMembers: whatever the text, it is taken whole or refused with places that are in
// it, and the TOML library is never fed what kills it.
func FuzzMembers(f *testing.F) {
	f.Add("[[member]]\nperson = \"I\"\nkey = \"" + ed + "\"\nrole = \"mentor\"\npairs = [\"a-b\"]\n")
	f.Add("[[member]]\n[[member]]\r\nx={a=[1,2]}\n")
	f.Add("[[member]]\nperson = 'x\ny'\n\"key\" = \"\\u0000\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parseMembers("m", text)
		if (m == nil) == (err == nil) {
			t.Fatal("neither or both")
		}
		if err == nil {
			return
		}
		lines := strings.Count(text, "\n") + 1
		var faults interface{ Unwrap() []error }
		if !errors.As(err, &faults) {
			t.Fatalf("%T", err)
		}
		for _, e := range faults.Unwrap() {
			var f Fault
			if !errors.As(e, &f) || f.Line < 1 || f.Line > lines || f.Col < 1 {
				t.Fatalf("%v in %d lines", e, lines)
			}
		}
	})
}
