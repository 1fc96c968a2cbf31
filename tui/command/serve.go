package command

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"binome/storage"
	"binome/tui/live"
)

type serveOptions struct {
	Members string
	Listen  string
}

func newServeCmd(f *Factory) *cobra.Command {
	o := &serveOptions{}
	cmd := f.command("serve", "serve", takes{max: 0})
	cmd.RunE = f.running(func(_ *cobra.Command, _ []string) error {
		if o.Members == "" {
			return f.misused("cli.error.serve-members")
		}
		return f.serve(o)
	})
	cmd.Flags().Var(f.pathTo(&o.Members), "members", "cli.flag.members")
	cmd.Flags().StringVar(&o.Listen, "listen", "", "cli.flag.listen")
	return cmd
}

// serve is a standing host: it answers until it is told to stop, and reads its members
// anew when it is told to (SIGHUP) or when the file has changed.
func (f *Factory) serve(o *serveOptions) error {
	// Hanging up is how a daemon is told to read its files; for anything else it ends the
	// program.
	signal.Ignore(syscall.SIGHUP)
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	f.Err = &shared{w: f.Err} // by the log and by whoever reads the members
	// Until it listens there is nothing to save: whoever ends it ends it at once, whatever
	// it waits for. The signals stay with Main, for signal.Reset loses one that the system
	// has handed over and Go hasn't passed on yet.
	ready := make(chan listening, 1)
	go func() { ready <- f.startListening(o) }()
	var l listening
	select {
	case <-f.told.Done():
		return nil
	case l = <-ready:
	}
	if l.err != nil {
		return l.err
	}
	l.host.Admit(l.members)
	pr := f.printer()
	pr.para(f.T("cli.serve.line", "Line", l.host.Line()))
	pr.para(f.T("cli.host.fingerprint", "Fingerprint", l.host.Fingerprint()))
	pr.para(f.N("cli.serve.keys", l.members.Len()))
	if err := pr.end(); err != nil {
		return err
	}
	if err := f.flush(); err != nil {
		return err
	}
	go f.reread(f.told, hup, fileChanges(f.told, o.Members, l.first), l.folder, o.Members, l.host)
	return l.host.Serve(f.told)
}

// listening is a host that was started, or why it wasn't.
type listening struct {
	host    *live.Host
	folder  *storage.Folder
	members *live.Members
	first   seen // of the list, before it was read: what changes from there on is news
	err     error
}

func (f *Factory) startListening(o *serveOptions) (l listening) {
	if l.folder, l.err = f.Existing(); l.err != nil {
		return l
	}
	l.first = lastSeen(o.Members)
	if l.members, l.err = f.members(l.folder, o.Members); l.err != nil {
		return l
	}
	l.host, l.err = f.listen(live.Options{Folder: l.folder, Listen: o.Listen, Log: f.Err})
	return l
}

// shared is a writer for several.
type shared struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.w.Write(p)
}

// reread takes the members in again. A list with a fault in it is told, and the one
// before stays.
func (f *Factory) reread(ctx context.Context, hup <-chan os.Signal, changed <-chan struct{}, folder *storage.Folder, path string, h *live.Host) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
		case <-changed:
		}
		m, err := f.members(folder, path)
		if err != nil {
			f.report(err)
			f.tell(&problem{what: f.T("cli.serve.kept")})
			continue
		}
		h.Admit(m)
		f.tell(&problem{what: f.N("cli.serve.reread", m.Len())})
	}
}

// members reads the list, and tells each fault with its place.
func (f *Factory) members(folder *storage.Folder, path string) (*live.Members, error) {
	m, err := live.ReadMembers(path)
	if err == nil {
		err = m.Missing(path, func(pair string) bool { return folder.Has(pair) })
	}
	faults := live.Faults(err)
	if err != nil && faults == nil {
		return nil, f.failed(err, "cli.error.members", "Path", path)
	}
	for _, fault := range faults {
		p := &problem{what: f.T("cli.error.fault", "File", fault.File, "Line", fault.Line, "Column", fault.Col,
			"Why", f.T("cli.members."+fault.Code, "What", fault.What))}
		f.tell(p)
	}
	if faults != nil {
		return nil, errTold
	}
	return m, nil
}

// quiet is how long a file must be left alone before it is read: half a list is a list
// too, and would send people away.
const quiet = 500 * time.Millisecond

// fileChanges tells when a file is not what was seen of it, by the system's word or by
// looking: network drives say nothing.
func fileChanges(ctx context.Context, path string, was seen) <-chan struct{} {
	out := make(chan struct{}, 1)
	var events <-chan fsnotify.Event
	var trouble <-chan error
	w, err := fsnotify.NewWatcher()
	if err == nil && w.Add(filepath.Dir(path)) == nil {
		events, trouble = w.Events, w.Errors
	}
	go func() {
		if w != nil {
			defer w.Close()
		}
		look := time.NewTicker(4 * quiet)
		defer look.Stop()
		var still <-chan time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-trouble: // looking sees to it
			case e := <-events:
				if filepath.Base(e.Name) == filepath.Base(path) {
					still = time.After(quiet)
				}
			case <-look.C:
				if now := lastSeen(path); now != was && still == nil {
					still = time.After(quiet)
				}
			case <-still:
				still = nil
				now := lastSeen(path)
				if now == was {
					continue
				}
				was = now
				select {
				case out <- struct{}{}:
				default:
				}
			}
		}
	}()
	return out
}

// seen is what of a file changes when it does.
type seen struct {
	at   time.Time
	size int64
}

func lastSeen(path string) (s seen) {
	if fi, err := os.Stat(path); err == nil {
		s.at, s.size = fi.ModTime(), fi.Size()
	}
	return s
}
