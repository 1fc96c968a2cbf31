package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
)

// When the bar is looked at, and how long a plain stream waits for its first line and
// for each after it.
const (
	barEvery   = 100 * time.Millisecond
	plainFirst = 2 * time.Second
	plainEvery = 5 * time.Second
)

// A bar shows on standard error how far the reading is: on a terminal a line that is
// drawn anew, and the terminal's own mark in the taskbar (OSC 9;4, which others
// ignore); elsewhere a line now and then, without any escape. It is ours alone: nothing
// that somebody typed is in it, and it goes to the stream as it is, past the gate, which
// would take its escapes away.
type bar struct {
	w        io.Writer
	terminal bool
	width    int
	say      func(done, total int) string
	count    func() (done, total int)
	drawn    bool
	next     time.Duration // of a plain stream
	quit     chan struct{}
	gone     chan struct{}
}

// reading begins to show how many are read.
func (f *Factory) reading(count func() (done, total int)) *bar {
	b := &bar{
		w: f.rawErr, width: f.Width, count: count, next: plainFirst, quit: make(chan struct{}), gone: make(chan struct{}),
		say: func(done, total int) string { return f.T("programme.progress.reading", "Done", done, "Total", total) },
	}
	if file, ok := f.rawErr.(*os.File); ok {
		b.terminal = term.IsTerminal(file.Fd()) && f.env("TERM") != "dumb"
	}
	if b.terminal {
		if w, _, err := term.GetSize(f.rawErr.(*os.File).Fd()); err == nil && w > 0 {
			b.width = w
		}
	}
	go b.run(time.Now())
	return b
}

func (b *bar) run(began time.Time) {
	defer close(b.gone)
	tick := time.NewTicker(barEvery)
	defer tick.Stop()
	for {
		select {
		case now := <-tick.C:
			b.look(now.Sub(began))
		case <-b.quit:
			b.end()
			return
		}
	}
}

// stop takes the bar away.
func (b *bar) stop() {
	close(b.quit)
	<-b.gone
}

// look draws what there is to see after that time.
func (b *bar) look(since time.Duration) {
	done, total := b.count()
	if total == 0 {
		return
	}
	if !b.terminal {
		if since >= b.next && done < total {
			b.next = since + plainEvery
			fmt.Fprintln(b.w, b.say(done, total))
		}
		return
	}
	b.drawn = true
	percent := 100 * done / total
	text := b.say(done, total)
	line := text // never as far as the last column, where some terminals begin another line
	if room := b.width - len([]rune(text)) - 4; room >= 10 {
		full := min(room, 40)
		on := full * done / total
		line = "[" + strings.Repeat("#", on) + strings.Repeat(".", full-on) + "] " + text
	}
	fmt.Fprintf(b.w, "\r\x1b[K%s\x1b]9;4;1;%d\x07", line, percent)
}

// end leaves the terminal as it was.
func (b *bar) end() {
	if b.drawn {
		io.WriteString(b.w, "\r\x1b[K\x1b]9;4;0\x07") // nobody to be told that it failed
	}
}
