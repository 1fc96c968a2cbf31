package gitsync

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"binome/storage"
)

// prepare creates and configures the clone. Doing it again changes nothing.
func (w *work) prepare(ctx context.Context, remote string) error {
	if !w.Ready(w.pair) {
		if _, err := w.git.run(ctx, "init", "-q", "--template=", "-b", branch, "."); err != nil {
			return err
		}
	}
	out, err := w.git.run(ctx, "config", "--local", "--list", "-z")
	if err != nil {
		return err
	}
	was := map[string]string{}
	for kv := range strings.SplitSeq(out, "\x00") {
		key, value, _ := strings.Cut(kv, "\n")
		was[key] = value
	}
	if remote == "" {
		remote = was["remote.origin.url"]
	}
	bare, login := part(remote)
	if login != nil {
		w.git.use(login)
		w.login = login
	}
	want := append(settled(), [][2]string{
		{"core.sharedRepository", "0600"},
		{"merge.binome.name", "the union of two journals"},
		{"remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"},
		{"remote.origin.url", bare},
	}...)
	if len(w.Driver) > 0 {
		want = append(want, [2]string{"merge.binome.driver", driverLine(w.Driver)})
	}
	if w.There != "" {
		want = append(want, [2]string{"binome.there", w.There})
	}
	for _, kv := range want {
		if have, ok := was[strings.ToLower(kv[0])]; ok && have == kv[1] || kv[1] == "" {
			continue
		}
		if _, err := w.git.run(ctx, "config", "--local", "--replace-all", kv[0], kv[1]); err != nil {
			return err
		}
	}
	// Whoever runs git here by hand gets the same: no filter, no change of line ends.
	info := filepath.Join(w.git.dir, ".git", "info")
	if err := os.MkdirAll(info, 0o700); err != nil {
		return err
	}
	attributes := "* -text -filter -ident !eol !working-tree-encoding\n*.toml merge=binome\n"
	if err := storage.WriteFile(filepath.Join(info, "attributes"), []byte(attributes)); err != nil {
		return err
	}
	there := w.There
	if there == "" {
		there = was["binome.there"]
	}
	if w.called = w.pair; storage.ValidID(there) {
		w.called = there
	}
	w.file = storage.JournalName(w.called)
	if w.report.Remote = bare; bare == "" {
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
func busy(dir string) string { return dir + ".busy" }

// begin cleans up after a sync that died: git was ours alone, as the lock is now, so
// its locks are left over.
func (w *work) begin(context.Context) error {
	if _, err := os.Lstat(busy(w.git.dir)); err == nil {
		w.died = true
		for _, path := range locks(w.git.dir) {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return storage.WriteFile(busy(w.git.dir), nil)
}

// locks are git's own in a clone.
func locks(dir string) (list []string) {
	filepath.WalkDir(filepath.Join(dir, ".git"), func(path string, d fs.DirEntry, err error) error { //nolint:errcheck // what can't be read has none
		switch {
		case err != nil:
			return nil
		case d.IsDir() && d.Name() == "objects":
			return filepath.SkipDir
		case !d.IsDir() && strings.HasSuffix(d.Name(), ".lock"):
			list = append(list, path)
		}
		return nil
	})
	return list
}

// recover brings into the journal what somebody changed in the clone's file by hand, and
// whatever its history holds: what is committed next must have all of it.
func (w *work) recover(ctx context.Context) (err error) {
	if w.head, err = w.tip(ctx, "HEAD"); err != nil || w.head.id == "" {
		return err
	}
	for _, left := range []string{"MERGE_HEAD", "MERGE_MODE", "MERGE_MSG", "MERGE_AUTOSTASH"} { // of a merge by hand
		os.Remove(filepath.Join(w.git.dir, ".git", left)) //nolint:errcheck // mostly there is none
	}
	if !w.died {
		data, err := storage.ReadSent(filepath.Join(w.git.dir, w.file), mostBytes)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err == nil && string(data) != string(w.head.journal) {
			if err := w.takeData(data); err != nil {
				return err
			}
		}
	}
	return w.take(ctx)
}

// put commits the journal with these parents, in the last one's tree: what else is there
// stays as it is. Nothing of it is ever checked out, so no filter, attribute, link or name
// in it means anything here.
func (w *work) put(ctx context.Context, text []byte, message string, parents ...string) error {
	blob, err := w.git.feed(ctx, text, "hash-object", "-w", "--stdin", "--no-filters")
	if err != nil {
		return err
	}
	var tree strings.Builder
	if n := len(parents); n > 0 {
		list, err := w.git.run(ctx, "ls-tree", "-z", parents[n-1])
		if err != nil {
			return err
		}
		for entry := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
			if _, name, _ := strings.Cut(entry, "\t"); name != w.file && name != "" {
				tree.WriteString(entry + "\x00")
			}
		}
	}
	tree.WriteString("100644 blob " + strings.TrimSpace(blob) + "\t" + w.file + "\x00")
	made, err := w.git.feed(ctx, []byte(tree.String()), "mktree", "-z", "--missing")
	if err != nil {
		return err
	}
	args := []string{"commit-tree", strings.TrimSpace(made), "-m", message}
	for _, p := range parents {
		args = append(args, "-p", p)
	}
	id, err := w.git.run(ctx, args...)
	if err != nil {
		return err
	}
	return w.move(ctx, tip{strings.TrimSpace(id), text})
}

// move makes a commit the clone's own, and its journal the file there.
func (w *work) move(ctx context.Context, to tip) error {
	if _, err := w.git.run(ctx, "update-ref", "-m", "binome sync", "HEAD", to.id); err != nil {
		return err
	}
	if w.head = to; to.journal == nil {
		return nil
	}
	if _, err := w.git.run(ctx, "read-tree", "HEAD"); err != nil {
		return err
	}
	return storage.WriteFile(filepath.Join(w.git.dir, w.file), to.journal)
}

// A tip is where a history ends: its last commit, "" for none, and the journal in it.
type tip struct {
	id      string
	journal []byte
}

// tip reads one.
func (w *work) tip(ctx context.Context, rev string) (t tip, err error) {
	out, err := w.git.feed(ctx, []byte(rev+"^{commit}\n"+rev+":"+w.file+"\n"), "cat-file", "--batch")
	if err != nil {
		return t, err
	}
	next := func() (id string, data []byte, err error) {
		head, rest, _ := strings.Cut(out, "\n")
		out = rest
		words := strings.Fields(head)
		if len(words) != 3 || words[1] != "commit" && words[1] != "blob" {
			return "", nil, nil // missing, or no file
		}
		n, err := strconv.Atoi(words[2])
		if err != nil || n < 0 || n > mostBytes || n > len(out) {
			return "", nil, fmt.Errorf("%s on %s: %w: larger than %d MiB", w.file, w.report.Remote, storage.ErrDamaged, mostBytes>>20)
		}
		data, out = []byte(out[:n]), strings.TrimPrefix(out[n:], "\n")
		return words[0], data, nil
	}
	if t.id, _, err = next(); err == nil && t.id != "" {
		_, t.journal, err = next()
	}
	return t, err
}
