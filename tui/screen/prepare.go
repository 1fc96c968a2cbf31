package screen

import (
	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage/progress"
	"binome/tui/page"
)

// Prepare is the coming hour on one page, for whoever leads it: the lesson, what both must
// bring, the guide of all five steps, the questions, the promises. Reading it keeps
// nothing. It is never on the mentee's terminal.
type Prepare struct{}

// Page implements Screen.
func (*Prepare) Page(env *Env) page.Page {
	p := page.Page{Name: "prepare", Where: env.T("prepare.where"), Read: true}
	p.Title(env.T("prepare.title", "Name", env.Mentor()))
	if t, whole, ok := next(env); ok {
		p.Para(env.T("today.next", "Date", when(env, t, whole)))
	}
	a := agenda(env, env.Settings.Minutes)
	for _, part := range a.Parts {
		p.Add(page.Block{Kind: page.Part, Number: part.Minutes, Text: partWhat(env, part)})
	}
	open := env.Prog.OpenPromises("")
	if len(open) > 0 {
		p.Heading(env.T("today.promised"))
	}
	for _, q := range open {
		p.Point(page.Bullet, env.T("today.promise", "Name", env.Name(q.Who), "Text", q.Text))
	}
	for _, part := range a.Parts {
		switch part.Kind {
		case progress.PartRecall:
			p.Heading(env.T("agenda.recall"))
			for _, c := range part.Cards {
				if q := question(env, c.Question); q != nil {
					p.Point(page.Bullet, block.Words(q.Spans))
				}
			}
		case progress.PartLesson:
			prepareLesson(env, &p, part.Lesson)
		}
	}
	p.Do("back", env.T("keys.back"), "b")
	return p
}

func prepareLesson(env *Env, p *page.Page, l *curriculum.Lesson) {
	text, err := l.Text(env.Lang())
	if err != nil {
		return
	}
	p.Heading(env.typo(text.Lang, text.Title))
	p.Para(env.T("lesson.task", "Minutes", l.Minutes) + " " + env.typo(text.Lang, text.Task))
	p.Para(env.T("lesson.bring") + " " + env.typo(text.Lang, text.Bring))
	for _, step := range text.Steps {
		if len(step.Guide) > 0 {
			p.Add(page.Block{Kind: page.Guide, Label: stepWord(env, string(step.ID)), Blocks: step.Guide})
		}
	}
	if len(text.Questions) > 0 {
		p.Heading(env.T("prepare.questions"))
	}
	for _, q := range text.Questions {
		p.Point(page.Bullet, block.Words(q.Spans))
	}
}

// Press implements Screen.
func (*Prepare) Press(env *Env, id string) { env.Host.Back() }

// End is where the route ends: what was made, what was promised and kept, what the mentor
// learned, the first and the last rung, and what comes in 30 and 90 days.
type End struct{}

// Page implements Screen.
func (*End) Page(env *Env) page.Page {
	p := page.Page{Name: "end", Where: env.T("end.where"), Read: true}
	p.Title(env.T("end.title", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
	letter(env, &p)
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
		if q.Outcome == "done" || q.Outcome == "adapted" {
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
