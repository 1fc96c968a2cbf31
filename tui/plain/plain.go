// Package plain is the coach as linear text and questions on standard input: for a
// screen reader, a pipe, a dumb terminal.
//
// For most uses, call [Run] with the data folder, the curriculum and the clock.
//
// It walks the same hour as the screens and keeps the same entries through the same
// journal. It promises that nothing is drawn (no control characters, no boxes, no
// colours), that nothing is said twice in a row, that each step says where one is, and
// that each question says what can be typed. What is typed where nothing was asked for
// does nothing. The end of the input, or of whoever reads the output, is leaving:
// everything acknowledged is in the journal.
package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

// Who looks at this terminal.
const (
	ViewShared = "shared" // both: the guide is folded until asked for
	ViewMentor = "mentor"
	ViewMentee = "mentee" // the guide is never printed
)

// Settings are what config.toml holds of how the coach behaves.
type Settings struct {
	View    string // shared, mentor, mentee
	Rhythm  int    // days between two sessions; 14 when zero
	Minutes int    // how long they last had; 60 when zero

	// Of whoever this computer belongs to, for the next pair begun here; "" is not said.
	Name, Role string
}

// Deps are what the edges pass in.
type Deps struct {
	Folder   *storage.Folder
	Cur      *curriculum.Curriculum
	Words    *phrases.Catalogues
	Lang     string
	Now      func() time.Time
	Pair     string // the pair to open; "" asks, or makes one when there is none
	Settings Settings

	// Journal is Pair's, when others in this process use it too: there is one writer for a
	// journal. It is not closed here. nil opens the pair's.
	Journal *storage.Journal
	// Keep remembers settings that were changed; nil forgets them.
	Keep func(Settings) error
	// Owner tells whose computer this is for a pair ("mentor", "mentee", "nobody", "" when
	// nobody said), and SetOwner remembers it; nil for neither.
	Owner    func(pair string) string
	SetOwner func(pair, owner string) error
	// Notes writes the pair's notes and tells where; nil offers none.
	Notes func(pair string) (path string, err error)
	// Calendar writes the calendar file of a next date and tells where; nil writes none.
	Calendar func(pair, next string) (path string, err error)
}

// Run walks until the two leave, the input ends, the output is closed or ctx ends. All
// of these are ways of leaving and no errors; an error is what could not be opened or
// saved.
func Run(ctx context.Context, in io.Reader, out io.Writer, d Deps) error {
	d.Settings = d.Settings.filled()
	w := &walk{Deps: d, ctx: ctx, in: readLines(in), told: map[string]bool{}, out: &speaker{w: clean.NewWriter(out)}, words: d.Words.For(d.Lang)}
	defer w.in.stop()
	err := w.run()
	if j := w.j; j != nil {
		err = errors.Join(err, w.close())
	}
	w.out.flush()
	return err
}

func (s Settings) filled() Settings {
	if s.View == "" {
		s.View = ViewShared
	}
	if s.Rhythm <= 0 {
		s.Rhythm = 14
	}
	if s.Minutes <= 0 {
		s.Minutes = 60
	}
	return s
}

// A walk is one run: who is there, what is open, where they are.
type walk struct {
	Deps
	ctx   context.Context
	in    *lines
	out   *speaker
	words *phrases.Printer

	j        *storage.Journal
	owner    string // whose computer this is, for the open pair
	stray    bool   // the last line had keys in it that print nothing
	prog     *progress.Progress
	hour     *hour
	at       progress.Place  // what a note belongs to
	readOnly string          // why nothing can be written, as last spoken of
	said     int             // unsaved entries last spoken of
	told     map[string]bool // letters whose meaning was said
}

// errLeave ends the walk from wherever it is; it never gets out of Run.
var errLeave = errors.New("leave")

func (w *walk) run() error {
	err := w.open()
	for err == nil {
		err = w.today()
	}
	if errors.Is(err, errLeave) {
		return nil
	}
	return err
}

// T and N are phrases of the language spoken now.
func (w *walk) T(key string, pairs ...any) string { return w.words.T(key, pairs...) }

func (w *walk) N(key string, n int, pairs ...any) string { return w.words.N(key, n, pairs...) }

// lang is the language that lessons are read in.
func (w *walk) lang() string { return w.words.Lang }

// typo sets the spaces that a text's own language wants.
func (w *walk) typo(lang, s string) string { return w.Words.For(lang).Typo(s) }

// take makes a journal the open one.
func (w *walk) take(j *storage.Journal) {
	w.j = j
	w.fold()
	w.hour = w.resume()
	if w.Owner != nil {
		w.owner = w.Owner(j.ID)
	}
}

func (w *walk) fold() { w.prog = progress.Fold(w.Cur, w.j.State().Entries) }

// save keeps entries of the present session, as the screens do, and waits for the disk:
// what is said to be kept is on it. Entries that were taken but are not saved yet (or
// not in time) come back with saved false, and that is said; refused ones don't.
func (w *walk) save(entries ...storage.Entry) (kept []storage.Entry, saved bool) {
	for i := range entries {
		if entries[i].Session == "" && w.hour != nil {
			entries[i].Session = w.hour.session
		}
		if entries[i].By == "" {
			entries[i].By = w.by()
		}
	}
	kept, err := w.j.Submit(entries...)
	if err != nil {
		w.say(w.T("plain.refused", "Why", err.Error()))
		return nil, false
	}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	late := w.j.Flush(ctx) != nil
	w.news()
	return kept, !late && w.said == 0
}

// patience is how long a disk may take before the walk goes on without it.
const patience = 3 * time.Second

// by is who writes: the view says who sits here.
func (w *walk) by() string {
	switch w.Settings.View {
	case ViewMentor:
		return progress.Mentor
	case ViewMentee:
		return progress.Mentee
	}
	return progress.Pair
}

// news says what the journal has to say, before a question: another program's entries
// are folded in, what isn't on the disk is named once.
func (w *walk) news() {
	if w.j == nil {
		return
	}
	w.fold()
	st := w.j.State()
	if st.ReadOnly != w.readOnly {
		w.readOnly = st.ReadOnly
		if st.ReadOnly != "" {
			w.say(w.T("save.read-only", "Why", st.ReadOnly))
		}
	}
	if st.Unsaved == w.said {
		return
	}
	w.said = st.Unsaved
	switch {
	case st.Unsaved == 0:
		w.say(w.T("plain.saved_now"))
	case st.SaveErr != nil:
		w.say(w.T("save.trouble", "Why", st.SaveErr.Error()))
	default:
		w.say(w.N("leave.unsaved", st.Unsaved))
	}
}

// close waits for the disk and says what could not be saved.
func (w *walk) close() error {
	flushErr := w.j.Flush(context.WithoutCancel(w.ctx))
	if w.j == w.Journal {
		return flushErr // others write on
	}
	return errors.Join(flushErr, w.j.Close())
}
