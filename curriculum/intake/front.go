package intake

import (
	"binome/curriculum"
	"binome/curriculum/phrases"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// readFront takes the front matter off: YAML between ---, TOML between +++, or none. All of
// it is kept; a few keys have a meaning here.
func (p *page) readFront(lines []string) (body []line) {
	for i, l := range lines {
		body = append(body, line{text: strings.TrimRight(l, "\r"), n: i + 1})
	}
	first := 0
	for first < len(lines) && strings.TrimSpace(lines[first]) == "" {
		first++
	}
	if first == len(lines) {
		return body
	}
	mark := strings.TrimSpace(lines[first])
	if mark != "---" && mark != "+++" {
		return body
	}
	for end := first + 1; end < len(lines); end++ {
		if l := strings.TrimSpace(lines[end]); l == mark || mark == "---" && l == "..." {
			p.front = lines[first+1 : end]
			p.keys(first + 2)
			return body[end+1:]
		}
	}
	return body
}

var pair = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Za-z_-]+)\s*[:=]\s*(.*?)\s*$`)
})

// keys reads what front matter says of a lesson: title, description, minutes, language.
func (p *page) keys(first int) {
	under := ""
	for i, l := range p.front {
		m := pair().FindStringSubmatch(l)
		if m == nil {
			item := strings.TrimSpace(l)
			if rest, ok := strings.CutPrefix(item, "- "); ok && under == "objectives" && p.goal == "" {
				p.goal = unquoted(rest)
				p.change(first+i, "front", "objective")
			}
			continue
		}
		key, value := strings.ToLower(m[1]), unquoted(m[2])
		if under = key; value == "" || value == ">" || value == "|" {
			continue
		}
		switch key {
		case "title":
			p.title = value
		case "description", "summary", "objective":
			if p.goal == "" {
				p.goal = value
			}
		case "teaching", "exercises", "minutes", "duration", "estimated_time":
			n, err := strconv.Atoi(value)
			if err != nil || n <= 0 {
				continue
			}
			p.minutes = min(p.minutes+n, 240)
		case "lang", "language", "locale":
			if base := phrases.Base(strings.ToLower(value)); isLanguage(base) {
				p.lang = base
			}
		default:
			continue
		}
		p.change(first+i, "front", key)
	}
}

func unquoted(s string) string {
	s = strings.TrimSpace(s)
	if in, err := strconv.Unquote(s); err == nil && strings.HasPrefix(s, `"`) {
		return in
	}
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		s = s[1 : len(s)-1]
	}
	return s
}

// fenced marks the lines that stand between fences.
func fenced(lines []line) []line {
	fence := ""
	for i := range lines {
		bare := strings.TrimLeft(lines[i].text, " >\t")
		switch {
		case fence == "":
			if f := fenceOf(bare); f != "" {
				fence = f
				lines[i].code = true
			}
		default:
			lines[i].code = true
			if f := fenceOf(bare); f != "" && strings.HasPrefix(f, fence) && strings.Trim(bare, " "+fence[:1]) == "" {
				fence = ""
			}
		}
	}
	return lines
}

func fenceOf(s string) string {
	for _, c := range []string{"`", "~"} {
		n := len(s) - len(strings.TrimLeft(s, c))
		if n >= 3 && (c == "~" || !strings.Contains(s[n:], "`")) {
			return strings.Repeat(c, n)
		}
	}
	return ""
}

// head is a lesson's front matter: what is asked for, and the source's own as comments.
func (p *page) head(title string, first bool) string {
	w := languageOf(p.lang)
	var b strings.Builder
	b.WriteString("+++\ntitle = " + tomlText(title) + "\n")
	if p.goal != "" {
		b.WriteString("objective = " + tomlText(p.goal) + "\n")
	}
	b.WriteString("task = " + tomlText(w.task) + "\nbring = " + tomlText(w.bring) + "\n")
	if first && len(p.front) > 0 && p.frontFits() {
		b.WriteString("# " + w.front + "\n")
		for _, l := range p.front {
			b.WriteString(strings.TrimRight("# "+comment(l), " ") + "\n")
		}
	}
	b.WriteString("+++\n\n# " + title + "\n")
	return b.String()
}

// frontFits reports whether the source's front matter fits in the lesson's.
func (p *page) frontFits() bool { return len(strings.Join(p.front, "\n")) < 5000 }

// comment is a line as TOML allows it in a comment.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

func tomlText(s string) string { return curriculum.TOMLString(comment(s)) }
