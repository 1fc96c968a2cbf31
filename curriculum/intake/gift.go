package intake

import (
	"regexp"
	"strings"
	"sync"
)

var (
	gift = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*(?:::((?:[^:\\]|\\.)*)::)?\s*([^{}]*\S)?\s*\{((?:[^{}\\]|\\.)*)\}\s*(.*)$`)
	})
	giftOption = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([=~])((?:[^=~#\\]|\\.)*)(?:#((?:[^=~\\]|\\.)*))?`) })
	giftOther  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*(?:[=~#]|(?i:t|f|true|false)\s*(?:#|$))`) })
)

// gift reads a question of Moodle's format that begins at line i, over several lines if
// need be: what is made of it, nothing where none can be, and where it ends.
func (q *quiz) gift(lines []line, i int) (out []line, end int) {
	first := lines[i]
	if first.code || !strings.Contains(first.text, "{") && !strings.HasPrefix(strings.TrimSpace(first.text), "::") {
		return nil, i
	}
	text := ""
	for end = i; end < len(lines) && end < i+30 && strings.TrimSpace(lines[end].text) != ""; end++ {
		if text += lines[end].text + " "; strings.Contains(lines[end].text, "}") {
			break
		}
	}
	m := gift().FindStringSubmatch(text)
	if m == nil || m[2] == "" || strings.TrimSpace(m[4]) != "" {
		return nil, i
	}
	options := giftOption().FindAllStringSubmatch(m[3], -1)
	right := 0
	for _, o := range options {
		if o[1] == "=" {
			right++
		}
	}
	if len(options) < 2 || right != 1 {
		if !giftOther().MatchString(m[3]) {
			return nil, i
		}
		return nil, end + 1
	}
	unescape := strings.NewReplacer(`\=`, "=", `\~`, "~", `\#`, "#", `\{`, "{", `\}`, "}", `\:`, ":")
	out = q.question(first, unescape.Replace(m[2]), q.used)
	if m[1] != "" {
		out = append(out, line{text: unescape.Replace(m[1]), n: first.n}, line{n: first.n})
	}
	for _, o := range options {
		mark := "- [ ] "
		if o[1] == "=" {
			mark = "- [x] "
		}
		out = append(out, line{text: mark + strings.TrimSpace(unescape.Replace(o[2])), n: first.n})
		if f := strings.TrimSpace(unescape.Replace(o[3])); f != "" {
			out = append(out, line{text: "  - " + f, n: first.n})
		}
	}
	return out, end + 1
}
