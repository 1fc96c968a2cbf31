package progress

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"binome/curriculum"
)

// A Contribution is what a pair gives its programme: a code, dates and counts, and
// nothing that anybody typed. Days are "2026-12-04". Rungs and confidence are in it for
// groups of pairs; whoever reports on it shows them for five pairs or more.
type Contribution struct {
	Format int    `toml:"format" json:"format"` // 1
	Code   string `toml:"code" json:"code"`
	Made   string `toml:"made" json:"made"` // the day it was written
	Since  string `toml:"since" json:"since"`
	Status Status `toml:"status" json:"status"`
	// StalledSince is the day of the last session (or of the beginning) of a stalled pair.
	StalledSince string `toml:"stalled_since" json:"stalled_since"`
	Next         string `toml:"next" json:"next"` // the day agreed on; "" is to be fixed

	Held        int      `toml:"held" json:"held"`
	Planned     int      `toml:"planned" json:"planned"`                   // dates agreed on, the next one included
	Postponed   int      `toml:"postponed" json:"postponed"`               // dates moved
	InARow      int      `toml:"in_a_row" json:"in_a_row"`                 // of these, since the last session held
	Days        []string `toml:"days" json:"days"`                         // of the sessions held
	DaysBetween []int    `toml:"days_between" json:"days_between"`         // one fewer
	Spent       int      `toml:"minutes_spent" json:"minutes_spent"`       // in all sessions held
	Reserved    int      `toml:"minutes_reserved" json:"minutes_reserved"` // for them
	RouteDone   int      `toml:"route_done" json:"route_done"`             // sessions of the core route
	RouteOf     int      `toml:"route_of" json:"route_of"`
	Gifts       int      `toml:"gifts" json:"gifts"` // times the mentor wrote what they learned

	Framework        string `toml:"framework" json:"framework"` // "DigComp"
	FrameworkVersion string `toml:"framework_version" json:"framework_version"`

	Modules    []ModuleCount     `toml:"module" json:"module"`
	Areas      []AreaCount       `toml:"area" json:"area"`
	Lessons    []LessonCount     `toml:"lesson" json:"lesson"`
	Confidence []ConfidenceCount `toml:"confidence" json:"confidence"`
}

// A ModuleCount is how far a module got; only those begun are listed.
type ModuleCount struct {
	Module   string `toml:"module" json:"module"`
	Finished int    `toml:"finished" json:"finished"`
	Of       int    `toml:"of" json:"of"`
}

// An AreaCount is the rungs gained in one area of the framework ("2" of 2.5). A lesson
// with competences in two areas counts in both.
type AreaCount struct {
	Area    string `toml:"area" json:"area"`
	Lessons int    `toml:"lessons" json:"lessons"` // with a rung
	Rungs   [5]int `toml:"rungs" json:"rungs"`     // of these, by their highest, lowest first
}

// A LessonCount is a lesson's highest rung, and the first agreed on.
type LessonCount struct {
	Lesson string `toml:"lesson" json:"lesson"`
	First  Rung   `toml:"first" json:"first"`
	Rung   Rung   `toml:"rung" json:"rung"`
}

// A ConfidenceCount is the first and the last answer of one of them on one topic. Of
// the mentee, looking back is a topic of its own.
type ConfidenceCount struct {
	Who    string `toml:"who" json:"who"`
	Topic  string `toml:"topic" json:"topic"`
	Before int    `toml:"before" json:"before"`
	After  int    `toml:"after" json:"after"`
	Times  int    `toml:"times" json:"times"`
}

// Status is how a pair is doing, as far as its dates tell.
type Status string

// The four. A pair is closed when the core route is done and no date is ahead;
// stalled when nothing is ahead and its last session (or its beginning) was more than
// StalledDays days ago; without a next date when none is ahead or was fixed; else active.
const (
	Active  Status = "active"
	Stalled Status = "stalled"
	Closed  Status = "closed"
	NoDate  Status = "no-date"
)

// StalledDays is three times the usual fortnight.
const StalledDays = 42

// Contribution counts, as of now.
func (p *Progress) Contribution(now time.Time) Contribution {
	held := p.Held("")
	c := Contribution{
		Format: 1, Code: p.PairCode(), Made: now.Format(time.DateOnly), Since: p.Since.Format(time.DateOnly),
		Held: len(held), Planned: p.plannedCount(), Postponed: len(p.Postponements), Gifts: len(p.Gifts),
	}
	if at, _, ok := ParseDate(p.NextDate, now.Location()); ok {
		c.Next = at.Format(time.DateOnly)
	}
	for i, s := range held {
		c.Spent += s.Spent()
		c.Reserved += s.Minutes
		c.Days = append(c.Days, s.At.Format(time.DateOnly))
		if i > 0 {
			c.DaysBetween = append(c.DaysBetween, daysBetween(held[i-1].At, s.At))
		}
	}
	for _, q := range p.Postponements {
		if len(held) == 0 || q.At.After(held[len(held)-1].At) {
			c.InARow++
		}
	}
	c.RouteDone, c.RouteOf = p.RouteDone()
	if c.Status = p.Status(now); c.Status == Stalled {
		c.StalledSince = p.lastMet().Format(time.DateOnly)
	}
	p.countLearning(&c)
	return c
}

// Status says how the pair is doing on that day.
func (p *Progress) Status(now time.Time) Status {
	at, _, dated := ParseDate(p.NextDate, now.Location())
	done, all := p.RouteDone()
	return StatusOf(dated && daysBetween(now, at) >= 0, all > 0 && done == all, now.Sub(p.lastMet()) > StalledDays*24*time.Hour, dated)
}

// StatusOf is the rule: a date is ahead, the core route is done, it is long since they
// met, a date was fixed.
func StatusOf(ahead, routeDone, longAgo, dated bool) Status {
	switch {
	case ahead:
		return Active
	case routeDone:
		return Closed
	case longAgo:
		return Stalled
	case !dated:
		return NoDate
	}
	return Active // the date has just gone by
}

// On is the contribution as it stands on a later day: by then its next date may have
// gone by, and the pair with it.
func (c Contribution) On(now time.Time) Contribution {
	if c.Made == now.Format(time.DateOnly) {
		return c
	}
	met := c.Since
	if n := len(c.Days); n > 0 {
		met = c.Days[n-1]
	}
	at, _, dated := ParseDate(c.Next, now.Location())
	last, _, known := ParseDate(met, now.Location())
	c.Status = StatusOf(dated && daysBetween(now, at) >= 0, c.RouteOf > 0 && c.RouteDone == c.RouteOf, known && daysBetween(last, now) > StalledDays, dated)
	c.StalledSince = ""
	if c.Status == Stalled {
		c.StalledSince = met
	}
	return c
}

// lastMet is when they last met, or when the pair began.
func (p *Progress) lastMet() time.Time {
	if held := p.Held(""); len(held) > 0 {
		return held[len(held)-1].Last
	}
	return p.Since
}

// PairCode stands for the pair where names don't go: the code it was given, or one
// derived from its first session's id, whose 80 random bits nobody can guess back; ""
// when it has neither yet.
func (p *Progress) PairCode() string {
	if p.Code != "" {
		return p.Code
	}
	first := ""
	for _, s := range p.Sessions {
		if first == "" || s.ID < first {
			first = s.ID
		}
	}
	if first == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("binome pair code\n" + first))
	return hex.EncodeToString(sum[:4])
}

// daysBetween counts midnights from a to b, each in its own place.
func daysBetween(a, b time.Time) int {
	day := func(t time.Time) int64 {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	return int(day(b) - day(a))
}

// plannedCount is how many dates were agreed on: at a close, or by moving one that was
// still to be fixed. A date that is moved stays one.
func (p *Progress) plannedCount() int {
	type said struct {
		at   time.Time
		next string
	}
	var all []said
	for _, s := range p.Sessions {
		if s.Closed {
			all = append(all, said{s.CloseAt, s.Next})
		}
	}
	closes := len(all)
	for _, q := range p.Postponements {
		all = append(all, said{q.At, q.Next})
	}
	n := 0
	for i, s := range all {
		if s.next == "" {
			continue
		}
		if i < closes || !slices.ContainsFunc(all, func(o said) bool {
			return o.next != "" && o.at.Before(s.at) && p.noneBegan(o.at, s.at)
		}) {
			n++
		}
	}
	return n
}

// noneBegan reports whether no session began between the two.
func (p *Progress) noneBegan(from, to time.Time) bool {
	return !slices.ContainsFunc(p.Sessions, func(s Session) bool { return s.At.After(from) && !s.At.After(to) })
}

// countLearning counts modules, areas, lessons and confidence.
func (p *Progress) countLearning(c *Contribution) {
	areas := map[string]*AreaCount{}
	seen := map[string]bool{}
	if p.cur != nil {
		c.Framework, c.FrameworkVersion = p.cur.Framework, p.cur.FrameworkVersion
		for _, m := range p.cur.Modules {
			if s := p.Module(m); s.Begun+s.Finished > 0 {
				c.Modules = append(c.Modules, ModuleCount{m.ID, s.Finished, s.Of})
			}
			for _, l := range m.Lessons {
				if st := p.Lessons[l.ID]; st.Rung() != NoRung {
					seen[l.ID] = true
					c.Lessons = append(c.Lessons, count(st))
					countAreas(areas, l, st.Rung())
				}
			}
		}
	}
	for _, id := range sortedKeys(p.Lessons) {
		if st := p.Lessons[id]; !seen[id] && st.Rung() != NoRung {
			c.Lessons = append(c.Lessons, count(st))
		}
	}
	for _, id := range sortedKeys(areas) {
		c.Areas = append(c.Areas, *areas[id])
	}
	for _, a := range p.Confidence {
		i := slices.IndexFunc(c.Confidence, func(k ConfidenceCount) bool { return k.Who == a.Who && k.Topic == a.Topic })
		if i < 0 {
			i = len(c.Confidence)
			c.Confidence = append(c.Confidence, ConfidenceCount{Who: a.Who, Topic: a.Topic, Before: a.Value})
		}
		c.Confidence[i].After = a.Value
		c.Confidence[i].Times++
	}
	slices.SortFunc(c.Confidence, func(a, b ConfidenceCount) int {
		return cmp.Or(cmp.Compare(a.Who, b.Who), cmp.Compare(a.Topic, b.Topic))
	})
}

func count(l *Lesson) LessonCount {
	first := slices.MinFunc(l.Rungs, func(a, b RungAt) int { return a.At.Compare(b.At) })
	return LessonCount{l.ID, first.Rung, l.Rung()}
}

func countAreas(areas map[string]*AreaCount, l *curriculum.Lesson, r Rung) {
	counted := map[string]bool{}
	for _, id := range l.DigComp {
		area, _, _ := strings.Cut(id, ".")
		if counted[area] {
			continue
		}
		counted[area] = true
		if areas[area] == nil {
			areas[area] = &AreaCount{Area: area}
		}
		areas[area].Lessons++
		areas[area].Rungs[r.Level()-1]++
	}
}
