package curriculum

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNamesAreRead holds the names of folders and files against their grammar.
func TestNamesAreRead(t *testing.T) {
	slugs := regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)
	devices := regexp.MustCompile(`^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
	files := regexp.MustCompile(`^((?s).*)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md$`)
	name := rapid.StringOfN(rapid.SampledFrom([]rune("abcmnopltux059-._ABé\n/")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(name, rapid.SampledFrom([]string{"con", "com1", "lpt9", "com10", "nul", strings.Repeat("a", 60), strings.Repeat("a", 61)})).Draw(t, "slug")
		if want := len(s) <= maxName && slugs.MatchString(s) && !devices.MatchString(s); slug(s) != want {
			t.Errorf("slug(%q) is %t", s, !want)
		}
		file := s + rapid.SampledFrom([]string{".md", ".fr.md", ".fr-CA.md", ".f.md", ".fr-.md", ".french.md", ".zh-Hant-TW.md", ".f1.md", ".fr.MD", ".fr-toolongaa.md"}).Draw(t, "ending")
		m := files.FindStringSubmatch(file)
		stem, lang, ok := langOf(file, ".md")
		if ok != (m != nil) || ok && (stem != m[1] || lang != m[2]) {
			t.Errorf("langOf(%q) is %q, %q, %t; want %q", file, stem, lang, ok, m)
		}
	})
}

// TestKeyPlaces: where keys and tables stand, however a person has spaced them.
func TestKeyPlaces(t *testing.T) {
	const src = "title = \"a = b\"\n\t roles=\"x\" # y = 1\nlong = \"\"\"\ninside = 1\n[no]\n\"\"\"\nafter = 1\n\"quoted\" = 1\n= 2\n" +
		" [title] # a\nfr.x = 1\n[[ lesson ]]\nid = 1\n[[lesson]]\n  id = 2\nid = 3\n[]\n[not closed\nlast = 1"
	want := map[string]Pos{
		"title": {Line: 1, Col: 1}, "roles": {Line: 2, Col: 3}, "long": {Line: 3, Col: 1}, "after": {Line: 7, Col: 1}, "quoted": {Line: 8, Col: 1},
		"title.fr.x": {Line: 11, Col: 1}, "lesson.0": {Line: 12, Col: 1}, "lesson.0.id": {Line: 13, Col: 1},
		"lesson.1": {Line: 14, Col: 1}, "lesson.1.id": {Line: 15, Col: 3}, "lesson.1.last": {Line: 19, Col: 1},
	}
	if diff := cmp.Diff(want, keyPlaces("", src)); diff != "" {
		t.Error(diff)
	}
}

// TestStepMinutesOfAnyLength: the three lengths are PRODUCT's; any other is divided as one of 25 is.
func TestStepMinutesOfAnyLength(t *testing.T) {
	for lesson, want := range map[int][5]int{10: {2, 3, 2, 2, 1}, 25: {4, 6, 8, 4, 3}, 45: {7, 12, 15, 7, 4}, 50: {8, 12, 16, 8, 6}, 100: {16, 24, 32, 16, 12}} {
		var got [5]int
		for i, s := range StepIDs() {
			got[i] = StepMinutes(lesson, s)
		}
		if got != want {
			t.Errorf("%d minutes: %v", lesson, got)
		}
	}
}
