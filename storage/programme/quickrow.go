package programme

import (
	"slices"
	"strings"
	"time"

	"binome/storage/progress"
)

// finish is the row.
func (c *counter) finish(now time.Time, file string) row {
	r := row{code: c.pairCode(), file: file, made: dayOf(now.Format(time.DateOnly)), since: c.since.day, stalledSince: noDay, next: noDay,
		postponed: int32(len(c.moved)), gifts: c.gifts, planned: c.planned(), routeOf: int32(len(c.k.quick.route))}
	met := c.since
	var lastHeld int64 = -1 << 62
	n := 0
	for i := range c.sessions {
		if c.sessions[i].held() {
			n++
		}
	}
	r.days = make([]Day, 0, n)
	for i := range c.sessions {
		if s := &c.sessions[i]; s.held() {
			r.days = append(r.days, s.at.day)
			r.minutes += int32(s.minutes)
			met, lastHeld = s.last, s.at.sec
		}
	}
	slices.Sort(r.days)
	for _, q := range c.moved {
		if q.at > lastHeld {
			r.inARow++
		}
	}
	c.learned(&r)
	at, _, dated := progress.ParseDate(c.next(), now.Location())
	if dated {
		r.next = stampOf(at).day
	}
	longAgo := now.Sub(time.Unix(met.sec, 0)) > progress.StalledDays*24*time.Hour
	r.status = progress.StatusOf(dated && r.next >= stampOf(now).day, r.routeOf > 0 && r.routeDone == r.routeOf, longAgo, dated)
	if r.status == progress.Stalled {
		r.stalledSince = met.day
	}
	return r
}

func (c *counter) pairCode() string {
	p := progress.Progress{Code: c.code}
	if first := c.firstSession(); c.code == "" && first != "" {
		p.Sessions = []progress.Session{{ID: first}}
	}
	return strings.Clone(p.PairCode())
}

func (c *counter) firstSession() (id string) {
	for i := range c.sessions {
		if id == "" || c.sessions[i].id < id {
			id = c.sessions[i].id
		}
	}
	return id
}

// next is the date agreed on last, if no session used it up.
func (c *counter) next() (next string) {
	var dated int64 = -1 << 62
	for i := range c.sessions {
		if s := &c.sessions[i]; s.closed && s.closeAt >= dated {
			dated, next = s.closeAt, s.next
		}
	}
	for _, q := range c.moved {
		if q.at >= dated {
			dated, next = q.at, q.next
		}
	}
	for i := range c.sessions {
		if s := &c.sessions[i]; !s.closed && s.at.sec > dated {
			next = ""
		}
	}
	return next
}

// planned counts dates agreed on: at a close, or by moving one that was to be fixed.
func (c *counter) planned() (n int32) {
	for i := range c.sessions {
		if s := &c.sessions[i]; s.closed && s.next != "" {
			n++
		}
	}
	for _, q := range c.moved {
		if q.next == "" {
			continue
		}
		earlier := func(at int64, next string) bool { return next != "" && at < q.at && c.noneBegan(at, q.at) }
		was := slices.ContainsFunc(c.moved, func(o postponed) bool { return earlier(o.at, o.next) })
		for i := range c.sessions {
			s := &c.sessions[i]
			was = was || s.closed && earlier(s.closeAt, s.next)
		}
		if !was {
			n++
		}
	}
	return n
}

func (c *counter) noneBegan(from, to int64) bool {
	for i := range c.sessions {
		if at := c.sessions[i].at.sec; at > from && at <= to {
			return false
		}
	}
	return true
}

// learned counts lessons, modules, the route and the answers.
func (c *counter) learned(r *row) {
	agreed := c.charter[0] && c.charter[1]
	q := &c.k.quick
	n := 0
	for i := range c.lessons {
		if c.lessons[i].rung > 0 {
			n++
		}
	}
	r.learned = make([]value, 0, n+len(asked))
	last, done, begun := -1, 0, false
	flush := func() {
		if last >= 0 && begun {
			r.modules = append(r.modules, module{uint16(last), uint16(done), uint16(q.of[last])})
		}
	}
	r.modules = make([]module, 0, 8)
	for i, l := range c.lessons {
		if q.module[i] != last {
			flush()
			last, done, begun = q.module[i], 0, false
		}
		finished := l.finished() || i == q.charter && agreed
		if finished {
			done++
		}
		begun = begun || finished || l.begun
		if l.rung > 0 {
			r.learned = append(r.learned, value{uint16(i), l.rung})
		}
	}
	flush()
	for _, places := range q.route {
		all := true
		for _, p := range places {
			all = all && (p < 0 && agreed || p >= 0 && c.lessons[p].finished())
		}
		if all {
			r.routeDone++
		}
	}
	for i, a := range c.answers {
		cell := uint16(c.k.lessons + i)
		switch alone := c.answers[0]; {
		case asked[i][1] == "looking-back":
			if a.times > 0 && alone.times > 0 {
				r.learned = append(r.learned, value{cell, pack(a.last, alone.last)})
			}
		case a.times > 1:
			r.learned = append(r.learned, value{cell, pack(a.first, a.last)})
		}
	}
}
