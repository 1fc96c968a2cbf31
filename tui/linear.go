package tui

import (
	"context"
	"io"
	"time"

	"binome/curriculum/block"
	"binome/storage/progress"
	"binome/tui/page"
	"binome/tui/plain"
	"binome/tui/screen"
)

// linear is the coach as the plain walk reads it: what takes time is waited for, since
// nothing is drawn meanwhile, and what is said to be kept is on the disk.
type linear struct {
	*coach
	unsaved int    // entries last spoken of
	cannot  string // why nothing can be written, as last spoken of
	who     string // the pair as last spoken of
}

// Prepared writes the page on which the coming hour is prepared, as text to be printed.
func Prepared(out io.Writer, o Options, id string, p *progress.Progress) error {
	c := newCoach(o)
	c.env.Cur, c.env.PairID, c.env.Prog = c.taught(o.Curriculum()), id, p
	prepare := (&screen.Prepare{}).Page(c.env)
	return plain.Print(out, &linear{coach: c}, &prepare)
}

// patience is how long a disk may take before the walk goes on without it.
const patience = 3 * time.Second

// Page implements plain.Coach.
func (l *linear) Page() page.Page {
	l.env.Linear = true
	l.run()
	if l.pair != nil {
		l.changed()
		l.meet()
	}
	return l.page()
}

// Press implements plain.Coach.
func (l *linear) Press(id string) {
	l.press(id)
	l.run()
}

// Back implements plain.Coach.
func (l *linear) Back() {
	l.back()
	l.run()
}

// Type implements plain.Coach.
func (l *linear) Type(field, text string) { l.setText(field, text) }

// Typed implements plain.Coach.
func (l *linear) Typed(field string) string { return l.typed(l.top())[field] }

// Left implements plain.Coach.
func (l *linear) Left() bool { return l.quit }

// Leave implements plain.Coach: the input has ended, and that is leaving, too.
func (l *linear) Leave() {
	if l.pair != nil {
		screen.Unbegin(l.env)
	}
}

// T implements plain.Coach.
func (l *linear) T(key string, pairs ...any) string { return l.env.T(key, pairs...) }

// N implements plain.Coach.
func (l *linear) N(key string, n int, pairs ...any) string { return l.env.Words.N(key, n, pairs...) }

// Phrases implements plain.Coach.
func (l *linear) Phrases() block.Phrases { return l.env.Cur.Phrases(l.env.Words) }

// News implements plain.Coach: what there is to say besides the page, each once.
func (l *linear) News() []string {
	var out []string
	if l.clip != "" { // nothing can be copied from here: it is said
		out, l.clip = append(out, l.clip), ""
		l.notice = ""
	}
	if l.notice != "" {
		out, l.notice = append(out, l.notice), ""
	}
	if l.pair == nil {
		return out
	}
	if l.who != l.names() {
		l.who = l.names()
		out = append([]string{l.who}, out...)
	}
	st := l.pair.journal.State()
	if st.ReadOnly != l.cannot {
		if l.cannot = st.ReadOnly; l.cannot != "" {
			out = append(out, l.T("save.read-only", "Why", st.ReadOnly))
		}
	}
	if st.Unsaved != l.unsaved {
		l.unsaved = st.Unsaved
		switch {
		case st.Unsaved == 0:
			out = append(out, l.T("plain.saved_now"))
		case st.SaveErr != nil:
			out = append(out, l.T("save.trouble", "Why", l.env.Why(st.SaveErr)))
		default:
			out = append(out, l.N("leave.unsaved", st.Unsaved))
		}
	}
	return out
}

// run does the tasks that presses have asked for, one after the other, and waits for the disk.
func (l *linear) run() {
	for len(l.tasks) > 0 {
		do := l.tasks[0]
		l.tasks = l.tasks[1:]
		l.receive(do())
	}
	l.lend = nil
	if l.pair != nil {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		_ = l.pair.journal.Flush(ctx) // what isn't saved is told by News
		l.refold()
	}
}
