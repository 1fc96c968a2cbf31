package screen

import tea "charm.land/bubbletea/v2"

// A Dialog is drawn over the screen and gets every key before it. Dialogs stack.
type Dialog interface {
	// Sheet is what is in the frame, w columns wide inside.
	Sheet(env *Env, w, h int) Sheet
	// Update gets keys (but those of leaving), pasted text and every other message.
	Update(env *Env, msg tea.Msg) tea.Cmd
	// Press is a button or a row, by mouse or by enter.
	Press(env *Env, id string) tea.Cmd
}

// A Sheet is a dialog's contents.
type Sheet struct {
	Title   string
	Body    Body
	Buttons []Button
	Cursor  *tea.Cursor // the text cursor in the body; nil for none
	// Picks: enter presses the chosen row, which the arrows move.
	Picks bool
	// Typing: letters are text here, so only enter, esc and the arrows are keys.
	Typing bool
}
