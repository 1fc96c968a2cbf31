package screen

import (
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// End is where the route ends: what was made, what was promised and kept, what the mentor
// learned, the first and the last rung, and what comes in 30 and 90 days.
type End struct{}

// Page implements Screen.
func (*End) Page(env *Env) page.Page {
	p := page.Page{Name: "end", Where: env.T("end.where"), Read: true}
	p.Title(env.T("end.title", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
	letter(env, &p)
	if len(opinions(env)) > 0 {
		p.Do("opinions", env.T("opinion.do"), "c")
	}
	p.Do("notes", env.T("close.notes"), "x")
	p.Do("copy", env.T("end.copy"), "k")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// letter is what either can send: only what both have said or seen.
func letter(env *Env, p *page.Page) {
	held := env.Prog.Held("")
	if len(held) > 0 {
		p.Para(env.Words.N("end.sessions", len(held), "From", env.Words.Date(held[0].At), "To", env.Words.Date(held[len(held)-1].At)))
	}
	p.Heading(env.T("end.made"))
	for _, s := range held {
		for _, id := range s.Lessons {
			l := env.Prog.Lessons[id]
			if l == nil || len(l.Rungs) == 0 || l.Rungs[0].Session != s.ID {
				continue
			}
			first, last := l.Rungs[0], l.Rung()
			line := env.T("end.rung", "Title", lessonTitle(env, id), "Rung", rungWord(env, last))
			if first.Rung != last {
				line = env.T("end.rungs", "Title", lessonTitle(env, id), "First", rungWord(env, first.Rung), "Rung", rungWord(env, last))
			}
			p.Point(page.Bullet, joined(line, first.Evidence))
		}
	}
	kept := false
	for _, q := range env.Prog.Promises {
		if q.Outcome == progress.Done || q.Outcome == progress.Adapted {
			if !kept {
				p.Heading(env.T("end.kept"))
			}
			kept = true
			p.Point(page.Bullet, joined(env.T("today.promise", "Name", env.Name(q.Who), "Text", q.Text), q.OutcomeText))
		}
	}
	if len(env.Prog.Gifts) > 0 {
		p.Heading(env.T("end.learned", "Name", env.Mentor()))
	}
	for _, g := range env.Prog.Gifts {
		p.Point(page.Bullet, g.Text)
	}
	if len(held) > 0 {
		last := held[len(held)-1].At
		p.Heading(env.T("end.next"))
		p.Para(env.T("end.care", "Month", env.Words.Date(last.AddDate(0, 0, 30)), "Quarter", env.Words.Date(last.AddDate(0, 0, 90))))
	}
}

// Press implements Screen.
func (*End) Press(env *Env, id string) {
	switch id {
	case "opinions":
		env.Host.Go(&Opinions{asked: opinions(env), value: -1})
	case "copy":
		var p page.Page
		p.Title(env.T("end.title", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
		letter(env, &p)
		env.Host.Copy(p.Text())
		env.Host.Say(env.T("notes.copied"))
	case "notes":
		env.Host.Go(NewNotes())
	default:
		env.Host.Back()
	}
}

// Opinions asks each of the two whether it was worth it, and whether they would recommend
// it: a number, or nothing. What they say goes on to the programme on a ballot, if both
// agree to that.
type Opinions struct {
	asked []progress.Opinion
	at    int
	value int // chosen, not kept yet; -1 for none
}

// opinions are those to ask at this screen: of both, but where each has a terminal of their
// own.
func opinions(env *Env) []progress.Opinion {
	if env.View == ViewMentee || env.InRoom && env.View == ViewMentor {
		return env.Prog.OpinionsToAsk(env.View)
	}
	return env.Prog.OpinionsToAsk(progress.Mentee, progress.Mentor)
}

// Page implements Screen.
func (s *Opinions) Page(env *Env) page.Page {
	q := s.asked[s.at]
	p := page.Page{Name: "opinion:" + q.Topic + ":" + q.Who, Where: env.T("end.where")}
	p.Title(env.T("opinion."+q.Topic, "Name", env.Name(q.Who)))
	p.Para(env.T("opinion.scale"))
	scale(env, &p, s.value)
	p.Do("skip", env.T("keys.skip"), "s")
	p.Do("back", env.T("keys.back"), "b")
	p.Gap()
	p.Quiet(env.T("opinion.goes"))
	return p
}

// Press implements Screen. The answer belongs to the session that ended the route, so that
// it is there when the ballot is written.
func (s *Opinions) Press(env *Env, id string) {
	if n, ok := chosen(id); ok {
		s.value = n
		return
	}
	switch id {
	case "back":
		env.Host.Back()
		return
	case "sure":
		if s.value < 0 {
			return
		}
		q := s.asked[s.at]
		e := storage.Entry{Kind: storage.KindOpinion, Who: q.Who, Topic: q.Topic, Value: s.value}
		if held := env.Prog.Held(""); len(held) > 0 {
			e.Session = held[len(held)-1].ID
		}
		save(env, e)
	case "skip":
	default:
		return
	}
	if s.at, s.value = s.at+1, -1; s.at == len(s.asked) {
		s.at--
		env.Host.Back()
		env.Host.Say(env.T("opinion.thanks"))
	}
}
