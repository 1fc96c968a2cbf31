package window

import (
	"crypto/ecdh"
	"crypto/hpke"
	"encoding/hex"
	"slices"

	"binome/tui/live/room"
)

// An aside is a question for later, sealed for one mentor's window: nobody else reads it.
// It stands in the file until it is covered, and whoever asked it seals it anew for a
// mentor that comes later.
type aside struct {
	From   string `json:"from"` // keys, for a seat's number may be another's in time
	N      int    `json:"n"`    // of those that From has asked
	To     string `json:"to"`
	Sealed []byte `json:"sealed"`
}

func (a aside) same(o aside) bool { return a.From == o.From && a.N == o.N }

// An ask is a question that was asked at this window. Once it is sealed for somebody and
// stands in the file no more, it has been covered.
type ask struct {
	n      int
	text   string
	sealed bool
}

func suite() (hpke.KEM, hpke.KDF, hpke.AEAD) {
	return hpke.DHKEM(ecdh.X25519()), hpke.HKDFSHA256(), hpke.ChaCha20Poly1305()
}

// open is what an aside says, "" when it isn't for this window.
func (t *table) open(a aside) string {
	if a.To != t.me {
		return ""
	}
	said, known := t.opened[string(a.Sealed)]
	if !known {
		_, kdf, aead := suite()
		if text, err := hpke.Open(t.key, kdf, aead, nil, a.Sealed); err == nil {
			said = room.Aside(string(text))
		}
		t.opened[string(a.Sealed)] = said
	}
	return said
}

// questions are those that this window knows: for a mentor what is sealed for it, else
// what was asked here.
func (t *table) questions(list []aside) (out []string) {
	for _, a := range list {
		if said := t.open(a); said != "" {
			out = append(out, said)
		}
	}
	for _, q := range t.asks {
		out = append(out, q.text)
	}
	return out
}

// uncovered is the list without what this window knows and keeps no more.
func (t *table) uncovered(list []aside, kept []string) []aside {
	return slices.DeleteFunc(slices.Clone(list), func(a aside) bool {
		return slices.ContainsFunc(list, func(b aside) bool {
			return a.same(b) && b.To == t.me && !slices.Contains(kept, t.open(b))
		})
	})
}

// seal adds what was asked here for every mentor that hasn't got it.
func (t *table) seal(list []aside, mentors []string, asked []string) ([]aside, []ask) {
	kem, kdf, aead := suite()
	asks := slices.Clone(t.asks)
	for _, text := range asked {
		t.asked++
		asks = append(asks, ask{n: t.asked, text: text})
	}
	asks = slices.DeleteFunc(asks, func(q ask) bool {
		return q.sealed && !slices.ContainsFunc(list, aside{From: t.me, N: q.n}.same)
	})
	for i, q := range asks {
		for _, to := range mentors {
			if slices.ContainsFunc(list, func(a aside) bool { return a.From == t.me && a.N == q.n && a.To == to }) {
				continue
			}
			raw, err := hex.DecodeString(to)
			if err != nil {
				continue
			}
			key, err := kem.NewPublicKey(raw)
			if err != nil {
				continue
			}
			sealed, err := hpke.Seal(key, kdf, aead, nil, []byte(q.text))
			if err != nil {
				continue
			}
			list = append(list, aside{From: t.me, N: q.n, To: to, Sealed: sealed})
			asks[i].sealed = true
		}
	}
	return list, asks
}
