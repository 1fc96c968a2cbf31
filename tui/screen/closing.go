package screen

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/page"
)

// Closing ends the hour: the rung and what shows it, the promise, how sure one is (in
// sessions one, three and six), the next date, and what can be taken away. Each can be
// left out, and no judgement is chosen beforehand.
type Closing struct {
	session string
	stages  []closingStage
	at      int
	lesson  *curriculum.Lesson // whose rung and plan; nil when no lesson was ended
	rung    progress.Rung      // chosen; its evidence is being asked for
	sure    int                // chosen, not kept yet; -1 for none
	days    []time.Time
	usual   int    // which of them is as often as they meet
	agreed  string // the date that stands, for which this session was too early; "" for none
	path    string // of the calendar file, once written
	file    string // the same, to be opened
	err     error
}

type closingStage string

const (
	closeRung     closingStage = "rung"
	closeEvidence closingStage = "evidence"
	closePromise  closingStage = "promise"
	closeSure     closingStage = "sure"
	closeBefore   closingStage = "before" // "looking back, where were you really?"
	closeDate     closingStage = "date"
	closeEnd      closingStage = "end"
)

// NewClosing finds what there is to close.
func NewClosing(env *Env) *Closing {
	s := &Closing{session: session(env), sure: -1}
	if l, ok := env.Cur.Lesson(env.Prog.ToJudge(session(env))); ok {
		s.lesson = l
		s.stages = append(s.stages, closeRung, closePromise)
	} else if l := cmp.Or(unpromised(env), unfinished(env)); l != nil {
		s.lesson = l
		s.stages = append(s.stages, closePromise)
	} else if !promisedIn(env) { // however short it was: a line for the week
		s.stages = append(s.stages, closePromise)
	}
	n := env.Prog.Number(session(env))
	if progress.AskConfidence(n) && !asked(env, progress.Tomorrow) {
		s.stages = append(s.stages, closeSure)
	}
	if n == 6 && !asked(env, progress.LookingBack) {
		s.stages = append(s.stages, closeBefore)
	}
	s.stages = append(s.stages, closeDate, closeEnd)
	began := env.Now()
	if env.Hour != nil {
		began = env.Hour.Began
	}
	s.days, s.usual = progress.NextTimes(env.Now(), began, env.Settings.Rhythm)
	if t, _, ok := next(env); ok && progress.DaysBetween(env.Now(), t) > 0 {
		s.agreed = env.Prog.NextDate
	}
	return s
}

func asked(env *Env, topic string) bool {
	return slices.ContainsFunc(env.Prog.Confidence, func(c progress.Confidence) bool {
		return c.Session == session(env) && c.Session != "" && c.Topic == topic
	})
}

// unpromised is the lesson whose rung was agreed on in this session, and of which nothing was
// promised yet: the program was closed in between.
func unpromised(env *Env) *curriculum.Lesson {
	s := env.Prog.Session(session(env))
	if s == nil || s.Closed {
		return nil
	}
	for _, id := range slices.Backward(s.Lessons) {
		agreed := slices.ContainsFunc(env.Prog.Lessons[id].Rungs, func(g progress.RungAt) bool { return g.Session == s.ID })
		if l, ok := env.Cur.Lesson(id); ok && agreed && !promisedOn(env, s.ID, id) {
			return l
		}
	}
	return nil
}

// promisedIn reports whether anything was promised in this session.
func promisedIn(env *Env) bool {
	return slices.ContainsFunc(env.Prog.Promises, func(r progress.Promise) bool { return r.Session == session(env) && r.Session != "" })
}

// learner is who learned in what is closed: the mentee where it was no lesson's end.
func (s *Closing) learner() string {
	if s.lesson == nil {
		return progress.Mentee
	}
	return progress.Learner(s.lesson)
}

func lessonID(l *curriculum.Lesson) string {
	if l == nil {
		return ""
	}
	return l.ID
}

// promisedOn reports whether something was promised in that session of that lesson.
func promisedOn(env *Env, session, lesson string) bool {
	return slices.ContainsFunc(env.Prog.Promises, func(r progress.Promise) bool { return r.Session == session && r.Lesson == lesson })
}

// unfinished is the lesson whose task was worked on in this session without coming to its end:
// half an hour may stop there, and what it gave is taken into the week all the same.
func unfinished(env *Env) *curriculum.Lesson {
	s := env.Prog.Session(session(env))
	if s == nil || s.Closed || len(s.Lessons) == 0 {
		return nil
	}
	id := s.Lessons[len(s.Lessons)-1]
	l, ok := env.Cur.Lesson(id)
	state := env.Prog.Lessons[id]
	if !ok || id == progress.CharterLesson || state == nil || promisedOn(env, s.ID, id) {
		return nil
	}
	_, worked := state.Done[curriculum.Alone]
	_, ended := state.Done[curriculum.Remember]
	if !worked || ended {
		return nil
	}
	return l
}

func (s *Closing) stage() closingStage {
	if s.stages[s.at] == closeRung && s.rung != "" {
		return closeEvidence
	}
	return s.stages[s.at]
}

// Page implements Screen.
func (s *Closing) Page(env *Env) page.Page {
	p := page.Page{Name: "closing:" + string(s.stage()), Where: env.T("agenda.close"), Read: s.stage() == closeEnd}
	skip := func() { p.Do("skip", env.T("keys.skip"), "s") }
	switch s.stage() {
	case closeRung:
		p.Title(env.T("rung.title", "Name", env.Name(progress.Learner(s.lesson))))
		p.Quiet(lessonTitle(env, s.lesson.ID))
		for _, r := range env.Prog.RungsOffered(s.lesson.ID, env.Now()) {
			p.Add(page.Block{Kind: page.Choice, ID: "rung:" + string(r), Sign: page.Rung, Number: r.Level(), Text: rungWord(env, r), After: env.T("rungs.means." + string(r))})
		}
		p.Choice("part", env.T("rung.part"), env.T("rung.part-what", "Step", stepWord(env, string(s.openStep(env)))))
		judge(env, &p)
	case closeEvidence:
		p.Title(env.T("rung.evidence"))
		p.Quiet(joined(rungWord(env, s.rung), lessonTitle(env, s.lesson.ID)))
		task := ""
		if head, err := s.lesson.Head(env.Lang()); err == nil {
			task = env.typo(head.Lang, progress.Bare(head.Task))
		}
		line(&p, page.Field{ID: "evidence", Example: example(env, task), Draft: "evidence:" + s.lesson.ID}, "evidence", env.T("write.save"))
		p.Do("no-evidence", env.T("keys.skip"), "s")
	case closePromise:
		p.Title(env.T("promise.title", "Name", env.Name(s.learner())))
		words, later := proposed(env, s.lesson)
		p.Para(words)
		if len(later) > 0 {
			p.Quiet(env.T("promise.later"))
		}
		for _, what := range later {
			p.Point(page.Bullet, what)
		}
		if words != "" || len(later) > 0 {
			p.Do("promise", env.T("promise.accept"), "c")
		} else {
			p.Para(env.T("promise.none"))
		}
		p.Do("own", env.T("promise.own"), "w")
		skip()
	case closeSure, closeBefore:
		s.surePage(env, &p)
		skip()
	case closeDate:
		s.datePage(env, &p)
	case closeEnd:
		s.endPage(env, &p)
	}
	if left := env.Hour.LeftPart(); left != nil && s.stage() != closeEnd {
		p.Do("back-to", env.T("lesson.back-to", "Step", partName(env, left.Part)), "b")
		if p.Back == "" {
			p.Back = "back-to"
		}
	}
	return p
}

// surePage asks for a number; none stands there beforehand.
func (s *Closing) surePage(env *Env, p *page.Page) {
	key := "confidence.tomorrow"
	if s.stage() == closeBefore {
		key = "confidence.before"
	}
	p.Title(env.T(key, "Name", env.Mentee()))
	if s.lesson != nil && s.stage() == closeSure {
		p.Quiet(lessonTitle(env, s.lesson.ID))
	}
	p.Para(env.T("confidence.scale"))
	scale(env, p, s.sure)
}

// scale is a number from 0 to 10 to choose; -1 for none yet.
func scale(env *Env, p *page.Page, value int) {
	b := page.Block{Kind: page.Scale, ID: "value", At: value, Top: 10}
	label := env.T("confidence.choose")
	if value >= 0 {
		b.Text = env.T("confidence.value", "N", value)
		label = env.T("confidence.keep", "N", value)
	}
	p.Add(b)
	p.Judge = value < 0
	p.DoIf(value >= 0, "sure", label, "c")
	switch {
	case value < 0:
		p.Prev, p.Next = "value:5", "value:5"
	default:
		if value > 0 {
			p.Prev = "value:" + strconv.Itoa(value-1)
		}
		if value < 10 {
			p.Next = "value:" + strconv.Itoa(value+1)
		}
	}
}

// chosen is the number that a press on a scale means.
func chosen(id string) (n int, ok bool) {
	v, ok := strings.CutPrefix(id, "value:")
	n, err := strconv.Atoi(v)
	return n, ok && err == nil && n >= 0 && n <= 10
}

func (s *Closing) datePage(env *Env, p *page.Page) {
	p.Title(env.T("date.title"))
	p.Para(env.T("date.why"))
	if t, whole, ok := progress.ParseDate(s.agreed, env.Now().Location()); ok {
		p.Row = "day:" + s.agreed
		p.Choice(p.Row, joined(env.Words.Moment(t, whole), env.T("date.agreed")), "")
	}
	for i, d := range s.days {
		id := "day:" + d.Format(time.RFC3339)
		if i == s.usual && s.agreed == "" {
			p.Row = id
		}
		if id == "day:"+s.agreed {
			continue
		}
		p.Choice(id, joined(env.Words.Moment(d, false), env.Words.N("date.in-days", progress.DaysBetween(env.Now(), d))), "")
	}
	p.Choice("other", env.T("date.another"), "")
	p.Choice("open", env.T("date.open"), env.T("date.open-why"))
	p.Picks = true
	p.Do("pick", env.T("keys.choose"), "c")
}
