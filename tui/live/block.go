package live

import "strings"

// A block is a [[member]] with the number of its first line in the file, from 0.
type block struct {
	lines []string
	from  int
}

// spot is where the block begins.
func (b block) spot() Spot { return Spot{b.from + 1, 1} }

// key is where a key stands.
func (b block) key(name string) Spot {
	for i, l := range b.lines {
		if b.is(l, name) {
			return Spot{b.from + i + 1, 1 + indent(l)}
		}
	}
	return b.spot()
}

func (b block) is(line, name string) bool {
	before, _, ok := strings.Cut(line, "=")
	table := strings.Trim(strings.TrimSpace(line), "[]") == "member."+name
	return table || ok && strings.Trim(strings.TrimSpace(before), `"'`) == name
}

// value is where a text stands, after its key; key stands for keys too.
func (b block) value(name, text string) Spot {
	after := false
	for i, l := range b.lines {
		after = after || b.is(l, name) || name == "key" && b.is(l, "keys")
		if !after {
			continue
		}
		for _, quote := range []string{`"`, `'`} {
			if at := strings.Index(l, quote+text+quote); at >= 0 {
				return Spot{b.from + i + 1, 1 + len([]rune(l[:at]))}
			}
		}
	}
	return b.key(name)
}
