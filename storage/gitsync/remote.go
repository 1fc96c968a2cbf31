package gitsync

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"binome/storage"
)

// mostBytes is how large a journal of the remote's may be; storage refuses larger ones.
const mostBytes = 32 << 20

// fetch asks the remote what it has, and looks at the journal there before anything of it
// is taken.
func (w *work) fetch(ctx context.Context) error {
	if _, err := w.git.run(ctx, "fetch", "--progress", "--no-tags", "--prune", "--no-recurse-submodules", "origin"); err != nil {
		return as(ErrUnreachable, err)
	}
	if err := w.seen(ctx); err != nil {
		return err
	}
	data := w.their.journal
	if data == nil {
		names := ""
		if w.their.id != "" {
			var err error
			if names, err = w.git.run(ctx, "ls-tree", "-z", "--name-only", w.their.id); err != nil {
				return err
			}
		}
		return w.nothingThere(ctx, strings.Split(names, "\x00"))
	}
	ours, err := w.Folder.Text(w.pair)
	if err == nil {
		ours, err = w.addressed(ours, w.called)
	}
	if err != nil {
		ours = data // the pair comes from there
	}
	if err = samePair(ours, data); err == nil {
		_, err = storage.MergeBytes(ours, data)
	}
	if err != nil {
		return fmt.Errorf("%s on %s: %w", w.file, w.report.Remote, err)
	}
	return nil
}

// seen is what the remote had when it was last asked.
func (w *work) seen(ctx context.Context) (err error) {
	w.branch = branch
	for _, b := range []string{branch, "master"} {
		if w.their, err = w.tip(ctx, "refs/remotes/origin/"+b); err != nil || w.their.id != "" {
			w.branch = b
			return err
		}
	}
	return nil
}

// disarmed keeps a remote that is a folder of this computer from running anything here:
// its hooks would be run by us, whoever put them there. A server runs its own.
func (w *work) disarmed(ctx context.Context) []string {
	url := w.report.Remote
	if out, err := w.git.run(ctx, "remote", "get-url", "--push", "origin"); err == nil { // as the user's own settings rewrite it
		url = strings.TrimSpace(out)
	}
	colon := strings.IndexByte(url, ':')
	if colon >= 0 && !strings.Contains(url[:colon], "/") && !strings.HasPrefix(url, "file://") && !filepath.IsAbs(url) {
		return nil
	}
	return []string{"--receive-pack=git -c core.hooksPath=/dev/null -c core.alternateRefsCommand=true receive-pack"}
}

// mostNames is how many files of a remote are looked at for journals.
const mostNames = 64

// nothingThere is well when there is a journal here to send, and none of another pair
// there; else it tells what the remote has instead.
func (w *work) nothingThere(ctx context.Context, names []string) error {
	var pairs []string
	for _, n := range names[:min(len(names), mostNames)] {
		id, ok := storage.JournalID(n)
		if !ok || !storage.ValidID(id) {
			continue
		}
		other := &work{git: w.git, file: n}
		t, err := other.tip(ctx, w.their.id)
		if err != nil || t.journal == nil {
			continue
		}
		if st, err := storage.Parse(t.journal, n); err == nil && len(st.Entries) > 0 {
			pairs = append(pairs, id)
		}
	}
	_, err := w.Folder.Read(w.pair)
	switch {
	case len(pairs) > 0 && err == nil:
		return fmt.Errorf("%w: %s", ErrTaken, sorted(pairs))
	case len(pairs) > 0:
		return fmt.Errorf("%w: it holds %s", ErrNotThere, sorted(pairs))
	case err == nil:
		return nil
	}
	return fmt.Errorf("%w: %s", ErrNotThere, w.pair)
}

// merge brings the remote's history into the clone's: its own if it has all of ours, else
// the union of both.
func (w *work) merge(ctx context.Context) error {
	switch {
	case w.their.id == "" || w.their.id == w.head.id:
		return nil
	case w.head.id == "":
		return w.move(ctx, w.their)
	}
	apart, err := w.git.run(ctx, "rev-list", "--count", "--left-right", w.head.id+"..."+w.their.id)
	if err != nil {
		return err
	}
	switch ours, theirs, _ := strings.Cut(strings.TrimSpace(apart), "\t"); {
	case theirs == "0":
		return nil
	case ours == "0":
		return w.move(ctx, w.their)
	}
	all, err := w.head.journal, error(nil)
	switch {
	case all == nil:
		all = w.their.journal
	case w.their.journal != nil:
		all, err = storage.MergeBytes(all, w.their.journal)
	}
	if err != nil || all == nil {
		return err
	}
	return w.put(ctx, all, "Bring two journals together", w.head.id, w.their.id)
}

// push sends; done is false when somebody else was faster.
func (w *work) push(ctx context.Context) (done bool, err error) {
	if w.head.id == w.their.id && w.head.id != "" {
		return true, nil // it has all
	}
	args := append([]string{"push", "--porcelain", "--progress", "--no-verify"}, w.disarmed(ctx)...)
	out, err := w.git.run(ctx, append(args, "origin", "HEAD:refs/heads/"+w.branch)...)
	switch {
	case err == nil:
		w.report.Sent = missing(w.head.journal, w.their.journal)
		return true, nil
	case strings.Contains(out, "[rejected]"):
		return false, nil
	case strings.Contains(out, "[remote rejected]") && faster(out):
		return false, nil
	case strings.Contains(out, "!"):
		return false, as(ErrRefused, err)
	}
	return false, as(ErrUnreachable, err)
}

// faster: two pushes met at the server; one of them took the ref's lock.
func faster(out string) bool {
	return strings.Contains(out, "cannot lock ref") || strings.Contains(out, "failed to update ref") ||
		strings.Contains(out, "incorrect old value")
}
