//go:build !windows

package storage

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func hostile(t *testing.T, dir, outside string) {
	t.Helper()
	// A link is followed to this account's own files only.
	if os.Chown(outside, 12345, 12345) != nil {
		outside = "/etc/passwd"
	}
	for _, err := range []error{
		syscall.Mkfifo(filepath.Join(dir, "fifo.toml"), 0o600),
		os.Symlink(outside, filepath.Join(dir, "link.toml")),
		os.Mkdir(filepath.Join(dir, "folder.toml"), 0o700),
		os.Symlink("loop.toml", filepath.Join(dir, "loop.toml")),
		os.Symlink(outside, filepath.Join(dir, "linked.toml.lock")),
		syscall.Mkfifo(filepath.Join(dir, "ines-philippe (1).toml"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}
