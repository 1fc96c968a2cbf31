//go:build !windows

package live

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestMembersInAFIFO: a pipe in the list's place makes nobody wait.
func TestMembersInAFIFO(t *testing.T) {
	path := filepath.Join(t.TempDir(), "members.toml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := ReadMembers(path); err == nil {
		t.Error("a pipe was read")
	}
}
