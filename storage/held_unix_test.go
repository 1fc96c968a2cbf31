//go:build !windows

package storage

import "syscall"

var noLockErrors = []syscall.Errno{syscall.ENOSYS, syscall.EOPNOTSUPP, syscall.ENOTSUP, syscall.ENOLCK}
