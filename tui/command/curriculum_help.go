package command

import (
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"binome/curriculum/block"
	"binome/curriculum/check"
	"binome/storage"
)

func newCurriculumHelpCmd(f *Factory) *cobra.Command {
	cmd := f.command("curriculum-help", "help", takes{})
	cmd.RunE = f.running(func(*cobra.Command, []string) error {
		return f.curriculumHelp()
	})
	return cmd
}

// curriculumHelp prints the format on one page: drawn on a terminal, as Markdown elsewhere.
func (f *Factory) curriculumHelp() error {
	page := check.Page(f.words.Lang, filepath.Join(f.dataDir(), storage.CurriculumDir))
	if !f.OutTerminal {
		_, err := io.WriteString(f.Out, page)
		return err
	}
	s := f.sheet(nil, f.words.Lang)
	s.blocks(block.ParseLines(block.Lines(page), 1).Blocks, "")
	return s.end()
}
