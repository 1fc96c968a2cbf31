package screen

import (
	"slices"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage/progress"
	"binome/tui/page"
)

// Words is the glossary, filtered as one types; what is nearest stands first.
type Words struct {
	at progress.Place // the step one came from
}

// NewWords shows them all, those of that step first.
func NewWords(at progress.Place) *Words { return &Words{at: at} }

// Page implements Screen.
func (s *Words) Page(env *Env) page.Page {
	p := page.Page{Name: "words", Where: env.T("words.where")}
	p.Title(env.T("words.title"))
	p.Entry(page.Field{ID: "filter", Label: env.T("outline.filter"), Example: env.T("words.hint"), Live: true, Most: 60})
	typed := fold(env.Typed["filter"])
	terms := env.Cur.Glossary(env.Lang())
	if typed == "" {
		s.nearby(env, &p, terms)
	}
	n := 0
	for _, t := range terms {
		if typed == "" || termMatches(t, typed) {
			n++
			term(env, &p, t)
		}
	}
	if n == 0 {
		p.Para(env.T("outline.none", "Text", quoted(env, env.Typed["filter"])))
	}
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// nearby are the words of the step one comes from, and those the two noted for later.
func (s *Words) nearby(env *Env, p *page.Page, terms []curriculum.Term) {
	here := termsOf(env, s.at, terms)
	if len(here) > 0 {
		p.Heading(env.T("words.of-step", "Step", stepWord(env, string(s.at.Step))))
	}
	for _, t := range here {
		term(env, p, t)
	}
	noted := env.Prog != nil && len(env.Prog.Words) > 0
	if noted {
		p.Heading(env.T("words.noted"))
		for _, word := range env.Prog.Words {
			p.Point(page.Bullet, word.Text)
		}
	}
	if noted || len(here) > 0 {
		p.Heading(env.T("words.all"))
	}
}

func term(env *Env, p *page.Page, t curriculum.Term) {
	set := func(s string) string { return env.typo(env.Lang(), s) }
	p.Add(page.Block{Kind: page.Point, Sign: page.Bullet, Tone: page.Strong, Text: set(t.Name), After: set(t.Means) + "\n" + set(t.Example)})
}

// termsOf are the terms that stand in a step's text. The guide is not looked at: whoever
// reads the words may be the mentee.
func termsOf(env *Env, at progress.Place, terms []curriculum.Term) []curriculum.Term {
	l, ok := env.Cur.Lesson(at.Lesson)
	if !ok {
		return nil
	}
	text, err := l.Text(env.Lang())
	if err != nil {
		return nil
	}
	step := text.Step(at.Step)
	if step == nil {
		return nil
	}
	said := []string{block.Plain(step.All(), block.Phrases{})}
	if at.Step == curriculum.Remember {
		for _, q := range text.Questions {
			said = append(said, block.Words(q.Spans), block.Plain(q.Blocks, block.Phrases{}))
			for _, o := range q.Options {
				said = append(said, block.Words(o.Spans))
			}
		}
	}
	found := curriculum.FindTerms(terms).In(strings.Join(said, "\n"))
	return slices.DeleteFunc(slices.Clone(terms), func(t curriculum.Term) bool { return !slices.Contains(found, t.ID) })
}

func termMatches(t curriculum.Term, typed string) bool {
	if strings.Contains(fold(t.Name), typed) {
		return true
	}
	for _, a := range t.Also {
		if strings.Contains(fold(a), typed) {
			return true
		}
	}
	return false
}

// Press implements Screen.
func (s *Words) Press(env *Env, id string) { env.Host.Back() }
