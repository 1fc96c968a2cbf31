package command

import (
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"binome/storage/notes"
	"binome/storage/programme"

	"binome/storage/clean"
)

// takes says which arguments a command has, by the names of cli.arg.
type takes struct {
	min, max int // max < 0: any number
	names    []string
}

// command makes a command, with the keys of its words in place of them: cli.cmd.NAME.short
// and, if they are there, .long and .example. In use, {pair} is what an argument is called
// in the reader's language. [Factory.word] says them all.
func (f *Factory) command(name, use string, t takes) *cobra.Command {
	key := "cli.cmd." + name
	cmd := &cobra.Command{Use: use, Short: key + ".short", Long: key + ".long", Example: key + ".example", DisableFlagsInUseLine: true}
	cmd.Args = func(c *cobra.Command, args []string) error {
		switch {
		case t.max >= 0 && len(args) > t.max && !c.HasParent(): // a command that was mistyped
			return f.unknownWord(c, args[0])
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

// word puts the words of a command, and of all below it, in the place of their keys. Help,
// the manual and completion ask for it; a run that shows none of them reads none of them.
func (f *Factory) word(c *cobra.Command) {
	say := func(key string) string {
		switch {
		case !strings.HasPrefix(key, "cli."): // said already
			return key
		case !strings.HasSuffix(key, ".short") && strings.HasPrefix(key, "cli.cmd.") && !f.words.Has(key):
			return ""
		case strings.HasSuffix(key, ".long"):
			return f.T(key, formatsSaid()...)
		}
		return f.T(key)
	}
	c.Short, c.Long, c.Example = say(c.Short), say(c.Long), say(c.Example)
	for before, after, ok := strings.Cut(c.Use, "{"); ok; before, after, ok = strings.Cut(c.Use, "{") {
		arg, rest, _ := strings.Cut(after, "}")
		c.Use = before + f.T("cli.arg."+arg) + rest
	}
	for _, flags := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
		flags.VisitAll(func(fl *pflag.Flag) { fl.Usage = say(fl.Usage) })
	}
	for _, g := range c.Groups() {
		g.Title = say(g.Title)
	}
	for _, sub := range c.Commands() {
		f.word(sub)
	}
}

// formatsSaid are the formats that texts of help name, from the tables that write them.
func formatsSaid() []any {
	said := []any{"Formats", strings.Join(programme.Formats(), ", ")}
	for _, a := range audiences() {
		said = append(said, strings.ToUpper(a[:1])+a[1:], strings.Join(notes.Formats(notes.Audience(a)), ", "))
	}
	return said
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
