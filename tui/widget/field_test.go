package widget

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/tui/ruler/rulertest"
)

func typed(s string) []tea.Msg {
	var out []tea.Msg
	for _, r := range s {
		switch r {
		case '←':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyLeft})
		case '→':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyRight})
		case '↑':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyUp})
		case '↓':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyDown})
		case '⌫':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyBackspace})
		case '⌦':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyDelete})
		case '⇤':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyHome})
		case '⇥':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyEnd})
		case '␡':
			out = append(out, tea.KeyPressMsg{Code: 'w', Mod: tea.ModCtrl})
		case '⇠':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyLeft, Mod: tea.ModCtrl})
		case '␛':
			out = append(out, tea.KeyPressMsg{Code: tea.KeyEscape})
		default:
			out = append(out, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return out
}

func field(multi bool, limit, width int, keys string) *Field {
	f := NewField(multi, limit)
	f.Focus()
	f.Draw(plain(), width, 1, 5, "")
	for _, m := range typed(keys) {
		f.Update(m)
	}
	return f
}

func TestField(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"typing", "Un œuf", "Un œuf"},
		{"in the middle", "ac←b", "abc"},
		{"deleting back", "abc←⌫", "ac"},
		{"deleting forward", "abc←⌦", "ab"},
		{"at the ends nothing goes", "⌫abc⌦", "abc"},
		{"a word", "un deux ␡", "un "},
		{"word by word", "un deux⇠x", "un xdeux"},
		{"an accent joins its letter", "e\u0301⌫", ""},
		{"and a cursor goes over both", "e\u0301←x", "xe\u0301"},
		{"a family is one character", "a👨\u200d👩\u200d👧⌫", "a"},
		{"a flag is one character", "🇫🇷←x", "x🇫🇷"},
		{"start and end", "bc⇤a⇥d", "abcd"},
		{"escape is the caller's", "ab␛c", "abc"},
	} {
		if got := field(false, 100, 40, c.keys).Value(); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.keys, got, c.want)
		}
	}
}

func TestFieldUpAndDown(t *testing.T) {
	f := field(true, 200, 11, "un deux trois quatre cinq")
	b, _ := f.Draw(plain(), 11, 1, 5, "")
	if diff := cmp.Diff([]string{"un deux", "trois", "quatre", "cinq"}, b.Lines); diff != "" {
		t.Fatalf("rows (-want +got):\n%s", diff)
	}
	if f.Update(tea.KeyPressMsg{Code: tea.KeyDown}) {
		t.Error("down on the last row is the caller's")
	}
	for range 3 {
		if !f.Update(tea.KeyPressMsg{Code: tea.KeyUp}) {
			t.Error("up within the text is the field's")
		}
	}
	f.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	if got := f.Value(); got != "un dxeux trois quatre cinq" {
		t.Errorf("after going up: %q", got)
	}
}

func TestFieldPasting(t *testing.T) {
	for _, c := range []struct {
		multi bool
		limit int
		paste string
		want  string
	}{
		{false, 50, "un\r\ndeux\n\ntrois", "un deux trois"},
		{true, 50, "un\r\ndeux", "un\ndeux"},
		{false, 5, "abcdefgh", "abcde"},
		{false, 50, "a\x1b[31mb\x07c\td", "abc    d"},
		{false, 50, "q\x03\x1a", "q"},
	} {
		f := NewField(c.multi, c.limit)
		f.Focus()
		f.Update(tea.PasteMsg{Content: c.paste})
		if got := f.Value(); got != c.want {
			t.Errorf("pasting %q gives %q, want %q", c.paste, got, c.want)
		}
	}
}

func TestFieldLimitAndFocus(t *testing.T) {
	f := field(false, 3, 40, "abcdef")
	if f.Value() != "abc" {
		t.Errorf("a field of 3 holds %q", f.Value())
	}
	f.Blur()
	if f.Update(typed("x")[0]) || f.Value() != "abc" {
		t.Error("a field without focus took a key")
	}
	if _, cursor := f.Draw(plain(), 10, 1, 1, ""); cursor != nil {
		t.Error("a field without focus shows a cursor")
	}
	f.NewLine()
	if strings.Contains(f.Value(), "\n") {
		t.Error("a field of one line took a new line")
	}
}

func TestFieldCursor(t *testing.T) {
	f := field(true, 100, 11, "un 你好 trois quatre")
	for _, c := range []struct{ at, wantX, wantY int }{
		{0, 0, 0}, {2, 2, 0}, {3, 3, 0}, {4, 5, 0}, {5, 7, 0}, {7, 1, 1}, {12, 0, 2},
	} {
		f.at = c.at
		_, cursor := f.Draw(plain(), 11, 1, 5, "")
		if cursor == nil || cursor.X != c.wantX || cursor.Y != c.wantY || cursor.Blink {
			t.Errorf("before letter %d the cursor is at %+v", c.at, cursor)
		}
	}
}

func TestFieldPlaceholder(t *testing.T) {
	f := NewField(false, 10)
	b, _ := f.Draw(plain(), 20, 1, 3, "Une ligne suffit")
	if b.Lines[0] != "Une ligne suffit" {
		t.Errorf("placeholder drawn as %q", b.Lines)
	}
	f.SetValue("x")
	if b, _ = f.Draw(plain(), 20, 1, 3, "Une ligne suffit"); b.Lines[0] != "x" {
		t.Errorf("text drawn as %q", b.Lines)
	}
}

// Whatever is pressed, pasted and resized: nothing is lost but by deleting, nothing is
// too wide, the cursor is where something can be seen.
func TestFieldHolds(t *testing.T) {
	keys := typed("abé œ  。你👍⌫⌦←→↑↓⇤⇥␡⇠\u0301\u200d")
	rulertest.Check(t, func(t *rapid.T) {
		f := NewField(rapid.Bool().Draw(t, "multi"), rapid.IntRange(1, 60).Draw(t, "limit"))
		f.Focus()
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				f.Update(tea.PasteMsg{Content: rulertest.Text().Draw(t, "paste")})
			case 1:
				f.NewLine()
			case 2:
				f.at = rapid.IntRange(0, len(f.text)).Draw(t, "at")
			case 3, 4:
				before := f.Value()
				width, most := rapid.IntRange(4, 80).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "most")
				b, cursor := f.Draw(plain(), width, 1, most, "")
				if f.Value() != before {
					t.Fatalf("a resize changed %q to %q", before, f.Value())
				}
				if len(b.Lines) > most || cursor == nil || cursor.Y < 0 || cursor.Y >= len(b.Lines) || cursor.X < 0 || cursor.X >= width {
					t.Fatalf("%d rows of %d, cursor %+v in %d columns", len(b.Lines), most, cursor, width)
				}
				for _, l := range b.Lines {
					if ansi.StringWidth(l) > width {
						t.Fatalf("%q is wider than %d", l, width)
					}
				}
				all, _ := f.Draw(plain(), width, 1, 10000, "")
				if got, want := rulertest.Visible(strings.Join(all.Lines, "")), rulertest.Visible(before); got != want {
					t.Fatalf("shown %q of %q", got, want)
				}
			default:
				f.Update(keys[rapid.IntRange(0, len(keys)-1).Draw(t, "key")])
			}
			if n := utf8.RuneCountInString(f.Value()); n > f.limit {
				t.Fatalf("%d runes in a field of %d", n, f.limit)
			}
			if f.at < 0 || f.at > len(f.text) {
				t.Fatalf("the cursor is at %d of %d", f.at, len(f.text))
			}
		}
	})
}
