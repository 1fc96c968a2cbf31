package intake

import (
	"regexp"
	"strings"
	"sync"

	"binome/curriculum"
)

var (
	ticked = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[-*+] \[([ xX])\] +(\S.*)$`) })
	gift   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*(?:::((?:[^:\\]|\\.)*)::)?\s*([^{}]*\S)?\s*\{((?:[^{}\\]|\\.)*)\}\s*(.*)$`)
	})
	giftOption = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([=~])((?:[^=~#\\]|\\.)*)(?:#((?:[^=~\\]|\\.)*))?`) })
)

// quiz makes questions of what stands under Remember: task lists of which one item is
// ticked, with the line above for the question, and GIFT. Other words come before them.
func (p *page) quiz(lines []line) []line {
	var rest, questions []line
	used := map[string]bool{}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.code {
			rest = append(rest, l)
			continue
		}
		if ticked().MatchString(l.text) {
			end := i
			for end < len(lines) && !lines[end].code && (ticked().MatchString(lines[end].text) || strings.HasPrefix(lines[end].text, "  ")) {
				end++
			}
			options, right := 0, 0
			for _, o := range lines[i:end] {
				if m := ticked().FindStringSubmatch(o.text); m != nil {
					if options++; m[1] != " " {
						right++
					}
				}
			}
			asked := last(rest)
			if options > 1 && right == 1 && asked >= 0 {
				words := strings.TrimSpace(strings.TrimLeft(rest[asked].text, "#0123456789.) "))
				words = strings.Trim(words, "*")
				questions = append(questions, p.question(rest[asked], words, used)...)
				questions = append(questions, lines[i:end]...)
				if number := strings.TrimSuffix(strings.TrimSpace(strings.TrimLeft(rest[asked].text, "# ")), words); strings.ContainsFunc(number, letter) {
					questions = append(questions, line{n: l.n}, line{text: number, n: l.n})
				}
				rest = rest[:asked]
				i = end - 1
				continue
			}
		}
		if q := p.gift(lines, &i, used); q != nil {
			questions = append(questions, q...)
			continue
		}
		rest = append(rest, l)
	}
	return append(rest, questions...)
}

// last is the line with words that a question may be, at the end of others; -1 for none.
func last(lines []line) int {
	for i := len(lines) - 1; i >= 0; i-- {
		t := strings.TrimSpace(lines[i].text)
		switch {
		case t == "":
			continue
		case lines[i].code || strings.ContainsAny(t[:1], ">|<-*+") && !strings.HasPrefix(t, "**"):
			return -1
		}
		return i
	}
	return -1
}

func (p *page) question(l line, words string, used map[string]bool) []line {
	words = headingID().ReplaceAllString(words, "")
	id := curriculum.Slug(words, 4)
	for n := 2; used[id]; n++ {
		id = curriculum.Slug(words, 4) + "-" + string(rune('0'+n%10)) + strings.Repeat("0", n/10)
	}
	used[id] = true
	p.change(l.n, "question", words)
	return []line{{n: l.n}, {text: "### " + words + " {#" + id + "}", n: l.n}, {n: l.n}}
}

// gift reads a question of Moodle's format that begins at line i, over several lines if
// need be.
func (p *page) gift(lines []line, i *int, used map[string]bool) []line {
	first := lines[*i]
	if !strings.Contains(first.text, "{") && !strings.HasPrefix(strings.TrimSpace(first.text), "::") {
		return nil
	}
	text, end := "", *i
	for ; end < len(lines) && end < *i+30 && strings.TrimSpace(lines[end].text) != ""; end++ {
		if text += lines[end].text + " "; strings.Contains(lines[end].text, "}") {
			break
		}
	}
	m := gift().FindStringSubmatch(text)
	if m == nil || m[2] == "" || strings.TrimSpace(m[4]) != "" {
		return nil
	}
	options := giftOption().FindAllStringSubmatch(m[3], -1)
	right := 0
	for _, o := range options {
		if o[1] == "=" {
			right++
		}
	}
	if len(options) < 2 || right != 1 {
		return nil
	}
	unescape := strings.NewReplacer(`\=`, "=", `\~`, "~", `\#`, "#", `\{`, "{", `\}`, "}", `\:`, ":")
	out := p.question(first, unescape.Replace(m[2]), used)
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
	*i = end
	return out
}
