package command

import (
	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/progress"
)

type undoOptions struct {
	Pair string
	Yes  bool
}

func newUndoCmd(f *Factory, runF func(*undoOptions) error) *cobra.Command {
	o := &undoOptions{}
	cmd := f.command("undo", "undo {pair}", takes{min: 1, max: 1, names: []string{"pair"}, long: true})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pair = args[0]
		if runF != nil {
			return runF(o)
		}
		return f.undo(cmd, o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().BoolVar(&o.Yes, "yes", false, f.T("cli.flag.yes"))
	return cmd
}

// undo takes back the newest thing that can be: by adding that it was taken back.
func (f *Factory) undo(cmd *cobra.Command, o *undoOptions) error {
	p, err := f.read(o.Pair)
	if err != nil {
		return err
	}
	last := p.prog.Undo
	if last == nil {
		return f.fail("cli.error.undo-nothing", "Pair", o.Pair)
	}
	what := f.describe(p, *last)
	if !o.Yes {
		if !f.InTerminal {
			return f.misused("cli.error.undo-yes", "What", what)
		}
		if !f.yes(f.T("cli.undo.ask", "What", what)) {
			return f.fail("cli.error.undo-not")
		}
	}
	if _, err := f.append(cmd, o.Pair, storage.Entry{Kind: storage.KindRetract, By: progress.Pair, Of: last.ID}); err != nil {
		return err
	}
	pr := f.printer()
	pr.para(f.T("undo.done", "What", what))
	return pr.end()
}

// describe says what an entry records, in one line.
func (f *Factory) describe(p *readPair, e storage.Entry) string {
	what := e.Text
	switch e.Kind {
	case storage.KindTick:
		what = boxText(p, e, f.words.Lang)
	case storage.KindRung:
		what = f.T("rungs." + e.Rung)
	case storage.KindOutcome:
		what = f.T("outcomes." + e.Outcome)
	case storage.KindRecall:
		what = f.T("ratings." + e.Rating)
	case storage.KindClose, storage.KindPostpone:
		if what = f.date(e.Next); what == "" {
			what = f.T("date.open")
		}
	}
	key := "entry." + string(e.Kind)
	if e.Kind == storage.KindStep {
		key += "-" + e.State
	}
	name := func(role, or string) string {
		if n := p.prog.Name(role); n != "" {
			return n
		}
		return p.prog.Name(or)
	}
	step := ""
	if e.Step != "" {
		step = f.T("steps." + e.Step)
	}
	return f.T(key, "What", short(what), "Title", titleOf(p.cur, e.Lesson, f.words.Lang), "Step", step,
		"Who", name(e.Who, progress.Mentee), "By", name(e.By, progress.Mentor), "At", f.words.Clock(e.At))
}

// boxText is the words of a box that was ticked.
func boxText(p *readPair, e storage.Entry, lang string) string {
	l, ok := p.cur.Lesson(e.Lesson)
	if !ok {
		return ""
	}
	text, err := l.Text(lang)
	if err != nil {
		return ""
	}
	for _, s := range text.Steps {
		if string(s.ID) != e.Step {
			continue
		}
		for _, it := range s.Items {
			if it.N == e.Item {
				return it.Text
			}
		}
	}
	return ""
}
