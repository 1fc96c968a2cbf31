//go:build unix

package command_test

import (
	"bytes"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slowly sends byte by byte, as a line does that has its pauses anywhere.
func (w *window) slowly(pause time.Duration, s string) {
	w.t.Helper()
	for i := range len(s) {
		time.Sleep(pause) // it is the pause that is tested
		w.send(s[i : i+1])
	}
}

// 8. A slow line: whatever it cuts, nothing typed is lost and nothing unasked happens.
func testSlowLine(t *testing.T, program string, pause time.Duration) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	w.press("n")
	w.sees(english.note)
	before := d.read(d.journal("ines-philippe"))
	w.slowly(pause, "déjà\x1b[D\x1b[200~vu, q\x1b[201~\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\!")
	w.sees("déjvu, q!à")
	if after := d.read(d.journal("ines-philippe")); after != before {
		t.Errorf("%v: something was kept:\n%s", pause, strings.TrimPrefix(after, before))
	}
	w.slowly(pause, "\x13")
	w.sees(english.keep)
	w.slowly(pause, "\x03")
	w.slowly(pause, "\r")
	w.end()
	if after := d.read(d.journal("ines-philippe")); !strings.Contains(after, `text = "déjvu, q!à"`) {
		t.Errorf("%v: the note is not there:\n%s", pause, after)
	}
}

// 8. Stopped from outside and brought back: meanwhile the terminal is as it was.
func testStopped(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	for ticked := range 2 {
		w.signal(syscall.SIGTSTP)
		w.stopped()
		w.signal(syscall.SIGCONT)
		w.sees(english.step, english.first)
		tick(w, ticked+1)
	}
	w.press("ctrl+c")
	w.press("enter")
	w.end()
}

// 8. SIGQUIT tells where the program is, on a terminal that can be used.
func testQuit(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	w.signal(syscall.SIGQUIT)
	w.await(w.ended, "the end of the program")
	w.last()
	if !w.givenBack() {
		t.Errorf("the terminal isn't given back: %q", w.all()[max(0, len(w.all())-200):])
	}
	if !bytes.Contains(w.errs.Bytes(), []byte("goroutine")) {
		t.Errorf("no trace: %s", w.errs.String())
	}
}

func (w *window) signal(s syscall.Signal) {
	w.t.Helper()
	if err := w.cmd.Process.Signal(s); err != nil {
		w.t.Fatal(err)
	}
}

// stopped waits until the program stands still, and all it said is read.
func (w *window) stopped() {
	w.t.Helper()
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		out, err := exec.Command("ps", "-o", "state=", "-p", strconv.Itoa(w.cmd.Process.Pid)).Output()
		if err != nil {
			w.t.Skip(err)
		}
		if strings.HasPrefix(strings.TrimSpace(string(out)), "T") && w.givenBack() {
			return
		}
	}
	w.t.Fatalf("it doesn't stop, or keeps the terminal: %q", w.all()[max(0, len(w.all())-200):])
}

// givenBack reports whether the last that was said of the screen and of the mouse is that
// they are the shell's.
func (w *window) givenBack() bool {
	all := w.all()
	off := func(mode string) bool {
		return strings.LastIndex(all, "\x1b[?"+mode+"l") > strings.LastIndex(all, "\x1b[?"+mode+"h")
	}
	return off("1049") && off("1002") && off("2004")
}
