package command

import (
	"slices"

	"github.com/spf13/cobra"
)

type completionOptions struct{ Shell string }

func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

func newCompletionCmd(f *Factory) *cobra.Command {
	o := &completionOptions{}
	cmd := f.command("completion", "completion {shell}", takes{min: 1, max: 1, names: []string{"shell"}})
	cmd.ValidArgs = shells()
	cmd.ValidArgsFunction = nil
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Shell = args[0]
		if !slices.Contains(shells(), o.Shell) {
			return f.choice(f.T("cli.arg.shell"), o.Shell, shells())
		}
		return f.completion(cmd.Root(), o)
	})
	return cmd
}

// completion writes the script itself: it is for a shell, and has tabs in it.
func (f *Factory) completion(root *cobra.Command, o *completionOptions) error {
	switch o.Shell {
	case "zsh":
		return root.GenZshCompletion(f.rawOut)
	case "fish":
		return root.GenFishCompletion(f.rawOut, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(f.rawOut)
	}
	return root.GenBashCompletionV2(f.rawOut, true)
}
