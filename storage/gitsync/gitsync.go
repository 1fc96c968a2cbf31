// Package gitsync carries a pair's journal from one computer to another through any git
// remote, by the git that is installed: how the user reaches a server, and who they are
// there, is git's and ssh's to know.
//
// For most uses: (&Syncer{Folder: f, Driver: d}).Sync(ctx, pair, url) the first time, with
// "" for the url from then on.
//
// It promises:
//   - Nothing is lost. The journal only ever grows by a union (storage.MergeBytes); the
//     clone is a copy that can be made anew. Being offline for weeks on both sides, or
//     dying between any two steps, ends in the union on both.
//   - Nobody is ever shown a conflict: two histories are united here. A plain "git pull" in
//     the clone does the same, by a merge driver.
//   - Nothing that a remote, a template or anybody's settings bring is run, and nothing of a
//     remote is checked out: commits are made of a journal and the tree that was there.
//   - It ends: with what was done, or with a reason, once nothing has been heard for
//     [Syncer.Silence], or after ten minutes.
//   - What gets somebody in is not kept: a password in an address is used once, and handed
//     to git's credential helper.
//   - Only the pair's journal goes in: each pair has a clone of its own, sync/<pair> in the
//     data folder, and the one file in it that is ours is <pair>.toml. What is in private/,
//     other pairs and the settings are never in it.
//   - What comes from the remote is read as any other file is: capped, cleaned, and united
//     only if it is a journal of this pair.
//
// It refuses a remote that holds another pair under this name (a pair with the same first
// names is another pair, too), one in which another pair's journal is already, a newer format, a file that can't be read; and says so
// before anything has changed.
package gitsync

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"binome/storage"
)

// What can stand in the way. Each comes wrapped with git's own words.
var (
	ErrNoGit       = errors.New("git is not installed")
	ErrNoRemote    = errors.New("no remote is known for this pair")
	ErrBadRemote   = errors.New("not a remote that git can be given")
	ErrUnreachable = errors.New("the remote can't be reached")
	ErrRefused     = errors.New("the remote refused what was sent")
	ErrNotThere    = errors.New("the remote holds no journal of this pair")
	ErrTaken       = errors.New("the remote holds another pair's journal")
	ErrBusy        = errors.New("another sync of this pair is running")
	ErrSilent      = errors.New("nothing was heard for too long")
	ErrGit         = errors.New("git failed")
)

// Syncer carries journals. Its zero Driver unites by this package alone; a clone then
// can't be pulled by hand.
type Syncer struct {
	Folder *storage.Folder
	// Driver is the command that unites two journals: it is given two files and writes
	// the union to the first ([Unite]).
	Driver []string
	// There is how the remote calls the pair, when that is not how it is called here: two
	// pairs may have been given one id. It is needed the first time; "" is the one known.
	There string
	// Ask lets git ask at the terminal for a name or a password.
	Ask bool
	// Env is git's environment; nil is this process's.
	Env []string
	// Silence is how long git and the server may say nothing; 0 is half a minute, or two
	// where somebody may be asked.
	Silence time.Duration
	// Alive is told whenever git says something, and at each step.
	Alive func(step string)

	// between is told of each step before it is taken; an error stops everything there as
	// if the process had died. For tests.
	between func(step string) error
}

// A Report tells what a sync did.
type Report struct {
	Remote   string // as git knows it
	Received int    // entries that were not here before
	Sent     int    // entries that the remote did not have
	New      bool   // the pair itself came from the remote
	Login    Login  // what became of a password in the remote's address
}

// A Login says what became of a password, or a token, in a remote's address.
type Login int

const (
	NoLogin   Login = iota // there was none
	Handed                 // git's credential helper has it
	Forgotten              // it is nowhere: git has no helper
)

// whole is how long a sync may take, whatever is heard.
const whole = 10 * time.Minute

// branch is where journals are, unless the remote has only the older usual name.
const branch = "main"

// tries is how often somebody else may have pushed between our fetch and our push.
const tries = 8

// Unite is the merge driver: it writes the union of two journals to the first file.
func Unite(ours, theirs string) error {
	a, err := storage.ReadSent(ours, mostBytes)
	if err != nil {
		return err
	}
	b, err := storage.ReadSent(theirs, mostBytes)
	if err != nil {
		return err
	}
	if err := samePair(a, b); err != nil {
		return err
	}
	all, err := storage.MergeBytes(a, b)
	if err != nil {
		return err
	}
	return os.WriteFile(ours, all, 0o600)
}

// samePair refuses to unite two journals that have no beginning in common.
func samePair(ours, theirs []byte) error {
	a, err := storage.Parse(ours, "our journal")
	if err != nil {
		return err
	}
	b, err := storage.Parse(theirs, "their journal")
	if err != nil {
		return err
	}
	return storage.SamePair(a.Entries, b.Entries)
}

// Dir is a pair's clone.
func (s *Syncer) Dir(pair string) string { return s.Folder.CloneDir(pair) }

// Ready reports whether the pair has been synchronised on this computer before.
func (s *Syncer) Ready(pair string) bool {
	_, err := os.Stat(filepath.Join(s.Dir(pair), ".git", "config"))
	return storage.ValidID(pair) && err == nil
}

// Sync brings the pair's journal and the remote's together, both ways. remote is needed
// the first time, and changes the remote from then on; "" is the one known.
func (s *Syncer) Sync(ctx context.Context, pair, remote string) (Report, error) {
	if !storage.ValidID(pair) {
		return Report{}, fmt.Errorf("%w: %q", storage.ErrBadID, pair)
	}
	if remote != "" && !usable(remote) {
		return Report{}, fmt.Errorf("%w: %q", ErrBadRemote, remote)
	}
	if remote == "" && !s.Ready(pair) {
		return Report{}, fmt.Errorf("%w: %s", ErrNoRemote, pair)
	}
	g, err := s.git(s.Dir(pair))
	if err != nil {
		return Report{}, err
	}
	if err := os.MkdirAll(g.dir, 0o700); err != nil {
		return Report{}, err
	}
	unlock, err := lock(ctx, g.dir+".lock")
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	ctx, cancel := context.WithTimeoutCause(ctx, whole, ErrSilent)
	defer cancel()
	w := &work{Syncer: s, git: g, pair: pair}
	first := !s.Ready(pair)
	err = w.sync(ctx, remote)
	if first && errors.Is(err, ErrUnreachable) {
		// Nothing was ever sent there: an address that was mistyped isn't kept.
		err = errors.Join(err, os.RemoveAll(g.dir))
	}
	return w.report, err
}

// usable: no option, no command ("ext::sh -c …"), nothing that isn't one line.
func usable(remote string) bool {
	helper, _, is := strings.Cut(remote, "::") // an address of IPv6 has them, too, after a slash or a bracket
	return !strings.HasPrefix(remote, "-") && (!is || strings.ContainsAny(helper, "/[")) &&
		!strings.ContainsFunc(remote, func(r rune) bool { return r < ' ' || r == 0x7f })
}

func lock(ctx context.Context, path string) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	unlock, err = storage.Lock(ctx, path, 100*time.Millisecond)
	if errors.Is(err, storage.ErrLocked) {
		return nil, fmt.Errorf("%w: %s", ErrBusy, filepath.Base(path))
	}
	return unlock, err
}

// work is one sync on its way.
type work struct {
	*Syncer
	git    *git
	pair   string
	called string // what the remote calls it
	file   string // its journal in the clone
	branch string // of the remote
	head   tip    // of the clone
	their  tip    // of the remote, as last seen
	report Report
	login  *login // in the remote's address
	died   bool   // the sync before this one
}

// A step is one that a sync may die before.
type step struct {
	name string
	do   func(context.Context) error
}

func (w *work) each(ctx context.Context, steps ...step) error {
	for _, s := range steps {
		if w.between != nil {
			if err := w.between(s.name); err != nil {
				return err
			}
		}
		if w.Alive != nil {
			w.git.alive = func() { w.Alive(s.name) }
			w.Alive(s.name)
		}
		if err := s.do(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) sync(ctx context.Context, remote string) error {
	err := w.each(ctx, step{"begin", w.begin},
		step{"prepare", func(ctx context.Context) error { return w.prepare(ctx, remote) }},
		step{"recover", w.recover}, step{"commit", w.commit})
	for range tries {
		done := false
		if err == nil {
			err = w.each(ctx, step{"fetch", w.fetch}, step{"merge", w.merge}, step{"take", w.take}, step{"commit again", w.commit},
				step{"push", func(ctx context.Context) (err error) { done, err = w.push(ctx); return err }},
				step{"pushed", func(context.Context) error { return nil }})
		}
		if err != nil {
			return err
		}
		if done {
			if w.login != nil {
				w.report.Login = Forgotten
				if w.git.hand(ctx, w.login) {
					w.report.Login = Handed
				}
			}
			return os.Remove(busy(w.git.dir))
		}
	}
	return fmt.Errorf("%w: others push faster than we can follow", ErrRefused)
}

// commit puts the journal as it stands into the clone; nothing when it has not changed
// or isn't there yet.
func (w *work) commit(ctx context.Context) error {
	text, err := w.Folder.Text(w.pair)
	if errors.Is(err, storage.ErrNoPair) {
		return nil
	}
	if err != nil {
		return err
	}
	if text, err = w.addressed(text, w.called); err != nil {
		return err
	}
	switch {
	case w.head.id == "":
		return w.put(ctx, text, w.message(text))
	case string(w.head.journal) == string(text):
		return nil
	}
	return w.put(ctx, text, w.message(text), w.head.id)
}

// message is dates and counts alone.
func (w *work) message(text []byte) string {
	st, err := storage.Parse(text, w.file)
	if err != nil || len(st.Entries) == 0 {
		return "Journal"
	}
	last := st.Entries[0]
	closed := 0
	for _, e := range st.Entries {
		if e.At.After(last.At) {
			last = e
		}
		if e.Kind == storage.KindClose {
			closed++
		}
	}
	return fmt.Sprintf("%s: %d entries, %d sessions closed", last.At.Format(time.DateOnly), len(st.Entries), closed)
}

// take brings what the clone holds now into the journal.
func (w *work) take(context.Context) error {
	if w.head.journal == nil {
		return nil
	}
	return w.takeData(w.head.journal)
}

// addressed gives a journal the id it has here or there; mostly they are one.
func (w *work) addressed(data []byte, id string) ([]byte, error) {
	if w.called == w.pair {
		return data, nil
	}
	return storage.Readdress(data, id)
}

func (w *work) takeData(data []byte) error {
	data, err := w.addressed(data, w.pair)
	if err != nil {
		return err
	}
	m, err := w.Folder.MergeData(w.pair, data)
	if errors.Is(err, storage.ErrNoPair) {
		if err = w.Folder.Receive(w.pair, data); err == nil {
			w.report.New = true
			st, perr := storage.Parse(data, w.file)
			if perr == nil {
				m.Added = len(st.Entries)
			}
		}
	}
	w.report.Received += m.Added
	return err
}

// missing counts the entries of one journal that another hasn't.
func missing(journal, other []byte) (n int) {
	there := map[string]bool{}
	if st, err := storage.Parse(other, "journal"); err == nil {
		for _, e := range st.Entries {
			there[e.ID] = true
		}
	}
	if st, err := storage.Parse(journal, "journal"); err == nil {
		for _, e := range st.Entries {
			if !there[e.ID] {
				n++
			}
		}
	}
	return n
}

// sorted is for messages.
func sorted(names []string) string {
	slices.Sort(names)
	return strings.Join(names, ", ")
}
