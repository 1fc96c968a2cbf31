package clean

import (
	"strings"
	"testing"
)

const (
	open8 = "\x1b]8;;https://example.org\x1b\\"
	shut8 = "\x1b]8;;\x1b\\"
)

func TestFrame(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"plain", "Inès et Philippe — œuvre, 10 h 30 ✔ 日本語 👩‍💻", "Inès et Philippe — œuvre, 10 h 30 ✔ 日本語 👩‍💻"},
		{"frame of boxes", "╭──╮\n│ é│\n╰──╯", "╭──╮\n│ é│\n╰──╯"},
		{"colours", "\x1b[1;38;5;212mA\x1b[0m\x1b[m", "\x1b[1;38;5;212mA\x1b[0m\x1b[m"},
		{"true colour", "\x1b[38;2;5;6;8;48;2;8;6;5mA", "\x1b[38;2;5;6;8;48;2;8;6;5mA"},
		{"colours with colons", "\x1b[38:2::5:6:8;48:5:8;58:2:5:6:8;4:3mA", "\x1b[38:2::5:6:8;48:5:8;58:2:5:6:8;4:3mA"},
		{"colour 5 and 8 of the palette", "\x1b[38;5;5;48;5;8;58;5;6mA", "\x1b[38;5;5;48;5;8;58;5;6mA"},
		{"blink", "\x1b[5mA\x1b[6mB\x1b[8mC", "ABC"},
		{"blink among others", "\x1b[1;5;31;8m", "\x1b[1;31m"},
		{"blink after a colour", "\x1b[38;5;5;5m", "\x1b[38;5;5m"},
		{"blink with zeros", "\x1b[05;005;0005;00000005m", ""},
		{"more zeros than any program writes", "\x1b[0000001mA", "A"},
		{"blink by overflow", "\x1b[261m\x1b[65541m\x1b[4294967301m", ""},
		{"blink with a colon", "\x1b[5:1m\x1b[8:0m", ""},
		{"reset by an empty one, blink beside", "\x1b[;5m", "\x1b[m"},
		{"half a colour", "\x1b[38;5m\x1b[38;2;1;2m\x1b[38m\x1b[1;38;9;5m", "\x1b[1m"},
		{"colour out of range", "\x1b[38;5;256m\x1b[38;2;1;2;999m", ""},
		{"colour mixed with colons", "\x1b[38;5:5m\x1b[38;2;1:2;3m", ""},
		{"too many parameters", "\x1b[" + strings.Repeat("1;", 40) + "1mA", "A"},
		{"private and intermediates", "\x1b[?1m\x1b[>4;2m\x1b[1 mA\x1b[1!mB", "AB"},
		{"cursor, erase, modes", "\x1b[2J\x1b[H\x1b[10;10HA\x1b[?1049h\x1b[6n\x1b[c\x1b[5iB", "AB"},
		{"clipboard", "a\x1b]52;c;cm0gLXJm\x07b", "ab"},
		{"clipboard with ST", "a\x1b]52;c;cm0gLXJm\x1b\\b", "ab"},
		{"title, notification, colours", "a\x1b]0;x\x07\x1b]9;hi\x07\x1b]10;?\x07\x1b]777;notify;a;b\x1b\\b", "ab"},
		{"device control", "a\x1bPq#0;2;0;0;0#0~~\x1b\\b\x1b_Gf=100;AAAA\x1b\\c\x1b^x\x1b\\d\x1bXy\x1b\\e", "abcde"},
		{"a string that never ends costs its line", "a\x1b]0;lost\nb", "a\nb"},
		{"an unfinished sequence at the end", "a\x1b[31", "a"},
		{"an unfinished link at the end", "a\x1b]8;;https://e.org", "a"},
		{"ESC at the end", "a\x1b", "a"},
		{"reset, charset, save", "a\x1bc\x1b(0\x1b7\x1b#8\x1b%Gb", "ab"},
		{"CSI broken by a control", "a\x1b[3\r1mb", "a1mb"},
		{"CSI broken by another", "a\x1b[3\x1b[31mb", "a\x1b[31mb"},
		{"CSI broken by a letter with an accent", "a\x1b[3éb", "aéb"},
		{"CSI without end", "a\x1b[" + strings.Repeat("1", 500) + "mb", "ab"},
		{"C0", "a\x00\x01\x05\x07\x08\x0b\x0c\x0e\x0f\x11\x7fb", "ab"},
		{"carriage return", "secret\rover\r\nnext", "secretover\nnext"},
		{"tab", "a\tb", "a    b"},
		{"C1 as UTF-8", "a\u009b2Jb\u009d52;c\u009c\u0085c", "a2Jb52;cc"},
		{"C1 as bytes", "a\x9b2Jb\xff", "a\uFFFD2Jb\uFFFD"},
		{"overlong ESC", "a\xc0\x9bb\xe0\x80\x9bc", "a\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFDc"},
		{"surrogates", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{"bidi", "a\u202eb\u2066c\u2069d\u202c", "abcd"},
		{"names from right to left", "مرحبا \u200fשלום", "مرحبا \u200fשלום"},
		{"Persian with a joiner", "می\u200cخواهم", "می\u200cخواهم"},
		{"flags", "🇫🇷 🏳️‍🌈", "🇫🇷 🏳️‍🌈"},
		{"flag of England", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F!", "🏴!"},
		{"nine marks", "e" + strings.Repeat("\u0301", 9) + "f", "e" + strings.Repeat("\u0301", 8) + "f"},
		{"marks with a colour between", "e" + strings.Repeat("\u0301\x1b[1m", 9), "e" + strings.Repeat("\u0301\x1b[1m", 8) + "\x1b[1m"},
		{"noncharacters, annotation, mark of order", "a\uFFFEb\uFDD0c\uFFF9d\uFEFFe\u00ADf", "a\uFFFDb\uFFFDcdef"},
		{"line separators", "a\u2028b\u2029c", "abc"},
		{"private use", "\uF8FF \uE0B0", "\uF8FF \uE0B0"},
		{"link", open8 + "a" + shut8, open8 + "a" + shut8},
		{"link with BEL", "\x1b]8;;http://e.org\x07a\x1b]8;;\x07", "\x1b]8;;http://e.org\x07a\x1b]8;;\x07"},
		{"link with an id", "\x1b]8;id=a-1._Z;mailto:a@b.fr\x07a\x1b]8;;\x07", "\x1b]8;id=a-1._Z;mailto:a@b.fr\x07a\x1b]8;;\x07"},
		{"link with other parameters", "\x1b]8;id=a:x=y;http://e.org\x07a\x1b]8;;\x07", "\x1b]8;;http://e.org\x07a\x1b]8;;\x07"},
		{"link in capitals", "\x1b]8;;HTTPS://E.ORG\x07a\x1b]8;;\x07", "\x1b]8;;HTTPS://E.ORG\x07a\x1b]8;;\x07"},
		{"link with an accent", "\x1b]8;;https://e.org/Été\x07a\x1b]8;;\x07", "\x1b]8;;https://e.org/%C3%89t%C3%A9\x07a\x1b]8;;\x07"},
		{"link with bidi in it", "\x1b]8;;https://e.org/\u202e\x07a\x1b]8;;\x07", "a\x1b]8;;\x07"},
		{"link with a blank", "\x1b]8;;https://e.org/ x\x07a\x1b]8;;\x07", "a\x1b]8;;\x07"},
		{"script", "\x1b]8;;javascript:alert(1)\x07a\x1b]8;;\x07", "a\x1b]8;;\x07"},
		{"files, data and no scheme", "\x1b]8;;file:///etc/passwd\x07a\x1b]8;;data:x,y\x07b\x1b]8;;//e.org\x07c\x1b]8;;\x07", "abc\x1b]8;;\x07"},
		{"link left open at a line", open8 + "a\nb", open8 + "a" + shut8 + "\nb"},
		{"link left open at the end", open8 + "a", open8 + "a" + shut8},
		{"link left open whose address ends like the end of one", "\x1b]8;;http://a;\x07b", "\x1b]8;;http://a;\x07b" + shut8},
		{"a link in a link", open8 + "a" + open8 + "b", open8 + "a" + open8 + "b" + shut8},
		{"link broken by a line", "a\x1b]8;;https://e.org\n\x1b\\b", "a\nb"},
		{"link longer than anybody's", "\x1b]8;;https://e.org/" + strings.Repeat("a", 5000) + "\x07b", "b"},
		{"link without an address part", "\x1b]8;x\x07a", "a"},
		{"link number eighty", "\x1b]80;;https://e.org\x07a", "a"},
		{"hidden within", "\x1b\x1b]8;;https://e.org\x1b\x1b\\\\a", "\\a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Frame(c.in)
			if got != c.want {
				t.Errorf("Frame(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
			if err := check(got); err != nil {
				t.Errorf("Frame(%q) = %q: %v", c.in, got, err)
			}
		})
	}
}

func TestDoor(t *testing.T) {
	for _, c := range []struct{ name, in, line, text string }{
		{"plain", "  Inès  Martin ", "Inès  Martin", "  Inès  Martin "},
		{"breaks", "a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh", "a b c d e f g h", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"tab", "a\tb", "a b", "a    b"},
		{"colour", "\x1b[31mred\x1b[0m", "red", "red"},
		{"link", "\x1b]8;;https://e.org\x07a\x1b]8;;\x07", "a", "a"},
		{"clipboard", "\x1b]52;c;AAAA\x07a", "a", "a"},
		{"controls", "a\x00b\x07c\u009bd", "abcd", "abcd"},
		{"bytes of Windows", "\x93oui\x94", "\uFFFDoui\uFFFD", "\uFFFDoui\uFFFD"},
		{"bidi", "\u202eabc\u202c", "abc", "abc"},
		{"marks", "e" + strings.Repeat("\u0301", 20), "e" + strings.Repeat("\u0301", 8), "e" + strings.Repeat("\u0301", 8)},
		{"marks do not go round a break", strings.Repeat("\u0301", 8) + "\r" + strings.Repeat("\u0301", 9), strings.Repeat("\u0301", 8) + " " + strings.Repeat("\u0301", 8), strings.Repeat("\u0301", 8) + "\n" + strings.Repeat("\u0301", 8)},
		{"Markdown", "- [ ] a\n\n    code\n", "- [ ] a      code", "- [ ] a\n\n    code\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Line(c.in); got != c.line {
				t.Errorf("Line(%q)\n got %q\nwant %q", c.in, got, c.line)
			}
			if got := Text(c.in); got != c.text {
				t.Errorf("Text(%q)\n got %q\nwant %q", c.in, got, c.text)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Binome · Inès\n\x07":            "Binome · Inès",
		"\x1b]0;evil\x07x":               "x",
		strings.Repeat("é", 300):         strings.Repeat("é", 200),
		strings.Repeat("é", 199) + "  b": strings.Repeat("é", 199),
	} {
		if got := Title(in); got != want {
			t.Errorf("Title(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		in   string
		most int
		want string
	}{{"", 3, ""}, {"été", 3, "été"}, {"étés", 3, "ét…"}, {"étés", 1, "…"}} {
		if got := Short(c.in, c.most); got != c.want {
			t.Errorf("Short(%q, %d) = %q, want %q", c.in, c.most, got, c.want)
		}
	}
}
