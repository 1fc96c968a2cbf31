package tui

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// The first frame goes to the terminal before Bubble Tea runs. Bubble Tea would send it
// ten milliseconds later: its clock of at most 120 ticks a second must tick once before
// it sends anything, and it takes each frame apart first. Two thirds of the time until
// then are the start of the libraries under glamour, before main, which nothing here can
// shorten: this is what was left to be saved (PERFORMANCE, 4: 34 ms to 27).
//
// It is the true frame at the true size. Bubble Tea knows nothing of it and draws the
// same once more, over it; a terminal that can is asked to show that as one change, so
// that nothing is seen of it.

const (
	holdFrame   = ansi.SetModeSynchronizedOutput
	showFrame   = ansi.ResetModeSynchronizedOutput
	enterScreen = ansi.SetModeAltScreenSaveCursor
	leaveScreen = ansi.ResetModeAltScreenSaveCursor
)

// A painted terminal is one that shows the first frame already, and takes keys as they
// are pressed: who sees a button may press it, and in the terminal's usual mode enter
// would arrive as another key.
type painted struct {
	term.File
	drawn atomic.Bool // by Bubble Tea too
	in    term.File
	usual *term.State
}

// paint puts the frame on the terminal, if it is one; nil when it isn't.
func (m *model) paint() *painted {
	out, ok := m.output().(term.File)
	if !ok || m.profile == colorprofile.NoTTY || runtime.GOOS == "windows" || !term.IsTerminal(out.Fd()) {
		return nil
	}
	in, ok := m.input().(term.File)
	if !ok {
		return nil
	}
	usual, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil
	}
	var b bytes.Buffer
	b.WriteString(holdFrame + enterScreen + ansi.HideCursor + ansi.CursorHomePosition)
	w := colorprofile.Writer{Forward: &b, Profile: m.profile}
	io.WriteString(&w, strings.ReplaceAll(m.frame(), "\n", "\r\n")) //nolint:errcheck // to memory
	b.WriteString(showFrame)
	p := &painted{File: out, in: in, usual: usual}
	if _, err := out.Write(b.Bytes()); err != nil {
		p.lend()
		return nil // Bubble Tea will meet it too
	}
	return p
}

// Write has the first drawing of Bubble Tea's, which opens the screen once more and
// clears it, shown as one change.
func (p *painted) Write(b []byte) (int, error) {
	if p.drawn.Load() || !bytes.Contains(b, []byte(enterScreen)) {
		return p.File.Write(b)
	}
	p.drawn.Store(true)
	n, err := p.File.Write(bytes.Join([][]byte{[]byte(holdFrame), b, []byte(showFrame)}, nil))
	return min(max(n-len(holdFrame), 0), len(b)), err
}

// lend gives the terminal's usual mode back: to another program, or for good. Bubble Tea
// would give back the mode it has found.
func (p *painted) lend() {
	if p != nil && p.usual != nil {
		term.Restore(p.in.Fd(), p.usual) //nolint:errcheck // nobody is left to tell
	}
}

// left gives the terminal back, and the screen too when Bubble Tea never came to it.
func (p *painted) left() {
	if p == nil {
		return
	}
	if !p.drawn.Load() {
		io.WriteString(p.File, leaveScreen+ansi.ShowCursor) //nolint:errcheck // nobody is left to tell
	}
	p.lend()
}

// A lent terminal is another program's for a while: an editor, a pager.
type lent struct {
	*exec.Cmd
	terminal *painted
}

// lendTo runs a program in the coach's place.
func (m *model) lendTo(cmd *exec.Cmd, after tea.ExecCallback) tea.Cmd {
	cmd.Stdout = m.output()
	return tea.Exec(&lent{cmd, m.first}, after)
}

// Run implements tea.ExecCommand.
func (l *lent) Run() error {
	l.terminal.lend()
	return l.Cmd.Run()
}

// SetStdin implements tea.ExecCommand.
func (l *lent) SetStdin(r io.Reader) {
	if l.Stdin == nil {
		l.Stdin = r
	}
}

// SetStdout implements tea.ExecCommand: it is set, to the terminal itself.
func (l *lent) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (l *lent) SetStderr(w io.Writer) {
	if l.Stderr == nil {
		l.Stderr = w
	}
}

// input is where keys come from.
func (m *model) input() io.Reader {
	if m.opt.In == nil {
		return os.Stdin
	}
	return m.opt.In
}

// output is where the coach is shown.
func (m *model) output() io.Writer {
	if m.opt.Out == nil {
		return os.Stdout
	}
	return m.opt.Out
}

// measure asks the terminal for its size, so that the first frame is drawn once.
func (m *model) measure() {
	out, ok := m.output().(term.File)
	if !ok {
		return
	}
	if w, h, err := term.GetSize(out.Fd()); err == nil && w > 0 && h > 0 {
		m.w, m.h = w, h
	}
}
