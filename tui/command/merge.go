package command

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
)

type mergeOptions struct {
	Pair     string
	Files    []string
	As       string
	SamePair bool
}

func newMergeCmd(f *Factory) *cobra.Command {
	o := &mergeOptions{}
	cmd := f.command("merge", "merge {pair} {file}…", takes{min: 2, max: -1, names: []string{"pair", "file"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Pair, o.Files = args[0], args[1:]
		return f.merge(o)
	})
	cmd.ValidArgsFunction = f.completeFiles(f.pairsFor)
	cmd.Flags().StringVar(&o.As, "as", "", "cli.flag.as")
	cmd.Flags().BoolVar(&o.SamePair, "same-pair", false, "cli.flag.same-pair")
	return cmd
}

func (f *Factory) merge(o *mergeOptions) error {
	folder, err := f.pairID(o.Pair)
	if err != nil {
		return err
	}
	if err := f.checkAs(o.As, o.Pair); err != nil {
		return err
	}
	m, err := folder.Merge(o.Pair, storage.Merging{SamePair: o.SamePair, As: o.As}, o.Files...)
	var other *storage.OtherPairError
	if errors.As(err, &other) {
		return f.sameName(folder, o.Pair, other)
	}
	if errors.Is(err, storage.ErrBadID) {
		return f.problem(exitFailed, err, "cli.error.other-pair", []any{"Pair", o.Pair, "Why", err.Error()})
	}
	if errors.Is(err, storage.ErrDamaged) && slices.ContainsFunc(o.Files, func(path string) bool { return strings.Contains(err.Error(), path) }) {
		return f.problem(exitFailed, err, "cli.error.no-journal", []any{"Where", placeIn(err.Error(), storage.ErrDamaged)})
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

// checkAs holds a new id that was asked for.
func (f *Factory) checkAs(as, pair string) error {
	if as == pair {
		return f.misused("cli.error.as-there", "ID", as)
	}
	if as == "" {
		return nil
	}
	return f.checkID(as)
}

// sameName tells that two pairs have one id, and what can be done.
func (f *Factory) sameName(folder *storage.Folder, pair string, other *storage.OtherPairError) error {
	near, err := folder.FreeID(other.Theirs.Mentor, other.Theirs.Mentee)
	if err != nil {
		near = "ID"
	}
	return f.problem(exitFailed, other, "cli.error.same-name", []any{"Pair", pair, "Near", near,
		"Theirs", f.T("pairs.pair", "Mentor", other.Theirs.Mentor, "Mentee", other.Theirs.Mentee), "Since", f.words.Date(other.Theirs.At)})
}
