package command

import (
	"io"

	"github.com/spf13/cobra"

	"binome/curriculum/phrases"
	"binome/storage"
)

type curriculumPhrasesOptions struct{ Lang, Out string }

func newCurriculumPhrasesCmd(f *Factory) *cobra.Command {
	o := &curriculumPhrasesOptions{}
	cmd := f.command("curriculum-phrases", "phrases {language}", takes{min: 1, max: 1, names: []string{"language"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lang = args[0]
		return f.curriculumPhrases(o)
	})
	cmd.Flags().VarP(f.pathTo(&o.Out), "output", "o", "cli.flag.phrases-output")
	return cmd
}

// curriculumPhrases writes out every phrase of the coach's, to be translated.
func (f *Factory) curriculumPhrases(o *curriculumPhrasesOptions) error {
	text, err := phrases.Blank(o.Lang)
	if err != nil {
		return f.misused("cli.error.no-language", "Lang", o.Lang)
	}
	switch {
	case o.Out == "":
		_, err := io.WriteString(f.Out, text)
		return err
	case exists(o.Out):
		return f.fail("cli.error.there", "Path", o.Out)
	case f.ours(o.Out, storage.CurriculumDir):
		return f.fail("cli.error.ours", "Path", o.Out)
	}
	if err := storage.WriteFile(o.Out, []byte(text)); err != nil {
		return f.failed(err, "cli.error.write", "Path", o.Out)
	}
	pr := f.printer()
	pr.line(o.Out)
	return pr.end()
}
