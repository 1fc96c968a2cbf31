package progress

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"binome/curriculum"
)

// PartKind is one of the parts of a session.
type PartKind string

// The parts, in the order they come.
const (
	PartLaunch PartKind = "launch" // the working agreement, once
	PartRecap  PartKind = "recap"  // restart: where we were, in five lines
	PartRecall PartKind = "recall" // up to three due questions
	PartSince  PartKind = "since"  // each promise
	PartCheck  PartKind = "check"  // after-care: "did you do it alone?"
	PartLesson PartKind = "lesson" // five steps
	PartReturn PartKind = "return" // the mentee teaches
	PartClose  PartKind = "close"  // rung, promise, next date
)

// A Part of the agenda.
type Part struct {
	Kind    PartKind
	Minutes int
	Lesson  *curriculum.Lesson // of a lesson part
	From    curriculum.StepID  // of a lesson part: where to begin
	To      curriculum.StepID  // of a lesson part: where the time is up; remember when it fits whole
	Why     Why                // of a lesson part
	Cards   []Card             // of a recall part
}

// Whole reports whether a lesson part gets to its end.
func (p Part) Whole() bool { return p.To == curriculum.Remember }

// An Agenda is a session fitted to the time the two have. Its parts' minutes and what
// is in hand add up to Minutes.
type Agenda struct {
	Minutes int
	Parts   []Part
	InHand  int
	Restart bool // after a long gap: fifteen minutes are enough to pick up the thread
}

// Lengths are the times a pair may have, in minutes.
func Lengths() [4]int { return [4]int{15, 30, 60, 90} }

// Minutes of the parts (PRODUCT, One session, one hour).
const (
	launchMinutes = 8 // the first task begins by then
	recallMinutes = 5
	sinceMinutes  = 5
	returnMinutes = 10
	leastReturn   = 3
	closeMinutes  = 5
	inHandMinutes = 10 // of an hour or more: conversations run over
	leastInHand   = 5  // when a second lesson fits
	shortMinutes  = 3  // of a quarter of an hour: one question, one word on a promise, the close
	recapMinutes  = 2
	leastByHand   = 7 // of a quarter of an hour: something is done in it
	checkMinutes  = 10
)

// Agenda lays out a session of that many minutes (at least 10), beginning now.
// rhythm is the usual number of days between two sessions; session is the present
// session's id when it has begun, so that what was done in it isn't offered again.
//
// The close (with the next date, which momentum hangs on) is fitted first. An hour or
// more then holds everything, ten minutes in hand included, and the lesson gets the
// rest: one of 25 minutes in an hour, one of 45 or two in 90. Half an hour goes to the
// lesson, once it was asked what became of the promises, which is asked at any length. A
// quarter of an hour goes to that and to a lesson's next task by hand, told briefly where its
// steps would take longer; one question is asked where there is time for both.
func (p *Progress) Agenda(now time.Time, minutes, rhythm int, session string) Agenda {
	f := fitting{p: p, left: max(minutes, 10)}
	a := Agenda{Minutes: f.left, Restart: p.Gap(now, rhythm, session)}
	launch := !p.CharterAgreed() && len(p.Held(session)) == 0 && !p.pastLaunch(session)
	promised := len(p.OpenPromises(session)) > 0
	gift := !p.giftIn(session)
	asked := p.askedCount(session)
	most := RecallMost
	if p.Number(session) == 6 { // two more answers are asked for at its close: a question goes
		most--
	}
	switch {
	case Extra(a.Minutes):
		f.take(true, PartClose, shortMinutes)
		f.take(promised, PartSince, shortMinutes)
		f.take(a.Restart, PartRecap, recapMinutes)
		if f.left-shortMinutes >= leastByHand {
			f.recall(p.Due(now, 1-asked, session), shortMinutes)
		}
		f.brief = true
		f.lesson(f.left, session)
	case a.Minutes < 60:
		f.take(true, PartClose, closeMinutes)
		f.take(launch, PartLaunch, launchMinutes)
		f.take(promised, PartSince, shortMinutes)
		f.lesson(f.left, session)
		f.recall(p.Due(now, most-asked, session), recallMinutes)
		if f.left < returnMinutes {
			f.take(gift, PartReturn, leastReturn)
		} else {
			f.take(gift, PartReturn, returnMinutes)
		}
	default:
		f.take(true, PartClose, closeMinutes)
		f.take(launch, PartLaunch, launchMinutes)
		f.take(promised, PartSince, sinceMinutes)
		f.recall(p.Due(now, most-asked, session), recallMinutes)
		f.take(gift, PartReturn, returnMinutes)
		f.lesson(f.left-inHandMinutes, session)
		if n := len(f.parts); f.parts[n-1].Kind == PartLesson && f.parts[n-1].Whole() {
			f.wholeLesson(f.left - leastInHand)
		}
	}
	if p.AfterCare(now, session) != 0 {
		f.take(true, PartCheck, checkMinutes)
	}
	a.Parts, a.InHand = order(f.parts), f.left
	return a
}

// Extra reports whether a session of that many minutes is less than one: a quarter of an hour
// put in between two. 0 minutes are not known.
func Extra(minutes int) bool { return minutes > 0 && minutes < 30 }

// fitting is an agenda in the making.
type fitting struct {
	p     *Progress
	left  int
	parts []Part
	brief bool // a lesson's steps up to one by hand may take less than their minutes
}

// take adds a part if it is wanted and still fits.
func (f *fitting) take(wanted bool, k PartKind, minutes int) {
	if wanted && f.left >= minutes {
		f.left -= minutes
		f.parts = append(f.parts, Part{Kind: k, Minutes: minutes})
	}
}

func (f *fitting) recall(cards []Card, minutes int) {
	if n := len(f.parts); len(cards) > 0 {
		f.take(true, PartRecall, minutes)
		if len(f.parts) > n {
			f.parts[n].Cards = cards
		}
	}
}

// lesson adds the next lesson, as far as it gets in that many minutes; none when one was
// already brought to its end in this session.
func (f *fitting) lesson(minutes int, session string) {
	if s := f.p.Session(session); s != nil {
		for _, id := range s.Lessons {
			if id != CharterLesson && f.p.Lessons[id].finishedIn(s) {
				return
			}
		}
	}
	part, ok := f.p.lessonPart(minutes, f.parts)
	if f.brief && !part.byHand() && minutes >= leastByHand {
		part, ok = f.p.briefPart(part, minutes)
	}
	if ok {
		f.left -= part.Minutes
		f.parts = append(f.parts, part)
	}
}

// wholeLesson adds one more only if it gets to its end.
func (f *fitting) wholeLesson(minutes int) {
	if part, ok := f.p.lessonPart(minutes, f.parts); ok && part.Whole() {
		f.left -= part.Minutes
		f.parts = append(f.parts, part)
	}
}

// lessonPart is the next lesson not yet among parts, as far as it fits into left minutes.
func (p *Progress) lessonPart(left int, parts []Part) (Part, bool) {
	var have []string
	for _, q := range parts {
		if q.Lesson != nil {
			have = append(have, q.Lesson.ID)
		}
	}
	n := p.Next(have...)
	if n.Lesson == nil {
		return Part{}, false
	}
	part := Part{Kind: PartLesson, Lesson: n.Lesson, From: n.Step, Why: n.Why}
	ids := curriculum.StepIDs()
	for _, s := range ids[max(n.Step.Index(), 0):] {
		m := curriculum.StepMinutes(n.Lesson.Minutes, s)
		if part.Minutes+m > left {
			break
		}
		part.Minutes, part.To = part.Minutes+m, s
	}
	return part, part.To != ""
}

// byHand reports whether a lesson part has a step in which something is done by hand.
func (p Part) byHand() bool {
	for _, s := range curriculum.StepIDs() {
		if s.HandsOn() && s.Index() >= p.From.Index() && s.Index() <= p.To.Index() {
			return true
		}
	}
	return false
}

// briefPart is a lesson part that comes to its next step by hand, in those minutes; as it is
// where none is left.
func (p *Progress) briefPart(part Part, minutes int) (Part, bool) {
	for _, s := range curriculum.StepIDs() {
		if part.Lesson != nil && s.HandsOn() && s.Index() >= part.From.Index() {
			part.To, part.Minutes = s, minutes
			return part, true
		}
	}
	return part, part.To != ""
}

func order(parts []Part) []Part {
	rank := []PartKind{PartLaunch, PartRecap, PartRecall, PartSince, PartCheck, PartLesson, PartReturn, PartClose}
	slices.SortStableFunc(parts, func(a, b Part) int {
		return cmp.Compare(slices.Index(rank, a.Kind), slices.Index(rank, b.Kind))
	})
	return parts
}

// pastLaunch reports whether they put the agreement off and went on to a lesson.
func (p *Progress) pastLaunch(session string) bool {
	s := p.Session(session)
	return s != nil && slices.ContainsFunc(s.Lessons, func(id string) bool { return id != CharterLesson })
}

func (p *Progress) giftIn(session string) bool {
	return session != "" && slices.ContainsFunc(p.Gifts, func(g Line) bool { return g.Session == session })
}

func (p *Progress) askedCount(session string) int {
	n := 0
	for q := range p.Reviews {
		if p.askedIn(q, session) {
			n++
		}
	}
	return n
}

func (l *Lesson) finishedIn(s *Session) bool {
	at, ok := l.Done[curriculum.Remember]
	return ok && !at.Before(s.At)
}

// Gap reports whether the pair hasn't met for more than twice its rhythm (in days).
// session names the present one, which doesn't count.
func (p *Progress) Gap(now time.Time, rhythm int, session string) bool {
	held := p.Held(session)
	if len(held) == 0 || rhythm <= 0 {
		return false
	}
	return now.Sub(held[len(held)-1].Last) > time.Duration(2*rhythm)*24*time.Hour
}

// AskConfidence reports whether this session asks for it: the first, the third and the
// sixth. number counts from 1.
func AskConfidence(number int) bool { return number == 1 || number == 3 || number == 6 }

// Number is the session's place among those held, from 1.
func (p *Progress) Number(session string) int {
	n := 0
	for _, s := range p.Sessions {
		if s.ID == session {
			return n + 1
		}
		if s.Held() {
			n++
		}
	}
	return n + 1
}

// AfterCare is the number of days (30 or 90) whose check is due: the route is done, that
// long has passed since the last session, and no session was held in between. 0 for none.
func (p *Progress) AfterCare(now time.Time, session string) int {
	done, all := p.RouteDone()
	if all == 0 || done < all {
		return 0
	}
	held := p.Held(session)
	if len(held) == 0 {
		return 0
	}
	days := int(now.Sub(held[len(held)-1].Last) / (24 * time.Hour))
	switch {
	case days >= 90:
		return 90
	case days >= 30:
		return 30
	}
	return 0
}

// AgainDue are lessons done unaided (or with less) a week or more ago, on which "again,
// unaided" or "passed on" can now be agreed, oldest first.
func (p *Progress) AgainDue(now time.Time) []*Lesson {
	var out []*Lesson
	for _, id := range slices.Sorted(maps.Keys(p.Lessons)) {
		l := p.Lessons[id]
		if len(l.Rungs) == 0 || l.Rung().Level() >= PassedOn.Level() {
			continue
		}
		if now.Sub(l.Rungs[len(l.Rungs)-1].At) >= 7*24*time.Hour {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b *Lesson) int { return a.Last.Compare(b.Last) })
	return out
}
