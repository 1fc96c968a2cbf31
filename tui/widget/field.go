package widget

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"binome/storage/clean"
	"binome/tui/keys"
	"binome/tui/ruler"
	"binome/tui/theme"
)

// A Field is where text is typed: one line of meaning, wrapped over as many rows as it
// takes, or several. It moves and deletes by characters as they are seen (an emoji or
// an accented letter at a time), keeps every one of them over any resize, shows the
// terminal's own cursor (so that input methods and screen readers find it), never
// blinks, and reads no clipboard by itself: over SSH that would be the host's.
//
// It is ours, and not the text area of bubbles, because that one deletes half an emoji,
// counts its limit in columns, and reads the clipboard of the machine it runs on.
type Field struct {
	text    []string // characters as they are seen; "\n" is one
	at      int      // the cursor is before text[at]
	focused bool
	multi   bool
	limit   int // in runes
	keys    keys.Edit

	ruler ruler.Ruler // of the last drawing
	width int
	top   int // the first row drawn
	goal  int // the column that up and down keep to; -1 for none
}

// NewField takes at most limit characters; several lines if multi. Enter is never its
// key: a new line comes from [Field.NewLine].
func NewField(multi bool, limit int) *Field {
	return &Field{multi: multi, limit: limit, keys: keys.Editing(), goal: -1}
}

// Focus lets the field take keys.
func (f *Field) Focus() { f.focused = true }

// Blur stops it.
func (f *Field) Blur() { f.focused = false }

// Value is the text.
func (f *Field) Value() string { return strings.Join(f.text, "") }

// SetValue replaces the text and puts the cursor at its end.
func (f *Field) SetValue(s string) {
	f.text = characters(f.clean(s, f.limit))
	f.at, f.top, f.goal = len(f.text), 0, -1
}

// NewLine begins a new line, in a field of several.
func (f *Field) NewLine() {
	if f.multi && f.left() > 0 {
		f.insert("\n")
	}
}

// Update takes key presses and pasted text while the field has the focus, and reports
// whether it did something with them; other messages leave it as it is.
func (f *Field) Update(msg tea.Msg) bool {
	if !f.focused {
		return false
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if f.move(m) || f.delete(m) {
			return true
		}
		if keys.Types(m) && utf8.RuneCountInString(m.Text) <= f.left() {
			f.insert(f.clean(m.Text, f.left()))
			return true
		}
	case tea.PasteMsg:
		f.insert(f.clean(m.Content, f.left()))
		return true
	}
	return false
}

// move moves the cursor; up and down only within the text, so that the caller may take
// them at its ends.
func (f *Field) move(m tea.KeyPressMsg) bool {
	at, k := f.at, f.keys
	switch {
	case k.Left.Matches(m):
		at = max(0, at-1)
	case k.Right.Matches(m):
		at = min(len(f.text), at+1)
	case k.WordLeft.Matches(m):
		at = f.wordLeft()
	case k.WordRight.Matches(m):
		at = f.wordRight()
	case k.Start.Matches(m):
		at = f.rows()[f.row(f.rows())].from
	case k.End.Matches(m):
		rows := f.rows()
		at = rows[f.row(rows)].end(f.text)
	case k.Up.Matches(m):
		return f.vertical(-1)
	case k.Down.Matches(m):
		return f.vertical(1)
	default:
		return false
	}
	f.at, f.goal = at, -1
	return true
}

func (f *Field) vertical(by int) bool {
	rows := f.rows()
	y := f.row(rows)
	if y+by < 0 || y+by >= len(rows) {
		return false
	}
	if f.goal < 0 {
		f.goal = f.columns(rows[y].from, f.at)
	}
	f.at = f.nearest(rows[y+by], f.goal)
	return true
}

func (f *Field) delete(m tea.KeyPressMsg) bool {
	from, to, k := f.at, f.at, f.keys
	switch {
	case k.DeleteBack.Matches(m):
		from = max(0, from-1)
	case k.DeleteForward.Matches(m):
		to = min(len(f.text), to+1)
	case k.DeleteWord.Matches(m):
		from = f.wordLeft()
	case k.DeleteToStart.Matches(m):
		for from > 0 && f.text[from-1] != "\n" {
			from--
		}
	case k.DeleteToEnd.Matches(m):
		for to < len(f.text) && f.text[to] != "\n" {
			to++
		}
	default:
		return false
	}
	f.set(strings.Join(f.text[:from], ""), strings.Join(f.text[to:], ""))
	return true
}

// insert puts text in at the cursor.
func (f *Field) insert(s string) {
	f.set(strings.Join(f.text[:f.at], "")+s, strings.Join(f.text[f.at:], ""))
}

// set is the text as it is before and after the cursor. What meets there may join into
// one character (a letter and its accent): the cursor goes behind it.
func (f *Field) set(before, after string) {
	f.text = characters(before + after)
	n := 0
	f.at = len(f.text)
	for i, c := range f.text {
		if n >= len(before) {
			f.at = i
			break
		}
		n += len(c)
	}
	f.goal = -1
}

func (f *Field) wordLeft() int {
	i := f.at
	for i > 0 && strings.TrimSpace(f.text[i-1]) == "" {
		i--
	}
	for i > 0 && strings.TrimSpace(f.text[i-1]) != "" {
		i--
	}
	return i
}

func (f *Field) wordRight() int {
	i := f.at
	for i < len(f.text) && strings.TrimSpace(f.text[i]) == "" {
		i++
	}
	for i < len(f.text) && strings.TrimSpace(f.text[i]) != "" {
		i++
	}
	return i
}

// left is how many runes may still be typed.
func (f *Field) left() int { return f.limit - utf8.RuneCountInString(f.Value()) }

// clean readies text from outside: no control characters, line ends as spaces where
// there is one line, at most so many runes.
func (f *Field) clean(s string, room int) string {
	s = clean.Text(s)
	if !f.multi {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), " ")
	}
	if n := utf8.RuneCountInString(s); n > room {
		s = string([]rune(s)[:max(0, room)])
	}
	return s
}

// Draw draws the field width columns wide and as high as its text, between least and
// most rows (then it scrolls), and says where the cursor is in it; nil when it has no
// focus.
func (f *Field) Draw(t theme.Theme, width, least, most int, placeholder string) (Block, *tea.Cursor) {
	f.ruler, f.width = t.Ruler, max(width, 4)
	rows := f.rows()
	y := f.row(rows)
	h := max(1, least, min(most, len(rows)))
	f.top = max(0, min(f.top, y, len(rows)-h))
	if y >= f.top+h {
		f.top = y - h + 1
	}
	var out Block
	for i := f.top; i < f.top+h; i++ {
		line := ""
		if i < len(rows) {
			line = t.Input.Render(t.Clip(strings.Join(f.text[rows[i].from:rows[i].end(f.text)], ""), f.width))
		}
		out.Add(line)
	}
	if len(f.text) == 0 && placeholder != "" {
		for i, l := range t.Wrap(placeholder, f.width) {
			if i < h {
				out.Lines[i] = t.Placeholder.Render(l)
			}
		}
	}
	if !f.focused {
		return out, nil
	}
	cursor := tea.NewCursor(min(f.columns(rows[y].from, f.at), f.width-1), y-f.top)
	cursor.Shape, cursor.Blink = tea.CursorBar, false
	return out, cursor
}
