package programme

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// list names the files to read, and those that are none of ours.
func list(r Request) (files []string, skipped []Skipped, err error) {
	dir := r.folder()
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range all {
		name := d.Name()
		id, isTOML := strings.CutSuffix(name, ".toml")
		switch {
		case strings.HasPrefix(name, "."):
		case r.Journals && !isTOML: // locks, and what was set aside
		case r.Journals && !storage.ValidID(id):
			skipped = append(skipped, Skipped{File: name, Why: Name})
		case d.IsDir():
			skipped = append(skipped, Skipped{File: name, Why: Irregular})
		case !isTOML && !strings.HasSuffix(name, ".json"):
			skipped = append(skipped, Skipped{File: name, Why: Ending})
		default:
			files = append(files, name)
		}
	}
	if len(files)+len(skipped) == 0 {
		return nil, nil, ErrNoFiles
	}
	return files, skipped, nil
}

// folder is where the files are: of a data folder, its pairs.
func (r Request) folder() string {
	if pairs := filepath.Join(r.Dir, storage.PairsDir); r.Journals {
		if fi, err := os.Stat(pairs); err == nil && fi.IsDir() {
			return pairs
		}
	}
	return r.Dir
}

// gathered is what was read.
type gathered struct {
	rows      []row
	skipped   []Skipped
	notShared int // pairs that haven't both agreed
	noCode    int // agreed, with nothing yet to stand for their names
	strange   int // rungs in lessons that the curriculum doesn't have
}

// read reads the files with several workers. What each gathers is put together at the
// end, so that nobody waits for anybody.
func read(ctx context.Context, r Request, k *cells, files []string) (*gathered, error) {
	if r.Count == nil {
		r.Count = new(Count)
	}
	r.Count.Total.Store(int64(len(files)))
	workers := r.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, len(files)))
	parts := make([]gathered, workers)
	var next atomic.Int64
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() {
			w := worker{r: r, k: k, dir: r.folder(), gathered: &parts[i]}
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(files) {
					return
				}
				w.file(files[at])
				r.Count.Done.Add(1)
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &parts[0]
	for _, p := range parts[1:] {
		out.rows = append(out.rows, p.rows...)
		out.skipped = append(out.skipped, p.skipped...)
		out.notShared += p.notShared
		out.noCode += p.noCode
		out.strange += p.strange
	}
	return out, nil
}

// A worker reads one file after another.
type worker struct {
	r   Request
	k   *cells
	dir string
	*gathered
}

func (w *worker) file(name string) {
	var c progress.Contribution
	var err error
	if path := filepath.Join(w.dir, name); w.r.Journals {
		var ok bool
		if c, ok, err = w.journal(path, name); err == nil && !ok {
			return
		}
	} else if data, ferr := storage.ReadSent(path, notes.MaxContribution); ferr != nil {
		err = ferr
	} else if c, err = notes.ReadContribution(data, w.r.Now); err == nil {
		c = c.On(w.r.Now)
	}
	if err != nil {
		w.skipped = append(w.skipped, skip(name, err))
		return
	}
	row, strange := w.k.rowOf(&c, name)
	w.rows = append(w.rows, row)
	w.strange += strange
}

// journal counts a pair's own journal; ok is false when it isn't shared.
func (w *worker) journal(path, name string) (c progress.Contribution, ok bool, err error) {
	state, err := storage.ReadFile(path)
	if err != nil {
		return c, false, err
	}
	if slices.ContainsFunc(state.Troubles, func(t storage.Trouble) bool {
		return t.Code == storage.TroubleUnreadable || t.Code == storage.TroubleRefused
	}) {
		w.skipped = append(w.skipped, Skipped{File: name, Why: Lost})
	}
	p := progress.Fold(w.k.cur, state.Entries)
	if !p.Consent[progress.Mentor] || !p.Consent[progress.Mentee] {
		w.notShared++
		return c, false, nil
	}
	if c = p.Contribution(w.r.Now); c.Code == "" {
		w.noCode++
		return c, false, nil
	}
	return c, true, nil
}

// skip says why in a code: an error's own words may quote the file.
func skip(name string, err error) Skipped {
	s := Skipped{File: name, Why: Unopened}
	switch {
	case errors.Is(err, storage.ErrNotRegular):
		s.Why = Irregular
	case errors.Is(err, storage.ErrTooLarge):
		s.Why = Large
	case errors.Is(err, storage.ErrNewer):
		s.Why = Newer
	case errors.Is(err, storage.ErrTOML):
		s.Why, s.Line = Unreadable, storage.LineOf(err)
	case errors.Is(err, notes.ErrValue):
		_, s.Key, _ = strings.Cut(err.Error(), notes.ErrValue.Error()+": ")
		s.Why = Value
	case errors.Is(err, notes.ErrNoContribution), errors.Is(err, storage.ErrDamaged):
		s.Why = Foreign
	case errors.Is(err, fs.ErrNotExist):
		s.Why = NoSuchThing
	}
	return s
}

// newest sorts the rows by code and keeps one of each: the newest, then the one with more
// sessions, then the last by its file's name.
func (g *gathered) newest() {
	slices.SortFunc(g.rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(b.made, a.made), cmp.Compare(len(b.days), len(a.days)), cmp.Compare(b.file, a.file))
	})
	keep := g.rows[:0]
	for _, r := range g.rows {
		if n := len(keep); n > 0 && keep[n-1].code == r.code {
			g.skipped = append(g.skipped, Skipped{File: r.file, Why: Twice, Kept: keep[n-1].file})
			continue
		}
		keep = append(keep, r)
	}
	clear(g.rows[len(keep):])
	g.rows = keep
}

func sortSkipped(list []Skipped) {
	slices.SortFunc(list, func(a, b Skipped) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Why, b.Why)) })
}
