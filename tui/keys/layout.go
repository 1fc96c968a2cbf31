package keys

import (
	"strings"
	"unicode"
)

// The letters of the Cyrillic and Greek boards that are on most desks, and the key each is on,
// by what a Latin board has there. A terminal that tells the key itself (Kitty's alternate
// keys) is believed first; most tell it with ctrl at best.
const (
	foreign = "йцукенгшщзхъфывапролджэячсмитьбю" + "ёіїєґў" + "љњђјћџ" + "ςερτυθιοπασδφγηξκλζχψωβνμ"
	onKeys  = "qwertyuiop[]asdfghjkl;'zxcvbnm,." + "`s]'\\o" + "qw]j'x" + "wertyuiopasdfghjklzxcvbnm"
)

// onLatin is the small letter that a key has on a Latin board; base is what the terminal
// says of it, 0 for nothing.
func onLatin(r, base rune) rune {
	r = unicode.ToLower(r)
	if !unicode.IsLetter(r) || unicode.Is(unicode.Latin, r) {
		return r
	}
	if base != 0 {
		return unicode.ToLower(base)
	}
	if before, _, found := strings.Cut(foreign, string(r)); found {
		return rune(onKeys[len([]rune(before))])
	}
	return r
}
