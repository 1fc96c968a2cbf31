package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
)

// AfterCare asks, a month and three months after the route, what is still done alone:
// that is how "again, unaided" and "passed on" are reached.
type AfterCare struct {
	lessons []*progress.Lesson
	at      int
}

// NewAfterCare takes the lessons on which a higher rung could now be agreed, three at most.
func NewAfterCare(env *Env) *AfterCare {
	ls := env.Prog.AgainDue(env.Now())
	return &AfterCare{lessons: ls[:min(3, len(ls))]}
}

// Name implements Screen.
func (s *AfterCare) Name() string { return "aftercare:" + strconv.Itoa(s.at) }

// Page implements Screen.
func (s *AfterCare) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.check"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("aftercare.title"))
	b.Blank()
	if s.at >= len(s.lessons) {
		b.para(env, w, env.T("aftercare.none"))
		p.Picks = false
		p.Buttons = []Button{{ID: "skip", Label: env.T("keys.go-on"), Key: env.T("key.enter")}}
		return p
	}
	id := s.lessons[s.at].ID
	b.para(env, w, env.T("aftercare.ask", "Name", env.Mentee(), "Title", lessonTitle(env, id)))
	b.Blank()
	for _, r := range []progress.Rung{progress.Again, progress.PassedOn} {
		b.choice(env, w, string(r), rungWord(env, r), env.T("rungs.means."+string(r)))
	}
	b.choice(env, w, "no", env.T("aftercare.not"), env.T("aftercare.not-why"))
	p.Buttons = []Button{
		{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")},
		{ID: "skip", Label: env.T("keys.skip")},
	}
	return p
}

// Press implements Screen.
func (s *AfterCare) Press(env *Env, id string) tea.Cmd {
	if id == "skip" {
		return partDone(env, progress.PartCheck, true)
	}
	if s.at >= len(s.lessons) {
		return nil
	}
	lesson := s.lessons[s.at].ID
	if id == string(progress.Again) || id == string(progress.PassedOn) {
		return env.Host.Open(NewWrite(env, Writing{
			Key: "evidence:" + lesson, Title: env.T("rung.evidence"), Hint: env.T("aftercare.evidence"),
			Save: func(env *Env, text string) tea.Cmd {
				save(env, storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: id, Evidence: text})
				return s.next(env)
			},
			Required: true, Line: true,
		}))
	}
	return s.next(env)
}

func (s *AfterCare) next(env *Env) tea.Cmd {
	if s.at++; s.at < len(s.lessons) {
		return nil
	}
	s.at--
	return partDone(env, progress.PartCheck, false)
}
