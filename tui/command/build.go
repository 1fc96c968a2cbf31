package command

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage/clean"
)

// takes says which arguments a command has, by the names of cli.arg, and which words it
// has besides its short ones: asking for words that aren't there would read the English
// catalogue too, at every start.
type takes struct {
	min, max      int // max < 0: any number
	names         []string
	long, example bool
}

// command makes a command with its words: cli.cmd.NAME.short, .long, .example. In use,
// {pair} is what an argument is called in the reader's language.
func (f *Factory) command(name, use string, t takes) *cobra.Command {
	for before, after, ok := strings.Cut(use, "{"); ok; before, after, ok = strings.Cut(use, "{") {
		arg, rest, _ := strings.Cut(after, "}")
		use = before + f.T("cli.arg."+arg) + rest
	}
	cmd := &cobra.Command{Use: use, Short: f.T("cli.cmd." + name + ".short"), DisableFlagsInUseLine: true}
	if t.long {
		cmd.Long = f.T("cli.cmd." + name + ".long")
	}
	if t.example {
		cmd.Example = f.T("cli.cmd." + name + ".example")
	}
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < t.min:
			return f.misused("cli.error.missing-arg", "Arg", f.T("cli.arg."+t.names[min(len(args), len(t.names)-1)]))
		case t.max >= 0 && len(args) > t.max:
			return f.misused("cli.error.extra-arg", "Arg", args[t.max])
		}
		return nil
	}
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	return cmd
}

// group is a command that only has others below it. Without one of them it shows its
// help, which is misuse all the same.
func (f *Factory) group(name, use string, below ...*cobra.Command) *cobra.Command {
	cmd := f.command(name, use, takes{max: -1})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			f.help(f.Err, cmd)
			return &problem{status: exitMisused, err: errTold}
		}
		var names []string
		for _, c := range cmd.Commands() {
			names = append(names, c.Name())
		}
		if near := nearest(args[0], names); near != "" {
			return f.misused("cli.error.unknown-below-near", "Word", args[0], "Command", name, "Near", near)
		}
		return f.misused("cli.error.unknown-below", "Word", args[0], "Command", name, "Choices", strings.Join(names, ", "))
	}
	cmd.AddCommand(below...)
	return cmd
}

// running wraps what a command does: an error it returns is a failure, not misuse,
// unless it says so.
func (f *Factory) running(run func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		err := run(cmd, args)
		if err == nil || errors.Is(err, errTold) {
			return err
		}
		return f.problemOf(err)
	}
}

// yes asks on the terminal. Without one it is false, and it is for the caller to say
// which flag says yes.
func (f *Factory) yes(question string) bool {
	f.ask(question)
	switch strings.ToLower(f.line()) {
	case "y", "yes", "o", "oui", strings.ToLower(f.T("cli.yes")):
		return true
	}
	return false
}

func (f *Factory) ask(question string) {
	f.Err.Write([]byte(clean.Line(question) + " ")) // it can't be told where else
	for _, g := range f.gates {
		g.Flush()
	}
}

// line reads a line of what is typed, a byte at a time so that nothing after it is taken.
func (f *Factory) line() string {
	var b []byte
	one := make([]byte, 1)
	for len(b) < 4096 {
		n, err := f.In.Read(one)
		if n > 0 {
			if one[0] == '\n' {
				break
			}
			b = append(b, one[0])
		}
		if err != nil {
			break
		}
	}
	return clean.Line(string(b))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
