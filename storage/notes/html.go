package notes

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
func (p *page) writeHTML(b *bytes.Buffer) {
	sum := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	b.WriteString("<!doctype html>\n<html lang=\"" + esc(p.lang) + "\" dir=\"" + direction(p.lang) + "\">\n<head>\n<meta charset=\"utf-8\">\n")
	b.WriteString("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
	b.WriteString("<title>" + esc(p.title.plain()) + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n<h1>" + htmlLine(p.title) + "</h1>\n")
	h := htmlWriter{b: b, page: p}
	for _, k := range p.blocks {
		h.block(k)
	}
	h.close(1)
	b.WriteString("</main>\n</body>\n</html>\n")
}

// An htmlWriter keeps count of the sections that are open: one for each heading, so
// that a printer can keep what belongs together on a page.
type htmlWriter struct {
	b       *bytes.Buffer
	page    *page
	open    []int
	brk     bool
	figures int
	tables  int
}

// close ends the sections of that level and below.
func (h *htmlWriter) close(level int) {
	for n := len(h.open); n > 0 && h.open[n-1] >= level; n-- {
		h.b.WriteString("</section>\n")
		h.open = h.open[:n-1]
	}
}

func (h *htmlWriter) block(k block) {
	b := h.b
	switch {
	case k.heading != nil:
		h.close(k.heading.level)
		n := strconv.Itoa(k.heading.level)
		class := "s" + n
		if h.brk {
			class += " page"
			h.brk = false
		}
		h.open = append(h.open, k.heading.level)
		b.WriteString("<section class=\"" + class + "\">\n<h" + n + ">" + htmlLine(k.heading.text) + "</h" + n + ">\n")
	case k.para != nil:
		b.WriteString("<p>" + htmlLine(k.para) + "</p>\n")
	case k.list != nil:
		tag := "ul"
		if k.ordered {
			tag = "ol"
		}
		b.WriteString("<" + tag + ">\n")
		for _, i := range k.list {
			b.WriteString("<li>" + htmlLine(i.text) + htmlQuote(i.quote) + "</li>\n")
		}
		b.WriteString("</" + tag + ">\n")
	case k.quote != nil:
		b.WriteString(htmlQuote(k.quote) + "\n")
	case k.table != nil:
		h.table(k.table)
	case k.figure != nil:
		h.figure(k.figure)
	case k.aside != nil:
		b.WriteString("<div class=\"left\">\n")
		for _, l := range k.aside {
			b.WriteString("<p>" + htmlLine(l) + "</p>\n")
		}
		b.WriteString("</div>\n")
	case bool(k.brk):
		h.brk = true
	}
}

// figure is a picture, its facts in a table below it for whoever can't see it.
func (h *htmlWriter) figure(f *figure) {
	if f.svg != "" {
		id := "f" + strconv.Itoa(h.figures)
		h.figures++
		h.b.WriteString("<figure>\n<svg viewBox=\"0 0 " + strconv.Itoa(f.w) + " " + strconv.Itoa(f.h) +
			"\" role=\"img\" aria-labelledby=\"" + id + "t " + id + "d\">\n<title id=\"" + id + "t\">" + esc(f.table.caption.plain()) +
			"</title>\n<desc id=\"" + id + "d\">" + esc(f.desc) + "</desc>\n" + f.svg + "</svg>\n</figure>\n")
	}
	h.table(f.table)
}

// table in a frame that scrolls on a narrow screen, and can be scrolled with the keys.
func (h *htmlWriter) table(t *table) {
	b := h.b
	id := "t" + strconv.Itoa(h.tables)
	h.tables++
	b.WriteString("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id + "\">\n<table>\n<caption id=\"" + id + "\">" + htmlLine(t.caption) + "</caption>\n<thead><tr>")
	for _, c := range t.head {
		b.WriteString("<th scope=\"col\">" + htmlLine(c) + "</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range t.rows {
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

func htmlLine(l line) string {
	var b strings.Builder
	for _, s := range l {
		text := esc(s.s)
		if s.code {
			text = "<code>" + text + "</code>"
		}
		if s.to != "" {
			text = "<a href=\"" + esc(s.to) + "\" rel=\"nofollow noreferrer\">" + text + "</a>"
		}
		if s.emph {
			text = "<em>" + text + "</em>"
		}
		switch {
		case s.lang != "":
			text = "<bdi lang=\"" + esc(s.lang) + "\">" + text + "</bdi>"
		case s.typed:
			text = "<bdi>" + text + "</bdi>"
		}
		if s.strong {
			text = "<strong>" + text + "</strong>"
		}
		b.WriteString(text)
	}
	return b.String()
}

func htmlQuote(lines []string) string {
	if lines == nil {
		return ""
	}
	return "<blockquote dir=\"auto\">" + esc(strings.Join(lines, "\n")) + "</blockquote>"
}

func esc(s string) string { return template.HTMLEscapeString(s) }

// direction is the way a language is written.
func direction(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
