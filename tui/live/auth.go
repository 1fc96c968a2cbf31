package live

import (
	"errors"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Who somebody is follows from their key, or from a code, and from nothing else: the
// name a client logs in with is never looked at. The permissions that a callback returns
// are the library's to keep, for the attempt that succeeds and no other, so that what
// was offered before it (another key, another name) leaves no trace. wish v2.0.1 kept
// such traces in the connection's context, and let a mentee in as mentor.

// A visit is who a connection is, once it is somebody.
type visit struct {
	print  string // the key's fingerprint, "" for somebody who came by a code without a key
	member *Member
}

type visitKey struct{}

// permit is what the library keeps of a visit.
func permit(v visit) *gossh.Permissions {
	return &gossh.Permissions{ExtraData: map[any]any{visitKey{}: v}}
}

// visiting is the visit of a connection that was let in.
func visiting(conn *gossh.ServerConn) (visit, bool) {
	if conn.Permissions == nil {
		return visit{}, false
	}
	v, ok := conn.Permissions.ExtraData[visitKey{}].(visit)
	return v, ok
}

var (
	errNobody = errors.New("a key that has no place here")
	errKind   = errors.New("a kind of key that is not accepted")
	errCrowd  = errors.New("too many connections")
	errCode   = errors.New("not the code")
)

// algorithms are key exchanges with forward secrecy (one of them safe from quantum
// computers), and ciphers that authenticate, or MACs over what is hidden. Every OpenSSH
// since 6.5 of 2014 has them, Windows' own and PuTTY too.
func algorithms() gossh.Config {
	return gossh.Config{
		KeyExchanges: []string{gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, "curve25519-sha256@libssh.org"},
		Ciphers:      []string{gossh.CipherChaCha20Poly1305, gossh.CipherAES256GCM, gossh.CipherAES128GCM, gossh.CipherAES256CTR},
		MACs:         []string{gossh.HMACSHA256ETM, gossh.HMACSHA512ETM},
	}
}

// An asker finds out who one connection is.
type asker struct {
	h *Host
	v *visitor
}

// config is asked for at the beginning of each connection.
func (h *Host) config(ctx ssh.Context) *gossh.ServerConfig {
	v, _ := ctx.Value(visitorKey{}).(*visitor)
	a := asker{h, v}
	c := &gossh.ServerConfig{
		Config:       algorithms(),
		MaxAuthTries: h.limits.Tries,
		PublicKeyAuthAlgorithms: []string{gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoSKECDSA256,
			gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoRSASHA256, gossh.KeyAlgoRSASHA512},
		PublicKeyCallback:         a.offered,
		VerifiedPublicKeyCallback: a.proved,
		AuthLogCallback:           a.tried,
	}
	if h.guest() != (Place{}) {
		c.KeyboardInteractiveCallback = a.asking("")
	}
	return c
}

// tried is told how each attempt went.
func (a asker) tried(_ gossh.ConnMetadata, method string, err error) {
	var partly *gossh.PartialSuccessError
	switch {
	case err == nil:
		a.v.enter()
	case method != "none" && !errors.As(err, &partly):
		a.h.log.event("refused", "", method)
	}
}

// offered is asked before a key is proved to be theirs: is it worth the trouble? While an
// invitation is good, any key is: the code comes after it.
func (a asker) offered(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	if !accepted(key) {
		return nil, errKind
	}
	if a.h.member(gossh.FingerprintSHA256(key)) != nil || a.h.inviting() {
		return &gossh.Permissions{}, nil
	}
	return nil, errNobody
}

// proved is asked once the other side has signed with the key. Somebody who is known is
// let in; anybody else has to type the code, which is then theirs and that key's.
func (a asker) proved(_ gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
	print := gossh.FingerprintSHA256(key)
	if m := a.h.member(print); m != nil {
		if !a.h.claim(a.v, print) {
			a.h.log.event("refused", print, "too many connections")
			return nil, errCrowd
		}
		return permit(visit{print, m}), nil
	}
	if !a.h.inviting() {
		return nil, errNobody
	}
	return nil, &gossh.PartialSuccessError{Next: gossh.ServerAuthCallbacks{KeyboardInteractiveCallback: a.asking(print)}}
}

// asking asks for the code. print is the key that it will be good for, "" when the other
// side has none.
func (a asker) asking(print string) func(gossh.ConnMetadata, gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
	h := a.h
	said := h.say("live.code.ask")
	if print == "" {
		said = h.say("live.code.no-key")
	}
	return func(_ gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
		answers, err := ask("", said+"\n", []string{h.say("live.code.prompt") + " "}, []bool{true})
		if err != nil {
			return nil, err
		}
		if len(answers) != 1 {
			return nil, errCode
		}
		if got := h.codes.redeem(answers[0]); got != taken {
			said = h.say(outcomeWords[got])
			h.log.event("wrong code", print, "")
			h.changed()
			return nil, errCode
		}
		if !h.claim(a.v, print) {
			return nil, errCrowd
		}
		h.log.event("code used", print, "")
		return permit(visit{print, h.bind(print)}), nil
	}
}

var outcomeWords = map[outcome]string{
	wrongCode: "live.code.wrong", lateCode: "live.code.late", usedCode: "live.code.used", shutCode: "live.code.shut",
}
