package command

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
)

type curriculumNewOptions struct{ Dir string }

func newCurriculumNewCmd(f *Factory) *cobra.Command {
	o := &curriculumNewOptions{}
	cmd := f.command("curriculum-new", "new {dir}", takes{min: 1, max: 1, names: []string{"dir"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Dir = args[0]
		return f.curriculumNew(o)
	})
	cmd.ValidArgsFunction = completeFolders
	return cmd
}

// curriculumNew writes the sample into a folder that is empty, or not there yet.
func (f *Factory) curriculumNew(o *curriculumNewOptions) error {
	list, err := os.ReadDir(o.Dir)
	inside := filepath.Join(o.Dir, "module")
	switch {
	case f.ours(inside, storage.CurriculumDir):
		return f.fail("cli.error.ours", "Path", o.Dir)
	case err == nil && len(list) > 0:
		return f.fail("cli.error.dir-full", "Dir", o.Dir)
	case err != nil && !os.IsNotExist(err):
		return f.failed(err, "cli.error.write", "Path", o.Dir)
	}
	written, err := curriculum.Scaffold(o.Dir, f.Now())
	if err != nil {
		return f.failed(err, "cli.error.write", "Path", o.Dir)
	}
	pr := f.printer()
	for _, name := range written {
		pr.line(filepath.Join(o.Dir, filepath.FromSlash(name)))
	}
	f.tellNext(pr, o.Dir)
	return pr.end()
}
