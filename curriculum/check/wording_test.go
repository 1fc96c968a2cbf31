package check

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestLexicons: what is avoided can be read, in each language that has it.
func TestLexicons(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		raw, err := avoid.ReadFile("avoid/" + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readLexicon(string(raw)); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		for i, line := range strings.Split(string(raw), "\n") {
			for name := range strings.FieldsFuncSeq(line, func(r rune) bool { return strings.ContainsRune(" |[]", r) }) {
				if strings.HasPrefix(name, "@") && !strings.Contains(line, " = ") && lexicons()[lang].sets[name] == nil {
					t.Errorf("%s:%d: there is no set %s", lang, i+1, name)
				}
			}
		}
	}
}

// TestWording: words are judged with those around them. A line of the tables is a rule, or -
// for none, and a sentence.
func TestWording(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) { judged(t, lang, "testdata/wording."+lang+".tsv") })
	}
}

// TestFreshWording: sentences that were written before anybody looked at the rules.
func TestFreshWording(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) { judged(t, lang, "testdata/fresh."+lang+".tsv") })
	}
}

func judged(t *testing.T, lang, table string) {
	raw, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	type score struct{ has, missed, wrong int }
	scores := map[string]*score{"-": {}}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	if len(lines) < 60 {
		t.Errorf("only %d sentences", len(lines))
	}
	for _, line := range lines {
		want, sentence, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%q", line)
		}
		got := rulesIn(lang, sentence)
		if want != optionAlways { // asked of options alone
			got = slices.DeleteFunc(got, func(rule string) bool { return rule == optionAlways })
		}
		for _, rule := range append(slices.Clone(got), want) {
			if scores[rule] == nil {
				scores[rule] = &score{}
			}
		}
		scores[want].has++
		if want != "-" && !slices.Contains(got, want) {
			scores[want].missed++
			t.Errorf("%q: %v, want %s", sentence, got, want)
		}
		for _, rule := range got {
			if rule != want {
				scores[rule].wrong++
				t.Errorf("%q: %s, want %s", sentence, rule, want)
			}
		}
	}
	for rule, s := range scores {
		t.Logf("%s: %d sentences, %d missed, %d found where there is none", rule, s.has, s.missed, s.wrong)
	}
}

// rulesIn are the rules about words that a sentence breaks, each once.
func rulesIn(lang, sentence string) (rules []string) {
	for _, s := range append(lexicons()[lang].slips(sentence, wordExtents(sentence)), languages[lang].figures().slips(sentence)...) {
		if !slices.Contains(rules, s.rule) {
			rules = append(rules, s.rule)
		}
	}
	return rules
}
