package gitsync

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"binome/storage"
)

// A State is what can be said of a pair's clone without asking the remote.
type State struct {
	Remote  string // as git knows it
	Unsent  int    // entries that the remote, as last seen, has not
	Died    bool   // a sync was cut off; the next one goes on from there
	Running bool   // one is running now
	Locks   []string
	Login   bool // an older clone's address has a password in it: the next sync takes it out
}

// Look tells the state of a pair's clone; ok is false for a pair that was never sent.
func (s *Syncer) Look(ctx context.Context, pair string) (st State, ok bool, err error) {
	if !s.Ready(pair) {
		return st, false, nil
	}
	g, err := s.git(s.Dir(pair))
	if err != nil {
		return st, true, err
	}
	now, at := context.WithTimeout(ctx, 0)
	unlock, lerr := storage.Lock(now, g.dir+".lock", time.Second)
	at()
	if st.Running = lerr != nil; !st.Running {
		defer unlock()
		_, berr := os.Lstat(busy(g.dir))
		st.Died = berr == nil
		for _, path := range locks(g.dir) {
			st.Locks = append(st.Locks, filepath.Base(path))
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	w := &work{Syncer: s, git: g, pair: pair, called: pair}
	get := func(key string) string {
		out, _ := g.run(ctx, "config", "--local", "--get", key)
		return strings.TrimRight(out, "\r\n")
	}
	bare, login := part(get("remote.origin.url"))
	st.Remote, st.Login = bare, login != nil
	if there := get("binome.there"); there != "" {
		w.called = there
	}
	w.file = storage.JournalName(w.called)
	if err := w.seen(ctx); err != nil {
		return st, true, err
	}
	text, err := s.Folder.Text(pair)
	if err != nil {
		return st, true, err
	}
	if text, err = w.addressed(text, w.called); err != nil {
		return st, true, err
	}
	st.Unsent = missing(text, w.their.journal)
	return st, true, nil
}
