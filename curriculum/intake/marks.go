package intake

import (
	"cmp"
	"regexp"
	"strings"
	"sync"

	"binome/curriculum"
)

// callouts are what others' admonitions become; what isn't here is a note with its own
// name for a title.
var callouts = map[string]string{
	"note": "NOTE", "info": "NOTE", "abstract": "NOTE", "summary": "NOTE", "callout": "NOTE", "example": "NOTE", "quote": "NOTE", "seealso": "NOTE",
	"tip": "TIP", "hint": "TIP", "success": "TIP", "important": "IMPORTANT", "question": "IMPORTANT",
	"remarque": "NOTE", "à noter": "NOTE", "astuce": "TIP", "conseil": "TIP", "avertissement": "WARNING", "todo": "NOTE", "faq": "NOTE", "help": "NOTE", "check": "TIP",
	"warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "failure": "CAUTION", "bug": "CAUTION",
}

var (
	mkdocs = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:!!!|\?\?\?\+?) ?([\w-]+)((?: [\w-]+)*)(?: +"(.*)")?\s*$`)
	})
	colons = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*:::+ *\{?\.?([\w-]+)[^\[\w]*(?:\[([^\]]*)\]|(.*?))\}?\s*:*\s*$`)
	})
	shut     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*:::+\s*$`) })
	kramdown = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:> ?)*\{: ?\.([\w-]+)\}\s*$`) })
	hint     = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*\{% *hint(?: +style="([\w-]+)")? *%\}\s*$`)
	})
	hintShut = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\{% *endhint *%\}\s*$`) })
	docsify  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([!?])> +(\S.*)$`) })
	obsidian = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^> *\[!(\w+)\]([+-]? *)(.*)$`) })
	labelled = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^> *([^\p{L}\s*_>\[<]*) *(\*\*|__)?([^\p{L}\s*_>\[<]*) *([\p{L}]+(?: noter)?)[ \x{a0}\x{202f}]*(:|：)?(\*\*|__)?[ \x{a0}\x{202f}]*(:|：|[–—-] )?\s*(.*)$`)
	})
	hugo = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*\{\{[<%] *(alert|hint|notice|callout|admonition)\b(.*?)[>%]\}\}\s*$`)
	})
	hugoShut = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*\{\{[<%] */ *(?:alert|hint|notice|callout|admonition) *[>%]\}\}\s*$`)
	})
)

// opening is the first line of a call-out, with its title in bold. A name that the call-out
// hasn't is its title, or stands before it.
func (p *page) opening(n int, name, title string) []line {
	low := strings.ToLower(name)
	kind, known := callouts[low]
	switch {
	case curriculum.ForLeader(name):
		kind = "MENTOR" // whoever learns never saw it
	case !known:
		kind = "NOTE"
	}
	title = strings.TrimSpace(title)
	if strings.ToLower(kind) != low {
		if title = strings.TrimSpace(name + ": " + title); strings.HasSuffix(title, ":") {
			title = strings.TrimSuffix(title, ":")
		}
	}
	p.change(n, "callout", "[!"+kind+"]")
	out := []line{{text: "", n: n}, {text: "> [!" + kind + "]", n: n}}
	if title != "" {
		out = append(out, line{text: "> **" + title + "**", n: n}, line{text: ">", n: n})
	}
	return out
}

// admonitions turns others' into call-outs.
func (p *page) admonitions() {
	var out []line
	for i := 0; i < len(p.lines); i++ {
		l := p.lines[i]
		if l.code {
			out = append(out, l)
			continue
		}
		if n := p.quotation(&out, i); n > 0 {
			i += n - 1
			continue
		}
		if m := mkdocs().FindStringSubmatch(l.text); m != nil {
			out = append(out, p.opening(l.n, m[1], strings.TrimSpace(m[3]+" "+m[2]))...)
			for i+1 < len(p.lines) && (indented(p.lines[i+1].text) || strings.TrimSpace(p.lines[i+1].text) == "" && i+2 < len(p.lines) && indented(p.lines[i+2].text)) {
				i++
				out = append(out, quoted(p.lines[i], dedent(p.lines[i].text)))
			}
			out = append(out, line{n: l.n})
			continue
		}
		if m := hugo().FindStringSubmatch(l.text); m != nil {
			if end := until(p.lines, i+1, hugoShut()); end > 0 {
				out = append(out, p.opening(l.n, m[1], strings.Trim(strings.NewReplacer(`="`, " ", `"`, "").Replace(m[2]), " "))...)
				for i++; i < end; i++ {
					out = append(out, quoted(p.lines[i], p.lines[i].text))
				}
				out = append(out, line{n: l.n})
				continue
			}
		}
		if m := hint().FindStringSubmatch(l.text); m != nil {
			if end := until(p.lines, i+1, hintShut()); end > 0 {
				out = append(out, p.opening(l.n, cmp.Or(m[1], "info"), "")...)
				for i++; i < end; i++ {
					out = append(out, quoted(p.lines[i], lowered(p.lines[i].text)))
				}
				out = append(out, line{n: l.n})
				continue
			}
		}
		if m := colons().FindStringSubmatch(l.text); m != nil && !shut().MatchString(l.text) {
			if end := balanced(p.lines, i); end > 0 {
				out = append(out, p.opening(l.n, m[1], m[2]+m[3])...)
				for i++; i < end; i++ {
					text := p.lines[i].text
					if in := colons().FindStringSubmatch(text); in != nil && !p.lines[i].code && !shut().MatchString(text) { // one within: its name stays
						text = "**" + strings.TrimSpace(in[1]+" "+in[2]+in[3]) + "**"
					} else if shut().MatchString(text) && !p.lines[i].code {
						text = ""
					}
					out = append(out, quoted(p.lines[i], lowered(text)))
				}
				out = append(out, line{n: l.n})
				continue
			}
		}
		if m := kramdown().FindStringSubmatch(l.text); m != nil && len(out) > 0 && strings.HasPrefix(out[len(out)-1].text, ">") {
			start := len(out) - 1
			for start > 0 && strings.HasPrefix(out[start-1].text, ">") {
				start--
			}
			head := p.opening(l.n, m[1], "")
			rest := append([]line{}, out[start:]...)
			for j := range rest {
				if !rest[j].code {
					rest[j].text = ">" + lowered(strings.TrimPrefix(rest[j].text, ">"))
				}
			}
			out = append(append(out[:start], head...), append(rest, line{n: l.n})...)
			continue
		}
		out = append(out, l)
	}
	p.lines = out
}

// quotation makes a call-out of a quotation that opens as one, in whatever way, and of a line
// that Docsify marks; it returns how many lines it took.
func (p *page) quotation(out *[]line, i int) int {
	l := p.lines[i]
	name, title, rest := "", "", ""
	if m := docsify().FindStringSubmatch(l.text); m != nil {
		*out = append(append(*out, p.opening(l.n, map[string]string{"!": "important", "?": "tip"}[m[1]], "")...), quoted(l, m[2]), line{n: l.n})
		return 1
	}
	within := i > 0 && !p.lines[i-1].code && strings.HasPrefix(strings.TrimLeft(p.lines[i-1].text, " "), ">")
	switch m := obsidian().FindStringSubmatch(l.text); {
	case within:
		return 0
	case m != nil && (m[2]+m[3] == "" && strings.EqualFold(callouts[strings.ToLower(m[1])], m[1]) || strings.HasPrefix(strings.ToLower(m[1]), "mentor")):
		return 0 // as it should be
	case m != nil:
		name, title = m[1], m[3]
	default:
		m := labelled().FindStringSubmatch(l.text)
		if m == nil || m[2] != m[6] || m[5]+m[7] == "" && (m[2] == "" || m[8] != "") || callouts[strings.ToLower(m[4])] == "" {
			return 0
		}
		name, rest = m[4], strings.TrimSpace(strings.TrimSpace(m[1]+m[3])+" "+m[8])
	}
	*out = append(*out, p.opening(l.n, name, title)...)
	if rest != "" {
		*out = append(*out, quoted(l, rest))
	}
	n := 1
	for ; i+n < len(p.lines) && strings.HasPrefix(p.lines[i+n].text, ">"); n++ {
		if last := (*out)[len(*out)-1].text; (last == ">" || strings.HasPrefix(last, "> [!")) && strings.TrimSpace(strings.TrimLeft(p.lines[i+n].text, ">")) == "" {
			continue
		}
		*out = append(*out, p.lines[i+n])
	}
	*out = append(*out, line{n: l.n})
	return n
}

func indented(s string) bool {
	return strings.HasPrefix(s, "    ") || strings.HasPrefix(s, "\t")
}

func dedent(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "    "), "\t") }

func quoted(l line, text string) line {
	l.text = strings.TrimRight("> "+text, " ")
	return l
}

// lowered is a heading within a quotation as bold words.
func lowered(s string) string {
	bare := strings.TrimLeft(s, " ")
	if n := len(bare) - len(strings.TrimLeft(bare, "#")); n > 0 && n < 7 && strings.HasPrefix(bare[n:], " ") {
		return " **" + strings.TrimSpace(strings.TrimRight(strings.TrimSpace(bare[n:]), "#")) + "**"
	}
	return s
}

// until is the first line from i on that a mark matches, or 0.
func until(lines []line, i int, mark *regexp.Regexp) int {
	for ; i < len(lines); i++ {
		if !lines[i].code && mark.MatchString(lines[i].text) {
			return i
		}
	}
	return 0
}

// balanced is where the block that opens at i is closed, or 0.
func balanced(lines []line, i int) int {
	depth := 1
	for j := i + 1; j < len(lines); j++ {
		switch {
		case lines[j].code:
		case shut().MatchString(lines[j].text):
			if depth--; depth == 0 {
				return j
			}
		case colons().MatchString(lines[j].text):
			depth++
		}
	}
	return 0
}
