package storage

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"github.com/oklog/ulid/v2"
)

// A Root is what stands for a pair where neither names nor their id may go is made of: the
// id of the entry that began its journal. It has 80 random bits, and never leaves the journal.
type Root string

// Secret reports whether nobody can guess it: an id made by hand is no secret.
func (r Root) Secret() bool {
	_, err := ulid.ParseStrict(string(r))
	return err == nil
}

// Mac makes numbers of the root that nobody can lead back to it, or to one another.
func (r Root) Mac() func(parts ...string) []byte {
	h := hmac.New(sha256.New, []byte(r))
	return func(parts ...string) []byte {
		h.Reset()
		for _, s := range parts {
			h.Write([]byte(s))
			h.Write([]byte{0})
		}
		return h.Sum(nil)
	}
}

// Pseudonym stands for the pair, or one of the two, for one purpose. Nobody who hasn't the
// journal can tell two purposes' to be of one pair; "" when the root is no secret.
func (r Root) Pseudonym(purpose string) string {
	if !r.Secret() {
		return ""
	}
	return hex.EncodeToString(r.Mac()("pseudonym", purpose)[:8])
}

// BallotFile is where the coach writes a pair's ballot. Its name is the ballot's own: the
// pair's, or a day, would undo what a ballot is for.
func (f *Folder) BallotFile(r Root) string { return filepath.Join(f.Dir, NotesDir, ballotName(r)) }

func ballotName(r Root) string { return "ballot-" + r.Pseudonym("ballot") + ".toml" }
