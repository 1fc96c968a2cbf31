package command

import (
	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/tui/theme"
	"binome/tui/widget"
)

type curriculumShowOptions struct {
	Lesson string
	Guide  bool
}

func newCurriculumShowCmd(f *Factory, runF func(*curriculumShowOptions) error) *cobra.Command {
	o := &curriculumShowOptions{}
	cmd := f.command("curriculum-show", "show {lesson}", takes{min: 1, max: 1, names: []string{"lesson"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson = args[0]
		if runF != nil {
			return runF(o)
		}
		return f.curriculumShow(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.lessonsFor)
	cmd.Flags().BoolVar(&o.Guide, "guide", false, "cli.flag.guide")
	return cmd
}

// curriculumShow prints a lesson as the pair will see it, all five steps.
func (f *Factory) curriculumShow(o *curriculumShowOptions) error {
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
	s := f.sheet(text.Lang)
	s.line(widget.Paint(s.t.Title, s.typo(text.Title)))
	s.line("")
	if text.Lang != f.words.Lang {
		s.para(f.T("outline.in", "Language", f.words.LanguageName(text.Lang)))
	}
	s.para(f.T("plain.task", "Text", s.typo(text.Task)))
	s.para(f.T("plain.bring", "Text", s.typo(text.Bring)))
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
	if text.NextStep != "" {
		s.heading(f.T("lesson.plan"))
		s.markdown(text.NextStep, "")
	}
	s.restsOn(cur, l)
	return s.end()
}

// A sheet is a lesson being printed.
type sheet struct {
	printer
	t    theme.Theme
	typo func(string) string
}

func (f *Factory) sheet(lang string) *sheet {
	return &sheet{printer{f: f, width: min(f.measure(), theme.Measure)}, f.Theme(), f.catalogues.For(lang).Typo}
}

func (s *sheet) markdown(md, mark string) {
	r := widget.NewRenderer(s.t.Markdown, s.width-widget.Width(mark))
	for _, line := range r.Draw(s.typo(md)).Lines {
		s.line(mark + line)
	}
}

func (s *sheet) step(l *curriculum.Lesson, step *curriculum.Step, guide bool) {
	s.heading(s.f.T("plain.step", "N", step.ID.Index()+1, "Step", s.typo(step.Heading),
		"Minutes", s.f.N("date.minutes", curriculum.StepMinutes(l.Minutes, step.ID))))
	for i := range step.Parts {
		p := &step.Parts[i]
		switch p.Kind {
		case curriculum.Box:
			box := widget.NewRenderer(s.t.Markdown, s.width).Inline(s.typo(step.Items[p.Item].Text))
			for _, line := range widget.WrapHang(box, s.width, "[ ] ", "    ") {
				s.line(line)
			}
			continue
		case curriculum.Callout:
			s.line("")
			s.line(s.t.Sign.Guide + " " + widget.Paint(s.t.CalloutNote, s.f.T("callout."+calloutName(p.Callout))))
			s.markdown(p.Markdown, s.t.Sign.Guide+" ")
		default:
			if i > 0 {
				s.line("")
			}
			s.markdown(p.Markdown, "")
			if i+1 < len(step.Parts) && step.Parts[i+1].Kind == curriculum.Box {
				s.line("")
			}
			continue
		}
		s.line("")
	}
	if guide && step.Guide != "" {
		s.line("")
		s.line(s.t.Sign.Guide + " " + widget.Paint(s.t.GuideTitle, s.f.T("cli.show.guide")))
		s.markdown(step.Guide, s.t.Sign.Guide+" ")
	}
}

// calloutName is a call-out's name in the phrases.
func calloutName(kind string) string {
	switch kind {
	case "TIP":
		return "tip"
	case "CAUTION":
		return "caution"
	}
	return "note"
}

func (s *sheet) question(q *curriculum.Question) {
	inline := func(md string) string {
		return widget.NewRenderer(s.t.Markdown, s.width).Inline(s.typo(md))
	}
	s.line("")
	s.para(widget.Paint(s.t.Strong, inline(q.Text)))
	for _, o := range q.Options {
		box := "( ) "
		if o.Right {
			box = "(x) "
		}
		for _, line := range widget.WrapHang(inline(o.Text), s.width, box, "    ") {
			s.line(line)
		}
		if o.Feedback != "" {
			for _, line := range widget.WrapHang(widget.Paint(s.t.Dim, inline(o.Feedback)), s.width, "    ", "    ") {
				s.line(line)
			}
		}
	}
}
