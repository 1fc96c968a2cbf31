package storage

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Options are what the edges pass in.
type Options struct {
	Now     func() time.Time                       // the clock; time.Now if nil
	Entropy func([]byte)                           // randomness of ids; crypto/rand if nil
	After   func(d time.Duration) <-chan time.Time // pauses: polling, retries, locks; time.After if nil
	// Reserved reports ids that a pair isn't given, because they mean something else where
	// pairs are opened by name. None if nil.
	Reserved func(id string) bool
}

// A Folder is a data folder: places.go says what stands in it.
type Folder struct {
	Dir  string
	opt  Options
	sys  fsys
	mint *mint
	mu   *sync.Mutex // for opt.Entropy, which need not be safe for several goroutines
}

// Open makes nothing and keeps nothing open. A folder that isn't there (0700) is made by
// the first pair, or the first setting, that is kept in it.
func Open(dir string, opt Options) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Entropy == nil {
		opt.Entropy = func(b []byte) { rand.Read(b) } // never fails: crypto/rand
	}
	if opt.After == nil {
		opt.After = time.After
	}
	f := &Folder{Dir: dir, opt: opt, sys: disk{}, mu: new(sync.Mutex)}
	f.mint = &mint{now: opt.Now, random: f.random}
	fi, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	case !fi.IsDir():
		return nil, &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	return f, nil
}

// Make makes the folder, for what is written into it by other packages.
func (f *Folder) Make() error { return makeDir(f.sys, f.Dir) }

func (f *Folder) random(b []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opt.Entropy(b)
}

// stamp is a time for the names of files set aside; never twice the same.
func (f *Folder) stamp() string {
	var b [4]byte
	f.random(b[:])
	return fmt.Sprintf("%s-%x", f.opt.Now().UTC().Format("20060102T150405Z"), b)
}

// Create makes a new pair's journal with its first entry (kind pair), on the disk.
// ErrPairThere, ErrBadID. The journal is open.
func (f *Folder) Create(id string, first Entry) (*Journal, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	if first.Kind == "" {
		first.Kind = KindPair
	}
	if first.Kind != KindPair {
		return nil, first.refuse("kind", "a journal begins with a pair")
	}
	if err := f.mint.prepare(&first); err != nil {
		return nil, err
	}
	if err := f.place(id, AppendJournal(nil, id, []Entry{first})); err != nil {
		return nil, err
	}
	return f.open(id, false)
}

// place writes a file of a pair that isn't there yet, whole or not at all.
func (f *Folder) place(id string, data []byte) error {
	path := f.path(id, false)
	if err := makeDir(f.sys, f.dir(false)); err != nil {
		return err
	}
	l, err := f.locker(path).take()
	if err != nil {
		return err
	}
	_, err = os.Lstat(path)
	switch {
	case err == nil:
		l.release()
		return fmt.Errorf("%w: %s", ErrPairThere, id)
	case errors.Is(err, fs.ErrNotExist):
		err = replace(f.sys, path, data, f.stamp())
	}
	if err != nil {
		if _, still := os.Lstat(path); errors.Is(still, fs.ErrNotExist) {
			removeLocked(f.sys, l) // it would be the lock of nothing
			return err
		}
	}
	l.release()
	return err
}

// Journal opens a pair's journal for reading and adding; ErrNoPair, ErrNewer, ErrDamaged.
func (f *Folder) Journal(id string) (*Journal, error) { return f.open(id, false) }

// Private opens private/<id>.toml, which belongs to this computer's owner; it is
// made by its first entry.
func (f *Folder) Private(id string) (*Journal, error) { return f.open(id, true) }

// Read reads a pair's journal once, without opening it: no lock, no watching. It is
// for listing and exporting; ErrNoPair, ErrNewer, ErrDamaged.
func (f *Folder) Read(id string) (*State, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	path := f.path(id, false)
	s, torn, err := readState(f.sys, path)
	if err == nil && torn {
		s, err = f.readTorn(path, s)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrNoPair, id)
	}
	return s, err
}

// readTorn reads again a file that ends in half an entry. Somebody may be in the middle of
// an append: only the lock tells, and where no lock's file is nobody has ever appended.
func (f *Folder) readTorn(path string, s *State) (*State, error) {
	k := f.locker(path)
	if _, err := os.Lstat(k.path); !errors.Is(err, fs.ErrNotExist) {
		l, err := k.try()
		if l == nil || err != nil {
			return s, nil
		}
		defer l.release()
	}
	s, torn, err := readState(f.sys, path)
	if torn {
		s.Troubles = append(s.Troubles, Trouble{Path: path, Code: TroubleTorn,
			Text: "half an entry at the end; it is set aside when the pair is opened"})
	}
	return s, err
}

// ReadPrivate is [Folder.Read] for what the computer's owner wrote; one that was never
// begun is empty.
func (f *Folder) ReadPrivate(id string) (*State, error) {
	if !ValidID(id) {
		return nil, fmt.Errorf("%w: %q", ErrBadID, shorten(id))
	}
	s, _, err := readState(f.sys, f.path(id, true))
	if errors.Is(err, fs.ErrNotExist) {
		return &State{Version: 1}, nil
	}
	return s, err
}

// ReadFile reads a journal wherever it is, once, as [Folder.Read] does.
func ReadFile(path string) (*State, error) {
	s, _, err := readState(disk{}, path)
	return s, err
}

// Parse reads a journal's bytes, as [ReadFile] does a file's; name is for errors.
func Parse(data []byte, name string) (*State, error) {
	d, err := load(data, name)
	if err != nil {
		return nil, err
	}
	return &State{Version: 1, Entries: d.entries, Troubles: d.troubles}, nil
}

func readState(sys fsys, path string) (s *State, torn bool, err error) {
	data, _, err := readFile(sys, path)
	if err != nil {
		return nil, false, err
	}
	d, err := load(data, path)
	if err != nil {
		return nil, false, err
	}
	return &State{Version: 1, Entries: d.entries, Troubles: d.troubles}, d.tail.torn, nil
}

// PairIDs are the ids of the pairs, sorted; nothing is read but what may be a copy. What
// each journal says is progress.Pairs'.
func (f *Folder) PairIDs() ([]string, error) {
	list, err := os.ReadDir(f.dir(false))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var ids []string
	for _, d := range list {
		if id, ok := JournalID(d.Name()); ok && ValidID(id) && !f.isCopy(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids) // not as the folder has them: there "a-b.toml" comes before "a.toml"
	return ids, nil
}
