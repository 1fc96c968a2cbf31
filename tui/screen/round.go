package screen

import (
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// What the hour asks of several things, one after the other: each of the promises, each of
// the lessons that are cared for. The two come to a judgement, of which none is chosen
// beforehand, and then there is a line on it.

// A round goes through as many things as a part of the hour has.
type round struct {
	at     int    // the one they are at
	chosen string // what they came to for it; its line is being asked for
}

// page is where they are in it: a name of its own for each, so that nothing chosen for one
// stands at the next.
func (r *round) page(name, where string) page.Page {
	return page.Page{Name: name + ":" + strconv.Itoa(r.at) + ":" + r.chosen, Where: where}
}

// none says that nothing is to be asked for, any more.
func (r *round) none(env *Env, p *page.Page, text string) {
	p.Para(text)
	p.Do("skip", env.T("keys.go-on"), "c")
}

// judge has the page's rows be the judgement.
func judge(env *Env, p *page.Page) {
	p.Picks, p.Judge = true, true
	p.Do("pick", env.T("keys.choose"), "c")
	p.Do("skip", env.T("keys.skip"), "s")
}

// line asks for a line on what was chosen; escape goes back to choosing.
func line(p *page.Page, f page.Field, save, label string) {
	f.Enter = save
	p.Entry(f)
	p.Do(save, label, "c")
	p.Back = "again"
}

// next goes to the next of that many, and from the last one to the hour's next part.
func (r *round) next(env *Env, of int, part progress.PartKind) {
	r.chosen = ""
	env.Host.Did("")
	if r.at+1 >= of {
		partDone(env, part, false)
		return
	}
	r.at++
}

// Since goes through the promises: how each went, and one line on what came of it.
type Since struct {
	promises []progress.Promise
	round
}

// NewSince takes the promises nobody has spoken of yet.
func NewSince(env *Env) *Since { return &Since{promises: env.Prog.OpenPromises(session(env))} }

// Page implements Screen.
func (s *Since) Page(env *Env) page.Page {
	p := s.page("since", env.T("agenda.since"))
	p.Title(env.T("since.title"))
	if s.at >= len(s.promises) {
		s.none(env, &p, env.T("since.none"))
		return p
	}
	pr := s.promises[s.at]
	p.Quiet(env.T("since.promised", "Name", env.Name(pr.Who), "Date", env.Words.Date(pr.At)))
	p.Quote(pr.Text)
	p.Gap()
	if s.chosen != "" {
		p.Para(env.T("since.what-came", "Outcome", env.T("outcomes."+s.chosen)))
		line(&p, page.Field{ID: "came", Example: example(env, env.T("since.example")), Draft: "came:" + pr.ID}, "keep", env.T("since.keep"))
		return p
	}
	for _, o := range storage.Values("outcome") {
		p.Choice("out:"+o, env.T("outcomes."+o), env.T("outcomes.why."+o))
	}
	judge(env, &p)
	return p
}

// Press implements Screen.
func (s *Since) Press(env *Env, id string) {
	if o, ok := strings.CutPrefix(id, "out:"); ok {
		if s.chosen = o; o != progress.NotYet { // nothing has come of it yet
			didChoose(env, env.T("outcomes."+o))
			return
		}
		id = "keep"
	}
	switch {
	case id == "skip":
		partDone(env, progress.PartSince, true)
	case id == "again":
		s.chosen = ""
	case id == "keep" && s.chosen != "":
		pr := s.promises[s.at]
		save(env, storage.Entry{Kind: storage.KindOutcome, Of: pr.ID, Outcome: s.chosen, Text: strings.TrimSpace(env.Typed["came"])})
		env.Host.Saved("came:" + pr.ID)
		s.next(env, len(s.promises), progress.PartSince)
	}
}

// AfterCare asks, some time after a lesson, whether it is still done alone: that is how
// "again, unaided" and "passed on" are reached.
type AfterCare struct {
	lessons []*progress.Lesson
	round
}

// NewAfterCare takes the lessons on which a higher rung could now be agreed, three at most.
func NewAfterCare(env *Env) *AfterCare {
	ls := env.Prog.AgainDue(env.Now())
	return &AfterCare{lessons: ls[:min(3, len(ls))]}
}

// Page implements Screen.
func (s *AfterCare) Page(env *Env) page.Page {
	p := s.page("aftercare", env.T("agenda.check"))
	p.Title(env.T("aftercare.title"))
	if s.at >= len(s.lessons) {
		s.none(env, &p, env.T("aftercare.none"))
		return p
	}
	l := s.lessons[s.at]
	p.Para(env.T("aftercare.ask", "Name", env.Mentee(), "Date", env.Words.Date(l.Last), "Title", lessonTitle(env, l.ID)))
	if s.chosen != "" {
		p.Toned(page.Accent, rungWord(env, progress.Rung(s.chosen)))
		line(&p, page.Field{ID: "evidence", Label: env.T("rung.evidence"), Hint: env.T("aftercare.evidence"), Draft: "evidence:" + l.ID}, "keep", env.T("write.save"))
		return p
	}
	for _, r := range []progress.Rung{progress.Again, progress.PassedOn} {
		p.Choice("rung:"+string(r), rungWord(env, r), env.T("rungs.means."+string(r)))
	}
	p.Choice("no", env.T("aftercare.not"), env.T("aftercare.not-why"))
	judge(env, &p)
	return p
}

// Press implements Screen.
func (s *AfterCare) Press(env *Env, id string) {
	if rung, ok := strings.CutPrefix(id, "rung:"); ok {
		s.chosen = rung
		didChoose(env, rungWord(env, progress.Rung(rung)))
		return
	}
	switch id {
	case "skip":
		partDone(env, progress.PartCheck, true)
	case "again":
		s.chosen = ""
	case "keep":
		text := strings.TrimSpace(env.Typed["evidence"])
		if text == "" {
			env.Host.Say(env.T("write.missing"))
			return
		}
		lesson := s.lessons[s.at].ID
		save(env, storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: s.chosen, Evidence: text})
		env.Host.Saved("evidence:" + lesson)
		s.next(env, len(s.lessons), progress.PartCheck)
	case "no":
		didChoose(env, env.T("aftercare.not"))
		s.next(env, len(s.lessons), progress.PartCheck)
	}
}
