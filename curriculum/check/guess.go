package check

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// mostGuessed is the share of right answers that no cue may be worth. With three options
// chance alone is worth a third.
const mostGuessed = 0.45

// A Guess is how often a cue that needs no lesson finds the right option: somebody who
// only prefers the longest, or the one that asks, and guesses where the cue is silent.
type Guess struct {
	Lang, Module string // Module is "" for the curriculum
	Cue          string // "longest", "asks", "words": see cues
	About        string // who answers so
	Questions    int
	Right        float64  // answers, of which ties count in part
	Chance       float64  // what pure guessing would get right
	Speaks       int      // questions in which the cue prefers one option to the others
	Gives        []Gift   // those of them that it gets right, in the curriculum's order
	Words        []string // of "words": which tell most, as "ask 21:4", times in right options and in wrong

	mend string
}

// A Gift is a question whose answer a cue gives away.
type Gift struct {
	Lesson, Question string
	Pos              curriculum.Pos
}

// Share of the questions that are answered right.
func (g Guess) Share() float64 { return g.Right / float64(max(g.Questions, 1)) }

// Tells reports whether the cue is worth more than [mostGuessed], and more than chance
// would be once in fifty times: of nine questions five are no proof of anything.
func (g Guess) Tells() bool {
	return g.Share() > mostGuessed && tail(g.Questions, int(g.Right), g.Chance/float64(g.Questions)) < 0.02
}

// tail is how probable it is that at least k of n are right, each with probability p.
func tail(n, k int, p float64) float64 {
	sum := 0.0
	for i := k; i <= n; i++ {
		a, _ := math.Lgamma(float64(n) + 1)
		b, _ := math.Lgamma(float64(i) + 1)
		c, _ := math.Lgamma(float64(n-i) + 1)
		sum += math.Exp(a - b - c + float64(i)*math.Log(p) + float64(n-i)*math.Log(1-p))
	}
	return sum
}

// A puzzle is a question as somebody sees it who knows nothing: words and no meaning.
type puzzle struct {
	module, lesson, lang string
	question             curriculum.Question
	words                [][]string // of each option
	asked                []string   // of the question
	right                int
	marks                [][]float64 // by cue and option
}

// puzzlesOf are a lesson's questions that have one right answer among several.
func puzzlesOf(l *curriculum.Lesson, lang string, questions []curriculum.Question) []puzzle {
	var all []puzzle
	for _, q := range questions {
		p := puzzle{module: l.Module.ID, lesson: l.ID, lang: lang, question: q, right: right(q), asked: small(block.Words(q.Spans))}
		if p.right < 0 || len(q.Options) < 2 {
			continue
		}
		for _, o := range q.Options {
			p.words = append(p.words, small(block.Words(o.Spans)))
		}
		for _, c := range allCues() {
			marks := make([]float64, len(q.Options))
			for i := range marks {
				marks[i] = c.mark(&p, i)
			}
			p.marks = append(p.marks, marks)
		}
		all = append(all, p)
	}
	return all
}

// small are the words of a text in small letters, those before an apostrophe apart, and
// its question marks.
func small(s string) []string {
	var all []string
	for _, w := range wordsOf(s) {
		for part := range strings.FieldsFuncSeq(strings.ToLower(w), func(r rune) bool { return r == '\'' || r == '’' || r == '-' }) {
			all = append(all, part)
		}
	}
	for range strings.Count(s, "?") {
		all = append(all, "?")
	}
	return all
}

// A cue gives each option a mark; who follows it takes the highest, and guesses among
// those that share it.
type cue struct {
	name, about, mend string
	mark              func(p *puzzle, option int) float64
}

var allCues = sync.OnceValue(cues)

// cues that need no other question to be measured. Each is looked at both ways.
func cues() []cue {
	length := func(p *puzzle, i int) float64 {
		return float64(utf8.RuneCountInString(block.Words(p.question.Options[i].Spans)))
	}
	place := func(n int) func(*puzzle, int) float64 {
		return func(_ *puzzle, i int) float64 { return truth(i == n) }
	}
	many := func(kind func(habits) []string) func(*puzzle, int) float64 {
		return func(p *puzzle, i int) float64 { return float64(p.count(i, kind(habitsOf(p.lang)))) }
	}
	asks := many(func(h habits) []string { return h.asks })
	whole := many(func(h habits) []string { return h.absolute })
	waits := many(func(h habits) []string { return h.waits })
	mark := func(p *puzzle, i int) float64 { return truth(slices.Contains(p.words[i], "?")) }
	negative := many(func(h habits) []string { return h.negative })
	taker := func(p *puzzle, i int) float64 {
		return truth(asks(p, i) > 0) + mark(p, i) - truth(whole(p, i) > 0) - truth(waits(p, i) > 0)
	}
	digits := func(p *puzzle, i int) float64 {
		return truth(strings.ContainsAny(block.Words(p.question.Options[i].Spans), "0123456789"))
	}
	commas := func(p *puzzle, i int) float64 {
		return float64(strings.Count(block.Words(p.question.Options[i].Spans), ",") + strings.Count(block.Words(p.question.Options[i].Spans), ":"))
	}
	not := func(f func(*puzzle, int) float64) func(*puzzle, int) float64 {
		return func(p *puzzle, i int) float64 { return -f(p, i) }
	}
	return []cue{
		{"test-taker", "prefers what asks, calls, checks or ends in a question mark, and avoids all, never, accept, wait",
			"let acting, refusing or doing nothing be right in a third of the cases, and asking too late, cowardly or known already", taker},
		{"asks", "prefers what asks, calls or checks", "let asking be wrong now and then: too late, cowardly, known already", asks},
		{"asks-not", "avoids what asks, calls or checks", "let asking be right now and then", not(asks)},
		{"question-mark", "prefers what has a question mark", "put question marks into wrong options, too", mark},
		{"no-question-mark", "avoids what has a question mark", "put a question mark into right options, too", not(mark)},
		{"absolute-not", "avoids all, never, nothing, everybody", "use such words in right options where they are true", not(whole)},
		{"absolute", "prefers all, never, nothing, everybody", "use such words in wrong options, too", whole},
		{"waits-not", "avoids what waits, accepts or leaves things be", "let waiting or leaving it be right now and then", not(waits)},
		{"waits", "prefers what waits, accepts or leaves things be", "let acting be right now and then", waits},
		{"not", "prefers what denies", "say what is done, or let a wrong option deny, too", negative},
		{"not-not", "avoids what denies", "let a right option deny now and then", not(negative)},
		{"longest", "takes the longest", "let a wrong option be the longest more often", length},
		{"shortest", "takes the shortest", "let a wrong option be the shortest more often", not(length)},
		{"middle", "takes the one of middle length", "let the right option be the longest or the shortest more often", middle},
		{"first", "takes the first", "spread the right ones", place(0)},
		{"second", "takes the second", "spread the right ones", place(1)},
		{"third", "takes the third", "spread the right ones", place(2)},
		{"commas", "takes the one with the most commas and colons", "let a wrong option say as much", commas},
		{"commas-not", "takes the one with the fewest commas and colons", "let a right option say as much", not(commas)},
		{"figures", "prefers what has a figure", "give a wrong option a figure, too", digits},
		{"echo", "takes the one that repeats the most of the question", "let a wrong option take up the question's words", echo},
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// middle marks neither the longest nor the shortest.
func middle(p *puzzle, option int) float64 {
	n := utf8.RuneCountInString(block.Words(p.question.Options[option].Spans))
	longer, shorter := false, false
	for _, o := range p.question.Options {
		m := utf8.RuneCountInString(block.Words(o.Spans))
		longer, shorter = longer || m > n, shorter || m < n
	}
	return truth(longer && shorter)
}

// echo counts the question's words of four letters or more that an option takes up.
func echo(p *puzzle, option int) float64 {
	n := 0
	for _, w := range p.words[option] {
		if utf8.RuneCountInString(w) > 3 && slices.Contains(p.asked, w) {
			n++
		}
	}
	return float64(n)
}

// count is how many of an option's words are, or begin like (ask*), one of these.
func (p *puzzle) count(option int, these []string) int {
	n := 0
	for _, w := range p.words[option] {
		for _, t := range these {
			stem, open := strings.CutSuffix(t, "*")
			if w == t || open && strings.HasPrefix(w, stem) {
				n++
				break
			}
		}
	}
	return n
}

// habits are the words by which somebody answers who hasn't read the lesson.
type habits struct{ asks, absolute, waits, negative []string }

func habitsOf(lang string) habits {
	if l, known := languages[phrases.Base(lang)]; known {
		return l.habits()
	}
	return habits{}
}

// answer is what a follower of the marks gets for a puzzle, and whether they prefer one
// option to all others.
func (p *puzzle) answer(mark func(option int) float64) (score float64, speaks bool) {
	best, share, hit := math.Inf(-1), 0, false
	for i := range p.words {
		switch m := mark(i); {
		case m > best:
			best, share, hit = m, 1, i == p.right
		case m == best:
			share, hit = share+1, hit || i == p.right
		}
	}
	if hit {
		score = 1 / float64(share)
	}
	return score, share == 1
}

// guesses measures each cue over the puzzles of one language.
func guesses(puzzles []puzzle, lang, module string, bayes *bayesian) []Guess {
	if len(puzzles) == 0 {
		return nil
	}
	chance := 0.0
	for i := range puzzles {
		chance += 1 / float64(len(puzzles[i].words))
	}
	known := append(slices.Clone(allCues()), cue{"words", "has read the other lessons' questions and goes by their words (naive Bayes)",
		"let the words of right options stand in wrong ones, and the other way round", bayes.mark})
	var all []Guess
	for n, c := range known {
		g := Guess{Lang: lang, Module: module, Cue: c.name, About: c.about, Questions: len(puzzles), Chance: chance, mend: c.mend}
		for i := range puzzles {
			p := &puzzles[i]
			score, speaks := p.answer(func(i int) float64 {
				if n < len(p.marks) {
					return p.marks[n][i]
				}
				return c.mark(p, i)
			})
			g.Right += score
			if speaks {
				g.Speaks++
				if score == 1 {
					g.Gives = append(g.Gives, Gift{p.lesson, p.question.ID, p.question.Pos})
				}
			}
		}
		if c.name == "words" && module == "" {
			g.Words = bayes.telling(20)
		}
		all = append(all, g)
	}
	slices.SortStableFunc(all, func(a, b Guess) int { return cmp.Compare(b.Right, a.Right) })
	return all
}

// A tally is how often each word stands in right options and in wrong ones.
type tally struct {
	words map[string][2]float64
	total [2]float64
}

// A bayesian knows what right options sound like, in all lessons but the one it is asked
// about: words it has seen there don't count.
type bayesian struct {
	all    tally
	lesson map[string]tally
}

func learn(puzzles []puzzle) *bayesian {
	b := &bayesian{all: tally{words: map[string][2]float64{}}, lesson: map[string]tally{}}
	for i := range puzzles {
		p := &puzzles[i]
		own, ok := b.lesson[p.lesson]
		if !ok {
			own.words = map[string][2]float64{}
		}
		for o, words := range p.words {
			class := int(truth(o == p.right))
			for _, w := range words {
				b.all.add(w, class)
				own.add(w, class)
			}
		}
		b.lesson[p.lesson] = own
	}
	return b
}

func (t *tally) add(word string, class int) {
	n := t.words[word]
	n[class]++
	t.words[word] = n
	t.total[class]++
}

// telling are the words that stand where right options are most often, or least.
func (b *bayesian) telling(most int) []string {
	type weighed struct {
		word   string
		weight float64
	}
	share := b.all.total[1] / (b.all.total[0] + b.all.total[1])
	var all []weighed
	for w, n := range b.all.words {
		seen := n[0] + n[1]
		// How far from chance, in standard deviations of a word that tells nothing.
		if away := math.Abs(n[1]-seen*share) / math.Sqrt(seen*share*(1-share)); seen >= 5 && away > 1.5 {
			all = append(all, weighed{w, away})
		}
	}
	slices.SortFunc(all, func(x, y weighed) int { return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.word, y.word)) })
	var words []string
	for _, w := range all[:min(most, len(all))] {
		n := b.all.words[w.word]
		words = append(words, fmt.Sprintf("%s %.0f:%.0f", w.word, n[1], n[0]))
	}
	return words
}

// mark is the logarithm of the odds that an option with these words is right: a
// multinomial model, each word counted once more than it was seen.
func (b *bayesian) mark(p *puzzle, option int) float64 {
	own := b.lesson[p.lesson]
	kinds := float64(len(b.all.words))
	odds := 0.0
	for _, w := range p.words[option] {
		all, mine := b.all.words[w], own.words[w]
		odds += math.Log((all[1]-mine[1]+1)/(b.all.total[1]-own.total[1]+kinds)) - math.Log((all[0]-mine[0]+1)/(b.all.total[0]-own.total[0]+kinds))
	}
	return odds
}
