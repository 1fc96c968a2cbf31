package live

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"strings"
	"sync"
	"time"
)

// An invitation lets one person in, once. Its code is 128 random bits, written so that
// it can be read aloud: Crockford's base 32 has no I, L, O or U, and what is typed for
// them is taken for what they look like (https://www.crockford.com/base32.html).
//
// What is kept of a code is its hash, so that comparing takes the same time whatever is
// typed, and so that nothing that is logged or dumped lets anybody in.
type invitation struct {
	hash  [sha256.Size]byte
	until time.Time
	used  bool
	wrong int // codes that were not this one, while it was good
}

// The outcomes of typing a code.
type outcome int

const (
	taken     outcome = iota // this one, and nobody else had it
	wrongCode                // none that was given out lately
	lateCode                 // this one, after its ten minutes
	usedCode                 // this one, and somebody has come in by it
	shutCode                 // too many wrong codes have been typed
)

// invitations are those of one host: the one that is good, and a few that were.
type invitations struct {
	limits Limits
	now    func() time.Time

	mu   sync.Mutex
	code string // of the one that is good, to be shown
	good *invitation
	past []*invitation // so that a late one can be called late
}

const (
	codeLen  = 26 // base 32 digits of 128 bits
	pastKept = 8
)

// mint makes a new invitation; the one before is not good any more.
func (v *invitations) mint() (code string, until time.Time) {
	raw := make([]byte, 16)
	rand.Read(raw) // never fails: it ends the program rather than give what can be guessed
	enc := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)
	digits := enc.EncodeToString(raw)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.retire()
	v.good = &invitation{hash: sha256.Sum256([]byte(digits)), until: v.now().Add(v.limits.Invited)}
	v.code = grouped(digits)
	return v.code, v.good.until
}

// current is the code that is good now; ok is false when it is used, late or withdrawn.
func (v *invitations) current() (code string, until time.Time, ok bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.good == nil || v.state(v.good) != taken {
		return "", time.Time{}, false
	}
	return v.code, v.good.until, true
}

// withdraw ends the invitation that is good.
func (v *invitations) withdraw() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.retire()
}

func (v *invitations) retire() {
	if v.good == nil {
		return
	}
	v.past = append(v.past, v.good)
	if len(v.past) > pastKept {
		v.past = v.past[1:]
	}
	v.good, v.code = nil, ""
}

// redeem takes what somebody typed. Of any number who type the good code at once, one
// gets taken.
func (v *invitations) redeem(typed string) outcome {
	hash := sha256.Sum256([]byte(canonical(typed)))
	v.mu.Lock()
	defer v.mu.Unlock()
	found := -1
	all := v.past
	if v.good != nil {
		all = append(all[:len(all):len(all)], v.good)
	}
	for i, inv := range all { // all of them, always: which one it was takes the same time
		if subtle.ConstantTimeCompare(hash[:], inv.hash[:]) == 1 {
			found = i
		}
	}
	if found < 0 {
		if v.good == nil {
			return wrongCode
		}
		v.good.wrong++
		if v.good.wrong >= v.limits.Guesses {
			return shutCode
		}
		return wrongCode
	}
	inv := all[found]
	got := v.state(inv)
	if inv != v.good && got == taken {
		return lateCode // withdrawn for a newer one
	}
	if got == taken {
		inv.used = true
		v.code = ""
	}
	return got
}

// state is what the right code would get now.
func (v *invitations) state(inv *invitation) outcome {
	switch {
	case inv.used:
		return usedCode
	case inv.wrong >= v.limits.Guesses:
		return shutCode
	case !v.now().Before(inv.until):
		return lateCode
	}
	return taken
}

// grouped writes a code in groups that an eye and a voice can keep apart.
func grouped(digits string) string {
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && i%5 == 0 && i < codeLen-1 { // the last group has six
			b.WriteByte('-')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// canonical is what somebody typed as it would have been given out; "" for what can't
// be a code.
func canonical(typed string) string {
	if len(typed) > 4*codeLen {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case ' ', '-', '\t', '\u00a0', '\u2010', '\u2011', '\u2013': // mail programs change hyphens
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		b.WriteRune(r)
	}
	if b.Len() != codeLen {
		return ""
	}
	return b.String()
}
