package plain

import (
	"strings"

	"binome/storage/clean"
	"binome/tui/ruler"
)

// measure is the width that text is wrapped at.
const measure = 76

// A speaker writes lines. Once the reader is gone it remembers that and writes no more.
type speaker struct {
	w     *clean.Writer
	err   error
	begun bool // something was said
	blank bool // the last line was blank
}

func (s *speaker) line(text string) {
	if s.err != nil {
		return
	}
	s.begun, s.blank = true, text == ""
	_, s.err = s.w.Write([]byte(text + "\n"))
}

// gap parts what follows from what came before, by one blank line at most.
func (s *speaker) gap() {
	if s.begun && !s.blank {
		s.line("")
	}
}

func (s *speaker) flush() {
	if err := s.w.Flush(); s.err == nil {
		s.err = err
	}
}

// say prints paragraphs, wrapped.
func (w *teller) say(text string) { w.hang("", "", text) }

// point prints an item with its mark, what follows hung under it.
func (w *teller) point(mark, text string) {
	w.hang(mark, strings.Repeat(" ", ruler.Whole.Width(mark)), text)
}

// hang prints text with first before its first line and rest before the others.
func (w *teller) hang(first, rest, text string) {
	for para := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(para) == "" {
			w.out.gap()
			continue
		}
		for _, line := range ruler.Whole.Wrap(strings.Trim(para, " "), measure-ruler.Whole.Width(first)) {
			w.out.line(first + line)
			first = rest
		}
	}
}
