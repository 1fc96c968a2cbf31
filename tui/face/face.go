// Package face draws a page at a size and in a theme, and remembers where one is on it: how
// far scrolled, which row, what enter would press, where the cursor stands in a field.
//
// For most uses, [Face.Body] draws a page's blocks, and a [Place] answers the keys that
// move on it. It knows no screen and changes none: what is pressed goes to whoever asked.
//
// It promises that every row, field and action of a page can be reached by tab and the
// arrows, and that nothing is cut in the middle of a word.
package face

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum/block"
	"binome/tui/page"
	"binome/tui/theme"
	"binome/tui/widget"
)

// A Face is how pages look: one for a terminal.
type Face struct {
	Theme theme.Theme
	// Phrases say what pictures, tools and call-outs are called in the reader's language.
	Phrases block.Phrases
	// Picture draws the picture of that name at most so wide; nil, or no lines, and its
	// words alone are there.
	Picture func(to string, w int) []string
}

// A Body is a page's text as lines, and the spots on them that can be pressed.
type Body struct {
	Lines  []string
	Spots  []Spot
	Cursor *tea.Cursor // the text cursor; nil for none
	Guide  int         // the line of the mentor's guide, from 1; 0 for none
}

// A Spot is a run of lines that can be chosen or clicked.
type Spot struct {
	ID     string
	Line   int
	Height int
	X, W   int // columns within the line; W 0 is the whole line
}

// Block is the body with what can be hit in it, each spot's id after mark.
func (b Body) Block(mark string, w int) widget.Block {
	out := widget.Block{Lines: b.Lines}
	for _, s := range b.Spots {
		sw := s.W
		if sw == 0 {
			sw = w
		}
		out.Hits.Add(mark+s.ID, s.X, s.Line, sw, s.Height)
	}
	return out
}

// Spot finds a spot by its id.
func (b Body) Spot(id string) (Spot, bool) {
	i := slices.IndexFunc(b.Spots, func(s Spot) bool { return s.ID == id })
	if i < 0 {
		return Spot{}, false
	}
	return b.Spots[i], true
}

// A Place is where one is on a page. The zero Place is at its beginning.
type Place struct {
	View widget.Viewport
	Row  string // the chosen row; "" for none yet
	// Focus is where the keys go: a field, a value to be turned, the rows, an action; ""
	// is where the page wants them.
	Focus  string
	Read   bool   // all of it has been on the screen
	keys   keysAt // as last drawn
	fields map[string]*widget.Field
	size   int    // rows of the page, as last seen
	open   string // the chosen box, when it was open as last seen
}

// The stops of the tab key, by their marks; after them stands an id.
const (
	OnField  = "field:"
	OnTurn   = "turn:"
	OnRows   = "rows"
	OnAction = "do:"
)

// Field is the field of that id, with what stands in it; made when it is first asked for.
func (pl *Place) Field(f page.Field, text string) *widget.Field {
	if pl.fields == nil {
		pl.fields = map[string]*widget.Field{}
	}
	w := pl.fields[f.ID]
	if w == nil {
		w = widget.NewField(f.Lines, f.Limit())
		pl.fields[f.ID] = w
		w.SetValue(text)
	}
	if w.Value() != text { // put there from outside, or cleaned
		w.SetValue(text)
	}
	return w
}

// entered are the fields and the values that tab stops at, as they stand on the page:
// where rows are chosen from, values are rows.
func entered(p *page.Page) (stops []string) {
	for _, b := range p.Body {
		switch {
		case b.Kind == page.Entry:
			stops = append(stops, OnField+b.ID)
		case b.Kind == page.Turn && !p.Picks && !Bound(p, b):
			stops = append(stops, OnTurn+b.ID)
		}
	}
	return stops
}

// Bound reports whether a value is turned by the page's own arrows.
func Bound(p *page.Page, b page.Block) bool {
	return strings.HasPrefix(p.Prev, b.ID+":") || strings.HasPrefix(p.Next, b.ID+":")
}

// Rows are the ids that the arrows stop at, in order.
func Rows(p *page.Page) []string {
	var ids []string
	for _, b := range p.Body {
		switch {
		case b.ID == "":
		case b.Kind == page.Choice, b.Kind == page.Box, b.Kind == page.Turn && p.Picks:
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// Stops are all that tab goes round, in order.
func Stops(p *page.Page) []string {
	out := entered(p)
	if p.Picks && len(Rows(p)) > 0 {
		out = append(out, OnRows)
	}
	for _, a := range p.Actions {
		if !a.Off && !a.Quiet && !a.Hidden && !(a.ID == "pick" && p.Picks) {
			out = append(out, OnAction+a.ID)
		}
	}
	return out
}

// Focused is where the keys go on this page now; "" when nothing can take them.
func (pl *Place) Focused(p *page.Page) string {
	if slices.Contains(Stops(p), pl.Focus) {
		return pl.Focus
	}
	switch main := p.Main(); {
	case len(p.Fields) > 0:
		return OnField + p.Fields[0].ID
	case p.Picks && len(Rows(p)) > 0:
		return OnRows
	case p.Judge || main < 0:
		return ""
	default:
		return OnAction + p.Actions[main].ID
	}
}

// Tab moves to the next stop, or the one before.
func (pl *Place) Tab(p *page.Page, by int) {
	stops := Stops(p)
	if len(stops) == 0 {
		return
	}
	at := slices.Index(stops, pl.Focused(p))
	if at < 0 && by < 0 {
		at = 0
	}
	pl.Focus = stops[(at+by+len(stops))%len(stops)]
}

// NextField goes from a field or a value to the next field; false at the last one.
func (pl *Place) NextField(p *page.Page) bool {
	stops := entered(p)
	at := slices.Index(stops, pl.Focused(p))
	for _, s := range stops[at+1:] {
		if strings.HasPrefix(s, OnField) {
			pl.Focus = s
			return true
		}
	}
	return false
}

// Step goes up or down among the fields and values of a page that has several of them, and
// from the last one to the actions; false where there are none, or it goes no further.
func (pl *Place) Step(p *page.Page, by int) bool {
	stops := entered(p)
	if len(stops) < 2 || len(Rows(p)) > 0 {
		return false
	}
	at := slices.Index(stops, pl.Focused(p))
	switch {
	case at < 0 && by < 0: // from the actions
		at = len(stops)
	case at < 0:
		return false
	}
	all := Stops(p)
	if at+by < 0 || at+by >= len(all) {
		return false
	}
	pl.Focus = all[at+by]
	return true
}

// Aside moves among the actions, and stops at their ends.
func (pl *Place) Aside(p *page.Page, by int) {
	var stops []string
	for _, s := range Stops(p) {
		if strings.HasPrefix(s, OnAction) {
			stops = append(stops, s)
		}
	}
	at := slices.Index(stops, pl.Focused(p))
	if len(stops) == 0 {
		return
	}
	if at < 0 && by < 0 {
		at = len(stops)
	}
	pl.Focus = stops[max(0, min(at+by, len(stops)-1))]
}

// Settle sees to it that what is chosen is there: a row that has gone gives way to the one
// in its place, and on a judgement none is chosen beforehand.
func (pl *Place) Settle(p *page.Page) {
	rows := Rows(p)
	if pl.Row != "" && pl.Row == pl.open { // somebody else has ticked it: space would untick it
		pl.Row = nextBox(p, pl.Row)
	}
	defer func() {
		pl.open = ""
		for _, b := range p.Body {
			if b.Kind == page.Box && b.ID == pl.Row && b.State == page.Ahead {
				pl.open = b.ID
			}
		}
	}()
	if slices.Contains(rows, pl.Row) && pl.size > 0 {
		pl.size = len(rows)
		return
	}
	pl.size = len(rows)
	pl.Row = ""
	switch {
	case len(rows) == 0 || p.Judge && p.Picks:
	case slices.Contains(rows, p.Row):
		pl.Row = p.Row
	default:
		pl.Row = rows[0]
	}
}

// Choose makes a row the chosen one, whatever becomes of it when it is pressed.
func (pl *Place) Choose(row string) { pl.Row, pl.open = row, "" }

// nextBox is the next box that is still open after that one, if it is ticked; else it.
func nextBox(p *page.Page, id string) string {
	var boxes []page.Block
	at := -1
	for _, b := range p.Body {
		if b.Kind == page.Box && b.ID != "" {
			if b.ID == id {
				at = len(boxes)
			}
			boxes = append(boxes, b)
		}
	}
	if at < 0 || boxes[at].State == page.Ahead {
		return id
	}
	for i := range boxes {
		if b := boxes[(at+1+i)%len(boxes)]; b.State == page.Ahead {
			return b.ID
		}
	}
	return id
}

// Move goes to the next row in that direction when it is in sight or nearly; else it
// scrolls, so that no text is jumped over. In a dialog, where there is little else than
// rows, it goes to the next row wherever that is, and from the last one to the first.
func (pl *Place) Move(p *page.Page, b Body, by int) {
	rows := Rows(p)
	at := slices.Index(rows, pl.Row)
	next := at + by
	if at < 0 && len(rows) > 0 && p.Picks {
		next = map[bool]int{true: 0, false: len(rows) - 1}[by > 0]
	} else if (p.Over || p.Picks) && len(rows) > 0 {
		next = (next + len(rows)) % len(rows)
	}
	if next < 0 || next >= len(rows) || at < 0 && !p.Picks {
		pl.View.Scroll(by)
		return
	}
	spot, ok := b.Spot(rows[next])
	top, height := pl.View.Window()
	if ok && (p.Picks || height == 0 || spot.Line+spot.Height > top-2 && spot.Line < top+height+2) {
		pl.Row = rows[next]
		pl.reveal(spot)
		if p.Picks && !strings.HasPrefix(pl.Focused(p), OnField) {
			pl.Focus = OnRows
		}
		return
	}
	pl.View.Scroll(by)
}

// Jump goes to the first row or the last, where rows are chosen from.
func (pl *Place) Jump(p *page.Page, b Body, last bool) {
	rows := Rows(p)
	if !p.Picks || len(rows) == 0 {
		if last {
			pl.View.End()
		} else {
			pl.View.Home()
		}
		return
	}
	pl.Row = rows[0]
	if last {
		pl.Row = rows[len(rows)-1]
	}
	pl.Show(b, pl.Row)
}

func (pl *Place) reveal(s Spot) {
	pl.View.Show(widget.Hit{ID: s.ID, Y: s.Line, H: s.Height, W: 1})
}

// Numbered reports whether the rows can be pressed by their numbers.
func Numbered(p *page.Page) bool {
	n := 0
	for _, b := range p.Body {
		if (b.Kind == page.Choice || b.Kind == page.Box) && b.ID != "" {
			if b.Letter != "" {
				return false
			}
			n++
		}
	}
	for _, f := range p.Fields {
		if f.Live {
			return false
		}
	}
	return n > 0 && n <= 9
}

// Digit is what a digit presses: a row by its number, or a number on a scale.
func Digit(p *page.Page, digit string) (id string, ok bool) {
	n, err := strconv.Atoi(digit)
	if err != nil || len(digit) != 1 {
		return "", false
	}
	for _, b := range p.Body {
		if b.Kind == page.Scale && n <= b.Top {
			return b.ID + ":" + digit, true
		}
	}
	if !Numbered(p) {
		return "", false
	}
	for _, b := range p.Body {
		if (b.Kind == page.Choice || b.Kind == page.Box) && b.ID != "" {
			if n--; n == 0 {
				return b.ID, true
			}
		}
	}
	return "", false
}

// Turned is what turning a value by one presses; ok is false at its ends, unless round.
func Turned(p *page.Page, id string, by int, round bool) (press string, ok bool) {
	for _, b := range p.Body {
		if b.Kind != page.Turn || b.ID != id {
			continue
		}
		to := b.At + by
		if round || len(b.Values) == 2 { // of two, either arrow means the other one
			to = (to + len(b.Values)) % len(b.Values)
		}
		if to < 0 || to >= len(b.Values) {
			return "", false
		}
		return id + ":" + strconv.Itoa(to), true
	}
	return "", false
}
