package command

import (
	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

type undoOptions struct {
	Pair string
	Yes  bool
}

func newUndoCmd(f *Factory) *cobra.Command {
	o := &undoOptions{}
	cmd := f.command("undo", "undo {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pair = args[0]
		return f.undo(cmd, o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().BoolVar(&o.Yes, "yes", false, "cli.flag.yes")
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
	var back []storage.Entry // with what one command kept besides
	for _, e := range p.prog.LastDone(p.state.Entries) {
		back = append(back, storage.Entry{Kind: storage.KindRetract, By: progress.Pair, Of: e.ID})
	}
	if _, err := f.append(cmd, o.Pair, back...); err != nil {
		return err
	}
	pr := f.printer()
	pr.para(f.T("undo.done", "What", what))
	return pr.end()
}

// describe says what an entry records, in one line.
func (f *Factory) describe(p *readPair, e storage.Entry) string {
	return clean.Short(progress.Teller{Progress: p.prog, Curriculum: p.cur, Words: f.words, Zone: f.Now().Location()}.Tell(e), quoted)
}
