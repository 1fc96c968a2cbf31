package command

import (
	"errors"

	"github.com/spf13/cobra"

	"binome/storage"
)

type mergeOptions struct {
	Pair  string
	Files []string
}

func newMergeCmd(f *Factory, runF func(*mergeOptions) error) *cobra.Command {
	o := &mergeOptions{}
	cmd := f.command("merge", "merge {pair} {file}…", takes{min: 2, max: -1, names: []string{"pair", "file"}, long: true})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Pair, o.Files = args[0], args[1:]
		if runF != nil {
			return runF(o)
		}
		return f.merge(o)
	})
	cmd.ValidArgsFunction = f.completeFiles(f.pairsFor)
	return cmd
}

func (f *Factory) merge(o *mergeOptions) error {
	folder, err := f.pairID(o.Pair)
	if err != nil {
		return err
	}
	m, err := folder.Merge(o.Pair, o.Files...)
	if errors.Is(err, storage.ErrBadID) {
		return f.problem(exitFailed, err, "cli.error.other-pair", []any{"Pair", o.Pair, "Why", err.Error()})
	}
	if err != nil {
		return err
	}
	pr := f.printer()
	pr.para(f.N("cli.merge.added", m.Added) + " " + f.N("cli.merge.entries", m.Entries))
	for _, path := range m.Aside {
		pr.para(f.T("cli.merge.aside", "Path", path))
	}
	for _, t := range m.Troubles {
		pr.item(f.trouble(t))
	}
	return pr.end()
}
