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

// A file to read, and what it is called to the one who keeps it.
type file struct{ path, name string }

// list names the files to read, and those that are none of ours.
func list(r Request) (files []file, skipped []Skipped, err error) {
	for _, dir := range r.Dirs {
		if pairs := filepath.Join(dir, storage.PairsDir); r.Journals { // a data folder
			if fi, err := os.Stat(pairs); err == nil && fi.IsDir() {
				dir = pairs
			}
		}
		all, err := os.ReadDir(dir)
		if err != nil {
			return nil, nil, err
		}
		for _, d := range all {
			f := file{filepath.Join(dir, d.Name()), d.Name()}
			if len(r.Dirs) > 1 {
				f.name = f.path
			}
			_, journal := storage.JournalID(d.Name())
			if strings.HasPrefix(d.Name(), ".") || r.Journals && !journal { // locks, and what was set aside
				continue
			}
			if why := r.foreign(d); why != "" {
				skipped = append(skipped, Skipped{File: f.name, Why: why})
				continue
			}
			files = append(files, f)
		}
	}
	if len(files)+len(skipped) == 0 {
		return nil, nil, ErrNoFiles
	}
	return files, skipped, nil
}

// foreign says why a file is not even opened.
func (r Request) foreign(d fs.DirEntry) string {
	id, isTOML := storage.JournalID(d.Name())
	switch {
	case r.Journals && !storage.ValidID(id):
		return Name
	case d.IsDir():
		return Irregular
	case !isTOML && !strings.HasSuffix(d.Name(), ".json"):
		return Ending
	}
	return ""
}

// gathered is what was read.
type gathered struct {
	rows      []row
	ballots   []ballot
	withdrawn []withdrawn
	skipped   []Skipped
	notShared int             // pairs that haven't both agreed
	noCode    int             // agreed, with nothing yet to stand for their names
	strange   int             // answers about lessons that the curriculum doesn't have
	takenBack int             // pairs whose contributions were
	met       map[string]bool // by code: whoever sent something, and whether they had a session
	gone      map[string]bool // by code: whoever took it back and sent nothing since
}

// read reads the files with several workers. What each gathers is put together at the
// end, so that nobody waits for anybody.
func read(ctx context.Context, r Request, k *places, files []file) (*gathered, error) {
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
			w := worker{r: r, k: k, gathered: &parts[i]}
			for ctx.Err() == nil {
				at := int(next.Add(1)) - 1
				if at >= len(files) {
					return
				}
				if err := w.file(files[at]); err != nil {
					w.skipped = append(w.skipped, skip(files[at].name, err))
				}
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
		out.ballots = append(out.ballots, p.ballots...)
		out.withdrawn = append(out.withdrawn, p.withdrawn...)
		out.skipped = append(out.skipped, p.skipped...)
		out.notShared += p.notShared
		out.noCode += p.noCode
		out.strange += p.strange
	}
	return out, nil
}

// A worker reads one file after another.
type worker struct {
	r Request
	k *places
	*gathered
}

func (w *worker) file(f file) error {
	if w.r.Journals {
		return w.journal(f)
	}
	data, err := storage.ReadSent(f.path, notes.MaxContribution)
	if err != nil {
		return err
	}
	s, err := notes.ReadSent(data, w.r.Now)
	switch {
	case err != nil:
		return err
	case s.Withdrawal != nil:
		b := s.Withdrawal
		w.withdrawn = append(w.withdrawn, withdrawn{b.Code, b.Mark, b.Ballot, dayOf(b.Withdrawn)})
	case s.Ballot != nil:
		w.ballot(s.Ballot, f.name)
	default:
		w.rows = append(w.rows, w.k.rowOf(s.Contribution, w.r.Now, f.name))
	}
	return nil
}

// journal takes from a pair's own journal what the pair would have sent, and no more.
func (w *worker) journal(f file) error {
	state, err := storage.ReadFile(f.path)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(state.Troubles, func(t storage.Trouble) bool {
		return t.Code == storage.TroubleUnreadable || t.Code == storage.TroubleRefused
	}) {
		w.skipped = append(w.skipped, Skipped{File: f.name, Why: Lost})
	}
	p := progress.Fold(w.k.cur, state.Entries)
	if p.Agreed(progress.ToBallot) {
		if b, ok := p.Ballot(w.r.Now); ok {
			w.ballot(&b, f.name)
		}
	}
	if !p.Agreed(progress.ToProgramme) {
		w.notShared++
		return nil
	}
	c := p.Contribution(w.r.Now)
	if c.Code == "" {
		w.noCode++
		return nil
	}
	own := w.k.rowOf(&c, w.r.Now, f.name)
	own.steps = w.k.stepsOf(p)
	w.rows = append(w.rows, own)
	return nil
}

func (w *worker) ballot(b *progress.Ballot, name string) {
	kept, strange := w.k.ballotOf(b, name)
	w.ballots = append(w.ballots, kept)
	w.strange += strange
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

// settle lets what was taken back go, and of several files of one pair keeps the newest.
func (g *gathered) settle() {
	g.skipped = append(g.skipped, g.takeBack()...)
	// Of one pair: the newest, then the one with more sessions, then the last by its name.
	slices.SortFunc(g.rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.code, b.code), cmp.Compare(b.made, a.made), cmp.Compare(len(b.days), len(a.days)), cmp.Compare(b.file, a.file))
	})
	first := 0 // of those kept with the same code
	keep := g.rows[:0]
	for _, r := range g.rows {
		if len(keep) > 0 && keep[len(keep)-1].code != r.code {
			first = len(keep)
		}
		same := slices.IndexFunc(keep[first:], func(k row) bool { return k.mark == r.mark || k.mark == "" || r.mark == "" })
		switch {
		case same >= 0:
			g.skipped = append(g.skipped, Skipped{File: r.file, Why: Twice, Kept: keep[first+same].file})
			continue
		case first < len(keep):
			g.skipped = append(g.skipped, Skipped{File: r.file, Why: Clash, Kept: keep[first].file})
		}
		keep = append(keep, r)
	}
	clear(g.rows[len(keep):])
	g.rows = keep
	slices.SortFunc(g.ballots, func(a, b ballot) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.file, b.file)) })
	g.ballots = slices.CompactFunc(g.ballots, func(a, b ballot) bool {
		if a.id == b.id {
			g.skipped = append(g.skipped, Skipped{File: b.file, Why: Again, Kept: a.file})
		}
		return a.id == b.id
	})
}

// takeBack drops the contributions made until a withdrawal of their pair, and the ballots
// that were taken back, whenever: a ballot has no date.
func (g *gathered) takeBack() (told []Skipped) {
	ballots := map[string]bool{}
	pairs := map[string][]withdrawn{}
	for _, w := range g.withdrawn {
		ballots[w.ballot] = true
		pairs[w.code] = append(pairs[w.code], w)
	}
	codes := map[string]bool{}
	g.rows = slices.DeleteFunc(g.rows, func(r row) bool {
		gone := slices.ContainsFunc(pairs[r.code], func(w withdrawn) bool {
			return r.made <= w.day && (w.mark == r.mark || w.mark == "" || r.mark == "")
		})
		if gone {
			codes[r.code+" "+r.mark] = true
			told = append(told, Skipped{File: r.file, Why: Withdrawn})
		}
		return gone
	})
	g.takenBack = len(codes)
	g.gone = map[string]bool{}
	for code := range pairs {
		g.gone[code] = code != "" && !slices.ContainsFunc(g.rows, func(r row) bool { return r.code == code })
	}
	g.ballots = slices.DeleteFunc(g.ballots, func(b ballot) bool {
		if ballots[b.id] {
			told = append(told, Skipped{File: b.file, Why: Withdrawn})
		}
		return ballots[b.id]
	})
	return told
}

func sortSkipped(list []Skipped) {
	slices.SortFunc(list, func(a, b Skipped) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Why, b.Why)) })
}
