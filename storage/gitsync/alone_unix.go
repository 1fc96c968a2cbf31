//go:build !windows

package gitsync

import (
	"os/exec"
	"syscall"
)

// alone lets git and all that it starts end together, and, where nobody is to be asked,
// gives them a session without a terminal: whatever ssh is set to be, it can ask nobody.
// gone ends what git left behind.
func alone(cmd *exec.Cmd, ask bool) (gone func()) {
	if ask {
		cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
		return func() {}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	end := func(sig syscall.Signal) error {
		if cmd.Process == nil {
			return nil
		}
		return syscall.Kill(-cmd.Process.Pid, sig)
	}
	cmd.Cancel = func() error { return end(syscall.SIGTERM) }
	return func() { _ = end(syscall.SIGKILL) } // mostly there is nothing left
}
