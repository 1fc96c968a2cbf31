//go:build linux

package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On a full disk the old bytes stay intact and the next save works. The disk is a tmpfs
// in a user namespace, so that nothing else is filled.
func TestFullDisk(t *testing.T) {
	cmd := exec.Command("unshare", "-Urm", os.Args[0])
	dir := t.TempDir()
	cmd.Env = append(os.Environ(), "BINOME_TEST_CHILD=full", "BINOME_TEST_DIR="+dir)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && !strings.Contains(string(out), "inside") || err != nil && exit == nil {
		t.Skipf("NOT TESTED: a full disk; no user namespace with a tmpfs here: %v: %s", err, out)
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// insideFull runs in the namespace.
func insideFull(f *Folder) error {
	if err := syscall.Mount("tmpfs", f.Dir, "tmpfs", 0, "size=256k"); err != nil {
		return err
	}
	fmt.Println("inside")
	points, failed := 0, 0
	for ; points < 200; points++ {
		n, err := fullOnce(f.Dir, points)
		if err != nil {
			return fmt.Errorf("point %d: %w", points, err)
		}
		failed += n
	}
	if failed < points {
		return fmt.Errorf("only %d saves failed", failed)
	}
	fmt.Printf("%d points, %d saves failed for want of room\n", points, failed)
	return nil
}

// fullOnce fills the disk but for some bytes, saves until nothing more fits, makes
// room, and saves again.
func fullOnce(dir string, point int) (failed int, err error) {
	f, err := Open(filepath.Join(dir, "data"), Options{After: never})
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(f.Dir)
	j, err := f.Create("p", firstEntry)
	if err != nil {
		return 0, err
	}
	defer j.Close()
	ballast := filepath.Join(dir, "ballast")
	defer os.Remove(ballast)
	b, err := os.Create(ballast)
	if err != nil {
		return 0, err
	}
	for _, err = b.Write(make([]byte, 1024)); err == nil; _, err = b.Write(make([]byte, 1024)) {
	}
	fi, err := b.Stat()
	if err != nil {
		return 0, err
	}
	if err := errors.Join(b.Truncate(fi.Size()-int64(4096*(1+point%5))), b.Close()); err != nil {
		return 0, err
	}
	batch := make([]Entry, 1+point%4)
	for i := range batch {
		batch[i] = Entry{Kind: KindNote, Text: strings.Repeat("x", 1+point*41%MaxText)}
	}
	for range 3 {
		before, err := os.ReadFile(j.Path)
		for err == nil {
			if before, err = os.ReadFile(j.Path); err != nil {
				return failed, err
			}
			_, err = j.Append(context.Background(), batch...)
		}
		failed++
		if !errors.Is(err, syscall.ENOSPC) {
			return failed, err
		}
		after, err := os.ReadFile(j.Path)
		if err != nil || !bytes.Equal(before, after) {
			return failed, fmt.Errorf("not the old bytes: %d, %d, %w", len(before), len(after), err)
		}
	}
	kept := len(j.State().Entries)
	waiting, err := j.Submit(batch...)
	if err != nil {
		return failed, err
	}
	if err := j.Flush(context.Background()); err != nil {
		return failed, err
	}
	if s := j.State(); s.Unsaved != len(batch) || !errors.Is(s.SaveErr, syscall.ENOSPC) || s.ReadOnly != "" {
		return failed, fmt.Errorf("unsaved %d, %v, %q", s.Unsaved, s.SaveErr, s.ReadOnly)
	}
	if err := os.Remove(ballast); err != nil {
		return failed, err
	}
	if _, err := j.Append(context.Background(), tick(1)); err != nil {
		return failed, err
	}
	if err := j.Close(); err != nil {
		return failed, err
	}
	s, err := f.Read("p")
	if err != nil || len(s.Troubles) > 0 || len(s.Entries) != kept+len(waiting)+1 {
		return failed, fmt.Errorf("%d entries of %d, %v, %w", len(s.Entries), kept+len(waiting)+1, s.Troubles, err)
	}
	return failed, nil
}
