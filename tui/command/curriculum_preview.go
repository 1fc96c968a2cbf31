package command

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/check"
	"binome/storage"
	"binome/tui"
)

type curriculumPreviewOptions struct{ Dir string }

func newCurriculumPreviewCmd(f *Factory) *cobra.Command {
	o := &curriculumPreviewOptions{}
	cmd := f.command("curriculum-preview", "preview {dir}", takes{min: 1, max: 1, names: []string{"dir"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Dir = args[0]
		return f.curriculumPreview(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = completeFolders
	return cmd
}

// curriculumPreview walks a folder's lessons as a pair will see them, with sample names
// and a data folder that is gone afterwards, and follows the files as they are saved.
func (f *Factory) curriculumPreview(ctx context.Context, o *curriculumPreviewOptions) error {
	if !f.InTerminal || !f.OutTerminal {
		return f.fail("cli.error.preview-terminal")
	}
	layers, err := f.previewed()
	if err != nil {
		return err
	}
	p := &preview{f: f, dir: filepath.Clean(o.Dir), under: layers}
	first, err := p.read()
	if err != nil {
		return f.failed(err, "cli.error.curriculum-dir", "Dir", o.Dir)
	}
	if !hasMarkdown(p.dir) {
		return f.fail("cli.error.preview-empty", "Dir", o.Dir)
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
	reloads, stop, err := follow(o.Dir, p.read, first)
	if err != nil {
		return err
	}
	defer stop()
	return tui.Run(ctx, tui.Options{
		Folder: folder, Curriculum: func() *curriculum.Curriculum { return first.Curriculum }, Phrases: f.catalogues, Pair: "nobody",
		Drafts: func(c *curriculum.Curriculum) []string { return lessonsOf(c, p.dir) },
		View:   f.view, Theme: f.theme, Lang: f.words.Lang, Now: f.Now, In: f.In, Out: f.rawOut, Env: f.Env, Reloads: reloads,
		Documents: f.documents(), Far: f.far(),
	})
}

// previewed are the layers that a preview lies on: the built-in one and those that were
// named, whatever the data folder has.
func (f *Factory) previewed() ([]curriculum.Layer, error) {
	layers := []curriculum.Layer{curriculum.Builtin()}
	for _, dir := range f.layersAt {
		l, err := f.layer(dir)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, nil
}

// A preview reads a folder again and again, and keeps the last that could be walked.
type preview struct {
	f     *Factory
	dir   string
	under []curriculum.Layer
	good  *curriculum.Curriculum
}

// read is the folder as it is now. What is broken in it doesn't take away what was shown.
func (p *preview) read() (tui.Reload, error) {
	l, err := curriculum.Dir(p.dir)
	if err != nil {
		return tui.Reload{}, err
	}
	cur := curriculum.Load(append(p.under[:len(p.under):len(p.under)], l)...)
	r := tui.Reload{Curriculum: cur, Finding: p.finding(l)}
	if p.good != nil && p.lost(cur) {
		r.Curriculum = nil
	} else {
		p.good = cur
	}
	return r, nil
}

// lost reports whether a lesson of the folder that could be walked no longer can, in a
// language, while its file is there.
func (p *preview) lost(cur *curriculum.Curriculum) bool {
	for _, m := range p.good.Modules {
		for _, l := range m.Lessons {
			for _, lang := range l.Languages() {
				if l.LayerOf(lang) != p.dir || !exists(filepath.Join(p.dir, filepath.FromSlash(l.ID)+"."+lang+".md")) {
					continue
				}
				if now, ok := cur.Lesson(l.ID); !ok || !slices.Contains(now.Languages(), lang) || now.LayerOf(lang) != p.dir {
					return true
				}
			}
		}
	}
	return false
}

// finding is the worst that check finds in the folder, in one line; "" when all is well.
func (p *preview) finding(l curriculum.Layer) string {
	found := check.Run(context.Background(), []curriculum.Layer{l}, check.Options{Under: p.under, Today: p.f.Now()})
	worst := slices.IndexFunc(found, func(f check.Finding) bool { return f.Severity == check.Error })
	if worst < 0 && len(found) > 0 {
		worst = 0
	}
	if worst < 0 {
		return ""
	}
	f, lang := found[worst], p.f.words.Lang
	return fmt.Sprintf("%s: %s: %s → %s", f.Pos, f.Rule, check.In(lang, f.Text), check.In(lang, f.Fix))
}

// lessonsOf are the lessons that the folder itself brings, in a language at least.
func lessonsOf(c *curriculum.Curriculum, dir string) (ids []string) {
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			if slices.ContainsFunc(l.Languages(), func(lang string) bool { return l.LayerOf(lang) == dir }) {
				ids = append(ids, l.ID)
			}
		}
	}
	return ids
}

// hasMarkdown reports whether somebody writes in a folder.
func hasMarkdown(dir string) (found bool) {
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(path) == ".md" {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}

// settling is how long a folder must be still before it is read: an editor saves in
// several steps.
const settling = 40 * time.Millisecond

// follow reads anew whenever something in the folder has changed. Who is slow to take
// the newest never holds it up: an older one that nobody took is dropped.
func follow(dir string, read func() (tui.Reload, error), first tui.Reload) (<-chan tui.Reload, func(), error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nil, err
	}
	watchTree(w, dir)
	out := make(chan tui.Reload, 1)
	out <- first // for what is wrong with it
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
				r, err := read()
				if err != nil {
					continue // the folder is gone for a moment; what is shown stays
				}
				select {
				case <-out:
				default:
				}
				out <- r
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
