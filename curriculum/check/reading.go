package check

import (
	"strings"
	"unicode/utf8"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// counts reports whether a passage is the mentee's reading.
func counts(k curriculum.PassageKind) bool {
	switch k {
	case curriculum.ProsePassage, curriculum.CalloutPassage, curriculum.CardPassage, curriculum.BoxPassage, curriculum.QuestionPassage,
		curriculum.OptionPassage, curriculum.FeedbackPassage, curriculum.NextPassage:
		return true
	}
	return false
}

// maxHeard bounds what a worker remembers of words it has counted.
const maxHeard = 100_000

// heard is the language's counter with a memory: lessons use the same words.
func (r *report) heard(l language) func(string) int {
	lang := phrases.Base(r.lang) + " "
	return func(word string) int {
		if n, ok := r.memory[lang+word]; ok {
			return n
		}
		n := spoken(word, l.syllables)
		if len(r.memory) < maxHeard {
			r.memory[lang+word] = n
		}
		return n
	}
}

// fewWords is what a step must have before a score of it means anything.
const fewWords = 30

func (r *report) ease() {
	l, known := languages[phrases.Base(r.lang)]
	if !known {
		return
	}
	var whole count
	var steps [5]count
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		if step := p.Step.Index(); step >= 0 && counts(p.Kind) {
			steps[step] = steps[step].plus(r.readings[i].measure(p.Plain, r.heard(l)))
		}
	}
	for i, c := range steps {
		whole = whole.plus(c)
		if score := l.ease(c); c.words >= fewWords && score < l.step {
			r.add("ease-step", r.draft.Steps[i].Pos, "shorter words before shorter sentences", "the reading ease of %s is %.0f, below %.0f (%s)", r.draft.Steps[i].Heading, score, l.step, c)
		}
	}
	if score := l.ease(whole); whole.words >= fewWords && score < l.lesson {
		r.add("ease-lesson", r.draft.TitlePos, "shorter words before shorter sentences", "the reading ease is %.0f, below %.0f (%s)", score, l.lesson, whole)
	}
}

const (
	meanLeast, meanMost = 7.0, 16.0
	longParagraph       = 5 // sentences
)

func (r *report) sentences() {
	if !r.speaks() {
		return
	}
	most := languages[phrases.Base(r.lang)].longest
	var whole count
	var long []*curriculum.Passage
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		if !counts(p.Kind) && p.Kind != curriculum.GuidePassage {
			continue
		}
		all := r.readings[i].sentences
		for _, s := range all {
			n := s.words
			if n > most {
				f := r.add("sentence-long", p.Pos(s.off), "at most "+plural(most, "word"), "a sentence of %d words", n)
				f.End = p.Pos(s.off + len(s.text))
			}
			if counts(p.Kind) {
				whole = whole.plus(count{1, n, 0})
			}
		}
		if len(all) > longParagraph {
			long = append(long, p)
		}
	}
	for i, p := range long {
		if i > 0 {
			r.add("paragraph-long", p.Pos(0), "at most five sentences, but for one paragraph a lesson", "a second paragraph of more than %d sentences", longParagraph)
		}
	}
	if whole.sentences == 0 {
		return
	}
	if mean := float64(whole.words) / float64(whole.sentences); mean < meanLeast || mean > meanMost {
		r.add("sentence-mean", r.draft.TitlePos, "7 to 16 words on average", "sentences have %.1f words on average", mean)
	}
}

const (
	fewQuestions, manyQuestions = 3, 5
	threeOptions                = 3
	launch                      = 10 // minutes: a launch asks nothing
)

func (r *report) questions() {
	remember := r.draft.Steps[4].Pos
	n := len(r.draft.Questions)
	if (n < fewQuestions || n > manyQuestions) && !(n == 0 && r.lesson.Minutes <= launch) {
		r.add("question-count", remember, "three to five", "%s", plural(n, "question"))
	}
	if len(r.draft.NextStep) == 0 {
		label := "Next step"
		if r.draft.Label != "" {
			label = r.draft.Label
		}
		r.add("no-next-step", remember, "end with **"+label+":** and what follows when", "no if-then plan")
	}
	places, longest, asked := map[int]int{}, 0, map[string]bool{}
	for _, q := range r.draft.Questions {
		r.question(q)
		words := strings.Join(small(block.Words(q.Spans)+" "+block.Plain(q.Blocks, block.Phrases{})), " ")
		if asked[words] {
			r.add("double-question", q.Pos, "ask something else, or take it out", "the question %s is asked a second time", q.ID)
		}
		asked[words] = true
		i := right(q)
		places[i]++
		if longestOption(q) == i {
			longest++
		}
	}
	if n >= fewQuestions {
		for i, times := range places {
			if times == n {
				r.add("right-in-one-place", r.draft.Questions[0].Pos, "spread the right ones", "the right option is option %d in every question", i+1)
			}
		}
		if longest == n {
			r.add("right-longest", r.draft.Questions[0].Pos, "let a wrong one be longer now and then", "the right option is the longest in every question")
		}
	}
}

func (r *report) question(q curriculum.Question) {
	if n := len(q.Options); n != threeOptions {
		r.add("option-count", q.Pos, "three, one of them right", "%s has %s", q.ID, plural(n, "option"))
	}
	least, most := -1, 0
	said := map[string]bool{}
	for _, o := range q.Options {
		if words := strings.Join(small(block.Words(o.Spans)+" "+block.Plain(o.Blocks, block.Phrases{})), " "); said[words] {
			r.add("double-option", o.Pos, "say something else, or take it out", "%s has this option already", q.ID)
		} else {
			said[words] = true
		}
		n := utf8.RuneCountInString(block.Words(o.Spans))
		if least < 0 || n < least {
			least = n
		}
		most = max(most, n)
		if len(o.Feedback) == 0 {
			r.add("no-feedback", o.Pos, "a bullet under it, indented: what would follow, and why", "an option without feedback")
		}
	}
	if most > 2*least {
		r.add("option-length", q.Pos, "the longest at most twice the shortest", "the options of %s have from %d to %d characters", q.ID, least, most)
	}
}

// longestOption is the place of the one that is longer than all others, or -1.
func longestOption(q curriculum.Question) int {
	best, place, twice := 0, -1, false
	for i, o := range q.Options {
		switch n := utf8.RuneCountInString(block.Words(o.Spans)); {
		case n > best:
			best, place, twice = n, i, false
		case n == best:
			twice = true
		}
	}
	if twice {
		return -1
	}
	return place
}

// String is how a count stands in a finding.
func (c count) String() string {
	if c.words == 0 || c.sentences == 0 {
		return "no words"
	}
	return strings.Join([]string{
		format1(float64(c.words)/float64(c.sentences)) + " words a sentence",
		format2(float64(c.syllables)/float64(c.words)) + " syllables a word",
	}, ", ")
}
