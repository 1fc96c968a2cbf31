package command

import (
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/check"
)

type curriculumCheckOptions struct {
	Dirs   []string
	JSON   bool
	Quiet  bool
	Strict bool
	List   bool // of the rules
	Rules  []string
}

func newCurriculumCheckCmd(f *Factory) *cobra.Command {
	o := &curriculumCheckOptions{}
	cmd := f.command("curriculum-check", "check [{dir}…]", takes{max: -1})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Dirs = args
		return f.curriculumCheck(cmd, o)
	})
	cmd.ValidArgsFunction = completeFolders
	cmd.Flags().BoolVar(&o.JSON, "json", false, "cli.flag.json")
	cmd.Flags().BoolVar(&o.Quiet, "quiet", false, "cli.flag.quiet")
	cmd.Flags().BoolVar(&o.Strict, "strict", false, "cli.flag.strict")
	cmd.Flags().BoolVar(&o.List, "rules", false, "cli.flag.rules")
	cmd.Flags().StringArrayVar(&o.Rules, "rule", nil, "cli.flag.rule")
	f.completeFlag(cmd, "rule", ruleNames())
	return cmd
}

func ruleNames() (names []string) {
	for _, r := range check.Rules() {
		names = append(names, r.Name)
	}
	return names
}

// curriculumCheck checks folders as a company's, or, with none given anywhere, the
// built-in lessons by their own standard.
func (f *Factory) curriculumCheck(cmd *cobra.Command, o *curriculumCheckOptions) error {
	if o.List {
		if o.JSON {
			return check.WriteRulesJSON(f.Out, f.words.Lang)
		}
		return check.WriteRules(f.Out, f.words.Lang, f.measure())
	}
	for _, r := range o.Rules {
		if n, err := strconv.Atoi(r); err == nil && n >= 1 && n <= check.Groups || slices.Contains(ruleNames(), r) {
			continue
		}
		if near := nearestRaw(r, ruleNames()); near != "" {
			return f.misused("cli.error.rule-near", "Rule", r, "Near", near)
		}
		return f.misused("cli.error.rule", "Rule", r)
	}
	layers, err := f.checked(o.Dirs)
	if err != nil {
		return err
	}
	opts := check.Options{Rules: o.Rules, Today: f.Now(), Own: layers == nil, Whole: layers == nil}
	if layers == nil {
		layers = []curriculum.Layer{curriculum.Builtin()}
	} else {
		opts.Under = []curriculum.Layer{curriculum.Builtin()}
	}
	var checked, lessons atomic.Int64
	opts.Progress = func(done, total int) { checked.Store(int64(done)); lessons.Store(int64(total)) }
	var guesses []check.Guess
	if slices.Contains(o.Rules, "guessable") {
		opts.Guesses = func(all []check.Guess) { guesses = all }
	}
	bar := f.reading(func() (int, int) { return int(checked.Load()), int(lessons.Load()) })
	found := check.Run(cmd.Context(), layers, opts)
	bar.stop()
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	if guesses != nil && !o.JSON {
		if err := check.WriteGuesses(f.Out, guesses, f.words.Lang); err != nil {
			return err
		}
	}
	if err := f.writeFindings(o, found, int(lessons.Load())); err != nil {
		return err
	}
	if check.Errors(found) > 0 || o.Strict && len(found) > 0 {
		return errTold
	}
	return nil
}

// checked are the layers to check; nil is the built-in one.
func (f *Factory) checked(dirs []string) ([]curriculum.Layer, error) {
	if len(dirs) == 0 {
		all, err := f.Layers()
		if err != nil || len(all) == 1 {
			return nil, err
		}
		return all[1:], nil
	}
	var layers []curriculum.Layer
	for _, dir := range dirs {
		l, err := f.layer(dir)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, nil
}

func (f *Factory) writeFindings(o *curriculumCheckOptions, found []check.Finding, lessons int) error {
	if o.JSON {
		return check.WriteJSON(f.Out, found, f.words.Lang)
	}
	if err := check.WriteText(f.Out, found, check.TextOptions{Quiet: o.Quiet, Width: f.measure(), Lang: f.words.Lang}); err != nil {
		return err
	}
	if len(found) > 0 || o.Quiet {
		return nil
	}
	_, err := fmt.Fprintln(f.Out, f.N("cli.check.well", lessons))
	return err
}
