package screen

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage"
	"binome/tui/page"
)

// Written is everything the two have typed, newest first: each can be put right or taken
// back, wherever it was written.
type Written struct{}

// typedIn are the entries that hold somebody's words and still count, newest first.
func typedIn(env *Env) []storage.Entry {
	var out []storage.Entry
	for _, e := range slices.Backward(env.State.Entries) {
		if words(&e) != nil && *words(&e) != "" && len(env.Prog.Undoable([]storage.Entry{e})) > 0 {
			out = append(out, e)
		}
	}
	return out
}

// words is where an entry has what was typed; nil where nothing is. A lesson put on the route
// has its title for a text.
func words(e *storage.Entry) *string {
	switch {
	case e.Kind == storage.KindRung:
		return &e.Evidence
	case e.Kind == storage.KindConsent, e.Kind == storage.KindClose, e.Kind == storage.KindPostpone, e.Kind == storage.KindGoal && e.Lesson != "":
		return nil
	}
	return &e.Text
}

// Page implements Screen.
func (s *Written) Page(env *Env) page.Page {
	p := page.Page{Name: "written", Where: env.T("written.where"), Picks: true}
	p.Title(env.T("written.title"))
	all := typedIn(env)
	if len(all) == 0 {
		p.Para(env.T("written.none"))
	}
	for i, e := range all {
		p.Choice("entry:"+strconv.Itoa(i), strings.ReplaceAll(*words(&e), "\n", " "), joined(env.T("written.kind-"+string(e.Kind)), env.Words.Date(e.At)))
	}
	p.Quiet(env.T("written.file"))
	p.DoIf(len(all) > 0, "pick", env.T("keys.choose"), "c")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (s *Written) Press(env *Env, id string) {
	n, ok := strings.CutPrefix(id, "entry:")
	if !ok {
		env.Host.Back()
		return
	}
	all := typedIn(env)
	if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < len(all) {
		env.Host.Go(&Typed{all[i]})
	}
}

// Typed is one of them, and what can be done with it.
type Typed struct{ entry storage.Entry }

// Page implements Screen.
func (s *Typed) Page(env *Env) page.Page {
	p := page.Page{Name: "typed:" + string(s.entry.Kind), Over: true, Back: "back"}
	p.Title(env.T("written.kind-" + string(s.entry.Kind)))
	p.Quote(*words(&s.entry))
	p.Quiet(env.T("written.file"))
	p.Do("correct", env.T("written.correct"), "c")
	p.Do("take-back", env.T("written.take-back"), "y")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (s *Typed) Press(env *Env, id string) {
	env.Host.Back()
	switch id {
	case "take-back":
		env.Host.Go(&Undo{Done{Entries: []storage.Entry{s.entry}}})
	case "correct":
		env.Host.Go(&Write{
			Draft: correcting + s.entry.ID, Title: env.T("written.correct"), Hint: env.T("written.kind-" + string(s.entry.Kind)),
			Start: *words(&s.entry), Lines: s.entry.Kind == storage.KindNote,
			Save: func(env *Env, text string) { s.correct(env, text) },
		})
	}
}

// correcting is what the drafts of corrections begin with.
const correcting = "correct:"

// correct takes the entry back and keeps it with other words; what became of a promise goes
// with it.
func (s *Typed) correct(env *Env, text string) {
	kept := save(env, storage.Entry{Kind: storage.KindRetract, Of: s.entry.ID}, corrected(s.entry, text))
	if len(kept) < 2 {
		return
	}
	for _, e := range slices.Clone(env.State.Entries) {
		if e.Kind == storage.KindOutcome && e.Of == s.entry.ID && len(env.Prog.Undoable([]storage.Entry{e})) > 0 {
			again := corrected(e, e.Text)
			again.Of = kept[1].ID
			save(env, storage.Entry{Kind: storage.KindRetract, Of: e.ID}, again)
		}
	}
}

// corrected is an entry with other words.
func corrected(e storage.Entry, text string) storage.Entry {
	e = anew(e)
	*words(&e) = text
	return e
}

// anew is an entry to be kept once more: of the same moment, the same session, the same
// person.
func anew(e storage.Entry) storage.Entry {
	e.ID, e.Mark, e.Line = "", storage.Sound, 0
	return e
}
