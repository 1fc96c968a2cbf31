package phrases

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestReview: what a translator got wrong is told at its line.
func TestReview(t *testing.T) {
	for src, want := range map[string]string{
		"[date]\nweekdays = \"Mo, Di\"\n":                               "2: date.weekdays has 2 words, and should have 7",
		"[today]\nno-such = \"x\"\n":                                    "2: nothing says today.no-such",
		"[date]\nminutes = \"{{.N}} Minuten\"\n":                        "2: date.minutes has one form, and should have one, other",
		"[date.minutes]\nother = \"{{.N}} Minuten\"\n":                  "1: date.minutes lacks the form one",
		"[date.minutes]\none = \"{{.N}} {{.X}}\"\nother = \"{{.N}}\"\n": "1: date.minutes asks for {{.X}}, which isn't given",
		"[date.minutes]\none = \"1 Minute\"\nother = \"{{.N}}\"\n":      "",
	} {
		var got []string
		for _, f := range Review(fstest.MapFS{"phrases/de.toml": {Data: []byte(src)}}) {
			got = append(got, strings.TrimPrefix(f.Error(), "phrases/de.toml:"))
		}
		line, why, _ := strings.Cut(want, ": ")
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], line+":") || !strings.HasSuffix(got[0], why)) {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
	if f := Review(fstest.MapFS{"phrases/qq.toml": {Data: []byte("")}}); len(f) != 1 {
		t.Error(f)
	}
}

// TestBlank: what is written out to be translated is a catalogue that says nothing yet, and
// all of it once each # is off.
func TestBlank(t *testing.T) {
	for lang, forms := range map[string]string{"de": "one other", "pl": "one few many other", "ja": "other"} {
		text, err := Blank(lang)
		if err != nil {
			t.Fatal(err)
		}
		if said, errs := parse("x.toml", lang, text); len(said) > 0 || len(errs) > 0 {
			t.Errorf("%s says %d phrases, %v", lang, len(said), errs)
		}
		var b strings.Builder
		for line := range strings.Lines(text) {
			if bare, ok := strings.CutPrefix(line, "# "); ok && strings.Contains(bare, " = \"") {
				line = bare
			}
			b.WriteString(line)
		}
		said, errs := parse("x.toml", lang, b.String())
		english, _ := parse("en.toml", "en", englishWords)
		if len(errs) > 0 || len(said) != len(english) {
			t.Errorf("%s: %d of %d phrases, %v", lang, len(said), len(english), errs)
		}
		for key, p := range said {
			if p.one == nil {
				for form := range strings.FieldsSeq(forms) {
					if p.forms[form] == nil {
						t.Errorf("%s: %s lacks %s", lang, key, form)
					}
				}
			}
		}
	}
	if _, err := Blank("qq"); err == nil {
		t.Error("there is no such language")
	}
}
