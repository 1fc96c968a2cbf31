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

// Recall asks the questions that are due: said aloud, then shown, then marked by the
// mentor. No score is kept in sight, because none is kept.
type Recall struct {
	cards []progress.Card
	at    int
	marks []string // ids of the marks that were given here, by card; "" for none
	quiz
}

// A quiz is a question as it stands on a page: shown or not, and which answer the mentee
// gave, which is seen beside the feedback and then forgotten.
type quiz struct {
	shown bool
	said  string // "A"; "" when nobody pressed one
}

// marks are what the mentor may say of an answer.
func marks() []string { return []string{"alone", "with-help", "forgotten"} }

// NewRecall asks those cards.
func NewRecall(cards []progress.Card) *Recall {
	return &Recall{cards: cards, marks: make([]string, len(cards))}
}

// again goes back to a question whose mark was taken back.
func (s *Recall) again(env *Env) {
	for _, e := range env.State.Entries {
		if at := slices.Index(s.marks, e.Of); e.Kind == storage.KindRetract && at >= 0 {
			s.at, s.marks[at], s.quiz = at, "", quiz{}
		}
	}
}

// askAgain asks the question whose mark was taken back: before those that are still to be
// asked, or, when they have gone on to something else, by itself.
func askAgain(env *Env, mark storage.Entry) {
	card := progress.Card{Question: mark.Question}
	s, asking := env.Host.Top().(*Recall)
	switch {
	case !asking:
		env.Host.Replace(NewRecall([]progress.Card{card}))
	case !slices.Contains(s.marks, mark.ID): // it was given before the coach was opened
		s.cards, s.marks, s.quiz = slices.Insert(s.cards, s.at, card), slices.Insert(s.marks, s.at, ""), quiz{}
	}
}

// Page implements Screen.
func (s *Recall) Page(env *Env) page.Page {
	s.again(env)
	p := page.Page{Name: "recall:" + strconv.Itoa(s.at) + ":" + strconv.FormatBool(s.shown), Where: env.T("agenda.recall")}
	q := question(env, s.cards[s.at].Question)
	if q == nil { // the lesson went away between two openings
		p.Para(env.T("recall.gone"))
		p.Do("skip-one", env.T("recall.next"), "c")
		return p
	}
	if s.shown {
		p.Band(page.Second, env.T("recall.mark", "Name", env.Mentor()))
	} else {
		p.Band(page.Accent, env.T("lesson.answers", "Name", env.Mentee()))
	}
	s.draw(env, &p, q, s.at+1, len(s.cards), session(env), true)
	if !s.shown {
		p.Do("show", env.T("recall.show"), "v")
		p.Do("skip", env.T("keys.skip"), "s")
		return p
	}
	// Actions, not rows: all three are in sight however long the feedback is.
	p.Judge = true
	for i, r := range marks() {
		p.Do("rate:"+r, env.T("ratings."+r), strconv.Itoa(i+1))
	}
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// draw puts a question on a page: its options in an order of their own each time, "I don't
// know" among them; once shown, what each would lead to. Where it is only looked at, no
// answer can be pressed.
func (z *quiz) draw(env *Env, p *page.Page, q *curriculum.Question, n, of int, salt string, asked bool) {
	p.Quiet(env.T("recall.count", "N", n, "Of", of))
	p.Add(page.Block{Kind: page.Lesson, Tone: page.Strong, Spans: q.Spans})
	p.Lesson(q.Blocks)
	p.Gap()
	add := func(i int, o page.Block) {
		o.Kind = page.Option
		o.Label = string(rune('A' + i))
		if asked {
			o.ID = "say:" + o.Label
		}
		if z.said == o.Label {
			o.Right = env.T("recall.said", "Name", env.Mentee())
		}
		if !z.shown {
			o.Reply = nil
		}
		if asked && !z.shown {
			p.Actions = append(p.Actions, page.Action{ID: o.ID, Label: o.Label, Letter: strings.ToLower(o.Label), Hidden: true})
		}
		p.Add(o)
	}
	options := progress.Shuffled(q.Options, salt+q.ID)
	for i, o := range options {
		b := page.Block{Spans: o.Spans, Blocks: o.Blocks, Reply: o.Feedback}
		if z.shown && o.Right {
			b.State = page.Done
		}
		add(i, b)
	}
	add(len(options), page.Block{Spans: block.Inline(env.T("recall.dont-know")), Reply: block.Parse(env.T("recall.dont-know-why")).Blocks})
	if z.shown {
		p.Lesson(q.After)
	} else {
		p.Gap()
		p.Quiet(env.T("recall.aloud", "Name", env.Mentee()))
	}
}

// press takes what is pressed of a question.
func (z *quiz) press(id string) bool {
	if said, ok := strings.CutPrefix(id, "say:"); ok {
		z.said, z.shown = said, true
		return true
	}
	if id == "show" {
		z.shown = true
		return true
	}
	return false
}

// Press implements Screen.
func (s *Recall) Press(env *Env, id string) {
	if s.press(id) {
		return
	}
	if rating, ok := strings.CutPrefix(id, "rate:"); ok {
		if kept := save(env, storage.Entry{Kind: storage.KindRecall, Question: s.cards[s.at].Question, Rating: rating}); len(kept) > 0 {
			s.marks[s.at] = kept[0].ID
		}
		id = "skip-one"
	}
	switch id {
	case "skip":
		partDone(env, progress.PartRecall, true)
	case "skip-one":
		if s.at+1 == len(s.cards) {
			partDone(env, progress.PartRecall, false)
			return
		}
		s.at, s.quiz = s.at+1, quiz{}
	}
}

// question finds a question by its full name; nil when it is gone.
func question(env *Env, name string) *curriculum.Question {
	lesson, id, _ := strings.Cut(name, "#")
	l, ok := env.Cur.Lesson(lesson)
	if !ok {
		return nil
	}
	text, err := l.Text(env.Lang())
	if err != nil {
		return nil
	}
	return text.Question(id)
}

// Since goes through the promises: how each went, and one line on what came of it.
type Since struct {
	promises []progress.Promise
	at       int
	outcome  string // chosen for the promise they are at; its line is being asked for
}

// NewSince takes the promises nobody has spoken of yet.
func NewSince(env *Env) *Since { return &Since{promises: env.Prog.OpenPromises(session(env))} }

// Page implements Screen.
func (s *Since) Page(env *Env) page.Page {
	p := page.Page{Name: "since:" + strconv.Itoa(s.at) + ":" + s.outcome, Where: env.T("agenda.since")}
	p.Title(env.T("since.title"))
	if s.at >= len(s.promises) {
		p.Para(env.T("since.none"))
		p.Do("skip", env.T("keys.go-on"), "c")
		return p
	}
	pr := s.promises[s.at]
	p.Quiet(env.T("since.promised", "Name", env.Name(pr.Who), "Date", env.Words.Date(pr.At)))
	p.Quote(pr.Text)
	p.Gap()
	if s.outcome != "" {
		p.Para(env.T("since.what-came", "Outcome", env.T("outcomes."+s.outcome)))
		p.Entry(page.Field{ID: "came", Example: example(env, env.T("since.example")), Draft: "came:" + pr.ID, Enter: "keep"})
		p.Do("keep", env.T("since.keep"), "c")
		p.Back = "again"
		return p
	}
	p.Picks, p.Judge = true, true
	for _, o := range []string{"done", "adapted", "not-yet"} {
		p.Choice("out:"+o, env.T("outcomes."+o), env.T("outcomes.why."+o))
	}
	p.Do("pick", env.T("keys.choose"), "c")
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// Press implements Screen.
func (s *Since) Press(env *Env, id string) {
	if id == "skip" {
		partDone(env, progress.PartSince, true)
		return
	}
	if id == "again" {
		s.outcome = ""
		return
	}
	if o, ok := strings.CutPrefix(id, "out:"); ok {
		if s.outcome = o; o != "not-yet" { // nothing has come of it yet
			return
		}
		id = "keep"
	}
	if id != "keep" || s.outcome == "" {
		return
	}
	pr := s.promises[s.at]
	save(env, storage.Entry{Kind: storage.KindOutcome, Of: pr.ID, Outcome: s.outcome, Text: strings.TrimSpace(env.Typed["came"])})
	env.Host.Saved("came:" + pr.ID)
	s.outcome = ""
	if s.at+1 == len(s.promises) {
		partDone(env, progress.PartSince, false)
		return
	}
	s.at++
}

// Recap picks up the thread after a long gap, in five lines at most.
type Recap struct{}

// Page implements Screen.
func (*Recap) Page(env *Env) page.Page {
	p := page.Page{Name: "recap", Where: env.T("agenda.recap"), Read: true}
	p.Title(env.T("recap.title"))
	r := env.Prog.Recap(session(env))
	if r.At.IsZero() {
		p.Para(env.T("recap.nothing"))
	} else {
		p.Point(page.Bullet, env.T("recap.last", "Date", env.Words.Date(r.At)))
	}
	for _, id := range r.Lessons {
		title := lessonTitle(env, id)
		if rung := env.Prog.Lessons[id].Rung(); rung != progress.NoRung {
			p.Point(page.Bullet, env.T("recap.rung", "Title", title, "Rung", rungWord(env, rung)))
		} else {
			p.Point(page.Bullet, env.T("recap.lesson", "Title", title))
		}
	}
	if r.Gift != "" {
		p.Point(page.Bullet, env.T("recap.gift", "Name", env.Mentor(), "Text", r.Gift))
	}
	for _, q := range r.Promises {
		p.Point(page.Bullet, env.T("recap.promise", "Name", env.Name(q.Who), "Text", q.Text))
	}
	p.Do("on", env.T("keys.go-on"), "c")
	return p
}

// Press implements Screen.
func (*Recap) Press(env *Env, id string) { partDone(env, progress.PartRecap, false) }

// AfterCare asks, some time after a lesson, whether it is still done alone: that is how
// "again, unaided" and "passed on" are reached.
type AfterCare struct {
	lessons []*progress.Lesson
	at      int
	rung    string // chosen; its evidence is being asked for
}

// NewAfterCare takes the lessons on which a higher rung could now be agreed, three at most.
func NewAfterCare(env *Env) *AfterCare {
	ls := env.Prog.AgainDue(env.Now())
	return &AfterCare{lessons: ls[:min(3, len(ls))]}
}

// Page implements Screen.
func (s *AfterCare) Page(env *Env) page.Page {
	p := page.Page{Name: "aftercare:" + strconv.Itoa(s.at) + ":" + s.rung, Where: env.T("agenda.check")}
	p.Title(env.T("aftercare.title"))
	if s.at >= len(s.lessons) {
		p.Para(env.T("aftercare.none"))
		p.Do("skip", env.T("keys.go-on"), "c")
		return p
	}
	l := s.lessons[s.at]
	p.Para(env.T("aftercare.ask", "Name", env.Mentee(), "Date", env.Words.Date(l.Last), "Title", lessonTitle(env, l.ID)))
	if s.rung != "" {
		p.Toned(page.Accent, rungWord(env, progress.Rung(s.rung)))
		p.Entry(page.Field{ID: "evidence", Label: env.T("rung.evidence"), Hint: env.T("aftercare.evidence"), Draft: "evidence:" + l.ID, Enter: "keep"})
		p.Do("keep", env.T("write.save"), "c")
		p.Back = "again"
		return p
	}
	p.Picks, p.Judge = true, true
	for _, r := range []progress.Rung{progress.Again, progress.PassedOn} {
		p.Choice("rung:"+string(r), rungWord(env, r), env.T("rungs.means."+string(r)))
	}
	p.Choice("no", env.T("aftercare.not"), env.T("aftercare.not-why"))
	p.Do("pick", env.T("keys.choose"), "c")
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// Press implements Screen.
func (s *AfterCare) Press(env *Env, id string) {
	if rung, ok := strings.CutPrefix(id, "rung:"); ok {
		s.rung = rung
		return
	}
	switch id {
	case "skip":
		partDone(env, progress.PartCheck, true)
	case "again":
		s.rung = ""
	case "keep":
		text := strings.TrimSpace(env.Typed["evidence"])
		if text == "" {
			env.Host.Say(env.T("write.missing"))
			return
		}
		lesson := s.lessons[s.at].ID
		save(env, storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: s.rung, Evidence: text})
		env.Host.Saved("evidence:" + lesson)
		s.next(env)
	case "no":
		s.next(env)
	}
}

func (s *AfterCare) next(env *Env) {
	s.rung = ""
	if s.at+1 >= len(s.lessons) {
		partDone(env, progress.PartCheck, false)
		return
	}
	s.at++
}

// InReturn is the time in which the mentee teaches the mentor something; the mentor writes
// one line on what they learned.
type InReturn struct{ ideas bool }

// Page implements Screen.
func (s *InReturn) Page(env *Env) page.Page {
	p := page.Page{Name: "return", Where: env.T("agenda.return"), Read: true}
	p.Title(env.T("return.title", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	if env.Hour.Short(env.Now()) {
		p.Toned(page.Accent, env.T("return.short"))
	}
	p.Para(env.T("return.what", "Mentee", env.Mentee(), "Mentor", env.Mentor()))
	if s.ideas {
		p.Heading(env.T("return.ideas"))
		for _, l := range giveBackIdeas(env) {
			p.Point(page.Bullet, l)
		}
	}
	for _, g := range env.Prog.Gifts {
		if g.Session == session(env) && g.Session != "" {
			p.Quote(g.Text)
		}
	}
	p.Do("write", env.T("return.write", "Name", env.Mentor()), "c")
	p.DoIf(!s.ideas, "ideas", env.T("return.ideas"), "i")
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// Press implements Screen.
func (s *InReturn) Press(env *Env, id string) {
	switch id {
	case "ideas":
		s.ideas = true
	case "skip":
		partDone(env, progress.PartReturn, true)
	case "write":
		env.Host.Go(&Write{
			Draft: "gift", Title: env.T("return.line", "Name", env.Mentor()), Hint: env.T("return.hint", "Name", env.Mentee()),
			Save: func(env *Env, text string) {
				save(env, storage.Entry{Kind: storage.KindGift, Text: text})
				partDone(env, progress.PartReturn, false)
			},
		})
	}
}

// giveBackIdeas are what the senior could teach: the lessons of the modules that turn the
// roles, and three things that need no lesson.
func giveBackIdeas(env *Env) []string {
	var out []string
	for _, m := range env.Cur.Modules {
		if !m.Swapped {
			continue
		}
		for _, l := range m.Lessons {
			if !env.Prog.Lessons[l.ID].Finished() {
				out = append(out, lessonTitle(env, l.ID))
			}
		}
	}
	return append(out, env.T("return.idea-1"), env.T("return.idea-2"), env.T("return.idea-3"))
}
