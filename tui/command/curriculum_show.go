package command

import (
	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/tui/ruler"
	"binome/tui/theme"
	"binome/tui/widget"
)

type curriculumShowOptions struct {
	Lesson string
	Guide  bool
}

func newCurriculumShowCmd(f *Factory) *cobra.Command {
	o := &curriculumShowOptions{}
	cmd := f.command("curriculum-show", "show {lesson}", takes{min: 1, max: 1, names: []string{"lesson"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson = args[0]
		return f.curriculumShow(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.lessonsFor)
	cmd.Flags().BoolVar(&o.Guide, "guide", false, "cli.flag.guide")
	return cmd
}

// curriculumShow prints a lesson as the pair will see it, all five steps.
func (f *Factory) curriculumShow(o *curriculumShowOptions) error {
	f.tellMissing() // its own lessons are missing, too
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	l, ok := cur.Lesson(o.Lesson)
	if !ok {
		return f.noLesson(cur, o.Lesson)
	}
	text, err := l.Text(f.words.Lang)
	if err != nil {
		return err
	}
	s := f.sheet(cur, text.Lang)
	s.line(widget.Paint(s.t.Title, s.typo(text.Title)))
	s.line("")
	if text.Lang != f.words.Lang {
		s.para(f.T("outline.in", "Language", f.words.LanguageName(text.Lang)))
	}
	s.para(f.T("plain.task", "Text", s.typo(text.Task)))
	s.para(f.T("plain.bring", "Text", s.typo(text.Bring)))
	if text.BringLeader != "" {
		s.para(f.T("bring.leader", "Text", s.typo(text.BringLeader)))
	}
	for i := range text.Steps {
		s.step(l, &text.Steps[i], o.Guide)
		if day, asked := cur.AsOf(l, text.Steps[i].ID); asked {
			s.line("")
			s.para(widget.Paint(s.t.Dim, s.f.T("lesson.as-of", "Month", s.f.words.Month(day))))
		}
	}
	for i := range text.Questions {
		s.question(&text.Questions[i])
	}
	if len(text.NextStep) > 0 {
		s.heading(f.T("lesson.plan"))
		s.blocks([]block.Block{{Spans: text.NextStep}}, "")
	}
	s.restsOn(cur, l)
	s.practice(l)
	s.tookHere(cur, l)
	return s.end()
}

// A sheet is a lesson being printed.
type sheet struct {
	printer
	t    theme.Theme
	typo func(string) string

	phrases block.Phrases
}

func (f *Factory) sheet(cur *curriculum.Curriculum, lang string) *sheet {
	return &sheet{printer{f: f, width: min(f.measure(), theme.Measure)}, f.Theme().InFull(), f.catalogues.For(lang).Typo, cur.Phrases(f.words)}
}

func (s *sheet) renderer(width int) *widget.Renderer {
	return widget.NewRenderer(s.t.Markdown, width, s.phrases)
}

func (s *sheet) blocks(blocks []block.Block, mark string) {
	for _, line := range s.renderer(s.width - ruler.Whole.Width(mark)).Draw(blocks) {
		s.line(mark + line)
	}
}

func (s *sheet) step(l *curriculum.Lesson, step *curriculum.Step, guide bool) {
	s.heading(s.f.T("plain.step", "N", step.ID.Index()+1, "Step", s.typo(step.Heading),
		"Minutes", s.f.N("date.minutes", curriculum.StepMinutes(l.Minutes, step.ID))))
	for i := range step.Blocks {
		if i > 0 && (step.Blocks[i].Kind != block.Box || step.Blocks[i-1].Kind != block.Box) {
			s.line("")
		}
		s.blocks(step.Blocks[i:i+1], "")
	}
	for i := range step.Cards {
		s.card(step, &step.Cards[i])
	}
	if guide && len(step.Guide) > 0 {
		s.line("")
		s.line(s.t.Sign.Guide + " " + widget.Paint(s.t.GuideTitle, s.f.T("cli.show.guide")))
		s.blocks(step.Guide, s.t.Sign.Guide+" ")
	}
}

// card is one of a case's, with where its choices lead.
func (s *sheet) card(step *curriculum.Step, c *curriculum.Card) {
	s.line("")
	head := block.Words(c.Spans)
	if c.Clock != "" {
		head += "   " + s.f.T("case.clock", "Time", c.Clock)
	}
	s.line(widget.Paint(s.t.Heading, head))
	s.blocks(c.Blocks, "")
	for _, w := range c.Choices {
		to := s.f.T("case.end")
		if card := step.Card(w.To); card != nil {
			to = block.Words(card.Spans)
		}
		s.para(s.f.T("case.way", "To", to, "Text", block.Words(w.Spans)))
	}
}

func (s *sheet) question(q *curriculum.Question) {
	s.line("")
	for _, line := range s.renderer(s.width).Draw([]block.Block{{Spans: q.Spans}}) {
		s.line(widget.Paint(s.t.Strong, line))
	}
	if len(q.Blocks) > 0 {
		s.line("")
		s.blocks(q.Blocks, "")
		s.line("")
	}
	for _, o := range q.Options {
		box := "( ) "
		if o.Right {
			box = "(x) "
		}
		for _, line := range s.renderer(s.width - ruler.Whole.Width(box)).Draw(append([]block.Block{{Spans: o.Spans}}, o.Blocks...)) {
			s.line(box + line)
			box = "    "
		}
		for _, line := range s.renderer(s.width - 4).Draw(o.Feedback) {
			s.line("    " + widget.Paint(s.t.Dim, line))
		}
	}
	if len(q.After) > 0 {
		s.line("")
		s.blocks(q.After, "")
	}
}
