package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// Briefing is the minute for each role at the launch: what helps, what spoils it.
type Briefing struct{ mentee bool }

// NewBriefing begins the launch, with the mentor's minute.
func NewBriefing() *Briefing { return &Briefing{} }

// Name implements Screen.
func (s *Briefing) Name() string {
	if s.mentee {
		return "briefing-mentee"
	}
	return "briefing-mentor"
}

// Page implements Screen.
func (s *Briefing) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("launch.where"), Read: true}
	b := &p.Body
	name, who := env.Mentor(), "mentor"
	if s.mentee {
		name, who = env.Mentee(), "mentee"
	}
	b.title(env, w, env.T("briefing.title", "Name", name))
	b.dim(env, w, env.T("briefing.aloud", "Name", name))
	for _, part := range []string{"helps", "spoils"} {
		b.heading(env, w, env.T("briefing."+part))
		for _, n := range []string{"1", "2", "3"} {
			b.point(env, w, env.Theme.Sign.Bullet, env.T("briefing."+who+"-"+part+"-"+n, "Mentor", env.Mentor(), "Mentee", env.Mentee()))
		}
	}
	p.Buttons = []Button{
		{ID: "next", Label: env.T("briefing.next-" + who), Key: env.T("key.enter")},
		{ID: "later", Label: env.T("charter.later")},
	}
	return p
}

// Press implements Screen.
func (s *Briefing) Press(env *Env, id string) tea.Cmd {
	switch {
	case id == "later":
		return partDone(env, progress.PartLaunch, true)
	case !s.mentee:
		return env.Host.Go(&Briefing{mentee: true})
	}
	l, ok := env.Cur.Lesson(progress.CharterLesson)
	if !ok {
		return partDone(env, progress.PartLaunch, true)
	}
	return env.Host.Go(NewLesson(env, l, env.Prog.Lessons[l.ID].Resume()))
}

// Agree is the working agreement at its end: one key each, against the hash of the text
// both have read.
type Agree struct{ text *curriculum.Text }

// Name implements Screen.
func (*Agree) Name() string { return "agree" }

// Page implements Screen.
func (s *Agree) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("launch.where")}
	b := &p.Body
	b.title(env, w, env.T("charter.title"))
	b.Blank()
	b.para(env, w, env.T("charter.ask"))
	b.Blank()
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		sign, word := env.Theme.Sign.BoxOpen, env.T("charter.waiting")
		if s.agreed(env, role) {
			sign, word = env.Theme.Done.Render(env.Theme.Sign.BoxTicked), env.T("charter.agreed")
		}
		b.Spot("agree:"+role, sign+" "+firstName(env.Prog, role, role)+"  "+env.Theme.Dim.Render(word))
	}
	if next := s.waiting(env); next != "" {
		p.Buttons = append(p.Buttons, Button{
			ID: "agree:" + next, Label: env.T("charter.agree", "Name", firstName(env.Prog, next, next)), Key: env.T("key.enter"),
		})
		p.Buttons = append(p.Buttons, Button{ID: "later", Label: env.T("charter.later")})
	} else {
		p.Buttons = append(p.Buttons, Button{ID: "done", Label: env.T("keys.go-on"), Key: env.T("key.enter")})
	}
	return p
}

func (s *Agree) agreed(env *Env, role string) bool {
	a, ok := env.Prog.Charter[role]
	return ok && a.Hash == s.text.Sum()
}

func (s *Agree) waiting(env *Env) string {
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		if !s.agreed(env, role) {
			return role
		}
	}
	return ""
}

// Press implements Screen.
func (s *Agree) Press(env *Env, id string) tea.Cmd {
	if role, ok := strings.CutPrefix(id, "agree:"); ok {
		if !s.agreed(env, role) {
			save(env, storage.Entry{Kind: storage.KindCharter, By: role, Hash: s.text.Sum()})
		}
		return nil
	}
	return partDone(env, progress.PartLaunch, id == "later")
}
