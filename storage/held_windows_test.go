package storage

import (
	"syscall"

	"golang.org/x/sys/windows"
)

var noLockErrors = []syscall.Errno{windows.ERROR_NOT_SUPPORTED, windows.ERROR_INVALID_FUNCTION}
