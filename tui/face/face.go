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
		case b.Kind == page.Choice, b.Kind == page.Box, b.Kind == page.Turn && p.Picks, b.Kind == page.Option:
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

// numbered reports whether the rows can be pressed by their numbers.
func numbered(p *page.Page) bool {
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

// Digit is what a digit presses: a row by its number, or a number on a scale, which may
// have two of them.
func Digit(p *page.Page, digit string) (id string, ok bool) {
	n, err := strconv.Atoi(digit)
	if err != nil || len(digit) != 1 {
		return "", false
	}
	for _, b := range p.Body {
		if b.Kind == page.Scale {
			if ten := 10*b.At + n; b.At > 0 && ten <= b.Top { // 1, then 0
				n = ten
			}
			return b.ID + ":" + strconv.Itoa(n), n <= b.Top
		}
	}
	if !numbered(p) {
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
