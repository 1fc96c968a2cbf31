package screen

import (
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Notes shows the whole export before it is written: for the pair at first, for another
// reader if asked.
type Notes struct {
	request NotesRequest
	text    string
	leftOut []string
	path    string
	err     error
}

// NewNotes shows the pair's own.
func NewNotes() *Notes {
	return &Notes{request: NotesRequest{Audience: string(notes.ForPair), Format: "md"}}
}

// Name implements Screen.
func (s *Notes) Name() string { return "notes:" + s.request.Audience + ":" + s.request.Format }

// Enter has it made.
func (s *Notes) Enter(env *Env) tea.Cmd { return env.Host.WriteNotes(s.request) }

// Receive implements Receiver.
func (s *Notes) Receive(env *Env, msg tea.Msg) tea.Cmd {
	m, ok := msg.(NotesMsg)
	if !ok {
		return nil
	}
	s.err = m.Err
	switch {
	case m.Err != nil:
		s.text = ""
	case m.Request.Write:
		s.path = m.Path
	default:
		s.text, s.path, s.leftOut = m.Text, "", m.LeftOut
	}
	return nil
}

// Page implements Screen.
func (s *Notes) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("notes.where")}
	b := &p.Body
	b.title(env, w, env.T("notes.title"))
	b.dim(env, w, s.reader(env, s.request))
	switch {
	case errors.Is(s.err, notes.ErrNoConsent):
		b.para(env, w, env.T("notes.no-consent"))
	case s.err != nil:
		b.styled(env.Theme.Warning, w, env.T("notes.failed", "Why", s.err.Error()))
	case s.path != "":
		b.styled(env.Theme.Saved, w, env.T("notes.written", "Path", s.path))
	default:
		b.dim(env, w, env.T("notes.what"))
		if s.request.Format != "md" && s.request.Format != "html" { // those two say it at their head
			for _, l := range s.leftOut {
				b.point(env, w, env.Theme.Sign.Bullet, l)
			}
		}
	}
	b.Blank()
	if s.request.Format == "md" {
		b.Add(env.Markdown(s.text, w)...)
	} else {
		for _, l := range strings.Split(s.text, "\n") {
			b.Add(widget.Wrap(l, max(1, w))...)
		}
	}
	p.Buttons = []Button{
		{ID: "write", Label: env.T("notes.write"), Key: env.T("key.enter"), Off: s.text == ""},
		{ID: "reader", Label: env.T("notes.reader")},
		{ID: "copy", Label: env.T("notes.copy"), Off: s.text == ""},
		{ID: "pager", Label: env.T("notes.pager"), Off: s.text == ""},
		{ID: "consent", Label: env.T("consent.where")},
		{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")},
	}
	return p
}

func (s *Notes) reader(env *Env, r NotesRequest) string {
	return joined(env, env.T("notes.for."+r.Audience, "Mentor", env.Mentor(), "Mentee", env.Mentee()), env.T("notes.as."+r.Format))
}

// Press implements Screen.
func (s *Notes) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "write":
		r := s.request
		r.Write = true
		return env.Host.WriteNotes(r)
	case "reader":
		return env.Host.Open(&ReaderDialog{notes: s})
	case "copy":
		env.Host.Say(env.T("notes.copied"))
		return tea.SetClipboard(s.text)
	case "pager":
		return env.Host.Page(s.text)
	case "consent":
		return env.Host.Go(&Consent{})
	case "back":
		return env.Host.Back()
	}
	return nil
}

// ReaderDialog chooses who reads, and in which format.
type ReaderDialog struct{ notes *Notes }

// requests are the exports that may be made at this screen: a person's own only while
// that person sits here alone.
func (d *ReaderDialog) requests(env *Env) []NotesRequest {
	var out []NotesRequest
	for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee, notes.ForProgramme, notes.ForLMS} {
		if (a == notes.ForMentor || a == notes.ForMentee) && env.View != string(a) {
			continue
		}
		for _, f := range notes.Formats(a) {
			out = append(out, NotesRequest{Audience: string(a), Format: f})
		}
	}
	return out
}

// Sheet implements Dialog.
func (d *ReaderDialog) Sheet(env *Env, w, h int) Sheet {
	var ids []string
	for _, r := range d.requests(env) {
		ids = append(ids, r.Audience+":"+r.Format)
	}
	if env.Sel == "" {
		env.Sel = d.notes.request.Audience + ":" + d.notes.request.Format
	}
	return listSheet(env, w, env.T("notes.reader"), ids, func(id string) string {
		a, f, _ := strings.Cut(id, ":")
		return d.notes.reader(env, NotesRequest{Audience: a, Format: f})
	}, func(id string) string {
		a, _, _ := strings.Cut(id, ":")
		if id != env.Sel || a != string(notes.ForProgramme) {
			return ""
		}
		return env.T("notes.programme-what")
	})
}

// Update implements Dialog.
func (d *ReaderDialog) Update(env *Env, msg tea.Msg) tea.Cmd { return closeOnBack(env, msg) }

// Press implements Dialog.
func (d *ReaderDialog) Press(env *Env, id string) tea.Cmd {
	a, f, ok := strings.Cut(id, ":")
	if !ok {
		return env.Host.Close()
	}
	r := NotesRequest{Audience: a, Format: f}
	if slices.Contains(d.requests(env), r) {
		d.notes.request = r
	}
	return tea.Batch(env.Host.Close(), env.Host.WriteNotes(d.notes.request))
}

// newNote is the dialog of n: a line or several, kept with the place one is at.
func newNote(env *Env, at progress.Place) *Write {
	return NewWrite(env, Writing{
		Key: "note", Title: env.T("note.title"), Hint: env.T("note.hint"), Required: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindNote, Text: text, Lesson: at.Lesson, Step: string(at.Step)})
			env.Host.Say(env.T("note.kept"))
			return nil
		},
	})
}

// placeOf is where a screen is in a lesson; zero when it is in none.
func placeOf(s Screen) progress.Place {
	if l, ok := s.(*Lesson); ok {
		return l.Place()
	}
	return progress.Place{}
}

// OpenNote is n anywhere.
func OpenNote(env *Env, s Screen) tea.Cmd {
	if env.PairID == "" {
		return nil
	}
	return env.Host.Open(newNote(env, placeOf(s)))
}

// openMoved tells the author that a screen no longer looks as the lesson says.
func openMoved(env *Env) tea.Cmd {
	at := placeOf(env.Host.Top())
	if at.Lesson == "" {
		env.Host.Say(env.T("moved.in-lesson"))
		return nil
	}
	return env.Host.Open(NewWrite(env, Writing{
		Key: "moved", Title: env.T("moved.title"), Hint: env.T("moved.hint"), Required: true, Line: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindMoved, Text: text, Lesson: at.Lesson, Step: string(at.Step)})
			env.Host.Say(env.T("moved.kept"))
			return nil
		},
	}))
}

// openWord notes a word to come back to.
func openWord(env *Env) tea.Cmd {
	at := placeOf(env.Host.Top())
	return env.Host.Open(NewWrite(env, Writing{
		Key: "word", Title: env.T("word.title"), Hint: env.T("word.hint"), Required: true, Line: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindWord, Text: text, Lesson: at.Lesson})
			env.Host.Say(env.T("word.kept"))
			return nil
		},
	}))
}

// newPromise is the dialog of a promise.
func newPromise(env *Env, who, lesson, start string) *Write {
	return NewWrite(env, Writing{
		Key: "promise:" + who, Title: env.T("promise.title", "Name", firstName(env.Prog, who, who)),
		Hint: env.T("promise.hint"), Start: start, Line: true, Required: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindPromise, Who: who, Text: text, Lesson: lesson})
			env.Host.Say(env.T("promise.kept"))
			return nil
		},
	})
}
