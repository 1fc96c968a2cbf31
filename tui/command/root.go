package command

import (
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/progress"
)

type rootOptions struct {
	Pair string
	Home bool
}

// newRootCmd makes the whole command line.
func newRootCmd(f *Factory) *cobra.Command {
	o := &rootOptions{}
	cmd := f.command("root", "binome [{pair}]", takes{max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			o.Pair = args[0]
		}
		return f.open(cmd, o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Version = version()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.DisableSuggestions = true // the nearest command or pair is told by us
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return f.flagProblem(err) })
	cmd.SetHelpFunc(func(c *cobra.Command, _ []string) { f.help(f.Out, c) })
	cmd.PersistentPreRunE = func(*cobra.Command, []string) error { return f.globals() }

	cmd.Flags().BoolVar(&o.Home, "home", false, "cli.flag.home")
	cmd.Flags().Bool("version", false, "cli.flag.version")
	g := cmd.PersistentFlags()
	g.StringVar(&f.data, "data", "", "cli.flag.data")
	g.Var(path{f, func(s string) { f.layersAt = append(f.layersAt, s) }}, "curriculum", "cli.flag.curriculum")
	g.StringVar(&f.view, "view", "", "cli.flag.view")
	g.StringVar(&f.theme, "theme", "", "cli.flag.theme")
	g.StringVar(&f.lang, "lang", "", "cli.flag.lang")
	g.BoolVar(&f.plain, "plain", false, "cli.flag.plain")
	g.BoolP("help", "h", false, "cli.flag.help")
	f.completeFlag(cmd, "data", nil)
	f.completeFlag(cmd, "curriculum", nil)
	f.completeFlag(cmd, "view", storage.Choices("view"))
	f.completeFlag(cmd, "theme", storage.Choices("theme"))
	f.completeFlag(cmd, "lang", f.catalogues.Languages())

	for _, group := range []string{"session", "pairs", "lessons", "files", "shell"} {
		cmd.AddGroup(&cobra.Group{ID: group, Title: "cli.group." + group})
	}
	add := func(group string, cmds ...*cobra.Command) {
		for _, c := range cmds {
			c.GroupID = group
			cmd.AddCommand(c)
		}
	}
	add("session", newRecordCmd(f), newUndoCmd(f), newNotesCmd(f), newHostCmd(f), newServeCmd(f))
	add("pairs", newPairCmd(f), newShowCmd(f), newProgrammeCmd(f), newEraseCmd(f))
	add("lessons", newCurriculumCmd(f))
	add("files", newDoctorCmd(f), newSyncCmd(f), newMergeCmd(f))
	cmd.AddCommand(newUniteCmd())
	add("shell", newCompletionCmd(f), newManCmd(f))
	help := newHelpCmd(f)
	help.GroupID = "shell"
	cmd.SetHelpCommand(help)
	for _, c := range append(cmd.Commands(), help) {
		f.commands = append(f.commands, c.Name())
	}
	return cmd
}

// globals checks the global flags and settles the language.
func (f *Factory) globals() error {
	f.locate()
	if f.view != "" && !slices.Contains(storage.Choices("view"), f.view) {
		return f.choice("--view", f.view, storage.Choices("view"))
	}
	if f.theme != "" && !slices.Contains(storage.Choices("theme"), f.theme) {
		return f.choice("--theme", f.theme, storage.Choices("theme"))
	}
	return f.settle()
}

func (f *Factory) choice(flag, value string, choices []string) error {
	return f.misused("cli.error.choice", "Flag", flag, "Value", value, "Choices", strings.Join(choices, ", "))
}

// version is the module's, or the commit's when it was built from a checkout.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && !strings.Contains(v, s.Value[:12]) {
			v += " " + s.Value[:12]
		}
	}
	return v
}

// open brings the pair to the coach.
func (f *Factory) open(cmd *cobra.Command, o *rootOptions) error {
	folder, err := f.Folder()
	if err != nil {
		return err
	}
	if f.Config(); f.unset {
		return errTold // the coach would have to write them
	}
	f.tellMissing()
	if err := f.goOnErasing(folder); err != nil {
		return err
	}
	visit := Visit{Home: o.Home}
	switch {
	case o.Pair != "":
		if !folder.Has(o.Pair) {
			return f.unknownWord(cmd.Root(), o.Pair)
		}
		visit.Pair = o.Pair
	case !o.Home:
		if visit.Pair, err = f.whom(folder); err != nil {
			return err
		}
	}
	if f.linear() {
		return f.Plain(cmd.Context(), f, visit)
	}
	return f.Coach(cmd.Context(), f, visit)
}

// linear reports whether the coach is to be text, line after line. ACCESSIBLE is how other
// programs of the terminal are asked for it.
func (f *Factory) linear() bool {
	accessible, err := strconv.ParseBool(f.env("ACCESSIBLE"))
	return f.plain || accessible || err != nil && f.env("ACCESSIBLE") != "" || !f.InTerminal || !f.OutTerminal || f.env("TERM") == "dumb"
}

// whom chooses the pair to open. One that is alone needs no reading.
func (f *Factory) whom(folder *storage.Folder) (string, error) {
	if id := folder.Only(); id != "" {
		return id, nil
	}
	pairs, err := progress.Pairs(folder, f.Now())
	return choosePair(pairs, f.Now()), err
}
