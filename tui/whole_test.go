package tui

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

// typedAs is what Bubble Tea's reader makes of pieces that come with a pause before each.
func typedAs(t *testing.T, pause time.Duration, pieces ...string) (events []string) {
	synctest.Test(t, func(t *testing.T) {
		ended := make(chan struct{})
		r, w := io.Pipe()
		reader := uv.NewTerminalReader(newWholeStream(r, ended), "xterm-256color")
		ch := make(chan uv.Event)
		go func() {
			for _, p := range pieces {
				time.Sleep(pause)
				io.WriteString(w, p)
			}
			time.Sleep(time.Minute) // nothing more: what was waited for is given up
			w.Close()
		}()
		go func() {
			reader.StreamEvents(context.Background(), ch)
			close(ch)
		}()
		for e := range ch {
			events = append(events, fmt.Sprintf("%T %v", e, e))
		}
		close(ended)
	})
	return events
}

func bytewise(s string) (out []string) {
	for i := range len(s) {
		out = append(out, s[i:i+1])
	}
	return out
}

// flows are what terminals send, one thing each.
var flows = []string{
	"d", "é", "€", "👍", "\u0301", "x", " ", "\r", "\t", "\x7f", "\x03", "\x13",
	"\x1b[A", "\x1b[1;5C", "\x1b[3~", "\x1bOP", "\x1b[15;2~", "\x1b[[A", "\x1b[Z", "\x1b\r",
	"\x1b[<0;12;7M", "\x1b[<0;12;7m", "\x1b[<64;12;7M",
	"\x1b[99;5u", "\x1b[27u", "\x1b[1092:1060:97;2;1060u",
	"\x1b]11;rgb:1e1e/1e1e/1e1e\x07", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b]10;rgb:ff/ff/ff\x1b\\",
	"\x1b[?62;22c", "\x1b[?2027;2$y", "\x1b[?1u", "\x1bP>|kitty(0.26.5)\x1b\\", "\x1bP1+r524742=38\x1b\\", "\x1b[24;80R",
	"\x1b[200~déjà vu,\rune « idée » 👍🏽\ttout à fait\x1b[201~",
	"\x1b[200~q m n \x1b[31mred\x1b[0m\x1b[201~",
}

// Wherever a slow line cuts what is sent, and for however long, it is the same keys.
func TestWholePieces(t *testing.T) {
	want := typedAs(t, time.Second, flows...)
	if len(want) < len(flows) {
		t.Fatalf("%d events of %d flows: %q", len(want), len(flows), want)
	}
	for _, pause := range []time.Duration{0, 40, 60, 200} {
		if got := typedAs(t, pause*time.Millisecond, bytewise(strings.Join(flows, ""))...); !slices.Equal(got, want) {
			t.Errorf("byte by byte, %d ms apart:\n%s\nwant\n%s", pause, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestWholePiecesCutAnywhere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sent := rapid.SliceOfN(rapid.SampledFrom(flows), 1, 12).Draw(rt, "sent")
		all := strings.Join(sent, "")
		var w whole
		now := time.Unix(0, 0)
		got := ""
		for len(all) > 0 {
			n := rapid.IntRange(1, min(9, len(all))).Draw(rt, "piece")
			got += string(w.add([]byte(all[:n]), now))
			all = all[n:]
			now = now.Add(time.Duration(rapid.IntRange(0, 250).Draw(rt, "pause")) * time.Millisecond)
		}
		if got += string(w.rest()); got != strings.Join(sent, "") {
			rt.Errorf("%q became %q", strings.Join(sent, ""), got)
		}
	})
}

// Escape is a key when nothing follows it, and when a hand pressed another key after it.
func TestEscapeIsAKey(t *testing.T) {
	keys := func(pause time.Duration, pieces ...string) string {
		var names []string
		for _, e := range typedAs(t, pause, pieces...) {
			if name, ok := strings.CutPrefix(e, "uv.KeyPressEvent "); ok {
				names = append(names, name)
			}
		}
		return strings.Join(names, " ")
	}
	for _, tt := range []struct {
		pause  time.Duration
		pieces []string
		want   string
	}{
		{0, []string{"\x1b"}, "esc"},
		{time.Second, []string{"\x1b", "m"}, "esc m"},
		{100 * time.Millisecond, []string{"\x1b", "m"}, "esc m"},
		{100 * time.Millisecond, []string{"\x1b", "\x1b", "é"}, "esc esc é"},
		{time.Second, []string{"\x1b", "\x1b"}, "esc esc"},
		{0, []string{"\x1bm"}, "alt+m"},
		{0, []string{"\x1b\x03"}, "esc ctrl+c"},
		{0, []string{"\x1b\r\x1b\x7f"}, "alt+enter alt+backspace"},
		{400 * time.Millisecond, []string{"\x1b", "[", "A"}, "esc [ A"}, // too late to be one
		{time.Second, []string{"a\x1b"}, "a esc"},
		// What is broken off takes nothing with it.
		{time.Second, []string{"\x1b]11;rgb:1e", "\x03"}, "ctrl+c"},
		{time.Second, []string{"\x1b[1;", "\x03"}, "ctrl+c"},
		{time.Second, []string{"\xc3", "\x03"}, "ctrl+c"},
		{3 * time.Second, []string{"\x1b]11;rgb:1e", "m", "m"}, "m m"},
		// The end of a paste is lost.
		{3 * time.Second, []string{"\x1b[200~text", "\x03", "m"}, "ctrl+c m"},
		{3 * time.Second, []string{"\x1b[200~text", "m", "\x1b[99;5u", "\x03"}, "ctrl+c ctrl+c"},
	} {
		if got := keys(tt.pause, tt.pieces...); got != tt.want {
			t.Errorf("%q, %v apart: %q, want %q", tt.pieces, tt.pause, got, tt.want)
		}
	}
}

// untilEnded is a terminal that types nothing and goes when its program ends.
type untilEnded <-chan struct{}

func (u untilEnded) Read([]byte) (int, error) { <-u; return 0, io.EOF }

// TestTheEndReachesTheReader: whoever waits for a key when the program ends is told, whichever
// goroutine sees the end first.
func TestTheEndReachesTheReader(t *testing.T) {
	for range 100 {
		synctest.Test(t, func(t *testing.T) {
			ended, told := make(chan struct{}), make(chan error, 1)
			s := newWholeStream(untilEnded(ended), ended)
			go func() {
				_, err := s.Read(make([]byte, 8))
				told <- err
			}()
			synctest.Wait()
			close(ended)
			if err := <-told; err != io.EOF {
				t.Errorf("the reader is told %v", err)
			}
		})
	}
}
