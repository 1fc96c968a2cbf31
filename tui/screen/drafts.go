package screen

import (
	"slices"
	"strings"

	"binome/curriculum"
	"binome/tui/page"
)

// Drafts are the lessons that an author is writing: each can be walked, as it is now.
type Drafts struct{}

// Page implements Screen.
func (*Drafts) Page(env *Env) page.Page {
	ids := env.Drafts()
	p := page.Page{Name: "drafts", Where: env.T("drafts.where"), Picks: len(ids) > 0}
	p.Title(env.T("drafts.title"))
	if len(ids) == 0 {
		p.Para(env.T("drafts.none"))
	} else {
		p.Para(env.T("drafts.some"))
	}
	for _, id := range ids {
		p.Choice("draft:"+id, lessonTitle(env, id), id)
	}
	if len(ids) > 0 {
		p.Do("pick", env.T("keys.choose"), "c")
	}
	return p
}

// Press implements Screen.
func (*Drafts) Press(env *Env, id string) {
	if lesson, ok := strings.CutPrefix(id, "draft:"); ok {
		if l, ok := env.Cur.Lesson(lesson); ok {
			env.Host.Go(NewLesson(l, ""))
		}
	}
}

// draft is a lesson as its author reads it: on to the next step, and from the last to their
// next lesson. Nothing is kept.
func (s *Lesson) draft(env *Env, p *page.Page) {
	ids := env.Drafts()
	at := slices.Index(ids, s.lesson.ID)
	switch {
	case s.look != curriculum.Remember:
		next := curriculum.StepIDs()[s.look.Index()+1]
		p.Do("step:"+string(next), env.T("lesson.on", "Step", stepWord(env, string(next))), "c")
	case at+1 < len(ids):
		p.Do("draft:"+ids[at+1], env.T("drafts.next", "Title", lessonTitle(env, ids[at+1])), "c")
	}
	p.Do("back", env.T("drafts.all"), "b")
}

// asked are all questions of a draft with what each option leads to, and the plan.
func (s *Lesson) asked(env *Env, p *page.Page, text *curriculum.Text) {
	for i := range text.Questions {
		shown := quiz{shown: true}
		p.Quiet(env.T("recall.count", "N", i+1, "Of", len(text.Questions)))
		shown.draw(env, p, &text.Questions[i], s.lesson.ID, false)
		p.Gap()
	}
	if len(text.NextStep) > 0 {
		p.Heading(env.T("lesson.plan"))
		p.Add(page.Block{Kind: page.Lesson, Spans: text.NextStep})
	}
}
