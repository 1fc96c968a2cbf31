package document

import (
	"bytes"
	"strconv"
	"strings"
)

// writeMarkdown writes the page for people and for GitHub-flavoured Markdown. What
// somebody typed is escaped, so that it is read as it was typed and opens no heading,
// list, link, image or HTML.
func (d *Document) writeMarkdown(b *bytes.Buffer) error {
	b.WriteString("# " + d.mdLine(d.Title) + "\n")
	for _, k := range d.plain() {
		b.WriteString("\n")
		switch {
		case k.Heading != nil:
			b.WriteString(strings.Repeat("#", k.Heading.Level) + " " + d.mdLine(k.Heading.Text) + "\n")
		case k.Para != nil:
			b.WriteString(d.mdLine(k.Para) + "\n")
		case k.List != nil:
			d.mdList(b, k.List, k.Ordered)
		case k.Quote != nil:
			mdQuote(b, "", k.Quote)
		case k.Table != nil:
			d.mdTable(b, k.Table)
		case k.Figure != nil:
			d.mdTable(b, k.Figure.Table)
		case k.Aside != nil:
			for i, l := range k.Aside {
				if i > 0 {
					b.WriteString(">\n")
				}
				b.WriteString("> " + d.mdLine(l) + "\n")
			}
		default: // a page break: two blank lines are one
			b.Truncate(b.Len() - 1)
		}
	}
	return nil
}

func (d *Document) mdList(b *bytes.Buffer, items []Item, ordered bool) {
	for n, i := range items {
		mark := "- "
		if ordered {
			mark = strconv.Itoa(n+1) + ". "
		}
		b.WriteString(mark + strings.TrimRight(d.mdLine(i.Text), " ") + "\n")
		if i.Quote != nil {
			b.WriteString("\n") // pandoc reads no quotation right below a line of text
			mdQuote(b, "  ", i.Quote)
		}
	}
}

func mdQuote(b *bytes.Buffer, indent string, lines []string) {
	for i, l := range lines {
		l = strings.TrimRight(l, " ")
		b.WriteString(indent + ">")
		if l != "" {
			text := mdText(l, true)
			if i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
				if bare, ok := strings.CutSuffix(text, `\\`); ok {
					text = bare + "&#92;" // goldmark reads no break behind a backslash
				}
				text += "\\" // a line break that no editor trims
			}
			b.WriteString(" " + text)
		}
		b.WriteString("\n")
	}
}

func (d *Document) mdTable(b *bytes.Buffer, t *Table) {
	if t == nil {
		return
	}
	if len(t.Caption) > 0 {
		b.WriteString(d.mdLine(t.Caption) + "\n\n")
	}
	row := func(cells []Line) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + d.mdLine(c) + " |")
		}
		b.WriteString("\n")
	}
	row(t.Head)
	b.WriteString("|" + strings.Repeat(" --- |", len(t.Head)) + "\n")
	for _, r := range t.Rows {
		row(r)
	}
}

func (d *Document) mdLine(l Line) string {
	var b strings.Builder
	open := ""    // the marks that are open
	pending := "" // blanks: beside one a mark would not be one
	for _, s := range l {
		s.Text = d.isolated(s)
		text := mdSpan(s, s.Typed && b.Len()+len(pending) == 0)
		inner := strings.Trim(text, " ")
		if inner == "" {
			pending += text
			continue
		}
		lead := text[:strings.Index(text, inner)]
		marks := ""
		if s.Strong {
			marks = "**"
		}
		if s.Emph {
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
func mdSpan(s Span, begins bool) string {
	text := mdText(s.Text, begins)
	if s.Code {
		text = mdCode(s.Text)
	}
	switch {
	case s.To == "":
		return text
	case strings.ContainsAny(s.To, "()"):
		return "[" + text + "](<" + s.To + ">)"
	}
	return "[" + text + "](" + s.To + ")"
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

// mdMarks are what opens markup anywhere in a line, formulas on GitHub and in pandoc included.
const mdMarks = "\\`*_[]<>&|~#$^"

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
	if !strings.ContainsAny(s, mdMarks+"\n") && !address(s) {
		b.WriteString(s)
		return b.String()
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':' && strings.HasPrefix(s[i:], "://"), c == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"):
			// GitHub and GitLab make a link of a bare address as it stands in the file, its
			// escapes included: it stays text, which is the address as it was typed.
			b.WriteByte('\\')
			b.WriteByte(c)
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

// address reports whether there is something in s that is made a link.
func address(s string) bool {
	return strings.Contains(s, "://") || strings.Contains(strings.ToLower(s), "www.")
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
