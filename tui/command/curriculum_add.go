package command

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

type curriculumAddOptions struct {
	Lesson  string // module/lesson
	Title   string
	Minutes int
}

func newCurriculumAddCmd(f *Factory) *cobra.Command {
	o := &curriculumAddOptions{}
	cmd := f.command("curriculum-add", "add {lesson}", takes{min: 1, max: 1, names: []string{"lesson"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson = args[0]
		return f.curriculumAdd(o)
	})
	cmd.Flags().StringVar(&o.Title, "title", "", "cli.flag.title")
	cmd.Flags().IntVar(&o.Minutes, "minutes", 25, "cli.flag.lesson-minutes")
	return cmd
}

// curriculumAdd writes one lesson of the template into the uppermost layer, in each
// language that the layer has.
func (f *Factory) curriculumAdd(o *curriculumAddOptions) error {
	module, id, ok := strings.Cut(o.Lesson, "/")
	if !ok || curriculum.Slug(module, 0) != module || curriculum.Slug(id, 0) != id {
		return f.misused("cli.error.lesson-name", "Lesson", o.Lesson)
	}
	if o.Minutes < 1 || o.Minutes > 240 {
		return f.misused("cli.error.flag-invalid", "Flag", "--minutes", "Value", o.Minutes)
	}
	layers, err := f.Layers()
	if err != nil {
		return err
	}
	if len(layers) == 1 {
		return f.fail("cli.error.no-layer")
	}
	layer := layers[len(layers)-1]
	own := curriculum.Load(layer)
	langs := own.Languages
	if len(langs) == 0 {
		langs = phrases.BuiltIn()
	}
	title := cmp.Or(o.Title, curriculum.Titled(id))
	files, titles := map[string][]byte{}, map[string]string{}
	for _, lang := range langs {
		files[o.Lesson+"."+lang+".md"] = []byte(curriculum.NewLesson(lang, title))
		titles[lang] = curriculum.Titled(module)
	}
	extended := map[string]string{}
	text, err := f.extend(layer.Name, module, titles, []string{id}, []string{curriculum.Entry(id, o.Minutes, f.Now())})
	if err != nil {
		return err
	}
	if text != "" {
		extended[curriculum.ModuleFile(module)] = text
	}
	pr := f.printer()
	if err := f.writeLessons(pr, layer.Name, files, extended); err != nil {
		return err
	}
	f.tellNext(pr, layer.Name)
	return pr.end()
}
