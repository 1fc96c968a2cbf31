package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"binome/storage/progress"
	"binome/tui/ruler"
)

type pairListOptions struct{ JSON bool }

func newPairListCmd(f *Factory) *cobra.Command {
	o := &pairListOptions{}
	cmd := f.command("pair-list", "list", takes{})
	cmd.RunE = f.running(func(*cobra.Command, []string) error {
		return f.pairList(o)
	})
	cmd.Flags().BoolVar(&o.JSON, "json", false, "cli.flag.json")
	return cmd
}

func (f *Factory) pairList(o *pairListOptions) error {
	folder, err := f.Existing()
	if err != nil {
		return err
	}
	pairs, err := progress.Pairs(folder, f.Now())
	if err != nil {
		return err
	}
	if o.JSON {
		list := []jsonPairInfo{}
		for _, p := range pairs {
			list = append(list, pairInfoJSON(p))
		}
		return f.writeJSON(struct {
			Format int            `json:"format"`
			Pairs  []jsonPairInfo `json:"pairs"`
		}{1, list})
	}
	if len(pairs) == 0 {
		_, err := fmt.Fprintln(f.Out, f.T("cli.pair-list.none"))
		return err
	}
	wide := 0
	for _, p := range pairs {
		wide = max(wide, len(p.ID))
	}
	for _, p := range pairs {
		if _, err := fmt.Fprintln(f.Out, ruler.Whole.Pad(p.ID, wide+2)+f.pairLine(p)); err != nil {
			return err
		}
	}
	return nil
}

// pairLine is who the two are and when they meet, or why nobody can tell.
func (f *Factory) pairLine(p progress.PairInfo) string {
	if p.Err != nil {
		return f.T("cli.pair-list.unreadable", "Why", f.problemOf(p.Err).what)
	}
	line := f.T("pairs.pair", "Mentor", p.Mentor, "Mentee", p.Mentee)
	if next := f.date(p.Next); next != "" {
		line += "  " + f.T("cli.pair-list.next", "Date", next)
	}
	return line
}
