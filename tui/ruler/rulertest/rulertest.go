// Package rulertest helps the tests of whatever lays text out.
package rulertest

import (
	"flag"
	"io"
	"os"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"binome/storage/clean"
)

// Check tries a property, a hundred times as often with BINOME_LONG=1. The variable is
// read within the test, where the test cache sees it.
func Check(t *testing.T, prop func(*rapid.T)) {
	t.Helper()
	if os.Getenv("BINOME_LONG") == "1" {
		_ = flag.Set("rapid.checks", "10000")
	}
	rapid.Check(t, prop)
}

// cleaned is text as it comes in, with plain blanks: a break takes any other kind too, and a
// combining mark that stood on it.
func cleaned(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' {
			return ' '
		}
		return r
	}, clean.Line(s))
}

// Text is prose with everything in it that text has.
func Text() *rapid.Generator[string] {
	word := rapid.OneOf(
		rapid.StringMatching(`[a-zéèœçÀÉ'’,.?!;:-]{1,14}`),
		rapid.SampledFrom([]string{"œuvre", "e\u0301te\u0301", "👍🏽", "👨‍👩‍👧", "🇫🇷", "你好世界。", "moi\u202f?", "24\u00a0h", "a/b/c_d.e-f",
			"\x1b[1mgras\x1b[m", "\x1b[38;2;1;2;3mdeux", "mots\x1b[m", "\x1b]8;;https://a.b\x07lien ici\x1b]8;;\x07", "\t", "\n", "\u200d", "\u0301"}),
		rapid.Map(rapid.StringN(1, 5, 20), cleaned),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), rapid.SampledFrom([]string{" ", "  ", ""}).Draw(t, "sep"))
	})
}

// Visible is what of a text can be seen.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, ansi.Strip(s))
}

// OpenAtEnd reports whether a style or a link is still on after the line.
func OpenAtEnd(l string) bool {
	w := lipgloss.NewWrapWriter(io.Discard)
	defer func() { _ = w.Close() }()
	_, _ = io.WriteString(w, l)
	style, link := w.Style(), w.Link()
	return !style.IsZero() || link.URL != ""
}
