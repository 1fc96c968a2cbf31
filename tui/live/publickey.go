package live

import (
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// readKey reads one key in the form of authorized_keys. Options before a key are
// refused: whoever writes from="…" counts on it being heeded.
func readKey(text string) (key ssh.PublicKey, code, what string) {
	if strings.ContainsAny(text, "\n\r") {
		return nil, "key", ""
	}
	key, _, options, _, err := ssh.ParseAuthorizedKey([]byte(text))
	switch {
	case err != nil:
		return nil, "key", keyName(text)
	case len(options) > 0:
		return nil, "key-options", options[0]
	case !accepted(key):
		return nil, "key-kind", key.Type()
	}
	return key, "", ""
}

// keyName is what of a broken key may be repeated: its kind, or nothing; somebody may
// have pasted the private one.
func keyName(text string) string {
	kind, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	if slices.Contains(keyKinds(), kind) {
		return kind
	}
	return ""
}

// keyKinds are the kinds of keys that may be used: no DSA, no certificates (there is no
// authority here), RSA from 2048 bits on and with SHA-2 only.
func keyKinds() []string {
	return []string{ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256,
		ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoRSA}
}

func accepted(key ssh.PublicKey) bool {
	if !slices.Contains(keyKinds(), key.Type()) {
		return false
	}
	// The modulus is most of an RSA key's text: 256 bytes and what frames it.
	return key.Type() != ssh.KeyAlgoRSA || len(key.Marshal()) > 256+len(ssh.KeyAlgoRSA)
}
