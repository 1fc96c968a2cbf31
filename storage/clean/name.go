package clean

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foreign are letters that decomposing leaves whole.
var foreign = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l",
	"đ", "d", "ð", "d", "þ", "th", "ı", "i", "ŀ", "l", "ŋ", "n", "ħ", "h", "ŧ", "t")

// Fold is a text in small letters without their marks, as far as there are such, for the
// names of files.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(foreign.Replace(strings.ToLower(s))))
}

// Words are the runs of small letters and digits of ASCII that are left of a text once it is
// folded: what a name for a file, a pair or a lesson is made of.
func Words(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// Device reports whether Windows keeps a name in small letters to itself, with any ending.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func Device(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
}
