package screen

import (
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Write is where text is typed, over the page that asked for it. Leaving keeps the draft.
type Write struct {
	Draft   string // names the draft, which outlives the page
	Title   string
	Hint    string
	Example string // shown while nothing is typed
	Start   string // what stands there at first
	Lines   bool   // several lines
	Most    int
	Do      string // what the main action does; "" for keeping it
	Empty   bool   // nothing typed is an answer, too
	Save    func(env *Env, text string)
	// Kinds are what the text may be kept as, once it is written; the first is what keeping it
	// means.
	Kinds []Kind
}

// A Kind is one of the things a text may be kept as, and what becomes of it then.
type Kind struct {
	ID, Label, Means string
	Save             func(env *Env, text string)
}

// Page implements Screen.
func (s *Write) Page(env *Env) page.Page {
	p := page.Page{Name: "write:" + s.Draft, Over: true}
	if strings.HasPrefix(s.Draft, correcting) { // which entry is no part of a page's name
		p.Name = "write:" + strings.TrimSuffix(correcting, ":")
	}
	p.Title(s.Title)
	p.Quiet(s.Hint)
	enter := "save"
	if len(s.Kinds) > 0 { // what it is kept as is chosen once it is written
		enter = ""
	}
	p.Entry(page.Field{ID: "text", Start: s.Start, Example: s.Example, Lines: s.Lines, Most: s.Most, Draft: s.Draft, Enter: enter})
	label := s.Do
	if label == "" {
		label = env.T("write.save")
	}
	p.Do("save", label, "c")
	if len(s.Kinds) > 0 {
		p.Do("as", env.T("note.as"), "w")
	}
	if s.Lines && env.Editor { // a long text is better written in one's own editor
		p.Actions = append(p.Actions, page.Action{ID: "editor", Label: env.T("write.editor"), Letter: "e", Key: env.T("key.ctrl-o")})
	}
	p.Do("cancel", env.T("write.cancel"), "b")
	p.Back = "cancel"
	return p
}

// Press implements Screen.
func (s *Write) Press(env *Env, id string) {
	text := strings.TrimSpace(env.Typed["text"])
	switch id {
	case "cancel":
		env.Host.Back()
		return
	case "editor":
		env.Host.Edit("text", env.Typed["text"])
		return
	}
	if text == "" && !s.Empty {
		env.Host.Say(env.T("write.missing"))
		return
	}
	if id == "as" {
		env.Host.Go(&KeepAs{of: s, text: text})
		return
	}
	env.Host.Saved(s.Draft)
	env.Host.Back()
	s.Save(env, text)
}

// KeepAs chooses what a text is kept as, each with what becomes of it.
type KeepAs struct {
	of   *Write
	text string
}

// Page implements Screen.
func (s *KeepAs) Page(env *Env) page.Page {
	p := page.Page{Name: "keep-as", Over: true, Picks: true, Back: "cancel"}
	p.Title(env.T("note.as"))
	for _, k := range s.of.Kinds {
		p.Choice("as:"+k.ID, k.Label, k.Means)
	}
	choosing(env, &p)
	return p
}

// Press implements Screen.
func (s *KeepAs) Press(env *Env, id string) {
	env.Host.Back()
	for _, k := range s.of.Kinds {
		if id == "as:"+k.ID {
			env.Host.Saved(s.of.Draft)
			env.Host.Back()
			k.Save(env, s.text)
		}
	}
}

// NewNote is n anywhere: one text, kept as a note or as what it turns out to be.
func NewNote(env *Env, at progress.Place) *Write {
	kept := func(kind storage.Kind, said string) func(*Env, string) {
		return func(env *Env, text string) {
			save(env, storage.Entry{Kind: kind, Text: text, Lesson: at.Lesson, Step: string(at.Step)})
			env.Host.Say(env.T(said))
		}
	}
	w := &Write{
		Draft: "note", Title: env.T("note.title"), Hint: env.T("note.hint"), Lines: true,
		Save: kept(storage.KindNote, "note.kept"),
	}
	as := func(id, label, means string, save func(*Env, string)) {
		w.Kinds = append(w.Kinds, Kind{id, label, means, save})
	}
	mentor, mentee := env.Mentor(), env.Mentee()
	as("note", env.T("note.title"), env.T("note.means-note"), w.Save)
	as("word", env.T("note.as-word"), env.T("note.means-word"), kept(storage.KindWord, "word.kept"))
	as("promise", env.T("note.as-promise", "Name", mentee), env.T("note.means-promise"), promised(progress.Mentee))
	as("promise-mentor", env.T("note.as-promise", "Name", mentor), env.T("note.means-promise"), promised(progress.Mentor))
	if at.Lesson != "" {
		as("moved", env.T("note.as-moved"), env.T("note.means-moved"), kept(storage.KindMoved, "moved.kept"))
	}
	if env.InRoom && env.View == ViewMentee {
		as("aside", env.T("note.as-question"), env.T("note.means-question", "Name", mentor), func(env *Env, text string) {
			env.Host.Ask(text)
			env.Host.Say(env.T("aside.sent", "Name", env.Mentor()))
		})
	}
	if ownersOwn(env) {
		as("own", env.T("note.as-own"), env.T("note.means-own"), func(env *Env, text string) {
			env.Host.SavePrivate(storage.Entry{Kind: storage.KindNote, Text: text, By: env.Settings.Owner})
			env.Host.Say(env.T("note.kept-own"))
		})
	}
	return w
}

func promised(who string) func(*Env, string) {
	return func(env *Env, text string) {
		save(env, storage.Entry{Kind: storage.KindPromise, Who: who, Text: strings.ReplaceAll(text, "\n", " ")})
		env.Host.Say(env.T("promise.kept"))
	}
}

// PlaceOf is where a screen is in a lesson; zero when it is in none.
func PlaceOf(s Screen) progress.Place {
	if l, ok := s.(*Lesson); ok {
		return progress.Place{Lesson: l.lesson.ID, Step: l.look}
	}
	return progress.Place{}
}

// proposed is what a lesson leads to until the next time, in plain words: its if-then step
// and the boxes that it keeps for later, those that were done all the same left out.
func proposed(env *Env, l *curriculum.Lesson) (plan string, later []string) {
	if l == nil {
		return "", nil
	}
	text, err := l.Text(env.Lang())
	if err != nil {
		return "", nil
	}
	for _, step := range text.Steps {
		for _, it := range step.Items {
			box := progress.Box{Edition: l.Edition, Step: step.ID, Item: it.N}
			if it.Later && !env.Prog.Lessons[l.ID].Ticked(box) {
				later = append(later, block.Words(it.Spans))
			}
		}
	}
	return block.Words(text.NextStep), later
}

// plan is all of what is proposed as one line; "" for nothing.
func plan(env *Env, l *curriculum.Lesson) string {
	first, later := proposed(env, l)
	return strings.TrimSpace(strings.Join(append([]string{first}, later...), " "))
}
