package screen

import (
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// InReturn is the time in which the mentee teaches the mentor something; the mentor writes
// one line on what they learned.
type InReturn struct{ ideas bool }

// Page implements Screen.
func (s *InReturn) Page(env *Env) page.Page {
	p := page.Page{Name: "return", Where: env.T("agenda.return"), Read: true}
	p.Title(env.T("return.title", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	if env.Hour.Short(env.Now()) {
		p.Toned(page.Accent, env.T("return.short"))
	}
	p.Para(env.T("return.what", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	if s.ideas {
		p.Heading(env.T("return.ideas"))
		for _, l := range giveBackIdeas(env) {
			p.Point(page.Bullet, l)
		}
	}
	for _, g := range env.Prog.Gifts {
		if g.Session == session(env) && g.Session != "" {
			p.Quote(g.Text)
		}
	}
	p.Do("write", env.T("return.write", "Name", env.Mentor()), "c")
	p.DoIf(!s.ideas, "ideas", env.T("return.ideas"), "i")
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// Press implements Screen.
func (s *InReturn) Press(env *Env, id string) {
	switch id {
	case "ideas":
		s.ideas = true
	case "skip":
		partDone(env, progress.PartReturn, true)
	case "write":
		env.Host.Go(&Write{
			Draft: "gift", Title: env.T("return.line", "Name", env.Mentor()), Hint: env.T("return.hint", "Name", env.Mentee()),
			Save: func(env *Env, text string) {
				save(env, storage.Entry{Kind: storage.KindGift, Text: text})
				partDone(env, progress.PartReturn, false)
			},
		})
	}
}

// giveBackIdeas are what the senior could teach: the lessons of the modules that turn the
// roles, and three things that need no lesson.
func giveBackIdeas(env *Env) []string {
	var out []string
	for _, m := range env.Cur.Modules {
		if !m.Swapped {
			continue
		}
		for _, l := range m.Lessons {
			if !env.Prog.Lessons[l.ID].Finished() {
				out = append(out, lessonTitle(env, l.ID))
			}
		}
	}
	return append(out, env.T("return.idea-1"), env.T("return.idea-2"), env.T("return.idea-3"))
}
