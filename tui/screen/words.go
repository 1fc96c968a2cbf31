package screen

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Words is the glossary, filtered as one types.
type Words struct {
	field *widget.Field
	at    progress.Place // the step one came from
}

// NewWords shows them all, those of that step first.
func NewWords(at progress.Place) *Words {
	s := &Words{field: widget.NewField(false, 60), at: at}
	s.field.Focus()
	return s
}

// Name implements Screen.
func (*Words) Name() string { return "words" }

// Page implements Screen.
func (s *Words) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("words.where")}
	b := &p.Body
	b.title(env, w, env.T("words.title"))
	label := env.T("outline.filter") + " "
	field, cursor := s.field.Draw(env.Theme, max(10, measure(w)-widget.Width(label)), 1, 1, env.T("words.hint"))
	b.Add(env.Theme.Dim.Render(label) + field.Lines[0])
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+widget.Width(label), cursor.Y+len(b.Lines)-1
		p.Cursor = cursor
	}
	b.Blank()
	typed := fold(strings.TrimSpace(s.field.Value()))
	terms := env.Cur.Glossary(env.Lang())
	if typed == "" {
		s.nearby(env, b, w, terms)
	}
	n := 0
	for _, t := range terms {
		if typed == "" || termMatches(t, typed) {
			n++
			s.term(env, b, w, t)
		}
	}
	if n == 0 {
		b.para(env, w, env.T("outline.none", "Text", s.field.Value()))
	}
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")}}
	return p
}

// nearby shows first what is nearest: the words of the step one comes from, and those
// the two noted for later.
func (s *Words) nearby(env *Env, b *Body, w int, terms []curriculum.Term) {
	before := len(b.Lines)
	if here := termsOf(env, s.at, terms); len(here) > 0 {
		b.heading(env, w, env.T("words.of-step", "Step", stepWord(env, string(s.at.Step))))
		for _, t := range here {
			s.term(env, b, w, t)
		}
	}
	if env.Prog != nil && len(env.Prog.Words) > 0 {
		b.heading(env, w, env.T("words.noted"))
		for _, word := range env.Prog.Words {
			b.point(env, w, env.Theme.Sign.Bullet, word.Text)
		}
	}
	if len(b.Lines) > before {
		b.heading(env, w, env.T("words.all"))
		b.Blank()
	}
}

func (s *Words) term(env *Env, b *Body, w int, t curriculum.Term) {
	b.point(env, w, env.Theme.Sign.Bullet, env.Theme.Strong.Render(env.typo(env.Lang(), t.Name)))
	for _, l := range widget.Wrap(env.typo(env.Lang(), t.Means), measure(w)-2) {
		b.Add("  " + l)
	}
	for _, l := range widget.Wrap(env.typo(env.Lang(), t.Example), measure(w)-2) {
		b.Add("  " + env.Theme.Dim.Render(l))
	}
	b.Blank()
}

// termsOf are the terms that stand in a step's text, whole words only. The guide is not
// looked at: whoever reads the words may be the mentee.
func termsOf(env *Env, at progress.Place, terms []curriculum.Term) []curriculum.Term {
	l, ok := env.Cur.Lesson(at.Lesson)
	if !ok {
		return nil
	}
	text, err := l.Text(env.Lang())
	if err != nil {
		return nil
	}
	var all strings.Builder
	all.WriteByte(' ')
	say := func(s string) { all.WriteString(onlyWords(s)); all.WriteByte(' ') }
	step := text.Step(at.Step)
	say(block.Plain(step.Blocks, block.Phrases{}))
	if at.Step == curriculum.Remember {
		for _, q := range text.Questions {
			say(block.Words(q.Spans))
			say(block.Plain(q.Blocks, block.Phrases{}))
			for _, o := range q.Options {
				say(block.Words(o.Spans))
			}
		}
	}
	said := all.String()
	var out []curriculum.Term
	for _, t := range terms {
		for _, name := range append([]string{t.Name}, t.Also...) {
			word := strings.TrimSpace(onlyWords(name))
			if word != "" && (strings.Contains(said, " "+word+" ") || strings.Contains(said, " "+word+"s ")) {
				out = append(out, t)
				break
			}
		}
	}
	return out
}

// onlyWords is text folded, with a single blank for whatever is neither letter nor digit.
func onlyWords(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
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
func (s *Words) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }

// Key types into the filter.
func (s *Words) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case env.Keys.Back.Matches(msg) && s.field.Value() == "":
		return env.Host.Back(), true
	case env.Keys.Back.Matches(msg):
		s.field.SetValue("")
		return nil, true
	case env.Keys.Up.Matches(msg), env.Keys.Down.Matches(msg), env.Keys.PageUp.Matches(msg),
		env.Keys.PageDown.Matches(msg), env.Keys.Primary.Matches(msg):
		return nil, false
	}
	s.field.Update(msg)
	return nil, true
}

// Typing implements Typer.
func (s *Words) Typing() bool { return true }

// Paste implements Typer.
func (s *Words) Paste(env *Env, msg tea.PasteMsg) { s.field.Update(msg) }
