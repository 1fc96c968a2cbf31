package check

import (
	"context"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
)

// ours checks the built-in curriculum by its own standard.
func ours(o Options) []Finding {
	o.Own, o.Whole, o.Today = true, true, time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	return Run(context.Background(), []curriculum.Layer{curriculum.Builtin()}, o)
}

// TestOurLessons holds the built-in curriculum to the standard. Run it with -v to see
// every finding; of the warnings, those that only many lessons show fail it, too: no words
// of one lesson can excuse them.
func TestOurLessons(t *testing.T) {
	found := ours(Options{})
	var b strings.Builder
	if err := WriteText(&b, found, TextOptions{Quiet: !testing.Verbose()}); err != nil {
		t.Fatal(err)
	}
	if Errors(found) > 0 {
		t.Error("\n" + b.String())
	} else if len(found) > 0 {
		t.Log("\n" + b.String())
	}
	for _, f := range found {
		if f.Group == Groups {
			t.Errorf("%s: %s [%s]", f.Pos, f.Text, f.Rule)
		}
	}
}

// TestOurAnswers: nobody passes our questions who hasn't been there, in either language.
func TestOurAnswers(t *testing.T) {
	var all []Guess
	ours(Options{Rules: []string{"guessable"}, Guesses: func(g []Guess) { all = g }})
	whole := map[string]int{}
	for _, g := range all {
		if g.Module != "" {
			continue
		}
		whole[g.Lang]++
		if g.Share() > mostGuessed || g.Questions < 150 {
			t.Errorf("in %q, who only %s is right in %s of %d", g.Lang, g.About, percent(g.Share()), g.Questions)
		}
	}
	if n := len(cues()) + 1; whole["en"] != n || whole["fr"] != n {
		t.Errorf("%v cues were looked for, want %d in each language", whole, n)
	}
}
