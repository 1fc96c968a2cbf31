package command

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/gitsync"
)

type syncOptions struct {
	Pair   string
	Remote string
	As     string
}

func newSyncCmd(f *Factory) *cobra.Command {
	o := &syncOptions{}
	cmd := f.command("sync", "sync {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pair = args[0]
		return f.sync(cmd.Context(), o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().StringVar(&o.Remote, "remote", "", "cli.flag.remote")
	cmd.Flags().StringVar(&o.As, "as", "", "cli.flag.as")
	return cmd
}

// newUniteCmd is what git runs in a clone to unite two journals; nobody types it.
func newUniteCmd() *cobra.Command {
	return &cobra.Command{Use: "unite", Hidden: true, Args: cobra.ExactArgs(2), RunE: func(_ *cobra.Command, args []string) error {
		return gitsync.Unite(args[0], args[1])
	}}
}

// syncer carries journals by git, which may ask for a password where somebody can answer.
func (f *Factory) syncer(folder *storage.Folder, ask bool) *gitsync.Syncer {
	s := &gitsync.Syncer{Folder: folder, Env: f.Env, Ask: ask && f.InTerminal}
	if exe, err := os.Executable(); err == nil {
		s.Driver = []string{exe, "unite"}
	}
	return s
}

func (f *Factory) sync(ctx context.Context, o *syncOptions) error {
	folder, err := f.Folder()
	if err != nil {
		return err
	}
	if !storage.ValidID(o.Pair) || f.reserved(o.Pair) {
		return f.fail("cli.error.bad-id", "Where", o.Pair, "Why", o.Pair)
	}
	there := ""
	if o.As != "" {
		if err := f.checkAs(o.As, o.Pair); err != nil {
			return err
		}
		there, o.Pair = o.Pair, o.As
	}
	if o.Remote == "" { // a pair that is only on the remote can be named with it alone
		if folder, err = f.pairID(o.Pair); err != nil {
			return err
		}
	}
	if _, err := os.Stat(o.Remote); o.Remote != "" && err == nil { // a folder, from here
		if abs, err := filepath.Abs(o.Remote); err == nil {
			o.Remote = abs
		}
	}
	s := f.syncer(folder, true)
	s.There = there
	told := f.underway(s)
	r, err := s.Sync(ctx, o.Pair, o.Remote)
	told()
	var other *storage.OtherPairError
	if errors.As(err, &other) {
		return f.sameName(folder, o.Pair, other)
	}
	if err != nil {
		return f.syncProblem(o, r, err)
	}
	pr := f.printer()
	if r.New {
		pr.para(f.T("cli.sync.new", "Pair", o.Pair))
	}
	pr.para(f.N("cli.sync.received", r.Received) + " " + f.N("cli.sync.sent", r.Sent))
	pr.para(f.T("cli.sync.remote", "Remote", withoutPassword(r.Remote)))
	switch r.Login {
	case gitsync.Handed:
		pr.para(f.T("cli.sync.login-handed"))
	case gitsync.Forgotten:
		pr.para(f.T("cli.sync.login-forgotten"))
	}
	return pr.end()
}

// When somebody who waits for a sync is told so, and how often after that. They are lines
// of their own: one that is drawn anew would run over what ssh asks.
const (
	underwayFirst = 5 * time.Second
	underwayEvery = 10 * time.Second
)

// underway shows which step a sync is at until the function it returns is called.
func (f *Factory) underway(s *gitsync.Syncer) (over func()) {
	var at atomic.Pointer[string]
	s.Alive = func(step string) { at.Store(&step) }
	began, quit, gone := time.Now(), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		next := time.NewTimer(underwayFirst)
		defer next.Stop()
		for {
			select {
			case <-quit:
				return
			case now := <-next.C:
				key := "cli.sync.at.here"
				if step := at.Load(); step != nil && (*step == "fetch" || *step == "push") {
					key = "cli.sync.at." + *step
				}
				fmt.Fprintln(f.rawErr, clean.Line(f.T(key, "Seconds", int(now.Sub(began).Seconds()))))
				next.Reset(underwayEvery)
			}
		}
	}()
	return func() { close(quit); <-gone }
}

// doctorSync tells what can be known of a pair's clone without its remote.
func (f *Factory) doctorSync(ctx context.Context, pr *printer, folder *storage.Folder, pair string) {
	st, ok, err := f.syncer(folder, false).Look(ctx, pair)
	switch {
	case err != nil:
		pr.item(f.T("cli.doctor.sync-unknown", "Why", f.why(err)))
		return
	case !ok:
		return
	}
	pr.item(f.T("cli.sync.remote", "Remote", withoutPassword(st.Remote)))
	if st.Unsent > 0 {
		pr.item(f.N("cli.doctor.unsent", st.Unsent))
	}
	switch {
	case st.Running:
		pr.item(f.T("cli.doctor.sync-running"))
	case len(st.Locks) > 0:
		pr.item(f.T("cli.doctor.sync-locks", "Files", strings.Join(st.Locks, ", ")))
	case st.Died:
		pr.item(f.T("cli.doctor.sync-died"))
	}
	if st.Login {
		pr.item(f.T("cli.doctor.sync-login"))
	}
}

// syncProblem finds the words for what stood in the way. In every case the journal has
// all that it had.
func (f *Factory) syncProblem(o *syncOptions, r gitsync.Report, err error) error {
	why := err.Error()
	var git *gitsync.Failure
	if errors.As(err, &git) {
		why = git.Why()
	}
	if errors.Is(err, gitsync.ErrTaken) {
		why = strings.TrimPrefix(why, gitsync.ErrTaken.Error()+": ")
	}
	for _, k := range []struct {
		is  error
		key string
	}{
		{gitsync.ErrTaken, "cli.error.sync-taken"},
		{gitsync.ErrSilent, "cli.error.sync-silent"},
		{gitsync.ErrNoGit, "cli.error.sync-no-git"},
		{gitsync.ErrNoRemote, "cli.error.sync-no-remote"},
		{gitsync.ErrBadRemote, "cli.error.sync-bad-remote"},
		{gitsync.ErrUnreachable, "cli.error.sync-unreachable"},
		{gitsync.ErrRefused, "cli.error.sync-refused"},
		{gitsync.ErrNotThere, "cli.error.sync-not-there"},
		{gitsync.ErrBusy, "cli.error.sync-busy"},
		{gitsync.ErrGit, "cli.error.sync-git"},
		{storage.ErrBadID, "cli.error.sync-other-pair"},
	} {
		if errors.Is(err, k.is) {
			remote := o.Remote
			if remote == "" {
				remote = r.Remote
			}
			return f.problem(exitFailed, err, k.key, []any{"Pair", o.Pair, "Remote", withoutPassword(remote), "Why", why})
		}
	}
	return err
}

// withoutPassword is a remote as it may be shown: what stands before the @ of an address
// with a scheme may be a token.
func withoutPassword(remote string) string {
	u, err := url.Parse(remote)
	if err != nil || u.User == nil || u.Scheme == "" {
		return remote
	}
	if _, has := u.User.Password(); has || u.Scheme == "https" || u.Scheme == "http" {
		u.User = nil
	}
	return u.String()
}
