package command

import (
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newManCmd(f *Factory) *cobra.Command {
	cmd := f.command("man", "man", takes{})
	cmd.RunE = f.running(func(cmd *cobra.Command, _ []string) error {
		_, err := io.WriteString(f.Out, f.man(cmd.Root()))
		return err
	})
	return cmd
}

// man is the manual page of the whole program, as roff for man(1).
func (f *Factory) man(root *cobra.Command) string {
	f.word(root)
	m := &manPage{f: f}
	m.macro("TH", "BINOME", "1", f.Now().Format(time.DateOnly), "Binome "+version(), "Binome")
	m.macro("SH", f.T("cli.man.name"))
	m.text("binome - " + root.Short)
	m.macro("SH", f.T("cli.help.usage"))
	m.text(root.UseLine())
	m.macro("SH", f.T("cli.man.description"))
	m.text(root.Long)
	m.macro("SH", f.T("cli.help.commands"))
	m.commands(root)
	m.macro("SH", f.T("cli.help.global"))
	m.flags(root.PersistentFlags())
	m.flags(root.LocalNonPersistentFlags())
	for _, part := range []string{"environment", "files", "status"} {
		m.macro("SH", f.T("cli.man."+part))
		m.text(f.T("cli.man." + part + "-text"))
	}
	return m.b.String()
}

type manPage struct {
	f *Factory
	b strings.Builder
}

func (m *manPage) macro(name string, args ...string) {
	m.b.WriteString("." + name)
	for _, a := range args {
		m.b.WriteString(` "` + strings.ReplaceAll(roff(a), `"`, `\(dq`) + `"`)
	}
	m.b.WriteByte('\n')
}

// text writes paragraphs; no line of theirs can be taken for a macro.
func (m *manPage) text(s string) {
	for i, line := range strings.Split(strings.TrimSpace(s), "\n") {
		switch {
		case line == "":
			m.macro("PP")
			continue
		case i > 0 && strings.HasPrefix(line, "  "):
			m.macro("br")
		}
		m.b.WriteString(`\&` + roff(strings.TrimSpace(line)) + "\n")
	}
}

// roff escapes what roff would read as its own.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	return strings.NewReplacer("-", `\-`, "'", `\(aq`, "`", `\(ga`).Replace(s)
}

func (m *manPage) commands(c *cobra.Command) {
	for _, sub := range c.Commands() {
		if sub.Hidden {
			continue
		}
		if sub.HasAvailableSubCommands() {
			m.commands(sub)
			continue
		}
		m.macro("SS", sub.UseLine())
		long := sub.Long
		if long == "" {
			long = sub.Short
		}
		m.text(long)
		m.flags(sub.LocalNonPersistentFlags())
	}
}

func (m *manPage) flags(flags *pflag.FlagSet) {
	flags.VisitAll(func(fl *pflag.Flag) {
		if fl.Hidden || fl.Name == "help" {
			return
		}
		value, words := pflag.UnquoteUsage(fl)
		m.macro("TP")
		name := "--" + fl.Name
		if fl.Shorthand != "" {
			name = "-" + fl.Shorthand + ", " + name
		}
		m.text(strings.TrimSpace(name + " " + value))
		m.text(words)
	})
}
