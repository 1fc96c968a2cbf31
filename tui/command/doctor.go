package command

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
)

type doctorOptions struct {
	Pairs  []string
	Repair bool
	Yes    bool
}

func newDoctorCmd(f *Factory) *cobra.Command {
	o := &doctorOptions{}
	cmd := f.command("doctor", "doctor [{pair}…]", takes{max: -1})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pairs = args
		return f.doctor(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return f.pairsFor(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.Flags().BoolVar(&o.Repair, "repair", false, "cli.flag.repair")
	cmd.Flags().BoolVar(&o.Yes, "yes", false, "cli.flag.yes-all")
	return cmd
}

// doctor tells every file's state, mends what it may, and fails when not all is well.
func (f *Factory) doctor(ctx context.Context, o *doctorOptions) error {
	folder, err := f.Folder()
	if err != nil {
		return err
	}
	pr := f.printer()
	pr.para(f.T("cli.doctor.where", "Dir", folder.Dir))
	well := f.doctorSettings(pr, folder)
	if _, err := f.Existing(); err != nil {
		p := f.problemOf(err)
		pr.item(p.what)
		pr.item(p.hint)
		well = false
	}
	well = f.doctorTrials(pr, folder) && well
	if len(o.Pairs) == 0 {
		well = f.doctorLessons(pr) && well
	}
	reports, err := folder.Doctor(o.Pairs...)
	if err != nil {
		for _, id := range o.Pairs {
			if _, nerr := f.pairID(id); nerr != nil {
				return nerr
			}
		}
		return err
	}
	if len(reports) == 0 {
		pr.para(f.T("cli.pair-list.none"))
	}
	for _, r := range reports {
		ok := r.Well()
		f.doctorReport(pr, r)
		f.doctorSync(ctx, pr, folder, r.ID)
		if o.Repair && !ok {
			if ok, err = f.repair(pr, folder, r.ID, o.Yes); err != nil {
				pr.item(f.T("cli.doctor.not-mended", "Why", f.problemOf(err).what))
			}
		}
		well = well && ok
	}
	pr.line("")
	switch {
	case well:
		pr.para(f.T("cli.doctor.well"))
	case o.Repair:
		pr.para(f.T("cli.doctor.left"))
	default:
		pr.para(f.T("cli.doctor.ill"))
	}
	if err := pr.end(); err != nil {
		return err
	}
	if !well {
		return errTold
	}
	return nil
}

func (f *Factory) doctorSettings(pr *printer, folder *storage.Folder) bool {
	c, err := folder.Config()
	if err != nil {
		p := f.problemOf(err)
		pr.item(p.what)
		pr.item(p.hint)
		return false
	}
	for _, key := range c.Unknown {
		pr.item(f.T("cli.doctor.unknown-key", "Path", folder.ConfigFile(), "Key", key))
	}
	return true
}

// doctorTrials tells what came of trying to keep something.
func (f *Factory) doctorTrials(pr *printer, folder *storage.Folder) bool {
	well := true
	for _, t := range folder.Try() {
		if t.Err != nil {
			pr.item(f.T("cli.doctor.cannot-write", "Dir", t.Dir, "Why", f.why(t.Err)))
			well = false
		} else if t.NoLocks {
			pr.item(f.T("cli.doctor.no-locks", "Dir", t.Dir))
		}
	}
	return well
}

// doctorLessons tells which lessons are left out.
func (f *Factory) doctorLessons(pr *printer) bool {
	cur, err := f.Curriculum()
	if err != nil {
		pr.item(f.problemOf(err).what)
		return false
	}
	for _, p := range cur.Problems {
		pr.item(f.T("trouble.lesson", "Place", inLayer(p.Layer, p.Pos)+": "+p.Text))
	}
	for _, err := range f.said {
		pr.item(err.Error())
	}
	return len(cur.Problems) == 0 && len(f.said) == 0
}

func (f *Factory) doctorReport(pr *printer, r storage.Report) {
	pr.heading(r.ID)
	if len(r.Troubles) == 0 {
		pr.item(f.N("cli.doctor.entries", r.Entries))
		return
	}
	for _, t := range r.Troubles {
		pr.item(f.trouble(t))
	}
}

// trouble says a trouble of a file in the reader's language.
func (f *Factory) trouble(t storage.Trouble) string {
	return f.T("cli.trouble."+t.Code, "File", filepath.Base(t.Path), "Line", t.Line, "Why", t.Text)
}

// repair mends a pair's files and asks about what only people can decide.
func (f *Factory) repair(pr *printer, folder *storage.Folder, id string, yes bool) (well bool, err error) {
	out, err := folder.Repair(id)
	if err != nil {
		return false, err
	}
	for _, did := range out.Did {
		pr.item(f.T("cli.did."+did.Code, "File", filepath.Base(did.Path), "Line", did.Line, "Why", did.Text))
	}
	if out.Kept != "" {
		pr.item(f.T("cli.doctor.kept", "Path", out.Kept))
	}
	if err := f.decide(pr, folder, id, yes); err != nil {
		return false, err
	}
	reports, err := folder.Doctor(id)
	if err != nil || len(reports) != 1 {
		return false, err
	}
	for _, left := range reports[0].Troubles {
		pr.item(f.T("cli.doctor.stays", "What", f.trouble(left)))
	}
	return reports[0].Well(), nil
}

// decide offers torn entries and conflicted copies for taking in. Without a terminal
// and without --yes they stay where they are.
func (f *Factory) decide(pr *printer, folder *storage.Folder, id string, yes bool) error {
	sure := func(question string) bool {
		if yes || !f.InTerminal {
			return yes
		}
		if err := pr.end(); err != nil { // what was found, before a question about it
			return false
		}
		pr.b.Reset()
		return f.yes(question)
	}
	for _, private := range []bool{false, true} {
		for _, t := range folder.Torn(id, private) {
			if !t.Usable || !sure(f.T("cli.doctor.adopt", "File", filepath.Base(t.Path), "What", string(t.Entry.Kind)+" "+clean.Short(t.Entry.Text, quoted))) {
				continue
			}
			if err := folder.Adopt(id, private, t); err != nil {
				return err
			}
			pr.item(f.T("cli.doctor.adopted", "File", filepath.Base(t.Path)))
		}
	}
	if copies := folder.ConflictCopies(id); len(copies) > 0 && sure(f.N("cli.doctor.absorb", len(copies))) {
		m, err := folder.Absorb(id)
		if err != nil {
			return err
		}
		pr.item(f.N("cli.doctor.absorbed", m.Added))
	}
	return nil
}
