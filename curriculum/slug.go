package curriculum

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"binome/storage/clean"
)

// Slug makes a name for a module, a lesson or a question of somebody's words: small
// letters, digits and hyphens, of so many words at most (0 is all of them).
func Slug(words string, most int) string {
	parts := clean.Words(words)
	if most > 0 && len(parts) > most {
		parts = parts[:most]
	}
	s := ""
	for _, p := range parts {
		if s != "" && len(s)+1+len(p) > maxName-4 {
			break
		}
		s = strings.TrimPrefix(s+"-"+p, "-")
	}
	s = s[:min(len(s), maxName-4)]
	if s = strings.Trim(s, "-"); !slug(s) {
		return "lesson-" + s
	}
	return s
}

// Titled is a name as a title: "find-a-file" is "Find a file".
func Titled(name string) string {
	words := strings.ReplaceAll(name, "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
