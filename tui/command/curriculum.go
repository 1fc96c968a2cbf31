package command

import (
	"github.com/spf13/cobra"
)

func newCurriculumCmd(f *Factory) *cobra.Command {
	return f.group("curriculum", "curriculum",
		newCurriculumListCmd(f), newCurriculumShowCmd(f), newCurriculumFilesCmd(f), newCurriculumCheckCmd(f),
		newCurriculumNewCmd(f), newCurriculumAddCmd(f), newCurriculumCopyCmd(f), newCurriculumDiffCmd(f), newCurriculumImportCmd(f), newCurriculumPreviewCmd(f), newCurriculumPhrasesCmd(f), newCurriculumHelpCmd(f))
}
