package keys

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// What terminals send, read by the decoder Bubble Tea uses.
func decode(t *testing.T, raw string) tea.KeyPressMsg {
	t.Helper()
	var d uv.EventDecoder
	n, ev := d.Decode([]byte(raw))
	k, ok := ev.(uv.KeyPressEvent)
	if !ok || n != len(raw) {
		t.Fatalf("%q decodes to %T, %d of %d bytes", raw, ev, n, len(raw))
	}
	return tea.KeyPressMsg(k)
}

func TestWhatTerminalsSend(t *testing.T) {
	for _, c := range []struct {
		raw, want string // want is a binding's id, "" for none
	}{
		{"\x1b[A", "up"}, {"\x1bOA", "up"}, {"\x1b[B", "down"}, {"\x1b[5~", "page-up"}, {"\x1b[6~", "page-down"},
		{"\x1b[H", "home"}, {"\x1b[F", "end"}, {"\x1b[1~", "home"}, {"\x1b[4~", "end"},
		{"\x1b[D", "prev"}, {"\x1b[C", "next"}, {" ", "tick"}, {"\r", "primary"}, {"\x1b", "back"},
		{"g", "guide"}, {"G", "guide"}, {"n", "note"}, {"N", "note"}, {"m", "menu"}, {"M", "menu"}, {"?", "help"},
		{"q", "leave"}, {"Q", "leave"}, {"\x03", "leave"}, {"\x1a", "undo"},
		{"\t", "focus-next"}, {"\x1b[Z", "focus-prev"}, {"\n", "new-line"},
		// Kitty's protocol: plain, shifted, with caps lock (64), with num lock (128).
		{"\x1b[103u", "guide"}, {"\x1b[103:71;2u", "guide"}, {"\x1b[103;65u", "guide"}, {"\x1b[103;129u", "guide"},
		{"\x1b[13u", "primary"}, {"\x1b[57414u", "primary"}, {"\x1b[27u", "back"}, {"\x1b[99;5u", "leave"}, {"\x1b[122;69u", "undo"},
		{"\x1b[32u", "tick"}, {"\x1b[13;2u", "new-line"}, {"\x1b[13;3u", "new-line"},
		// AZERTY: ? is shift with the comma's key; Cyrillic: the key that is g on a Latin board.
		{"\x1b[44:63;2u", "help"}, {"\x1b[1087::103;1u", "guide"},
		// Cyrillic and Greek boards where the terminal tells the letter alone, with ctrl too (xterm's two ways).
		{"п", "guide"}, {"П", "guide"}, {"т", "note"}, {"ь", "menu"}, {"й", "leave"}, {"γ", "guide"}, {"Ν", "note"}, {"μ", "menu"},
		{"\x1b[27;5;1089~", "leave"}, {"\x1b[1089;5u", "leave"}, {"\x1b[1089::99;5u", "leave"}, {"\x1b[27;5;968~", "leave"}, {"\x1b[27;5;1103~", "undo"},
		{"\x1b[27;5;1099~", "save"}, {"ж", ""}, {"é", ""}, {"א", ""},
		// What is not ours: copying (ctrl+shift+c), ctrl+g, alt+g, é, a letter with nothing to do.
		{"\x1b[99;6u", ""}, {"\x07", ""}, {"\x1bg", ""}, {"é", ""}, {"x", ""}, {"ç", ""}, {"\x1b[1;5A", ""},
	} {
		msg := decode(t, c.raw)
		var got []string
		for _, b := range Default().All() {
			if b.Matches(msg) {
				got = append(got, b.ID)
			}
		}
		if strings.Join(got, ",") != c.want {
			t.Errorf("%q (%s) is %q, want %q", c.raw, msg, got, c.want)
		}
	}
}

func TestHeldKeysRepeatOnlyWhatMoves(t *testing.T) {
	k := Default()
	for _, c := range []struct {
		msg  tea.KeyPressMsg
		b    Binding
		want bool
	}{
		{tea.KeyPressMsg{Code: tea.KeyDown, IsRepeat: true}, k.Down, true},
		{tea.KeyPressMsg{Code: tea.KeyEnter, IsRepeat: true}, k.Primary, false},
		{tea.KeyPressMsg{Code: tea.KeySpace, Text: " ", IsRepeat: true}, k.Tick, false},
		{tea.KeyPressMsg{Code: tea.KeyRight, IsRepeat: true}, k.Next, false},
		{tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl, IsRepeat: true}, k.Undo, false},
	} {
		if got := c.b.Matches(c.msg); got != c.want {
			t.Errorf("%s held: %s = %v, want %v", c.msg, c.b.ID, got, c.want)
		}
	}
}

func TestTypesAndLetter(t *testing.T) {
	for _, c := range []struct {
		raw    string
		types  bool
		letter string
	}{
		{"g", true, "g"}, {"G", true, "g"}, {"é", true, "é"}, {"É", true, "é"}, {" ", true, " "},
		{"\r", false, ""}, {"\x03", false, ""}, {"\x1bg", false, ""}, {"\x1b[A", false, ""},
	} {
		msg := decode(t, c.raw)
		letter, ok := Letter(msg)
		if Types(msg) != c.types || letter != c.letter || ok != c.types {
			t.Errorf("%q: Types %v, Letter %q %v; want %v, %q", c.raw, Types(msg), letter, ok, c.types, c.letter)
		}
	}
}

// Each letter of a board that isn't Latin has one key, and letters typed stay what they are.
func TestOtherBoards(t *testing.T) {
	letters := []rune(foreign)
	if len(letters) != len(onKeys) {
		t.Fatalf("%d letters on %d keys", len(letters), len(onKeys))
	}
	for i, r := range letters {
		if slices.Contains(letters[:i], r) {
			t.Errorf("%c is there twice", r)
		}
		msg := tea.KeyPressMsg{Code: r, Text: string(r)}
		if got, _ := Letter(msg); got != onKeys[i:i+1] || !Types(msg) || msg.Text != string(r) {
			t.Errorf("%c is %q", r, got)
		}
	}
}

// What AltGr types is text, however the terminal says so; ctrl and alt alone type nothing.
func TestAltGrTypes(t *testing.T) {
	windows := tea.KeyPressMsg{Code: '@', Text: "@", Mod: tea.ModCtrl | tea.ModAlt}
	if letter, ok := Letter(windows); !Types(windows) || !ok || letter != "@" {
		t.Error("AltGr on Windows types nothing")
	}
	for _, raw := range []string{"@", "€", "ê", "ÿ"} { // and what a dead key made
		if !Types(decode(t, raw)) {
			t.Errorf("%q types nothing", raw)
		}
	}
	for _, raw := range []string{"\x1b[48:64;7u", "\x1b[64;7u", "\x1b[27;7;64~", "\x1b[27;3;64~", "\x1b[99;5u"} {
		if Types(decode(t, raw)) {
			t.Errorf("%q types", raw)
		}
	}
}

// No binding needs AltGr: on AZERTY that is ~ # { [ | ` \ ^ @ ] } and €.
func TestNoneNeedsAltGr(t *testing.T) {
	for _, b := range Default().All() {
		for _, s := range b.strokes {
			if strings.ContainsAny(s.text, "~#{[|`\\^@]}€") {
				t.Errorf("%s needs AltGr on AZERTY: %q", b.ID, s.text)
			}
		}
	}
}

// Help shows every binding that is there, once.
func TestTableShowsAll(t *testing.T) {
	var shown []string
	for _, r := range Default().Table() {
		if r.Does == "" || len(r.Keys) == 0 {
			t.Errorf("an empty row: %+v", r)
		}
		shown = append(shown, r.Keys...)
	}
	for _, b := range Default().All() {
		if len(b.strokes) == 0 || b.ID == "" {
			t.Errorf("%+v is no binding", b)
		}
		if b.ID != "new-line" && !slices.Contains(shown, b.Names[0]) {
			t.Errorf("help doesn't show %s", b.ID)
		}
	}
}

func TestIDsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range Default().All() {
		if seen[b.ID] {
			t.Errorf("two bindings are called %s", b.ID)
		}
		seen[b.ID] = true
	}
}

func TestEditingKeys(t *testing.T) {
	e := Editing()
	all := map[string]Binding{
		"left": e.Left, "right": e.Right, "word-left": e.WordLeft, "word-right": e.WordRight, "up": e.Up, "down": e.Down,
		"start": e.Start, "end": e.End, "back": e.DeleteBack, "delete": e.DeleteForward, "word": e.DeleteWord,
		"to-start": e.DeleteToStart, "to-end": e.DeleteToEnd,
	}
	for _, c := range []struct{ raw, want string }{
		{"\x7f", "back"}, {"\x08", "back"}, {"\x1b[3~", "delete"}, {"\x17", "word"}, {"\x1b\x7f", "word"},
		{"\x1b[1;5D", "word-left"}, {"\x1b[1;3C", "word-right"}, {"\x1bb", "word-left"}, {"\x1bf", "word-right"},
		{"\x01", "start"}, {"\x05", "end"}, {"\x15", "to-start"}, {"\x0b", "to-end"}, {"\x1b[A", "up"}, {"\x1b[D", "left"},
		{"a", ""}, {"b", ""}, {" ", ""}, {"\r", ""}, {"\x1b", ""}, {"\x16", ""},
	} {
		var got []string
		for name, b := range all {
			if b.Matches(decode(t, c.raw)) {
				got = append(got, name)
			}
		}
		if strings.Join(got, ",") != c.want {
			t.Errorf("%q edits %q, want %q", c.raw, got, c.want)
		}
	}
}
