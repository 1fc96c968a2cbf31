package face

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/curriculum/block"
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
	number int
}

// Body draws a page's blocks, w columns wide; low windows get no blank lines that can be
// spared. typed is what stands in the fields.
func (f *Face) Body(p *page.Page, pl *Place, typed map[string]string, w int) Body {
	d := drawing{Face: f, page: p, place: pl, typed: typed, w: max(1, min(w, theme.Measure))}
	d.blocks(p.Body)
	return d.Body
}

// Side draws what stands beside a page.
func (f *Face) Side(p *page.Page, w int) Body {
	d := drawing{Face: f, page: p, place: &Place{}, w: max(1, w)}
	d.blocks(p.Side)
	return d.Body
}

func (d *drawing) blocks(bs []page.Block) {
	for i := range bs {
		if i > 0 && apart(&bs[i-1], &bs[i]) {
			d.blank()
		}
		d.block(&bs[i])
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
		case page.Point, page.Choice, page.Box, page.Part, page.Turn, page.Option, page.Keys, page.Verbatim, page.Slope, page.Spot:
			return false
		}
	}
	switch {
	case a.Kind == page.Gap || b.Kind == page.Gap:
		return false
	case a.Kind == page.Title && (b.Kind == page.Rail || b.Kind == page.Para && b.Tone != page.Plain):
		return false
	case a.Kind == page.Rail && b.Kind == page.Para && (b.Tone == page.Accent || b.Tone == page.Second):
		return false
	case a.Kind == page.Heading && b.Kind != page.Lesson:
		return false
	case a.Kind == page.Entry && b.Kind == page.Turn:
		return false
	}
	return true
}

func (d *drawing) add(lines ...string) { d.Lines = append(d.Lines, lines...) }

func (d *drawing) blank() {
	if n := len(d.Lines); n > 0 && d.Lines[n-1] != "" {
		d.add("")
	}
}

func (d *drawing) spot(id string, lines ...string) {
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
		d.add(widget.PaintLines(s, widget.Wrap(p, d.w))...)
	}
}

// hang draws text behind a sign, what follows hung under it.
func (d *drawing) hang(first, text string) []string {
	return widget.WrapHang(text, d.w, first, strings.Repeat(" ", widget.Width(first)))
}

func (d *drawing) block(b *page.Block) {
	switch b.Kind {
	case page.Para:
		d.para(d.tone(b.Tone), b.Text)
	case page.Title:
		d.para(d.Theme.Title, b.Text)
	case page.Heading:
		if b.Right != "" {
			d.add(widget.Spread(d.Theme.Heading.Render(b.Text), d.Theme.Dim.Render(b.Right), d.w, d.Theme.Sign.Ellipsis))
			return
		}
		d.para(d.Theme.Heading, b.Text)
	case page.Point:
		d.point(b)
	case page.Quote:
		bar := d.Theme.Dim.Render(d.Theme.Sign.Quote) + " "
		for _, l := range widget.Wrap(b.Text, d.w-2) {
			d.add(bar + l)
		}
	case page.Lesson:
		d.lesson(b)
	case page.Guide:
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
		for _, l := range widget.Wrap(b.Text, d.w) {
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
		return t.Todo.Render(t.Sign.BoxOpen)
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
	case page.Coming:
		return t.Todo.Render(t.Sign.Rungs[1])
	case page.NoSign:
		return ""
	}
	return t.Sign.Bullet
}

func (d *drawing) point(b *page.Block) {
	first := d.sign(b.Sign, b.Number) + " "
	d.add(d.hang(first, widget.Paint(d.tone(b.Tone), b.Text))...)
	indent := strings.Repeat(" ", widget.Width(first))
	for i, l := range strings.Split(b.After, "\n") {
		if l == "" {
			continue
		}
		style := d.Theme.Text
		if i > 0 {
			style = d.Theme.Dim
		}
		d.add(widget.PaintLines(style, widget.WrapHang(l, d.w, indent, indent))...)
	}
	if b.After != "" {
		d.add("")
	}
}

// drawn is blocks of a lesson at a width.
func (d *drawing) drawn(bs []block.Block, w int) []string {
	return widget.NewRenderer(d.Theme.Markdown, w, d.Phrases).Draw(bs)
}

func (d *drawing) inline(spans []block.Span) string {
	return widget.NewRenderer(d.Theme.Markdown, 1, d.Phrases).Inline(spans)
}

func (d *drawing) lesson(b *page.Block) {
	if len(b.Spans) > 0 {
		text := d.inline(b.Spans)
		if b.Tone == page.Strong { // a question
			text = widget.Paint(d.Theme.Strong, text)
		}
		d.add(widget.Wrap(text, d.w)...)
		return
	}
	d.add(d.drawn(b.Blocks, d.w)...)
}

// guide is the mentor's: a bar down its left, its name above.
func (d *drawing) guide(b *page.Block) {
	mark := d.Theme.GuideBar.Render(d.Theme.Sign.Guide) + " "
	for _, l := range widget.Wrap(b.Label, d.w-2) {
		d.add(mark + d.Theme.GuideTitle.Render(l))
	}
	for _, l := range d.drawn(b.Blocks, d.w-2) {
		d.add(mark + l)
	}
}

// cursor is the sign before the chosen row, and its style.
func (d *drawing) cursor(id string) (string, lipgloss.Style) {
	if id != "" && d.place.Row == id {
		return d.Theme.SelectedSign.Render(d.Theme.Sign.Cursor) + " ", d.Theme.Selected
	}
	return "  ", d.Theme.Text
}

// box is one item: the sign says ticked or not, a word beside it what isn't saved.
func (d *drawing) box(b *page.Block) {
	cursor, style := d.cursor(b.ID)
	box := d.Theme.Todo.Render(d.Theme.Sign.BoxOpen)
	if b.State == page.Done || b.State == page.Unsaved {
		box, style = d.Theme.Done.Render(d.Theme.Sign.BoxTicked), d.Theme.Text
	}
	line := widget.Paint(style, d.inline(b.Spans))
	if b.Right != "" {
		style := d.Theme.Dim
		if b.State == page.Unsaved {
			style = d.Theme.Unsaved
		}
		line += " " + style.Render(b.Right)
	}
	d.spot(b.ID, d.hang(cursor+box+" ", line)...)
}

// choice is a row the arrows stop at: the cursor's sign before the chosen one, its letter
// or number, its own sign.
func (d *drawing) choice(b *page.Block) {
	cursor, style := d.cursor(b.ID)
	first := cursor
	switch {
	case b.Letter != "":
		first += d.Theme.Key.Render(b.Letter) + "  "
	case Numbered(d.page):
		d.number++
		first += d.Theme.Key.Render(strconv.Itoa(d.number)) + " "
	}
	if s := d.sign(b.Sign, b.Number); s != "" {
		first += s + " "
	}
	if b.Right != "" {
		d.spot(b.ID, widget.Spread(first+widget.Paint(style, b.Text), d.Theme.Dim.Render(b.Right), d.w, d.Theme.Sign.Ellipsis))
		return
	}
	lines := d.hang(first, widget.Paint(style, b.Text))
	indent := strings.Repeat(" ", widget.Width(first))
	for l := range strings.SplitSeq(b.After, "\n") {
		if l != "" {
			lines = append(lines, widget.PaintLines(d.Theme.Dim, widget.WrapHang(l, d.w, indent, indent))...)
		}
	}
	d.spot(b.ID, lines...)
}

// part is one line of the agenda: minutes, a sign, what.
func (d *drawing) part(b *page.Block) {
	t := d.Theme
	sign, style := t.Todo.Render(t.Sign.Todo), t.Text
	switch b.State {
	case page.Done:
		sign, style = t.Done.Render(t.Sign.Done), t.Dim
	case page.Skipped:
		sign, style = t.Todo.Render(t.Sign.SubBullet), t.Dim
	case page.Here:
		sign, style = t.Current.Render(t.Sign.Current), t.Strong
	case page.Looked: // no part of it: what is in hand
		sign, style = " ", t.Dim
	}
	head := t.Dim.Render(widget.Right(strconv.Itoa(b.Number)+" min", 8)) + "  " + sign + " "
	d.add(d.hang(head, widget.Paint(style, b.Text))...)
}

// rail is the five steps on a line: behind, here, ahead; each can be clicked to look.
func (d *drawing) rail(b *page.Block) {
	t := d.Theme
	var cells []string
	var spots []Spot
	x := 0
	for _, s := range b.Stops {
		var cell string
		switch s.State {
		case page.Here:
			cell = t.Current.Render(t.Sign.Current + " " + s.Word)
		case page.Looked:
			cell = t.Accent.Render(t.Sign.Cursor + " " + s.Word)
		case page.Done:
			cell = t.Done.Render(t.Sign.Done + " " + s.Word)
		default:
			cell = t.Todo.Render(t.Sign.Todo + " " + s.Word)
		}
		cw := widget.Width(cell)
		spots = append(spots, Spot{ID: s.ID, Line: len(d.Lines), Height: 1, X: x, W: cw})
		cells = append(cells, cell)
		x += cw + 3
	}
	line := strings.Join(cells, "   ")
	if widget.Width(line) > d.w {
		d.add(t.Current.Render(b.Text))
		return
	}
	d.Spots = append(d.Spots, spots...)
	d.add(line)
}

// option is an answer to a question; once shown, what it would lead to.
func (d *drawing) option(b *page.Block) {
	t := d.Theme
	style := t.Text
	if b.State == page.Done {
		style = t.Strong
	}
	text := widget.Paint(style, d.inline(b.Spans))
	if b.Right != "" {
		text += " " + t.Accent.Render(t.Sign.Left+" "+b.Right)
	}
	lines := d.hang(t.Key.Render(b.Label)+" ", text)
	for _, l := range d.drawn(b.Blocks, d.w-2) {
		lines = append(lines, "  "+l)
	}
	if len(b.Reply) > 0 {
		sign, after := t.Sign.SubBullet, t.Dim
		if b.State == page.Done {
			sign, after = t.Done.Render(t.Sign.Done), t.Second
		}
		first := "  " + sign + " "
		for _, l := range d.drawn(b.Reply, d.w-4) {
			lines = append(lines, first+widget.Paint(after, l))
			first = "    "
		}
	}
	d.spot(b.ID, lines...)
}

// turn is one of several values: all of them on a line where they fit and the page's own
// arrows turn it, else the one that is set, between arrows when it is in front.
func (d *drawing) turn(b *page.Block) {
	t := d.Theme
	if Bound(d.page, *b) && d.turnLine(b) {
		return
	}
	here := d.place.Row == b.ID && d.page.Picks || d.place.Focused(d.page) == OnTurn+b.ID
	sign, style, before, after := "  ", t.Text, "  ", ""
	if here {
		sign, style = t.SelectedSign.Render(t.Sign.Cursor)+" ", t.Selected
		before, after = t.Sign.Left+" ", " "+t.Sign.Right
	}
	value := ""
	if b.At >= 0 && b.At < len(b.Values) {
		value = before + widget.Paint(style, b.Values[b.At]) + after
	}
	label := sign + widget.Paint(style, b.Label)
	const column = 30
	if d.w >= 60 {
		label = widget.Pad(label, column)
	} else {
		label += " "
	}
	d.spot(b.ID, widget.WrapHang(value, d.w, label, strings.Repeat(" ", min(widget.Width(label), 6)))...)
}

func (d *drawing) turnLine(b *page.Block) bool {
	t := d.Theme
	var cells []string
	var spots []Spot
	x := 0
	for i, v := range b.Values {
		cell := t.Dim.Render("  " + v + " ")
		if i == b.At {
			cell = t.SelectedSign.Render(t.Sign.Cursor+" ") + t.Selected.Render(v) + " "
		}
		cw := widget.Width(cell)
		spots = append(spots, Spot{ID: b.ID + ":" + strconv.Itoa(i), Line: len(d.Lines), Height: 1, X: x, W: cw})
		cells, x = append(cells, cell), x+cw+1
	}
	line := strings.Join(cells, " ")
	if widget.Width(line) > d.w {
		return false
	}
	d.Spots = append(d.Spots, spots...)
	d.add(line)
	return true
}

// scale is the numbers from 0 to the top, the chosen one marked.
func (d *drawing) scale(b *page.Block) {
	t := d.Theme
	gap := 2
	if d.w < 3*(b.Top+1)+2 {
		gap = 1
	}
	line, x := "", 0
	for n := range b.Top + 1 {
		word := strconv.Itoa(n)
		cell := t.Dim.Render(word)
		if n == b.At {
			cell = t.ButtonFocused.Render(word)
		}
		d.Spots = append(d.Spots, Spot{ID: b.ID + ":" + word, Line: len(d.Lines), Height: 1, X: x, W: len(word)})
		line += cell + strings.Repeat(" ", gap)
		x += len(word) + gap
	}
	d.add(strings.TrimRight(line, " "))
	d.add(t.Accent.Render(b.Text))
}

// slopeWidth is that of the scale from 0 to 10: three columns a point.
const slopeWidth = 31

func (d *drawing) slope(b *page.Block) {
	line := "  " + widget.Slope(d.Theme, min(slopeWidth, d.w-4), b.At, b.To, b.Top)
	if widget.Width(line)+2+widget.Width(b.Text) <= d.w {
		d.add(line + "  " + b.Text)
		return
	}
	d.add(line)
	for _, l := range widget.Wrap(b.Text, d.w-2) {
		d.add("  " + l)
	}
}

func (d *drawing) picture(b *page.Block) {
	switch b.Kind {
	case page.Map:
		var rows []widget.MapRow
		for _, r := range b.Rows {
			row := widget.MapRow{ID: r.ID, Name: r.Name}
			for _, m := range r.Signs {
				level := m.Level
				if level == 0 && m.Walked {
					level = widget.Walked
				}
				row.Rungs = append(row.Rungs, level)
			}
			rows = append(rows, row)
		}
		d.add(widget.Map(d.Theme, d.w, rows, -1).Lines...)
	case page.Legend:
		var signs, words []string
		for _, r := range b.Rows {
			sign := d.Theme.Sign.Rungs[r.Signs[0].Level]
			if r.Signs[0].Walked {
				sign = d.Theme.Sign.Done
			}
			signs, words = append(signs, sign), append(words, r.Name)
		}
		d.add(widget.Legend(d.Theme, d.w, signs, words)...)
	case page.Timeline:
		var ms []widget.Moment
		for _, m := range b.Moments {
			ms = append(ms, widget.Moment{Day: m.Day, Label: m.Label, Coming: m.Coming})
		}
		for _, l := range widget.Timeline(d.Theme, min(d.w-2, 60), ms).Lines {
			d.add("  " + l)
		}
	}
}

func (d *drawing) keys(b *page.Block) {
	const column = 15
	key := b.Label
	if widget.Width(key) >= column {
		d.add(d.Theme.Key.Render(key))
		key = ""
	}
	d.add(widget.WrapHang(b.Text, d.w, d.Theme.Key.Render(widget.Pad(key, column)), strings.Repeat(" ", column))...)
}

// entry is a field: its label and hint, then what is typed, a bar before it where the keys
// go.
func (d *drawing) entry(b *page.Block) {
	f, ok := d.page.Field(b.ID)
	if !ok {
		return
	}
	t := d.Theme
	here := d.place.Focused(d.page) == OnField+f.ID
	field := d.place.Field(f, d.typed[f.ID])
	if here {
		field.Focus()
	} else {
		field.Blur()
	}
	at := len(d.Lines)
	label, least, most := f.Label, 1, 3
	if f.Lines {
		least, most = 5, 8
	}
	if f.Live { // on one line with its label
		label += " "
		block, cursor := field.Draw(t, max(10, d.w-widget.Width(label)), 1, 1, f.Example)
		d.add(t.Dim.Render(label) + block.Lines[0])
		if cursor != nil {
			cursor.X, cursor.Y = cursor.X+widget.Width(label), cursor.Y+at
			d.Cursor = cursor
		}
		d.Spots = append(d.Spots, Spot{ID: OnField + f.ID, Line: at, Height: 1})
		return
	}
	style := t.Dim
	if here {
		style = t.Strong
	}
	if label != "" {
		d.para(style, label)
	}
	if f.Hint != "" {
		d.para(t.Dim, f.Hint)
	}
	bar := "  "
	if here {
		bar = t.Current.Render(t.Sign.Quote) + " "
	}
	y := len(d.Lines)
	block, cursor := field.Draw(t, max(4, d.w-2), least, most, f.Example)
	for i, l := range block.Lines {
		if len(block.Lines) > 0 && i == 0 && field.Value() == "" && f.Example != "" && len(block.Lines) < 2 {
			// an example longer than a line is shown whole: it is there to be read
			for _, more := range widget.Wrap(f.Example, max(4, d.w-2)) {
				d.add(bar + t.Placeholder.Render(more))
			}
			continue
		}
		d.add(bar + l)
	}
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+2, cursor.Y+y
		d.Cursor = cursor
	}
	d.Spots = append(d.Spots, Spot{ID: OnField + f.ID, Line: at, Height: len(d.Lines) - at})
}

// month is a calendar, Monday first; days that are past can't be pressed.
func (d *drawing) month(b *page.Block) {
	t := d.Theme
	d.add(t.Strong.Render(b.Text))
	head := ""
	for _, v := range b.Values {
		head += widget.Right(v, 3) + " "
	}
	d.add(t.Dim.Render(strings.TrimRight(head, " ")))
	week, line, x := 0, "", 0
	flush := func() {
		d.add(line)
		line, x = "", 0
	}
	for _, day := range b.Days {
		for week < day.Week {
			flush()
			week++
		}
		line += strings.Repeat(" ", max(0, day.Column*4-x))
		x = max(x, day.Column*4)
		cell := widget.Right(strconv.Itoa(day.Number), 3)
		switch {
		case day.Here:
			cell = " " + t.ButtonFocused.Render(widget.Right(strconv.Itoa(day.Number), 2))
		case day.ID == "":
			cell = t.Dim.Render(cell)
		}
		if day.ID != "" {
			d.Spots = append(d.Spots, Spot{ID: day.ID, Line: len(d.Lines), Height: 1, X: x, W: 3})
		}
		line += cell
		x += 3
	}
	flush()
}
