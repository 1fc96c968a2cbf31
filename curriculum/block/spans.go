package block

import (
	"strconv"
	"strings"
	"unicode/utf8"

	emoji "github.com/yuin/goldmark-emoji/ast"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// spans are the words of a block.
func (b *builder) spans(n ast.Node) []Span {
	l := liner{b: b}
	l.children(n)
	return l.done()
}

// A liner goes along the words of one block. Its style and its link hold for what comes;
// inline HTML changes them too, from tag to tag.
type liner struct {
	b      *builder
	out    []Span
	style  Style
	link   *Link
	tags   []openTag // of inline HTML, not closed yet
	unseen int       // within <script> or <style>
}

// done is the spans without the blanks that a line doesn't begin or end with.
func (l *liner) done() []Span {
	out := trimLeft(l.out)
	for len(out) > 0 {
		last := &out[len(out)-1]
		if last.Kind == Text && last.Style&Mono == 0 {
			last.Text = strings.TrimRight(last.Text, " ")
		}
		if last.Kind == Break || last.Kind == Text && last.Text == "" {
			out = out[:len(out)-1]
			continue
		}
		break
	}
	if len(out) > 0 && out[0].Kind == Text && out[0].Style&Mono == 0 {
		out[0].At += len(out[0].Text) - len(strings.TrimLeft(out[0].Text, " "))
		out[0].Text = strings.TrimLeft(out[0].Text, " ")
	}
	return out
}

func (l *liner) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l.node(c)
	}
}

func (l *liner) node(n ast.Node) {
	src := l.b.src
	switch n := n.(type) {
	case *ast.Text:
		if n.IsRaw() {
			l.add(string(n.Segment.Value(src)), n.Segment.Start)
		} else {
			l.escaped(n.Segment.Value(src), n.Segment.Start)
		}
		switch {
		case n.HardLineBreak():
			l.put(Span{Kind: Break, At: n.Segment.Stop})
		case n.SoftLineBreak():
			l.add(" ", n.Segment.Stop)
		}
	case *ast.String:
		l.escaped(n.Value, max(n.Pos(), 0))
	case *ast.CodeSpan:
		l.styled(Mono, func() { l.codeSpan(n) })
	case *ast.Emphasis:
		style := Emph
		if n.Level > 1 {
			style = Strong
		}
		l.styled(style, func() { l.children(n) })
	case *extast.Strikethrough:
		l.styled(Struck, func() { l.children(n) })
	case *ast.Link:
		l.linked(newLink(destination(n.Destination), resolved(n.Title), max(n.Pos(), 0)), func() { l.children(n) })
	case *ast.AutoLink:
		l.autoLink(n)
	case *ast.Image:
		to := newLink(destination(n.Destination), resolved(n.Title), max(n.Pos(), 0))
		to.Around = l.link
		l.put(Span{Kind: Image, Text: l.b.pictureText(n), Style: l.style, Link: to, At: max(n.Pos(), 0)})
	case *ast.RawHTML:
		l.rawHTML(n)
	case *emoji.Emoji:
		l.add(emojiText(n), max(n.Pos(), 0))
	case *extast.FootnoteLink:
		l.put(Span{Kind: Note, Text: noteText(n.Index), Style: l.style, N: n.Index, At: max(n.Pos(), 0)})
	case *extast.FootnoteBacklink, *extast.TaskCheckBox:
	default:
		l.children(n)
	}
}

func (l *liner) styled(s Style, within func()) {
	before := l.style
	l.style |= s
	within()
	l.style = before
}

func (l *liner) linked(to *Link, within func()) {
	before := l.link
	l.link = to
	within()
	l.link = before
}

func (l *liner) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			l.add(strings.ReplaceAll(string(t.Segment.Value(l.b.src)), "\n", " "), t.Segment.Start)
		}
	}
}

func (l *liner) autoLink(n *ast.AutoLink) {
	label := string(n.Label(l.b.src))
	to := string(n.URL(l.b.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(to), "mailto:") {
		to = "mailto:" + to
	}
	at := max(n.Pos(), 0)
	link := newLink(to, "", at)
	link.Auto = true
	l.linked(link, func() { l.add(label, at) })
}

// escaped adds text in which `\*` is a star and `&eacute;` an é, as CommonMark has it:
// an entity ends in a semicolon, a backslash stays before what is no punctuation. Each
// begins a span of its own, so that places in the source stay exact.
func (l *liner) escaped(v []byte, at int) {
	from := 0
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
			l.add(string(v[from:i]), at+from)
			from = i + 1
			i++
		case v[i] == '&':
			if n, s := entity(v[i:]); n > 0 {
				l.add(string(v[from:i]), at+from)
				l.add(s, at+i)
				from = i + n
				i = from - 1
			}
		}
	}
	l.add(string(v[from:]), at+from)
}

// entity reads what v begins with; n is 0 when that is no entity.
func entity(v []byte) (n int, s string) {
	end := 1
	for end < len(v) && end < 40 && (util.IsAlphaNumeric(v[end]) || end == 1 && v[end] == '#') {
		end++
	}
	if end >= len(v) || v[end] != ';' || end == 1 {
		return 0, ""
	}
	name := string(v[:end+1])
	if v[1] == '#' {
		r, ok := numbered(name[2:end])
		if !ok {
			return 0, ""
		}
		return end + 1, string(r)
	}
	known, ok := util.LookUpHTML5EntityByName(name[1:end])
	if !ok {
		return 0, ""
	}
	return end + 1, string(known.Characters)
}

// numbered is the character that &#…; stands for: seven figures at most, six after an x.
// goldmark's own reads a leading nought as octal.
func numbered(figures string) (r rune, ok bool) {
	base, most := 10, 7
	if hex := strings.TrimLeft(figures, "xX"); len(figures)-len(hex) == 1 {
		figures, base, most = hex, 16, 6
	}
	n, err := strconv.ParseUint(figures, base, 32)
	if err != nil || len(figures) > most {
		return 0, false
	}
	if n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
		n = utf8.RuneError
	}
	return rune(n), true
}

// decoded is a text with what its entities stand for.
func decoded(v []byte) []byte {
	var out []byte
	for i := 0; i < len(v); {
		if v[i] == '&' {
			if n, s := entity(v[i:]); n > 0 {
				out, i = append(out, s...), i+n
				continue
			}
		}
		out, i = append(out, v[i]), i+1
	}
	return out
}

// resolved is a title, or the words of an address, as they are meant.
func resolved(v []byte) string {
	return safe(strings.ReplaceAll(string(util.UnescapePunctuations(decoded(v))), "\n", " "))
}

// destination is an address as it is meant. The parser has undone its backslashes.
func destination(v []byte) string { return safe(string(decoded(v))) }

func newLink(to, title string, at int) *Link {
	l := &Link{To: strings.TrimSpace(to), Title: title, At: at}
	if name, ok := strings.CutPrefix(l.To, "tool:"); ok {
		l.Tool = name
	}
	return l
}

// add puts words down, in one span with those before where nothing parts them.
func (l *liner) add(s string, at int) {
	if s == "" || l.unseen > 0 {
		return
	}
	clean := safe(strings.ReplaceAll(s, "\t", " "))
	if last := len(l.out) - 1; last >= 0 {
		if p := &l.out[last]; p.Kind == Text && p.Style == l.style && p.Link == l.link && p.At+len(p.Text) == at {
			p.Text += clean
			return
		}
	}
	l.put(Span{Text: clean, Style: l.style, Link: l.link, At: at})
}

func (l *liner) put(s Span) {
	if l.unseen == 0 && (s.Kind != Text || s.Text != "") {
		l.out = append(l.out, s)
	}
}
