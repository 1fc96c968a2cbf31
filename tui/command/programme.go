package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/programme"
)

type programmeOptions struct {
	Dirs     []string
	Journals bool
	Format   string
	Out      string
	Force    bool
	People   string
	Names    bool
	Totals   bool
	Compare  string
	Schema   bool
	Filter   programme.Filter
}

func newProgrammeCmd(f *Factory) *cobra.Command {
	o := &programmeOptions{}
	cmd := f.command("programme", "programme [{dir}…]", takes{max: -1, names: []string{"dir"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Dirs = args
		return f.programme(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = completeFolders
	fl := cmd.Flags()
	fl.BoolVar(&o.Journals, "journals", false, "cli.flag.journals")
	fl.StringVar(&o.Format, "format", "", "cli.flag.format")
	fl.VarP(f.pathTo(&o.Out), "output", "o", "cli.flag.output")
	fl.BoolVar(&o.Force, "force", false, "cli.flag.force")
	fl.Var(f.pathTo(&o.People), "people", "cli.flag.people")
	fl.BoolVar(&o.Names, "names", false, "cli.flag.names")
	fl.BoolVar(&o.Totals, "totals", false, "cli.flag.totals")
	fl.StringVar(&o.Filter.From, "from", "", "cli.flag.from")
	fl.StringVar(&o.Filter.To, "to", "", "cli.flag.to")
	fl.StringVar(&o.Filter.Cohort, "cohort", "", "cli.flag.cohort")
	fl.StringVar(&o.Filter.Site, "site", "", "cli.flag.site")
	fl.Var(f.pathTo(&o.Compare), "compare", "cli.flag.compare")
	fl.BoolVar(&o.Schema, "schema", false, "cli.flag.schema")
	f.completeFlag(cmd, "format", programme.Formats())
	return cmd
}

// programme reports on a folder of contributions, or of journals.
func (f *Factory) programme(ctx context.Context, o *programmeOptions) error {
	if o.Schema {
		return f.schema(o.Out, o.Force, programme.Schema)
	}
	if o.Out != "" && o.Out != "-" && f.ours(o.Out) { // before its ending is looked at
		return f.fail("cli.error.ours", "Path", o.Out)
	}
	switch {
	case o.Format == "" && strings.HasSuffix(filepath.ToSlash(o.Out), "/"):
		o.Format = programme.FormatTables
	case o.Format == "":
		format, ok := formatOf(o.Out, programme.Formats(), func(format string) string { return "." + format })
		if !ok {
			return f.misused("cli.error.report-ending", "Path", o.Out, "Choices", strings.Join(programme.Formats(), ", "))
		}
		o.Format = format
	case !slices.Contains(programme.Formats(), o.Format):
		return f.misused("cli.error.report-format", "Format", o.Format, "Choices", strings.Join(programme.Formats(), ", "))
	}
	if err := f.mayReport(o); err != nil {
		return err
	}
	if len(o.Dirs) == 0 {
		if !o.Journals {
			return f.misused("cli.error.programme-dir")
		}
		o.Dirs = []string{f.dataDir()}
	}
	req, err := f.programmeRequest(o)
	if err != nil {
		return err
	}
	bar := f.reading(func() (int, int) { return int(req.Count.Done.Load()), int(req.Count.Total.Load()) })
	rep, skipped, err := programme.Make(ctx, req)
	bar.stop()
	switch {
	case errors.Is(err, programme.ErrNoFiles):
		return f.fail("cli.error.no-files", "Dir", strings.Join(o.Dirs, ", "))
	case errors.Is(err, programme.ErrFew):
		return f.fail("cli.error.too-few")
	case err != nil:
		return err
	}
	for _, s := range skipped {
		fmt.Fprintln(f.Err, f.skipped(s))
	}
	view := programme.View{Words: f.words, Curriculum: req.Curriculum, Width: f.reportWidth()}
	if o.Format == programme.FormatTables {
		return f.tables(o.Out, rep.Tables(view))
	}
	var b bytes.Buffer
	if err := programme.Write(&b, rep, o.Format, view); err != nil {
		return err
	}
	return f.export(o.Out, b.Bytes())
}

// mayReport says before the reading what would keep the report from being written.
func (f *Factory) mayReport(o *programmeOptions) error {
	switch {
	case o.Format != programme.FormatTables && o.Out != "" && o.Out != "-":
		return f.mayWrite(o.Out, o.Force)
	case o.Format != programme.FormatTables:
		return f.mayShow(o.Format, o.Out)
	case o.Out == "" || o.Out == "-":
		return f.misused("cli.error.tables")
	}
	there, err := os.ReadDir(o.Out)
	switch {
	case f.ours(filepath.Join(o.Out, "about.csv")):
		return f.fail("cli.error.ours", "Path", o.Out)
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return f.fail("cli.error.not-a-folder", "Path", o.Out)
	case len(there) > 0 && !o.Force:
		return f.fail("cli.error.full-folder", "Path", o.Out)
	}
	return nil
}

// tables writes each into a file of the folder.
func (f *Factory) tables(dir string, all []*document.Sheet) error {
	for _, s := range all {
		var b bytes.Buffer
		path := filepath.Join(dir, s.Name+".csv")
		if err := s.WriteCSV(&b); err != nil {
			return err
		}
		if f.ours(path) {
			return f.fail("cli.error.ours", "Path", path)
		}
		if err := storage.WriteFile(path, b.Bytes()); err != nil {
			return f.failed(err, "cli.error.write", "Path", path)
		}
	}
	pr := f.printer()
	pr.para(f.T("notes.written", "Path", dir))
	return pr.end()
}

// programmeRequest reads what the report is made of, but for the pairs' own files.
func (f *Factory) programmeRequest(o *programmeOptions) (req programme.Request, err error) {
	req = programme.Request{
		Dirs: o.Dirs, Journals: o.Journals, Now: f.Now(), Count: new(programme.Count), Filter: o.Filter, Names: o.Names, Totals: o.Totals,
	}
	switch {
	case !o.Filter.Days() || o.Filter.To != "" && o.Filter.From > o.Filter.To:
		return req, f.misused("cli.error.day", "Day", strings.TrimSpace(o.Filter.From+" "+o.Filter.To))
	case o.Names && o.Totals:
		return req, f.misused("cli.error.totals-names")
	case o.People == "" && (o.Names || o.Filter.Cohort != "" || o.Filter.Site != ""):
		return req, f.misused("cli.error.need-people")
	}
	if o.People != "" {
		rows, err := f.table(o.People)
		if err != nil {
			return req, err
		}
		if req.People, err = programme.NewPeople(rows); err != nil {
			return req, f.fail("cli.error.people", "Path", o.People)
		}
		cohort, site, cohorts, sites := req.People.Known(o.Filter)
		switch {
		case !cohort:
			return req, f.fail("cli.error.no-cohort", "Given", o.Filter.Cohort, "Choices", strings.Join(cohorts, ", "))
		case !site:
			return req, f.fail("cli.error.no-site", "Given", o.Filter.Site, "Choices", strings.Join(sites, ", "))
		}
	}
	if o.Compare != "" {
		data, err := storage.ReadNamed(o.Compare, maxTable)
		if err != nil {
			return req, f.failed(err, "cli.error.read", "Path", o.Compare)
		}
		switch req.Before, err = programme.ReadReport(data, o.Filter); {
		case errors.Is(err, programme.ErrOtherReport):
			return req, f.fail("cli.error.other-report", "Path", o.Compare)
		case errors.Is(err, programme.ErrTotals):
			return req, f.fail("cli.error.totals-report", "Path", o.Compare)
		case err != nil:
			return req, f.fail("cli.error.no-report", "Path", o.Compare)
		}
	}
	req.Curriculum, err = f.Curriculum()
	return req, err
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
