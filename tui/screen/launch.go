package screen

import (
	"slices"
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Launch is how two people begin: what the senior would like to do alone by spring, the
// route that serves it, which of three lessons comes first, a minute each on what helps, and the working
// agreement, on the screen or on paper. The first task begins by minute eight.
type Launch struct {
	stage launchStage
	yes   progress.Yes // the needs that are ticked, at first those that the wish speaks of
}

type launchStage string

const (
	launchWish   launchStage = "wish"
	launchNeed   launchStage = "need"
	launchFirst  launchStage = "first"
	launchMentor launchStage = "mentor"
	launchMentee launchStage = "mentee"
	launchAgree  launchStage = "agree"
)

func launchStages(env *Env) []launchStage {
	all := []launchStage{launchWish, launchNeed, launchFirst, launchMentor, launchMentee, launchAgree}
	if !asksNeeds(env) {
		all = slices.Delete(all, 1, 2)
	}
	return all
}

// NewLaunch begins at the first thing that isn't said yet.
func NewLaunch(env *Env) *Launch {
	s := &Launch{stage: launchWish}
	if env.Prog.Wish() != "" {
		s.on(env)
	}
	if s.stage == launchNeed && env.Prog.RouteID != "" {
		s.on(env)
	}
	s.yes = progress.Told(env.Cur, env.Prog.Wish(), env.Lang())
	if len(env.Prog.Charter) > 0 {
		s.stage = launchAgree
	}
	return s
}

// Page implements Screen.
func (s *Launch) Page(env *Env) page.Page {
	p := page.Page{Name: "launch:" + string(s.stage), Where: env.T("launch.where")}
	later := func() { p.Do("later", env.T("charter.later"), "z") }
	switch s.stage {
	case launchWish:
		p.Title(env.T("launch.wish", "Name", env.Mentee()))
		p.Para(env.T("launch.wish-why", "Name", env.Mentee()))
		p.Entry(page.Field{ID: "wish", Example: example(env, env.T("launch.wish-example")), Draft: "wish", Enter: "wish"})
		p.Do("wish", env.T("write.save"), "c")
		p.Do("no-wish", env.T("keys.skip"), "s")
		later()
	case launchNeed:
		s.needs(env, &p)
		p.Do("route", env.T("route.take"), "c")
		p.Do("routes", env.T("need.others"), "x")
		p.Do("skip", env.T("keys.skip"), "s")
		later()
	case launchFirst:
		p.Title(env.T("launch.first"))
		p.Quiet(env.T("launch.first-why"))
		p.Picks = true
		for _, f := range env.Prog.FirstLessons(env.Lang()) {
			p.Choice("first:"+f.Lesson.ID, lessonTitle(env, f.Lesson.ID), s.reason(env, f))
		}
		p.Do("pick", env.T("keys.choose"), "c")
		p.Do("skip", env.T("keys.skip"), "s")
		later()
	case launchMentor, launchMentee:
		p.Read = true
		s.briefing(env, &p, string(s.stage))
		if l := lessonAhead(env); l != nil && s.stage == launchMentor { // while one reads, the other fetches it
			p.Heading(env.T("today.lesson", "Name", env.T("agenda.lesson"), "Title", lessonTitle(env, l.ID)))
			bring(env, &p, l, page.Plain)
		}
		p.Do("on", env.T("briefing.next-"+string(s.stage)), "c")
		later()
	case launchAgree:
		s.agreePage(env, &p)
	}
	if s.stage != launchWish {
		p.Back = "before"
	}
	return p
}

func (s *Launch) reason(env *Env, f progress.FirstLesson) string {
	if f.Word != "" {
		return env.T("launch.because-word", "Word", f.Word)
	}
	if f.Why == progress.FirstRoute && env.Prog.RouteID != "" {
		return env.T("launch.because-chosen")
	}
	return env.T("launch.because-" + string(f.Why))
}

// briefing is the minute for each role: what helps, what spoils it.
func (s *Launch) briefing(env *Env, p *page.Page, role string) {
	p.Title(env.T("briefing.title", "Name", env.Name(role)))
	p.Quiet(env.T("briefing.aloud", "Name", env.Name(role)))
	for _, part := range []string{"helps", "spoils"} {
		p.Heading(env.T("briefing." + part))
		for _, n := range []string{"1", "2", "3"} {
			p.Point(page.Bullet, env.T("briefing."+role+"-"+part+"-"+n, "Mentor", env.Mentor(), "Mentee", env.Mentee()))
		}
	}
}

// charter is the working agreement as the mentee reads it; nil when the curriculum has
// none.
func charter(env *Env) *curriculum.Text {
	l, ok := env.Cur.Lesson(progress.CharterLesson)
	if !ok {
		return nil
	}
	text, err := l.Text(env.Prog.Mentee.Language)
	if err != nil {
		return nil
	}
	return text
}

// agreePage is the agreement: its points to be settled aloud, a yes of each, and the way to
// a sheet of paper instead. It is agreed to once, in one of the two ways.
func (s *Launch) agreePage(env *Env, p *page.Page) {
	p.Read = true
	p.Title(env.T("charter.title"))
	text := charter(env)
	if text == nil {
		p.Do("done", env.T("keys.go-on"), "c")
		return
	}
	p.Para(env.T("charter.ask", "Mentor", env.Mentor()))
	p.Quiet(env.T("charter.you", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
	for _, it := range text.Step(curriculum.Together).Items {
		p.Add(page.Block{Kind: page.Point, Sign: page.Bullet, Text: block.Words(it.Spans)})
	}
	p.Gap()
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		sign, word := page.Open, env.T("charter.waiting")
		if agreed(env, text, role) {
			sign, word = page.Ticked, env.T("charter.agreed")
		}
		p.Add(page.Block{Kind: page.Point, Sign: sign, Text: joined(env.Name(role), word)})
	}
	role := waiting(env, text)
	if role == "" {
		p.Do("done", env.T("keys.go-on"), "c")
		return
	}
	p.DoLast("agree:"+role, env.T("charter.agree", "Name", env.Name(role)), "y")
	p.Do("paper", env.T("charter.paper"), "p")
	p.Do("later", env.T("charter.later"), "z")
}

func agreed(env *Env, text *curriculum.Text, role string) bool {
	a, ok := env.Prog.Charter[role]
	return ok && a.Hash == text.Sum()
}

func waiting(env *Env, text *curriculum.Text) string {
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		if !agreed(env, text, role) {
			return role
		}
	}
	return ""
}

// Press implements Screen.
func (s *Launch) Press(env *Env, id string) {
	if role, ok := strings.CutPrefix(id, "agree:"); ok {
		if text := charter(env); text != nil && !agreed(env, text, role) {
			save(env, storage.Entry{Kind: storage.KindCharter, By: role, Hash: text.Sum()})
		}
		return
	}
	if lesson, ok := strings.CutPrefix(id, "first:"); ok {
		if l, ok := env.Cur.Lesson(lesson); ok {
			env.Hour.Take(l, curriculum.Discover)
			didChoose(env, lessonTitle(env, l.ID))
			s.on(env)
		}
		return
	}
	if n, ok := strings.CutPrefix(id, "need:"); ok {
		if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < len(env.Cur.Needs) {
			s.yes = s.yes.Turn(i)
		}
		return
	}
	switch id {
	case "route":
		if r, _, _ := progress.Propose(env.Cur, s.yes); r != nil {
			takeRoute(env, r.ID)
		}
		s.on(env)
	case "routes":
		env.Host.Go(&Routes{then: func() { s.on(env) }})
	case "wish":
		text := strings.TrimSpace(env.Typed["wish"])
		if text == "" {
			env.Host.Say(env.T("write.missing"))
			return
		}
		save(env, storage.Entry{Kind: storage.KindGoal, Who: progress.Mentee, Text: text})
		env.Host.Saved("wish")
		s.yes = progress.Told(env.Cur, text, env.Lang())
		s.on(env)
	case "no-wish", "skip":
		didSkip(env, s.Page(env).Body[0].Text)
		s.on(env)
	case "on":
		s.on(env)
	case "before":
		if at := slices.Index(launchStages(env), s.stage); at > 0 {
			s.stage = launchStages(env)[at-1]
		}
	case "paper": // the lesson is the longer way: a sheet, two signatures
		if l, ok := env.Cur.Lesson(progress.CharterLesson); ok {
			env.Host.Go(NewLesson(l, env.Prog.Lessons[l.ID].Resume()))
		}
	case "done":
		partDone(env, progress.PartLaunch, false)
	case "later":
		partDone(env, progress.PartLaunch, true)
	}
}

// lessonAhead is the hour's lesson that they come to next; nil for none.
func lessonAhead(env *Env) *curriculum.Lesson {
	if env.Hour == nil {
		return nil
	}
	for _, part := range env.Hour.Parts {
		if part.Kind == progress.PartLesson && !part.Done {
			return part.Lesson
		}
	}
	return nil
}

func (s *Launch) on(env *Env) {
	env.Host.Did("")
	all := launchStages(env)
	s.stage = all[min(slices.Index(all, s.stage)+1, len(all)-1)]
}
