package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage/clean"
	"binome/tui/widget"
)

// Writing is what a Write dialog asks for.
type Writing struct {
	Key      string // names the draft, which outlives the dialog
	Title    string
	Hint     string
	Start    string // what stands there at first: enter accepts it
	Line     bool   // one line; else several
	Required bool   // empty is not saved
	Do       string // what the first button does; "" for keeping it
	Save     func(env *Env, text string) tea.Cmd
}

// Write is the dialog in which text is typed. Esc leaves and keeps the draft.
type Write struct {
	w       Writing
	input   *widget.Field
	missing bool
}

// NewWrite opens on the draft, or on what the text should start as.
func NewWrite(env *Env, w Writing) *Write {
	start := w.Start
	if d, ok := env.Drafts[w.Key]; ok {
		start = d
	}
	limit := 2000
	if w.Line {
		limit = 300
	}
	d := &Write{w: w, input: widget.NewField(!w.Line, limit)}
	d.input.SetValue(start)
	d.input.Focus()
	return d
}

// Sheet implements Dialog.
func (d *Write) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: d.w.Title, Typing: true}
	b := &s.Body
	if d.w.Hint != "" {
		b.dim(env, w, d.w.Hint)
		b.Blank()
	}
	rows := 1
	if !d.w.Line {
		rows = 5
	}
	at := len(b.Lines)
	field, cursor := d.input.Draw(env.Theme, measure(w), rows, max(rows, h-at-2), "")
	b.Add(field.Lines...)
	if cursor != nil {
		cursor.Y += at
		s.Cursor = cursor
	}
	if d.missing {
		b.Add(env.Theme.Warning.Render(env.T("write.missing")))
	}
	label := d.w.Do
	if label == "" {
		label = env.T("write.save")
	}
	s.Buttons = []Button{
		{ID: "save", Label: label, Key: env.T("key.enter")},
		{ID: "cancel", Label: env.T("write.cancel"), Key: env.T("key.esc")},
	}
	if !d.w.Line && env.Editor { // a long text is better written in one's own editor
		s.Buttons = append(s.Buttons, Button{ID: "editor", Label: env.T("write.editor"), Key: env.T("key.ctrl-o")})
	}
	return s
}

// Update implements Dialog.
func (d *Write) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case env.Keys.Back.Matches(k):
			return d.Press(env, "cancel")
		case env.Keys.Primary.Matches(k):
			return d.Press(env, "save")
		case env.Keys.Editor.Matches(k) && !d.w.Line && env.Editor:
			return d.Press(env, "editor")
		}
	}
	if e, ok := msg.(EditedMsg); ok {
		if e.Err != nil {
			env.Host.Say(env.T("failed.other-reason", "Why", e.Err.Error()))
			return nil
		}
		d.input.SetValue(strings.TrimRight(clean.Text(e.Text), "\n"))
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.NewLine.Matches(k) {
		d.input.NewLine()
	} else {
		d.input.Update(msg)
	}
	d.missing = false
	env.Drafts[d.w.Key] = d.input.Value()
	return nil
}

// Press implements Dialog.
func (d *Write) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "cancel":
		return env.Host.Close()
	case "editor":
		return env.Host.Edit(d.input.Value())
	case "save":
		text := strings.TrimSpace(clean.Text(d.input.Value()))
		if text == "" && d.w.Required {
			d.missing = true
			return nil
		}
		delete(env.Drafts, d.w.Key)
		return tea.Batch(env.Host.Close(), d.w.Save(env, text))
	}
	return nil
}
