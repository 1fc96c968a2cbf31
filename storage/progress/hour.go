package progress

import (
	"maps"
	"slices"
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage"
)

// An Hour is the session the two are in: its agenda as laid out when it began, how far
// they are, and its clock. Of all this only the session entry is kept; after a break
// [ResumeHour] lays the same agenda out again and finds in the journal what is behind
// them.
type Hour struct {
	Session string // id of the session entry
	Began   time.Time
	Minutes int
	Parts   []HourPart
	InHand  int
	Restart bool

	away      time.Duration // pauses
	partBegan time.Time
	stepBegan map[Place]time.Time
	left      *left // for the close, before its time
}

// left is how the hour stood when they went to the close.
type left struct {
	parts []HourPart
	began time.Time // of the part they were at
}

// An HourPart is a part of the agenda and whether it is behind them.
type HourPart struct {
	Part
	Done    bool
	Skipped bool
}

// NewHour begins an agenda.
func NewHour(session string, began time.Time, a Agenda) *Hour {
	h := &Hour{Session: session, Began: began, Minutes: a.Minutes, InHand: a.InHand, Restart: a.Restart, partBegan: began}
	for _, p := range a.Parts {
		h.Parts = append(h.Parts, HourPart{Part: p})
	}
	return h
}

// ResumeHour is the session that goes on (after the program was closed, or in a second
// window) as it was laid out when it began, with what has been done in it; nil when none
// does. entries are those that were folded into p.
func ResumeHour(p *Progress, entries []storage.Entry, now time.Time, rhythm int) *Hour {
	s := p.OpenSession(now)
	if s == nil {
		return nil
	}
	in := func(e *storage.Entry) bool { return e.ID == s.ID || e.Session == s.ID }
	first := 0
	for first < len(entries) && !in(&entries[first]) {
		first++
	}
	before := entries[:first:first] // mostly, all that follow are the session's
	for i := range entries[first:] {
		if e := &entries[first+i]; !in(e) {
			before = append(before, *e)
		}
	}
	h := NewHour(s.ID, s.At, Fold(p.cur, before).Agenda(s.At, s.Minutes, rhythm, ""))
	if l := p.elsewhere(h, s); l != nil {
		h.Take(l, curriculum.Discover)
	}
	last := -1
	for i := range h.Parts {
		begun, done := p.traces(h.Parts[i].Part, s)
		h.Parts[i].Done = done
		if begun || done {
			last = i
		}
	}
	for i := range last {
		if q := &h.Parts[i]; !q.Done {
			q.Done, q.Skipped = true, true
		}
	}
	h.away = s.Away
	if gap := now.Sub(s.Last); gap > quiet {
		h.away += gap
	}
	h.come(now)
	return h
}

// Paused has the clock stand still for as long as the two were away.
func (h *Hour) Paused(p *Progress) {
	if h == nil {
		return
	}
	if s := p.Session(h.Session); s != nil {
		h.away = max(h.away, s.Away)
	}
}

// come begins the part they are at now. In return shrinks where the hour has run late: it
// is the one in which the other gives, and doesn't drop out.
func (h *Hour) come(now time.Time) {
	h.partBegan = now
	if p := h.Now(); p != nil && p.Kind == PartReturn && h.Short(now) {
		p.Minutes = leastReturn
	}
}

// elsewhere is the lesson they took up in the session instead of the one laid out.
func (p *Progress) elsewhere(h *Hour, s *Session) *curriculum.Lesson {
	if p.cur == nil {
		return nil
	}
	for _, id := range slices.Backward(s.Lessons) {
		if id == CharterLesson || h.has(id) || !p.Lessons[id].walked(s.At) {
			continue
		}
		if l, ok := p.cur.Lesson(id); ok {
			return l
		}
	}
	return nil
}

// walked reports whether a step was come to or done since; a rung agreed on is no walk.
func (l *Lesson) walked(since time.Time) bool {
	for _, times := range [...]map[curriculum.StepID]time.Time{l.Begun, l.Done} {
		for _, at := range times {
			if !at.Before(since) {
				return true
			}
		}
	}
	return false
}

// traces tells what the journal shows of a part in a session: that it was begun, and that
// it is done.
func (p *Progress) traces(part Part, s *Session) (begun, done bool) {
	switch part.Kind {
	case PartLaunch:
		return slices.Contains(s.Lessons, CharterLesson), p.CharterAgreed()
	case PartRecall:
		for _, c := range part.Cards {
			if p.askedIn(c.Question, s.ID) {
				begun = true
			} else {
				return begun, false
			}
		}
		return begun, begun
	case PartSince:
		waits := false
		for _, q := range p.OpenPromises(s.ID) { // "not yet", said today, is a word on it
			waits = waits || q.OutcomeAt.Before(s.At)
		}
		for _, q := range p.Promises {
			begun = begun || !q.OutcomeAt.Before(s.At)
		}
		return begun, begun && !waits
	case PartCheck:
		for _, l := range p.Lessons {
			for _, r := range l.Rungs {
				begun = begun || r.Session == s.ID && r.Rung.Level() >= Again.Level()
			}
		}
		return begun, false
	case PartLesson:
		l := p.Lessons[part.Lesson.ID]
		if l == nil {
			return false, false
		}
		at, ended := l.Done[part.To]
		return slices.Contains(l.Sessions, s.ID), ended && !at.Before(s.At)
	case PartReturn:
		return false, p.giftIn(s.ID)
	case PartClose:
		return slices.ContainsFunc(p.Confidence, func(c Confidence) bool { return c.Session == s.ID }), s.Closed
	}
	return false, false
}

// Clone is an hour of its own that stands as this one does.
func (h *Hour) Clone() *Hour {
	if h == nil {
		return nil
	}
	c := *h
	c.Parts, c.stepBegan = slices.Clone(h.Parts), maps.Clone(h.stepBegan)
	return &c
}

// Now is the part they are at; nil when all is done, or none has begun.
func (h *Hour) Now() *HourPart {
	if h == nil {
		return nil
	}
	for i := range h.Parts {
		if !h.Parts[i].Done {
			return &h.Parts[i]
		}
	}
	return nil
}

// Finish leaves the first part of that kind that isn't done yet behind.
func (h *Hour) Finish(k PartKind, skipped bool, now time.Time) {
	if h == nil {
		return
	}
	for i := range h.Parts {
		if p := &h.Parts[i]; p.Kind == k && !p.Done {
			p.Done, p.Skipped = true, skipped
			h.left = nil
			h.come(now)
			return
		}
	}
}

// ToClose leaves everything before the close behind, until [Hour.BackFromClose].
func (h *Hour) ToClose(now time.Time) {
	if p := h.Now(); p != nil && p.Kind != PartClose {
		h.left = &left{slices.Clone(h.Parts), h.partBegan}
	}
	for p := h.Now(); p != nil && p.Kind != PartClose; p = h.Now() {
		p.Done, p.Skipped = true, true
	}
	h.come(now)
}

// LeftPart is the part they left for the close, to which they can go back as long as the
// session isn't closed; nil for none.
func (h *Hour) LeftPart() *HourPart {
	if h == nil || h.left == nil || h.Now() == nil {
		return nil
	}
	was := Hour{Parts: h.left.parts}
	return was.Now()
}

// BackFromClose has the hour stand as it did before they went to the close.
func (h *Hour) BackFromClose() {
	if h.LeftPart() != nil {
		h.Parts, h.partBegan, h.left = slices.Clone(h.left.parts), h.left.began, nil
	}
}

// Take puts a lesson in the place of the one they are at or that comes next.
func (h *Hour) Take(l *curriculum.Lesson, from curriculum.StepID) {
	h.left = nil
	part := Part{Kind: PartLesson, Lesson: l, From: from, To: curriculum.Remember, Why: WhyChosen}
	for _, s := range curriculum.StepIDs() {
		if s.Index() >= from.Index() {
			part.Minutes += curriculum.StepMinutes(l.Minutes, s)
		}
	}
	at := len(h.Parts)
	for i := range h.Parts {
		p := &h.Parts[i]
		if p.Kind == PartLesson && !p.Done {
			p.Part = part
			return
		}
		if at == len(h.Parts) && (p.Kind == PartReturn || p.Kind == PartClose) {
			at = i
		}
	}
	h.Parts = slices.Insert(h.Parts, at, HourPart{Part: part})
}

// Walks reports whether that lesson is what they are at: what is done in it counts, what
// is looked at elsewhere doesn't.
func (h *Hour) Walks(lesson string) bool {
	p := h.Now()
	return p != nil && (p.Kind == PartLesson && p.Lesson.ID == lesson || p.Kind == PartLaunch && lesson == CharterLesson)
}

func (h *Hour) has(lesson string) bool {
	return slices.ContainsFunc(h.Parts, func(p HourPart) bool { return p.Lesson != nil && p.Lesson.ID == lesson })
}

// Left is how many whole minutes are left of the session; below zero when it runs over.
func (h *Hour) Left(now time.Time) int { return h.Minutes - Gone(h.Began.Add(h.away), now) }

// PartLeft is how many whole minutes are left of the part they are at, of that many.
func (h *Hour) PartLeft(now time.Time) (left, of int) {
	p := h.Now()
	if p == nil {
		return 0, 0
	}
	return p.Minutes - Gone(h.partBegan, now), p.Minutes
}

// Short reports whether there is no time for the whole of the turned roles.
func (h *Hour) Short(now time.Time) bool {
	return h != nil && h.Left(now)-closeMinutes < returnMinutes
}

// Gone is how many whole minutes have gone by; never less than none.
func Gone(from, now time.Time) int { return max(0, int(now.Sub(from).Minutes())) }

// Arrive notes when they came to a step, for the pace.
func (h *Hour) Arrive(p Place, now time.Time) {
	if h == nil {
		return
	}
	if h.stepBegan == nil {
		h.stepBegan = map[Place]time.Time{}
	}
	if _, ok := h.stepBegan[p]; !ok {
		h.stepBegan[p] = now
	}
}

// StepBegan is when they came to a step in this session.
func (h *Hour) StepBegan(p Place) (t time.Time, ok bool) {
	if h == nil {
		return t, false
	}
	t, ok = h.stepBegan[p]
	return t, ok
}

// PartsLeft is how many parts are ahead, the present one among them.
func (h *Hour) PartsLeft() int {
	if h == nil {
		return 0
	}
	n := 0
	for i := range h.Parts {
		if !h.Parts[i].Done {
			n++
		}
	}
	return n
}

// CatchUp leaves behind what whoever leads has left behind, and takes up again what they
// have gone back to: what was skipped is in no journal.
func (h *Hour) CatchUp(left int) {
	for i := range h.Parts {
		p := &h.Parts[i]
		switch ahead := len(h.Parts)-i <= left; {
		case !ahead && !p.Done:
			p.Done, p.Skipped = true, true
		case ahead && p.Skipped:
			p.Done, p.Skipped = false, false
		}
	}
}

// Bare is a line of Markdown without its marks, for what becomes somebody's own words.
func Bare(md string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "*", "", "`", "").Replace(md))
}
