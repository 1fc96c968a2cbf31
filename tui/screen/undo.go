package screen

import (
	"slices"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Undo names what it will take back. What was done here last comes first; what lies behind
// a close says which session it was in.
type Undo struct{ done Done }

// OpenUndo asks, or says that there is nothing.
func OpenUndo(env *Env) {
	if last := env.Host.Last(); len(last.Entries) > 0 || last.What != "" {
		env.Host.Go(&Undo{last})
		return
	}
	env.Host.Say(env.T("undo.nothing"))
}

// Page implements Screen.
func (s *Undo) Page(env *Env) page.Page {
	p := page.Page{Name: "undo", Over: true, Back: "cancel"}
	p.Title(env.T("undo.title"))
	p.Para(s.done.What)
	for _, e := range s.done.Entries {
		if e.Kind != storage.KindStep || e.State != progress.Begun { // that is the coach's own note
			p.Para(describe(env, e))
		}
	}
	if len(s.done.Entries) > 0 {
		e := s.done.Entries[0]
		if was := env.Prog.Session(e.Session); was != nil && was.Closed && e.Session != session(env) {
			p.Toned(page.Warn, env.T("undo.earlier", "Date", env.Words.Date(was.At)))
		}
		p.Quiet(env.T("undo.kept"))
	}
	p.Do("undo", env.T("undo.do"), "y")
	p.Do("cancel", env.T("undo.not"), "b")
	return p
}

// Press implements Screen.
func (s *Undo) Press(env *Env, id string) {
	env.Host.Back()
	if id != "undo" {
		return
	}
	said := s.done.What
	var undo []storage.Entry
	for i, e := range s.done.Entries {
		if i == 0 {
			said = describe(env, e)
		}
		undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: e.ID})
	}
	if s.done.Begun {
		Unbegin(env)
	}
	save(env, undo...)
	put := putBack(env, s.done.PutBack)
	if s.done.Back != nil {
		s.done.Back(put)
	}
	env.Host.Say(env.T("undo.done", "What", said))
	if len(s.done.Entries) > 0 && s.done.Entries[0].Kind == storage.KindRecall {
		askAgain(env, s.done.Entries[0])
	}
}

// putBack keeps anew what was taken back: nothing that was retracted counts again, so it is
// another entry of the same moment, and what spoke of the one speaks of the other.
func putBack(env *Env, ids []string) map[string]storage.Entry {
	now := map[string]storage.Entry{}
	for _, e := range slices.Clone(env.State.Entries) {
		if !slices.Contains(ids, e.ID) {
			continue
		}
		old := e.ID
		e = anew(e)
		if of, ok := now[e.Of]; ok {
			e.Of = of.ID
		}
		if kept := save(env, e); len(kept) > 0 {
			now[old] = kept[0]
		}
	}
	return now
}

// A Mark is how the hour stood.
type Mark struct {
	hour    *progress.Hour
	closing *Closing
	taken   string
}

// Mark is how the hour stands.
func (e *Env) Mark() Mark { return Mark{e.Hour.Clone(), e.closing, e.Taken} }

// To has it stand so again.
func (e *Env) To(m Mark) { e.Hour, e.closing, e.Taken = m.hour, m.closing, m.taken }

// Session is the one that was on; "" for none.
func (m Mark) Session() string {
	if m.hour == nil {
		return ""
	}
	return m.hour.Session
}

// didSay tells what was answered to a question, which is kept nowhere.
func didSay(env *Env, q *curriculum.Question, said string) {
	if q == nil {
		return
	}
	if said == "" {
		env.Host.Did(env.T("undo.did-show", "What", block.Words(q.Spans)))
		return
	}
	env.Host.Did(env.T("undo.did-answer", "Letter", said, "What", block.Words(q.Spans)))
}

// didSkip tells what was left out.
func didSkip(env *Env, what string) { env.Host.Did(env.T("undo.did-skip", "What", what)) }

// didChoose tells what was chosen and isn't kept yet.
func didChoose(env *Env, what string) { env.Host.Did(env.T("undo.did-choose", "What", what)) }
