package command

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/check"
)

type curriculumDiffOptions struct{ Lesson string }

func newCurriculumDiffCmd(f *Factory) *cobra.Command {
	o := &curriculumDiffOptions{}
	cmd := f.command("curriculum-diff", "diff {lesson}", takes{min: 1, max: 1, names: []string{"lesson"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson = args[0]
		return f.curriculumDiff(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.lessonsFor)
	return cmd
}

// curriculumDiff shows in what a lesson of a folder's differs from the built-in one of its
// name: its files, and its entry in module.toml.
func (f *Factory) curriculumDiff(o *curriculumDiffOptions) error {
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	layers, err := f.Layers()
	if err != nil {
		return err
	}
	l, ok := cur.Lesson(o.Lesson)
	if !ok {
		return f.noLesson(cur, o.Lesson)
	}
	own := curriculum.Builtin()
	base, ok := curriculum.Load(own).Lesson(l.ID)
	if !ok || base.ID != l.ID {
		return f.fail("cli.error.no-original", "Lesson", l.ID)
	}
	pr := f.printer()
	for _, d := range cur.Drifts(own) {
		if d.Lesson == l {
			pr.para(check.In(f.words.Lang, d.Problem().Text))
		}
	}
	yours := false
	show := func(layer, name, was, is string) {
		yours = true
		all := diff.Diff(filepath.Join(layer, filepath.FromSlash(name)), []byte(was), "binome: "+name, []byte(is))
		if _, body, ok := bytes.Cut(all, []byte("\n")); ok { // the first line names a command
			pr.line(strings.TrimRight(string(body), "\n"))
		}
	}
	lines := func(layer curriculum.Layer, name string) string {
		if there := layer.Lines(name); there != nil {
			return strings.Join(there, "\n") + "\n"
		}
		return ""
	}
	layerOf := func(name string) curriculum.Layer {
		return layers[slices.IndexFunc(layers, func(x curriculum.Layer) bool { return x.Name == name })]
	}
	for _, lang := range l.Languages() {
		if from := l.LayerOf(lang); from != "" {
			name := l.ID + "." + lang + ".md"
			show(from, name, lines(layerOf(from), name), lines(own, name))
		}
	}
	if l.Layer != "" {
		module, id := curriculum.ModuleFile(l.Module.ID), strings.TrimPrefix(l.ID, l.Module.ID+"/")
		_, was := curriculum.EntryOf(lines(layerOf(l.Layer), module), id)
		_, is := curriculum.EntryOf(lines(own, module), id)
		var kept []string
		for _, line := range strings.SplitAfter(was, "\n") { // the record is in the copy alone
			if !strings.HasPrefix(line, "copied = ") {
				kept = append(kept, line)
			}
		}
		show(l.Layer, module, strings.Join(kept, ""), is)
	}
	if !yours {
		return f.fail("cli.error.no-copy", "Lesson", l.ID)
	}
	if pr.b.Len() == 0 {
		pr.para(f.T("cli.diff.same", "Lesson", l.ID))
	}
	return pr.end()
}
