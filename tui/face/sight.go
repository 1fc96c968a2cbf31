package face

import (
	"strings"

	"binome/tui/page"
	"binome/tui/widget"
)

// Reveal brings into sight where the keys go, when that is another than it was, or what it
// was has moved: the chosen row of a page that is new, a field or a value that tab came to,
// the line of a field on which the cursor stands.
func (pl *Place) Reveal(p *page.Page, b Body, fresh bool) {
	now := keysAt{focus: pl.Focused(p), line: -1, row: pl.Row, guide: b.Guide}
	if b.Cursor != nil {
		now.line = b.Cursor.Y
	}
	was := pl.keys
	pl.keys = now
	switch {
	case now == was && !fresh:
		return
	case now.guide > 0 && was.guide == 0 && !fresh: // it was opened
		pl.View.Show(widget.Hit{Y: now.guide - 1, H: 4, W: 1})
		return
	}
	id := pl.Row
	field, typing := strings.CutPrefix(now.focus, OnField)
	turn, turned := strings.CutPrefix(now.focus, OnTurn)
	switch {
	case typing && (!fresh || !p.Picks):
		id = OnField + field
	case turned:
		id = turn
	case !fresh && now.focus != OnRows && now.row == was.row:
		return
	}
	spot, ok := b.Spot(id)
	if _, height := pl.View.Window(); typing && b.Cursor != nil && (now.focus == was.focus || height > 0 && spot.Height > height) {
		spot.Line, spot.Height = b.Cursor.Y, 1
	}
	if ok {
		pl.reveal(spot)
	}
}

// Show brings a spot into sight, if there is one of that id.
func (pl *Place) Show(b Body, id string) {
	if spot, ok := b.Spot(id); ok {
		pl.reveal(spot)
	}
}

// keysAt is what the keys went to at the last drawing, and the line of the cursor in it.
type keysAt struct {
	focus string
	line  int
	row   string
	guide int
}
