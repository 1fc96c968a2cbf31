package notes

import (
	"bytes"
	"strconv"
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
			mdList(b, k.list, k.ordered)
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
		default: // a page break: two blank lines are one
			b.Truncate(b.Len() - 1)
		}
	}
}

func mdList(b *bytes.Buffer, items []item, ordered bool) {
	for n, i := range items {
		mark := "- "
		if ordered {
			mark = strconv.Itoa(n+1) + ". "
		}
		b.WriteString(mark + strings.TrimRight(mdLine(i.text), " ") + "\n")
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
	open := ""    // the marks that are open
	pending := "" // blanks: beside one a mark would not be one
	for _, s := range l {
		text := mdSpan(s, s.typed && b.Len()+len(pending) == 0)
		inner := strings.Trim(text, " ")
		if inner == "" {
			pending += text
			continue
		}
		lead := text[:strings.Index(text, inner)]
		marks := ""
		if s.strong {
			marks = "**"
		}
		if s.emph {
			marks += "*"
		}
		if marks == open {
			b.WriteString(pending + lead)
		} else {
			b.WriteString(open + pending + lead + marks)
			open = marks
		}
		b.WriteString(inner)
		pending = text[len(lead)+len(inner):]
	}
	b.WriteString(open + pending)
	return b.String()
}

// mdSpan is one stretch without its marks of emphasis; begins says that the line begins
// with it.
func mdSpan(s span, begins bool) string {
	text := mdText(s.s, begins)
	if s.code {
		text = mdCode(s.s)
	}
	switch {
	case s.to == "":
		return text
	case strings.ContainsAny(s.to, "()"):
		return "[" + text + "](<" + s.to + ">)"
	}
	return "[" + text + "](" + s.to + ")"
}

// mdCode is code between as many backticks as it needs.
func mdCode(s string) string {
	ticks := "`"
	for strings.Contains(s, ticks) {
		ticks += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return ticks + strings.ReplaceAll(s, "\n", " ") + ticks
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
