package clean

import "io"

// A Writer is the last gate for what is printed piece by piece: whatever the pieces
// are, what comes out is what [Frame] makes of them put together. The beginning of a
// sequence or of a character (at most 4 KiB) is held back until its end comes.
//
// It is for a terminal. A file in a format with CRLF in it (calendars) must not be
// written through it.
type Writer struct {
	w    io.Writer
	g    gate
	held []byte
	buf  []byte
}

// NewWriter returns a gate before w. It is not safe for concurrent use.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w, g: gate{links: true, tab: "    "}}
}

// Write filters p. On success it returns len(p), whatever the filter kept.
func (w *Writer) Write(p []byte) (int, error) {
	w.held = append(w.held, p...)
	if err := w.pass(false); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush gives up what was held back (its end is not to come) and closes an open link.
func (w *Writer) Flush() error { return w.pass(true) }

// Close is Flush: the writer below is the caller's to close.
func (w *Writer) Close() error { return w.Flush() }

func (w *Writer) pass(end bool) error {
	e := edit{s: string(w.held), buf: w.buf[:0]}
	n := w.g.filter(&e, end)
	if end {
		w.g.finish(&e, n)
	}
	out := w.held[:n]
	if e.dirty {
		e.buf = append(e.buf, e.s[e.from:n]...)
		w.buf, out = e.buf, e.buf
	}
	var err error
	if len(out) > 0 {
		_, err = w.w.Write(out)
	}
	w.held = append(w.held[:0], e.s[n:]...)
	return err
}
