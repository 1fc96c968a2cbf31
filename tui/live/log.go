package live

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A logbook holds when, which key and what happened, and nothing else: no names, no
// addresses, no names of commands, nothing anybody typed. Crowds at the door fill no
// disk: of refusals it writes sixty a minute, then how many more there were.
type logbook struct {
	now func() time.Time

	mu     sync.Mutex
	w      io.Writer
	minute time.Time
	n      int
}

const refusalsAMinute = 60

func (l *logbook) event(what, print, detail string) {
	if l.w == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.now()
	if what == "refused" || what == "wrong code" || what == "turned away" {
		if m := at.Truncate(time.Minute); !m.Equal(l.minute) {
			if l.n > refusalsAMinute {
				l.line(at, fmt.Sprintf("%d more refused", l.n-refusalsAMinute), "", "")
			}
			l.minute, l.n = m, 0
		}
		if l.n++; l.n > refusalsAMinute {
			return
		}
	}
	l.line(at, what, print, detail)
}

func (l *logbook) line(at time.Time, what, print, detail string) {
	if print == "" {
		print = "-"
	}
	if detail != "" {
		what += " (" + detail + ")"
	}
	fmt.Fprintf(l.w, "%s %s %s\n", at.UTC().Format(time.RFC3339), print, what) // a log that can't be written stops nobody
}
