package keys

import tea "charm.land/bubbletea/v2"

// An Edit is what keys do in a field while one types. There is no pasting here: pasted
// text comes from the terminal by itself.
type Edit struct {
	Left, Right, WordLeft, WordRight Binding
	Up, Down, Start, End             Binding // of the text's rows and of a row

	DeleteBack, DeleteForward, DeleteWord Binding
	DeleteToStart, DeleteToEnd            Binding
}

// Editing is what every field knows: the arrows and what shells have taught people.
func Editing() Edit {
	alt := func(c rune) stroke { return stroke{code: c, mod: tea.ModAlt} }
	ctrlKey := func(c rune) stroke { return stroke{code: c, mod: tea.ModCtrl} }
	return Edit{
		Left:  move("edit-left", "key.left", tea.KeyLeft, tea.KeyKpLeft).with(ctrl('b')),
		Right: move("edit-right", "key.right", tea.KeyRight, tea.KeyKpRight).with(ctrl('f')),
		Up:    move("edit-up", "key.up", tea.KeyUp, tea.KeyKpUp),
		Down:  move("edit-down", "key.down", tea.KeyDown, tea.KeyKpDown),
		WordLeft: press("edit-word-left", "key.ctrl-left",
			ctrlKey(tea.KeyLeft), alt(tea.KeyLeft), alt('b')).repeating(),
		WordRight: press("edit-word-right", "key.ctrl-right",
			ctrlKey(tea.KeyRight), alt(tea.KeyRight), alt('f')).repeating(),
		Start: move("edit-start", "key.home", tea.KeyHome, tea.KeyKpHome).with(ctrl('a')),
		End:   move("edit-end", "key.end", tea.KeyEnd, tea.KeyKpEnd).with(ctrl('e')),

		DeleteBack: press("edit-delete-back", "key.backspace", code(tea.KeyBackspace),
			stroke{code: tea.KeyBackspace, mod: tea.ModShift}, ctrl('h')).repeating(),
		DeleteForward: move("edit-delete", "key.delete", tea.KeyDelete, tea.KeyKpDelete).with(ctrl('d')),
		DeleteWord: press("edit-delete-word", "key.ctrl-w", ctrl('w'), alt(tea.KeyBackspace),
			ctrlKey(tea.KeyBackspace)).repeating(),
		DeleteToStart: press("edit-delete-to-start", "key.ctrl-u", ctrl('u')),
		DeleteToEnd:   press("edit-delete-to-end", "key.ctrl-k", ctrl('k')),
	}
}

func (b Binding) with(s ...stroke) Binding {
	b.strokes = append(b.strokes, s...)
	return b
}
