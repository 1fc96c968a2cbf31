package live

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
	"pgregory.net/rapid"

	"binome/storage/progress"
)

var guestPlace = Place{Pair: pairID, Role: progress.Mentee}

// A liar holds a public key without its private one: it offers the key, and signs with
// another.
type liar struct {
	shown gossh.PublicKey
	gossh.Signer
}

func (l liar) PublicKey() gossh.PublicKey { return l.shown }

// TestRolesComeFromKeys: two keys and a stranger's, under two names, offered in every
// order, with and without the private key: whoever gets in has the role of the key that
// was proved, and nobody else gets in. wish v2.0.1 let a mentee in as mentor that way.
func TestRolesComeFromKeys(t *testing.T) {
	mentor, mentee, stranger := newKey(t), newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	offers := map[string]gossh.Signer{
		"mentor": mentor, "mentee": mentee, "stranger": stranger,
		"mentor's, signed by the mentee": liar{mentor.PublicKey(), mentee},
		"mentee's, signed by the mentor": liar{mentee.PublicKey(), mentor},
	}
	// In the order of trying; a false signature ends the connection.
	role := func(order []string) string {
		for _, o := range order {
			switch o {
			case "mentor", "mentee":
				return o
			case "stranger":
			default:
				return ""
			}
		}
		return ""
	}
	names := []string{"mentor", "mentee", "join", "root"}
	var orders [][]string
	for a := range offers {
		orders = append(orders, []string{a})
		for b := range offers {
			if a != b {
				orders = append(orders, []string{a, b})
			}
		}
	}
	for i, order := range orders {
		for _, user := range names[:many(2, 4)] {
			t.Run(fmt.Sprintf("%d %s", i, user), func(t *testing.T) {
				var signers []gossh.Signer
				for _, o := range order {
					signers = append(signers, offers[o])
				}
				c, err := h.dial(user, gossh.PublicKeys(signers...))
				want := role(order)
				if want == "" {
					if err == nil {
						c.Close()
						t.Fatalf("%v got in", order)
					}
					return
				}
				if err != nil {
					t.Fatalf("%v: %v", order, err)
				}
				r := h.sit(c, 80, 24)
				r.t = t
				r.sees("[" + want + " ")
				c.Close()
			})
		}
	}
}

// TestAConnectionKeepsNothing: keys offered and keys proved on one connection, in any
// order and under any number of names (none is even looked at: there is none here). What
// each attempt gives is that key's, whatever came before it.
func TestAConnectionKeepsNothing(t *testing.T) {
	mentor, mentee, stranger := newKey(t), newKey(t), newKey(t)
	h := serve(t, Options{run: hello, Limits: Limits{Mine: 1 << 20, All: 1 << 20}})
	h.Admit(twoMembers(t, mentor, mentee))
	roles := map[gossh.Signer]string{mentor: progress.Mentor, mentee: progress.Mentee}
	rapid.Check(t, func(t *rapid.T) {
		a := asker{h.Host, &visitor{door: h.door}}
		for range rapid.IntRange(1, 12).Draw(t, "attempts") {
			key := rapid.SampledFrom([]gossh.Signer{mentor, mentee, stranger}).Draw(t, "key")
			perms, err := a.offered(nil, key.PublicKey())
			if (err == nil) != (roles[key] != "") || perms != nil && perms.ExtraData != nil {
				t.Fatalf("offered: %v %v", perms, err)
			}
			if rapid.Bool().Draw(t, "offered alone") {
				continue
			}
			perms, err = a.proved(nil, key.PublicKey(), perms, "")
			if roles[key] == "" {
				if err == nil || perms != nil {
					t.Fatal("a stranger")
				}
				continue
			}
			who := perms.ExtraData[visitKey{}].(visit)
			if err != nil || len(who.member.Places) != 1 || who.member.Places[0].Role != roles[key] {
				t.Fatalf("%v for the key of %s", who, roles[key])
			}
		}
	})
}

// TestNamesAreNothing: whatever name somebody logs in with, the key decides, and no name
// is written down.
func TestNamesAreNothing(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	for _, user := range []string{"mentor", "Inès Martin", "", "root", "x\x1b]52;c;QQ==\x07", strings.Repeat("a", 10000)} {
		c, err := h.dial(user, gossh.PublicKeys(mentee))
		if err != nil {
			t.Fatalf("%.20q: %v", user, err)
		}
		h.sit(c, 80, 24).sees("[mentee ")
		c.Close()
	}
	if strings.Contains(h.log.String(), "Martin") || strings.Contains(h.log.String(), "root") {
		t.Errorf("names in the log:\n%s", h.log)
	}
}

// TestNothingElseGetsIn: no password, no empty attempt, and on a standing host no code.
func TestNothingElseGetsIn(t *testing.T) {
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, newKey(t), newKey(t)))
	for name, auth := range map[string][]gossh.AuthMethod{
		"nothing":    nil,
		"a password": {gossh.Password("mentor")},
		"a code":     {typing("", "00000-00000-00000-00000-000000")},
		"a stranger": {gossh.PublicKeys(newKey(t))},
	} {
		if c, err := h.dial("mentor", auth...); err == nil {
			c.Close()
			t.Errorf("%s got in", name)
		}
	}
}

// TestACodeLetsOneIn and makes the key theirs: a reconnect needs no code, the code lets
// nobody else in, and the next guest takes the place.
func TestACodeLetsOneIn(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace})
	first, second := newKey(t), newKey(t)
	inv := h.Invite()
	c, err := h.dial("join", gossh.PublicKeys(first), typing("guess", strings.ToLower(inv.Code)))
	if err != nil {
		t.Fatal(err)
	}
	r := h.sit(c, 80, 24)
	r.sees("[mentee ines-philippe")
	if _, ok := h.Invited(); ok {
		t.Error("the code is still shown")
	}
	if _, err := h.dial("join", gossh.PublicKeys(second), typing(inv.Code)); err == nil {
		t.Error("a second person came in by the same code")
	}
	if _, err := h.dial("join", typing(inv.Code)); err == nil {
		t.Error("somebody without a key came in by a used code")
	}
	c.Close()
	again := h.join(first, 80, 24) // no code
	again.sees("[mentee ")
	inv = h.Invite()
	c, err = h.dial("join", gossh.PublicKeys(second), typing(inv.Code))
	if err != nil {
		t.Fatal(err)
	}
	h.sit(c, 80, 24).sees("[mentee ")
	again.sees("autre terminal")
	again.ended()
	if c, err := h.dial("join", gossh.PublicKeys(first)); err == nil {
		c.Close()
		t.Error("the guest before comes in without a code")
	}
}

// TestWithoutAKey: the code lets in once, and the connection is all that it is good for.
func TestWithoutAKey(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace})
	inv := h.Invite()
	var told string
	c, err := h.dial("join", gossh.KeyboardInteractive(func(_, said string, q []string, _ []bool) ([]string, error) {
		told = said
		return []string{inv.Code}, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(told, "ssh-keygen") {
		t.Errorf("they are told %q", told)
	}
	h.sit(c, 80, 24).sees("[mentee ")
	c.Close()
	if c, err := h.dial("join", typing(inv.Code)); err == nil {
		c.Close()
		t.Error("in again by a used code")
	}
	inv = h.Invite()
	if c, err = h.dial("join", typing(inv.Code)); err != nil {
		t.Fatal(err)
	}
	h.sit(c, 80, 24).sees("[mentee ")
}

// TestCodesRunOut: after ten minutes, and when too many wrong ones were typed.
func TestCodesRunOut(t *testing.T) {
	clock := newClock()
	h := serve(t, Options{run: hello, Guest: guestPlace, Now: clock.now, Limits: Limits{Guesses: 6}})
	inv := h.Invite()
	clock.pass(10 * time.Minute)
	if _, err := h.dial("join", gossh.PublicKeys(newKey(t)), typing(inv.Code)); err == nil {
		t.Error("in after ten minutes")
	}
	inv = h.Invite()
	for range 2 { // three tries a connection
		if _, err := h.dial("join", gossh.PublicKeys(newKey(t)), typing("a", "b", "c", inv.Code)); err == nil {
			t.Fatal("in at the fourth try")
		}
	}
	if _, ok := h.Invited(); ok {
		t.Error("after six wrong ones it is still good")
	}
	if _, err := h.dial("join", typing(inv.Code)); err == nil {
		t.Error("in by a withdrawn code")
	}
}

// TestTwoWithOneCode: both type it at once, over and over; one gets in.
func TestTwoWithOneCode(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace})
	for range many(10, 200) {
		inv := h.Invite()
		var in atomic.Int32
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				auth := []gossh.AuthMethod{typing(inv.Code)}
				if i%2 == 0 {
					auth = append(auth, gossh.PublicKeys(newKey(t)))
				}
				if c, err := h.dial("join", auth...); err == nil {
					in.Add(1)
					c.Close()
				}
			})
		}
		wg.Wait()
		if in.Load() != 1 {
			t.Fatalf("%d came in by one code", in.Load())
		}
	}
}

// TestOldAlgorithmsAreRefused: each alone is not enough to be talked to.
func TestOldAlgorithmsAreRefused(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{run: hello})
	h.Admit(twoMembers(t, mentor, mentee))
	for name, config := range map[string]gossh.Config{
		"kex group14-sha1":   {KeyExchanges: []string{gossh.InsecureKeyExchangeDH14SHA1}},
		"kex group1-sha1":    {KeyExchanges: []string{gossh.InsecureKeyExchangeDH1SHA1}},
		"kex nistp256":       {KeyExchanges: []string{gossh.KeyExchangeECDHP256}},
		"cipher aes128-cbc":  {Ciphers: []string{gossh.InsecureCipherAES128CBC}},
		"cipher 3des-cbc":    {Ciphers: []string{gossh.InsecureCipherTripleDESCBC}},
		"cipher arcfour":     {Ciphers: []string{gossh.InsecureCipherRC4256}},
		"mac sha1":           {Ciphers: []string{gossh.CipherAES256CTR}, MACs: []string{gossh.HMACSHA1}},
		"mac sha1-96":        {Ciphers: []string{gossh.CipherAES256CTR}, MACs: []string{gossh.InsecureHMACSHA196}},
		"mac sha256, no etm": {Ciphers: []string{gossh.CipherAES256CTR}, MACs: []string{gossh.HMACSHA256}},
	} {
		if h.dialWith(config, mentor) == nil {
			t.Errorf("%s was agreed to", name)
		}
	}
	c, err := h.dial("x", gossh.PublicKeys(mentor))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
}

// dialWith dials with these algorithms; nil when that worked.
func (h *testHost) dialWith(config gossh.Config, key gossh.Signer) error {
	cc := h.config("x", gossh.PublicKeys(key))
	cc.Config = config
	c, err := gossh.Dial("tcp", h.Addr().String(), cc)
	if err == nil {
		c.Close()
	}
	return err
}
