package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/page"
)

// endPage is what is taken away: the date, what each must bring, what was made and
// promised, a message for both.
func (s *Closing) endPage(env *Env, p *page.Page) {
	p.Title(env.T("close.thanks", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
	if env.State != nil && env.State.Unsaved == 0 { // else the status says what isn't
		p.Toned(page.Good, env.T("close.saved"))
	}
	p.Card(env.T("close.title"), func(in *page.Page) { ticket(env, in) })
	switch {
	case s.err != nil:
		p.Toned(page.Warn, env.T("close.no-calendar", "Why", s.err.Error()))
	case s.path != "":
		p.Quiet(env.T("close.calendar", "Path", s.path))
	}
	if progress.AskConfidence(env.Prog.Number(session(env))) && env.Settings.Owner == progress.Mentor {
		p.Quiet(env.T("own.waiting", "Name", env.Mentor()))
	}
	p.Do("leave", env.T("today.leave"), "q")
	if env.Prog.AtEnd() {
		p.Do("route", env.T("end.where"), "e")
		p.Rest = "route"
	}
	p.Do("message", env.T("close.message"), "k")
	if env.Viewer && s.file != "" {
		p.Do("calendar", env.T("close.show-calendar"), "o")
	}
	p.Do("notes", env.T("close.notes"), "x")
	promise := "close.mentor-promise"
	if promisedIn(env) {
		promise = "close.mentor-promise-too"
	}
	p.Do("mentor-promise", env.T(promise, "Name", env.Mentor()), "p")
	p.Do("home", env.T("menu.today"), "t")
	p.Back = "home"
}

// ticket is the date with its hour, what was made and promised, what comes next.
func ticket(env *Env, p *page.Page) {
	if t, whole, ok := next(env); ok {
		b := page.Block{Kind: page.When, Text: env.T("close.next", "Date", env.Words.Moment(t, whole))}
		if !whole {
			b.Label = t.Format("15:04")
		}
		p.Add(b)
	} else {
		p.Toned(page.Strong, env.T("close.no-date"))
	}
	if s := env.Prog.Session(session(env)); s != nil {
		for _, id := range s.Lessons {
			for _, r := range env.Prog.Lessons[id].Rungs {
				if r.Session == s.ID && r.Evidence != "" {
					p.Point(page.Ticked, joined(lessonTitle(env, id), r.Evidence))
				}
			}
		}
	}
	for _, pr := range env.Prog.Promises {
		if pr.Session == session(env) && pr.Session != "" {
			p.Quote(env.T("close.promise", "Name", env.Name(pr.Who), "Text", pr.Text))
		}
	}
	nextLesson(env, p)
}

// nextLesson tells what comes next, from which step on, and what each must bring.
func nextLesson(env *Env, p *page.Page) {
	n := env.Prog.Next()
	if n.Lesson == nil {
		return
	}
	p.Add(page.Block{Kind: page.Task, Label: env.T("today.lesson-next"), Text: lessonTitle(env, n.Lesson.ID)})
	if n.Step.Index() > 0 {
		p.Para(env.T("lesson.you-are-at", "Step", stepWord(env, string(n.Step))))
	}
	brings(env, p, n.Lesson, page.Plain)
}

// brings tells each of the two what to have at hand for a coming lesson; who leads is told,
// too, when it is nothing but what prepares them.
func brings(env *Env, p *page.Page, l *curriculum.Lesson, tone page.Tone) {
	bring(env, p, l, tone)
	leader := progress.Other(progress.Learner(l))
	switch head, err := l.Head(env.Lang()); {
	case err != nil || head.BringLeader != "":
	case leader == progress.Mentor:
		p.Toned(tone, env.T("bring.prepares", "Name", env.Name(leader)))
	default:
		p.Toned(tone, env.T("bring.nothing", "Name", env.Name(leader)))
	}
}

// bring tells whoever has something to have at hand for a lesson what it is, by their name.
func bring(env *Env, p *page.Page, l *curriculum.Lesson, tone page.Tone) {
	head, err := l.Head(env.Lang())
	if err != nil {
		return
	}
	learner, leader := progress.Learner(l), progress.Other(progress.Learner(l))
	if head.Bring != "" {
		p.Toned(tone, env.T("bring.has", "Name", env.Name(learner), "What", env.typo(head.Lang, head.Bring)))
	}
	if head.BringLeader != "" {
		p.Toned(tone, env.T("bring.has", "Name", env.Name(leader), "What", env.typo(head.Lang, head.BringLeader)))
	}
}

// Message shows what either can send the other before it is copied: where a terminal doesn't
// let a program copy, it is there to be selected.
type Message struct{}

// Page implements Screen.
func (*Message) Page(env *Env) page.Page {
	p := page.Page{Name: "message", Where: env.T("close.message"), Read: true}
	p.Title(env.T("close.message"))
	for l := range strings.SplitSeq(message(env), "\n") {
		p.Add(page.Block{Kind: page.Verbatim, Text: l})
	}
	p.Do("copy", env.T("notes.copy"), "k")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (*Message) Press(env *Env, id string) {
	if id == "copy" {
		env.Host.Copy(message(env))
		env.Host.Say(env.T("notes.copied"))
		return
	}
	env.Host.Back()
}

// message is what either can send the other: the date, the lesson, what to bring, the
// promise.
func message(env *Env) string {
	var p page.Page
	if t, whole, ok := next(env); ok {
		p.Para(env.T("close.next", "Date", env.Words.Moment(t, whole)))
	} else {
		p.Para(env.T("close.no-date"))
	}
	nextLesson(env, &p)
	for _, pr := range env.Prog.OpenPromises("") {
		p.Para(env.T("close.promise", "Name", env.Name(pr.Who), "Text", pr.Text))
	}
	return p.Text()
}
