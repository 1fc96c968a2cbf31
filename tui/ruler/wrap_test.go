package ruler

import (
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"binome/tui/ruler/rulertest"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, in string
		width    int
		want     []string
	}{
		{"empty", "", 5, []string{""}},
		{"fits", "un deux", 7, []string{"un deux"}},
		{"breaks at a space", "un deux", 6, []string{"un", "deux"}},
		{"keeps several spaces inside", "un  deux", 8, []string{"un  deux"}},
		{"accents and ligatures", "élève œuvre naïf", 11, []string{"élève œuvre", "naïf"}},
		{"combining marks count once", "e\u0301e\u0301 e\u0301", 4, []string{"e\u0301e\u0301 e\u0301"}},
		{"no-break space", "moi\u00a0? oui", 5, []string{"moi\u00a0?", "oui"}},
		{"narrow no-break space", "à moi\u202f? oui", 6, []string{"à", "moi\u202f?", "oui"}},
		{"hyphens hold", "un rendez-vous", 9, []string{"un", "rendez-", "vous"}},
		{"hyphens hold where they can", "un rendez-vous", 12, []string{"un", "rendez-vous"}},
		{"emoji", "👍🏽 👨‍👩‍👧 ok", 5, []string{"👍🏽 👨‍👩‍👧", "ok"}},
		{"flags", "🇫🇷🇬🇧", 2, []string{"🇫🇷", "🇬🇧"}},
		{"Chinese breaks anywhere", "你好世界", 5, []string{"你好", "世界"}},
		{"a long word is cut", "abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"at its joints", "example.org/a/path", 14, []string{"example.org/", "a/path"}},
		{"lines of the author", "un\n\ndeux", 10, []string{"un", "", "deux"}},
		{"an indent", "  un\n    deux", 10, []string{"  un", "    deux"}},
		{"tabs", "a\tb", 10, []string{"a    b"}},
		{"style carried over", "\x1b[1mun deux\x1b[m", 4, []string{"\x1b[1mun\x1b[m", "\x1b[1mdeux\x1b[m"}},
		{"link carried over", "\x1b]8;;https://a.b\x07un deux\x1b]8;;\x07", 4, []string{
			"\x1b]8;;https://a.b\x07un" + "\x1b]8;;\x07", "\x1b]8;;https://a.b\x07deux\x1b]8;;\x07"}},
	} {
		if diff := cmp.Diff(c.want, Whole.Wrap(c.in, c.width)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestWrapHolds(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		s := rulertest.Text().Draw(t, "text")
		width := rapid.IntRange(2, 80).Draw(t, "width")
		r := rapid.SampledFrom([]Ruler{Points, Whole}).Draw(t, "ruler")
		if r == Points {
			width = max(width, 8) // by code points a family of four is as wide
		}
		lines := r.Wrap(s, width)
		for _, l := range lines {
			if w := r.Width(l); w > width {
				t.Fatalf("%q is %d wide, more than %d", l, w, width)
			}
			if l != "" && rulertest.OpenAtEnd(l) {
				t.Fatalf("%q leaves a style or a link open", l)
			}
		}
		if got, want := rulertest.Visible(strings.Join(lines, "")), rulertest.Visible(s); got != want {
			t.Fatalf("text was lost or added:\n got %q\nwant %q", got, want)
		}
	})
}

// Words that fit on a line are never cut.
func TestWrapKeepsWordsWhole(t *testing.T) {
	word := rapid.StringMatching(`[a-zéœ'-]{1,12}|[a-z]{1,8}\x{202f}[?!]`)
	rulertest.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 40).Draw(t, "words")
		width := rapid.IntRange(12, 76).Draw(t, "width")
		var got []string
		for _, l := range Whole.Wrap(strings.Join(words, " "), width) {
			got = append(got, strings.FieldsFunc(l, func(r rune) bool { return r == ' ' })...)
		}
		if !slices.Equal(got, words) {
			t.Fatalf("words were cut:\n got %q\nwant %q", got, words)
		}
	})
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"un titre et une photo", 30, "un titre et une photo"},
		{"un titre et une photo", 12, "un titre et…"},
		{"un titre, et une photo", 11, "un titre…"},
		{"anticonstitutionnellement", 8, "anticon…"},
		{"你好世界", 4, "你…"},
		{"abc", 0, ""},
	} {
		if got := Whole.Shorten(c.in, c.width, "…"); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
	bold := lipgloss.NewStyle().Bold(true)
	if got, want := Whole.Shorten(bold.Render("un titre et une photo"), 12, "…"), bold.Render("un titre et…"); got != want {
		t.Errorf("a shortened style is %q, want %q", got, want)
	}
}

func TestShortenHolds(t *testing.T) {
	if got := Points.Shorten("👍🏽", 2, "…"); Points.Width(got) > 2 { // four columns by code points
		t.Errorf("shortened to %q", got)
	}
	rulertest.Check(t, func(t *rapid.T) {
		s := strings.ReplaceAll(rulertest.Text().Draw(t, "text"), "\n", " ")
		width := rapid.IntRange(0, 60).Draw(t, "width")
		r := rapid.SampledFrom([]Ruler{Points, Whole}).Draw(t, "ruler")
		for _, e := range []string{"…", "..."} {
			if got := r.Shorten(s, width, e); r.Width(got) > width {
				t.Fatalf("Shorten(%q, %d) = %q, %d wide", s, width, got, r.Width(got))
			}
		}
	})
}

func FuzzWrap(f *testing.F) {
	f.Add("un \x1b[1mdeux\x1b[m trois 👨‍👩‍👧", 5)
	f.Add("\x1b]8;;x\x07\x1b[\x1b]", 1)
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 2 + (width&0x7f+128)%128
		for _, r := range []Ruler{Points, Whole} {
			for _, l := range r.Wrap(s, width) {
				if r.Width(l) > width {
					t.Fatalf("%q wrapped at %d has a line %d wide: %q", s, width, r.Width(l), l)
				}
			}
		}
	})
}
