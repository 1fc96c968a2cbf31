package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage/clean"
	"binome/storage/programme"
)

type programmeOptions struct {
	Dirs     []string
	Journals bool
	Format   string
	Out      string
	Force    bool
}

func newProgrammeCmd(f *Factory, runF func(context.Context, *programmeOptions) error) *cobra.Command {
	o := &programmeOptions{}
	cmd := f.command("programme", "programme [{dir}…]", takes{max: -1, names: []string{"dir"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Dirs = args
		if runF != nil {
			return runF(cmd.Context(), o)
		}
		return f.programme(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	fl := cmd.Flags()
	fl.BoolVar(&o.Journals, "journals", false, "cli.flag.journals")
	fl.StringVar(&o.Format, "format", "", "cli.flag.format")
	fl.StringVarP(&o.Out, "output", "o", "", "cli.flag.output")
	fl.BoolVar(&o.Force, "force", false, "cli.flag.force")
	f.completeFlag(cmd, "format", programme.Formats())
	return cmd
}

// programme reports on a folder of contributions, or of journals.
func (f *Factory) programme(ctx context.Context, o *programmeOptions) error {
	switch {
	case o.Format == "":
		o.Format = reportFormat(o.Out)
	case !slices.Contains(programme.Formats(), o.Format):
		return f.misused("cli.error.report-format", "Format", o.Format, "Choices", strings.Join(programme.Formats(), ", "))
	}
	if len(o.Dirs) == 0 {
		if !o.Journals {
			return f.misused("cli.error.programme-dir")
		}
		o.Dirs = []string{f.dataDir()}
	}
	if o.Out != "" && o.Out != "-" {
		if err := f.mayWrite(o.Out, o.Force); err != nil {
			return err
		}
	}
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	count := new(programme.Count)
	bar := f.reading(count)
	rep, skipped, err := programme.Make(ctx, programme.Request{
		Dirs: o.Dirs, Journals: o.Journals, Curriculum: cur, Now: f.Now(), Count: count,
	})
	bar.stop()
	switch {
	case errors.Is(err, programme.ErrNoFiles):
		return f.fail("cli.error.no-files", "Dir", strings.Join(o.Dirs, ", "))
	case err != nil:
		return err
	}
	for _, s := range skipped {
		fmt.Fprintln(f.Err, f.skipped(s))
	}
	var b bytes.Buffer
	if err := programme.Write(&b, rep, o.Format, programme.View{Words: f.words, Curriculum: cur, Width: f.reportWidth()}); err != nil {
		return err
	}
	return f.export(o.Out, b.Bytes())
}

// reportFormat is the one that a file's name asks for, or else text.
func reportFormat(path string) string {
	for _, format := range programme.Formats() {
		if format != "text" && strings.HasSuffix(path, "."+format) {
			return format
		}
	}
	return "text"
}

// reportWidth is the screen's, or what a page of text has.
func (f *Factory) reportWidth() int {
	if f.OutTerminal {
		return f.Width
	}
	return 80
}

// skipped tells of a file that doesn't count.
func (f *Factory) skipped(s programme.Skipped) string {
	key := "programme.skip." + s.Why
	if s.Why == programme.Unreadable && s.Line > 0 {
		return f.T("programme.skip.unreadable-line", "File", clean.Short(s.File, quoted), "Line", s.Line)
	}
	return f.T(key, "File", clean.Short(s.File, quoted), "Key", s.Key, "Kept", clean.Short(s.Kept, quoted))
}
