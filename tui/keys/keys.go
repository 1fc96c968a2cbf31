// Package keys is the one key map: the same bindings are matched, drawn in the help
// bar, and printed in the README's table.
//
// For most uses: k := keys.Default(), then k.Tick.Matches(msg).
//
// It promises that a capital is its small letter (caps lock included), that no binding
// needs AltGr on any board we know (AZERTY among them), that a key held down repeats
// only what moves, and that a letter typed with ctrl, alt or the like is not that
// letter. It knows no words: keys' names and what they do are phrase keys, which the
// caller resolves in the reader's language.
//
// Whoever lets somebody type text asks [Types] first: what types is text there, never
// a key. Pasted text never arrives as key presses (tea.PasteMsg).
package keys

import (
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// A Binding is one thing that can be done, and the keys that do it.
type Binding struct {
	ID      string   // stable, lower case: "tick"
	Does    string   // phrase key of what it does: "keys.tick"
	Names   []string // phrase keys of its keys' names, the one to show first ("key.space")
	Repeats bool     // goes on while the key is held

	strokes []stroke
}

// A stroke is one way of pressing: a character that was typed, or a key by its code,
// with the modifiers that must be there.
type stroke struct {
	text string
	code rune
	mod  tea.KeyMod
}

// locks say how the board is set, not what was pressed.
const locks = tea.ModCapsLock | tea.ModNumLock | tea.ModScrollLock

// Matches reports whether that key press asks for this binding.
func (b Binding) Matches(msg tea.KeyPressMsg) bool {
	if msg.IsRepeat && !b.Repeats {
		return false
	}
	mod := msg.Mod &^ locks
	for _, s := range b.strokes {
		switch {
		case s.text != "":
			if mod&^tea.ModShift == 0 && typed(msg) == s.text {
				return true
			}
		case s.code == msg.Code && s.mod == mod:
			return true
		case s.mod == tea.ModCtrl && mod == tea.ModCtrl && latin(msg) == s.code:
			return true
		}
	}
	return false
}

// Types reports whether the key press types text, so that in a field it is text. What is
// typed with AltGr comes from Windows as ctrl and alt, with its text.
func Types(msg tea.KeyPressMsg) bool {
	mod := msg.Mod &^ (locks | tea.ModShift)
	return msg.Text != "" && (mod == 0 || mod == tea.ModCtrl|tea.ModAlt)
}

// Letter is the small letter (or other character) that was typed, for menus whose
// lines are chosen by their first letter; ok is false for keys that type nothing.
func Letter(msg tea.KeyPressMsg) (letter string, ok bool) {
	if msg.IsRepeat || !Types(msg) {
		return "", false
	}
	return typed(msg), true
}

// typed is the character of a key press as a small letter. On a board of another
// script (Greek, Cyrillic, Hebrew …) it is the letter the key has on a Latin one.
func typed(msg tea.KeyPressMsg) string {
	s := msg.Text
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	if n != len(s) {
		return s
	}
	return string(onLatin(r, msg.BaseCode))
}

// latin is the key's letter for combinations with ctrl.
func latin(msg tea.KeyPressMsg) rune {
	return onLatin(msg.Code, msg.BaseCode)
}
