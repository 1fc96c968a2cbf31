package face

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/page"
	"binome/tui/theme"
	"binome/tui/widget"
)

// A drawing is a body in the making, w columns wide.
type drawing struct {
	*Face
	Body
	page   *page.Page
	place  *Place
	typed  map[string]string
	w      int
	h      int // rows there are for it; 0 where that isn't known
	number int
	aside  bool // beside a page: little room
	tight  bool // no line to spare
	large  bool // there is room for what is drawn large
	leads  []lead
}

// tightBelow are the rows below which a page has none to spare for empty lines.
const tightBelow = 12

// Body draws a page's blocks for w columns and h rows (0 where there is no end to them):
// where there is room its lines stand further apart, where there is little no line is empty.
// typed is what stands in the fields.
func (f *Face) Body(p *page.Page, pl *Place, typed map[string]string, w, h int) Body {
	d := drawing{Face: f, page: p, place: pl, typed: typed, w: max(1, min(w, theme.Measure)), h: h, tight: h > 0 && h < tightBelow, large: h >= largeFrom}
	d.blocks(p.Body)
	if len(p.Fields) == 0 { // what grows as one types moves nothing else
		d.spread()
	}
	return d.Body
}

// Side draws what stands beside a page.
func (f *Face) Side(p *page.Page, w, h int) Body {
	d := drawing{Face: f, page: p, place: &Place{}, w: max(1, w), h: h, aside: true, large: h >= largeFrom}
	d.blocks(append(slices.Clone(p.Side), p.Panel...))
	was := d
	for _, below := range [][]page.Block{p.Below, nearby(p.Below)} {
		if len(below) == 0 {
			break
		}
		d = was
		d.Lines, d.leads = slices.Clone(was.Lines), slices.Clone(was.leads)
		d.blank()
		d.blocks(below)
		if d.extent(1) <= h {
			break
		}
		d = was
	}
	d.spread()
	return d.Body
}

// nearby are the blocks with the stop where they are and the next alone.
func nearby(bs []page.Block) (out []page.Block) {
	for i, b := range bs {
		if b.Kind != page.Station || b.State == page.Here || i > 0 && bs[i-1].State == page.Here {
			out = append(out, b)
		}
	}
	return out
}

func (d *drawing) blocks(bs []page.Block) {
	for i := range bs {
		if bs[i].Kind == page.Part && d.tight {
			if n := slices.IndexFunc(bs[i:], func(b page.Block) bool { return b.Kind != page.Part }); i == 0 || bs[i-1].Kind != page.Part {
				d.parts(bs[i:][:cmp.Or(max(n, 0), len(bs)-i)])
			}
			continue
		}
		if i > 0 {
			if apart(&bs[i-1], &bs[i]) {
				d.blank()
			}
			d.between(&bs[i-1], &bs[i])
		}
		if bs[i].Kind == page.Title && i+1 < len(bs) && bs[i+1].Kind == page.Task { // the task leads
			d.para(d.Theme.Text, bs[i].Text)
			continue
		}
		d.block(&bs[i], i == len(bs)-1 || bs[i+1].Kind != bs[i].Kind)
	}
	for n := len(d.Lines); n > 0 && d.Lines[n-1] == ""; n-- {
		d.Lines = d.Lines[:n-1]
	}
}

// apart reports whether a blank line stands between two blocks: lists, the lines of an
// agenda, rows and the like stay together, and what belongs to a title stays under it.
func apart(a, b *page.Block) bool {
	if a.Kind == b.Kind {
		switch a.Kind {
		case page.Point, page.Choice, page.Box, page.Part, page.Turn, page.Option, page.Keys, page.Verbatim, page.Slope, page.Spot, page.Station:
			return false
		}
	}
	switch {
	case a.Kind == page.Gap || b.Kind == page.Gap:
		return false
	case a.Kind == page.Title && (b.Kind == page.Rail || b.Kind == page.Para && b.Tone != page.Plain):
		return false
	case a.Kind == page.Title && b.Kind == page.Task, a.Kind == page.Task && b.Kind == page.Rail, a.Kind == page.Rail && (b.Kind == page.Band || b.Kind == page.Para && b.Tone == page.Second):
		return false
	case a.Kind == page.Heading && b.Kind != page.Lesson:
		return false
	case a.Kind == page.Entry && b.Kind == page.Turn:
		return false
	}
	return true
}

func (d *drawing) add(lines ...string) { d.Lines = append(d.Lines, d.spared(lines)...) }

// spared are the lines without the empty ones, where there is none to spare.
func (d *drawing) spared(lines []string) []string {
	if !d.tight || !slices.Contains(lines, "") {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return l == "" })
}

func (d *drawing) blank() {
	if n := len(d.Lines); n > 0 && d.Lines[n-1] != "" {
		d.add("")
	}
}

func (d *drawing) spot(id string, lines ...string) {
	lines = d.spared(lines)
	if id != "" {
		d.Spots = append(d.Spots, Spot{ID: id, Line: len(d.Lines), Height: len(lines)})
	}
	d.add(lines...)
}

func (d *drawing) tone(t page.Tone) lipgloss.Style {
	switch t {
	case page.Quiet:
		return d.Theme.Dim
	case page.Strong:
		return d.Theme.Strong
	case page.Accent:
		return d.Theme.Accent
	case page.Second:
		return d.Theme.Second
	case page.Good:
		return d.Theme.Saved
	case page.Warn:
		return d.Theme.Warning
	}
	return d.Theme.Text
}

func (d *drawing) para(s lipgloss.Style, text string) {
	for p := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(p) == "" {
			d.blank()
			continue
		}
		d.add(widget.PaintLines(s, d.Theme.Wrap(p, d.w))...)
	}
}

// hang draws text behind a sign, what follows hung under it.
func (d *drawing) hang(first, text string) []string {
	return d.Theme.WrapHang(text, d.w, first, strings.Repeat(" ", d.Theme.Width(first)))
}

// block draws one block; last is whether the next is of another kind.
func (d *drawing) block(b *page.Block, last bool) {
	switch b.Kind {
	case page.Para:
		d.para(d.tone(b.Tone), b.Text)
	case page.Title:
		d.para(d.Theme.Title, b.Text)
	case page.Heading:
		switch {
		case b.Right != "" && !d.aside && d.Theme.Width(b.Text)+2+d.Theme.Width(b.Right) > d.w: // a line of its own
			d.add(d.Theme.Dim.Render(d.Theme.Right(b.Right, d.w)))
		case b.Right != "":
			d.add(d.Theme.Spread(d.Theme.Heading.Render(b.Text), d.Theme.Dim.Render(b.Right), d.w, d.Theme.Sign.Ellipsis))
			return
		}
		d.para(d.Theme.Heading, b.Text)
	case page.Point:
		d.point(b)
	case page.Quote:
		bar := d.Theme.Dim.Render(d.Theme.Sign.Quote) + " "
		for _, l := range d.Theme.Wrap(b.Text, d.w-2) {
			d.add(bar + l)
		}
	case page.Lesson:
		d.lesson(b)
	case page.Guide:
		d.Guide = len(d.Lines) + 1
		d.guide(b)
	case page.Box:
		d.box(b)
	case page.Choice:
		d.choice(b)
	case page.Spot:
		d.spot(b.ID, d.hang("  ", b.Text)...)
	case page.Part:
		d.part(b)
	case page.Rail:
		d.rail(b)
	case page.Band:
		d.band(b)
	case page.Task:
		d.task(b)
	case page.Card:
		d.card(b)
	case page.When:
		d.when(b)
	case page.Prompt:
		d.prompt(b)
	case page.Station:
		d.station(b, last)
	case page.Logo:
		d.logo()
	case page.Clock:
		d.clock(b)
	case page.Option:
		d.option(b)
	case page.Turn:
		d.turn(b)
	case page.Scale:
		d.scale(b)
	case page.Slope:
		d.slope(b)
	case page.Map, page.Legend, page.Timeline:
		d.picture(b)
	case page.Keys:
		d.keys(b)
	case page.Verbatim:
		for _, l := range d.Theme.Wrap(b.Text, d.w) {
			d.add(widget.Paint(d.tone(b.Tone), l))
		}
	case page.Entry:
		d.entry(b)
	case page.Month:
		d.month(b)
	case page.Gap:
		d.blank()
	}
}

func (d *drawing) sign(s page.Sign, level int) string {
	t := d.Theme
	switch s {
	case page.Sub:
		return t.Sign.SubBullet
	case page.Warning:
		return t.Warning.Render(t.Sign.Warning)
	case page.Open:
		return t.Undone.Render(t.Sign.BoxOpen)
	case page.Ticked:
		return t.Done.Render(t.Sign.BoxTicked)
	case page.Rung:
		if level == 0 {
			return t.RungNone.Render(t.Sign.Rungs[0])
		}
		return t.Rung.Render(t.Sign.Rungs[min(level, 5)])
	case page.Walked:
		return t.Done.Render(t.Sign.Done)
	case page.Begun:
		return t.Current.Render(t.Sign.Current)
	case page.ToCome:
		return t.Undone.Render(t.Sign.Undone)
	case page.LeftOut:
		return t.Undone.Render(t.Sign.SubBullet)
	case page.Chosen:
		return t.SelectedSign.Render(t.Sign.Cursor)
	case page.Speaks:
		return t.Sign.Speaks
	case page.Both:
		return t.Sign.Both
	case page.Target:
		return t.TaskBar.Render(t.Sign.Task)
	case page.NoSign:
		return ""
	}
	return t.Sign.Bullet
}

// cursor is the sign before the chosen row, and its style.
func (d *drawing) cursor(id string) (string, lipgloss.Style) {
	if id != "" && d.place.Row == id {
		return d.Theme.SelectedSign.Render(d.Theme.Sign.Cursor) + " ", d.Theme.Selected
	}
	return "  ", d.Theme.Text
}
