package gitsync

import (
	"os/exec"
	"syscall"
)

// alone gives git, where nobody is to be asked, no console to ask on.
func alone(cmd *exec.Cmd, ask bool) (gone func()) {
	const noWindow = 0x08000000 // CREATE_NO_WINDOW
	if !ask {
		cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: noWindow, HideWindow: true}
	}
	return func() {}
}
