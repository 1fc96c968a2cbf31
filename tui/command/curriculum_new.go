package command

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
)

// sample is a small curriculum, valid and commented, in both languages.
//
//go:embed all:sample
var sample embed.FS

type curriculumNewOptions struct{ Dir string }

func newCurriculumNewCmd(f *Factory, runF func(*curriculumNewOptions) error) *cobra.Command {
	o := &curriculumNewOptions{}
	cmd := f.command("curriculum-new", "new {dir}", takes{min: 1, max: 1, names: []string{"dir"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Dir = args[0]
		if runF != nil {
			return runF(o)
		}
		return f.curriculumNew(o)
	})
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// curriculumNew writes the sample into a folder that is empty, or not there yet.
func (f *Factory) curriculumNew(o *curriculumNewOptions) error {
	list, err := os.ReadDir(o.Dir)
	switch {
	case err == nil && len(list) > 0:
		return f.fail("cli.error.dir-full", "Dir", o.Dir)
	case err != nil && !os.IsNotExist(err):
		return f.failed(err, "cli.error.write", "Path", o.Dir)
	}
	pr := f.printer()
	today := f.Now().Format("2006-01-02")
	err = fs.WalkDir(sample, "sample", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := sample.ReadFile(name)
		if err != nil {
			return err
		}
		path := filepath.Join(o.Dir, filepath.FromSlash(strings.TrimPrefix(name, "sample/")))
		pr.line(path)
		return storage.WriteFile(path, []byte(strings.ReplaceAll(string(data), "2026-01-01", today)))
	})
	if err != nil {
		return f.failed(err, "cli.error.write", "Path", o.Dir)
	}
	pr.para(f.T("cli.new.next", "Dir", o.Dir))
	return pr.end()
}
