package screen

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Today is where every session begins, and nowhere else, and where the way leads back to:
// where the two are, how long they have got, what the hour will hold, one thing to press.
type Today struct {
	minutes int       // how long they have this time; 0 for as long as last time
	closed  time.Time // when a session was closed here: then the way on is out
}

// Page implements Screen.
func (s *Today) Page(env *Env) page.Page {
	p := page.Page{Name: "today", Where: env.T("today.where"), Read: true}
	p.Title(env.Words.Date(env.Now()))
	switch {
	case env.Hour.Now() != nil:
		p.Name += ":running"
		s.running(env, &p)
	case s.after(env):
		p.Name += ":after"
		s.dates(env, &p)
		s.coming(env, &p, false)
		p.Do("leave", env.T("today.leave"), "q")
		p.Do("another", env.T("today.another"), "w")
		s.ways(env, &p)
	default:
		s.before(env, &p)
	}
	s.troubles(env, &p)
	return p
}

// after reports whether they have just met: a session was closed within the last hours,
// and the main button must not begin another.
func (s *Today) after(env *Env) bool {
	n := len(env.Prog.Sessions)
	if n == 0 || !env.Prog.Sessions[n-1].Closed {
		return false
	}
	last := env.Prog.Sessions[n-1].CloseAt
	return !s.closed.Equal(last) && env.Now().Sub(last) < afterClose
}

// afterClose is how long the way on is the way out: who comes back later comes for another.
const afterClose = 3 * time.Hour

// running: the hour has begun.
func (s *Today) running(env *Env, p *page.Page) {
	h := env.Hour
	p.Quiet(env.T("today.gone", "Gone", progress.Gone(h.Began, env.Now()), "Minutes", h.Minutes))
	p.Heading(env.T("today.agenda"))
	hourParts(env, p)
	p.Do("on", env.T("today.go-on", "Part", partName(env, h.Now().Part)), "c")
	p.Do("outline", env.T("today.elsewhere"), "o")
	if s := env.Prog.Session(h.Session); s != nil && !s.Held() && !env.Follows {
		p.Do("unbegin", env.T("today.unbegin"), "t")
	}
}

// before: nothing has begun yet.
func (s *Today) before(env *Env, p *page.Page) {
	pr := env.Prog
	done, all := pr.RouteDone()
	p.Quiet(joined(env.Words.N("today.sessions", len(pr.Held(""))), env.Words.N("today.route", done, "All", all)))
	s.dates(env, p)
	a := agenda(env, s.time(env))
	short := a.Restart || s.missed(env)
	if a.Restart {
		p.Para(env.T("today.restart"))
	}
	p.Heading(env.T("today.how-long"))
	s.lengths(env, p)
	choose := env.Taken == "" && slices.ContainsFunc(a.Parts, func(part progress.Part) bool { return part.Kind == progress.PartLaunch })
	for _, part := range a.Parts {
		what := partWhat(env, part)
		if choose && part.Kind == progress.PartLesson {
			what = partName(env, part)
		}
		p.Add(page.Block{Kind: page.Part, Number: part.Minutes, Text: what})
	}
	if a.InHand > 0 {
		p.Add(page.Block{Kind: page.Part, Number: a.InHand, Tone: page.Quiet, State: page.Looked, Text: env.T("today.in-hand")})
	}
	s.coming(env, p, choose)
	if short && a.Minutes != restartMinutes {
		p.Do("restart", env.T("today.restart-15"), "k")
	}
	p.Do("begin", s.beginWord(env), "c")
	s.ways(env, p)
}

// restartMinutes are enough to pick up the thread.
const restartMinutes = 15

// ways are the other ways on from here.
func (s *Today) ways(env *Env, p *page.Page) {
	if t, _, ok := next(env); ok && !t.Before(env.Now().Add(-24*time.Hour)) {
		p.Do("date", env.T("today.postpone"), "d")
	} else if len(env.Prog.Held("")) > 0 {
		p.Do("date", env.T("today.fix-date"), "d")
	}
	p.Do("outline", env.T("today.elsewhere"), "o")
	if env.View != ViewMentee {
		p.Do("prepare", env.T("prepare.do"), "p")
	}
	if env.Prog.AtEnd() {
		p.Do("end", env.T("end.where"), "e")
	}
}

func (s *Today) beginWord(env *Env) string {
	if n := env.Prog.Taking(env.Taken).Next(); n.Lesson != nil && n.Step.Index() > 0 {
		return env.T("today.resume", "Title", lessonTitle(env, n.Lesson.ID))
	}
	return env.T("today.begin")
}

func (s *Today) time(env *Env) int {
	if s.minutes == 0 {
		return env.Settings.Minutes
	}
	return s.minutes
}

func (s *Today) missed(env *Env) bool {
	t, _, ok := next(env)
	return ok && t.Before(env.Now()) && !progress.SameDay(t, env.Now())
}

func (s *Today) dates(env *Env, p *page.Page) {
	t, whole, ok := next(env)
	switch {
	case ok && progress.SameDay(t, env.Now()) && !whole:
		p.Para(env.T("today.is-today-at", "Clock", env.Words.Clock(t)))
	case ok && progress.SameDay(t, env.Now()):
		p.Para(env.T("today.is-today"))
	case ok && t.After(env.Now()):
		p.Para(env.T("today.next", "Date", env.Words.Moment(t, whole)))
	case ok:
		p.Para(env.T("today.was", "Date", env.Words.Moment(t, whole)))
	case len(env.Prog.Held("")) > 0:
		p.Para(env.T("today.no-date"))
	}
}

// coming tells the lesson that comes next with what each must bring, what was promised
// for it, and what came of the promises before. A first lesson that is still to be chosen
// is told, with what it wants, once it is.
func (s *Today) coming(env *Env, p *page.Page, choose bool) {
	if choose {
		p.Quiet(env.T("today.lesson-chosen"))
	} else if n := env.Prog.Taking(env.Taken).Next(); n.Lesson != nil {
		p.Add(page.Block{Kind: page.Task, Label: env.T("today.lesson-next"), Text: lessonTitle(env, n.Lesson.ID)})
		bring(env, p, n.Lesson, page.Quiet)
	}
	open := env.Prog.OpenPromises("")
	if len(open) > 0 {
		p.Heading(env.T("today.promised"))
	}
	for _, q := range open[:min(3, len(open))] {
		p.Point(page.Bullet, env.T("today.promise", "Name", env.Name(q.Who), "Text", q.Text))
	}
	held := env.Prog.Held("")
	for _, q := range env.Prog.Promises {
		if q.OutcomeText != "" && len(held) > 0 && !q.OutcomeAt.Before(held[len(held)-1].At) {
			p.Point(page.Ticked, env.T("today.outcome", "Name", env.Name(q.Who), "Text", q.OutcomeText))
		}
	}
}

func (s *Today) lengths(env *Env, p *page.Page) {
	all := progress.Lengths()
	at := slices.Index(all[:], s.time(env))
	b := page.Block{Kind: page.Turn, ID: "minutes", Label: env.T("today.length"), At: at}
	for _, n := range all {
		b.Values = append(b.Values, env.T("today.minutes", "N", n))
	}
	p.Add(b)
	// A length that is none of these lies between two of them.
	after := slices.IndexFunc(all[:], func(n int) bool { return n > s.time(env) })
	before := after - 1
	if at >= 0 {
		before = at - 1
	}
	if after < 0 {
		after = len(all)
		if at < 0 {
			before = after - 1
		}
	}
	if before >= 0 {
		p.Prev = "minutes:" + strconv.Itoa(before)
	}
	if after < len(all) {
		p.Next = "minutes:" + strconv.Itoa(after)
	}
}

func partName(env *Env, part progress.Part) string { return env.T("agenda." + string(part.Kind)) }

// partWhat is a part of the agenda in a line.
func partWhat(env *Env, part progress.Part) string {
	name := partName(env, part)
	switch part.Kind {
	case progress.PartLesson:
		what := env.T("today.lesson", "Name", name, "Title", lessonTitle(env, part.Lesson.ID))
		switch {
		case part.From.Index() > 0 && part.From == part.To:
			what += " (" + stepWord(env, string(part.From)) + ")"
		case part.From.Index() > 0 && !part.Whole():
			what += " " + env.T("today.from-to", "From", stepWord(env, string(part.From)), "To", stepWord(env, string(part.To)))
		case part.From.Index() > 0:
			what += " " + env.T("today.from", "From", stepWord(env, string(part.From)))
		case !part.Whole():
			what += " " + env.T("today.to", "To", stepWord(env, string(part.To)))
		}
		return what
	case progress.PartRecall:
		return env.Words.N("today.recall", len(part.Cards), "Name", name)
	}
	return name
}

// troubles tells what the journal has to say (what was set aside, what can't be read),
// and offers what mends it here: to take in a copy that a sync folder made, and to put
// back what somebody took out of the file.
func (s *Today) troubles(env *Env, p *page.Page) {
	if env.State == nil {
		return
	}
	var said []string
	for _, t := range env.State.Troubles {
		key := "cli.trouble." + t.Code
		if !env.Words.Has(key) {
			key = "trouble.unknown"
		}
		if line := env.T(key, "File", shortPath(t.Path), "Line", t.Line, "Why", t.Text); !slices.Contains(said, line) {
			said = append(said, line)
		}
	}
	for _, pr := range env.Cur.Problems {
		said = append(said, env.T("trouble.lesson", "Place", pr.Pos.String()))
	}
	if len(said) == 0 {
		return
	}
	p.Heading(env.T("trouble.title"))
	for _, l := range said[:min(4, len(said))] {
		p.Point(page.Warning, l)
	}
	p.Markdown(env.T("trouble.doctor"))
	if env.State.Has(storage.TroubleCopy) {
		p.Do("merge", env.T("trouble.merge"), "x")
	}
	if env.State.Has(storage.TroubleGone) {
		p.Do("restore", env.T("trouble.restore"), "y")
	}
}

// Press implements Screen.
func (s *Today) Press(env *Env, id string) {
	if n, ok := strings.CutPrefix(id, "minutes:"); ok {
		all := progress.Lengths()
		if i, err := strconv.Atoi(n); err == nil && i >= 0 && i < len(all) {
			s.minutes = all[i]
			set := env.Settings
			set.Minutes = s.minutes
			env.Host.SetSettings(set)
		}
		return
	}
	switch id {
	case "begin":
		s.begin(env, s.time(env))
	case "restart":
		s.begin(env, restartMinutes)
	case "another":
		s.closed = env.Prog.Sessions[len(env.Prog.Sessions)-1].CloseAt
	case "on":
		GoOn(env)
	case "unbegin":
		if Unbegin(env) {
			env.Host.Say(env.T("today.unbegun"))
		}
	case "outline":
		env.Host.Go(NewOutline())
	case "prepare":
		env.Host.Go(&Prepare{})
	case "end":
		env.Host.Go(&End{})
	case "merge":
		env.Host.Absorb()
	case "restore":
		env.Host.Restore()
	case "leave":
		env.Host.Go(&Leave{})
	case "date":
		env.Host.Go(NewDayPicker(env, func(env *Env, day string) {
			save(env, storage.Entry{Kind: storage.KindPostpone, Next: day})
			env.Host.Calendar(day)
		}))
	}
}

// begin starts a session; before the day they agreed on it asks.
func (s *Today) begin(env *Env, minutes int) {
	s.minutes = 0
	t, whole, ok := next(env)
	if !ok || !t.After(env.Now()) || progress.SameDay(t, env.Now()) {
		Begin(env, minutes)
		return
	}
	why := "today.early-why"
	if progress.Extra(minutes) {
		why = "today.early-extra"
	}
	env.Host.Go(&Ask{
		Title: env.T("today.early"), Text: env.T(why, "Date", env.Words.Moment(t, whole)),
		Yes: env.T("today.early-yes"), No: env.T("keys.back"),
		Do: func(env *Env) { Begin(env, minutes) },
	})
}
