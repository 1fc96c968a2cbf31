package command

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
	"binome/tui/live/window"
	"binome/tui/ruler"
)

type eraseOptions struct {
	Pair string
	Yes  bool
}

func newEraseCmd(f *Factory) *cobra.Command {
	o := &eraseOptions{}
	cmd := f.command("erase", "erase {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Pair = args[0]
		return f.erase(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().BoolVar(&o.Yes, "yes", false, "cli.flag.yes")
	return cmd
}

func (f *Factory) erase(o *eraseOptions) error {
	folder, err := f.Existing()
	if err != nil {
		return err
	}
	if !folder.Known(o.Pair) {
		if _, err := f.pairID(o.Pair); err != nil {
			return err
		}
	}
	if !o.Yes {
		if !f.InTerminal {
			return f.misused("cli.error.erase-yes", "Pair", o.Pair)
		}
		f.tellGiven(folder, o.Pair)
		f.ask(f.T("cli.erase.ask", "Pair", o.Pair))
		if f.line() != o.Pair {
			return f.fail("cli.error.erase-not", "Pair", o.Pair)
		}
	}
	return f.eraseNow(folder, o.Pair)
}

// tellGiven says, while it can still be done, that what a pair has let go can be taken back
// by its journal alone.
func (f *Factory) tellGiven(folder *storage.Folder, pair string) {
	state, err := folder.Read(pair)
	if err != nil {
		return // nothing can be taken back with what can't be read
	}
	p := progress.Fold(nil, state.Entries)
	var undo []string
	for _, to := range notes.Shared() {
		if p.Agreed(string(to)) {
			undo = append(undo, fmt.Sprintf("`binome notes %s --for %s`", pair, to))
		}
	}
	if undo != nil {
		said := f.T("cli.erase.given", "Commands", strings.Join(undo, ", "))
		fmt.Fprintln(f.Err, strings.Join(ruler.Whole.Wrap(said, f.measure()), "\n"))
	}
}

// eraseNow erases, and tells what went, what didn't, and what is out of reach.
func (f *Factory) eraseNow(folder *storage.Folder, pair string) error {
	out, err := folder.Erase(pair)
	if err != nil {
		return err
	}
	pr := f.printer()
	for _, path := range out.Removed {
		pr.line(f.T("cli.erase.removed", "Path", path))
	}
	for _, left := range out.Left {
		pr.line(f.T("cli.erase.left", "Why", f.problemOf(left).what))
	}
	for _, path := range out.Doubts {
		pr.line(f.T("cli.erase.doubt", "Path", path))
	}
	if len(out.Left) > 0 {
		pr.para(f.T("cli.erase.unended", "Pair", pair))
	} else {
		pr.para(f.T("cli.erase.reach"))
	}
	if err := pr.end(); err != nil {
		return err
	}
	if len(out.Left) > 0 {
		return errTold
	}
	if err := errors.Join(f.disown(folder, pair), window.Erase(folder.Dir, pair)); err != nil {
		return err
	}
	if len(out.Doubts) > 0 {
		return errTold
	}
	return nil
}

// disown takes the pair out of the settings too.
func (f *Factory) disown(folder *storage.Folder, id string) error {
	c, err := folder.Config()
	if err != nil {
		return err // the pair may be named there
	}
	if c.Owner[id] == "" {
		return nil
	}
	c.Owner = maps.Clone(c.Owner)
	delete(c.Owner, id)
	return folder.SaveConfig(c)
}

// goOnErasing offers to end what an erasure that was stopped, or that could not get at
// something, has left.
func (f *Factory) goOnErasing(folder *storage.Folder) error {
	for _, id := range folder.Erasing() {
		if !f.InTerminal {
			f.tell(&problem{what: f.T("cli.erase.begun", "Pair", id), hint: f.T("cli.erase.go-on", "Pair", id)})
			continue
		}
		if !f.yes(f.T("cli.erase.begun", "Pair", id) + " " + f.T("cli.erase.go-on-ask")) {
			continue
		}
		if err := f.eraseNow(folder, id); err != nil {
			return err
		}
	}
	return nil
}
