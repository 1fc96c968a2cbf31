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
	// Kinds are other things that the text may be kept as.
	Kinds []Kind
}

// A Kind is one of the things a text may be kept as.
type Kind struct {
	ID, Label, Letter string
	Save              func(env *Env, text string)
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
	for _, k := range s.Kinds {
		p.Do("as:"+k.ID, k.Label, k.Letter)
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
	keep := s.Save
	switch id {
	case "cancel":
		env.Host.Back()
		return
	case "editor":
		env.Host.Edit("text", env.Typed["text"])
		return
	case "save":
	default:
		keep = nil
		for _, k := range s.Kinds {
			if id == "as:"+k.ID {
				keep = k.Save
			}
		}
		if keep == nil {
			return
		}
	}
	if text == "" && !s.Empty {
		env.Host.Say(env.T("write.missing"))
		return
	}
	env.Host.Saved(s.Draft)
	env.Host.Back()
	keep(env, text)
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
		Kinds: []Kind{
			{"word", env.T("note.as-word"), "w", kept(storage.KindWord, "word.kept")},
			{"promise", env.T("note.as-promise", "Name", env.Mentee()), "p", promised(progress.Mentee)},
			{"promise-mentor", env.T("note.as-promise", "Name", env.Mentor()), "i", promised(progress.Mentor)},
		},
	}
	if at.Lesson != "" {
		w.Kinds = append(w.Kinds, Kind{"moved", env.T("note.as-moved"), "x", kept(storage.KindMoved, "moved.kept")})
	}
	if env.InRoom && env.View == ViewMentee {
		w.Kinds = append(w.Kinds, Kind{"aside", env.T("note.as-question"), "k", func(env *Env, text string) {
			env.Host.Ask(text)
			env.Host.Say(env.T("aside.sent", "Name", env.Mentor()))
		}})
	}
	if ownersOwn(env) {
		w.Kinds = append(w.Kinds, Kind{"own", env.T("note.as-own"), "v", func(env *Env, text string) {
			env.Host.SavePrivate(storage.Entry{Kind: storage.KindNote, Text: text, By: env.Settings.Owner})
			env.Host.Say(env.T("note.kept-own"))
		}})
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
