package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Notes shows the whole export before it is written.
type Notes struct {
	text string
	path string
	err  error
	got  bool
}

// Name implements Screen.
func (*Notes) Name() string { return "notes" }

// Enter has it made.
func (*Notes) Enter(env *Env) tea.Cmd {
	return env.Host.WriteNotes(NotesRequest{Audience: "pair", Format: "md"})
}

// Receive implements Receiver.
func (s *Notes) Receive(env *Env, msg tea.Msg) tea.Cmd {
	m, ok := msg.(NotesMsg)
	if !ok {
		return nil
	}
	s.got, s.err = true, m.Err
	if m.Request.Write {
		s.path = m.Path
	} else {
		s.text = m.Text
	}
	return nil
}

// Page implements Screen.
func (s *Notes) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("notes.where")}
	b := &p.Body
	b.title(env, w, env.T("notes.title"))
	switch {
	case s.err != nil:
		b.styled(env.Theme.Warning, w, env.T("notes.failed", "Why", s.err.Error()))
	case s.path != "":
		b.styled(env.Theme.Saved, w, env.T("notes.written", "Path", s.path))
	default:
		b.dim(env, w, env.T("notes.what"))
	}
	b.Blank()
	b.Add(env.Markdown(env.Lang(), s.text, w)...)
	p.Buttons = []Button{
		{ID: "write", Label: env.T("notes.write"), Key: env.T("key.enter"), Off: s.text == ""},
		{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")},
	}
	return p
}

// Press implements Screen.
func (s *Notes) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "write":
		return env.Host.WriteNotes(NotesRequest{Audience: "pair", Format: "md", Write: true})
	case "back":
		return env.Host.Back()
	}
	return nil
}

// newNote is the dialog of n: a line or several, kept with the place one is at.
func newNote(env *Env, at *progress.Place) *Write {
	place := progress.Place{}
	if at != nil {
		place = *at
	}
	return NewWrite(env, Writing{
		Key: "note", Title: env.T("note.title"), Hint: env.T("note.hint"), Required: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindNote, Text: text, Lesson: place.Lesson, Step: string(place.Step)})
			env.Host.Say(env.T("note.kept"))
			return nil
		},
	})
}

// OpenNote is n anywhere.
func OpenNote(env *Env, s Screen) tea.Cmd {
	if env.PairID == "" {
		return nil
	}
	if l, ok := s.(*Lesson); ok {
		p := l.Place()
		return env.Host.Open(newNote(env, &p))
	}
	return env.Host.Open(newNote(env, nil))
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

// Help shows the keys and a word on what each does.
type Help struct{}

// Name implements Screen.
func (*Help) Name() string { return "help" }

// Page implements Screen.
func (*Help) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("help.where")}
	b := &p.Body
	b.title(env, w, env.T("help.title"))
	b.Blank()
	b.para(env, w, env.T("help.first"))
	b.Blank()
	for _, row := range env.Keys.Table() {
		var names []string
		for _, k := range row.Keys {
			if len([]rune(k)) > 1 {
				k = env.T(k)
			}
			names = append(names, k)
		}
		key := env.Theme.Key.Render(widget.Pad(strings.Join(names, " "), 14))
		b.Add(widget.WrapHang(env.T(row.Does), measure(w), key+" ", strings.Repeat(" ", 15))...)
	}
	b.Blank()
	b.para(env, w, env.T("help.mouse"))
	b.Blank()
	b.Add(env.Markdown(env.Lang(), env.T("help.files"), w)...)
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (*Help) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }
