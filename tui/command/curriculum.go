package command

import (
	"github.com/spf13/cobra"
)

func newCurriculumCmd(f *Factory) *cobra.Command {
	return f.group("curriculum", "curriculum",
		newCurriculumListCmd(f, nil), newCurriculumShowCmd(f, nil), newCurriculumFilesCmd(f, nil), newCurriculumCheckCmd(f, nil),
		newCurriculumNewCmd(f, nil), newCurriculumAddCmd(f, nil), newCurriculumCopyCmd(f, nil), newCurriculumDiffCmd(f, nil), newCurriculumImportCmd(f, nil), newCurriculumPreviewCmd(f, nil), newCurriculumPhrasesCmd(f, nil), newCurriculumHelpCmd(f, nil))
}
