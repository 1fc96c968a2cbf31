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
		p.Para(env.T("today.next", "Date", env.Words.Moment(t, whole)))
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
				if q := env.Cur.Question(c.Question, env.Lang()); q != nil {
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
	bring(env, p, l, page.Plain)
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
