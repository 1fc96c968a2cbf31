package screen

import (
	"binome/storage/progress"
	"binome/tui/page"
)

// Recap picks up the thread after a long gap, in five lines at most.
type Recap struct{}

// Page implements Screen.
func (*Recap) Page(env *Env) page.Page {
	p := page.Page{Name: "recap", Where: env.T("agenda.recap"), Read: true}
	p.Title(env.T("recap.title"))
	r := env.Prog.Recap(session(env))
	if r.At.IsZero() {
		p.Para(env.T("recap.nothing"))
	} else {
		p.Point(page.Bullet, env.T("recap.last", "Date", env.Words.Date(r.At)))
	}
	for _, id := range r.Lessons {
		title := lessonTitle(env, id)
		if rung := env.Prog.Lessons[id].Rung(); rung != progress.NoRung {
			p.Point(page.Bullet, env.T("recap.rung", "Title", title, "Rung", rungWord(env, rung)))
		} else {
			p.Point(page.Bullet, env.T("recap.lesson", "Title", title))
		}
	}
	if r.Gift != "" {
		p.Point(page.Bullet, env.T("recap.gift", "Name", env.Mentor(), "Text", r.Gift))
	}
	for _, q := range r.Promises {
		p.Point(page.Bullet, env.T("recap.promise", "Name", env.Name(q.Who), "Text", q.Text))
	}
	p.Do("on", env.T("keys.go-on"), "c")
	return p
}

// Press implements Screen.
func (*Recap) Press(env *Env, id string) { partDone(env, progress.PartRecap, false) }
