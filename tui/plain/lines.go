package plain

import (
	"bufio"
	"context"
	"io"
	"strings"

	"binome/storage/clean"
)

// maxLine is how much of one typed line is taken; the rest of it is dropped.
const maxLine = 16 << 10

// lines reads the input beside the walk, so that the walk can end while nothing is
// typed; it reads no line before one is wanted. A read that hangs can't be ended in Go:
// its goroutine goes with the process.
type lines struct {
	want chan struct{}
	next chan string // closed at the end of the input
}

func readLines(in io.Reader) *lines {
	l := &lines{want: make(chan struct{}), next: make(chan string, 1)}
	go func() {
		defer close(l.next)
		r := bufio.NewReader(in)
		for range l.want {
			text, err := readLine(r)
			if err != nil && text == "" {
				return
			}
			l.next <- text
		}
	}()
	return l
}

func (l *lines) stop() { close(l.want) }

// line waits for one; ok is false when there is none to come.
func (l *lines) line(ctx context.Context) (text string, ok bool) {
	select {
	case l.want <- struct{}{}:
	case <-ctx.Done():
		return "", false
	case text, ok = <-l.next: // the input ended
		return text, ok
	}
	select {
	case text, ok = <-l.next:
		return text, ok
	case <-ctx.Done():
		return "", false
	}
}

// readLine is one line without its end; the end of the input ends a line, too.
func readLine(r *bufio.Reader) (string, error) {
	var b []byte
	for {
		part, err := r.ReadSlice('\n')
		if room := maxLine - len(b); room > 0 {
			b = append(b, part[:min(len(part), room)]...)
		}
		switch err {
		case bufio.ErrBufferFull:
			continue
		case nil:
			return string(b), nil
		}
		return string(b), err
	}
}

// line waits for the next one, cleaned. ok is false when there is none to come, or nobody
// reads what is said.
func (w *walk) line() (text string, ok bool) {
	w.out.flush()
	if w.out.err != nil {
		return "", false
	}
	text, ok = w.in.line(w.ctx)
	if !ok {
		return "", false
	}
	w.out.gap()
	said := clean.Line(text)
	// An arrow key and the like leave nothing printable: that is not an empty line.
	w.stray = said == "" && strings.Trim(text, " \t\r\n") != ""
	return said, true
}
