package widget

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"binome/tui/theme"
)

// A Field is where text is typed: one line of meaning, wrapped over as many rows as it
// takes, or several. It keeps every character over any resize, shows the terminal's own
// cursor (so that input methods and screen readers find it), reads no clipboard by
// itself (over SSH it would be the host's), and never blinks.
type Field struct {
	area  textarea.Model
	multi bool
	limit int
}

// NewField takes at most limit characters; several lines if multi. Enter is never its
// key: a new line comes from [Field.NewLine].
func NewField(multi bool, limit int) *Field {
	a := textarea.New()
	a.Prompt, a.ShowLineNumbers, a.CharLimit = "", false, 0
	a.MaxHeight, a.EndOfBufferCharacter = 0, ' '
	a.SetVirtualCursor(false)
	km := textarea.DefaultKeyMap()
	off := key.NewBinding(key.WithDisabled())
	km.Paste, km.CopySelection, km.InsertNewline = off, off, off
	km.SelectAll, km.TransposeCharacterBackward = off, off
	km.UppercaseWordForward, km.LowercaseWordForward, km.CapitalizeWordForward = off, off, off
	a.KeyMap = km
	return &Field{area: a, multi: multi, limit: limit}
}

// Focus lets the field take keys.
func (f *Field) Focus() { f.area.Focus() }

// Blur stops it.
func (f *Field) Blur() { f.area.Blur() }

// Focused reports whether it takes keys.
func (f *Field) Focused() bool { return f.area.Focused() }

// Value is the text.
func (f *Field) Value() string { return f.area.Value() }

// SetValue replaces the text and puts the cursor at its end.
func (f *Field) SetValue(s string) { f.area.SetValue(f.clean(s, f.limit)) }

// NewLine begins a new line, in a field of several.
func (f *Field) NewLine() {
	if f.multi && f.left() > 0 {
		f.area.InsertRune('\n')
	}
}

// Update takes key presses and pasted text; other messages leave it as it is.
func (f *Field) Update(msg tea.Msg) {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		if m.Text != "" && utf8.RuneCountInString(m.Text) > f.left() {
			return
		}
		f.area, _ = f.area.Update(m)
	case tea.PasteMsg:
		if s := f.clean(m.Content, f.left()); s != "" {
			f.area, _ = f.area.Update(tea.PasteMsg{Content: s})
		}
	}
}

// left is how many characters may still be typed.
func (f *Field) left() int { return f.limit - utf8.RuneCountInString(f.area.Value()) }

// clean readies text that was not typed: no control characters, line ends as spaces
// where there is one line, at most so many characters.
func (f *Field) clean(s string, room int) string {
	s = tidyText(s)
	if !f.multi {
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), " ")
	}
	if n := utf8.RuneCountInString(s); n > room {
		s = string([]rune(s)[:max(0, room)])
	}
	return s
}

// Draw draws the field width columns wide and as high as its text, between rows least
// and most (then it scrolls), and says where the cursor is; nil when it has no focus.
func (f *Field) Draw(t theme.Theme, width, least, most int, placeholder string) (Block, *tea.Cursor) {
	width = max(width, 4)
	f.area.SetStyles(fieldStyles(t))
	f.area.DynamicHeight, f.area.MinHeight, f.area.MaxHeight = true, least, max(least, most)
	f.area.SetWidth(width)
	var out Block
	for l := range strings.SplitSeq(f.area.View(), "\n") {
		out.Add(clip(l, width))
	}
	if f.area.Value() == "" && placeholder != "" {
		for i, l := range Wrap(placeholder, width) {
			if i >= len(out.Lines) {
				break
			}
			out.Lines[i] = t.Placeholder.Render(l)
		}
	}
	return out, f.area.Cursor()
}

func fieldStyles(t theme.Theme) textarea.Styles {
	plain := lipgloss.NewStyle()
	s := textarea.StyleState{
		Base: plain, Text: t.Input, CursorLine: plain, EndOfBuffer: plain,
		Placeholder: t.Placeholder, Prompt: plain, Selection: t.Cursor,
	}
	return textarea.Styles{Focused: s, Blurred: s, Cursor: textarea.CursorStyle{Shape: tea.CursorBar}}
}
