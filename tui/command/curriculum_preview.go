package command

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui"
)

type curriculumPreviewOptions struct{ Dir string }

func newCurriculumPreviewCmd(f *Factory, runF func(*curriculumPreviewOptions) error) *cobra.Command {
	o := &curriculumPreviewOptions{}
	cmd := f.command("curriculum-preview", "preview {dir}", takes{min: 1, max: 1, names: []string{"dir"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Dir = args[0]
		if runF != nil {
			return runF(o)
		}
		return f.curriculumPreview(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return cmd
}

// curriculumPreview walks a folder's lessons as a pair will see them, with sample names
// and a data folder that is gone afterwards, and follows the files as they are saved.
func (f *Factory) curriculumPreview(ctx context.Context, o *curriculumPreviewOptions) error {
	if !f.InTerminal || !f.OutTerminal {
		return f.fail("cli.error.preview-terminal")
	}
	layers, err := f.Layers()
	if err != nil {
		return err
	}
	read := func() (*curriculum.Curriculum, error) {
		l, err := curriculum.Dir(o.Dir)
		if err != nil {
			return nil, err
		}
		return curriculum.Load(append(layers[:len(layers):len(layers)], l)...), nil
	}
	cur, err := read()
	if err != nil {
		return f.failed(err, "cli.error.curriculum-dir", "Dir", o.Dir)
	}
	scratch, err := os.MkdirTemp("", "binome-preview-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	folder, err := storage.Open(scratch, storage.Options{Now: f.Now})
	if err != nil {
		return err
	}
	j, err := folder.Create("nobody", storage.Entry{
		Kind:   storage.KindPair,
		Mentor: "Inès", MentorLanguage: f.words.Lang, Mentee: "Philippe", MenteeLanguage: f.words.Lang,
	})
	if err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	reloads, stop, err := follow(o.Dir, read)
	if err != nil {
		return err
	}
	defer stop()
	return tui.Run(ctx, tui.Options{
		Folder: folder, Curriculum: func() *curriculum.Curriculum { return cur }, Phrases: f.catalogues, Pair: "nobody", Lesson: firstOf(cur, o.Dir),
		View: f.view, Theme: f.theme, Lang: f.words.Lang, Now: f.Now, In: f.In, Out: f.rawOut, Env: f.Env, Reloads: reloads,
	})
}

// firstOf is the first lesson that the folder itself brings.
func firstOf(c *curriculum.Curriculum, dir string) string {
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			if l.Layer == filepath.Clean(dir) && l.ID != progress.CharterLesson { // not the data folder's
				return l.ID
			}
		}
	}
	return ""
}

// settling is how long a folder must be still before it is read: an editor saves in
// several steps.
const settling = 40 * time.Millisecond

// follow reads anew whenever something in the folder has changed. Who is slow to take
// the newest never holds it up: an older one that nobody took is dropped.
func follow(dir string, read func() (*curriculum.Curriculum, error)) (<-chan *curriculum.Curriculum, func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nil, err
	}
	watchTree(w, dir)
	out := make(chan *curriculum.Curriculum, 1)
	done := make(chan struct{})
	go func() {
		defer close(out)
		var still <-chan time.Time
		for {
			select {
			case <-done:
				return
			case _, ok := <-w.Errors:
				if !ok {
					return
				}
			case e, ok := <-w.Events:
				if !ok {
					return
				}
				if e.Has(fsnotify.Create) {
					watchTree(w, e.Name)
				}
				still = time.After(settling)
			case <-still:
				still = nil
				c, err := read()
				if err != nil {
					continue // the folder is gone for a moment; what is shown stays
				}
				select {
				case <-out:
				default:
				}
				out <- c
			}
		}
	}()
	return out, func() { close(done); w.Close() }, nil
}

// watchTree watches a folder and those in it; what can't be watched is passed over.
func watchTree(w *fsnotify.Watcher, dir string) {
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			return w.Add(path)
		}
		return nil
	})
}
