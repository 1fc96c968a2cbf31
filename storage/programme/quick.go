package programme

import (
	"slices"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// A counter makes the row of a journal that is as Binome writes it: what
// progress.Fold, Contribution and rowOf would make of it, in a tenth of the time and with
// no garbage but the row. It says no (sure is false) to whatever is unusual, and those
// three have the word. TestQuickCounts holds that they agree.
type counter struct {
	k         *cells
	retracted []string
	sessions  []meeting
	moved     []postponed
	lessons   []lesson // by cell
	answers   [len(asked)]answer
	consent   [2]bool
	charter   [2]bool
	since     stamp
	paired    bool
	code      string
	gifts     int32
	in        int    // the session last looked for
	at        string // the lesson last looked for
	cell      int
}

// A stamp is an instant and the day it was where it was written.
type stamp struct {
	sec int64
	day Day
}

func stampOf(t time.Time) stamp {
	_, off := t.Zone()
	sec := t.Unix()
	days := sec + int64(off)
	if days < 0 {
		days -= 24*60*60 - 1
	}
	return stamp{sec, Day(days / (24 * 60 * 60))}
}

type meeting struct {
	id       string
	at, last stamp
	minutes  int
	closed   bool
	closeAt  int64
	next     string
	lessons  bool
}

func (m *meeting) held() bool { return m.closed || m.last.sec > m.at.sec || m.lessons }

type postponed struct {
	at   int64
	next string
}

type lesson struct {
	begun, walked bool
	rung          uint8
}

func (l lesson) finished() bool { return l.walked || l.rung > 0 }

type answer struct{ first, last, times int }

// quickly is what the counter needs of the curriculum, by places.
type quickly struct {
	ok      bool
	route   [][]int // the cells of each session's lessons; the charter is -1
	module  []int   // of each lesson
	charter int     // its cell, -1 when the curriculum hasn't it
	of      []int   // lessons in each module
}

func (k *cells) quickly() quickly {
	q := quickly{ok: k.cur != nil, charter: -1}
	if k.cur == nil {
		return q
	}
	for i, m := range k.cur.Modules {
		q.of = append(q.of, len(m.Lessons))
		for range m.Lessons {
			q.module = append(q.module, i)
		}
	}
	if p, ok := k.place[progress.CharterLesson]; ok {
		q.charter = int(p)
	}
	for _, s := range k.cur.Route {
		var places []int
		for _, id := range s.Lessons {
			p, ok := k.place[id]
			switch {
			case id == progress.CharterLesson:
				places = append(places, -1)
			case ok:
				places = append(places, int(p))
			default:
				q.ok = false
			}
		}
		q.route = append(q.route, places)
	}
	return q
}

// row counts a journal. shared is whether both agree; the row is nothing if they don't.
func (c *counter) row(k *cells, entries []storage.Entry, now time.Time, file string) (r row, shared, sure bool) {
	if !k.quick.ok {
		return r, false, false
	}
	c.begin(k)
	for i := range entries {
		switch e := &entries[i]; e.Kind {
		case storage.KindRetract:
			c.retracted = append(c.retracted, e.Of)
		case storage.KindSession:
			if e.Session != "" {
				return r, false, false
			}
		}
	}
	for i := range entries {
		if e := &entries[i]; e.Kind == storage.KindSession && !c.gone(e) {
			at := stampOf(e.At)
			c.sessions = append(c.sessions, meeting{id: e.ID, at: at, last: at, minutes: e.Minutes})
		}
	}
	for i := range entries {
		if e := &entries[i]; e.Kind != storage.KindSession && !c.gone(e) && !c.entry(e) {
			return r, false, false
		}
	}
	switch {
	case !c.paired:
		return r, false, false
	case !c.consent[0] || !c.consent[1]:
		return r, false, true
	}
	return c.finish(now, file), true, true
}

func (c *counter) begin(k *cells) {
	lessons := c.lessons
	if len(lessons) != k.lessons {
		lessons = make([]lesson, k.lessons)
	}
	clear(lessons)
	*c = counter{k: k, lessons: lessons, retracted: c.retracted[:0], sessions: c.sessions[:0], moved: c.moved[:0]}
}

// gone: a retract can't be retracted, nor who the pair is.
func (c *counter) gone(e *storage.Entry) bool {
	return len(c.retracted) > 0 && e.Kind != storage.KindRetract && e.Kind != storage.KindPair && slices.Contains(c.retracted, e.ID)
}

// session finds the one an entry belongs to, nil for none: mostly the last one's.
func (c *counter) session(id string) *meeting {
	if id == "" {
		return nil
	}
	if c.in < len(c.sessions) && c.sessions[c.in].id == id {
		return &c.sessions[c.in]
	}
	for i := range c.sessions {
		if c.sessions[i].id == id {
			c.in = i
			return &c.sessions[i]
		}
	}
	return nil
}

// entry counts one; false is for what only the fold can say.
func (c *counter) entry(e *storage.Entry) bool {
	s := c.session(e.Session)
	if s != nil && e.At.Unix() > s.last.sec {
		s.last = stampOf(e.At)
	}
	switch e.Kind {
	case storage.KindPair:
		if !c.paired {
			c.paired, c.code, c.since = true, e.Code, stampOf(e.At)
		}
	case storage.KindConsent:
		c.consent[role(e.Who)] = e.Given
	case storage.KindCharter:
		for _, who := range [2]string{progress.Mentor, progress.Mentee} {
			if e.By == who || e.By != progress.Mentor && e.By != progress.Mentee {
				c.charter[role(who)] = true
			}
		}
	case storage.KindClose:
		if s != nil {
			s.closed, s.closeAt, s.next = true, e.At.Unix(), e.Next
		}
	case storage.KindPostpone:
		c.moved = append(c.moved, postponed{e.At.Unix(), e.Next})
	case storage.KindGift:
		c.gifts++
	case storage.KindConfidence:
		for i, q := range asked {
			if q[0] == e.Who && q[1] == e.Topic {
				a := &c.answers[i]
				if a.times++; a.times == 1 {
					a.first = e.Value
				}
				a.last = e.Value
			}
		}
	case storage.KindStep, storage.KindTick, storage.KindRung:
		return c.lesson(e, s)
	}
	return true
}

func role(who string) int {
	if who == progress.Mentor {
		return 0
	}
	return 1
}

func (c *counter) lesson(e *storage.Entry, s *meeting) bool {
	if e.Lesson != c.at {
		p, ok := c.k.place[e.Lesson]
		if !ok || int(p) >= c.k.lessons {
			return false
		}
		c.at, c.cell = e.Lesson, int(p)
	}
	l := &c.lessons[c.cell]
	l.begun = true
	if s != nil {
		s.lessons = true
	}
	switch e.Kind {
	case storage.KindStep:
		l.walked = l.walked || e.State == "done" && e.Step == "remember"
	case storage.KindRung:
		l.rung = max(l.rung, uint8(progress.Rung(e.Rung).Level()))
	}
	return true
}
