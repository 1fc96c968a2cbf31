package clean

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// check reads s as a terminal does, character by character, and says what in it is
// not allowed. It shares nothing with the gate: it is written from Paul Williams'
// state diagram (vt100.net/emu/dec_ansi_parser) and ECMA-48, slowly and literally.
func check(s string) error {
	t := terminal{}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return fmt.Errorf("byte %d: not UTF-8: %#x", i, s[i])
		}
		if err := t.feed(r); err != nil {
			return fmt.Errorf("byte %d: %w", i, err)
		}
		i += n
	}
	if t.state != "ground" && t.state != "" {
		return fmt.Errorf("the end leaves the terminal in %s", t.state)
	}
	if t.link != "" {
		return fmt.Errorf("the end leaves a link open: %q", t.link)
	}
	return nil
}

type terminal struct {
	state string
	param string
	link  string
	stack int
	text  strings.Builder // what a person sees
}

func (t *terminal) feed(r rune) error {
	switch t.state {
	case "", "ground":
		return t.ground(r)
	case "escape":
		switch r {
		case '[':
			t.state, t.param = "csi", ""
		case ']':
			t.state, t.param = "osc", ""
		default:
			return fmt.Errorf("escape with %q", r)
		}
	case "csi":
		switch {
		case r == 'm':
			t.state = "ground"
			return t.sgr()
		case r >= '0' && r <= ';':
			t.param += string(r)
		default:
			return fmt.Errorf("CSI %s%q", t.param, r)
		}
	case "osc":
		switch {
		case r == 7:
			t.state = "ground"
			return t.osc()
		case r == 27:
			t.state = "osc escape"
		case r < 0x20 || r > 0x7e:
			return fmt.Errorf("OSC %q with %q", t.param, r)
		default:
			t.param += string(r)
		}
	case "osc escape":
		if r != '\\' {
			return fmt.Errorf("OSC %q broken by ESC %q", t.param, r)
		}
		t.state = "ground"
		return t.osc()
	}
	return nil
}

func (t *terminal) ground(r rune) error {
	t.state = "ground"
	switch {
	case r == '\n':
		if t.link != "" {
			return fmt.Errorf("a line ends within link %q", t.link)
		}
		t.stack = 0
	case r == 27:
		t.state = "escape"
		return nil
	case unicode.Is(unicode.Cc, r):
		return fmt.Errorf("control %U", r)
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return fmt.Errorf("bidi %U", r)
	case r == 0x2028 || r == 0x2029:
		return fmt.Errorf("line break %U", r)
	case r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return fmt.Errorf("invisible %U", r)
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return fmt.Errorf("noncharacter %U", r)
	case unicode.In(r, unicode.Mn, unicode.Mc, unicode.Me) || r >= 0x200B && r <= 0x200F:
		if t.stack++; t.stack > 8 {
			return fmt.Errorf("%d marks in a row", t.stack)
		}
	case !unicode.Is(unicode.Cf, r):
		t.stack = 0
	}
	t.text.WriteRune(r)
	return nil
}

// sgr walks the parameters as xterm's charproc.c does.
func (t *terminal) sgr() error {
	var groups [][]int
	for g := range strings.SplitSeq(t.param, ";") {
		var subs []int
		for v := range strings.SplitSeq(g, ":") {
			if v == "" {
				v = "0"
			}
			n, err := strconv.Atoi(v)
			if err != nil || n > 255 {
				return fmt.Errorf("SGR %q: %q", t.param, v)
			}
			subs = append(subs, n)
		}
		groups = append(groups, subs)
	}
	for i := 0; i < len(groups); i++ {
		g := groups[i]
		switch v := g[0]; {
		case (v == 38 || v == 48 || v == 58) && len(g) == 1:
			if i+1 >= len(groups) {
				return fmt.Errorf("SGR %q: %d without a colour", t.param, v)
			}
			need := map[int]int{5: 1, 2: 3}[groups[i+1][0]]
			if need == 0 || i+1+need >= len(groups) {
				return fmt.Errorf("SGR %q: half a colour", t.param)
			}
			for _, arg := range groups[i+1 : i+2+need] {
				if len(arg) != 1 {
					return fmt.Errorf("SGR %q: mixed colour", t.param)
				}
			}
			i += 1 + need
		case v == 38 || v == 48 || v == 58:
			if !(len(g) == 3 && g[1] == 5 || (len(g) == 5 || len(g) == 6) && g[1] == 2) {
				return fmt.Errorf("SGR %q: %v", t.param, g)
			}
		case v == 4 && len(g) == 2 && g[1] <= 5:
		case len(g) != 1:
			return fmt.Errorf("SGR %q: %v", t.param, g)
		case v == 5 || v == 6:
			return fmt.Errorf("SGR %q blinks", t.param)
		case v == 8:
			return fmt.Errorf("SGR %q conceals", t.param)
		case v > 107:
			return fmt.Errorf("SGR %q: %d", t.param, v)
		}
	}
	return nil
}

func (t *terminal) osc() error {
	rest, ok := strings.CutPrefix(t.param, "8;")
	if !ok {
		return fmt.Errorf("OSC %q", t.param)
	}
	params, address, ok := strings.Cut(rest, ";")
	if !ok {
		return fmt.Errorf("OSC %q has no address", t.param)
	}
	if params != "" && (!strings.HasPrefix(params, "id=") || strings.ContainsAny(params[3:], ":=/ ")) {
		return fmt.Errorf("link with %q", params)
	}
	low := strings.ToLower(address)
	if address != "" && !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") && !strings.HasPrefix(low, "mailto:") {
		return fmt.Errorf("link to %q", address)
	}
	t.link = address
	return nil
}

// seen is the text that a person would see of a clean frame.
func seen(s string) string {
	t := terminal{}
	for _, r := range s {
		if err := t.feed(r); err != nil {
			return "unclean: " + err.Error()
		}
	}
	return t.text.String()
}
