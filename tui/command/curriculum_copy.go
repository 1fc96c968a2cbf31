package command

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
	"sync"
)

type curriculumCopyOptions struct {
	Lesson, Dir string
	Force       bool
}

func newCurriculumCopyCmd(f *Factory, runF func(*curriculumCopyOptions) error) *cobra.Command {
	o := &curriculumCopyOptions{}
	cmd := f.command("curriculum-copy", "copy {lesson} {dir}", takes{min: 2, max: 2, names: []string{"lesson", "dir"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Lesson, o.Dir = args[0], args[1]
		if runF != nil {
			return runF(o)
		}
		return f.curriculumCopy(o)
	})
	cmd.ValidArgsFunction = f.completeFiles(f.lessonsFor)
	cmd.Flags().BoolVar(&o.Force, "force", false, "cli.flag.force")
	return cmd
}

// curriculumCopy puts a built-in lesson into a layer: its files in every language, and
// its entry in the layer's module.toml.
func (f *Factory) curriculumCopy(o *curriculumCopyOptions) error {
	own := curriculum.Load(curriculum.Builtin())
	l, ok := own.Lesson(o.Lesson)
	if !ok {
		return f.noLesson(own, o.Lesson)
	}
	files := map[string][]byte{}
	var order []string
	for _, lang := range l.Languages() {
		name := l.ID + "." + lang + ".md"
		data, err := fs.ReadFile(curriculum.Builtin().FS, name)
		if err != nil {
			return err
		}
		files[name] = data
		order = append(order, name)
	}
	module := l.Module.ID + "/module.toml"
	text, err := f.moduleWith(o.Dir, module, l)
	if err != nil {
		return err
	}
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
	if text != "" {
		files[module] = []byte(text)
		order = append(order, module)
	}
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

// moduleWith is the layer's module.toml with the lesson in it; "" when it is there
// already. What else the file says stays.
func (f *Factory) moduleWith(dir, name string, l *curriculum.Lesson) (string, error) {
	own, err := fs.ReadFile(curriculum.Builtin().FS, name)
	if err != nil {
		return "", err
	}
	title, entry := cutModule(string(own), l.ID[len(l.Module.ID)+1:])
	path := filepath.Join(dir, filepath.FromSlash(name))
	if !exists(path) {
		return title + "\n" + entry, nil
	}
	layer, err := f.layer(dir)
	if err != nil {
		return "", err
	}
	there := layer.Lines(name)
	if there == nil {
		return "", f.fail("cli.error.file", "Where", path, "Why", f.T("cli.why.unreadable"))
	}
	text, err := curriculum.WithEntry(strings.Join(there, "\n"), l.ID[len(l.Module.ID)+1:], entry)
	if err != nil {
		return "", f.fail("cli.error.file", "Where", path, "Why", err.Error())
	}
	return text, nil
}

var idLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^id *= *"([^"]*)"`) })

// cutModule gives, of a built-in module.toml, what stands above the first [[lesson]], and
// the entry of one lesson as it is written, comments and all.
func cutModule(text, id string) (above, entry string) {
	parts := strings.Split(text, "[[lesson]]")
	for _, p := range parts[1:] {
		if m := idLine().FindStringSubmatch(p); m != nil && m[1] == id {
			entry = "[[lesson]]" + strings.TrimRight(p, "\n") + "\n"
		}
	}
	return strings.TrimRight(parts[0], "\n") + "\n", entry
}
