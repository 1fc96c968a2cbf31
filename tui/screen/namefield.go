package screen

import (
	"io"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"binome/tui/theme"
	"binome/tui/widget"
)

// nameField is a huh field in which a name is typed. huh's own input blinks by timers
// that can't be turned off, counts in columns and cuts emoji in half; this one is the
// field of every other screen, with huh's manners.
type nameField struct {
	title, hint string
	theme       theme.Theme
	keys        huh.InputKeyMap
	styles      huh.Theme
	field       *widget.Field
	value       *string
	check       func(string) error
	err         error
	width       int
}

func newNameField(t theme.Theme, title, hint string, value *string, check func(string) error) *nameField {
	f := &nameField{title: title, hint: hint, theme: t, field: widget.NewField(false, 80), value: value, check: check, width: 60}
	f.field.SetValue(*value)
	return f
}

// Init implements huh.Field.
func (f *nameField) Init() tea.Cmd { return nil }

// Update implements huh.Field.
func (f *nameField) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		f.err = nil
		switch {
		case key.Matches(k, f.keys.Prev):
			return f, huh.PrevField
		case key.Matches(k, f.keys.Next, f.keys.Submit):
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
	styles := f.styles
	if styles == nil { // huh measures a field before it has given it a theme
		styles = huh.ThemeFunc(huh.ThemeBase)
	}
	st := styles.Theme(f.theme.Dark)
	style := st.Blurred
	if f.field.Focused() {
		style = st.Focused
	}
	inner := max(10, f.width-style.Base.GetHorizontalFrameSize())
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
func (f *nameField) Focus() tea.Cmd { f.field.Focus(); return nil }

// Blur implements huh.Field.
func (f *nameField) Blur() tea.Cmd {
	f.field.Blur()
	*f.value = f.field.Value()
	f.err = f.check(*f.value)
	return nil
}

// Error implements huh.Field.
func (f *nameField) Error() error { return f.err }

// Run implements huh.Field: the field is never run alone.
func (f *nameField) Run() error { return huh.Run(f) }

// RunAccessible implements huh.Field: the plain walk asks in its own way.
func (f *nameField) RunAccessible(io.Writer, io.Reader) error { return huh.ErrUserAborted }

// Skip implements huh.Field.
func (f *nameField) Skip() bool { return false }

// Zoom implements huh.Field.
func (f *nameField) Zoom() bool { return false }

// KeyBinds implements huh.Field.
func (f *nameField) KeyBinds() []key.Binding {
	return []key.Binding{f.keys.Prev, f.keys.Submit, f.keys.Next}
}

// WithTheme implements huh.Field.
func (f *nameField) WithTheme(t huh.Theme) huh.Field { f.styles = t; return f }

// WithKeyMap implements huh.Field.
func (f *nameField) WithKeyMap(k *huh.KeyMap) huh.Field { f.keys = k.Input; return f }

// WithWidth implements huh.Field.
func (f *nameField) WithWidth(w int) huh.Field { f.width = w; return f }

// WithHeight implements huh.Field.
func (f *nameField) WithHeight(int) huh.Field { return f }

// WithPosition implements huh.Field.
func (f *nameField) WithPosition(huh.FieldPosition) huh.Field { return f }

// GetKey implements huh.Field.
func (f *nameField) GetKey() string { return f.title }

// GetValue implements huh.Field.
func (f *nameField) GetValue() any { return *f.value }
