package document

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"strconv"
	"strings"
)

// writeHTML writes one file that needs nothing else: no script, no network, its style
// named by hash in a policy that forbids everything else.
func (d *Document) writeHTML(b *bytes.Buffer) error {
	css := style()
	sum := sha256.Sum256([]byte(css))
	policy := "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	b.WriteString("<!doctype html>\n<html lang=\"" + esc(d.Lang) + "\" dir=\"" + direction(d.Lang) + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	b.WriteString("<title>" + esc(d.Title.Plain()) + "</title>\n<style>" + css + "</style>\n</head>\n<body>\n<header><img src=\"" + logo().dataURI() + "\" width=\"44\" height=\"24\" alt=\"\"></header>\n<main>\n<h1>" + htmlLine(d.Title) + "</h1>\n")
	h := htmlWriter{b: b}
	for _, k := range d.Blocks {
		h.block(k)
	}
	h.close(1)
	b.WriteString("</main>\n</body>\n</html>\n")
	return nil
}

// An htmlWriter keeps count of the sections that are open: one for each heading, so
// that a printer can keep what belongs together on a page.
type htmlWriter struct {
	b      *bytes.Buffer
	open   []int
	brk    bool
	tables int
}

// close ends the sections of that level and below.
func (h *htmlWriter) close(level int) {
	for n := len(h.open); n > 0 && h.open[n-1] >= level; n-- {
		h.b.WriteString("</section>\n")
		h.open = h.open[:n-1]
	}
}

func (h *htmlWriter) block(k Block) {
	b := h.b
	switch {
	case k.Heading != nil:
		h.close(k.Heading.Level)
		n := strconv.Itoa(k.Heading.Level)
		class := "s" + n
		if h.brk {
			class += " page"
			h.brk = false
		}
		h.open = append(h.open, k.Heading.Level)
		b.WriteString("<section class=\"" + class + "\">\n<h" + n + ">" + htmlLine(k.Heading.Text) + "</h" + n + ">\n")
	case k.Para != nil:
		b.WriteString("<p>" + htmlLine(k.Para) + "</p>\n")
	case k.List != nil:
		tag := "ul"
		if k.Ordered {
			tag = "ol"
		}
		h.list(tag, k.List)
	case k.Quote != nil:
		b.WriteString(htmlQuote(k.Quote) + "\n")
	case k.Table != nil:
		h.table(k.Table)
	case k.Figure != nil:
		h.figure(k.Figure)
	case k.Aside != nil:
		b.WriteString("<div class=\"left\">\n")
		for _, l := range k.Aside {
			b.WriteString("<p>" + htmlLine(l) + "</p>\n")
		}
		b.WriteString("</div>\n")
	case k.Break:
		h.brk = true
	case k.Ticket != nil:
		b.WriteString("<div class=\"ticket\">\n<p class=\"label\">" + htmlLine(k.Ticket.Label) + "</p>\n<p class=\"large\">" + htmlLine(k.Ticket.Large) + "</p>\n")
		if k.Ticket.Items != nil {
			h.list("ul", k.Ticket.Items)
		}
		b.WriteString("</div>\n")
	case k.Route != nil:
		h.route(k.Route)
	}
}

func (h *htmlWriter) list(tag string, items []Item) {
	h.b.WriteString("<" + tag + ">\n")
	for _, i := range items {
		h.b.WriteString("<li>" + htmlLine(i.Text) + htmlQuote(i.Quote))
		if i.Strip != nil {
			p := strip(i.Strip)
			h.b.WriteString("<img class=\"strip\" src=\"" + p.dataURI() + "\" width=\"" + strconv.Itoa(p.W) + "\" height=\"" + strconv.Itoa(p.H) + "\" alt=\"\">")
		}
		h.b.WriteString("</li>\n")
	}
	h.b.WriteString("</" + tag + ">\n")
}

func (h *htmlWriter) route(stops Route) {
	h.b.WriteString("<ol class=\"route\">\n")
	for _, s := range stops {
		h.b.WriteString("<li class=\"" + s.State.String() + "\"><strong>" + htmlLine(s.Text) + "</strong> <span class=\"when\">" + htmlLine(s.Right) + "</span>")
		for _, l := range s.After {
			h.b.WriteString("<p>" + htmlLine(l) + "</p>")
		}
		h.b.WriteString("</li>\n")
	}
	h.b.WriteString("</ol>\n")
}

// figure is a picture, its facts in a table below it for whoever can't see it. It
// scrolls where its text would get too small, and so can be reached with the keys.
func (h *htmlWriter) figure(f *Figure) {
	if p := f.Picture; p != nil {
		h.b.WriteString("<figure class=\"wide\" tabindex=\"0\"><img src=\"" + p.dataURI() + "\" width=\"" + strconv.Itoa(p.W) + "\" height=\"" + strconv.Itoa(p.H) +
			"\" alt=\"" + esc(f.alt()) + "\"></figure>\n")
	}
	h.table(f.Table)
}

// table in a frame that scrolls on a narrow screen, and can be scrolled with the keys.
func (h *htmlWriter) table(t *Table) {
	b := h.b
	id := "t" + strconv.Itoa(h.tables)
	h.tables++
	b.WriteString("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id + "\">\n<table>\n<caption id=\"" + id + "\">" + htmlLine(t.Caption) + "</caption>\n<thead><tr>")
	for _, c := range t.Head {
		b.WriteString("<th scope=\"col\">" + htmlLine(c) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range t.Rows {
		b.WriteString("<tr>")
		for i, c := range r {
			if i == 0 {
				b.WriteString("<th scope=\"row\">" + htmlLine(c) + "</th>")
				continue
			}
			b.WriteString("<td>" + htmlLine(c) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</div>\n")
}

func htmlLine(l Line) string {
	var b strings.Builder
	for _, s := range l {
		text := esc(s.Text)
		if s.Code {
			text = "<code>" + text + "</code>"
		}
		if s.To != "" {
			text = "<a href=\"" + esc(s.To) + "\" rel=\"nofollow noreferrer\">" + text + "</a>"
		}
		if s.Emph {
			text = "<em>" + text + "</em>"
		}
		switch {
		case s.Lang != "":
			text = "<bdi lang=\"" + esc(s.Lang) + "\">" + text + "</bdi>"
		case s.Typed:
			text = "<bdi>" + text + "</bdi>"
		}
		if s.Strong {
			text = "<strong>" + text + "</strong>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// htmlQuote is what somebody typed, a paragraph a line: a program that opens the page to
// go on writing keeps those apart, and knows nothing of white-space.
func htmlQuote(lines []string) string {
	if lines == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("<blockquote dir=\"auto\">\n")
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			l = "\u00a0"
		}
		b.WriteString("<p>" + esc(l) + "</p>\n")
	}
	b.WriteString("</blockquote>")
	return b.String()
}

func esc(s string) string { return template.HTMLEscapeString(s) }
