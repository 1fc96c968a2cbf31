package check

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"binome/curriculum"
	"binome/storage/clean"
)

// guessable holds that nobody passes who hasn't been there: over all lessons that are
// checked, and over each module of them. It returns the figures.
func (r *run) guessable(top *report, puzzles []puzzle) []Guess {
	var all []Guess
	byLang := grouped(puzzles, func(p *puzzle) string { return p.lang })
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		bayes := learn(byLang[lang])
		whole := guesses(byLang[lang], lang, "", bayes)
		all = append(all, whole...)
		for _, g := range whole {
			if g.Tells() {
				r.guessed(top, g, curriculum.Pos{File: curriculum.OrderFile}, r.above(), "the answers can be guessed")
			}
		}
		byModule := grouped(byLang[lang], func(p *puzzle) string { return p.module })
		for _, m := range r.c.Modules {
			for i, g := range guesses(byModule[m.ID], lang, m.ID, bayes) {
				if i < 3 {
					all = append(all, g)
				}
				if g.Tells() && !slices.ContainsFunc(whole, func(w Guess) bool { return w.Cue == g.Cue && w.Tells() }) {
					r.guessed(top, g, m.Pos, m.Layer, "the answers of the module "+m.ID+" can be guessed")
				}
			}
		}
	}
	return all
}

// above is the layer that lies on all others.
func (r *run) above() string { return r.layers[len(r.layers)-1].Name }

func (r *run) guessed(top *report, g Guess, at curriculum.Pos, layer, what string) {
	f := top.add("guessable", at, g.mend+"; --rule guessable lists the questions", "%s: in %q, who only %s is right in %s of %d",
		what, g.Lang, g.About, percent(g.Share()), g.Questions)
	f.Layer, f.Lang = layer, g.Lang
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func grouped(puzzles []puzzle, by func(*puzzle) string) map[string][]puzzle {
	groups := map[string][]puzzle{}
	for i := range puzzles {
		key := by(&puzzles[i])
		groups[key] = append(groups[key], puzzles[i])
	}
	return groups
}

// telling is the share from which a cue's questions are listed: an author mends them
// before the cue is worth too much.
const telling = 0.40

// WriteGuesses writes what each cue is worth, by language and by module, and which
// questions it gives away, one a line.
func WriteGuesses(out io.Writer, all []Guess, lang string) error {
	var b strings.Builder
	w := guessWriter{&b, func(format string, args ...any) string { return In(lang, fmt.Sprintf(format, args...)) }}
	b.WriteString(w.say("Who hasn't read the lessons should be right in at most %s of the questions by any cue.", percent(mostGuessed)) + "\n")
	for _, in := range languagesIn(all) {
		whole := slices.DeleteFunc(slices.Clone(all), func(g Guess) bool { return g.Lang != in || g.Module != "" })
		b.WriteString("\n" + w.say("%s: %s, %s by chance", in, plural(whole[0].Questions, "question"), percent(whole[0].Chance/float64(whole[0].Questions))) + "\n")
		for _, g := range whole {
			sign := " "
			if g.Tells() {
				sign = "!"
			}
			fmt.Fprintf(&b, "  %s %5s  %-16s %s\n", sign, percent(g.Share()), g.Cue, w.say("right in %d of the %d where it prefers one: %s", len(g.Gives), g.Speaks, g.About))
		}
		for _, g := range whole {
			if len(g.Words) > 0 {
				b.WriteString("          " + w.say("words that tell, times in right options and in wrong: %s", clean.Line(strings.Join(g.Words, ", "))) + "\n")
			}
		}
		b.WriteByte('\n')
		w.modules(all, in)
		w.gifts(whole)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func languagesIn(all []Guess) []string {
	var langs []string
	for _, g := range all {
		if !slices.Contains(langs, g.Lang) {
			langs = append(langs, g.Lang)
		}
	}
	return langs
}

// A guessWriter says the figures in a reader's language.
type guessWriter struct {
	*strings.Builder
	say func(format string, args ...any) string
}

// modules says what tells most in each of them.
func (b guessWriter) modules(all []Guess, lang string) {
	var last string
	for _, g := range all {
		if g.Lang != lang || g.Module == "" {
			continue
		}
		if g.Module != last {
			if last != "" {
				b.WriteByte('\n')
			}
			last = g.Module
			fmt.Fprintf(b, "  %-16s %s:", g.Module, b.say("%s", plural(g.Questions, "question")))
		} else {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, " %s %s", g.Cue, percent(g.Share()))
	}
	if last != "" {
		b.WriteString("\n\n")
	}
}

// gifts lists the questions that are given away by the cues that tell, or nearly.
func (b guessWriter) gifts(whole []Guess) {
	var order []Gift
	by := map[string][]string{}
	for _, g := range whole {
		if g.Share() <= telling {
			continue
		}
		for _, gift := range g.Gives {
			key := gift.Lesson + "#" + gift.Question
			if by[key] == nil {
				order = append(order, gift)
			}
			by[key] = append(by[key], g.Cue)
		}
	}
	slices.SortFunc(order, func(a, b Gift) int {
		if n := strings.Compare(a.Lesson, b.Lesson); n != 0 {
			return n
		}
		return a.Pos.Line - b.Pos.Line
	})
	for _, gift := range order {
		key := gift.Lesson + "#" + gift.Question
		fmt.Fprintf(b, "  %s: %s\n", gift.Pos, b.say("%s gives it away: %s", gift.Question, strings.Join(by[key], ", ")))
	}
}
