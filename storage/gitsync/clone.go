package gitsync

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"binome/storage"
)

// prepare makes the clone what it must be. All of it can be done twice.
func (w *work) prepare(ctx context.Context, remote string) error {
	if _, err := w.git.run(ctx, "init", "-q", "-b", branch, "."); err != nil {
		return err
	}
	settings := [][2]string{
		{"core.autocrlf", "false"}, // line ends must never touch a sum
		{"core.symlinks", "false"},
		{"core.sharedRepository", "0600"},
		{"commit.gpgSign", "false"}, // nobody may be there to give the key
		{"fetch.fsckObjects", "true"},
		{"merge.binome.name", "the union of two journals"},
		{"remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"},
	}
	if len(w.Driver) > 0 {
		settings = append(settings, [2]string{"merge.binome.driver", driverLine(w.Driver)})
	}
	if remote != "" {
		settings = append(settings, [2]string{"remote.origin.url", remote})
	}
	if w.There != "" {
		settings = append(settings, [2]string{"binome.there", w.There})
	}
	for _, kv := range settings {
		if was, err := w.git.run(ctx, "config", "--get", kv[0]); err == nil && strings.TrimRight(was, "\n") == kv[1] {
			continue
		}
		if _, err := w.git.run(ctx, "config", "--replace-all", kv[0], kv[1]); err != nil {
			return err
		}
	}
	info := filepath.Join(w.git.dir, ".git", "info")
	if err := os.MkdirAll(info, 0o700); err != nil {
		return err
	}
	if err := storage.WriteFile(filepath.Join(info, "attributes"), []byte("*.toml -text merge=binome\n")); err != nil {
		return err
	}
	w.called = w.pair
	if there, err := w.git.run(ctx, "config", "--get", "binome.there"); err == nil && storage.ValidID(strings.TrimSpace(there)) {
		w.called = strings.TrimSpace(there)
	}
	w.file = w.called + ".toml"
	url, err := w.git.run(ctx, "config", "--get", "remote.origin.url")
	if w.report.Remote = strings.TrimSpace(url); err != nil || w.report.Remote == "" {
		return fmt.Errorf("%w: %s", ErrNoRemote, w.pair)
	}
	return nil
}

// driverLine is a command for git's shell.
func driverLine(words []string) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString("'" + strings.ReplaceAll(word, "'", `'\''`) + "' ")
	}
	return b.String() + "%A %B"
}

// busy is there while a sync is under way: one that finds it follows one that died.
func (w *work) busy() string { return w.git.dir + ".busy" }

// begin cleans up after a sync that died: git was ours alone, as the lock is now, so
// its locks are left over.
func (w *work) begin(context.Context) error {
	if _, err := os.Lstat(w.busy()); err == nil {
		w.died = true
		if err := w.dropLocks(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.WriteFile(w.busy(), nil, 0o600)
}

// recover makes the clone's file what its history says, having taken in what somebody
// changed there by hand; and brings into the journal whatever the clone holds: what is
// committed next must have all of it.
func (w *work) recover(ctx context.Context) error {
	if !w.has(ctx, "HEAD") {
		return nil
	}
	if !w.died {
		out, err := w.git.run(ctx, "status", "--porcelain", "--untracked-files=no")
		if err != nil {
			return err // what was changed there would be lost by the reset
		}
		if strings.TrimSpace(out) != "" {
			if err := w.take(ctx); err != nil {
				return err
			}
		}
	}
	if _, err := w.git.run(ctx, "reset", "-q", "--hard"); err != nil {
		return err
	}
	return w.take(ctx)
}

func (w *work) dropLocks() error {
	return filepath.WalkDir(filepath.Join(w.git.dir, ".git"), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "objects":
			return filepath.SkipDir
		case !d.IsDir() && strings.HasSuffix(d.Name(), ".lock"):
			return os.Remove(path)
		}
		return nil
	})
}

func (w *work) has(ctx context.Context, rev string) bool {
	_, err := w.git.run(ctx, "rev-parse", "-q", "--verify", rev+"^{commit}")
	return err == nil
}
