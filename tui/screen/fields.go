package screen

import (
	"io"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"binome/tui/theme"
	"binome/tui/widget"
)

// bareField answers for what huh asks of every field and ours have no use for.
type bareField struct {
	title   string
	theme   theme.Theme
	styles  huh.Theme
	keys    *huh.KeyMap
	width   int
	focused bool
}

// face is the look of the field now, and the columns inside its bar.
func (f *bareField) face() (huh.FieldStyles, int) {
	styles := f.styles
	if styles == nil { // huh measures a field before it has given it a theme
		styles = huh.ThemeFunc(huh.ThemeBase)
	}
	st := styles.Theme(f.theme.Dark)
	style := st.Blurred
	if f.focused {
		style = st.Focused
	}
	return style, max(10, f.width-style.Base.GetHorizontalFrameSize())
}

// Init implements huh.Field.
func (f *bareField) Init() tea.Cmd { return nil }

// Error implements huh.Field.
func (f *bareField) Error() error { return nil }

// RunAccessible implements huh.Field: the plain walk asks in its own way.
func (f *bareField) RunAccessible(io.Writer, io.Reader) error { return huh.ErrUserAborted }

// Run implements huh.Field: the field is never run alone.
func (f *bareField) Run() error { return huh.ErrUserAborted }

// Skip implements huh.Field.
func (f *bareField) Skip() bool { return false }

// Zoom implements huh.Field.
func (f *bareField) Zoom() bool { return false }

// KeyBinds implements huh.Field.
func (f *bareField) KeyBinds() []key.Binding { return nil }

// GetKey implements huh.Field.
func (f *bareField) GetKey() string { return f.title }

// nameField is a huh field in which a name is typed. huh's own input blinks by timers
// that can't be turned off, counts in columns and cuts emoji in half; this one is the
// field of every other screen, with huh's manners.
type nameField struct {
	bareField
	hint  string
	field *widget.Field
	value *string
	check func(string) error
	err   error
}

func newNameField(t theme.Theme, title, hint string, value *string, check func(string) error) *nameField {
	f := &nameField{
		bareField: bareField{title: title, theme: t, width: 60},
		hint:      hint, field: widget.NewField(false, 80), value: value, check: check,
	}
	f.field.SetValue(*value)
	return f
}

// Update implements huh.Field.
func (f *nameField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		f.err = nil
		switch {
		case key.Matches(k, f.keys.Input.Prev):
			return f, huh.PrevField
		case key.Matches(k, f.keys.Input.Next, f.keys.Input.Submit):
			if f.err = f.check(f.field.Value()); f.err != nil {
				return f, nil
			}
			return f, huh.NextField
		}
	}
	f.field.Update(msg)
	*f.value = f.field.Value()
	return f, nil
}

// View implements huh.Field. The cursor is drawn, because huh has no place to say where
// the terminal's own should be.
func (f *nameField) View() string {
	style, inner := f.face()
	lines := widget.PaintLines(style.Title, widget.Wrap(f.title, inner))
	lines = append(lines, widget.PaintLines(style.Description, widget.Wrap(f.hint, inner))...)
	block, cursor := f.field.Draw(f.theme, inner, 1, 2, "")
	for y, l := range block.Lines {
		if cursor != nil && cursor.Y == y {
			l = withCursor(f.theme, l, cursor.X)
		}
		lines = append(lines, l)
	}
	if f.err != nil {
		lines = append(lines, widget.PaintLines(f.theme.Error, widget.Wrap(f.theme.Sign.Error+" "+f.err.Error(), inner))...)
	}
	return style.Base.Width(f.width).Render(strings.Join(lines, "\n"))
}

// Focus implements huh.Field.
func (f *nameField) Focus() tea.Cmd {
	f.focused = true
	f.field.Focus()
	return nil
}

// Blur implements huh.Field.
func (f *nameField) Blur() tea.Cmd {
	f.focused = false
	f.field.Blur()
	*f.value = f.field.Value()
	f.err = f.check(*f.value)
	return nil
}

// Error implements huh.Field.
func (f *nameField) Error() error { return f.err }

// WithTheme implements huh.Field.
func (f *nameField) WithTheme(t huh.Theme) huh.Field { f.styles = t; return f }

// WithKeyMap implements huh.Field.
func (f *nameField) WithKeyMap(k *huh.KeyMap) huh.Field { f.keys = k; return f }

// WithWidth implements huh.Field.
func (f *nameField) WithWidth(w int) huh.Field { f.width = w; return f }

// WithHeight implements huh.Field.
func (f *nameField) WithHeight(int) huh.Field { return f }

// WithPosition implements huh.Field.
func (f *nameField) WithPosition(huh.FieldPosition) huh.Field { return f }

// GetValue implements huh.Field.
func (f *nameField) GetValue() any { return *f.value }

// pickField is a huh field with one of several values, changed with the arrows. huh's
// inline select scrolls a line away when the value isn't the first.
type pickField struct {
	bareField
	ids, labels []string
	value       *string
}

func newPickField(t theme.Theme, title string, ids, labels []string, value *string) *pickField {
	return &pickField{bareField: bareField{title: title, theme: t, width: 60}, ids: ids, labels: labels, value: value}
}

func (f *pickField) at() int { return max(0, slices.Index(f.ids, *f.value)) }

// Update implements huh.Field.
func (f *pickField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return f, nil
	}
	n := len(f.ids)
	switch {
	case key.Matches(k, f.keys.Select.Left):
		*f.value = f.ids[(f.at()+n-1)%n]
	case key.Matches(k, f.keys.Select.Right):
		*f.value = f.ids[(f.at()+1)%n]
	case key.Matches(k, f.keys.Select.Prev):
		return f, huh.PrevField
	case key.Matches(k, f.keys.Select.Next, f.keys.Select.Submit):
		return f, huh.NextField
	}
	return f, nil
}

// View implements huh.Field.
func (f *pickField) View() string {
	style, inner := f.face()
	label := style.SelectedOption.Render(f.labels[f.at()])
	if f.focused {
		label = f.theme.Sign.Left + " " + label + " " + f.theme.Sign.Right
	}
	lines := widget.Wrap(style.Title.Render(f.title)+"  "+label, inner)
	return style.Base.Width(f.width).Render(strings.Join(lines, "\n"))
}

// Focus implements huh.Field.
func (f *pickField) Focus() tea.Cmd { f.focused = true; return nil }

// Blur implements huh.Field.
func (f *pickField) Blur() tea.Cmd { f.focused = false; return nil }

// WithTheme implements huh.Field.
func (f *pickField) WithTheme(t huh.Theme) huh.Field { f.styles = t; return f }

// WithKeyMap implements huh.Field.
func (f *pickField) WithKeyMap(k *huh.KeyMap) huh.Field { f.keys = k; return f }

// WithWidth implements huh.Field.
func (f *pickField) WithWidth(w int) huh.Field { f.width = w; return f }

// WithHeight implements huh.Field.
func (f *pickField) WithHeight(int) huh.Field { return f }

// WithPosition implements huh.Field.
func (f *pickField) WithPosition(huh.FieldPosition) huh.Field { return f }

// GetValue implements huh.Field.
func (f *pickField) GetValue() any { return *f.value }
