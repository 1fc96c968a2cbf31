//go:build unix

package command_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/unix"
)

// deadline is for a single thing waited for. Only a test that hangs ever waits so long.
const deadline = 30 * time.Second

// A desk is a data folder and the program that is used on it.
type desk struct {
	t       testing.TB
	program string
	dir     string // everything: the data folder, the home, what is written
	lang    string
}

func newDesk(t testing.TB, program, lang string) *desk {
	return &desk{t: t, program: program, dir: t.TempDir(), lang: lang}
}

func (d *desk) data(path ...string) string {
	return filepath.Join(append([]string{d.dir, "data"}, path...)...)
}

func (d *desk) journal(pair string) string { return d.data("pairs", pair+".toml") }

// command is the program with nothing of this machine's settings around it.
func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.Command(d.program, args...)
	cmd.Dir = d.dir
	cmd.Env = []string{
		"BINOME_DATA=" + d.data(), "HOME=" + d.dir, "PATH=" + os.Getenv("PATH"),
		"LANG=" + d.lang, "TERM=xterm-256color", "COLORTERM=truecolor",
	}
	return cmd
}

// run runs a command without a terminal and gives back what it printed.
func (d *desk) run(typed string, args ...string) string {
	d.t.Helper()
	cmd := d.command(args...)
	cmd.Stdin = strings.NewReader(typed)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		d.t.Fatalf("binome %s: %v\n%s%s", strings.Join(args, " "), err, out, errs.String())
	}
	return string(out)
}

func (d *desk) read(path string) string {
	d.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// rename is a sync tool's, or a person's with a file manager.
func (d *desk) rename(from, to string) {
	d.t.Helper()
	if err := os.Rename(from, to); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) write(path, text string) {
	d.t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// A window is the program in a terminal, and somebody in front of it.
type window struct {
	key   string // pressed last
	keyed time.Time

	t      testing.TB
	cmd    *exec.Cmd
	master *os.File
	errs   bytes.Buffer  // its standard error; to be read when it has ended
	ended  chan struct{} // closed then

	mu      sync.Mutex
	term    *terminal
	seen    string        // the screen, but for half of an update
	changed chan struct{} // closed at the next output
	over    bool          // no more output
	sent    []byte        // all of it
}

func (d *desk) open(args ...string) *window { return d.openAt(80, 24, d.command(args...)) }

func (d *desk) openAt(cols, rows int, cmd *exec.Cmd) *window {
	d.t.Helper()
	w := &window{t: d.t, cmd: cmd, ended: make(chan struct{}), term: newTerminal(cols, rows), changed: make(chan struct{})}
	cmd.Stderr = &w.errs
	master, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)})
	if err != nil {
		d.t.Fatal(err)
	}
	w.master = pollable(d.t, master)
	go w.show()
	go func() {
		cmd.Wait() //nolint:errcheck // its state is looked at by whoever minds
		close(w.ended)
	}()
	d.t.Cleanup(func() {
		cmd.Process.Kill() //nolint:errcheck // it may have ended
		w.await(w.ended, "the end of the program")
		w.master.Close()
	})
	return w
}

// pollable is the same file, but closing it ends a read that waits: pty's own blocks.
func pollable(t testing.TB, f *os.File) *os.File {
	t.Helper()
	defer f.Close()
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), f.Name())
}

// show is the terminal's own loop.
func (w *window) show() {
	buf := make([]byte, 32<<10)
	for {
		n, err := w.master.Read(buf)
		w.mu.Lock()
		w.term.feed(buf[:n])
		w.sent = append(w.sent, buf[:n]...)
		answers := w.term.answers
		w.term.answers = nil
		w.over = err != nil
		if !w.term.held {
			w.seen = w.term.text()
			close(w.changed)
			w.changed = make(chan struct{})
		}
		w.mu.Unlock()
		if len(answers) > 0 {
			w.master.Write(answers) //nolint:errcheck // it may have gone
		}
		if err != nil {
			return
		}
	}
}

func (w *window) await(done <-chan struct{}, what string) {
	w.t.Helper()
	limit := time.NewTimer(deadline)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
		w.t.Errorf("%s never came", what)
	}
}

// wait looks at the screen whenever there is something new on it, until it is as it
// should be.
func (w *window) wait(what string, ok func(screen string) bool) string {
	w.t.Helper()
	limit := time.NewTimer(deadline)
	defer limit.Stop()
	for {
		w.mu.Lock()
		screen, changed, over := w.seen, w.changed, w.over
		w.mu.Unlock()
		if !saving(screen) && ok(screen) {
			w.keyed = time.Now() // a hand moves after the eye has seen
			return screen
		}
		late := false
		if !over {
			select {
			case <-changed:
				continue
			case <-limit.C:
				late = true
			}
		}
		w.t.Fatalf("%s never came (late: %v, program over: %v); the screen is\n%s", what, late, over, screen)
	}
}

// saving reports whether the screen says that what it shows is still on its way to the
// disk. What it shows without saying so must be on it.
func saving(screen string) bool {
	bar, _, _ := strings.Cut(screen, "\n")
	return strings.Contains(bar, " saving  ") || strings.Contains(bar, " enregistrement  ")
}

// now is the screen as it is.
func (w *window) now() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen
}

// all is everything that was ever sent to the terminal.
func (w *window) all() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(w.sent)
}

// sees waits until all of these are on the screen. A text that the window breaks over
// two lines counts.
func (w *window) sees(texts ...string) string {
	w.t.Helper()
	return w.wait(strings.Join(texts, " + "), func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(flat(screen), flat(text)) {
				return false
			}
		}
		return true
	})
}

// loses waits until this is not on the screen any more.
func (w *window) loses(text string) string {
	w.t.Helper()
	return w.wait("a screen without "+text, func(screen string) bool { return !strings.Contains(flat(screen), flat(text)) })
}

var blanks = regexp.MustCompile(`\s+`)

// oneSpelling undoes the typography that the program adds, letter for letter.
var oneSpelling = strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ")

func flat(s string) string { return blanks.ReplaceAllString(oneSpelling.Replace(s), " ") }

// press presses keys by their names; what is no name is typed. It does so as a hand does:
// one after the other, and each let go before it is pressed again.
func (w *window) press(names ...string) {
	w.t.Helper()
	for _, name := range names {
		rest := 30 * time.Millisecond
		if name == w.key {
			rest = 750 * time.Millisecond
		}
		time.Sleep(time.Until(w.keyed.Add(rest)))
		w.key, w.keyed = name, time.Now()
		w.mu.Lock()
		s := w.term.key(name)
		w.mu.Unlock()
		w.send(s)
	}
}

func (w *window) send(s string) {
	w.t.Helper()
	if _, err := io.WriteString(w.master, s); err != nil {
		w.t.Fatal(err)
	}
}

// click waits for a label and clicks on it.
func (w *window) click(label string) {
	w.t.Helper()
	for y, line := range strings.Split(w.sees(label), "\n") {
		if before, _, ok := strings.Cut(oneSpelling.Replace(line), label); ok {
			x := utf8.RuneCountInString(before) + utf8.RuneCountInString(label)/2
			w.send(mouse(x, y, 'M') + mouse(x, y, 'm'))
			return
		}
	}
	w.t.Fatalf("%q is broken over two lines", label)
}

// resize changes the window's size, which the program is told by SIGWINCH.
func (w *window) resize(cols, rows int) {
	w.t.Helper()
	w.mu.Lock()
	w.term.resize(cols, rows)
	w.mu.Unlock()
	raw, err := w.master.SyscallConn()
	if err != nil {
		w.t.Fatal(err)
	}
	var failed error
	if err := raw.Control(func(fd uintptr) {
		failed = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Col: uint16(cols), Row: uint16(rows)})
	}); err != nil || failed != nil {
		w.t.Fatal(err, failed)
	}
}

// kill ends the program as the end of a battery does.
func (w *window) kill() {
	w.t.Helper()
	if err := w.cmd.Process.Kill(); err != nil {
		w.t.Fatal(err)
	}
	w.await(w.ended, "the end of the program")
}

// end waits until the program has ended by itself and holds that it ended well.
func (w *window) end() {
	w.t.Helper()
	if w.await(w.ended, "the end of the program"); w.t.Failed() {
		w.t.FailNow()
	}
	status, _ := w.cmd.ProcessState.Sys().(syscall.WaitStatus)
	hungUp := status.Signaled() && status.Signal() == syscall.SIGHUP
	if !w.cmd.ProcessState.Success() && !hungUp || bytes.Contains(w.errs.Bytes(), []byte("panic")) {
		w.t.Errorf("it ended with %v\n%s", w.cmd.ProcessState, w.errs.String())
	}
}

// hangUp is the window closed, or the line to the machine cut.
func (w *window) hangUp() {
	w.t.Helper()
	if err := w.master.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		w.t.Fatal(err)
	}
}

// last is what stands on the screen when the program has ended and all it said is read.
func (w *window) last() string {
	w.t.Helper()
	limit := time.NewTimer(deadline)
	defer limit.Stop()
	for {
		w.mu.Lock()
		screen, changed, over := w.seen, w.changed, w.over
		w.mu.Unlock()
		if over {
			return screen
		}
		select {
		case <-changed:
		case <-limit.C:
			w.t.Fatalf("the output never ended:\n%s", screen)
		}
	}
}

// told is the file in which a program tells what messages it takes (BINOME_DEBUG).
type told struct {
	t     testing.TB
	path  string
	lines *bufio.Reader
	line  string // half a line, until the rest is there
	grows *fsnotify.Watcher
	n     int
}

func newTold(t testing.TB, path string) *told {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	grows, err := fsnotify.NewWatcher()
	if err == nil {
		err = grows.Add(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close(); grows.Close() })
	return &told{t: t, path: path, lines: bufio.NewReader(f), grows: grows}
}

// keys waits until that many key presses have been taken.
func (d *told) keys(n int) {
	d.t.Helper()
	late := time.After(deadline)
	for d.n < n {
		more, err := d.lines.ReadString('\n')
		if d.line += more; err == nil {
			if strings.HasSuffix(d.line, "KeyPressMsg\n") {
				d.n++
			}
			d.line = ""
			continue
		}
		select {
		case <-d.grows.Events:
		case <-late:
			d.t.Fatalf("only %d of %d keys were taken", d.n, n)
		}
	}
}
