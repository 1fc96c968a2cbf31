//go:build unix

package command_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
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

// 9. $EDITOR, as git would run it. However it ends, what it saved is there.
func testEditor(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	inTogether(d, english).kill()
	editor := d.data("..", "my editor")
	open := func(script, editor string) *window {
		d.write(d.data("..", "my editor"), "#!/bin/sh\n"+script)
		if err := os.Chmod(d.data("..", "my editor"), 0o700); err != nil {
			t.Fatal(err)
		}
		cmd := d.command()
		cmd.Env = append(cmd.Env, "EDITOR="+editor)
		w := d.openAt(80, 24, cmd)
		w.sees(english.step, english.first)
		w.press("n")
		w.sees(english.note)
		w.press("\x0f") // ctrl+o
		return w
	}
	leave := func(w *window) {
		t.Helper()
		w.press("ctrl+c")
		w.sees("Quit Binome?")
		w.press("enter")
		w.end()
	}
	// A path with a blank between quotes, and an argument with one.
	w := open(`printf '%s' "$1 from $(tty | cut -c1-5)" > "$2"; touch "$2.swp"`, `"$HOME/my editor" 'two words'`)
	w.sees("two words from /dev/")
	w.press("ctrl+s")
	w.sees(english.keep)
	leave(w)
	// It fails, and what it saved is the draft.
	w = open(`printf 'before it failed' > "$1"; exit 3`, editor)
	w.sees("before it failed")
	w.press("esc")
	leave(w)
	if out := d.run("", "doctor"); !strings.Contains(out, "typed and not kept") {
		t.Errorf("doctor doesn't name the draft:\n%s", out)
	}
	// The power is cut while it is open.
	w = open(`printf 'before the power went' > "$1"; touch "$1.saved" "$HOME/saved"; sleep 60`, editor)
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(d.data("..", "saved")); err == nil {
			break
		}
	}
	w.kill()
	w.hangUp()
	w = d.open()
	w.sees(english.step, english.first)
	w.press("n")
	w.sees("before the power went")
	w.press("esc")
	leave(w)
	// There is none of that name.
	w = open("", "no-such-editor --wait")
	w.sees("The editor no-such-editor --wait was")
	leave(w)
	if left, _ := filepath.Glob(d.data("drafts", "*", "*editing*")); len(left) > 0 {
		t.Errorf("left of an editor: %v", left)
	}
	d.run("", "erase", "ines-philippe", "--yes")
	if left, _ := filepath.Glob(d.data("drafts", "*")); len(left) > 0 {
		t.Errorf("left after erasing: %v", left)
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
