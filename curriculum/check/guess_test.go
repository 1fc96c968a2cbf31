package check

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/curriculum/block"
)

func spans(s string) []block.Span { return []block.Span{{Text: s}} }

// one is a question whose options are given, the right one marked by a star.
func one(lang, lesson string, options ...string) puzzle {
	q := curriculum.Question{ID: "q", Spans: spans("What now?")}
	for _, o := range options {
		text, right := strings.CutPrefix(o, "*")
		q.Options = append(q.Options, curriculum.Option{Spans: spans(text), Right: right})
	}
	l := &curriculum.Lesson{ID: lesson, Module: &curriculum.Module{ID: "m"}}
	return puzzlesOf(l, lang, []curriculum.Question{q})[0]
}

// guess measures the puzzles of English.
func guess(puzzles []puzzle) []Guess {
	own := grouped(puzzles, func(p *puzzle) string { return p.lang })["en"]
	return guesses(own, "en", "", learn(own))
}

// TestCues: which option each cue prefers, and what its follower gets.
func TestCues(t *testing.T) {
	for _, c := range []struct {
		cue, lang string
		options   []string
		score     float64
		speaks    bool
	}{
		{"asks", "en", []string{"*Ask the client", "Send it", "Stop"}, 1, true},
		{"asks", "en", []string{"Ask the client", "*Send it", "Stop"}, 0, true},
		{"asks", "en", []string{"*Ask the client", "Check it with IT", "Stop"}, 0.5, false},
		{"asks", "en", []string{"*Send it", "Stop", "Begin"}, 1.0 / 3, false},
		{"asks", "en", []string{"*A task", "Askew", "Ask"}, 0, true}, // a word, not its letters
		{"asks", "fr", []string{"Je garde", "*Je leur demande qui", "J'envoie"}, 1, true},
		{"asks", "fr", []string{"J’envoie", "Je garde", "*J’appelle"}, 1, true},
		{"asks-not", "en", []string{"*Send it", "Ask", "Check"}, 1, true},
		{"question-mark", "fr", []string{"*« Et demain ? »", "« Demain. »", "Rien"}, 1, true},
		{"no-question-mark", "en", []string{"Really?", "Who?", "*No"}, 1, true},
		{"absolute", "en", []string{"*Tell nobody", "Tell her", "Tell him"}, 1, true},
		{"absolute-not", "fr", []string{"*Le dire", "Tout dire", "Ne rien dire"}, 1, true},
		{"waits", "en", []string{"*Wait", "Go", "Stop"}, 1, true},
		{"waits-not", "fr", []string{"*Partir", "Attendre", "Accepter"}, 1, true},
		{"not", "fr", []string{"*Ne pas répondre", "Répondre", "Appeler"}, 1, true},
		{"not-not", "en", []string{"*Go", "Do not go", "Without going"}, 1, true},
		{"longest", "fr", []string{"*éééé", "aaa", "aaa"}, 1, true}, // characters, not bytes
		{"longest", "en", []string{"*aaaa", "aaaa", "aaa"}, 0.5, false},
		{"shortest", "en", []string{"*a", "aaaa", "aaa"}, 1, true},
		{"middle", "en", []string{"a", "aaaa", "*aaa"}, 1, true},
		{"first", "en", []string{"*a", "b", "c"}, 1, true},
		{"second", "en", []string{"*a", "b", "c"}, 0, true},
		{"third", "en", []string{"a", "b", "*c"}, 1, true},
		{"third", "en", []string{"*a", "b"}, 0.5, false},
		{"commas", "en", []string{"*Yes, here: this", "No, there", "Up"}, 1, true},
		{"commas-not", "en", []string{"Yes, here: this", "No, there", "*Up"}, 1, true},
		{"figures", "fr", []string{"*Douze, soit 12", "Douze", "Treize"}, 1, true},
		{"echo", "en", []string{"*What she wants", "Who", "Where"}, 1, true},
		{"test-taker", "en", []string{"*Ask whether it holds", "Check all of it", "Wait?"}, 1, true},
		{"test-taker", "fr", []string{"Demander à tous", "*Envoyer", "Accepter"}, 0.5, false},
		{"asks", "de", []string{"*Fragen", "Warten", "Gehen"}, 1.0 / 3, false}, // unknown here
	} {
		i := slices.IndexFunc(cues(), func(k cue) bool { return k.name == c.cue })
		if i < 0 {
			t.Fatal(c.cue)
		}
		p := one(c.lang, "m/a", c.options...)
		score, speaks := p.answer(func(o int) float64 { return cues()[i].mark(&p, o) })
		if math.Abs(score-c.score) > 1e-9 || speaks != c.speaks {
			t.Errorf("%s %s %q: %.2f %t, want %.2f %t", c.lang, c.cue, c.options, score, speaks, c.score, c.speaks)
		}
	}
}

// TestTail against sums done by hand: 1/9 of two of two, 7/27 of two or three of three.
func TestTail(t *testing.T) {
	for _, c := range []struct {
		n, k int
		want float64
	}{{2, 2, 1.0 / 9}, {3, 2, 7.0 / 27}, {5, 0, 1}, {1, 1, 1.0 / 3}} {
		if got := tail(c.n, c.k, 1.0/3); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d of %d: %f, want %f", c.k, c.n, got, c.want)
		}
	}
}

// TestTells: a share over the most, and not by luck.
func TestTells(t *testing.T) {
	for _, c := range []struct {
		n     int
		right float64
		want  bool
	}{{9, 5, false}, {9, 7, true}, {12, 6, false}, {12, 8, true}, {167, 75, false}, {167, 76, true}, {0, 0, false}} {
		if g := (Guess{Questions: c.n, Right: c.right, Chance: float64(c.n) / 3}); g.Tells() != c.want {
			t.Errorf("%.0f of %d tells: %t", c.right, c.n, !c.want)
		}
	}
}

// TestWordsAreNotOwn: what a lesson teaches of its own answers doesn't count, and what the
// others teach does.
func TestWordsAreNotOwn(t *testing.T) {
	words := func(puzzles []puzzle) Guess {
		all := guess(puzzles)
		return all[slices.IndexFunc(all, func(g Guess) bool { return g.Cue == "words" })]
	}
	var same, apart []puzzle
	for i := range 8 {
		same = append(same, one("en", "m/a", "*blue green", "red brown", "red grey"))
		apart = append(apart, one("en", fmt.Sprintf("m/l%d", i), "*blue green", "red brown", "red grey"))
	}
	if g := words(same); math.Abs(g.Share()-1.0/3) > 1e-9 {
		t.Errorf("one lesson teaches itself: %.2f", g.Share())
	}
	g := words(apart)
	if g.Share() != 1 || !g.Tells() || len(g.Gives) != 8 {
		t.Errorf("%+v", g)
	}
	if want := []string{"blue 8:0", "green 8:0", "red 0:16"}; !slices.Equal(g.Words[:3], want) {
		t.Errorf("the words that tell are %q", g.Words)
	}
}

// TestGuessProperties: shares are shares; options in another order change no cue but those
// of place.
func TestGuessProperties(t *testing.T) {
	option := rapid.SampledFrom([]string{"Ask them", "Wait", "Send all of it", "Check, then send", "« Oui ? »", "Nothing", "Write to 12 people, and wait for an answer"})
	rapid.Check(t, func(t *rapid.T) {
		var puzzles, turned []puzzle
		for i := range rapid.IntRange(1, 12).Draw(t, "questions") {
			options := rapid.SliceOfNDistinct(option, 2, 4, rapid.ID).Draw(t, "options")
			right := rapid.IntRange(0, len(options)-1).Draw(t, "right")
			options[right] = "*" + options[right]
			lang := rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "lang")
			lesson := fmt.Sprintf("m/l%d", i/3)
			puzzles = append(puzzles, one(lang, lesson, options...))
			back := slices.Clone(options)
			slices.Reverse(back)
			turned = append(turned, one(lang, lesson, back...))
		}
		shares := func(all []Guess) map[string]float64 {
			m := map[string]float64{}
			for _, g := range all {
				if g.Right < 0 || g.Right > float64(g.Questions)+1e-9 || len(g.Gives) > g.Speaks || g.Speaks > g.Questions {
					t.Fatalf("%+v", g)
				}
				m[g.Cue] = g.Right
			}
			return m
		}
		a, b := shares(guess(puzzles)), shares(guess(turned))
		for name, right := range a {
			if placed := name == "first" || name == "second" || name == "third"; !placed && math.Abs(right-b[name]) > 1e-9 {
				t.Fatalf("%s is worth %f, and %f with the options turned round", name, right, b[name])
			}
		}
	})
}

// giveaway is a module in which asking is the right answer, every time.
func giveaway(t *testing.T, lessons int) fstest.MapFS {
	files := house(t)
	entry := "\n[[lesson]]\nid = \"l%d\"\nminutes = 25\ndigcomp = [\"2.1\"]\nedition = 1\nreviewed = 2026-11-22\n"
	about := "[title]\nen = \"More\"\nfr = \"Plus\"\n"
	body := string(files[chatEN].Data)
	for i := range lessons {
		about += fmt.Sprintf(entry, i)
		turned := body
		for _, right := range []string{"Post it in the project's channel, naming the four", "Name the person who can answer it", "Leave it, and tell them privately whom to ask"} {
			turned = strings.Replace(turned, "- [x] "+right, "- [x] Ask", 1)
		}
		files[fmt.Sprintf("more/l%d.en.md", i)] = &fstest.MapFile{Data: []byte(turned)}
	}
	files["more/module.toml"] = &fstest.MapFile{Data: []byte(about)}
	return files
}

// TestGuessable: answers that can be guessed are told once for the curriculum, with the
// cue and the language, and the figures are handed out.
func TestGuessable(t *testing.T) {
	var told []Guess
	o := Options{Rules: []string{"guessable"}, Guesses: func(all []Guess) { told = all }}
	found := Run(context.Background(), []curriculum.Layer{{FS: giveaway(t, 4), Name: "house"}}, o)
	var asks, modules int
	for _, f := range found {
		if f.Rule != "guessable" || f.Layer != "house" || f.Lang != "en" || f.Fix == "" {
			t.Errorf("%+v", f)
		}
		if strings.Contains(f.Text, "prefers what asks, calls or checks is right in") {
			asks++
		}
		if strings.Contains(f.Text, "the module more") {
			modules++
		}
	}
	if asks != 1 || modules != 0 {
		t.Errorf("told %d times of the curriculum, %d of the module: %+v", asks, modules, found)
	}
	i := slices.IndexFunc(told, func(g Guess) bool { return g.Lang == "en" && g.Cue == "asks" && g.Module == "" })
	if g := told[i]; g.Questions != 15 || g.Share() < 0.7 || len(g.Gives) < 8 || g.Gives[0].Pos.Line == 0 {
		t.Errorf("%+v", g)
	}
	var b strings.Builder
	if err := WriteGuesses(&b, told, "en"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"en: 15 questions, 33 % by chance", "fr: 3 questions", "more             12 questions:", "more/l0.en.md:58:1: late-supplier gives it away: "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("not said: %s\n%s", want, b.String())
		}
	}
	if found := Run(context.Background(), []curriculum.Layer{houseLayer(t)}, o); len(found) > 0 {
		t.Errorf("the sample: %+v", found)
	}
}

// TestGuessableModule: a module that gives its answers away among others that don't.
func TestGuessableModule(t *testing.T) {
	files := giveaway(t, 3)
	below := curriculum.Builtin()
	found := Run(context.Background(), []curriculum.Layer{below, {FS: files, Name: "house"}}, Options{Rules: []string{"guessable"}})
	if !slices.ContainsFunc(found, func(f Finding) bool {
		return f.Layer == "house" && f.Pos.File == "more/module.toml" && strings.Contains(f.Text, "the module more")
	}) {
		t.Errorf("not told: %+v", found)
	}
}
