//go:build unix

package tui

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// TestFirstFrameIsTheTrueOne: what is painted before Bubble Tea runs is what is composed,
// in the colours that the terminal has.
func TestFirstFrameIsTheTrueOne(t *testing.T) {
	here, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here:", err)
	}
	defer here.Close()
	defer tty.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI, colorprofile.ASCII} {
		d := newDesk(t, "fr", 80, 24)
		d.makePair()
		d.m.opt.In, d.m.opt.Out, d.m.profile = tty, tty, profile
		d.m.measure()
		d.m.retheme()
		d.m.compose()
		usual, err := term.GetState(tty.Fd())
		if err != nil {
			t.Fatal(err)
		}
		first := d.m.paint()
		if first == nil {
			t.Fatal("a terminal was not painted")
		}
		raw, err := term.GetState(tty.Fd())
		if err != nil || *raw == *usual {
			t.Errorf("keys are taken by the line: %v", err)
		}
		first.left()
		if now, err := term.GetState(tty.Fd()); err != nil || *now != *usual {
			t.Errorf("the terminal was not given back as it was: %v", err)
		}
		shown := readUntil(t, here, leaveScreen)
		frame, _, _ := strings.Cut(shown, leaveScreen)
		if strings.Contains(frame, "38;2;") != (profile == colorprofile.TrueColor) {
			t.Errorf("%s: colours the terminal doesn't have: %q", profile, frame)
		}
		before, frame, ok := strings.Cut(frame, ansi.CursorHomePosition)
		if before != holdFrame+enterScreen+ansi.HideCursor || !ok {
			t.Errorf("%s: painted on %q", profile, before)
		}
		if got := trimLines(ansi.Strip(frame)); got != d.screen() {
			t.Errorf("%s: painted:\n%s\ncomposed:\n%s", profile, got, d.screen())
		}
	}
}

func trimLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \r")
	}
	return strings.Join(lines, "\n")
}

func readUntil(t *testing.T, f *os.File, end string) string {
	t.Helper()
	var all []byte
	buf := make([]byte, 8192)
	for !bytes.Contains(all, []byte(end)) {
		n, err := f.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, buf[:n]...)
	}
	return string(all)
}

// TestPaintedOver: of all that Bubble Tea writes, its first drawing alone is held; and the
// screen is given back by whoever opened it.
func TestPaintedOver(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := &painted{File: w}
	for _, s := range []string{"query", "a" + enterScreen + "b", "c", enterScreen + "d"} {
		if n, err := p.Write([]byte(s)); n != len(s) || err != nil {
			t.Errorf("wrote %d of %d: %v", n, len(s), err)
		}
	}
	p.left()
	(&painted{File: w}).left()
	(*painted)(nil).left()
	w.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	want := "query" + holdFrame + "a" + enterScreen + "b" + showFrame + "c" + enterScreen + "d" + leaveScreen + "\x1b[?25h"
	if b.String() != want {
		t.Errorf("wrote %q, want %q", b.String(), want)
	}
}

// TestOnlyATerminalIsPainted: a file, a pipe and nothing get no frame.
func TestOnlyATerminalIsPainted(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := newDesk(t, "en", 80, 24)
	if d.m.paint() != nil {
		t.Error("what is no file was painted")
	}
	d.m.opt.In, d.m.opt.Out, d.m.profile = f, f, colorprofile.TrueColor
	if d.m.paint() != nil {
		t.Error("a file was painted")
	}
	if info, err := f.Stat(); err != nil || info.Size() != 0 {
		t.Error(info.Size(), err)
	}
}
