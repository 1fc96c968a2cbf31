package command

import (
	"binome/storage/progress"
	"strings"

	"github.com/spf13/cobra"
)

// A source gives what could stand at one place, with a word on each after a tab.
type source func() []string

// completeArgs completes each argument from its source; the last source goes on for
// those that follow when it is given twice.
func (f *Factory) completeArgs(sources ...source) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= len(sources) || sources[len(args)] == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return sources[len(args)](), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeFiles is completeArgs with files after the arguments that have a source.
func (f *Factory) completeFiles(sources ...source) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= len(sources) {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return f.completeArgs(sources...)(cmd, args, typed)
	}
}

func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeFlag completes a flag's value; nil choices mean a folder.
func (f *Factory) completeFlag(cmd *cobra.Command, name string, choices []string) {
	fn := cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp)
	if choices == nil {
		fn = completeFolders
	}
	if err := cmd.RegisterFlagCompletionFunc(name, fn); err != nil {
		panic(err) // a flag of our own that isn't there: every run would show it
	}
}

// pairsFor are the pairs with their names.
func (f *Factory) pairsFor() []string {
	if !exists(f.dataDir()) {
		return nil
	}
	folder, err := f.Folder()
	if err != nil {
		return nil
	}
	pairs, err := progress.Pairs(folder, f.Now())
	if err != nil {
		return nil
	}
	var list []string
	for _, p := range pairs {
		words := p.ID
		if p.Err == nil {
			words += "\t" + f.T("pairs.pair", "Mentor", p.Mentor, "Mentee", p.Mentee)
		}
		list = append(list, words)
	}
	return list
}

// lessonsFor are the lessons with their titles.
func (f *Factory) lessonsFor() []string {
	cur, err := f.Curriculum()
	if err != nil {
		return nil
	}
	var list []string
	for _, m := range cur.Modules {
		for _, l := range m.Lessons {
			list = append(list, l.ID+"\t"+strings.ReplaceAll(titleOf(cur, l.ID, f.words.Lang), "\t", " "))
		}
	}
	return list
}
