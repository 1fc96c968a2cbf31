package screen

import (
	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
)

// InReturn is the ten minutes in which the mentee teaches, and the mentor writes one
// line on what they learned.
type InReturn struct{ ideas bool }

// Name implements Screen.
func (*InReturn) Name() string { return "return" }

// Page implements Screen.
func (s *InReturn) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.return"), Read: true}
	b := &p.Body
	b.title(env, w, env.T("return.title", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	b.Blank()
	b.para(env, w, env.T("return.what", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	if s.ideas {
		b.heading(env, w, env.T("return.ideas"))
		for _, l := range giveBackIdeas(env) {
			b.point(env, w, env.Theme.Sign.Bullet, l)
		}
	}
	for _, g := range env.Prog.Gifts {
		if g.Session == session(env) && g.Session != "" {
			b.Blank()
			b.para(env, w, quoted(env, g.Text))
		}
	}
	p.Buttons = []Button{
		{ID: "write", Label: env.T("return.write", "Name", env.Mentor()), Key: env.T("key.enter")},
		{ID: "ideas", Label: env.T("return.ideas"), Off: s.ideas},
		{ID: "skip", Label: env.T("keys.skip")},
	}
	return p
}

// Press implements Screen.
func (s *InReturn) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "ideas":
		s.ideas = true
	case "skip":
		return partDone(env, progress.PartReturn, true)
	case "write":
		return env.Host.Open(NewWrite(env, Writing{
			Key: "gift", Title: env.T("return.line", "Name", env.Mentor()), Hint: env.T("return.hint", "Name", env.Mentee()),
			Required: true, Line: true,
			Save: func(env *Env, text string) tea.Cmd {
				save(env, storage.Entry{Kind: storage.KindGift, Text: text})
				return partDone(env, progress.PartReturn, false)
			},
		}))
	}
	return nil
}

// giveBackIdeas are what the senior could teach: the objectives of the module that
// turns the roles, and three that need no lesson.
func giveBackIdeas(env *Env) []string {
	var out []string
	for _, m := range env.Cur.Modules {
		if !m.Swapped {
			continue
		}
		for _, l := range m.Lessons {
			if head, err := l.Head(env.Lang()); err == nil && !env.Prog.Lessons[l.ID].Finished() {
				out = append(out, env.typo(head.Lang, head.Title))
			}
		}
	}
	return append(out, env.T("return.idea-1"), env.T("return.idea-2"), env.T("return.idea-3"))
}
