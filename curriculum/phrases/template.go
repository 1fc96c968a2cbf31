package phrases

import (
	"fmt"
	"strconv"
	"strings"
)

// A template is text with {{.Name}}s in it; it can't loop, call or fail: under text/template
// a catalogue of 50 bytes ({{range 30000000}}) takes 300 MB and five seconds.
type template struct {
	src   string
	parts []part
}

// A part is literal text, or the name of what stands there.
type part struct{ text, name string }

// compile reads a template; bad is the first action that is not {{.Name}}.
func compile(src string) (t *template, bad string) {
	t = &template{src: src}
	for rest := src; rest != ""; {
		i := strings.Index(rest, "{{")
		if i < 0 {
			t.parts = append(t.parts, part{text: rest})
			break
		}
		if i > 0 {
			t.parts = append(t.parts, part{text: rest[:i]})
		}
		j := strings.Index(rest[i:], "}}")
		if j < 0 {
			return nil, rest[i:min(len(rest), i+20)]
		}
		action := rest[i : i+j+2]
		name, ok := strings.CutPrefix(action[2:len(action)-2], ".")
		if !ok || !isName(name) {
			return nil, action
		}
		t.parts = append(t.parts, part{text: action, name: name})
		rest = rest[i+j+2:]
	}
	return t, ""
}

func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 40
}

// say fills in the names; one that isn't given stays as it is written, to be found.
func (t *template) say(pairs []any) string {
	if len(t.parts) == 1 && t.parts[0].name == "" {
		return t.src
	}
	var b strings.Builder
	b.Grow(len(t.src) + 16)
	for _, p := range t.parts {
		if p.name == "" {
			b.WriteString(p.text)
			continue
		}
		b.WriteString(value(p, pairs))
	}
	return b.String()
}

func value(p part, pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); !ok || name != p.name {
			continue
		}
		switch v := pairs[i+1].(type) {
		case string:
			return v
		case int:
			return strconv.Itoa(v)
		default:
			return fmt.Sprint(v)
		}
	}
	return p.text
}
