package progress

import (
	"regexp"
	"strings"
	"sync"
)

// Code is a pair's code as everything that leaves the pair has it: with a "p" in front where
// a spreadsheet would take it for something else. 00123456 would lose its zeros, 12345e67
// become a power of ten, 12-05 and MARCH1 a day; and no table would find its pair again.
func Code(given string) string {
	if given == "" || !mistaken()(given) {
		return given
	}
	return "p" + given
}

// mistaken reports whether some spreadsheet takes a text for a number, a day, a time or a
// truth: figures with no letter but an exponent's, figures with a month's name or pm, and
// the words for true and false, in the languages that Binome speaks.
var mistaken = sync.OnceValue(func() func(string) bool {
	const months = `jan|f[eé]v|feb|mar|apr|avr|ma[iy]|jun|juin|jul|juil|aug|ao[uû]t|sep|o[ck]t|nov|d[eé]c`
	number := regexp.MustCompile(`(?i)^[^\pL]*(e[^\pL]*|[ap]\.?(m\.?)?|(` + months + `)\pL*[^\pL]*)?$`)
	truth := regexp.MustCompile(`(?i)^(true|false|vrai|faux)$`)
	return func(s string) bool {
		return strings.ContainsAny(s, "0123456789") && number.MatchString(s) || truth.MatchString(s)
	}
})
