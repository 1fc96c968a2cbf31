package command

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

type testBar struct {
	bar
	done, total int
}

func newBar(terminal bool, width int) (*testBar, *bytes.Buffer) {
	var b bytes.Buffer
	t := &testBar{bar: bar{
		w: &b, terminal: terminal, width: width, next: plainFirst,
		say: func(done, total int) string { return fmt.Sprintf("Reading %d of %d", done, total) },
	}}
	t.count = func() (int, int) { return t.done, t.total }
	return t, &b
}

// TestBarOnATerminal: drawn anew in one line within the first 300 ms, never wider than the
// screen, told to the taskbar, and gone at the end.
func TestBarOnATerminal(t *testing.T) {
	if barEvery > 300*time.Millisecond {
		t.Errorf("the first is drawn after %v", barEvery)
	}
	for _, width := range []int{10, 40, 80, 200} {
		b, out := newBar(true, width)
		b.look(barEvery)
		b.end()
		if out.Len() > 0 {
			t.Fatalf("before there is anything to count: %q", out)
		}
		b.total = 200
		for _, done := range []int{0, 50, 199, 200} {
			b.done = done
			out.Reset()
			b.look(barEvery)
			line, ok := strings.CutPrefix(out.String(), "\r\x1b[K")
			line, mark, found := strings.Cut(line, "\x1b]9;4;1;")
			if !ok || !found || mark != fmt.Sprintf("%d\x07", done/2) {
				t.Errorf("%q", out)
			}
			if want := fmt.Sprintf("Reading %d of 200", done); !strings.HasSuffix(line, want) || len(line) >= max(width, len(want)+1) {
				t.Errorf("at %d: %q", width, line)
			}
			if strings.Contains(line, "[") && strings.Count(line, "#") != min(width-len(fmt.Sprintf("Reading %d of 200", done))-4, 40)*done/200 {
				t.Errorf("at %d: %q", width, line)
			}
		}
		out.Reset()
		b.end()
		if out.String() != "\r\x1b[K\x1b]9;4;0\x07" {
			t.Errorf("at the end: %q", out)
		}
	}
}

// TestBarElsewhere: a line now and then for who reads a log, with no escape in it, and
// none for what is quickly done.
func TestBarElsewhere(t *testing.T) {
	b, out := newBar(false, 80)
	b.total = 100
	b.done = 30
	for since := time.Duration(0); since < 8*time.Second; since += barEvery {
		b.look(since)
	}
	b.done = 100
	b.look(time.Minute)
	b.end()
	if got := out.String(); got != "Reading 30 of 100\nReading 30 of 100\n" {
		t.Errorf("%q", got)
	}
	b, out = newBar(false, 80)
	b.total = 100
	b.look(plainFirst - barEvery)
	if out.Len() > 0 {
		t.Errorf("%q", out)
	}
}
