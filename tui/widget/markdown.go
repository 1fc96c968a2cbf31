package widget

import (
	"bytes"
	"hash/fnv"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/curriculum/block"
	"binome/storage/clean"
	"binome/tui/theme"
)

// A Renderer draws blocks of a lesson at one width. They are laid out here and not by
// glamour, which hangs no indents and squeezes tables. A Renderer is cheap to make and not
// safe for concurrent use: one per goroutine.
type Renderer struct {
	style   theme.Markdown
	width   int
	phrases block.Phrases
	looks   map[look]lipgloss.Style
	drawn   func(to string, w int) []string
}

// A look is how a span is drawn.
type look struct {
	style   block.Style
	heading bool
}

// NewRenderer draws at that width in columns; phrases say what pictures, tools and
// call-outs are called in the reader's language.
func NewRenderer(style theme.Markdown, width int, phrases block.Phrases) *Renderer {
	return &Renderer{
		style: style, width: max(width, 1), phrases: phrases,
		looks: map[look]lipgloss.Style{},
	}
}

// WithPictures has pictures that stand alone drawn by that, above their words; without it,
// or where it draws none, their words alone are there.
func (r *Renderer) WithPictures(drawn func(to string, w int) []string) *Renderer {
	r.drawn = drawn
	return r
}

// Draw draws blocks; one empty line between them, none around.
func (r *Renderer) Draw(blocks []block.Block) []string { return r.blocks(blocks, r.width, 0, false) }

// Inline draws spans as styled text, to be wrapped by the caller; a line feed stands where
// the author broke the line.
func (r *Renderer) Inline(spans []block.Span) string { return r.spans(spans, false) }

// blocks draws one below the other; tight ones have no empty line between.
func (r *Renderer) blocks(blocks []block.Block, width, depth int, tight bool) []string {
	var out []string
	for i := 0; i < len(blocks); i++ {
		lines := r.pair(blocks[i:], width)
		if lines != nil {
			i++
		} else {
			lines = r.block(&blocks[i], max(width, 1), depth)
		}
		if len(lines) == 0 {
			continue
		}
		if len(out) > 0 && !tight {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

func (r *Renderer) block(b *block.Block, width, depth int) []string {
	switch b.Kind {
	case block.List:
		return r.list(b, width, depth+1)
	case block.Quotation:
		return r.barred(b.Blocks, r.style.QuoteStyle.Render(r.style.Quote), "", width, depth)
	case block.Callout:
		return r.callout(b, width, depth)
	case block.Table:
		return r.table(b, width)
	case block.Code:
		return r.code(b.Text, width)
	case block.Screen:
		return r.screen(b, width)
	case block.Rule:
		return []string{r.style.RuleStyle.Render(strings.Repeat(r.style.Rule, min(width, 24)))}
	case block.Definitions:
		return r.definitions(b, width, depth)
	case block.Footnotes:
		var out []string
		for _, it := range b.Items {
			out = append(out, r.hung(it.Blocks, r.style.LabelStyle.Render("["+strconv.Itoa(it.N)+"]")+" ", width, depth, true)...)
		}
		return out
	case block.Picture:
		var lines []string
		if link := b.Spans[0].Link; r.drawn != nil && link != nil {
			lines = r.drawn(link.To, width)
		}
		return append(lines, r.paragraph(b.Spans, width, false)...)
	case block.Box:
		return r.hung([]block.Block{{Spans: b.Spans}}, r.style.BoxOpen+" ", width, depth, true)
	}
	return r.paragraph(b.Spans, width, b.Kind == block.Heading)
}

// paragraph is words wrapped, and where their links lead if no terminal opens them.
func (r *Renderer) paragraph(spans []block.Span, width int, heading bool) []string {
	out := r.style.Wrap(r.spans(spans, heading), width)
	if r.style.InFull {
		for _, to := range block.Addresses(spans) {
			out = append(out, r.style.WrapHang(r.style.LabelStyle.Render(to), width, "  ", "  ")...)
		}
	}
	return out
}

// hung draws blocks behind a mark, what follows under them.
func (r *Renderer) hung(blocks []block.Block, mark string, width, depth int, tight bool) []string {
	if width-r.style.Width(mark) < leastText {
		mark = ""
	}
	lines := prefixed(r.blocks(blocks, width-r.style.Width(mark), depth, tight), mark, strings.Repeat(" ", r.style.Width(mark)))
	if len(lines) == 0 {
		return []string{strings.TrimRight(mark, " ")}
	}
	return lines
}

// barred draws blocks down a bar, below a title where there is one.
func (r *Renderer) barred(blocks []block.Block, bar, title string, width, depth int) []string {
	bar += " "
	if width-r.style.Width(bar) < leastText {
		bar = ""
	}
	var lines []string
	if title != "" {
		lines = r.style.Wrap(title, width-r.style.Width(bar))
	}
	return prefixed(append(lines, r.blocks(blocks, width-r.style.Width(bar), depth, false)...), bar, bar)
}

func (r *Renderer) callout(b *block.Block, width, depth int) []string {
	c, known := r.style.Callouts[b.Name]
	if !known {
		c = r.style.Callouts["NOTE"]
	}
	title := b.Name
	if r.phrases.Callout != nil {
		title = r.phrases.Callout(b.Name)
	}
	return r.barred(b.Blocks, c.Style.Bold(false).Render(r.style.Quote), Paint(c.Style, c.Sign+" "+title), width, depth)
}

func (r *Renderer) list(b *block.Block, width, depth int) []string {
	var out []string
	number := b.Start
	for i, it := range b.Items {
		mark := r.style.BulletStyle.Render(r.style.Bullet)
		if depth > 1 {
			mark = r.style.BulletStyle.Render(r.style.SubBullet)
		}
		if b.Ordered {
			last := strconv.Itoa(b.Start + len(b.Items) - 1)
			mark = r.style.BulletStyle.Render(r.style.Right(strconv.Itoa(number)+".", len(last)+1))
			number++
		}
		switch it.Box {
		case block.Open:
			mark = r.style.BoxOpen
		case block.Ticked:
			mark = r.style.BoxTicked
		}
		if i > 0 && !b.Tight {
			out = append(out, "")
		}
		out = append(out, r.hung(it.Blocks, mark+" ", width, depth, b.Tight)...)
	}
	return out
}

func (r *Renderer) definitions(b *block.Block, width, depth int) []string {
	var out []string
	for i, it := range b.Items {
		if i > 0 && len(it.Term) > 0 {
			out = append(out, "")
		}
		if len(it.Term) > 0 {
			for _, l := range r.paragraph(it.Term, width, false) {
				out = append(out, Paint(r.style.HeadStyle, l))
			}
		}
		if len(it.Blocks) > 0 {
			out = append(out, r.hung(it.Blocks, "  ", width, depth, b.Tight)...)
		}
	}
	return out
}

// code is drawn as it is, two columns in, cut into pieces where it is wider than the page.
func (r *Renderer) code(text string, width int) []string {
	indent := "  "
	if width-2 < leastText {
		indent = ""
	}
	var out []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		for _, l := range r.style.Wrap(line, width-len(indent)) {
			out = append(out, strings.TrimRight(indent+Paint(r.style.Mono, l), " "))
		}
	}
	return out
}

// spans draws words, in runs of one link each.
func (r *Renderer) spans(spans []block.Span, heading bool) string {
	var out bytes.Buffer
	for i := 0; i < len(spans); {
		n := 1
		for i+n < len(spans) && spans[i].Link != nil && spans[i+n].Link == spans[i].Link && spans[i].Kind == spans[i+n].Kind {
			n++
		}
		run := spans[i : i+n]
		switch {
		case run[0].Kind == block.Break:
			out.WriteByte('\n')
		case run[0].Kind == block.Image:
			r.picture(&out, run[0], heading)
		case run[0].Link != nil:
			r.link(&out, run, heading)
		default:
			r.words(&out, run[0], heading)
		}
		i += n
	}
	return out.String()
}

// words draws one span.
func (r *Renderer) words(out *bytes.Buffer, s block.Span, heading bool) {
	out.WriteString(Paint(r.look(look{s.Style, heading}), r.marked(s)))
}

// marked is the text of a span, code between its marks.
func (r *Renderer) marked(s block.Span) string {
	if s.Style&block.Mono != 0 {
		return r.style.MonoMark + s.Text + r.style.MonoMark
	}
	return s.Text
}

// look puts together what the styles of a span ask for.
func (r *Renderer) look(l look) lipgloss.Style {
	if s, ok := r.looks[l]; ok {
		return s
	}
	s := lipgloss.NewStyle()
	if l.heading {
		s = r.style.Heading
	}
	for _, over := range []struct {
		bit   block.Style
		style lipgloss.Style
	}{{block.Strong, r.style.Strong}, {block.Emph, r.style.Emph}, {block.Struck, r.style.Struck}, {block.Mono, r.style.Mono}} {
		if l.style&over.bit != 0 {
			s = over.style.Inherit(s)
		}
	}
	r.looks[l] = s
	return s
}

// link draws the words of a link, and behind them, in brackets, where it leads: the
// address's host, or the name that a company has for a tool. Only what may be opened is
// a link of the terminal's.
func (r *Renderer) link(out *bytes.Buffer, run []block.Span, heading bool) {
	to := run[0].Link
	if to.Tool != "" {
		for _, s := range run {
			r.words(out, s, heading)
		}
		if r.phrases.Tool != nil {
			if name := r.phrases.Tool(to.Tool); name != "" {
				out.WriteString(" (" + name + ")")
			}
		}
		return
	}
	address, opens := clean.Address(to.To)
	for _, s := range run {
		style := r.style.LinkText.Inherit(r.look(look{s.Style, heading}))
		if opens {
			style = style.Hyperlink(address, linkID(address))
		}
		out.WriteString(Paint(style, r.marked(s)))
	}
	if where := host(to.To); where != "" && !r.style.InFull && !block.SaysItself(run, to) {
		out.WriteString(" " + Paint(r.style.Link, "("+where+")"))
	}
}

// linkID has a terminal take the lines of a link that is wrapped for one link.
func linkID(address string) string {
	h := fnv.New32a()
	h.Write([]byte(address))
	return "id=" + strconv.FormatUint(uint64(h.Sum32()), 10)
}

// host is what is shown of an address behind the words of its link.
func host(address string) string {
	if person, ok := strings.CutPrefix(address, "mailto:"); ok {
		return person
	}
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}

// picture draws what stands for a picture in text.
func (r *Renderer) picture(out *bytes.Buffer, s block.Span, heading bool) {
	text := s.Text
	if r.phrases.Picture != nil {
		text = r.phrases.Picture(text)
	}
	if s.Link != nil && s.Link.Around != nil {
		r.link(out, []block.Span{{Text: text, Style: s.Style, Link: s.Link.Around}}, heading)
		return
	}
	out.WriteString(Paint(r.style.ImageText.Inherit(r.look(look{s.Style, heading})), text))
}

// leastText is how narrow text may become: marks and indents give way to it.
const leastText = 8

// prefixed puts first before the first line and rest before the others; empty lines get
// the mark without its spaces.
func prefixed(lines []string, first, rest string) []string {
	for i, l := range lines {
		mark := rest
		if i == 0 {
			mark = first
		}
		if l == "" {
			mark = strings.TrimRight(mark, " ")
		}
		lines[i] = mark + l
	}
	return lines
}
