//go:build unix

package tui

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// mindSignals gives the terminal back when the program is stopped from outside (kill -TSTP;
// ctrl+z is undo here), and takes it again when it goes on. SIGQUIT ends the program where
// it stands, with its trace, on a terminal that can be used.
func mindSignals(p *tea.Program, ended <-chan struct{}) {
	sig := make(chan os.Signal, 1)
	signal.Notify(sig, syscall.SIGTSTP, syscall.SIGQUIT)
	defer signal.Stop(sig)
	for {
		select {
		case <-ended:
			return
		case s := <-sig:
			if p.ReleaseTerminal() != nil && s == syscall.SIGTSTP {
				continue
			}
			if s == syscall.SIGQUIT {
				signal.Reset(syscall.SIGQUIT)
				syscall.Kill(syscall.Getpid(), syscall.SIGQUIT) //nolint:errcheck // one may signal oneself
				continue
			}
			goesOn := make(chan os.Signal, 1)
			signal.Notify(goesOn, syscall.SIGCONT)
			syscall.Kill(syscall.Getpid(), syscall.SIGSTOP) //nolint:errcheck // one may signal oneself
			<-goesOn
			signal.Stop(goesOn)
			p.RestoreTerminal() //nolint:errcheck // a terminal that is gone ends the program
		}
	}
}
