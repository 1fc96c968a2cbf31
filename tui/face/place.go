package face

import (
	"slices"
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

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
	if ok && (p.Picks && !p.Read || height == 0 || spot.Line+spot.Height > top-2 && spot.Line < top+height+2) {
		pl.Row = rows[next]
		pl.reveal(spot)
		if p.Picks && !strings.HasPrefix(pl.Focused(p), OnField) {
			pl.Focus = OnRows
		}
		return
	}
	pl.View.Scroll(by)
}

// Page scrolls by a page. A chosen row that is left behind gives its place to the first one
// that is met: what a key ticks is in sight.
func (pl *Place) Page(p *page.Page, b Body, by int) {
	pl.View.Page(by)
	rows := Rows(p)
	if !slices.Contains(rows, pl.Row) || pl.inSight(b, pl.Row) {
		return
	}
	if by < 0 {
		slices.Reverse(rows)
	}
	if i := slices.IndexFunc(rows, func(id string) bool { return pl.inSight(b, id) }); i >= 0 {
		pl.Row = rows[i]
	}
}

func (pl *Place) inSight(b Body, row string) bool {
	spot, ok := b.Spot(row)
	top, height := pl.View.Window()
	return ok && spot.Line >= top && spot.Line < top+height
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
