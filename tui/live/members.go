package live

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/storage/tame"
)

// A Place is a seat somebody may take: in a pair, as mentor or as mentee.
type Place struct {
	Pair string
	Role string // progress.Mentor or progress.Mentee
}

// A Member is a person and the places they have. Which member somebody is follows from
// their key alone, never from the name they log in with.
type Member struct {
	Person string
	Places []Place // in the order of the file
}

// Has reports whether the place is one of theirs.
func (m *Member) Has(p Place) bool { return m != nil && slices.Contains(m.Places, p) }

// Members are who may join a standing host, by the fingerprints of their keys.
type Members struct {
	byKey map[string]*Member
	// Pairs are those that somebody has a place in, with the line that says so first.
	Pairs map[string]Spot
}

// Of is the member whose key has this fingerprint, nil for nobody.
func (m *Members) Of(fingerprint string) *Member {
	if m == nil {
		return nil
	}
	return m.byKey[fingerprint]
}

// Len is how many keys there are.
func (m *Members) Len() int { return len(m.byKey) }

// A Spot is a place in a file, from 1.
type Spot struct{ Line, Col int }

// A Fault is something in members.toml that keeps it from being used.
type Fault struct {
	File string
	Spot
	Code string // what is wrong, for a phrase of the reader's language
	What string // which value, or the TOML library's words
}

func (f Fault) Error() string {
	text := faultWords[f.Code]
	if f.What != "" {
		text += ": " + clean.Line(f.What)
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Col, text)
}

// The faults; what follows the colon is which value.
var faultWords = map[string]string{
	"toml":        "not TOML",
	"large":       "larger than a list of members can be",
	"outside":     "something before the first [[member]]",
	"key-unknown": "no such key here",
	"missing":     "missing",
	"text":        "not text in quotes",
	"list":        "not a list of texts in quotes",
	"role":        "not mentor or mentee",
	"pair":        "not the id of a pair",
	"key":         "not a public key as in authorized_keys",
	"key-options": "options before a key are not heeded here",
	"key-kind":    "a kind of key that is not accepted",
	"key-twice":   "the key of somebody else too",
	"place-taken": "somebody else has this place",
	"no-pair":     "there is no pair of that name",
}

// The bounds of the file: a thousand people with two keys each take 300 KiB.
const (
	maxMembers = 4 << 20
	maxMember  = 32 << 10
	maxFaults  = 20
)

// Missing are the pairs that somebody has a place in and that are not there.
func (m *Members) Missing(path string, there func(pair string) bool) error {
	p := &parsing{file: path}
	for _, pair := range slices.Sorted(maps.Keys(m.Pairs)) {
		if !there(pair) {
			p.fault(m.Pairs[pair], "no-pair", pair)
		}
	}
	return p.err()
}

// Faults are those in an error of [ReadMembers] or [Members.Missing], in the order of the
// file; nil when it is another error.
func Faults(err error) (list []Fault) {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return nil
	}
	for _, e := range joined.Unwrap() {
		var f Fault
		if errors.As(e, &f) {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return list
}

// ReadMembers reads members.toml. What is wrong with it is returned as [Fault]s, joined;
// nothing of such a file is used.
func ReadMembers(path string) (*Members, error) {
	data, err := storage.ReadNamed(path, maxMembers)
	if errors.Is(err, storage.ErrTooLarge) {
		return parseMembers(path, strings.Repeat(" ", maxMembers+1)) // told as any other fault
	}
	if err != nil {
		return nil, err
	}
	return parseMembers(path, string(data))
}

// parseMembers is ReadMembers for text; path is for the faults. The text is cut into
// blocks at each [[member]], so that each value is known by its line.
func parseMembers(path, text string) (*Members, error) {
	p := &parsing{file: path, out: &Members{byKey: map[string]*Member{}, Pairs: map[string]Spot{}}, places: map[Place]string{}}
	if len(text) > maxMembers {
		p.fault(Spot{1, 1}, "large", "")
		return nil, p.err()
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff")
	lines := strings.Split(text, "\n")
	begin := -1
	for i, l := range lines {
		head, comment, _ := strings.Cut(l, "#")
		bare := strings.TrimSpace(head)
		switch {
		case bare == "[[member]]":
			if begin >= 0 {
				p.member(lines[begin:i], begin)
			}
			begin = i
		case begin < 0 && bare != "":
			p.fault(Spot{i + 1, 1 + indent(l)}, "outside", bare)
		case begin < 0 && !fits(comment):
			p.fault(Spot{i + 1, 1}, "toml", "control characters")
		}
	}
	if begin >= 0 {
		p.member(lines[begin:], begin)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return p.out, nil
}

func fits(s string) bool { return clean.Line(s) == s || strings.ContainsAny(s, "\t ") }

func indent(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }

type parsing struct {
	file   string
	out    *Members
	places map[Place]string // who has it
	faults []error
}

func (p *parsing) fault(at Spot, code, what string) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, Fault{p.file, at, code, clean.Short(what, 80)})
	}
}

func (p *parsing) err() error { return errors.Join(p.faults...) }

// member reads one block; from is the number of its first line, from 0.
func (p *parsing) member(lines []string, from int) {
	b := block{lines, from}
	text := strings.Join(lines, "\n")
	var top map[string]any
	if _, f := tame.Decode(text, tame.Bounds{Bytes: maxMember}, &top); f != nil {
		p.fault(Spot{from + max(1, f.Line), max(1, f.Col)}, "toml", f.Why)
		return
	}
	list, _ := top["member"].([]map[string]any)
	if len(list) != 1 || len(top) != 1 {
		p.fault(b.spot(), "toml", "[[member]]")
		return
	}
	p.fields(b, list[0])
}

func (p *parsing) fields(b block, fields map[string]any) {
	known := []string{"person", "role", "key", "keys", "pairs"}
	for name := range fields {
		if !slices.Contains(known, name) {
			p.fault(b.key(name), "key-unknown", name)
		}
	}
	person := clean.Line(p.text(b, fields, "person"))
	role := p.text(b, fields, "role")
	if role != "" && role != progress.Mentor && role != progress.Mentee {
		p.fault(b.value("role", role), "role", role)
	}
	keys := p.list(b, fields, "keys")
	if _, one := fields["key"]; one {
		keys = append(keys, p.text(b, fields, "key"))
	}
	pairs := p.list(b, fields, "pairs")
	if len(keys) == 0 {
		p.fault(b.spot(), "missing", "key")
	}
	if len(pairs) == 0 {
		p.fault(b.spot(), "missing", "pairs")
	}
	if person == "" || len(p.faults) > 0 {
		p.check(b, keys, pairs)
		return
	}
	m := p.person(person, keys)
	for _, key := range keys {
		p.key(b, m, key)
	}
	for _, pair := range pairs {
		p.place(b, m, Place{pair, role})
	}
}

// person is whose block it is: somebody who was there with one of these keys under that
// name, or somebody new. A name alone makes nobody of two people: each would have the
// other's pairs.
func (p *parsing) person(name string, keys []string) *Member {
	for _, text := range keys {
		if key, code, _ := readKey(text); code == "" {
			if was := p.out.byKey[ssh.FingerprintSHA256(key)]; was != nil && strings.EqualFold(was.Person, name) {
				return was
			}
		}
	}
	return &Member{Person: name}
}

// check says what is wrong with keys and pairs of a block that won't be used.
func (p *parsing) check(b block, keys, pairs []string) {
	for _, key := range keys {
		if _, code, what := readKey(key); code != "" {
			p.fault(b.value("key", key), code, what)
		}
	}
	for _, pair := range pairs {
		if !storage.ValidID(pair) {
			p.fault(b.value("pairs", pair), "pair", pair)
		}
	}
}

func (p *parsing) key(b block, m *Member, text string) {
	at := b.value("key", text)
	key, code, what := readKey(text)
	if code != "" {
		p.fault(at, code, what)
		return
	}
	print := ssh.FingerprintSHA256(key)
	if was := p.out.byKey[print]; was != nil && was != m {
		p.fault(at, "key-twice", was.Person)
		return
	}
	p.out.byKey[print] = m
}

func (p *parsing) place(b block, m *Member, at Place) {
	spot := b.value("pairs", at.Pair)
	if !storage.ValidID(at.Pair) {
		p.fault(spot, "pair", at.Pair)
		return
	}
	if _, seen := p.out.Pairs[at.Pair]; !seen {
		p.out.Pairs[at.Pair] = spot
	}
	if m.Has(at) {
		return
	}
	other := Place{at.Pair, progress.Mentor}
	if at.Role == progress.Mentor {
		other.Role = progress.Mentee
	}
	if was := p.places[at]; was != "" || m.Has(other) { // nobody is their own mentor
		p.fault(spot, "place-taken", at.Pair)
		return
	}
	p.places[at] = m.Person
	m.Places = append(m.Places, at)
}

// text is a value that must be there.
func (p *parsing) text(b block, fields map[string]any, name string) string {
	val, there := fields[name]
	if !there {
		p.fault(b.spot(), "missing", name)
		return ""
	}
	s, ok := val.(string)
	switch {
	case !ok:
		p.fault(b.key(name), "text", name)
	case strings.TrimSpace(s) == "":
		p.fault(b.key(name), "missing", name)
	}
	return s
}

func (p *parsing) list(b block, fields map[string]any, name string) (out []string) {
	val, there := fields[name]
	if !there {
		return nil
	}
	list, ok := val.([]any)
	if !ok {
		p.fault(b.key(name), "list", name)
		return nil
	}
	for _, v := range list {
		s, ok := v.(string)
		if !ok {
			p.fault(b.key(name), "list", name)
			continue
		}
		out = append(out, s)
	}
	return out
}
