package block

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML is drawn as its text: tags off, items and cells as lines, <br> a new line, links
// as links, pictures as pictures. What a browser wouldn't show isn't shown either.

// An openTag is inline HTML that holds for the words up to its end.
type openTag struct {
	tag   atom.Atom
	style Style
	link  *Link
}

func styleOf(tag atom.Atom) Style {
	switch tag {
	case atom.B, atom.Strong, atom.Summary, atom.Th, atom.Dt, atom.Figcaption:
		return Strong
	case atom.I, atom.Em, atom.Cite, atom.Var, atom.Dfn:
		return Emph
	case atom.S, atom.Del, atom.Strike:
		return Struck
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return Mono
	}
	return 0
}

// parts reports whether the tag begins a line of its own.
func parts(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav,
		atom.Details, atom.Summary, atom.Figure, atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Legend,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Menu,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Hr, atom.Center,
		atom.Option, atom.Select, atom.Html, atom.Body, atom.Head, atom.Title:
		return true
	}
	return false
}

// unseen reports whether a browser never shows what stands within the tag (a script, a style).
func unseen(tag atom.Atom) bool {
	return tag == atom.Script || tag == atom.Style || tag == atom.Template
}

// rawHTML takes one tag or comment within a line.
func (l *liner) rawHTML(n *ast.RawHTML) {
	var raw strings.Builder
	at := max(n.Pos(), 0)
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		if i == 0 {
			at = seg.Start
		}
		raw.Write(seg.Value(l.b.src))
	}
	z := html.NewTokenizer(strings.NewReader(raw.String()))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.CommentToken || kind == html.DoctypeToken {
			continue
		}
		t := token(z)
		if t.Type != html.TextToken {
			l.b.html(at)
		}
		l.tag(t, at)
	}
}

// token is the next token; a gap to be filled in, such as <name of the client>, which only
// looks like a tag, is the text that it is.
func token(z *html.Tokenizer) html.Token {
	raw := string(z.Raw())
	t := z.Token()
	if t.Type == html.StartTagToken && len(t.Attr) > 0 && strings.HasPrefix(raw[1:], t.Data+" ") && !strings.ContainsAny(raw, "-=/") && !element(t) {
		return html.Token{Type: html.TextToken, Data: raw}
	}
	return t
}

// element reports whether a tag is HTML's. The atoms are also the names of attributes.
func element(t html.Token) bool {
	switch t.Data {
	case "action", "color", "content", "height", "id", "lang", "list", "method", "name", "scope", "size", "start", "step", "target", "type", "value", "width":
		return false
	}
	return t.DataAtom != 0
}

// html notes where HTML stands.
func (b *builder) html(at int) {
	if n := len(b.doc.HTML); n == 0 || b.doc.HTML[n-1] != at {
		b.doc.HTML = append(b.doc.HTML, at)
	}
}

// tag takes a tag that leaves the line a line.
func (l *liner) tag(t html.Token, at int) {
	switch t.Type {
	case html.EndTagToken:
		l.close(t.DataAtom)
		return
	case html.TextToken:
		l.add(collapse(t.Data), at)
		return
	case html.StartTagToken, html.SelfClosingTagToken:
	default:
		return
	}
	if parts(t.DataAtom) || t.DataAtom == atom.Br {
		if len(l.out) > 0 {
			l.put(Span{Kind: Break, At: at})
		}
	}
	switch t.DataAtom {
	case atom.Img:
		to := newLink(attribute(t, "src"), attribute(t, "title"), at)
		to.Around = l.link
		l.put(Span{Kind: Image, Text: safe(collapse(attribute(t, "alt"))), Style: l.style, Link: to, At: at})
		return
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Object, atom.Source:
		if to := attribute(t, "src") + attribute(t, "data"); to != "" {
			link := newLink(to, attribute(t, "title"), at)
			link.Auto = true
			l.linked(link, func() { l.add(to, at) })
			l.add(" ", at) // before what a browser without it would show
		}
		return
	}
	if t.Type == html.SelfClosingTagToken {
		return
	}
	open := openTag{t.DataAtom, l.style, l.link}
	switch {
	case unseen(t.DataAtom):
		l.unseen++
	case t.DataAtom == atom.A && attribute(t, "href") != "":
		l.link = newLink(attribute(t, "href"), attribute(t, "title"), at)
	case styleOf(t.DataAtom) != 0:
		l.style |= styleOf(t.DataAtom)
	default:
		return
	}
	if len(l.tags) < maxTags {
		l.tags = append(l.tags, open)
	}
}

// maxTags may be open at once; those beyond hold to the end of the paragraph.
const maxTags = 64

// close goes back to how it was before the tag, and before those within it.
func (l *liner) close(tag atom.Atom) {
	if unseen(tag) && l.unseen > 0 {
		l.unseen--
	}
	for i := len(l.tags) - 1; i >= 0; i-- {
		if l.tags[i].tag == tag {
			l.style, l.link = l.tags[i].style, l.tags[i].link
			l.tags = l.tags[:i]
			return
		}
	}
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return safe(collapse(a.Val))
		}
	}
	return ""
}

// collapse makes every run of blanks one, as a browser does.
func collapse(s string) string {
	var out strings.Builder
	blank := false
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			blank = true
			continue
		}
		if blank {
			out.WriteByte(' ')
			blank = false
		}
		out.WriteRune(r)
	}
	if blank {
		out.WriteByte(' ')
	}
	return out.String()
}

// htmlBlock is the blocks that a block of HTML is drawn as.
func (b *builder) htmlBlock(n *ast.HTMLBlock) []Block {
	var raw strings.Builder
	at := max(n.Pos(), 0)
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		raw.Write(seg.Value(b.src))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(b.src))
	}
	h := htmlReader{liner: liner{b: b}, at: at}
	z := html.NewTokenizer(strings.NewReader(raw.String()))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		t := token(z)
		if kind != html.CommentToken && kind != html.DoctypeToken && !(kind == html.TextToken && strings.TrimSpace(t.Data) == "") {
			b.html(at)
		}
		h.token(t)
		if kind == html.StartTagToken && !unseen(t.DataAtom) {
			z.NextIsNotRawText() // <textarea>, <title> and the like hold text like any other
		}
	}
	h.flush()
	return h.blocks
}

// An htmlReader gathers lines into paragraphs and items.
type htmlReader struct {
	liner
	blocks  []Block
	at      int
	lists   []htmlList // open ones, outermost first
	marked  bool       // the next line is an item of the innermost list
	heading int
	pre     int
}

type htmlList struct {
	ordered bool
	n       int
}

func (h *htmlReader) token(t html.Token) {
	start := t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken
	switch {
	case t.Type == html.TextToken && h.pre > 0 && h.unseen == 0:
		h.preformatted(t.Data)
		return
	case t.Type == html.TextToken:
		s := collapse(t.Data)
		if len(h.out) == 0 || h.out[len(h.out)-1].Kind == Break {
			s = strings.TrimLeft(s, " ")
		}
		h.add(s, h.at)
		return
	case t.Type == html.CommentToken || t.Type == html.DoctypeToken:
		return
	case parts(t.DataAtom):
		h.flush()
	}
	switch t.DataAtom {
	case atom.Ul, atom.Ol, atom.Menu:
		switch {
		case start && len(h.lists) < maxNesting:
			h.lists = append(h.lists, htmlList{ordered: t.DataAtom == atom.Ol, n: max(1, number(attribute(t, "start")))})
		case !start && len(h.lists) > 0:
			h.lists = h.lists[:len(h.lists)-1]
		}
	case atom.Li:
		h.marked = start
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.heading = 0
		if start {
			h.heading = int(t.Data[1] - '0')
		}
	case atom.Pre:
		h.pre = 0
		if start {
			h.pre = 1
		}
	case atom.Hr:
		if start {
			h.blocks = append(h.blocks, Block{Kind: Rule, At: h.at})
		}
	default:
		if !parts(t.DataAtom) || styleOf(t.DataAtom) != 0 {
			h.tag(t, h.at)
		}
	}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1e6 {
		return 1
	}
	return n
}

// preformatted keeps the lines of <pre>.
func (h *htmlReader) preformatted(s string) {
	s = strings.TrimPrefix(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	lines := strings.Split(detab(s), "\n")
	for i, l := range lines {
		lines[i] = safe(l)
	}
	if n := len(h.blocks); n > 0 && h.blocks[n-1].Kind == Code && h.pre > 1 {
		h.blocks[n-1].Text += strings.Join(lines, "\n")
		return
	}
	h.pre++
	h.blocks = append(h.blocks, Block{Kind: Code, Text: strings.Join(lines, "\n"), At: h.at})
}

// flush ends the line that was gathered: a heading, an item, or a paragraph.
func (h *htmlReader) flush() {
	spans := h.done()
	h.out = nil
	if len(spans) == 0 {
		return
	}
	switch {
	case h.heading > 0:
		h.blocks = append(h.blocks, Block{Kind: Heading, Level: h.heading, Spans: spans, At: h.at})
	case h.marked && len(h.lists) > 0:
		h.marked = false
		h.item(paragraph(spans, h.at))
	default:
		h.blocks = append(h.blocks, paragraph(spans, h.at)...)
	}
}

// item adds to the list that the last block is, or begins one.
func (h *htmlReader) item(blocks []Block) {
	in := &h.lists[len(h.lists)-1]
	item := Item{Blocks: blocks, At: h.at}
	if n := len(h.blocks); n > 0 {
		if last := &h.blocks[n-1]; last.Kind == List && last.Ordered == in.ordered && last.N == len(h.lists) && (!in.ordered || last.Start+len(last.Items) == in.n) {
			last.Items = append(last.Items, item)
			in.n++
			return
		}
	}
	h.blocks = append(h.blocks, Block{Kind: List, Ordered: in.ordered, Start: in.n, Tight: true, Items: []Item{item}, N: len(h.lists), At: h.at})
	in.n++
}
