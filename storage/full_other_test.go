//go:build !linux

package storage

import (
	"errors"
	"testing"
)

func TestFullDisk(t *testing.T) {
	t.Skip("NOT TESTED: a full disk; user namespaces are Linux's")
}

func insideFull(*Folder) error { return errors.New("only on Linux") }
