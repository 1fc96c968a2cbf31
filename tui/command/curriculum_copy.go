package command

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
)

type curriculumCopyOptions struct {
	Name  string // of a lesson, or of a module
	Dir   string
	Force bool
}

func newCurriculumCopyCmd(f *Factory) *cobra.Command {
	o := &curriculumCopyOptions{}
	cmd := f.command("curriculum-copy", "copy {lesson}|{module} {dir}", takes{min: 2, max: 2, names: []string{"lesson", "dir"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Name, o.Dir = args[0], args[1]
		return f.curriculumCopy(o)
	})
	cmd.ValidArgsFunction = f.completeFiles(f.lessonsFor)
	cmd.Flags().BoolVar(&o.Force, "force", false, "cli.flag.force")
	return cmd
}

// curriculumCopy puts built-in lessons into a layer: their files in every language, and
// their entries in the layer's module.toml, with a record of what they were.
func (f *Factory) curriculumCopy(o *curriculumCopyOptions) error {
	own := curriculum.Load(curriculum.Builtin())
	var lessons []*curriculum.Lesson
	if l, ok := own.Lesson(o.Name); ok {
		lessons = append(lessons, l)
	}
	for _, m := range own.Modules {
		if m.ID == o.Name {
			lessons = m.Lessons
		}
	}
	if len(lessons) == 0 {
		return f.noLesson(own, o.Name)
	}
	files := map[string][]byte{}
	for _, l := range lessons {
		for _, lang := range l.Languages() {
			name := l.ID + "." + lang + ".md"
			data, err := fs.ReadFile(curriculum.Builtin().FS, name)
			if err != nil {
				return err
			}
			files[name] = data
		}
		for _, name := range l.PracticePaths() {
			data, err := fs.ReadFile(curriculum.Builtin().FS, name)
			if err != nil {
				return err
			}
			files[name] = data
		}
	}
	module := curriculum.ModuleFile(lessons[0].Module.ID)
	text, err := f.moduleWith(o.Dir, module, lessons)
	if err != nil {
		return err
	}
	order := slices.Sorted(maps.Keys(files))
	for _, name := range order {
		path := filepath.Join(o.Dir, filepath.FromSlash(name))
		var also []string
		if !exists(path) { // a layer may grow in the data folder; nothing there is written over
			also = []string{storage.CurriculumDir}
		}
		switch {
		case f.ours(path, also...):
			return f.fail("cli.error.ours", "Path", path)
		case exists(path) && !o.Force:
			return f.fail("cli.error.exists", "Path", path)
		}
	}
	files[module], order = []byte(text), append(order, module)
	pr := f.printer()
	for _, name := range order {
		path := filepath.Join(o.Dir, filepath.FromSlash(name))
		if err := storage.WriteFile(path, files[name]); err != nil {
			return f.failed(err, "cli.error.write", "Path", path)
		}
		pr.line(path)
	}
	pr.para(f.T("cli.copy.next", "Dir", o.Dir))
	return pr.end()
}

// moduleWith is the layer's module.toml with the lessons in it, each with a record of what
// it is today. What else the file says stays.
func (f *Factory) moduleWith(dir, name string, lessons []*curriculum.Lesson) (string, error) {
	own, err := fs.ReadFile(curriculum.Builtin().FS, name)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, _ := curriculum.EntryOf(string(own), "")
	if exists(path) {
		layer, err := f.layer(dir)
		if err != nil {
			return "", err
		}
		there := layer.Lines(name)
		if there == nil {
			return "", f.fail("cli.error.file", "Where", path, "Why", f.T("cli.why.unreadable"))
		}
		text = strings.Join(there, "\n") + "\n"
	}
	for _, l := range lessons {
		id := strings.TrimPrefix(l.ID, l.Module.ID+"/")
		_, entry := curriculum.EntryOf(string(own), id)
		with, err := curriculum.WithEntries(text, []string{id}, []string{entry})
		if err == nil && with != "" {
			text = with
		}
		if err == nil {
			with, err = curriculum.WithRecord(text, id, curriculum.RecordOf(curriculum.Builtin(), l))
		}
		if err == nil {
			with, err = curriculum.WithFiles(with, l.Practice())
		}
		if err != nil {
			return "", f.noEntries(path, err)
		}
		text = with
	}
	return text, nil
}
