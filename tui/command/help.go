package command

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"binome/tui/ruler"
	"binome/tui/theme"
	"binome/tui/widget"
)

// Help is drawn here and not by fang: fang asks the terminal for its background first
// (and waits where none is told), and its headings are English in the code.

func newHelpCmd(f *Factory) *cobra.Command {
	cmd := f.command("help", "help [{command}]", takes{max: -1})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		found, rest, err := cmd.Root().Find(args)
		if err != nil || len(rest) > 0 {
			return f.unknownWord(cmd.Root(), strings.Join(args, " "))
		}
		f.help(f.Out, found)
		return nil
	})
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		at, _, err := cmd.Root().Find(args)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, c := range at.Commands() {
			if c.IsAvailableCommand() {
				names = append(names, c.Name()+"\t"+c.Short)
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// Theme is for what is printed. Without a word on the background there is no colour in
// it, only weight: asking the terminal would make everybody wait.
func (f *Factory) Theme() theme.Theme {
	setting := f.theme
	if setting == "" {
		setting = f.Config().Theme
	}
	dark, known := theme.Background(f.env("COLORFGBG"))
	if (setting == "" || setting == "auto") && !known {
		return theme.New(theme.Plain, f.Profile)
	}
	return theme.New(theme.Resolve(setting, dark), f.Profile)
}

// measure is how wide printed text may be.
func (f *Factory) measure() int { return min(max(f.Width, 40), 100) }

// help writes a command's help.
func (f *Factory) help(w io.Writer, c *cobra.Command) {
	f.word(c.Root())
	h := &helpPage{f: f, t: f.Theme(), width: f.measure()}
	long := c.Long
	if long == "" {
		long = c.Short
	}
	h.add(ruler.Whole.Wrap(long, h.width)...)
	h.heading(f.T("cli.help.usage"))
	usage := "  " + c.UseLine()
	if c.HasAvailableSubCommands() && c.HasParent() {
		usage += " " + f.T("cli.arg.command")
	}
	h.add(usage)
	h.commands(c)
	h.flags(f.T("cli.help.flags"), c.LocalNonPersistentFlags())
	global := c.InheritedFlags()
	if !c.HasParent() {
		global = c.PersistentFlags()
	}
	h.flags(f.T("cli.help.global"), global)
	if c.Example != "" {
		h.heading(f.T("cli.help.examples"))
		for line := range strings.SplitSeq(strings.TrimSpace(c.Example), "\n") {
			h.add("  " + line)
		}
	}
	h.add("")
	io.WriteString(w, h.b.String()) // help that can't be printed has nobody to tell it to
}

type helpPage struct {
	f     *Factory
	t     theme.Theme
	width int
	b     strings.Builder
}

func (h *helpPage) add(lines ...string) {
	for _, l := range lines {
		h.b.WriteString(l + "\n")
	}
}

func (h *helpPage) heading(s string) { h.add("", widget.Paint(h.t.Heading, s)) }

// row is a name and what it does beside it, or below when the name is long.
func (h *helpPage) row(name, words string, column int) {
	left := "  " + widget.Paint(h.t.Strong, name)
	gap := strings.Repeat(" ", column)
	if ruler.Whole.Width(name)+4 > column {
		h.add(left)
		left = gap
	}
	h.add(ruler.Whole.WrapHang(words, h.width, ruler.Whole.Pad(left, column), gap)...)
}

func (h *helpPage) commands(c *cobra.Command) {
	groups := append(c.Groups(), &cobra.Group{Title: h.f.T("cli.help.commands")})
	for _, g := range groups {
		var list []*cobra.Command
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && !sub.Hidden {
				list = append(list, sub)
			}
		}
		if len(list) == 0 {
			continue
		}
		h.heading(g.Title)
		for _, sub := range list {
			h.row(sub.Use, sub.Short, 30)
		}
	}
}

func (h *helpPage) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	h.heading(title)
	flags.VisitAll(func(fl *pflag.Flag) {
		if fl.Hidden {
			return
		}
		value, words := pflag.UnquoteUsage(fl)
		name := "--" + fl.Name
		if fl.Shorthand != "" {
			name = "-" + fl.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		h.row(name, words, 30)
	})
}
