package screen

import tea "charm.land/bubbletea/v2"

// A Page is what a screen shows. The root lays it out: the bar with Where above, the
// body scrolled in the middle, the side pane on the right of a wide terminal, the
// buttons below, always in sight.
type Page struct {
	Where   string // at the right of the bar
	Short   string // the same where the bar is full; "" for Where
	Body    Body
	Side    *Body // guide and pace, at the right of a wide terminal; nil for none
	Buttons []Button
	Hints   []Hint // keys that matter here, beside those of every screen
	// Picks: enter presses the chosen row. Else it presses the first enabled button.
	Picks bool
	// Focus is the button that enter presses, where enter presses a button and the arrows
	// choose among them; else the first that can be pressed.
	Focus int
	// Read: a text to be read through: until its end has been on the screen, enter shows
	// what is further down.
	Read   bool
	Cursor *tea.Cursor // the text cursor, in the body; nil for none
}

// A Button can be pressed by its key, by enter when it is the first, or by the mouse.
type Button struct {
	ID    string
	Label string
	Key   string // the name of its key, drawn on it; "" for none
	Off   bool
}

// A Hint is a key and what it does here.
type Hint struct{ Key, Does string }

// A Body is lines, and spots on them that can be chosen. Build it with its methods.
type Body struct {
	Lines []string
	Spots []Spot
}

// A Spot is a run of lines that can be chosen or clicked.
type Spot struct {
	ID     string
	Line   int
	Height int
	Row    bool // the arrows stop at it
	X, W   int  // columns within the line; W 0 is the whole line
}

// Add appends lines.
func (b *Body) Add(lines ...string) { b.Lines = append(b.Lines, lines...) }

// Blank appends an empty line, unless there is one already or the body is empty.
func (b *Body) Blank() {
	if n := len(b.Lines); n > 0 && b.Lines[n-1] != "" {
		b.Lines = append(b.Lines, "")
	}
}

// Row appends lines that the arrows stop at and enter, space or a click presses.
func (b *Body) Row(id string, lines ...string) {
	b.Spots = append(b.Spots, Spot{ID: id, Line: len(b.Lines), Height: len(lines), Row: true})
	b.Add(lines...)
}

// Spot appends lines that can be clicked, but the arrows pass over.
func (b *Body) Spot(id string, lines ...string) {
	b.Spots = append(b.Spots, Spot{ID: id, Line: len(b.Lines), Height: len(lines)})
	b.Add(lines...)
}

// At finds the spot at a line and a column.
func (b *Body) At(line, x int) (Spot, bool) {
	for _, s := range b.Spots {
		if line >= s.Line && line < s.Line+s.Height && (s.W == 0 || x >= s.X && x < s.X+s.W) {
			return s, true
		}
	}
	return Spot{}, false
}

// Chosen is the index of the row of that id among the rows, or 0; -1 when there is none.
func (b *Body) Chosen(id string) int {
	first := -1
	for i, s := range b.Spots {
		if !s.Row {
			continue
		}
		if s.ID == id {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}
