package check

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEase scores texts whose words and syllables were counted by hand.
func TestEase(t *testing.T) {
	for _, c := range []struct {
		lang, text                  string
		sentences, words, syllables int
	}{
		// the-cat-sat-on-the-mat; it-was-a-big cat
		{"en", "The cat sat on the mat. It was a big cat.", 2, 11, 11},
		// No-bo-dy-sees-what-the-oth-ers-wrote (3+1+1+1+2+1); in-the-chat-there-is-one-ques-tion (1 1 1 1 1 1 2)
		{"en", "Nobody sees what the others wrote. In the chat there is one question.", 2, 13, 17},
		// Lou-is-a-pris-la-pa-role: Louis 1, a 1, pris 1, la 1, parole 2; Per-sonne n'a-ri: 2 1 1
		{"fr", "Louis a pris la parole. Personne n'a ri.", 2, 8, 10},
		// Per-sonne-ne-voit-ce-que-les-autres-ont-é-crit: 2 1 1 1 1 1 1 1 2
		{"fr", "Personne ne voit ce que les autres ont écrit.", 1, 9, 11},
	} {
		l := languages[c.lang]
		got := read(c.text).measure(c.text, func(word string) int { return spoken(word, l.syllables) })
		if want := (count{c.sentences, c.words, c.syllables}); got != want {
			t.Errorf("%q: %+v, by hand %+v", c.text, got, want)
		}
		score := l.ease(got)
		perSentence, perWord := float64(c.words)/float64(c.sentences), float64(c.syllables)/float64(c.words)
		want := 206.835 - 1.015*perSentence - 84.6*perWord
		if c.lang == "fr" {
			want = 207 - 1.015*perSentence - 73.6*perWord
		}
		if math.Abs(score-want) > 1e-9 {
			t.Errorf("%q: %v, by hand %v", c.text, score, want)
		}
	}
	if c := read("12 + 3!").measure("12 + 3!", nil); c.words != 0 || languages["en"].ease(c) != 0 {
		t.Errorf("no words, no score: %+v", c)
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two! Three?": {"One.", "Two!", "Three?"},
		"One":              {"One"},
		"Ask \"Where would you look?\" and count.":    {"Ask \"Where would you look?\" and count."},
		"She said \"Stop.\" He did.":                  {"She said \"Stop.\"", "He did."},
		"He left. \"Stop\" was heard.":                {"He left.", "\"Stop\" was heard."},
		"Dites « Où chercheriez-vous ? » et comptez.": {"Dites « Où chercheriez-vous ? » et comptez."},
		"Il a dit « Non. » Elle est partie.":          {"Il a dit « Non. »", "Elle est partie."},
		"Version 2.1 is out. See it.":                 {"Version 2.1 is out.", "See it."},
		"Ask Mr. Brown, e.g. on Monday. Then go.":     {"Ask Mr. Brown, e.g. on Monday.", "Then go."},
		"Voyez M. Petit et Mme Grand. Puis sortez.":   {"Voyez M. Petit et Mme Grand.", "Puis sortez."},
		"Well… perhaps. Yes.":                         {"Well… perhaps.", "Yes."},
		"What?! No.":                                  {"What?!", "No."},
		"(One.) Two.":                                 {"(One.)", "Two."},
		"1. 2. 3.":                                    nil,
		"":                                            nil,
	} {
		var got []string
		for _, s := range sentences(text) {
			got = append(got, s.text)
			if text[s.off:s.off+len(s.text)] != s.text {
				t.Errorf("%q is not at %d", s.text, s.off)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"It's a well-known fact, 24 h a day.": {"It's", "a", "well-known", "fact", "h", "a", "day"},
		"L'idée d'Inès – aujourd’hui, à 10 h": {"L'idée", "d'Inès", "aujourd’hui", "à", "h"},
		"'quoted' -- 3D": {"quoted", "3D"},
		"cafe\u0301":     {"cafe\u0301"},
	} {
		if diff := cmp.Diff(want, wordsOf(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
