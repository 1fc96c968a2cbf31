package command

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
)

type curriculumFilesOptions struct {
	Lesson, Out string
}

func newCurriculumFilesCmd(f *Factory) *cobra.Command {
	o := &curriculumFilesOptions{}
	cmd := f.command("curriculum-files", "files {lesson} [-o {dir}]", takes{min: 1, max: 1, names: []string{"lesson"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson = args[0]
		return f.curriculumFiles(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.lessonsFor)
	cmd.Flags().VarP(f.pathTo(&o.Out), "output", "o", "cli.flag.files-output")
	return cmd
}

// curriculumFiles takes a lesson's practice files, as the coach does, or says what there is.
func (f *Factory) curriculumFiles(o *curriculumFilesOptions) error {
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	l, ok := cur.Lesson(o.Lesson)
	if !ok {
		return f.noLesson(cur, o.Lesson)
	}
	files := l.Files(f.words.Lang)
	pr := f.printer()
	switch {
	case len(files) == 0:
		pr.para(f.T("cli.files.none", "Lesson", l.ID))
		return pr.end()
	case o.Out == "":
		for _, line := range f.practice(l) {
			pr.line(line)
		}
		pr.para(f.T("cli.files.take", "Lesson", l.ID))
		return pr.end()
	}
	if f.ours(filepath.Join(o.Out, files[0].Name)) {
		return f.fail("cli.error.ours", "Path", o.Out)
	}
	if err := storage.MakeDir(o.Out); err != nil {
		return f.failed(err, "cli.error.write", "Path", o.Out)
	}
	for _, file := range files {
		raw, err := file.Read()
		if err != nil {
			return err
		}
		path, fresh, err := storage.Take(f.dataDir(), o.Out, file.Name, raw)
		if err != nil {
			return f.failed(err, "cli.error.write", "Path", path)
		}
		if !fresh {
			path = f.T("cli.files.already", "Path", path)
		}
		pr.line(path)
	}
	return pr.end()
}

// practice says what a lesson has to practise on, a line for each.
func (f *Factory) practice(l *curriculum.Lesson) (lines []string) {
	for _, file := range l.Files(f.words.Lang) {
		steps := []string{f.T("steps." + string(file.Step))}
		if file.Step == "" {
			steps = []string{f.T("steps." + string(curriculum.Together)), f.T("steps." + string(curriculum.Alone))}
		}
		lines = append(lines, f.T("cli.files.line", "Name", file.Name, "Step", strings.Join(steps, ", ")))
	}
	return lines
}

// practice says at the foot of a lesson what there is to practise on.
func (s *sheet) practice(l *curriculum.Lesson) {
	lines := s.f.practice(l)
	if len(lines) == 0 {
		return
	}
	s.heading(s.f.T("cli.files.title"))
	for _, line := range lines {
		s.line(line)
	}
	s.para(s.f.T("cli.files.take", "Lesson", l.ID))
}
