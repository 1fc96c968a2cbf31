package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// How one part of the hour leads to the next.

// Begin starts a session of that many minutes and goes to its first part.
func Begin(env *Env, minutes int) {
	a := agenda(env, minutes)
	kept := env.Host.Save(storage.Entry{Kind: storage.KindSession, Minutes: minutes, By: by(env)})
	id := ""
	if len(kept) > 0 {
		id = kept[0].ID
	}
	env.Hour = progress.NewHour(id, env.Now(), a)
	env.Taken = ""
	env.Host.Did(env.T("undo.did-begin"))
	GoOn(env)
}

// HourNow is the part they are at; nil once the session is closed, whose last page may still
// be in front.
func HourNow(env *Env) *progress.HourPart {
	now := env.Hour.Now()
	if now == nil {
		return nil
	}
	if s := env.Prog.Session(env.Hour.Session); s != nil && s.Closed {
		return nil
	}
	return now
}

// agenda is what a session of that long would hold, the lesson they chose first.
func agenda(env *Env, minutes int) progress.Agenda {
	return env.Prog.Taking(env.Taken).Agenda(env.Now(), minutes, env.Settings.Rhythm, "")
}

// GoOn opens the part they are at, or Today when all is done.
func GoOn(env *Env) {
	p := env.Hour.Now()
	if p == nil {
		env.Host.Home()
		return
	}
	switch p.Kind {
	case progress.PartLaunch:
		env.Host.Replace(NewLaunch(env))
	case progress.PartRecall:
		env.Host.Replace(NewRecall(p.Cards))
	case progress.PartSince:
		env.Host.Replace(NewSince(env))
	case progress.PartRecap:
		env.Host.Replace(&Recap{})
	case progress.PartCheck:
		env.Host.Replace(NewAfterCare(env))
	case progress.PartLesson:
		env.Host.Replace(NewLesson(p.Lesson, stepNow(env)))
	case progress.PartReturn:
		env.Host.Replace(&InReturn{})
	case progress.PartClose:
		if env.closing == nil || env.closing.session != session(env) {
			env.closing = NewClosing(env)
		}
		env.Host.Replace(env.closing) // as they left it
	default:
		env.Host.Home()
	}
}

// stepNow is the step they are at in the hour's lesson: where they came to last in this
// hour, else where the agenda begins; "" when they are at no lesson.
func stepNow(env *Env) curriculum.StepID {
	p := env.Hour.Now()
	if p == nil || p.Kind != progress.PartLesson {
		return ""
	}
	if at := env.Prog.Place; at.Lesson == p.Lesson.ID && !env.Prog.PlaceAt.Before(env.Hour.Began) {
		return at.Step
	}
	return p.From
}

// partDone leaves a part behind and goes on to the next.
func partDone(env *Env, k progress.PartKind, skipped bool) {
	env.Host.Did("")
	if now := env.Hour.Now(); now != nil && skipped {
		didSkip(env, partName(env, now.Part))
	}
	env.Hour.Finish(k, skipped, env.Now())
	GoOn(env)
}

// ToClose goes to the close from wherever they are in the hour. It asks when more than what
// they are at would be left out; in the last ten minutes it doesn't.
func ToClose(env *Env) {
	goTo := func(env *Env) {
		env.Host.Did(env.T("undo.did-go", "What", env.T("agenda.close")))
		env.closing = nil
		env.Hour.ToClose(env.Now())
		GoOn(env)
	}
	var ahead []string
	for i := range env.Hour.Parts {
		if p := &env.Hour.Parts[i]; !p.Done && p.Kind != progress.PartClose {
			ahead = append(ahead, partName(env, p.Part))
		}
	}
	if len(ahead) < 2 || env.Hour.Left(env.Now()) <= 10 {
		goTo(env)
		return
	}
	env.Host.Go(&Ask{
		Title: env.T("hour.to-close"), Text: env.T("hour.to-close-what", "Parts", strings.Join(ahead, ", ")),
		Yes: env.T("hour.to-close-yes"), No: env.T("keys.back"), Do: goTo,
	})
}

// backFromClose goes back to the part they left for it.
func backFromClose(env *Env) {
	env.closing = nil
	env.Hour.BackFromClose()
	GoOn(env)
}

// Unbegin takes a session back in which nobody has done anything yet: what the coach has
// noted of it by itself goes. It reports whether there was one.
func Unbegin(env *Env) bool {
	if env.Hour == nil || env.Follows {
		return false
	}
	s := env.Prog.Session(env.Hour.Session)
	if s == nil || s.Held() {
		return false
	}
	undo := []storage.Entry{{Kind: storage.KindRetract, Of: s.ID}}
	for _, e := range env.State.Entries {
		if e.Session == s.ID && e.Kind == storage.KindStep {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: e.ID})
		}
	}
	save(env, undo...)
	env.Hour = nil
	return true
}

// An Ask is a question before something is done that nobody should do by mistake.
type Ask struct {
	Title, Text string
	Quiet       string // what it costs, or doesn't
	Yes, No     string
	Do          func(env *Env)
}

// Page implements Screen.
func (s *Ask) Page(env *Env) page.Page {
	p := page.Page{Name: "ask:" + s.Title, Over: true}
	p.Title(s.Title)
	p.Para(s.Text)
	p.Quiet(s.Quiet)
	p.Do("yes", s.Yes, "y")
	p.Do("no", s.No, "b")
	p.Back = "no"
	return p
}

// Press implements Screen.
func (s *Ask) Press(env *Env, id string) {
	env.Host.Back()
	if id == "yes" {
		s.Do(env)
	}
}
