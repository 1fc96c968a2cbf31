package clean

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// payloads are what an attacker would like to have on a terminal.
var payloads = []struct{ name, s string }{
	{"clipboard, BEL", "\x1b]52;c;ZXZpbA==\x07"},
	{"clipboard, ST", "\x1b]52;c;ZXZpbA==\x1b\\"},
	{"clipboard, C1", "\u009d52;c;ZXZpbA==\u009c"},
	{"clipboard, raw C1", "\x9d52;c;ZXZpbA==\x9c"},
	{"title", "\x1b]2;owned\x07"},
	{"title report", "\x1b[21t"},
	{"cursor report", "\x1b[6n"},
	{"device attributes", "\x1b[c\x1b[>c\x1b[=c\x05"},
	{"erase", "\x1b[2J\x1b[3J\x1b[H"},
	{"erase, C1", "\u009b2J"},
	{"erase, raw C1", "\x9b2J"},
	{"reset", "\x1bc"},
	{"soft reset", "\x1b[!p"},
	{"alternate screen", "\x1b[?1049l"},
	{"mouse on", "\x1b[?1003h\x1b[?1006h"},
	{"paste off", "\x1b[?2004l"},
	{"keyboard", "\x1b[>4;2m\x1b[>1u\x1b="},
	{"print", "\x1b[5i"},
	{"DECRQSS", "\x1bP$q\"p\x1b\\"},
	{"sixel", "\x1bPq#0;2;0;0;0~\x1b\\"},
	{"kitty picture", "\x1b_Gf=24,t=f;L2V0Yy9wYXNzd2Q=\x1b\\"},
	{"iTerm file", "\x1b]1337;File=name=eA==:AAAA\x07"},
	{"notification", "\x1b]9;x\x07\x1b]777;notify;a;b\x07\x1b]99;;a\x1b\\"},
	{"palette", "\x1b]4;1;?\x07\x1b]10;?\x07\x1b]11;#000\x07"},
	{"tmux passthrough", "\x1bPtmux;\x1b\x1b]52;c;AA==\x07\x1b\\"},
	{"screen title", "\x1bkowned\x1b\\"},
	{"shell marks", "\x1b]133;A\x07\x1b]7;file://h/\x07"},
	{"blink", "\x1b[5m\x1b[6m"},
	{"conceal", "\x1b[8m"},
	{"blink after a colour", "\x1b[38;5;1;5m"},
	{"blink by overflow", "\x1b[4294967301m"},
	{"script link", "\x1b]8;;javascript:alert(1)\x07x\x1b]8;;\x07"},
	{"file link", "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\"},
	{"data link", "\x1b]8;;data:text/html,x\x07x\x1b]8;;\x07"},
	{"link left open", "\x1b]8;;https://evil.example\x07"},
	{"link with an escape in it", "\x1b]8;;https://e.org/\x1b[2J\x07x"},
	{"link with id of something else", "\x1b]8;id=a:b=\x9b2J;https://e.org\x07x\x1b]8;;\x07"},
	{"bidi override", "\u202egnp.exe\u202c"},
	{"bidi isolates", "\u2066a\u2067b\u2068c\u2069"},
	{"zalgo", "e" + strings.Repeat("\u0301\u0489\u20e3", 100)},
	{"joiners without end", "a" + strings.Repeat("\u200d\u200b", 200)},
	{"tags", "\U000E0001\U000E0068\U000E0069\U000E007F"},
	{"return and overwrite", "safe\revil"},
	{"backspace", "safe\b\b\b\bevil"},
	{"bell", "\x07\x07\x07"},
	{"shift out", "\x0e\x0f"},
	{"charset", "\x1b(0lqk\x1b(B\x1b%@"},
	{"nul and DEL", "\x00\x7f"},
	{"broken UTF-8", "\xc3\x28\xe2\x82\xf0\x9f\x92\xff\xfe"},
	{"surrogates", "\xed\xa0\x9b\xed\xb0\x80"},
	{"overlong", "\xc0\x9b\xe0\x80\x9b\xf0\x80\x80\x9b\xc1\x1b"},
	{"noncharacters", "\uFFFE\uFFFF\uFDD0\U0010FFFF"},
	{"line separators", "\u2028\u2029\u0085\v\f"},
	{"an ESC cut off", "\x1b"},
	{"a CSI cut off", "\x1b[38;5"},
	{"an OSC cut off", "\x1b]8;;https://e"},
	{"a DCS cut off", "\x1bP1"},
}

// contexts are where a payload may lie.
var contexts = []struct {
	name string
	wrap func(string) string
}{
	{"alone", func(p string) string { return p }},
	{"in a sentence", func(p string) string { return "avant " + p + " après" }},
	{"in a colour", func(p string) string { return "\x1b[1;31m" + p + "\x1b[0m" }},
	{"in a link's text", func(p string) string { return open8 + p + shut8 }},
	{"in a link's address", func(p string) string { return "\x1b]8;;https://e.org/" + p + "\x1b\\x" + shut8 }},
	{"in a link's id", func(p string) string { return "\x1b]8;id=" + p + ";https://e.org\x07x" + shut8 }},
	{"in a CSI", func(p string) string { return "\x1b[1;" + p + "31mx" }},
	{"after a lone ESC", func(p string) string { return "\x1b" + p + "x" }},
	{"in an OSC", func(p string) string { return "\x1b]0;" + p + "\x07x" }},
	{"in a DCS", func(p string) string { return "\x1bP" + p + "\x1b\\x" }},
	{"over two lines", func(p string) string { return "│ a │\n│ " + p + " │\n│ b │" }},
	{"cut by a line", func(p string) string { return p[:len(p)/2] + "\n" + p[len(p)/2:] }},
	{"cut by a colour", func(p string) string { return p[:len(p)/2] + "\x1b[1m" + p[len(p)/2:] }},
	{"cut by what is dropped", func(p string) string { return p[:len(p)/2] + "\x00\u202e" + p[len(p)/2:] }},
	{"twice", func(p string) string { return p + p }},
	{"after a mark", func(p string) string { return "e\u0301" + p + "\u0301" }},
	{"after half a rune", func(p string) string { return "\xe2\x94" + p + "\x80" }},
}

func TestMatrix(t *testing.T) {
	if n := len(payloads) * len(contexts); n < 627 {
		t.Fatalf("only %d cases", n)
	}
	for _, p := range payloads {
		for _, c := range contexts {
			in := c.wrap(p.s)
			if err := holds(in); err != nil {
				t.Errorf("%s %s: %q: %v", p.name, c.name, in, err)
			}
			if c.name == "in a sentence" && !strings.HasPrefix(seen(Frame(in)), "avant ") {
				t.Errorf("%s: what came before is lost: %q", p.name, Frame(in))
			}
		}
	}
}

// pieces are what random input is made of, so that it comes near what the gate
// has to decide; plain random bytes hardly ever do.
var pieces = []string{
	"\x1b", "\x1b[", "\x1b]", "\x1b]8;", "\x1b]8;;", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b\\", "\x07", "[", "]", "m", ";", ":", "5", "6", "8", "38", "48", "58", "2",
	"38;5;", "48;2;", "4:3", "0", "255", "256", "1", "?", ">", "!", " ", "J", "\n", "\r", "\r\n", "\t", "\x00", "\x18", "\x7f", "\x9b", "\x9d", "\u009b", "\u009d", "\u009c", "\u0085",
	"https://e.org", "http://", "mailto:a@b.fr", "javascript:", "id=a", "id=", "\\", "P", "é", "œ", "│", "😀", "👩‍💻", "🇫🇷", "日本", "\u0301", "\u0301\u0301\u0301\u0301\u0301", "\u200d", "\u200f", "\u202e", "\u2066", "\u2028",
	"\ufeff", "\ufffe", "\U000E0041", "\xc3", "\xe2\x94", "\xf0\x9f", "\xff", "مر", "한", "\u1160", "ก็", "ि", "hello",
}

// anyText draws from the pieces, sometimes a rune or a byte of no kind.
var anyText = rapid.Custom(func(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(0, 24).Draw(t, "n") {
		switch k := rapid.IntRange(0, len(pieces)+8).Draw(t, "piece"); {
		case k < len(pieces):
			b.WriteString(pieces[k])
		case k < len(pieces)+4:
			b.WriteRune(rune(rapid.IntRange(0, 0x10FFFF).Draw(t, "rune")))
		default:
			b.WriteByte(byte(rapid.IntRange(0, 255).Draw(t, "byte")))
		}
	}
	return b.String()
})

func long() bool { return os.Getenv("BINOME_LONG") == "1" }
