package phrases

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The spaces French sets within a line, and never at its end.
const (
	thin  = "\u202f" // before ; ! ?
	wide  = "\u00a0" // before : and within « »
	curly = "\u2019"
)

// frenchSpaces sets French punctuation in plain text or Markdown. It reads one line
// at a time; what is not prose (code, addresses, markup in which a colon or an
// exclamation mark means something, clock times) goes through as it is. Doing it
// twice changes nothing.
func frenchSpaces(s string) string {
	if !strings.ContainsAny(s, ";!?:«»'") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	fence := ""
	for line := range strings.Lines(s) {
		mark := fenceOf(line)
		switch {
		case fence != "":
			if mark == fence {
				fence = ""
			}
			b.WriteString(line)
		case mark != "":
			fence = mark
			b.WriteString(line)
		default:
			t := setter{line: line, b: &b}
			t.set()
		}
	}
	return b.String()
}

// fenceOf returns ``` or ~~~ when the line opens or closes a block of code.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " \t>")
	for _, f := range [...]string{"```", "~~~"} {
		if strings.HasPrefix(line, f) {
			return f
		}
	}
	return ""
}

// A setter walks one line. pending are blanks that were read and not written yet: they
// may have to become a no-break space.
type setter struct {
	line    string
	b       *strings.Builder
	pending string
	last    rune // last rune that was no plain blank; 0 at the beginning
}

func (t *setter) set() {
	for i := 0; i < len(t.line); {
		if n := verbatim(t.line, i); n > 0 {
			t.copy(t.line[i : i+n])
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(t.line[i:])
		next, _ := utf8.DecodeRuneInString(t.line[i+n:])
		if i+n >= len(t.line) {
			next = '\n'
		}
		switch r {
		case ' ':
			t.pending += " "
		case ';', '!', '?':
			t.mark(r, next, thin)
		case ':':
			t.colon(next)
		case '«':
			t.copy("«")
			i = t.opened(i + n)
			continue
		case '»':
			t.closing()
		case '\'':
			t.apostrophe(next)
		default:
			t.copy(t.line[i : i+n])
		}
		i += n
	}
	t.b.WriteString(t.pending)
	t.pending = ""
}

func (t *setter) copy(s string) {
	t.b.WriteString(t.pending)
	t.pending = ""
	t.b.WriteString(s)
	t.last, _ = utf8.DecodeLastRuneInString(s)
}

// before writes the no-break space in place of the blanks, or where there was none.
func (t *setter) before(space string) {
	t.pending = ""
	t.b.WriteString(space)
}

// follows reports whether a mark here ends something that was said: a word, a quote, a
// bracket, emphasis. (The last rune is a no-break space when it is set already.)
func (t *setter) follows() bool {
	r := t.last
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) ||
		strings.ContainsRune(")»”\"’*_}…%€`>", r)
}

func (t *setter) mark(r, next rune, space string) {
	image := r == '!' && next == '['
	if t.follows() && !image && (t.pending == "" || t.pending == " ") {
		// A blank before ! may part two sentences of markup (" !important"): only a
		// mark that ends something is moved.
		if !unicode.IsLetter(next) && !unicode.IsNumber(next) || t.pending == "" && r == ';' {
			t.before(space)
		}
	}
	t.copy(string(r))
}

func (t *setter) colon(next rune) {
	ends := next == '\n' || next == '\r' || next == ' ' || next == '*' || next == '_' || next == '»' || next == 0xA0
	if t.follows() && ends && (t.pending == "" || t.pending == " ") {
		t.before(wide)
	}
	t.copy(":")
}

// opened sets the space after « and returns where to go on.
func (t *setter) opened(i int) int {
	rest := t.line[i:]
	text := strings.TrimLeft(rest, " ")
	if text == "" || text[0] == '\n' || text[0] == '\r' || strings.HasPrefix(text, wide) || strings.HasPrefix(text, thin) {
		return i
	}
	t.b.WriteString(wide)
	t.last = 0xA0
	return i + len(rest) - len(text)
}

func (t *setter) closing() {
	if t.last != 0 && t.last != 0xA0 && t.last != 0x202F && !unicode.IsSpace(t.last) {
		t.before(wide)
	}
	t.copy("»")
}

func (t *setter) apostrophe(next rune) {
	if t.pending == "" && unicode.IsLetter(t.last) && (unicode.IsLetter(next) || strings.ContainsRune("«*_`[{", next)) {
		t.copy(curly)
		return
	}
	t.copy("'")
}

// verbatim is the length of what must not be touched at i: a code span, a template's
// action, an address, an attribute, a call-out's marker, an entity.
func verbatim(line string, i int) int {
	rest := line[i:]
	switch rest[0] {
	case '`':
		ticks := len(rest) - len(strings.TrimLeft(rest, "`"))
		if j := strings.Index(rest[ticks:], rest[:ticks]); j >= 0 {
			return ticks + j + ticks
		}
		return ticks
	case '{':
		return upTo(rest, "{{", "}}") + upTo(rest, "{#", "}")
	case ']':
		if n := upTo(rest, "](", ")"); n > 0 {
			return n
		}
		return upTo(rest, "]:", "\n") // a link's definition
	case '[':
		return upTo(rest, "[!", "]")
	case ':':
		if j := strings.IndexAny(rest[1:], ": \t\r\n"); j > 0 && rest[1+j] == ':' && (i == 0 || line[i-1] == ' ') {
			return j + 2 // :smile:
		}
	case '<':
		if len(rest) > 1 && (isLetter(rest[1]) || rest[1] == '/' || rest[1] == '!') {
			return upTo(rest, "<", ">")
		}
	case '&':
		if j := strings.IndexByte(rest, ';'); j > 1 && j < 12 && strings.Trim(rest[1:j], "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			return j + 1
		}
	}
	if isLetter(rest[0]) && (i == 0 || !isLetter(line[i-1])) {
		return address(rest)
	}
	return 0
}

func upTo(s, open, end string) int {
	if !strings.HasPrefix(s, open) {
		return 0
	}
	if j := strings.Index(s[len(open):], end); j >= 0 {
		return len(open) + j + len(end)
	}
	return 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// address is the length of https://… or mailto:…, without the punctuation after it.
func address(s string) int {
	n := 0
	for n < len(s) && (isLetter(s[n]) || s[n] == '+' || s[n] == '-') {
		n++
	}
	if !strings.HasPrefix(s[n:], "://") && !(strings.HasPrefix(s[n:], ":") && s[:n] == "mailto") {
		return 0
	}
	end := strings.IndexAny(s, " \t\r\n<>\"»\u00a0\u202f")
	if end < 0 {
		end = len(s)
	}
	return len(strings.TrimRight(s[:end], ".,;:!?)*_"))
}
