package notes

import (
	"bytes"
	"strings"
)

// writeMarkdown writes the page for people and for GitHub-flavoured Markdown. What
// somebody typed is escaped, so that it is read as it was typed and opens no heading,
// list, link, image or HTML.
func (p *page) writeMarkdown(b *bytes.Buffer) {
	b.WriteString("# " + mdLine(p.title) + "\n")
	for _, k := range p.blocks {
		b.WriteString("\n")
		switch {
		case k.heading != nil:
			b.WriteString(strings.Repeat("#", k.heading.level) + " " + mdLine(k.heading.text) + "\n")
		case k.para != nil:
			b.WriteString(mdLine(k.para) + "\n")
		case k.list != nil:
			mdList(b, k.list)
		case k.quote != nil:
			mdQuote(b, "", k.quote)
		case k.table != nil:
			mdTable(b, k.table)
		case k.figure != nil:
			mdTable(b, k.figure.table)
		case k.aside != nil:
			for i, l := range k.aside {
				if i > 0 {
					b.WriteString(">\n")
				}
				b.WriteString("> " + mdLine(l) + "\n")
			}
		case k.source != "":
			b.WriteString(mdSource(strings.TrimSpace(k.source)) + "\n")
		default: // a page break: two blank lines are one
			b.Truncate(b.Len() - 1)
		}
	}
}

func mdList(b *bytes.Buffer, items []item) {
	for _, i := range items {
		b.WriteString("- " + strings.TrimRight(mdLine(i.text), " ") + "\n")
		if i.quote != nil {
			mdQuote(b, "  ", i.quote)
		}
	}
}

func mdQuote(b *bytes.Buffer, indent string, lines []string) {
	for i, l := range lines {
		l = strings.TrimRight(l, " ")
		b.WriteString(indent + ">")
		if l != "" {
			b.WriteString(" " + mdText(l, true))
			if i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
				b.WriteString("\\") // a line break that no editor trims
			}
		}
		b.WriteString("\n")
	}
}

func mdTable(b *bytes.Buffer, t *table) {
	if t == nil {
		return
	}
	if len(t.caption) > 0 {
		b.WriteString(mdLine(t.caption) + "\n\n")
	}
	row := func(cells []line) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + mdLine(c) + " |")
		}
		b.WriteString("\n")
	}
	row(t.head)
	b.WriteString("|" + strings.Repeat(" --- |", len(t.head)) + "\n")
	for _, r := range t.rows {
		row(r)
	}
}

func mdLine(l line) string {
	var b strings.Builder
	strong := false
	turn := func(on bool) {
		if on != strong {
			b.WriteString("**")
			strong = on
		}
	}
	for _, s := range l {
		text := mdText(s.s, s.typed && b.Len() == 0)
		bare := strings.TrimSpace(text)
		if bare == "" { // a mark beside a blank would not be one
			turn(s.strong && strong)
			b.WriteString(text)
			continue
		}
		turn(s.strong)
		b.WriteString(text)
	}
	turn(false)
	return b.String()
}

// mdMarks are what opens markup anywhere in a line.
const mdMarks = "\\`*_[]<>&|~#"

// mdText escapes one line. At its beginning more is markup: lists, headings, rules.
func mdText(s string, begins bool) string {
	var b strings.Builder
	if begins {
		if text := strings.TrimLeft(s, " "); len(text) < len(s) { // four would be a block of code
			b.WriteString(strings.Repeat("\u00a0", len(s)-len(text)))
			s = text
		} else if n := opens(s); n >= 0 {
			b.WriteString(s[:n] + "\\")
			b.WriteByte(s[n])
			s = s[n+1:]
		}
	}
	if !strings.ContainsAny(s, mdMarks+"\n") {
		b.WriteString(s)
		return b.String()
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n':
			b.WriteByte(' ')
		case strings.IndexByte(mdMarks, c) >= 0:
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// opens is where a line that begins as a list, a heading's underline or a definition
// has the character that says so, -1 when it doesn't.
func opens(s string) int {
	if s == "" {
		return -1
	}
	if strings.IndexByte("+-=:", s[0]) >= 0 {
		return 0
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') {
		return n
	}
	return -1
}

// mdSource is an author's Markdown on its way to somebody's viewer: its emphasis, code
// and links stay; HTML and pictures, which could fetch something, are shown as text.
func mdSource(s string) string {
	if !strings.ContainsAny(s, "<!&") {
		return s
	}
	var b strings.Builder
	code := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '`':
			code = !code
			b.WriteByte(c)
		case !code && (c == '<' || c == '&' || c == '!' && i+1 < len(s) && s[i+1] == '[') && (i == 0 || s[i-1] != '\\'):
			b.WriteString("\\" + string(c))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plainMarkdown is inline Markdown without its marks, for places that can't draw it.
func plainMarkdown(s string) string {
	if !strings.ContainsAny(s, "*_`[\\") {
		return s
	}
	var b strings.Builder
	code := false
	links := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		var before, next byte = ' ', ' '
		if i > 0 {
			before = s[i-1]
		}
		if i+1 < len(s) {
			next = s[i+1]
		}
		switch {
		case c == '`':
			code = !code
		case code:
			b.WriteByte(c)
		case c == '\\' && strings.IndexByte("\\`*_{}[]()#+-.!|~<>&", next) >= 0 && next != ' ':
			i++
			b.WriteByte(next)
		case c == '*' && (before != ' ' || next != ' '):
		case c == '_' && (before != ' ' || next != ' ') && !(word(before) && word(next)):
		case c == '[' && linkAt(s[i:]) > 0:
			links++
		case c == ']' && next == '(' && links > 0 && strings.IndexByte(s[i:], ')') > 0:
			links--
			i += strings.IndexByte(s[i:], ')')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// linkAt is the length of [text](address) at the beginning of s, 0 when there is none.
func linkAt(s string) int {
	j := strings.Index(s, "](")
	if j < 0 {
		return 0
	}
	return j + 1 + strings.IndexByte(s[j:], ')')
}

func word(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}
