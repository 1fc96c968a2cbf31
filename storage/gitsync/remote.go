package gitsync

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"binome/storage"
)

// mostBytes is how large a journal of the remote's may be; storage refuses larger ones.
const mostBytes = 32 << 20

// fetch asks the remote what it has, and looks at the journal there before anything of it
// is taken.
func (w *work) fetch(ctx context.Context) error {
	if _, err := w.git.run(ctx, "fetch", "-q", "--no-tags", "--prune", "origin"); err != nil {
		return as(ErrUnreachable, err)
	}
	w.branch, w.there = branch, nil
	for _, b := range []string{branch, "master"} {
		if w.has(ctx, "refs/remotes/origin/"+b) {
			w.branch = b
			break
		}
	}
	if !w.has(ctx, w.theirs()) {
		return w.nothingThere(nil)
	}
	data, err := w.blob(ctx)
	if err != nil {
		return err
	}
	if data == nil {
		names, err := w.git.run(ctx, "ls-tree", "--name-only", w.theirs())
		if err != nil {
			return err
		}
		return w.nothingThere(strings.Fields(names))
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
	w.there = ids(data)
	return nil
}

func (w *work) theirs() string { return "refs/remotes/origin/" + w.branch }

// nothingThere is well when there is a journal here to send; else it tells what the
// remote has instead.
func (w *work) nothingThere(names []string) error {
	if _, err := w.Folder.Read(w.pair); err == nil {
		return nil
	}
	var pairs []string
	for _, n := range names {
		if id, ok := strings.CutSuffix(n, ".toml"); ok && storage.ValidID(id) {
			pairs = append(pairs, id)
		}
	}
	if len(pairs) > 0 {
		return fmt.Errorf("%w: it holds %s", ErrNotThere, sorted(pairs))
	}
	return fmt.Errorf("%w: %s", ErrNotThere, w.pair)
}

// blob is the remote's journal; nil when there is none.
func (w *work) blob(ctx context.Context) ([]byte, error) {
	at := w.theirs() + ":" + w.file
	size, err := w.git.run(ctx, "cat-file", "-s", at)
	if err != nil {
		return nil, nil
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(size), 10, 64); err != nil || n > mostBytes {
		return nil, fmt.Errorf("%s on %s: %w: larger than %d MiB", w.file, w.report.Remote, storage.ErrDamaged, mostBytes>>20)
	}
	out, err := w.git.run(ctx, "cat-file", "blob", at)
	return []byte(out), err
}

// merge brings the remote's history into the clone's.
func (w *work) merge(ctx context.Context) error {
	if !w.has(ctx, w.theirs()) {
		return nil
	}
	if !w.has(ctx, "HEAD") {
		_, err := w.git.run(ctx, "reset", "-q", "--hard", w.theirs())
		return err
	}
	_, err := w.git.run(ctx, "merge", "-q", "--no-edit", "--no-verify", "--allow-unrelated-histories",
		"-m", "Bring two journals together", w.theirs())
	if err == nil {
		return nil
	}
	return w.mergeHere(ctx, err)
}

// mergeHere unites without git's help, where its driver can't run: no driver is set, or
// the program has moved since.
func (w *work) mergeHere(ctx context.Context, why error) error {
	data, err := w.blob(ctx)
	if err != nil || data == nil {
		w.git.run(ctx, "merge", "--abort") //nolint:errcheck // the next sync resets
		return why
	}
	ours, err := w.git.run(ctx, "cat-file", "blob", "HEAD:"+w.file)
	if err != nil {
		ours = string(data)
	}
	all, err := storage.MergeBytes([]byte(ours), data)
	if err != nil {
		return err
	}
	if err := storage.WriteFile(filepath.Join(w.git.dir, w.file), all); err != nil {
		return err
	}
	if _, err := w.git.run(ctx, "add", "-f", "--", w.file); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(w.git.dir, ".git", "MERGE_HEAD")); err != nil {
		return why
	}
	if _, err := w.git.run(ctx, "commit", "-q", "--no-verify", "-m", "Bring two journals together"); err != nil {
		return why
	}
	return nil
}

// push sends; done is false when somebody else was faster.
func (w *work) push(ctx context.Context) (done bool, err error) {
	data, err := w.git.run(ctx, "cat-file", "blob", "HEAD:"+w.file)
	if err != nil {
		return false, err
	}
	out, err := w.git.run(ctx, "push", "--porcelain", "origin", "HEAD:refs/heads/"+w.branch)
	switch {
	case err == nil:
		n := 0
		for id := range ids([]byte(data)) {
			if !w.there[id] {
				n++
			}
		}
		w.report.Sent = n
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
