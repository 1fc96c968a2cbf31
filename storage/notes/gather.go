package notes

import (
	"maps"
	"slices"
	"time"

	"binome/curriculum"
	md "binome/curriculum/block"
	"binome/storage/clean"
	"binome/storage/progress"
)

// record gathers everything that both may read.
func (r Request) record() *Record {
	p := r.Progress
	rec := &Record{
		Format: recordFormat, For: string(r.Audience), Language: r.Words.Lang, LeftOut: LeftOut(r),
		Made: r.Now, Pair: clean.Line(r.PairID), Since: p.Since,
		Mentor: Person{clean.Line(p.Mentor.Name), p.Mentor.Language},
		Mentee: Person{clean.Line(p.Mentee.Name), p.Mentee.Language},
		Next:   p.NextDate, Charter: charter(p),
	}
	rec.Goals, rec.Words, rec.Moved = sayings(p.Goals), sayings(p.Words), sayings(p.Moved)
	for _, q := range p.Postponements {
		rec.Postponed = append(rec.Postponed, Postponed{q.At, q.Next})
	}
	for _, c := range p.Confidence {
		rec.Confidence = append(rec.Confidence, Confidence{c.At, c.Who, c.Topic, clean.Line(p.About(c)), c.Value})
	}
	r.sessions(rec)
	r.lessons(rec)
	r.due(rec)
	rec.AfterCare = afterCare(p)
	rec.lists()
	return rec
}

// lists makes every list that is empty an empty one, so that json has [] and not null.
func (rec *Record) lists() {
	some(&rec.LeftOut)
	some(&rec.Charter)
	some(&rec.Goals)
	some(&rec.Sessions)
	some(&rec.Postponed)
	some(&rec.Lessons)
	some(&rec.Modules)
	some(&rec.Confidence)
	some(&rec.Words)
	some(&rec.Moved)
	some(&rec.Due)
	some(&rec.AfterCare)
	for i := range rec.Lessons {
		some(&rec.Lessons[i].DigComp)
	}
	rec.Before.lists()
	for i := range rec.Sessions {
		rec.Sessions[i].lists()
		rec.Sessions[i].After.lists()
	}
}

func (p *Period) lists() {
	if p == nil {
		return
	}
	some(&p.Lessons)
	some(&p.Rungs)
	some(&p.Notes)
	some(&p.Promises)
	some(&p.Gifts)
	for i := range p.Lessons {
		some(&p.Lessons[i].Steps)
	}
}

func some[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

func charter(p *progress.Progress) []Agreement {
	var out []Agreement
	for _, who := range [...]string{progress.Mentor, progress.Mentee} {
		if a, ok := p.Charter[who]; ok {
			out = append(out, Agreement{who, a.At, a.Hash})
		}
	}
	return out
}

func sayings(lines []progress.Line) []Saying {
	var out []Saying
	for _, l := range lines {
		out = append(out, saying(l))
	}
	return out
}

func saying(l progress.Line) Saying {
	return Saying{ID: l.ID, At: l.At, By: l.By, Lesson: l.Lesson, Text: clean.Text(l.Text)}
}

// sessions puts every happening with its session, or after the one it followed.
func (r Request) sessions(rec *Record) {
	p := r.Progress
	met := r.met()
	for i, s := range met {
		agreed := planned(p, met, i)
		if s.Closed && s.Next == agreed { // it was put in before that date, which stood
			agreed = ""
		}
		rec.Sessions = append(rec.Sessions, Session{
			ID: s.ID, Number: i + 1, Planned: agreed, At: s.At, Spent: s.Spent(), Reserved: s.Minutes,
			Closed: s.Closed, Next: s.Next, Note: clean.Text(s.Note),
		})
	}
	place := r.placer(rec)
	ids := slices.Sorted(maps.Keys(p.Lessons))
	for i, s := range met {
		for _, id := range s.Lessons {
			rec.Sessions[i].Lessons = append(rec.Sessions[i].Lessons, Worked{id, r.title(id), nil})
		}
	}
	for _, id := range ids {
		l := p.Lessons[id]
		for _, step := range curriculum.StepIDs() {
			if at, ok := l.Done[step]; ok {
				worked(place(r.sessionOf(l, at), at), id, r.title(id), string(step))
			}
		}
		for _, g := range l.Rungs {
			into := place(g.Session, g.At)
			into.Rungs = append(into.Rungs, Rung{g.ID, id, r.title(id), string(g.Rung), g.At, clean.Line(g.Evidence)})
		}
	}
	for _, n := range p.Notes {
		into := place(n.Session, n.At)
		into.Notes = append(into.Notes, saying(n))
	}
	for _, n := range p.Gifts {
		into := place(n.Session, n.At)
		into.Gifts = append(into.Gifts, saying(n))
	}
	for _, q := range p.Promises {
		into := place(q.Session, q.At)
		kept := Promise{ID: q.ID, Who: q.Who, At: q.At, Text: clean.Text(q.Text), Outcome: q.Outcome}
		if q.Outcome != "" {
			kept.OutcomeAt = &q.OutcomeAt
		}
		into.Promises = append(into.Promises, kept)
	}
	for i := range rec.Sessions {
		inOrder(&rec.Sessions[i].Period)
		inOrder(rec.Sessions[i].After)
	}
	inOrder(rec.Before)
}

func inOrder(p *Period) {
	if p != nil {
		slices.SortStableFunc(p.Rungs, func(a, b Rung) int { return a.At.Compare(b.At) })
	}
}

// placer finds the period of a happening: that of its session, or, when it names none
// that is there, what followed the last session begun before.
func (r Request) placer(rec *Record) func(session string, at time.Time) *Period {
	index := map[string]int{}
	for i := range rec.Sessions {
		index[rec.Sessions[i].ID] = i
	}
	return func(session string, at time.Time) *Period {
		if i, ok := index[session]; ok && session != "" {
			return &rec.Sessions[i].Period
		}
		last := -1
		for i := range rec.Sessions {
			if !rec.Sessions[i].At.After(at) {
				last = i
			}
		}
		into := &rec.Before
		if last >= 0 {
			into = &rec.Sessions[last].After
		}
		if *into == nil {
			*into = &Period{}
		}
		return *into
	}
}

// sessionOf is the session in which a step of the lesson was done: the last of those
// it was worked on in that had begun by then, and went on until then. A step's own
// entry names it, but the fold keeps the time alone.
func (r Request) sessionOf(l *progress.Lesson, at time.Time) string {
	found := ""
	for _, id := range l.Sessions {
		s := r.Progress.Session(id)
		if s != nil && !s.At.After(at) && !at.After(s.Last) {
			found = id
		}
	}
	return found
}

func worked(into *Period, lesson, title, step string) {
	for i := range into.Lessons {
		if into.Lessons[i].Lesson == lesson {
			into.Lessons[i].Steps = append(into.Lessons[i].Steps, step)
			return
		}
	}
	into.Lessons = append(into.Lessons, Worked{lesson, title, []string{step}})
}

// met are the sessions held, and the one that goes on. One that was begun and left
// before anything happened is none.
func (r Request) met() []progress.Session {
	met := r.Progress.Held("")
	open := r.Progress.OpenSession(r.Now)
	if open != nil && !slices.ContainsFunc(met, func(s progress.Session) bool { return s.ID == open.ID }) {
		met = append(met, *open)
	}
	return met
}

// planned is the date agreed on for the session at that place: the last thing said
// about a next date since the one before it began.
func planned(p *progress.Progress, met []progress.Session, i int) string {
	var from, said time.Time
	began, next := met[i].At, ""
	if i > 0 {
		before := met[i-1]
		from = before.At
		if before.Closed && !before.CloseAt.After(began) {
			said, next = before.CloseAt, before.Next
		}
	}
	for _, q := range p.Postponements {
		if q.At.After(from) && !q.At.After(began) && !q.At.Before(said) {
			said, next = q.At, q.Next
		}
	}
	return next
}

// lessons tells where each lesson and each module stands.
func (r Request) lessons(rec *Record) {
	p := r.Progress
	for _, id := range r.inCurriculumOrder() {
		l := p.Lessons[id]
		out := Lesson{Lesson: id, Title: r.title(id), Finished: l.Finished()}
		if known, ok := r.lesson(id); ok {
			out.DigComp = known.DigComp
		}
		for i := range l.Rungs {
			g := &l.Rungs[i]
			if out.FirstAt == nil || g.At.Before(*out.FirstAt) {
				out.FirstRung, out.FirstAt = string(g.Rung), &g.At
			}
			if out.LastAt == nil || g.Rung.Level() >= progress.Rung(out.LastRung).Level() {
				out.LastRung, out.LastAt = string(g.Rung), &g.At
			}
		}
		rec.Lessons = append(rec.Lessons, out)
	}
	if r.Curriculum == nil {
		return
	}
	for _, m := range r.Curriculum.Modules {
		s := p.Module(m)
		if s.Begun+s.Finished == 0 {
			continue
		}
		out := Module{Module: m.ID, Title: m.Called(r.Words.Lang), Finished: s.Finished, Of: s.Of}
		for _, g := range s.Rungs {
			out.Rungs = append(out.Rungs, g.Level())
		}
		rec.Modules = append(rec.Modules, out)
	}
}

// due are the questions that could be asked today.
func (r Request) due(rec *Record) {
	const all = 1 << 20
	for _, c := range r.Progress.Due(r.Now, all, "") {
		q := Question{Question: c.Question, Title: r.title(c.Lesson), Due: c.Due.In(r.Now.Location())}
		if _, there := r.lesson(c.Lesson); there {
			asked := r.Curriculum.Question(c.Question, r.Words.Lang)
			if asked == nil {
				continue
			}
			q.Text = md.Words(asked.Spans)
		}
		rec.Due = append(rec.Due, q)
	}
}

// afterCare are the days of the two checks, once the route is done.
func afterCare(p *progress.Progress) []AfterCare {
	done, all := p.RouteDone()
	held := p.Held("")
	if all == 0 || done < all || len(held) == 0 {
		return nil
	}
	var out []AfterCare
	for _, days := range [...]int{30, 90} {
		day := held[len(held)-1].Last.Add(time.Duration(days) * 24 * time.Hour)
		out = append(out, AfterCare{days, day.Format(time.DateOnly)})
	}
	return out
}

func (r Request) lesson(id string) (*curriculum.Lesson, bool) {
	if r.Curriculum == nil {
		return nil, false
	}
	return r.Curriculum.Lesson(id)
}

// title of a lesson in the reader's language; its name when no curriculum has it any more.
func (r Request) title(id string) string {
	return r.Curriculum.Called(id, r.Words.Lang)
}

// inCurriculumOrder are the lessons begun, in the curriculum's order, then those that
// no curriculum has any more.
func (r Request) inCurriculumOrder() []string {
	var out []string
	seen := map[string]bool{}
	if r.Curriculum != nil {
		for _, m := range r.Curriculum.Modules {
			for _, l := range m.Lessons {
				if _, ok := r.Progress.Lessons[l.ID]; ok {
					out, seen[l.ID] = append(out, l.ID), true
				}
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Progress.Lessons)) {
		if !seen[id] {
			out = append(out, id)
		}
	}
	return out
}
